from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.detectors.near_misses import near_misses
from checker.detectors.patterns import PatternDetector
from checker.view import View
from tests.support.rules import rule

CARD = rule(
    "payment.card",
    patterns=(r"\d{4}(?: ?\d{4}){3}",),
    bounds="number",
    validator="luhn",
    confidence=0.9,
)
STAFF = rule(
    "personal.staff",
    patterns=(r"\d{8}",),
    names=("staff number",),
    near=("payroll",),
    not_near=("invoice",),
    reach=20,
    validator="luhn",
    confidence=0.8,
)
TOKEN = rule("secret.token", patterns=(r"tok_[a-z0-9]{8}",), keywords=("tok_",), bounds="word")
PLAIN = rule("personal.room", patterns=(r"room \d{3}",), names=("patient",), confidence=0.6)
RULES = PatternDetector((CARD, STAFF, TOKEN, PLAIN))


def told(text: str) -> list[tuple[str, str, str]]:
    return [
        (miss.rule_id, text[miss.span.start : miss.span.end], miss.reason)
        for miss in near_misses(RULES, View(text))
    ]


CHECK = "its check does not hold"
RUNS_ON = "it runs on into other letters or digits"
AGAINST = "a word beside it says it is something else"
ALONE = "none of the words it needs is near"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay 4111 1111 1111 1112 now", [("payment.card", "4111 1111 1111 1112", CHECK)]),
        ("pay x4111111111111111", [("payment.card", "4111111111111111", RUNS_ON)]),
        ("staff number 12345675", [("personal.staff", "12345675", CHECK)]),
        ("invoice 12345674", [("personal.staff", "12345674", AGAINST)]),
        ("we sold 12345674 of them", [("personal.staff", "12345674", ALONE)]),
        ("we sold 12345675 of them", []),
        ("tok_abcd1234x", [("secret.token", "tok_abcd1234", RUNS_ON)]),
        ("room 101", []),
        ("nothing here", []),
    ],
)
def test_a_near_miss_says_what_was_missing(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


def test_what_is_found_is_no_near_miss() -> None:
    assert told("staff number 12345674, card 4111 1111 1111 1111, tok_abcd1234") == []


def test_of_several_readings_of_a_place_those_that_lack_least_are_told() -> None:
    text = "staff number 41111111 1111 1112 x"
    assert told(text) == [("personal.staff", "41111111", CHECK)]


def test_a_flood_of_near_misses_is_cut_short() -> None:
    assert len(told("12345674 " * 3000)) <= 150


@given(st.text(st.characters(), max_size=200))
def test_any_text_gives_places_inside_it_that_do_not_meet(text: str) -> None:
    spans = sorted({miss.span for miss in near_misses(RULES, View(text))})
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
