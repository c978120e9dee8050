"""What a person says about themselves is in the keychain and in memory, and nowhere else."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from checker import Draft, Engine, cli, load_pack
from checker.console import Console
from checker.service import Client
from desktop.keychain import Reply, Wish, reply_from, serve
from desktop.profile import SAVED, read_fields, saved_profile, written
from desktop.settings import Settings
from desktop.store import Store
from desktop.ui.own_profile import OwnProfile
from desktop.ui.unlock import KeychainRequest
from resources import BUILTIN_PACK
from tests.support.keychain import keychain_in
from tests.support.window import FakeChecks

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
WORDS = ("Quendolyn", "zanzibar.example", "900123", "quirkydana")
PROFILE, _ = read_fields(
    {
        "names": "Quendolyn Roe",
        "emails": "dana@zanzibar.example",
        "phones": "+44 7700 900123",
        "handles": "@quirkydana",
    }
)
POST = "Write to dana@zanzibar.example or call +44 7700 900123, Quendolyn Roe"


def told(text: str) -> list[str]:
    """The words of the profile that stand in `text`."""
    return [word for word in WORDS if word.casefold() in text.casefold()]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged by anybody, at the most talkative."""
    stream = io.StringIO()
    handler, root = logging.StreamHandler(stream), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(1)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_what_is_saved_about_a_person_is_in_the_keychain_alone(
    qtbot: QtBot, tmp_path: Path, log: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    keychain, home = tmp_path / "keychain.json", tmp_path / "home"
    store, settings = Store(home), Settings(home / "settings.json")
    settings.set("theme", "dark")
    own = OwnProfile(FakeChecks(), store, command=keychain_in(keychain))
    arguments: list[str] = []
    with qtbot.waitSignal(own.finished, timeout=20_000):
        own.save(PROFILE)
        for child in psutil.Process().children(recursive=True):
            with suppress(psutil.NoSuchProcess):  # one of an earlier test that has ended
                arguments += [*child.cmdline(), *child.environ().values()]
    store.close()
    assert len(told(keychain.read_text())) == len(WORDS)
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    assert [told(path.read_bytes().decode("latin-1")) for path in files] == [[]] * len(files)
    assert any(str(keychain) in argument for argument in arguments)
    assert told(" ".join(arguments)) == []
    assert told(log.getvalue()) == []
    assert told("".join(capfd.readouterr())) == []


def test_nothing_that_holds_a_profile_shows_it(tmp_path: Path) -> None:
    sink = io.BytesIO()

    class Kept:
        def get_password(self, service: str, username: str) -> str:
            return written(PROFILE)

        def set_password(self, service: str, username: str, password: str) -> None:
            raise OSError(password)

        def delete_password(self, service: str, username: str) -> None:
            raise OSError(username)

    reply = Reply(profile=written(PROFILE))
    serve(io.BytesIO(b'{"wishes": ["read profile"]}'), sink, Kept(), "here")
    request = KeychainRequest(Wish.WRITE_PROFILE, profile=written(PROFILE))
    own = OwnProfile(FakeChecks(), Store(tmp_path))
    own.take(reply)
    client = Client(None, builtin=BUILTIN_PACK, as_of=MOMENT)
    shown = [PROFILE, reply, reply_from(sink.getvalue()), request, own, client]
    assert [type(thing).__name__ for thing in shown if told(repr(thing) + str(thing))] == []
    assert len(told(sink.getvalue().decode())) == len(WORDS)


def test_an_error_says_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(load_pack(BUILTIN_PACK))

    def fail(*_: object) -> None:
        raise ValueError("stopped")

    monkeypatch.setattr("checker.engine.resolve", fail)
    with pytest.raises(ValueError, match="stopped") as caught:
        engine.check(Draft.of(POST), as_of=MOMENT, profile=PROFILE)
    assert told("".join(traceback.format_exception(caught.value))) == []


def test_a_report_for_programs_says_nothing_of_it() -> None:
    for form in ("json", "sarif"):
        out, err = io.StringIO(), io.StringIO()
        console = Console(io.BytesIO(POST.encode()), out, err, {})
        arguments = ["check", "--format", form]
        cli.run(arguments, console, now=MOMENT, read_profile=lambda: PROFILE)
        assert "self.email" in out.getvalue()
        assert told(out.getvalue() + err.getvalue()) == []


def test_a_child_of_the_command_line_gets_it_by_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keychain = tmp_path / "keychain.json"
    keychain.write_text(json.dumps({"about me": written(PROFILE)}))
    store = Store(tmp_path / "data")
    store.set_state(SAVED, "yes")
    store.close()
    command = keychain_in(keychain)
    monkeypatch.setattr("desktop.children.child_command", lambda _: command)
    assert saved_profile(tmp_path / "data") == PROFILE
    assert told(" ".join([*command, *sys.argv, *os.environ.values()])) == []
