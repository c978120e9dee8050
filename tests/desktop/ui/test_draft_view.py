"""The editor: typing, underlines, undo, paste, drop."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDropEvent,
    QInputMethodEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtTest import QTest

from checker.model import Finding, Severity, Span
from desktop.session import Change
from desktop.ui.clipboard.backend import OWN_MIME
from desktop.ui.draft_view import MOST_CHARACTERS, DraftView
from desktop.ui.theme import DARK, LIGHT
from desktop.ui.utf16 import Units

Line = QTextCharFormat.UnderlineStyle


def finding(start: int, end: int, severity: Severity = "warning") -> Finding:
    return Finding(
        rule_id="personal.email",
        type="email",
        segment=0,
        span=Span(start, end),
        severity=severity,
        confidence=0.9,
        message="This looks like someone's email address.",
        why="",
        clause=None,
    )


@pytest.fixture
def view(qtbot):
    made = DraftView(LIGHT)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


@pytest.fixture
def edits(view):
    seen: list[tuple[int, int, str]] = []
    view.edited.connect(lambda *edit: seen.append(edit))
    return seen


def type_text(view, text):
    for character in text:
        QTest.keyClicks(view, character)


def underlines(view) -> list[tuple[int, int, Line]]:
    """What is underlined, read from the document's own formats."""
    found, block = [], view.document().begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            style = fragment.charFormat().underlineStyle()
            if style != Line.NoUnderline:
                found.append((fragment.position(), fragment.position() + fragment.length(), style))
            fragments += 1
        block = block.next()
    return found


def test_typing_is_told_in_code_points(view, edits):
    view.carry_out([Change(0, "", "😀 hi ")])
    type_text(view, "ok")
    assert edits == [(5, 0, "o"), (6, 0, "k")]


def test_deleting_an_emoji_takes_one_code_point(view, edits):
    view.carry_out([Change(0, "", "a😀")])
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert edits == [(1, 1, "")]


def test_typing_over_a_selection_is_one_edit(view, edits):
    view.carry_out([Change(0, "", "one two")])
    view.selectAll()
    type_text(view, "x")
    assert edits == [(0, 7, "x")]


def test_changes_of_the_session_are_not_told_back_to_it(view, edits):
    view.carry_out([Change(0, "", "hello"), Change(0, "he", "")])
    assert view.text == "llo"
    assert edits == []


@given(
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.integers(0, 6),
            st.text(st.sampled_from("ab 😀\u0301\n\u00a0\u202e"), max_size=4),
        ),
        max_size=12,
    )
)
def test_any_edits_give_the_same_text_on_both_sides(qapp, steps):
    view = DraftView(LIGHT)
    told = ""

    def take(start, removed, inserted):
        nonlocal told
        told = told[:start] + inserted + told[start + removed :]

    view.edited.connect(take)
    for at, length, inserted in steps:
        units = Units(view.text)
        start, end = min(at, len(view.text)), min(at + length, len(view.text))
        cursor = QTextCursor(view.document())
        cursor.setPosition(units.to_units(start))
        cursor.setPosition(units.to_units(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(inserted)
        view.underline([finding(0, min(3, len(view.text)))] if view.text else [])
        assert told == view.text == view._read_text()


def test_the_three_levels_differ_in_shape(view):
    view.carry_out([Change(0, "", "one two three")])
    view.underline([finding(0, 3, "error"), finding(4, 7, "warning"), finding(8, 13, "note")])
    assert underlines(view) == [
        (0, 3, Line.WaveUnderline),
        (4, 7, Line.DashUnderline),
        (8, 13, Line.DotLine),
    ]


def test_an_underline_lies_under_its_words_behind_an_emoji(view):
    view.carry_out([Change(0, "", "😀😀 mail")])
    view.underline([finding(3, 7)])
    assert underlines(view) == [(5, 9, Line.DashUnderline)]


def test_drawing_is_no_edit_and_moves_nothing(view, edits, qtbot):
    view.carry_out([Change(0, "", "one two three")])
    cursor = view.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    with qtbot.assertNotEmitted(view.place_changed):
        view.underline([finding(0, 3), finding(4, 7, "error")])
        view.underline([])
    assert edits == []
    assert (view.textCursor().anchor(), view.textCursor().position()) == (2, 9)
    assert not view.document().isUndoAvailable()


def test_underlines_stay_where_nothing_changed(view):
    view.carry_out([Change(0, "", "one two three")])
    view.underline([finding(0, 3), finding(8, 13)])
    changes: list[tuple[int, int]] = []
    view.document().contentsChange.connect(lambda at, _, added: changes.append((at, at + added)))
    view.underline([finding(0, 3), finding(4, 7)])
    assert changes
    assert all(start >= 4 for start, _ in changes)


def test_text_typed_behind_an_underline_is_plain_again(view):
    view.carry_out([Change(0, "", "one")])
    view.underline([finding(0, 3)])
    view.edited.connect(lambda *_: view.underline([finding(0, 3)]))
    view.moveCursor(QTextCursor.MoveOperation.End)
    type_text(view, " two")
    assert underlines(view) == [(0, 3, Line.DashUnderline)]


def test_text_typed_inside_an_underline_ends_it_until_the_next_check(view):
    view.carry_out([Change(0, "", "one")])
    view.underline([finding(0, 3)])
    view.edited.connect(lambda *_: view.underline([]))
    view.go_to(Span(1, 2))
    type_text(view, "x")
    assert underlines(view) == []


def test_where_two_meet_the_graver_is_seen(view):
    view.carry_out([Change(0, "", "abcdef")])
    view.underline([finding(2, 4, "error"), finding(0, 6, "note")])
    assert (2, 4, Line.WaveUnderline) in underlines(view)
    view.underline([finding(0, 6, "note")])
    assert underlines(view) == [(0, 6, Line.DotLine)]


def test_an_underline_moves_with_the_text_before_it(view):
    view.carry_out([Change(0, "", "one two")])
    view.underline([finding(4, 7)])
    view.carry_out([Change(0, "", "so ")])
    view.underline([finding(7, 10)])
    assert underlines(view) == [(7, 10, Line.DashUnderline)]


def test_composing_is_not_ended_by_a_report(view):
    view.carry_out([Change(0, "", "one ")])
    view.inputMethodEvent(QInputMethodEvent("かん", []))
    view.underline([finding(0, 3)])
    assert underlines(view) == []
    assert view.textCursor().block().layout().preeditAreaText() == "かん"
    done = QInputMethodEvent()
    done.setCommitString("漢")
    view.inputMethodEvent(done)
    assert view.text == "one 漢"
    assert underlines(view) == [(0, 3, Line.DashUnderline)]


def test_other_colors_are_drawn_anew(view):
    view.carry_out([Change(0, "", "one")])
    view.underline([finding(0, 3, "error")])
    view.set_colors(DARK)
    view.underline([finding(0, 3, "error")])
    color = view.document().begin().begin().fragment().charFormat().underlineColor()
    assert color.name() == DARK.error


@pytest.mark.parametrize(
    ("key", "modifier", "name"),
    [
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "undo_requested"),
        (
            Qt.Key.Key_Z,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "redo_requested",
        ),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier, "redo_requested"),
    ],
)
def test_the_keys_for_undo_ask_the_session(view, qtbot, key, modifier, name):
    with qtbot.waitSignal(getattr(view, name)):
        QTest.keyClick(view, key, modifier)


def test_undo_in_the_menu_asks_the_session(view, qtbot):
    view.can_undo = True
    menu = view.menu_at(QPoint(0, 0))
    undo = next(a for a in menu.actions() if a.objectName() == "edit-undo")
    redo = next(a for a in menu.actions() if a.objectName() == "edit-redo")
    assert undo.isEnabled()
    assert not redo.isEnabled()
    with qtbot.waitSignal(view.undo_requested):
        undo.trigger()


def test_paste_takes_plain_text_only(view, edits):
    data = QMimeData()
    data.setText("plain\r\ntext")
    data.setHtml("<b>plain</b> text")
    view.insertFromMimeData(data)
    assert view.text == "plain\ntext"
    assert edits == [(0, 0, "plain\ntext")]
    assert underlines(view) == []


def test_what_cannot_be_seen_is_shown_or_carried(view):
    data = QMimeData()
    data.setText("a\x00b\u202ec\u00a0d")
    view.insertFromMimeData(data)
    assert view.text == "a\u2400b\u202ec\u00a0d"


def test_a_paste_of_twenty_megabytes_is_refused_and_nothing_lost(view, edits, qtbot):
    view.carry_out([Change(0, "", "my draft")])
    data = QMimeData()
    data.setText("x" * 20_000_000)
    with qtbot.waitSignal(view.refused) as refused:
        view.insertFromMimeData(data)
    assert f"{MOST_CHARACTERS:,}" in refused.args[0]
    assert "clearpost check" in refused.args[0]
    assert view.text == "my draft"
    assert edits == []


def test_a_dropped_file_is_handed_on_and_not_inserted(view, edits, qtbot, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "post.txt"))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(view.file_dropped) as dropped:
        view.dropEvent(event)
    assert dropped.args == [Path(tmp_path / "post.txt")]
    assert edits == []


def test_what_is_copied_is_marked_as_ours(view):
    view.carry_out([Change(0, "", "one")])
    view.selectAll()
    data = view.createMimeDataFromSelection()
    assert data.text() == "one"
    assert data.hasFormat(OWN_MIME)


def test_the_editor_says_what_it_is(view):
    assert view.accessibleName() == "Draft"
    assert "nowhere else" in view.placeholderText()
