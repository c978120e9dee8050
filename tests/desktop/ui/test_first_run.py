"""The page on which the person agrees, or does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.ui.clipboard.backend import SIZE_LIMIT
from desktop.ui.clipboard.focus_only import IN_FRONT
from desktop.ui.clipboard.watch import FORBIDDEN
from desktop.ui.first_run import DETAILS, WATCHING, FirstRunPage


@pytest.fixture
def page(qtbot: QtBot) -> FirstRunPage:
    made = FirstRunPage()
    made.resize(560, 640)
    qtbot.addWidget(made)
    return made


def words(page: FirstRunPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


@pytest.mark.parametrize(("button", "answer"), [("watch_button", True), ("not_now_button", False)])
def test_each_button_answers(page: FirstRunPage, qtbot: QtBot, button: str, answer: bool) -> None:
    with qtbot.waitSignal(page.answered) as answered:
        qtbot.mouseClick(getattr(page, button), Qt.MouseButton.LeftButton)
    assert answered.args == [answer]


def test_both_answers_weigh_the_same(page: FirstRunPage, qtbot: QtBot) -> None:
    with qtbot.waitExposed(page):
        page.show()
    watch, not_now = page.watch_button, page.not_now_button
    assert abs(watch.width() - not_now.width()) <= 1
    assert watch.height() == not_now.height()
    assert watch.objectName() == not_now.objectName()
    assert watch.font() == not_now.font()
    assert not any(button.isDefault() or button.autoDefault() for button in (watch, not_now))


def test_escape_is_not_now(page: FirstRunPage, qtbot: QtBot) -> None:
    with qtbot.waitExposed(page):
        page.show()
    with qtbot.waitSignal(page.answered) as answered:
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert answered.args == [False]
    assert not page.isVisible()


def test_enter_answers_only_where_an_answer_was_chosen(page: FirstRunPage, qtbot: QtBot) -> None:
    with qtbot.waitExposed(page):
        page.show()
    assert not isinstance(page.focusWidget(), QPushButton)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page.isVisible()
    page.not_now_button.setFocus()
    with qtbot.waitSignal(page.answered) as answered:
        qtbot.keyClick(page.not_now_button, Qt.Key.Key_Return)
    assert answered.args == [False]


def test_it_opens_high_enough_for_its_words_where_the_screen_allows(qtbot: QtBot) -> None:
    page = FirstRunPage()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    scroll = page.findChild(QScrollArea)
    assert scroll is not None
    room = page.screen().availableGeometry().height()
    assert scroll.verticalScrollBar().maximum() == 0 or page.height() > room * 0.85


def test_it_says_what_is_read_and_what_is_not(page: FirstRunPage) -> None:
    said = words(page)
    assert SIZE_LIMIT == 1_000_000
    for subject in ("up to 1 MB", "password manager", "Files and pictures", "never saved"):
        assert subject in said
    assert WATCHING in said


def test_a_desktop_without_a_watch_hears_what_happens_there(qtbot: QtBot) -> None:
    page = FirstRunPage(limits=IN_FRONT)
    qtbot.addWidget(page)
    assert IN_FRONT in words(page)
    assert WATCHING not in words(page)


def test_what_is_forbidden_cannot_be_agreed_to(qtbot: QtBot) -> None:
    page = FirstRunPage(is_forbidden=True)
    qtbot.addWidget(page)
    assert FORBIDDEN in words(page)
    assert not page.watch_button.isEnabled()
    assert page.not_now_button.isEnabled()


def test_the_document_says_the_same_as_the_page() -> None:
    document = (Path(__file__).parents[3] / "docs" / "clipboard.md").read_text("utf-8")
    plain = " ".join(document.split())
    for title, text in DETAILS:
        assert title in plain
        assert text in plain


def test_the_keyboard_reaches_both_answers(page: FirstRunPage, qtbot: QtBot) -> None:
    with qtbot.waitExposed(page):
        page.show()
    page.watch_button.setFocus()
    qtbot.keyClick(page.watch_button, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.not_now_button
