"""The cursor of the editor rests when nobody types."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.caret import RestingCaret


class Page(QWidget):
    """An editor whose cursor rests at once, and another field beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.editor, self.other = QPlainTextEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.other)
        column.addWidget(self.editor)
        self.caret = RestingCaret(self.editor, after_ms=1)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    pace = QApplication.cursorFlashTime()
    shown = Page()
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    yield shown
    QApplication.setCursorFlashTime(pace)


def test_it_rests_after_a_while_and_blinks_again_with_the_next_key(
    qtbot: QtBot, page: Page
) -> None:
    pace = QApplication.cursorFlashTime()
    assert pace > 0
    page.editor.setFocus()
    qtbot.waitUntil(lambda: QApplication.cursorFlashTime() == 0)
    paces: list[int] = []
    QApplication.styleHints().cursorFlashTimeChanged.connect(paces.append)
    qtbot.keyClick(page.editor, Qt.Key.Key_A)
    assert paces == [pace]
    qtbot.waitUntil(lambda: QApplication.cursorFlashTime() == 0)


def test_other_fields_blink_as_ever(qtbot: QtBot, page: Page) -> None:
    pace = QApplication.cursorFlashTime()
    page.editor.setFocus()
    qtbot.waitUntil(lambda: QApplication.cursorFlashTime() == 0)
    page.other.setFocus()
    assert QApplication.cursorFlashTime() == pace
    page.editor.setPlainText("a")
    assert QApplication.cursorFlashTime() == pace
