"""What a match rests on, and how often such matches are right."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checker import Draft, Engine
from checker.model import Match, Report
from checker.pack.calibration import Calibration, Curve, Entry
from checker.pack.model import Rule
from checker.sureness import basis, sureness, too_unsure
from tests.support.rules import match, pack, rule

NAMED = rule("personal.badge", names=("badge",), near=("door",), confidence=0.8)
LOW = Curve(((0.5, 0.2), (0.9, 0.9)))


def check(text: str, known: Calibration, *rules: Rule) -> Report:
    made = pack(*rules, calibration=known)
    return Engine(made).check(
        Draft.of(text), as_of=datetime(2026, 11, 22, tzinfo=UTC), deep=False, explain=True
    )


@pytest.mark.parametrize(
    ("one", "of", "expected"),
    [
        (match("personal.badge", 0, 5, rank=4), NAMED, "checked"),
        (match("personal.badge", 0, 5, rank=4, disguised=True), NAMED, "disguised"),
        (match("personal.badge", 0, 5, rank=3), NAMED, "shaped"),
        (match("personal.badge", 0, 5, rank=2, confidence=0.8), NAMED, "named"),
        (match("personal.badge", 0, 5, rank=2, confidence=0.7), NAMED, "near"),
        (match("personal.badge", 0, 5, rank=1), rule("personal.badge"), "bare"),
        (
            match("personal.badge", 0, 5, rank=1, evidence=("nothing but the value",)),
            NAMED,
            "alone",
        ),
    ],
)
def test_a_match_rests_on_something(one: Match, of: Rule, expected: str) -> None:
    assert basis(one, of) == expected


def test_terms_entities_and_combinations_are_left_as_they_are() -> None:
    known = Calibration({"default": Entry(threshold=0.9, curve=LOW)})
    pieces = rule("personal.pieces", patterns=(), needs=("age + place",))
    seen = rule("personal.seen", entity=True)
    one = pack(rule("personal.badge"), seen, pieces, calibration=known)
    assert sureness(match("personal.pieces", 0, 5, confidence=0.5), one) == (0.5, 0.0)
    assert sureness(match("personal.badge", 0, 5, confidence=0.5), one) == (0.2, 0.9)
    assert sureness(match("personal.seen", 0, 5, confidence=0.5), one) == (0.5, 0.0)
    assert sureness(match("personal.badge", 0, 5, confidence=0.5, term=3), one) == (0.5, 0.0)
    assert sureness(match("confidential.T1", 0, 5, confidence=0.5), one) == (0.5, 0.0)


def test_a_finding_says_how_often_such_findings_are_right() -> None:
    known = Calibration({"default": Entry(threshold=0.5, curve=LOW)})
    report = check("badge b1234", known, NAMED)
    assert [finding.confidence for finding in report.findings] == [0.725]
    assert report.weighed == ()


def test_what_is_not_sure_enough_is_set_aside_and_says_so() -> None:
    known = Calibration({"type.other": Entry(threshold=0.6, by_basis={"near": LOW})})
    report = check("a door b1234", known, NAMED)
    assert report.findings == ()
    reasons = [one.reason for one in report.weighed]
    assert "not sure enough (0.55 of 0.60)" in reasons
    assert check("badge b1234", known, NAMED).findings != ()


def test_what_is_set_aside_hides_nothing() -> None:
    stronger = rule("personal.badge", confidence=0.9)
    other = rule("personal.door", type="phone", patterns=(r"b\d{3}4",), confidence=0.5)
    known = Calibration({"type.other": Entry(threshold=0.95)})
    report = check("a b1234", known, stronger, other)
    assert [finding.rule_id for finding in report.findings] == ["personal.door"]


def test_the_winner_of_a_place_is_chosen_by_what_rules_claim() -> None:
    stronger = rule("personal.badge", confidence=0.9)
    other = rule("personal.door", type="phone", patterns=(r"b\d{3}4",), confidence=0.8)
    known = Calibration({"type.other": Entry(curve=LOW)})
    report = check("a b1234", known, stronger, other)
    assert [(f.rule_id, f.confidence) for f in report.findings] == [("personal.badge", 0.9)]


def test_a_figure_that_is_not_enough_never_looks_like_enough() -> None:
    assert too_unsure(0.4999, 0.5) == "not sure enough (0.49 of 0.50)"
