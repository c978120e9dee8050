"""Rules and matches for tests, with everything a test does not care about filled in."""

from __future__ import annotations

from typing import Any

from checker.detectors.patterns import PatternDetector
from checker.model import Match, Span
from checker.pack.model import Clause, FixTemplate, Manifest, Pack, Policy, Rule
from checker.view import View


def rule(name: str = "personal.badge", **values: Any) -> Rule:
    """A rule; `patterns` defaults to four digits after a b."""
    given: dict[str, Any] = {
        "type": "other",
        "patterns": (r"b\d{4}",),
        "message": "This looks like a badge.",
        "why": "It opens doors.",
        "clause": "SMP-4.1",
        "fixes": (FixTemplate("Write “[badge]”", "[badge]"),),
    }
    return Rule(id=name, **{**given, **values})


def match(name: str, start: int, end: int, **values: Any) -> Match:
    """A match of a rule at a place."""
    given: dict[str, Any] = {"type": "other", "confidence": 0.9, "rank": 3}
    return Match(rule_id=name, span=Span(start, end), **{**given, **values})


def pack(*rules: Rule, **values: Any) -> Pack:
    """A pack with these rules and one clause."""
    from datetime import date

    clause = Clause(
        id="SMP-4.1",
        title="Personal data of others",
        rule="Leave it out.",
        why="It is theirs.",
        fine="Nice team!",
        not_fine="A badge number.",
        instead="Say it without.",
        owner="Privacy",
        valid_from=date(2026, 11, 1),
        version="1.0",
    )
    given: dict[str, Any] = {
        "manifest": Manifest(id="test", version="1"),
        "rules": {r.id: r for r in rules},
        "policy": Policy(title="t", version="1", notice="n", clauses=(clause,)),
    }
    return Pack(**{**given, **values})


def found(text: str, *rules: Rule, whole: bool = False) -> list[str]:
    """What the pattern detector finds: the words of the text at each match."""
    matches = PatternDetector(rules).detect(View(text, whole=whole))
    return [text[m.span.start : m.span.end] for m in matches]
