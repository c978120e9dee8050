"""The reading process as the window sees it: its answers, and all the ways it can fail."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.clipboard import choose_backend, x11
from desktop.ui.clipboard.backend import Answer, Copied, Skip
from desktop.ui.clipboard.focus_only import FocusOnly
from desktop.ui.clipboard.x11 import QtX11
from desktop.ui.clipboard.x11_reader import as_answer, as_message

_FRAMES = """
import sys, time
from checker.wire import pack_frame
def say(message):
    sys.stdout.buffer.write(pack_frame(message))
    sys.stdout.buffer.flush()
"""


def reader(script: str) -> list[str]:
    """Return the command of a reader that does what `script` says."""
    return [sys.executable, "-c", _FRAMES + script]


class Desk:
    """A backend of X11 on the clipboard of the test, and what it answered."""

    def __init__(self, command: list[str]) -> None:
        self.answers: list[Answer] = []
        self.clipboard = QGuiApplication.clipboard()
        self.clipboard.clear()
        self.backend = QtX11(self.clipboard, command)

    def ask(self, qtbot: QtBot) -> Answer:
        self.backend.read(self.answers.append)
        qtbot.waitUntil(lambda: len(self.answers) > 0)
        self.settle(qtbot)
        (answer,) = self.answers
        return answer

    def settle(self, qtbot: QtBot) -> None:
        """Wait until every reading process is gone."""
        qtbot.waitUntil(lambda: not self.backend._readings)


@pytest.fixture(autouse=True)
def not_ours(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    """What lies on the clipboard of the test comes from another program."""
    monkeypatch.setattr(x11, "_owns", lambda clipboard: False)


def test_the_text_is_handed_on(qtbot: QtBot) -> None:
    desk = Desk(reader("say({'ready': True}); say({'text': 'Grüße 😀'})"))
    assert desk.ask(qtbot) == Copied("Grüße 😀")


def test_the_reason_is_handed_on(qtbot: QtBot) -> None:
    desk = Desk(reader("say({'ready': True}); say({'skip': 'concealed'})"))
    assert desk.ask(qtbot) is Skip.CONCEALED


def test_a_long_text_comes_in_pieces(qtbot: QtBot) -> None:
    desk = Desk(reader("say({'ready': True}); say({'text': 'word ' * 200_000})"))
    assert desk.ask(qtbot) == Copied("word " * 200_000)


def test_a_reader_that_hangs_is_ended(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(x11, "READ_MS", 50)
    desk = Desk(reader("say({'ready': True}); time.sleep(60)"))
    assert desk.ask(qtbot) is Skip.TIMED_OUT


def test_a_reader_that_does_not_start_up_is_ended(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x11, "START_MS", 50)
    assert Desk(reader("time.sleep(60)")).ask(qtbot) is Skip.TIMED_OUT


@pytest.mark.parametrize(
    "script",
    [
        "sys.exit(1)",
        "say({'ready': True}); sys.exit(1)",
        "say({'ready': True}); sys.stdout.buffer.write(b'no frame at all'); sys.exit(0)",
        "say({'ready': True}); say({'neither': 1})",
        "say({'ready': True}); say({'skip': 'unheard of'})",
    ],
)
def test_a_reader_that_gives_no_answer_is_no_tool(qtbot: QtBot, script: str) -> None:
    assert Desk(reader(script)).ask(qtbot) is Skip.NO_TOOL


def test_a_missing_reader_is_no_tool(qtbot: QtBot) -> None:
    assert Desk(["/nowhere/clearpost"]).ask(qtbot) is Skip.NO_TOOL


def test_readings_do_not_disturb_each_other(qtbot: QtBot) -> None:
    desk = Desk(reader("say({'ready': True}); say({'text': 'words'})"))
    desk.backend.read(desk.answers.append)
    desk.backend.read(desk.answers.append)
    qtbot.waitUntil(lambda: len(desk.answers) == 2)
    desk.settle(qtbot)
    assert desk.answers == [Copied("words")] * 2


def test_stopping_ends_the_reader_and_answers_nobody(qtbot: QtBot) -> None:
    desk = Desk(reader("time.sleep(60)"))
    desk.backend.read(desk.answers.append)
    desk.backend.stop()
    desk.settle(qtbot)
    assert desk.answers == []


def test_our_own_copy_is_known_without_a_reader(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x11, "_owns", lambda clipboard: True)
    answers: list[Answer] = []
    Desk(["/nowhere/clearpost"]).backend.read(answers.append)
    assert answers == [Skip.OWN]


def test_a_copy_is_signalled_between_start_and_stop(qtbot: QtBot) -> None:
    desk = Desk([])
    copies: list[None] = []
    desk.clipboard.setText("before")
    desk.backend.start(lambda: copies.append(None))
    desk.clipboard.setText("watched")
    qtbot.waitUntil(lambda: len(copies) == 1)
    desk.backend.stop()
    desk.clipboard.setText("after")
    assert len(copies) == 1


@pytest.mark.parametrize("answer", [Copied("a\0b"), Copied(""), *Skip])
def test_an_answer_survives_the_pipe(answer: Answer) -> None:
    assert as_answer(as_message(answer)) == answer


class _Application:
    """As much of an application as the choice looks at."""

    def __init__(self, platform: str, application: QApplication) -> None:
        self._platform = platform
        self._application = application

    def platformName(self) -> str:
        return self._platform

    def __getattr__(self, name: str) -> object:
        return getattr(self._application, name)


@pytest.mark.parametrize(
    ("platform", "environment", "kind", "can_watch"),
    [
        ("xcb", {}, QtX11, True),
        ("xcb", {"WAYLAND_DISPLAY": "wayland-0"}, QtX11, False),
        ("wayland", {"WAYLAND_DISPLAY": "wayland-0"}, FocusOnly, False),
        ("windows", {}, FocusOnly, False),
        ("cocoa", {}, FocusOnly, False),
        ("offscreen", {}, FocusOnly, False),
    ],
)
def test_each_desktop_has_its_backend(
    qapp: QApplication,
    platform: str,
    environment: dict[str, str],
    kind: type,
    can_watch: bool,
) -> None:
    backend = choose_backend(_Application(platform, qapp), environment)  # type: ignore[arg-type]
    assert (type(backend), backend.can_watch) == (kind, can_watch)


def test_the_reader_answers_for_a_clipboard_nobody_filled(qtbot: QtBot) -> None:
    script = "from desktop.ui.clipboard.x11_reader import main; sys.exit(main())"
    assert Desk(reader(script)).ask(qtbot) is Skip.EMPTY


def test_the_reader_loads_no_widgets() -> None:
    script = "import sys, desktop.ui.clipboard.x11_reader; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "PySide6.QtGui" in done.stdout.split()
    assert "PySide6.QtWidgets" not in done.stdout.split()
