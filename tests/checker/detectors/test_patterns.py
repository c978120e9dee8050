from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.detectors.patterns import PatternDetector
from checker.view import View
from tests.support.rules import found, rule

DIGITS = rule(
    "personal.number",
    patterns=(r"\d(?:[ -]?\d){7,18}",),
    bounds="number",
    validator="luhn",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("badge B1234 lost", ["B1234"]),
        ("ＢＡＤＧＥ Ｂ１２３４", ["Ｂ１２３４"]),
        ("b\u200b12\u200b34!", ["b\u200b12\u200b34"]),
        ("xb1234", []),
        ("b12345", []),
        ("жb1234", []),
        ("電b1234", ["b1234"]),
        ("\U0001f4deb1234\U0001f4de", ["b1234"]),
        ("b1234b5678", []),
    ],
)
def test_a_value_stands_free_and_is_found_where_it_was_written(
    text: str, expected: list[str]
) -> None:
    assert found(text, rule()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("79927398713", ["79927398713"]),
        ("12 79927398713", ["79927398713"]),
        ("79927398713 12/27", ["79927398713"]),
        ("7992 739 8713 and 5", ["7992 739 8713"]),
        ("79927398714", []),
        ("3.79927398713", []),
        ("79927398713.5", []),
    ],
)
def test_a_run_of_numbers_is_narrowed_to_the_part_that_proves_itself(
    text: str, expected: list[str]
) -> None:
    assert found(text, DIGITS) == expected


NAMED = rule(
    names=("badge number", "Ausweisnummer", "BIN"), near=("door",), not_near=("order",), reach=20
)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("badge number b1234", 0.9),
        ("b1234 is my badge number", 0.9),
        ("Meine AUSWEISNUMMER: b1234", 0.9),
        ("#BadgeNumber b1234", 0.9),
        ("badge_number=b1234", 0.9),
        ("#MyDoor b1234", 0.8),
        ("the doors b1234", 0.8),
        ("the doorstep b1234", None),
        ("BIN b1234", 0.9),
        ("BINS b1234", None),
        ("B.I.N. b1234", 0.9),
        ("the bin b1234", 0.9),
        ("the bin number is b1234", 0.9),
        ("the bin behind b1234", None),
        ("b1234", None),
        ("badge number of the order b1234", None),
        ("badge number for all orders b1234", None),
        ("badge number, which everybody here has to wear, b1234", None),
    ],
)
def test_a_rule_that_needs_words_weighs_those_within_reach(
    text: str, confidence: float | None
) -> None:
    matches = PatternDetector([NAMED]).detect(View(text))
    assert [m.confidence for m in matches] == ([] if confidence is None else [confidence])


def test_a_keyword_opens_the_gate_and_nothing_else_does() -> None:
    gated = rule(keywords=("badge",))
    assert found("badge b1234", gated) == ["b1234"]
    assert found("b1234", gated) == []


@pytest.mark.parametrize(
    ("text", "whole", "count"),
    [
        ("b1234", True, 1),
        (" b1234.\n", True, 1),
        ("b1234", False, 0),
        ("b1234 please", True, 0),
    ],
)
def test_a_draft_that_is_nothing_but_the_value_is_a_note(
    text: str, whole: bool, count: int
) -> None:
    alone = rule(names=("badge number",), alone=True)
    matches = PatternDetector([alone]).detect(View(text, whole=whole))
    assert [m.severity for m in matches] == ["note"] * count


def test_a_documented_example_is_a_note() -> None:
    (match,) = PatternDetector([rule(examples=("^b0000$",))]).detect(View("b0000"))
    assert match.severity == "note"
    assert "documented example value" in match.evidence


def test_raw_rules_read_the_text_as_written() -> None:
    raw = rule(patterns=(r"B[0-9]{4}",), reads="raw")
    assert found("é B1234 b1234", raw) == ["B1234"]


def test_words_are_found_beside_a_raw_value_behind_folded_letters() -> None:
    raw = rule(patterns=(r"B[0-9]{4}",), reads="raw", names=("badge",), reach=8)
    assert found("ﬀﬀﬀﬀﬀﬀ badge B1234", raw) == ["B1234"]


def test_the_group_value_is_what_is_reported() -> None:
    inner = rule(patterns=(r"badge (?P<value>\d{4})",))
    assert found("badge 1234", inner) == ["1234"]


def test_long_paragraphs_are_read_to_their_end() -> None:
    text = "a " * 3000 + "b1234 " + "c " * 3000 + "b5678"
    assert found(text, rule()) == ["b1234", "b5678"]


@given(st.text(st.characters(), max_size=300))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for match in PatternDetector([rule(), DIGITS, NAMED]).detect(View(text, whole=True)):
        assert 0 <= match.span.start < match.span.end <= len(text)


SHORT = rule(names=("NIE", "Sozialnummer", "주민번호", "id"), not_near=("order", "isbn"), reach=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My NIE: b1234", ["b1234"]),
        ("𝐍𝐈𝐄 b1234", ["b1234"]),
        ("#NIE b1234", ["b1234"]),
        ("nie b1234", ["b1234"]),
        ("nie wieder b1234", []),
        ("Nie im Leben b1234", []),
        ("SOZIALNUMMER b1234", ["b1234"]),
        ("ID b1234", ["b1234"]),
    ],
)
def test_a_short_name_is_found_in_capitals_or_right_before_a_number(
    text: str, expected: list[str]
) -> None:
    assert found(text, SHORT) == expected


@pytest.mark.parametrize("text", ["주민번호는 b1234", "제주민번호 b1234"])
def test_a_name_in_a_script_that_joins_its_words_needs_no_gap(text: str) -> None:
    assert found(text, SHORT) == ["b1234"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for order 17 my id is b1234", ["b1234"]),
        ("my id is on order b1234", []),
        ("ISBN b1234, no id", []),
        ("b1234 is my id, the order is 17", ["b1234"]),
        ("my id is b1234, order soon", ["b1234"]),
    ],
)
def test_the_nearer_word_decides_between_a_name_and_a_word_against(
    text: str, expected: list[str]
) -> None:
    assert found(text, SHORT) == expected


def test_what_was_written_in_place_of_a_value_is_no_word_beside_another() -> None:
    named = rule(names=("badge",))
    assert found("My [badge], ask b1234", named) == []
    assert found("My [blue badge], ask b1234", named) == ["b1234"]
