from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Span
from checker.view import Sentences, View, clean, fold, paragraphs, sentences

ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Project AURORA", "project aurora"),
        ("\uff21\uff35\uff32\uff2f\uff32\uff21", "aurora"),
        ("\U0001d400\U0001d41b", "ab"),
        ("\u24b6\U0001f170\U0001f1e6", "aaa"),
        ("4\ufe0f\u20e32\ufe0f\u20e3", "42"),
        ("\u0664\u0662", "42"),
        ("a\u200bb\u00adc\u2060d", "abcd"),
        ("e\u0301te\u0301", "ete"),
        ("\u0141\u00f3d\u017a Stra\u00dfe", "lodz strasse"),
        ("\u0430\u0440\u0440\u04cf\u0435", "apple"),
        ("\u201cso\u201d \u2013 it\u2019s", '"so" - it\'s'),
        ("no\u00a0break", "no break"),
    ],
)
def test_what_looks_alike_reads_alike(written: str, folded: str) -> None:
    assert View(written).text == folded


@given(ANY_TEXT)
def test_every_folded_character_leads_back_to_where_it_came_from(text: str) -> None:
    view = View(text)
    for at, letter in enumerate(view.text):
        span = view.span(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert letter in fold(clean(text[span.start : span.end]))


@given(ANY_TEXT)
def test_one_byte_stands_for_one_character(text: str) -> None:
    view = View(text)
    assert len(view.data) == len(view.text)
    assert len(view.raw) == len(text) >= len(view.raw_data)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Key\u200bAbC", b"KeyAbC"),
        ("\uff2b\uff45\uff59\uff1a1", b"Key:1"),
        ("\u201cKey\u201d\u00a0it\u2019s", b'"Key" it\'s'),
        ("caf\u00e9", b"caf\xe9"),
        ("\U0001f511\ufe0fKey", b"\x80Key"),
    ],
)
def test_the_raw_view_keeps_case_and_drops_what_nobody_sees(written: str, plain: bytes) -> None:
    assert View(written).raw_data == plain


@given(ANY_TEXT)
def test_every_raw_byte_leads_back_to_its_character(text: str) -> None:
    view = View(text)
    for at in range(len(view.raw_data)):
        span = view.raw_span(at, at + 1)
        assert View(view.raw[span.start : span.end]).raw_data == view.raw_data[at : at + 1]
        start, end = view.folded_place(at, at + 1)
        assert 0 <= start <= end <= len(view.text)


@given(ANY_TEXT)
def test_offsets_go_there_and_back(text: str) -> None:
    view = View(text)
    for at in range(len(view.text)):
        span = view.span(at, at + 1)
        assert view.folded_at(span.start) <= at < view.folded_at(span.end)


@given(st.text(st.characters(), max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(clean(text))) == fold(clean(text))


def test_marks_that_follow_a_value_belong_to_it() -> None:
    view = View("a 4\ufe0f\u20e3 b")
    at = view.text.index("4")
    assert view.span(at, at + 1) == Span(2, 5)


def test_lone_surrogates_are_replaced_in_place() -> None:
    assert View("a\ud800b").raw == "a\ufffdb"


def test_letters_beyond_latin_1_run_on_and_emoji_do_not() -> None:
    assert View("\u0436").data == b"\xff"
    assert View("\U0001f4de").data == b"\x80"
    assert View("\u96fb").data == b"\x80"


@given(st.text("ab \n\t", max_size=80))
def test_paragraphs_hold_every_character_but_the_breaks(text: str) -> None:
    spans = paragraphs(text)
    held = {at for span in spans for at in range(span.start, span.end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in held)
    assert all(a.end < b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three", ["One.", "Two!", "Three"]),
        ("Line one\nline two", ["Line one", "line two"]),
        ('He said "stop." Then left.', ['He said "stop.', "Then left."]),
        ("Version 1.2 is out", ["Version 1.2 is out"]),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end].strip() for s in sentences(text)] == expected


@given(ANY_TEXT)
def test_sentences_are_in_order_and_apart(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("words", "around"),
    [
        ("C", "B two.\n\nC three. D four."),
        ("A", "A one. B two."),
        ("E", "D four. E five."),
        ("three. D", "B two.\n\nC three. D four. E five."),
    ],
)
def test_around_a_place_is_one_sentence_either_side(words: str, around: str) -> None:
    text = "A one. B two.\n\nC three. D four. E five."
    start = text.index(words)
    assert Sentences(text).around(Span(start, start + len(words))) == around


@given(ANY_TEXT, st.integers(0, 200), st.integers(1, 20))
def test_around_any_place_holds_its_visible_words(text: str, start: int, size: int) -> None:
    words = text[start : start + size]
    if words.strip():
        end = start + len(words)
        assert words.strip() in Sentences(text).around(Span(start, end))
