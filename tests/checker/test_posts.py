"""Whole posts as people write them: those a combination should flag, and those none should.

Each fix that is offered is applied and the post checked again: the combination is gone.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from checker import Draft, Engine, load_pack
from checker.explain import apply_fixes
from checker.model import Finding
from resources import BUILTIN_PACK

DAY = datetime(2026, 11, 22, tzinfo=UTC)
POSTS = tomllib.loads(
    (Path(__file__).parent.parent / "posts" / "combinations.toml").read_text(encoding="utf-8")
)
LOUD = [post for group in POSTS["group"] for post in group["loud"]]
QUIET = [post for group in POSTS["group"] for post in group["quiet"]]
SOFT = [post for group in POSTS["group"] for post in group.get("soft", ())]


@cache
def engine() -> Engine:
    return Engine(load_pack(BUILTIN_PACK))


def combinations(post: str) -> list[Finding]:
    rules = engine().pack.rules
    findings = engine().check(Draft.of(post), as_of=DAY, deep=False).findings
    return [finding for finding in findings if rules[finding.rule_id].needs]


def test_pieces_of_the_same_sentence_belong_together() -> None:
    post = (
        "Thanks to our designer Anna, who is off with burnout, we shipped.\n"
        "My patient today, a 14-year-old on ward 7 with cystic fibrosis, smiled."
    )
    (patient,) = (one for one in combinations(post) if one.rule_id == "health.patient-pieces")
    assert patient.span.start > post.index("\n")


def test_there_are_enough_posts_of_either_kind() -> None:
    assert len(LOUD) >= 60
    assert len(QUIET) >= 60


@pytest.mark.parametrize("post", LOUD)
def test_pieces_that_are_loud_together_are_found(post: str) -> None:
    found = combinations(post)
    assert found
    for finding in found:
        assert finding.severity in ("error", "warning", "note")
        assert 0.6 <= finding.confidence <= 0.85
        assert len(f"{finding.message} {finding.why}".split()) <= 40
        assert "these pieces together" in finding.message.lower()
        assert all(piece in finding.message for piece in finding.evidence)


@pytest.mark.parametrize("post", LOUD)
def test_the_fix_takes_them_apart(post: str) -> None:
    for finding in combinations(post):
        fix = finding.fixes[0]
        # Where nothing can be put more generally, the sentence goes, which nobody wants in bulk.
        assert fix.safe == all(e.replacement or e.span.end - e.span.start <= 40 for e in fix.edits)
        fixed, _ = apply_fixes(Draft.of(post), [fix])
        text = fixed.segments[0].text
        assert finding.rule_id not in {one.rule_id for one in combinations(text)}
        assert not any(slip in text for slip in ("  ", " ,", ",,", " .", ",.", ",!"))


@pytest.mark.parametrize("post", QUIET)
def test_other_posts_are_left_alone(post: str) -> None:
    assert not combinations(post)


@pytest.mark.parametrize("post", SOFT)
def test_news_of_ones_own_family_is_a_note_at_most(post: str) -> None:
    assert {finding.severity for finding in combinations(post)} <= {"note"}
