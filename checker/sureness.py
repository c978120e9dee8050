"""How sure a match really is: what it rests on, and how often such matches were right.

Matches contend for a place with the confidence their rules claim, so that counting changes no
winner among rules that were written to stand in an order. What a person is told, and whether a
match is worth telling at all, goes by what was counted (`checker/pack/calibration.py`).
"""

from __future__ import annotations

from math import floor

from checker.detectors.patterns import ALONE
from checker.model import Match
from checker.pack.calibration import Basis
from checker.pack.model import Pack, Rule

_BY_RANK: dict[int, Basis] = {4: "checked", 3: "shaped"}


def sureness(match: Match, pack: Pack) -> tuple[float, float]:
    """How often a match like this is right, and how often it must be to count.

    Terms are the organization's own word, entities are no findings, and combinations are not among
    the cases that were counted: they are left as they are.
    """
    rule = pack.rules.get(match.rule_id)
    if rule is None or rule.entity or rule.needs or match.term is not None:
        return match.confidence, 0.0
    known = pack.calibration
    sure = known.sureness(match.confidence, rule.category, match.type, basis(match, rule))
    return sure, known.threshold(rule.category, match.type)


def basis(match: Match, rule: Rule) -> Basis:
    """What a match rests on."""
    if match.disguised:
        return "disguised"
    if ALONE in match.evidence:
        return "alone"
    if match.rank in _BY_RANK:
        return _BY_RANK[match.rank]
    if not (rule.names or rule.near):
        return "bare"
    return "named" if match.confidence >= rule.confidence else "near"


def too_unsure(sure: float, least: float) -> str:
    """Why a match was set aside; rounded down, so that it never looks like enough."""
    return f"not sure enough ({floor(sure * 100) / 100:.2f} of {least:.2f})"
