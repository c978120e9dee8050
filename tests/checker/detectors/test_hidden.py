from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.detectors import hidden
from checker.detectors.hidden import HiddenDetector
from checker.engine import Engine
from checker.explain import apply_fixes
from checker.model import Draft, Match
from checker.pack.load import load_pack
from checker.view import View
from resources import BUILTIN_PACK
from tests.support.rules import pack, rule

DAY = datetime(2026, 11, 22, tzinfo=UTC)
ENGINE = Engine(load_pack(BUILTIN_PACK))
DETECTOR = HiddenDetector()
MARKS = "\u200b\u200c\u200d\u2060\u00ad\u202e\u2066\ufeff\ufe0f\u3164\U000e0041\U000e0101"
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(MARKS + "a 👩🚀1")), max_size=40)


def found(text: str) -> Match | None:
    matches = DETECTOR.detect(View(text))
    assert len(matches) <= 1
    return matches[0] if matches else None


@given(TEXTS)
def test_the_fix_takes_away_marks_alone(text: str) -> None:
    match = found(text)
    if match is None:
        return
    assert match.change is not None
    gone = "".join(text[span.start : span.end] for span, _ in match.change.edits)
    assert gone
    assert not [mark for mark in gone if mark.isalnum() and mark not in "\u115f\u1160\u3164\uffa0"]
    assert not [mark for mark in gone if mark.isspace()]
    assert 0 <= match.span.start < match.span.end <= len(text)


@given(TEXTS)
def test_nothing_is_left_once_the_fix_is_made_until_there_is_nothing_to_say(text: str) -> None:
    for _ in range(4):  # what a mark was beside may have been its purpose
        match = found(text)
        if match is None:
            return
        assert match.change is not None
        for span, words in reversed(match.change.edits):
            text = text[: span.start] + words + text[span.end :]
    assert found(text) is None


def test_all_marks_of_a_paragraph_go_at_once_and_nothing_else() -> None:
    text = "Our\u200b num\u2060\u2060bers\u00ad are\u202e in 👩\u200d🚀"
    (finding,) = ENGINE.check(Draft.of(text), as_of=DAY).findings
    assert finding.rule_id == "personal.hidden-characters"
    (fix,) = finding.fixes
    assert fix.safe
    assert len(fix.edits) == 4
    fixed, _ = apply_fixes(Draft.of(text), [fix])
    assert fixed == Draft.of("Our numbers are in 👩\u200d🚀")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("\ufeffA file with its mark", "note"),
        ("One zero\u200bwidth space", "note"),
        ("A soft hy\u00adphen", "note"),
        ("The file is txt.exe\u202e!", "warning"),
        ("Hi\U000e0048\U000e0069 there", "warning"),
        ("Hi\ufe01\ufe02\ufe03 there", "warning"),
        (
            "\u200b".join("many of them there"),
            "warning",
        ),
    ],
)
def test_how_grave_it_is_goes_by_what_the_marks_can_do(text: str, severity: str) -> None:
    match = found(text)
    assert match is not None
    assert match.severity == severity


def test_what_the_marks_can_do_is_said() -> None:
    match = found("Hi\U000e0048\U000e0069 and \u202eback")
    assert match is not None
    assert match.evidence == (
        "3 hidden marks",
        "text is shown in reverse",
        "tags that can hold a message",
    )


def test_a_value_with_marks_inside_is_the_value() -> None:
    text = "call +44\u200b 7700\u200b 900123"
    (finding,) = ENGINE.check(Draft.of(text), as_of=DAY).findings
    assert finding.type == "phone"
    assert "personal.hidden-characters" in finding.also


def test_a_pack_without_the_rule_does_not_look() -> None:
    assert hidden.build(pack(rule())) == ()
