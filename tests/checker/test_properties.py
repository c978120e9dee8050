"""What must hold for any text, with every rule and term that ships.

Texts are made of awkward characters and of the values that the rules' own samples mark, so that
many findings meet in one draft.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from checker import Draft, Engine, load_pack
from checker.explain import apply_edits, apply_fixes
from checker.model import Span
from checker.pack.samples import parse
from checker.render.json import finding_to_dict
from resources import BUILTIN_PACK, EXAMPLE_PACK

DAY = datetime(2026, 11, 22, tzinfo=UTC)
PACK = load_pack(EXAMPLE_PACK, builtin=BUILTIN_PACK)
ENGINE = Engine(PACK)

SAMPLES = [parse(line)[0] for rule in PACK.rules.values() for line in rule.flags]
TERMS = ["#ProjectAurora", "Pr0ject Aur0ra", "Bluefin ships", "AH 7741", "Thistle discounts"]
GLUE = st.text(
    st.one_of(st.characters(), st.sampled_from(" .,:\n\n#@/-_\ud800\x00\u200b\u202e\u0301\u20e3")),
    max_size=12,
)
TEXTS = st.lists(st.one_of(GLUE, st.sampled_from(SAMPLES), st.sampled_from(TERMS)), max_size=6)


def joined(parts: list[str]) -> str:
    return " ".join(parts)


@settings(max_examples=150)
@given(TEXTS.map(joined))
def test_places_lie_in_the_text_and_never_share_a_character(text: str) -> None:
    report = ENGINE.check(Draft.of(text), as_of=DAY, entities=True)
    spans = [finding.span for finding in report.findings]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert not [check for check in report.not_run if check.kind == "failed"]


@settings(max_examples=100)
@given(TEXTS.map(joined))
def test_the_same_input_gives_the_same_report(text: str) -> None:
    first = ENGINE.check(Draft.of(text), as_of=DAY, entities=True, explain=True)
    ENGINE.forget()
    assert ENGINE.check(Draft.of(text), as_of=DAY, entities=True, explain=True) == first


@settings(max_examples=150)
@given(TEXTS.map(joined))
def test_a_safe_fix_removes_its_finding_and_undo_gives_the_draft_back(text: str) -> None:
    draft = Draft.of(text)
    for finding in ENGINE.check(draft, as_of=DAY).findings:
        for fix in finding.fixes:
            fixed, undo = apply_fixes(draft, [fix])
            assert apply_edits(fixed, undo)[0] == draft
            if fix.safe:
                written = [edit.span for edit in undo]
                left = ENGINE.check(fixed, as_of=DAY).findings
                assert not [
                    f for f in left if f.rule_id == finding.rule_id and touch(f.span, written)
                ]


def touch(span: Span, places: list[Span]) -> bool:
    return any(place.end > place.start and span.overlaps(place) for place in places)


@settings(max_examples=60)
@given(TEXTS.map(joined))
def test_all_safe_fixes_together_can_be_undone(text: str) -> None:
    draft = Draft.of(text)
    findings = ENGINE.check(draft, as_of=DAY).findings
    fixed, undo = apply_fixes(draft, [f.fixes[0] for f in findings if f.fixes and f.fixes[0].safe])
    assert apply_edits(fixed, undo)[0] == draft


@settings(max_examples=60)
@given(TEXTS.map(joined))
def test_a_finding_says_nothing_of_the_draft(text: str) -> None:
    for finding in ENGINE.check(Draft.of(text), as_of=DAY).findings:
        value = text[finding.span.start : finding.span.end]
        told = {**finding_to_dict(finding), "fixes": []}
        if len(value) > 8:
            assert value not in json.dumps(told, ensure_ascii=False)
