"""Words and their stems: what counts as the same word, and where it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Span
from checker.words import Words, overlapping, stem, tokens

TOKENS = [
    ("Bluefin ships in May", ["Bluefin", "ships", "in", "May"]),
    ("#BluefinLaunch", ["Bluefin", "Launch"]),
    ("the NHSTrust", ["the", "NHS", "Trust"]),
    ("Anna's don’t workers'", ["Anna's", "don’t", "workers"]),
    ("AH-7741 Q4", ["AH", "7741", "Q4"]),
    ("Cafe\u0301 ＡＮＮＡ b\u200bc", ["Cafe\u0301", "ＡＮＮＡ", "b\u200bc"]),
    ("発売中", ["発", "売", "中"]),
    ("", []),
    ("... !", []),
]


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_a_text_is_read_as_its_words(text, expected):
    assert [token.text for token in tokens(text)] == expected


def test_a_part_of_a_joined_word_says_so():
    assert [token.joined for token in tokens("#BluefinLaunch now")] == [False, True, False]


STEMS = [
    ("launching", "en", "launch"),
    ("Discounts", "en", "discount"),
    ("Anna's", "en", "anna"),
    ("ＬＡＵＮＣＨＥＳ", "en", "launch"),
    ("l\u0430unches", "en", "launch"),
    ("Klini\u00adken", "de", "klinik"),
    ("Verträge", "de", "vertrag"),
    ("Verträge", "de-AT", "vertrag"),
    ("Café", "tlh", "cafe"),
]


@pytest.mark.parametrize(("word", "language", "expected"), STEMS)
def test_the_stem_of_a_word_is_folded(word, language, expected):
    assert stem(word, language) == expected


FOUND = [
    ("en", "launch", "we are launching it", "launching"),
    ("en", "launch", "#BluefinLaunch", "Launch"),
    ("en", "launch", "a relaunch", None),
    ("en", "linkedin", "on LinkedIn today", "LinkedIn"),
    ("en", "LinkedIn", "on linkedin today", "linkedin"),
    ("en", "driver's license", "two drivers’ licenses", "drivers’ licenses"),
    ("en", "bluefin tuna", "Bluefin-tunas", "Bluefin-tunas"),
    ("en", "bluefin tuna", "bluefin and tuna", None),
    ("en", "bluefin tuna", "#BluefinTuna", "BluefinTuna"),
    ("de", "Klinik", "drei Kliniken", "Kliniken"),
    ("cs", "Škoda", "SKODA", "SKODA"),
    ("ja", "発売", "明日発売です", "発売"),
    ("en", "ship", "sh\u200bips", "sh\u200bips"),
]


@pytest.mark.parametrize(("language", "word", "text", "expected"), FOUND)
def test_words_are_found_by_stem_as_whole_words(language, word, text, expected):
    words = Words(language, (word, "zzz"))
    spans = words.spans_in(text)
    assert [text[span.start : span.end] for span in spans] == ([expected] if expected else [])
    assert words.found_in(text) is bool(expected)


def test_the_longest_phrase_that_begins_at_a_place_is_given():
    words = Words("en", ("price", "price list", "price list price"))
    assert words.spans_in("price list") == [Span(0, 10)]


def test_phrases_that_overlap_are_one_place():
    words = Words("en", ("wine harvest", "harvest festival", "opens"))
    assert words.spans_in("wine harvest festival opens") == [Span(0, 21), Span(22, 27)]


def test_no_words_are_found_nowhere():
    assert not Words("en", ()).found_in("anything")
    assert not Words("en", ("...",)).found_in("...")


def test_only_a_span_that_shares_a_character_overlaps():
    spans = [Span(0, 6), Span(8, 20), Span(30, 40)]
    assert overlapping(spans, Span(10, 12))
    assert not overlapping(spans, Span(20, 30))
    assert overlapping(spans, Span(25, 31))


@given(st.text())
def test_tokens_of_any_text_are_in_order_and_in_range(text):
    end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        end = token.end


@given(st.lists(st.sampled_from(["pay", "Gap", "union", "vote", "é", "売", "x1"]), max_size=8))
def test_a_phrase_is_found_in_its_own_words_whatever_stands_between(parts):
    text = " ".join(parts)
    assert Words("en", (text,)).found_in(f"so: {text.upper()}!") is bool(parts)
