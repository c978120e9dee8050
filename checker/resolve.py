"""Many matches -> one finding per place.

A card number is also a run of digits, an e-mail address holds a domain, a link holds everything.
The better proven reading wins: company term, check digit, fixed structure, word nearby, generic.
A link swallows what is inside it unless the rule is made for links (a token in a link is a token).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.model import Match, Span
from checker.pack.model import Rule


@dataclass(frozen=True, slots=True)
class Resolved:
    """The winners of one segment, what they stand for, and what lost."""

    winners: tuple[tuple[Match, tuple[str, ...]], ...]
    """Each with the ids of the other rules that saw the same place."""
    entities: tuple[Match, ...]
    lost: tuple[tuple[Match, str], ...]
    """What was set aside, with the reason."""


def resolve(matches: Iterable[Match], rules: Mapping[str, Rule]) -> Resolved:
    """Choose one match per place.

    Args:
        matches: of one segment, spans in its original text.
        rules: of the pack; ids of company terms are not among them.
    """
    entities: list[Match] = []
    candidates: list[Match] = []
    for match in matches:
        rule = rules.get(match.rule_id)
        (entities if rule is not None and rule.entity else candidates).append(match)
    links = [m.span for m in entities if m.type == "url"]
    lost: list[tuple[Match, str]] = []
    chosen: list[tuple[Match, list[str]]] = []
    for match in sorted(candidates, key=_strongest_first):
        rule = rules.get(match.rule_id)
        if rule is not None and not rule.in_links and _inside(match.span, links):
            lost.append((match, "part of a link"))
            continue
        holder = next((c for c in chosen if c[0].span.overlaps(match.span)), None)
        if holder is None:
            chosen.append((match, []))
            continue
        winner, also = holder
        if match.rule_id == winner.rule_id:
            continue  # another reading of what is reported
        if match.rule_id not in also:
            also.append(match.rule_id)
        lost.append((match, f"reported as {winner.rule_id}, which fits the place better"))
    chosen.sort(key=lambda c: c[0].span)
    return Resolved(
        tuple((match, tuple(also)) for match, also in chosen),
        tuple(_outermost(entities)),
        tuple(lost),
    )


def _strongest_first(match: Match) -> tuple[int, float, int, int, str]:
    span = match.span
    return (-match.rank, -match.confidence, span.start - span.end, span.start, match.rule_id)


def _inside(span: Span, links: list[Span]) -> bool:
    return any(link.start <= span.start and span.end <= link.end for link in links)


def _outermost(entities: list[Match]) -> list[Match]:
    """Entities that stand in no other one."""
    kept: list[Match] = []
    for match in sorted(entities, key=lambda m: (m.span.start, -m.span.end, -m.rank, m.rule_id)):
        if not kept or match.span.start >= kept[-1].span.end:
            kept.append(match)
    return kept
