"""The desk: a draft is written, checked, looked at and mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from checker.model import NotRun
from desktop.answers import Answer
from desktop.ui.clipboard.backend import OWN_MIME
from desktop.ui.draft_view import MOST_CHARACTERS
from tests.support.findings import finding_of, report_of
from tests.support.window import ANA, BO, NAMES, TEXT


def test_typing_is_checked_and_findings_are_shown(bench, qtbot):
    QTest.keyClicks(bench.desk.editor, "hello")
    qtbot.waitUntil(lambda: bench.checks.asked[-1:] == [bench.session.revision])
    assert bench.session.text == "hello"
    bench.write(TEXT)
    text = bench.session.text
    bench.report(finding_of(text, "ana@corp.test"))
    assert bench.desk.model.rowCount() == 1
    assert bench.panel.state is None
    assert "1 finding" in bench.panel.heading.text()


def test_a_late_report_is_dropped(bench):
    bench.write(TEXT, ANA)
    late = bench.session.revision
    bench.desk.editor.insert(" more")
    bench.checks.reported.emit(late, report_of(BO))
    assert [f.rule_id for f in bench.session.visible_findings] == [ANA.rule_id]


def test_a_fix_is_applied_checked_again_and_undone(bench, qtbot):
    bench.write(TEXT, ANA, BO)
    bench.panel.card.fix_buttons[0].click()
    assert bench.desk.editor.text == TEXT.replace("ana@corp.test", "[email]") == bench.session.text
    assert [f.message for f in bench.session.visible_findings] == [BO.message]
    qtbot.waitUntil(lambda: bench.checks.asked[-1:] == [bench.session.revision])
    bench.window.undo_button.click()
    assert bench.desk.editor.text == TEXT == bench.session.text


def test_all_safe_fixes_are_one_step(bench):
    bench.write(TEXT, ANA, BO)
    assert "(2)" in bench.window.fix_button.text()
    bench.window.fix_button.click()
    assert "corp.test" not in bench.desk.editor.text
    QTest.keyClick(bench.desk.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bench.desk.editor.text == TEXT


def test_f8_goes_through_the_findings_and_enter_to_the_fix(bench, qtbot):
    bench.write(TEXT, ANA, BO)
    QTest.keyClick(bench.window, Qt.Key.Key_F8)
    assert bench.desk.chosen == ANA
    assert bench.desk.editor.place == ANA.span.start
    QTest.keyClick(bench.window, Qt.Key.Key_F8)
    assert bench.desk.chosen == BO
    QTest.keyClick(bench.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert bench.desk.chosen == ANA
    qtbot.waitUntil(bench.panel.list.hasFocus)
    QTest.keyClick(bench.panel.list, Qt.Key.Key_Return)
    qtbot.waitUntil(bench.panel.card.fix_buttons[0].hasFocus)
    QTest.keyClick(bench.panel.card.fix_buttons[0], Qt.Key.Key_Escape)
    qtbot.waitUntil(bench.desk.editor.hasFocus)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_what_has_the_focus(bench, qtbot, key):
    bench.write(TEXT, ANA)
    QTest.keyClick(bench.window, Qt.Key.Key_F8)
    QTest.keyClick(bench.panel.list, Qt.Key.Key_Return)
    qtbot.waitUntil(bench.panel.card.fix_buttons[0].hasFocus)
    QTest.keyClick(bench.panel.card.fix_buttons[0], key)
    assert bench.desk.editor.text == TEXT.replace("ana@corp.test", "[email]")


def test_enter_presses_an_answer_too(bench):
    bench.write(TEXT, ANA)
    QTest.keyClick(bench.panel.card.answers[Answer.MINE], Qt.Key.Key_Return)
    assert bench.desk.model.rowCount() == 0


def test_the_card_follows_the_cursor(bench):
    bench.write(TEXT, ANA, BO)
    cursor = bench.desk.editor.textCursor()
    cursor.setPosition(BO.span.start + 2)
    bench.desk.editor.setTextCursor(cursor)
    assert bench.panel.card.finding == BO


@pytest.mark.parametrize("answer", [Answer.PUBLIC, Answer.MINE, Answer.NOT_USEFUL])
def test_an_answer_hides_a_finding_and_can_be_taken_back(bench, answer):
    bench.write(TEXT, ANA, BO)
    bench.panel.card.answers[answer].click()
    assert bench.desk.model.rowCount() == 1
    bench.window.bar.action.click()
    assert bench.desk.model.rowCount() == 2
    assert bench.desk.chosen == ANA


def test_asking_opens_a_mail_without_a_word_of_the_draft(bench):
    bench.write(TEXT, ANA)
    bench.panel.card.answers[Answer.ASK].click()
    (address,) = bench.opened
    assert address.startswith("mailto:privacy@aldermere.example")
    assert "ana" not in address.replace("aldermere", "")
    assert "corp.test" not in address


def test_asking_without_a_mail_program_says_whom_to_write_to(bench):
    bench.opens = False
    bench.write(TEXT, ANA)
    bench.panel.card.answers[Answer.ASK].click()
    assert "privacy@aldermere.example" in bench.window.bar.words.text()


def test_the_next_finding_is_chosen_and_in_sight_when_the_list_is_short(bench, qtbot):
    text = "\n".join(f"badge{number} here" for number in range(9))
    bench.write(text, *(finding_of(text, f"badge{number}") for number in range(9)))
    bench.window.resize(900, 520)
    for _ in range(7):
        bench.desk.go_to_next()
    shown = bench.panel.list

    def is_in_sight():
        row = shown.visualRect(shown.currentIndex())
        return shown.viewport().rect().contains(row)

    qtbot.waitUntil(is_in_sight)
    bench.window.bar.say("A sentence that takes a line of the room.")
    qtbot.waitUntil(is_in_sight)


def test_nothing_found_is_said_only_of_the_checks_that_ran(bench):
    bench.load_pack()
    bench.write(TEXT, not_run=(NAMES,))
    assert bench.panel.title.text() == "Nothing found by the checks that ran"
    assert "names" in bench.panel.words.text()
    assert "No company list" in bench.panel.words.text()
    assert "names" in bench.window.status.not_run.text()
    assert bench.window.status.pack.text() == "No company list installed"
    bench.window.status.not_run.click()
    assert "not part of this version" in bench.page_text("not run").lower()


def test_answered_findings_are_not_taken_for_none(bench):
    bench.write(TEXT, ANA)
    bench.panel.card.answers[Answer.MINE].click()
    assert "answered 1 finding" in bench.panel.words.text()
    bench.panel.button.click()
    assert bench.desk.model.rowCount() == 1


def test_a_check_that_failed_is_said_and_can_be_tried_again(bench, qtbot):
    bench.write(TEXT, not_run=(NotRun("all checks", "it does not start", "failed"),))
    assert bench.panel.title.text() == "This draft could not be checked"
    assert "it does not start" in bench.panel.words.text()
    asked = len(bench.checks.asked)
    bench.panel.button.click()
    assert bench.checks.starts == 1
    assert len(bench.checks.asked) == asked + 1
    assert bench.desk.editor.text == TEXT


def test_an_empty_draft_and_a_first_check_have_their_own_words(bench):
    assert bench.panel.title.text() == "Nothing to check yet"
    bench.desk.editor.insert("hello")
    assert bench.panel.title.text() == "Checking"
    bench.report()
    bench.desk.editor.insert(" you")
    assert bench.panel.title.text().startswith("Nothing found by")
    bench.desk.editor.selectAll()
    bench.desk.editor.insert("")
    assert bench.panel.title.text() == "Nothing to check yet"
    assert bench.window.status.not_run.isHidden()


def test_what_is_copied_is_the_draft_marked_as_ours(bench):
    bench.write(TEXT, ANA)
    bench.window.copy_button.click()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == TEXT
    assert data.hasFormat(OWN_MIME)
    assert "1 finding is left" in bench.window.bar.words.text()
    assert bench.session.is_copied_out


def test_a_copied_text_opens_and_the_draft_before_is_one_undo_away(bench):
    bench.write(TEXT)
    bench.window.open_text("from the\r\nclipboard")
    assert bench.session.text == bench.desk.editor.text == "from the\nclipboard"
    assert "one undo away" in bench.window.bar.words.text()
    bench.window.bar.action.click()
    assert bench.desk.editor.text == TEXT


def test_a_text_that_is_too_long_is_refused_kindly(bench):
    bench.write(TEXT)
    bench.window.open_text("x" * (MOST_CHARACTERS + 1))
    assert "clearpost check" in bench.window.bar.words.text()
    assert bench.session.text == TEXT


def test_a_dropped_file_is_read(bench, tmp_path):
    path = tmp_path / "post.txt"
    path.write_bytes("\ufeffHello from a file 👋\r\n".encode())
    bench.desk.editor.file_dropped.emit(path)
    assert bench.session.text == "Hello from a file 👋\n"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.png looks like a binary file"),
        ("old.txt", "Größe".encode("latin-1"), "old.txt is not UTF-8"),
        ("gone.txt", None, "gone.txt could not be opened"),
        ("folder", ..., "folder could not be opened: is a folder"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_draft_stays(bench, tmp_path, name, data, says):
    bench.write(TEXT)
    path = tmp_path / name
    if data is ...:
        path.mkdir()
    elif data is not None:
        path.write_bytes(data)
    bench.desk.open_file(path)
    assert says in bench.window.bar.words.text()
    assert bench.session.text == TEXT
