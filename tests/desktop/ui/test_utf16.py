"""Code points and UTF-16 units, both ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QPlainTextEdit

from desktop.ui.utf16 import Units, as_shown, with_plain_ends

ANY_TEXT = st.text(
    st.characters() | st.sampled_from("😀👩‍🚀\r\n\x00\u2029\u202e\ud800\udfff\ufdd0")
)


@given(ANY_TEXT)
def test_a_place_comes_back_from_units(text):
    units = Units(text)
    for point in range(len(text) + 1):
        assert units.to_points(units.to_units(point)) == point
    assert units.length == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert units.to_units(len(text)) == units.length


@given(ANY_TEXT)
def test_units_are_those_of_the_encoded_text(text):
    for point in range(len(text) + 1):
        encoded = text[:point].encode("utf-16-le", "surrogatepass")
        assert Units(text).to_units(point) == len(encoded) // 2


def test_the_middle_of_a_pair_is_its_beginning():
    assert [Units("a😀b").to_points(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


@given(ANY_TEXT)
def test_qt_holds_what_is_shown_without_moving_an_offset(qapp, text):
    shown = as_shown(text)
    assert len(shown) == len(text)
    assert Units(shown).length == Units(text).length
    editor = QPlainTextEdit()
    editor.textCursor().insertText(shown)
    assert editor.document().toRawText().replace("\u2029", "\n") == shown
    assert editor.document().characterCount() - 1 == Units(text).length


@given(ANY_TEXT)
def test_line_ends_become_one_character(text):
    assert not set("\r\u2029") & set(with_plain_ends(text))


def test_plain_text_stays_the_same_object():
    text = "Nothing to see here.\n"
    assert as_shown(text) is text
