"""What Python shows of our objects by itself, in a debugger, a log line or a failed assertion."""

from __future__ import annotations

import gc
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checker import Draft, Engine, load_pack
from checker.explain import apply_fixes
from checker.model import Edit, Entity, Fix, Match, Report, Segment, Span, Weighed
from checker.render import Checked, Run
from checker.resolve import resolve
from checker.service import Service
from checker.view import Sentences, View
from checker.wire import encode
from checker.words import tokens
from desktop.answers import Answer, Answers, ask_link
from desktop.keychain import memory_key
from desktop.session import Change, Session, Step
from desktop.store import Store
from resources import BUILTIN_PACK, EXAMPLE_PACK
from tests.privacy.processes import DRAFT, RARE, rare_words

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
PLACE = Span(0, len(DRAFT))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_pack(EXAMPLE_PACK, builtin=BUILTIN_PACK))


@pytest.fixture(scope="module")
def report(engine: Engine) -> Report:
    found = engine.check(Draft.of(DRAFT), as_of=MOMENT, entities=True, explain=True)
    assert len(found.findings) > 4
    return found


def session_on(report: Report) -> Session:
    """A session in the middle of things: typed, fixed, answered, undone."""
    # Without a key the answers stay in memory; the store is never opened.
    session = Session(Answers(Store(Path("unused"))), today=lambda: date(2026, 11, 22))
    session.begin(DRAFT, 0.0)
    assert session.report_arrived(session.revision, report)
    session.dismiss(session.visible_findings[0], Answer.MINE)
    session.apply_all_safe(1.0)
    session.edit(0, 0, RARE[0], 2.0)
    session.undo()
    return session


def test_what_is_held_about_a_draft_shows_none_of_its_words(engine: Engine, report: Report) -> None:
    draft, view = Draft.of(DRAFT), View(DRAFT)
    fixes = [fix for finding in report.findings for fix in finding.fixes[:1]]
    fixed, undo = apply_fixes(draft, fixes)
    checked = Checked("post.txt", draft, report)
    session = session_on(report)
    matches, _ = engine._matches(draft.segments[0])
    change = Change(0, DRAFT, RARE[0])
    shown: list[object] = [
        *(draft, fixed, undo, fixes, view, checked, report, session, matches, change, engine),
        *(Segment(DRAFT), Sentences(DRAFT), tokens(DRAFT), memory_key(), session.answers),
        Edit(0, PLACE, DRAFT),
        Fix("Leave it out", (Edit(0, PLACE, DRAFT),), safe=True),
        Match("personal.email", PLACE, "email", 0.9),
        Entity(0, PLACE, "url", 0.9),
        Weighed("personal.email", 0, PLACE, "less likely"),
        Run(report.pack, MOMENT, (checked,)),
        Step((change,)),
        resolve(matches, engine.pack.rules),
    ]
    assert [type(thing).__name__ for thing in shown if rare_words(repr(thing) + str(thing))] == []


def test_nothing_of_ours_that_lives_after_a_check_shows_a_word(
    engine: Engine, report: Report
) -> None:
    session, service = session_on(report), Service()
    service._engine = engine
    asked = {"do": "check", "as_of": MOMENT.isoformat(), "audiences": None}
    assert "report" in service.answer({**asked, "draft": encode(Draft.of(DRAFT))})
    ours = [
        thing
        for thing in gc.get_objects()
        if type(thing).__module__.partition(".")[0] in ("checker", "desktop")
    ]
    assert session in ours
    assert engine in ours
    told = {type(thing).__name__ for thing in ours if rare_words(repr(thing))}
    assert told == set()


def test_the_engine_forgets_when_it_is_told_to(engine: Engine) -> None:
    engine.check(Draft.of(DRAFT), as_of=MOMENT)
    assert any(rare_words(text) for text, *_ in engine._seen)
    engine.forget()
    assert not engine._seen


def test_a_mail_to_ask_holds_ids_and_no_word_of_the_draft(report: Report) -> None:
    for finding in report.findings:
        assert rare_words(ask_link(finding, report.pack)) == []


def test_what_is_kept_of_an_answer_is_no_word_of_the_draft(
    report: Report, tmp_path: object
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    store = Store(folder)
    answers = Answers(store)
    answers.unlock(b"k" * 32)
    session = Session(answers, today=lambda: date(2026, 11, 22))
    session.begin(DRAFT, 0.0)
    session.report_arrived(session.revision, report)
    for finding in session.visible_findings:
        session.dismiss(finding, Answer.PUBLIC)
    store.close()
    (path,) = store.paths()
    data = path.read_bytes()
    assert b"confidential.term" in data
    assert rare_words(data) == []
    assert b"Aurora" not in data
    assert b"415 555" not in data
