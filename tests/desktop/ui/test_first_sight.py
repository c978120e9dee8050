"""A window is first seen when it stands where the person sees it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.first_sight import FirstSight


def test_it_tells_once_when_the_window_is_on_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told: list[bool] = []
    FirstSight(window).came.connect(lambda: told.append(window.windowHandle().isExposed()))
    window.show()
    qtbot.waitUntil(lambda: bool(told))
    window.hide()
    with qtbot.waitExposed(window):
        window.show()
    assert told == [True]


def test_a_window_that_is_seen_already_counts(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    with qtbot.waitSignal(FirstSight(window).came):
        pass
