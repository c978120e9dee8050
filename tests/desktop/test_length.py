"""Lengths as the networks count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.length import NETWORKS, graphemes, is_emoji, measure, network

ASTRONAUT = "👩🏽‍🚀"
FLAG = "🇬🇷"
KEYCAP = "1\ufe0f\u20e3"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("plain", 5),
        ("e\u0301", 1),
        (ASTRONAUT, 1),
        (FLAG, 1),
        (FLAG + FLAG, 2),
        ("🇬🇷🇵", 2),
        (KEYCAP, 1),
        (SCOTLAND, 1),
        ("❤️‍🔥", 1),
        ("a\u200db", 2),
        ("한국", 2),
        ("\u1112\u1161\u11ab", 1),
        ("한국어", 3),
        ("\r\n", 1),
        ("a\ud800b", 3),
    ],
)
def test_a_grapheme_is_what_a_reader_sees_as_one(text, count):
    assert len(list(graphemes(text))) == count
    assert "".join(graphemes(text)) == text


@given(st.text(st.characters()))
def test_graphemes_put_together_are_the_text(text):
    pieces = list(graphemes(text))
    assert "".join(pieces) == text
    assert all(pieces)


@pytest.mark.parametrize(
    ("key", "text", "used"),
    [
        ("x", "Hello", 5),
        ("x", "漢字", 4),
        ("x", "Привет", 6),
        ("x", ASTRONAUT, 2),
        ("x", FLAG, 2),
        ("x", KEYCAP, 2),
        ("x", "e\u0301", 1),
        ("x", "“so”", 4),
        ("x", "see https://www.aldermere.example/news/a-very-long-address-of-a-page", 4 + 23),
        ("x", "see example.com.", 4 + 23 + 1),
        ("x", "mail ana@example.com", 20),
        ("x", "https://a.example https://b.example", 23 + 1 + 23),
        ("mastodon", "see https://www.aldermere.example/news, ok", 4 + 23 + 4),
        ("mastodon", "see example.com", 15),
        ("mastodon", "hi @ana@social.example!", 8),
        ("mastodon", ASTRONAUT, 1),
        ("bluesky", f"hi {ASTRONAUT}{FLAG}", 5),
        ("bluesky", "see https://example.com", 23),
        ("threads", "hi 👋", 3 + 4),
        ("threads", "né", 2),
        ("linkedin", "hi 👋", 5),
        ("instagram", "é", 1),
        ("facebook", "漢字", 2),
    ],
)
def test_each_network_counts_its_own_way(key, text, used):
    assert measure(text, network(key)).used == used


def test_the_limits_are_the_published_ones():
    assert {n.key: n.limit for n in NETWORKS} == {
        "linkedin": 3000,
        "x": 280,
        "mastodon": 500,
        "bluesky": 300,
        "threads": 500,
        "instagram": 2200,
        "facebook": 63206,
    }


def test_what_is_left_goes_below_zero():
    assert measure("a" * 281, network("x")).left == -1
    assert measure("a" * 280, network("x")).left == 0


def test_an_unknown_network_is_the_first():
    assert network("myspace") is NETWORKS[0]


@pytest.mark.parametrize("text", ["©", "1", "#", "→", "a"])
def test_a_sign_that_is_drawn_as_text_is_no_emoji(text):
    assert not is_emoji(text)


@given(st.text(st.characters()), st.sampled_from(NETWORKS))
def test_any_text_has_a_length(text, on):
    assert measure(text, on).used >= 0
