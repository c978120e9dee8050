"""The whole app on a real screen: from a copy in another program to a finding in the window."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import App
from desktop.ui.copies import Copies
from desktop.ui.tray import Tray
from tests.real.conftest import Others

pytestmark = pytest.mark.real

_PATIENCE_MS = 20_000
_BEAT_MS = 20
_LATE_MS = 200
_IN_FRONT = Qt.ApplicationState.ApplicationActive


class Desktop:
    """The app, with the watch agreed to and the small pack loaded."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app = app
        self.window = app.window
        self.qtbot = qtbot
        self.wait(lambda: app.tray is not None and app.checks.state == "ready")
        assert app.watch is not None
        assert app.watch.state == "watching"

    @property
    def tray(self) -> Tray:
        assert self.app.tray is not None
        return self.app.tray

    @property
    def copies(self) -> Copies:
        assert self.app.copies is not None
        return self.app.copies

    def wait(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=_PATIENCE_MS)

    def rules(self) -> list[str]:
        """Which rules found something in the draft that the window shows."""
        session = self.window.session
        return [f.rule_id for f in session.visible_findings] if session.is_checked else []

    def hide(self) -> None:
        """Close the window to the tray.

        Qt learns a tenth of a second later that it has lost the focus, and takes a window that is
        shown before for one without. Nobody clicks that fast.
        """
        self.window.close()
        self.wait(lambda: QGuiApplication.applicationState() is not _IN_FRONT)

    def click_icon(self, button: int = 1) -> None:
        """Click the icon in the tray with the mouse."""
        self.wait(lambda: not self.tray.icon.geometry().isEmpty())
        place = self.tray.icon.geometry().center()
        subprocess.run(
            ["xdotool", "mousemove", str(place.x()), str(place.y()), "click", str(button)],
            check=True,
        )


@pytest.fixture
def desktop(qapp: QApplication, qtbot: QtBot, agreed: Path, pack: Path) -> Iterator[Desktop]:
    app = App(qapp, pack=pack)
    app.open()
    try:
        with qtbot.waitExposed(app.window):
            pass
        yield Desktop(app, qtbot)
    finally:
        app.close()
        app.window.hide()
        app.window.deleteLater()
        app.deleteLater()


class Heartbeat(QObject):
    """Beats on the loop of the window, and knows how late the latest beat was."""

    def __init__(self) -> None:
        super().__init__()
        self.latest_ms = 0.0
        self.beats = 0
        self._before = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.latest_ms = max(self.latest_ms, (now - self._before) * 1000 - _BEAT_MS)
        self._before = now
        self.beats += 1


def test_a_copy_leads_to_a_finding_in_the_open_window(desktop: Desktop, others: Others) -> None:
    others.copy("My badge 1234 opens it")
    desktop.wait(lambda: desktop.rules() == ["personal.badge"])
    assert desktop.window.session.text == "My badge 1234 opens it"
    desktop.wait(lambda: desktop.tray.picture == "tray-found")


def test_a_copy_leads_over_the_icon_to_a_finding(desktop: Desktop, others: Others) -> None:
    desktop.hide()
    others.copy("My badge 1234 opens it")
    desktop.wait(lambda: desktop.copies.count == 1)
    assert desktop.tray.picture == "tray-found"
    assert desktop.tray.icon.toolTip() == "Clearpost: 1 thing to look at before you post"
    assert not desktop.window.isVisible()
    desktop.click_icon()
    desktop.wait(lambda: desktop.window.isVisible() and desktop.rules() == ["personal.badge"])
    assert desktop.tray.picture == "tray-watching"


def test_a_draft_in_progress_is_not_replaced_by_a_copy(desktop: Desktop, others: Others) -> None:
    desktop.qtbot.keyClicks(desktop.window.desk.editor, "half a thought")
    others.copy("My badge 1234 opens it")
    desktop.wait(lambda: desktop.copies.count == 1)
    desktop.click_icon()
    desktop.wait(lambda: desktop.window.bar.action.text() == "Look at the copied text")
    assert desktop.window.session.text == "half a thought"
    desktop.window.bar.action.click()
    desktop.wait(lambda: desktop.rules() == ["personal.badge"])
    desktop.window.desk.undo()
    assert desktop.window.session.text == "half a thought"


def test_a_click_with_the_right_button_opens_the_menu(desktop: Desktop) -> None:
    desktop.click_icon(button=3)
    desktop.wait(desktop.tray.menu.isVisible)
    desktop.tray.menu.close()


def test_a_stopped_program_never_freezes_the_window(
    desktop: Desktop, others: Others, qapp: QApplication
) -> None:
    assert desktop.app.watch is not None
    skipped: list[str] = []
    desktop.app.watch.skipped.connect(lambda skip, _asked: skipped.append(skip))
    hung = others.copy("held by a program that hangs")
    # It is stopped in the moment its copy is known, before anybody has read it.
    stop = qapp.clipboard().dataChanged.connect(lambda: os.kill(hung.pid, signal.SIGSTOP))
    heartbeat = Heartbeat()
    desktop.wait(lambda: "timed out" in skipped)
    qapp.clipboard().dataChanged.disconnect(stop)
    assert desktop.tray.picture == "tray-found"
    assert "did not answer" in desktop.tray.icon.toolTip()
    # Coming to the front with the editor in focus asks nothing of it either.
    desktop.hide()
    desktop.click_icon()
    desktop.wait(desktop.window.isActiveWindow)
    desktop.window.desk.editor.setFocus()
    assert "did not answer" in desktop.window.bar.words.text()
    desktop.qtbot.keyClicks(desktop.window.desk.editor, "My badge 1234")
    desktop.wait(lambda: desktop.rules() == ["personal.badge"])
    assert heartbeat.beats > 1000 / (_BEAT_MS + _LATE_MS)
    assert heartbeat.latest_ms < _LATE_MS


def test_after_a_stopped_program_the_next_copy_is_read(desktop: Desktop, others: Others) -> None:
    hung = others.hold({"text/plain": "held by a program that hangs"})
    os.kill(hung.pid, signal.SIGSTOP)
    desktop.copies.ask()
    desktop.wait(lambda: "did not answer" in desktop.window.bar.words.text())
    others.copy("My badge 1234 opens it")
    desktop.wait(lambda: desktop.rules() == ["personal.badge"])
