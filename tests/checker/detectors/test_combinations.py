from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from checker import Draft, Engine
from checker.detectors.combinations import POST
from checker.explain import apply_fixes
from checker.model import Finding, Span
from checker.pack.model import Piece, ProtectedTopic
from tests.support.rules import pack, rule

DAY = datetime(2026, 11, 22, tzinfo=UTC)
PIECES = (
    Piece(id="who", kind="patient", says="a patient", words=("my patient",)),
    Piece(id="ill", kind="illness", says="an illness", words=("measle*", "TB")),
    Piece(
        id="day",
        kind="time",
        says="a day",
        patterns=(r"\b(?P<cut>(?:since )?(?P<value>today|monday))\b",),
        keywords=("today", "monday"),
        instead=("",),
    ),
    Piece(id="news", kind="news", says="news", words=("police",)),
    Piece(id="mom", kind="family", says="family", words=("my mom",)),
)


def combination(**values: Any) -> Any:
    given: dict[str, Any] = {
        "type": "topic",
        "patterns": (),
        "needs": ("patient + illness + time",),
        "unless": ("news",),
        "softer": ("family",),
        "severity": "error",
        "confidence": 0.7,
        "fixes": (),
        "message": "These pieces together tell of somebody.",
    }
    return rule("health.pieces", **{**given, **values})


def check(text: str, *more: Any, **values: Any) -> tuple[Finding, ...]:
    pieces = {piece.id: piece for piece in PIECES}
    engine = Engine(pack(combination(**values), *more, pieces=pieces))
    return engine.check(Draft.of(text), as_of=DAY).findings


def test_all_pieces_of_a_set_have_to_be_there() -> None:
    assert not check("My patient has measles.")
    assert not check("Measles today.")
    (finding,) = check("My patient has measles today.")
    assert finding.span == Span(0, 28)
    assert finding.message == (
        "These pieces together tell of somebody: a patient, an illness and a day."
    )
    assert finding.evidence == ("a patient", "an illness", "a day")


def test_a_word_in_capitals_counts_in_capitals_only() -> None:
    assert check("My patient has TB today.")
    assert not check("My patient has tb today.")


def test_a_piece_that_says_it_is_something_else_cancels() -> None:
    assert not check("Police: my patient has measles today.")


def test_family_makes_it_a_note() -> None:
    (finding,) = check("My mom, my patient, has measles today.")
    assert finding.severity == "note"


@pytest.mark.parametrize(
    ("within", "text", "found"),
    [
        ("sentence", "My patient has measles. She came today.", False),
        ("sentence", "Mr. K., my patient, has measles today.", True),
        ("near", "My patient has measles. She came today.", True),
        ("near", "My patient has measles. Oh no. So it goes. She came today.", False),
        ("post", "My patient has measles. Oh no. So it goes. She came today.", True),
        ("post", "My patient has measles.\n\nOh no.\n\nShe came today.", True),
        ("post", "My patient has measles." + " Oh no." * POST + " She came today.", False),
        ("post", "My patient has measles.\n\n" + "Oh no. " * POST + "\n\nShe came today.", False),
    ],
)
def test_how_near_the_pieces_have_to_be(within: str, text: str, found: bool) -> None:
    assert bool(check(text, within=within)) is found


def test_a_post_of_paragraphs_gives_one_finding_at_its_place() -> None:
    text = "Hello!\n\nMy patient has measles today.\n\nBye."
    (finding,) = check(text, within="post")
    assert text[finding.span.start : finding.span.end] == "My patient has measles today"


def test_the_fix_is_tried_before_it_is_offered() -> None:
    text = "Since Monday my patient has measles."
    (finding,) = check(text)
    (fix,) = finding.fixes
    assert fix.title == "Leave out the day"
    fixed, _ = apply_fixes(Draft.of(text), [fix])
    assert fixed.segments[0].text == "My patient has measles."


def test_where_no_piece_can_be_said_otherwise_the_sentence_goes() -> None:
    text = "Hello. My patient has measles. Bye."
    (finding,) = check(text, needs=("patient + illness",))
    (fix,) = finding.fixes
    assert fix.title == "Leave the sentence out"
    fixed, _ = apply_fixes(Draft.of(text), [fix])
    assert fixed.segments[0].text == "Hello. Bye."


def test_another_finding_between_the_pieces_keeps_its_place() -> None:
    badge = rule("personal.badge")
    findings = check("My patient b1234 has measles today.", badge)
    assert [(one.rule_id, tuple(one.span)) for one in findings] == [
        ("personal.badge", (11, 16)),
        ("health.pieces", (29, 34)),
    ]


def test_far_pieces_are_shown_where_the_fix_is() -> None:
    text = "My patient " + "la " * 40 + "has measles today."
    (finding,) = check(text)
    assert text[finding.span.start : finding.span.end] == "today"


def test_in_protected_speech_it_is_one_step_lower() -> None:
    text = "My patient has measles today and we want a raise."
    pieces = {piece.id: piece for piece in PIECES}
    pay = ProtectedTopic(id="pay", language="en", phrases=("want a raise",))

    def severities(severity: str) -> list[str]:
        made = pack(combination(severity=severity), pieces=pieces, protected=(pay,))
        report = Engine(made).check(Draft.of(text), as_of=DAY)
        return [finding.severity for finding in report.findings]

    assert severities("error") == ["warning"]
    assert severities("warning") == ["note"]
    assert severities("note") == []


def test_more_pieces_make_it_surer() -> None:
    sure = [
        check("My patient has measles today.", needs=needs, adds=adds)[0].confidence
        for needs, adds in (
            (("patient + illness",), ()),
            (("patient + illness",), ("time",)),
            (("patient + illness + time",), ()),
        )
    ]
    assert sure == [0.7, 0.75, 0.75]
    (finding,) = check("My patient has measles today.", confidence=0.85)
    assert finding.confidence == 0.85


@pytest.mark.parametrize("text", ["my patient measles today " * 800, "my patient " * 2000])
def test_a_long_text_full_of_pieces_is_read_to_its_end(text: str) -> None:
    assert bool(check(text)) is ("measles" in text)


def test_pieces_in_other_letters_are_pieces() -> None:
    text = "My pátient has ｍｅａｓｌｅｓ todaу"
    (finding,) = check(text)
    assert finding.span == Span(0, len(text))
