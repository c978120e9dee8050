"""Many matches -> one finding per place.

A card number is also a run of digits, an e-mail address holds a domain, a link holds everything.
The better proven reading wins: company term, check digit, fixed structure, word nearby, generic.
A link swallows what is inside it unless the rule is made for links (a token in a link is a token).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from checker.model import Match, Span
from checker.pack.model import Rule
from checker.spans import Spans

_GENERIC = 1
_STRUCTURED = 3


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
    links = _Enclosing(m.span for m in entities if m.type == "url")
    lost: list[tuple[Match, str]] = []
    places = Spans()
    holders: dict[Span, tuple[Match, list[str]]] = {}
    plain = sorted((m for m in candidates if not m.disguised), key=lambda m: m.span)
    taken = _Enclosing(match.span for match in plain if match.rank > _GENERIC)
    if len(plain) < len(candidates):
        candidates = [_seen_whole(m, plain) if m.disguised else m for m in candidates]
    for match in sorted(candidates, key=_strongest_first):
        rule = rules.get(match.rule_id)
        if match.disguised and taken.hold(match.span):
            lost.append((match, "something in plain sight has the place"))
            continue
        if rule is not None and not rule.in_links and links.hold(match.span):
            lost.append((match, "part of a link"))
            continue
        met = places.meeting(match.span)
        if met and match.change and not any(holders[span][0].change for span in met):
            # What else stands between the pieces is said as well; one of them shows the place.
            match = replace(match, span=match.change.at)
            met = places.meeting(match.span)
        if not met:
            places.add(match.span)
            holders[match.span] = (match, [])
            continue
        winner, also = min((holders[span] for span in met), key=lambda h: _strongest_first(h[0]))
        if match.rule_id == winner.rule_id:
            continue  # another reading of what is reported
        if match.rule_id not in also:
            also.append(match.rule_id)
        lost.append((match, f"reported as {winner.rule_id}, which fits the place better"))
    return Resolved(
        tuple((match, tuple(also)) for match, also in (holders[span] for span in places)),
        tuple(_outermost(entities)),
        tuple(lost),
    )


def _seen_whole(match: Match, plain: list[Match]) -> Match:
    """A disguised match, on a par with those in plain sight that saw a part and were less sure.

    What rests on a word alone is not: a number in words beside a number makes a longer one.
    """
    if match.rank < _STRUCTURED:
        return match
    span = match.span
    first = bisect_left(plain, span.start, key=lambda part: part.span.start)
    after = bisect_left(plain, span.end, key=lambda part: part.span.start)
    parts = [
        part.confidence < match.confidence
        for part in plain[first:after]
        if part.span != span and part.span.end <= span.end
    ]
    return replace(match, disguised=False) if parts and all(parts) else match


def _strongest_first(match: Match) -> tuple[int, bool, float, int, int, str]:
    span = match.span
    size = span.start - span.end
    return (-match.rank, match.disguised, -match.confidence, size, span.start, match.rule_id)


class _Enclosing:
    """Places of a text, such as its links, to ask what stands inside one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        places = sorted(spans)
        self._starts = [place.start for place in places]
        self._reach = list(accumulate((place.end for place in places), max))
        """How far the places reach that begin up to each one."""

    def hold(self, span: Span) -> bool:
        """Whether a place begins at `span` or before it, and ends with it or after it."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._reach[before - 1] >= span.end


def _outermost(entities: list[Match]) -> list[Match]:
    """Of entities that meet, the one that begins first, and of those the longest."""
    kept: list[Match] = []
    for match in sorted(entities, key=lambda m: (m.span.start, -m.span.end, -m.rank, m.rule_id)):
        if not kept or match.span.start >= kept[-1].span.end:
            kept.append(match)
    return kept
