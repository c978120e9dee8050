"""No counters about a person, and no trace of protected speech.

The lists here are written out on purpose: whoever adds something that is kept meets this test and
has to say in `docs/privacy.md` what it is for.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checker import Draft, Engine, load_pack
from checker.pack.model import ProtectedTopic
from checker.render import Checked, Run, sarif, text
from checker.render import json as as_json
from desktop.settings import SETTINGS
from desktop.store import Store
from resources import BUILTIN_PACK, EXAMPLE_PACK
from tests.privacy.processes import DAY, EXAMPLE, ROOT, Watch
from tests.support.rules import pack, rule

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
KEPT = {
    "answer": {"hash": "TEXT", "rule": "TEXT", "answer": "TEXT", "day": "TEXT"},
    "consent": {"name": "TEXT", "day": "TEXT"},
    "state": {"name": "TEXT", "value": "TEXT"},
}
STATES = {
    "window",
    "asked about the clipboard",
    "told that there is no keychain",
    "profile saved",
}
CHOSEN = {
    *("theme", "language", "network", "pack", "audiences", "clipboard_watch"),
    *("start_in_background", "remember_answers", "live_check_delay_ms"),
}


def columns(path: Path) -> dict[str, dict[str, str]]:
    """Tables of the store and the columns of each, with their types."""
    database = sqlite3.connect(path)
    try:
        tables = database.execute("select name from sqlite_master where type = 'table'").fetchall()
        return {
            name: {row[1]: row[2].upper() for row in database.execute(f"pragma table_info({name})")}
            for (name,) in tables
        }
    finally:
        database.close()


def test_the_store_keeps_what_is_listed_here_and_nothing_that_counts(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.remember(["a"], "personal.email", "mine", date(2026, 11, 22))
    store.close()
    assert columns(store.path) == KEPT


def test_an_answer_given_twice_is_kept_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for day in (20, 21, 22):
        store.remember(["a"], "personal.email", "mine", date(2026, 11, day))
    store.close()
    database = sqlite3.connect(store.path)
    rows = database.execute("select * from answer").fetchall()
    database.close()
    assert rows == [("a", "personal.email", "mine", "2026-11-22")]


def test_the_settings_are_those_listed_here() -> None:
    assert set(SETTINGS) == CHOSEN


def test_the_window_keeps_the_states_listed_here() -> None:
    """Names under which `Store.set_state` is called, found in the source."""
    source = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "desktop").rglob("*.py"))
    )
    assert source.count(".set_state(") == len(STATES)
    for name in STATES:
        assert f'"{name}"' in source


# Protected speech

PROTECTED = (
    "We are not paid for overtime at all. Our union asks for a raise, and the night shift is "
    "not safe. I reported it to the labor board."
)


def test_no_rule_of_the_packs_has_to_do_with_protected_speech() -> None:
    loaded = load_pack(EXAMPLE_PACK, builtin=BUILTIN_PACK)
    categories = {name.partition(".")[0] for name in loaded.rules}
    known = {"confidential", "finance", "personal", "health", "payment", "secret", "place"}
    assert categories <= known | {"conduct", "self"}
    words = {word for name in loaded.rules for word in name.replace("-", ".").split(".")}
    assert words.isdisjoint({"protected", "union", "pay", "labor", "sentiment"})


SMALL_TALK = (
    "We are so glad about the weather at all. Our garden asks for a rain, and the long lake is "
    "so cool. I mentioned it to the new guest."
)


@pytest.mark.parametrize("extra", ["", " Write to anna.berg@northwind.test about #ProjectAurora."])
def test_nothing_that_is_reported_tells_that_speech_was_protected(extra: str) -> None:
    """Such talk gives the same report as small talk of the same length, but for its wording."""
    assert len(SMALL_TALK) == len(PROTECTED)
    engine = Engine(load_pack(EXAMPLE_PACK, builtin=BUILTIN_PACK))
    protected, small_talk = (
        engine.check(Draft.of(talk + extra), as_of=MOMENT, explain=True, entities=True)
        for talk in (PROTECTED, SMALL_TALK)
    )
    assert [(f.rule_id, f.span, f.severity) for f in protected.findings] == [
        (f.rule_id, f.span, f.severity) for f in small_talk.findings
    ]
    assert bool(protected.findings) == bool(extra)
    assert protected.weighed == small_talk.weighed
    assert protected.entities == small_talk.entities
    assert protected.not_run == small_talk.not_run
    run = Run(protected.pack, MOMENT, (Checked("a", Draft.of(PROTECTED + extra), protected),))
    (results,) = json.loads(sarif.render(run, engine.pack, "0"))["runs"]
    shown = as_json.render(run) + json.dumps(results["results"]) + repr(protected)
    assert "protected" not in shown.casefold()


def test_a_topic_in_protected_speech_leaves_no_trace() -> None:
    topic = ProtectedTopic(id="pay", language="en", words=("overtime",), phrases=())
    loaded = pack(rule("conduct.tone", type="topic"), protected=(topic,))
    engine = Engine(loaded)
    found = engine.check(Draft.of("Look at b1234 today."), as_of=MOMENT, explain=True)
    assert [finding.rule_id for finding in found.findings] == ["conduct.tone"]
    draft = Draft.of("Look at b1234 today. Nobody paid my overtime.")
    lowered = engine.check(draft, as_of=MOMENT, explain=True)
    assert (lowered.findings, lowered.weighed, lowered.entities) == ((), (), ())
    run = Run(lowered.pack, MOMENT, (Checked("a", draft, lowered),))
    shown = text.render(run, text.Style(color=False, width=80, explain=True))
    assert "overtime" not in shown
    assert "conduct" not in shown
    assert "protected" not in shown.casefold()


def test_explaining_a_protected_draft_shows_nothing_of_it(watch: Watch) -> None:
    command = ("-m", "desktop", "check", "--pack", EXAMPLE, "--as-of", DAY, "--explain", "-")
    ended = watch.python(*command, given=PROTECTED.encode())
    assert ended.code == 0, ended.err
    shown = ended.out.decode().casefold()
    for word in ("overtime", "union", "raise", "shift", "labor", "protected", "pay"):
        assert word not in shown
