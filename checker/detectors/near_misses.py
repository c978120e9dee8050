"""What nearly was a finding, and what was missing: the answer to "why was this not found?".

Only `--explain` asks, so this takes the slow way: every rule that could mean a place is tried, not
just those whose words are there. A place says what kept it from counting. Nine digits could be a
hundred kinds of number, so only the nearest few are told: first what its name stands beside, then
what needs no name, then what has a check digit that holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.detectors.patterns import CompiledRule, PatternDetector, is_bounded, is_valid
from checker.detectors.rule_words import Hits
from checker.model import Span
from checker.regex import group_spans
from checker.spans import Spans
from checker.view import View

_LONGEST = 20_000
"""Characters of a paragraph that are looked at; nobody reads on."""
_PER_PLACE = 3
_PER_RULE = 50
_TELLING = 5
"""A place of fewer characters is too much like everything else."""


class NearMiss(NamedTuple):
    """A place that a rule looked at and did not take."""

    rule_id: str
    span: Span
    reason: str
    nearness: int
    """How little was missing: 3 where a name stands beside it, 1 where only a check holds."""
    confidence: float


def near_misses(detector: PatternDetector, view: View) -> list[NearMiss]:
    """The nearest few misses of each place in one paragraph, in order of the places."""
    hits = detector.words.find(view)
    misses = [
        miss
        for index, one in enumerate(detector.compiled)
        if not one.rule.entity and (not one.rule.keywords or index in hits.gated)
        for miss in _of_rule(one, detector.words.of_rule[index], view, hits)
    ]
    return sorted(_nearest(misses), key=lambda miss: (miss.span, miss.rule_id))


def _nearest(misses: list[NearMiss]) -> Iterator[NearMiss]:
    """Of misses that overlap only those that lack as little as the nearest, and few of them."""
    places = Spans()
    held: dict[Span, list[NearMiss]] = {}
    for miss in sorted(misses, key=_nearest_first):
        met = places.meeting(miss.span)
        free = met[0].start - miss.span.start if met else 0
        if 2 * free >= miss.span.end - miss.span.start:  # a pattern took too much behind it
            miss, met = miss._replace(span=Span(miss.span.start, met[0].start)), []
        if not met:
            places.add(miss.span)
            held[miss.span] = [miss]
            continue
        of_place = held[met[0]]
        if (
            len(met) == 1
            and len(of_place) < _PER_PLACE
            and miss.nearness == of_place[0].nearness
            and all(miss.rule_id != other.rule_id for other in of_place)
        ):
            of_place.append(miss)
    return (miss for of_place in held.values() for miss in of_place)


def _nearest_first(miss: NearMiss) -> tuple[int, int, float, int, str]:
    span = miss.span
    return (-miss.nearness, span.start - span.end, -miss.confidence, span.start, miss.rule_id)


def _of_rule(
    one: CompiledRule, words: dict[str, frozenset[int]], view: View, hits: Hits
) -> Iterator[NearMiss]:
    raw = one.rule.reads == "raw"
    data = view.raw_data if raw else view.data
    left = _PER_RULE
    for start, end in _found(one, data[:_LONGEST]):
        spot = view.folded_place(start, end) if raw else (start, end)
        bounded = is_bounded(data, start, end, one.rule.bounds)
        valid = is_valid(one, data[start:end])
        nearness, reason = _missing(one, bounded, valid, _Words.beside(one, words, hits, spot))
        if reason and end - start >= _TELLING:
            span = view.raw_span(start, end) if raw else view.span(start, end)
            yield NearMiss(one.rule.id, span, reason, nearness, one.rule.confidence)
            left -= 1
        if not left:
            return


def _found(one: CompiledRule, data: bytes) -> Iterable[tuple[int, int]]:
    """Where the patterns of a rule match, before anything else is asked."""
    for regex, group in zip(one.regexes, one.groups, strict=True):
        for found in regex.finditer(data):
            start, end = group_spans(found)[group]
            if 0 <= start < end:
                yield start, end


class _Words(NamedTuple):
    """What stands beside a place of the words a rule asks for."""

    name: bool
    near: bool
    against: bool

    @classmethod
    def beside(
        cls, one: CompiledRule, words: dict[str, frozenset[int]], hits: Hits, spot: tuple[int, int]
    ) -> _Words:
        reach = one.rule.reach
        name, near, against = (
            hits.nearest(words[role], *spot, reach) for role in ("names", "near", "not_near")
        )
        lost = against is not None and (name is None or against <= name)
        return cls(name is not None, near is not None, lost)


def _missing(one: CompiledRule, bounded: bool, valid: bool, words: _Words) -> tuple[int, str]:
    """What keeps a place from counting, and how near it was; nothing where too much is missing."""
    named = words.name or not one.has_words
    nearness = 3 if words.name or one.rule.keywords else 2
    if named and bounded and not valid:
        return nearness, "its check does not hold"
    if named and valid and not bounded:
        return nearness, "it runs on into other letters or digits"
    if not (bounded and valid and one.validator):
        return 0, ""
    if words.against:
        return nearness if named else 1, "a word beside it says it is something else"
    if not (named or words.near):
        return 1, "none of the words it needs is near"
    return 0, ""
