from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.detectors.disguises import DISGUISES, DisguiseDetector
from checker.detectors.disguises.number_words import NUMBERS
from checker.detectors.patterns import build
from checker.engine import Engine
from checker.explain import apply_fixes
from checker.model import Draft
from checker.pack.load import load_pack
from checker.pack.samples import parse
from checker.view import View
from resources import BUILTIN_PACK
from tests.checker.detectors.disguises import disguiser
from tests.checker.detectors.disguises.test_lines import LINES

DAY = datetime(2026, 11, 22, tzinfo=UTC)
PACK = load_pack(BUILTIN_PACK)
ENGINE = Engine(PACK)
DETECTOR = DisguiseDetector(build(PACK))

HIDDEN = [parse(line.partition(": ")[2])[0] for lines in LINES.values() for line in lines["flags"]]
BITS = st.sampled_from(
    ["zero ", "seven ", "one", " dot ", " at ", "[.]", "O", "l", "4", "1", "*", "\n", " ", "%40",
     "&#64;", "ghp_", "\u200b", "🔥", "а", "a1B2", "@", "com", "double ", "-", "DE", "ZGFuYQ"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(BITS, st.sampled_from(HIDDEN), st.text(max_size=5)), max_size=30)


@settings(max_examples=120)
@given(TEXTS.map("".join))
def test_what_is_found_lies_in_the_text_and_says_what_was_undone(text: str) -> None:
    for match in DETECTOR.detect(View(text)):
        assert 0 <= match.span.start < match.span.end <= len(text)
        assert match.disguised
        assert match.evidence


@settings(max_examples=80)
@given(
    st.lists(st.sampled_from(HIDDEN), min_size=1, max_size=3, unique=True).map(" and then ".join)
)
def test_a_safe_fix_takes_a_disguised_value_away(text: str) -> None:
    draft = Draft.of(text)
    for finding in ENGINE.check(draft, as_of=DAY).findings:
        fix = next(fix for fix in finding.fixes if fix.safe)
        fixed, undo = apply_fixes(draft, [fix])
        assert text[finding.span.start : finding.span.end] not in fixed.segments[0].text
        written = [edit.span for edit in undo if edit.span.end > edit.span.start]
        left = ENGINE.check(fixed, as_of=DAY).findings
        assert not [
            one
            for one in left
            if one.rule_id == finding.rule_id and any(one.span.overlaps(spot) for spot in written)
        ]


def test_a_spelled_out_card_is_masked_by_its_own_digits() -> None:
    text = "card five five five five, five five five five, five five five five, four four four four"
    (finding,) = ENGINE.check(Draft.of(text), as_of=DAY).findings
    assert finding.fixes[0].edits[0].replacement == "[card ending in 4444]"
    assert "digits spelled out" in finding.evidence


def test_plain_sight_comes_before_a_disguise_at_the_same_place() -> None:
    (finding,) = ENGINE.check(Draft.of("call +44 7700 900123, ok?"), as_of=DAY).findings
    assert not {disguise.name for disguise in DISGUISES} & set(finding.evidence)


def test_an_ordinary_post_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reread(view: View, swaps: object) -> list[object]:
        read.append(view.raw)
        return []

    monkeypatch.setattr(DETECTOR, "_reread", reread)
    for text in (
        "Great day at the fair, thanks to everyone who came by our stand!",
        "We grew 12% in 2024, from 1,203 to 1,350 people. See https://example.com/news",
        "Meet us at booth 12, 10:30 to 12:00. #Fair2024 @example",
    ):
        DETECTOR.detect(View(text))
    assert not read


def test_numbers_up_to_ninety_nine_are_known_in_seven_languages() -> None:
    for name, digits in {
        "forty-two": "42", "zweiundvierzig": "42", "quarante-deux": "42", "cuarenta y dos": "42",
        "tweeenveertig": "42", "quarantadue": "42", "quarenta e dois": "42",
        "ventuno": "21", "veintiuno": "21", "vingt et un": "21", "einundzwanzig": "21",
        "soixante-quinze": "75", "quatre-vingt-dix-neuf": "99", "meia": "6", "oh": "0",
    }.items():  # fmt: skip
        assert NUMBERS[name] == digits


@pytest.mark.parametrize("size", [2_000, 20_000])
@pytest.mark.parametrize(
    "bit", ["zero ", "4*", "O0", " at a dot ", "%41", "a1\n", "ghp_ ", "[.]1", "\u0336a", "AAAA "]
)
def test_a_hostile_text_is_carried(bit: str, size: int) -> None:
    text = (bit * size)[:size]
    for match in DETECTOR.detect(View(text)):
        assert match.span.end <= len(text)


def test_the_disguiser_hides_what_it_is_given() -> None:
    for ways in (disguiser.NUMBERS, disguiser.ADDRESSES, disguiser.MACHINES, disguiser.KEYS):
        for name, way in ways.items():
            assert way("+ABx41.0@bo5ye0.example") != "+ABx41.0@bo5ye0.example", name
