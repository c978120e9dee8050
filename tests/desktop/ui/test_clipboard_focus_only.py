"""The clipboard of desktops that show it to the window in front alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from desktop.ui.clipboard import focus_only
from desktop.ui.clipboard.backend import Answer, Copied, Skip
from desktop.ui.clipboard.focus_only import FocusOnly

_ACTIVE = Qt.ApplicationState.ApplicationActive
_INACTIVE = Qt.ApplicationState.ApplicationInactive


class _Application(QObject):
    applicationStateChanged = Signal(Qt.ApplicationState)  # noqa: N815  Qt's name

    def __init__(self) -> None:
        super().__init__()
        self.state = _INACTIVE

    def applicationState(self) -> Qt.ApplicationState:
        return self.state

    def enter(self, state: Qt.ApplicationState) -> None:
        self.state = state
        self.applicationStateChanged.emit(state)


class _Clipboard(QObject):
    dataChanged = Signal()  # noqa: N815  Qt's name

    def __init__(self) -> None:
        super().__init__()
        self.mime = QMimeData()
        self.is_ours = False

    def ownsClipboard(self) -> bool:
        return self.is_ours

    def mimeData(self) -> QMimeData:
        return self.mime

    def copy(self, text: str) -> None:
        self.mime = QMimeData()
        self.mime.setText(text)
        self.dataChanged.emit()


class Desk:
    def __init__(self) -> None:
        self.application = _Application()
        self.clipboard = _Clipboard()
        self.backend = FocusOnly(self.application, self.clipboard)  # type: ignore[arg-type]
        self.answers: list[Answer] = []
        self.changes: list[None] = []

    def changed(self) -> None:
        self.changes.append(None)


@pytest.fixture
def desk(qapp: object) -> Desk:
    return Desk()


def test_in_front_it_reads_at_once(desk: Desk) -> None:
    desk.application.enter(_ACTIVE)
    desk.clipboard.copy("words")
    desk.backend.read(desk.answers.append)
    assert desk.answers == [Copied("words")]


def test_behind_it_waits_until_it_is_in_front(desk: Desk) -> None:
    desk.clipboard.copy("words")
    desk.backend.read(desk.answers.append)
    assert desk.answers == []
    desk.application.enter(_ACTIVE)
    assert desk.answers == [Copied("words")]


def test_it_does_not_wait_for_ever(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(focus_only, "FOCUS_MS", 10)
    desk.backend.read(desk.answers.append)
    qtbot.waitUntil(lambda: desk.answers == [Skip.TIMED_OUT])
    desk.application.enter(_ACTIVE)
    assert desk.answers == [Skip.TIMED_OUT]


def test_our_own_copy_is_skipped(desk: Desk) -> None:
    desk.application.enter(_ACTIVE)
    desk.clipboard.copy("ours")
    desk.clipboard.is_ours = True
    desk.backend.read(desk.answers.append)
    assert desk.answers == [Skip.OWN]


def test_a_copy_is_signalled_when_the_window_comes_to_the_front(desk: Desk) -> None:
    desk.backend.start(desk.changed)
    desk.clipboard.copy("behind")
    assert len(desk.changes) == 0
    desk.application.enter(_ACTIVE)
    assert len(desk.changes) == 1
    desk.clipboard.copy("in front")
    assert len(desk.changes) == 2
    desk.application.enter(_INACTIVE)
    assert len(desk.changes) == 2


def test_nothing_is_signalled_before_start_and_after_stop(desk: Desk) -> None:
    desk.application.enter(_ACTIVE)
    desk.clipboard.copy("before")
    desk.backend.start(desk.changed)
    desk.backend.stop()
    desk.clipboard.copy("after")
    assert desk.changes == []


def test_stopping_answers_nobody(desk: Desk) -> None:
    desk.backend.read(desk.answers.append)
    desk.backend.stop()
    desk.application.enter(_ACTIVE)
    assert desk.answers == []


def test_where_marks_cannot_be_seen_nothing_is_read_unasked(desk: Desk) -> None:
    backend = FocusOnly(desk.application, desk.clipboard, sees_marks=False)  # type: ignore[arg-type]
    backend.start(desk.changed)
    desk.application.enter(_ACTIVE)
    desk.clipboard.copy("words")
    assert desk.changes == []
    backend.read(desk.answers.append)
    assert desk.answers == [Copied("words")]
