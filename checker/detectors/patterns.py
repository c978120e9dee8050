"""Rules with a shape: personal data, payment data, secrets, markings.

Three sieves, cheapest first, so that an ordinary post costs microseconds whatever the number of
rules. One Aho-Corasick pass finds the words that rules ask for (a token's prefix, the name of a
number, the country beside it); rules whose words are absent are out. One RE2 set decides which of
the rules without words can match at all. Only then does a rule's own pattern run, and what it
finds must pass its bounds, the words within reach and its validator. A rule whose every match
would have more digits than there are in the text does not run either.

RE2 is linear in the text, whatever the pattern (https://github.com/google/re2/wiki/WhyRE2). It
works on `View.data`, one byte a character, so its offsets need no conversion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from typing import Any

import re2

from checker.detectors.fewest_digits import fewest_digits
from checker.detectors.rule_words import Hits, RuleWords
from checker.model import Match
from checker.pack.model import Pack, Rule
from checker.regex import compile_pattern, group_spans, options
from checker.validators import Validator, find_validator, proof
from checker.view import View

_WINDOW = 1200
_OVERLAP = 300
_SIEVED = 3
"""A rule with so many patterns is first asked in one pass which of them can match."""
_ALONE_MAX = 64
_NARROW_MAX = 8
_NARROW_TRIES = 12
_PARTED_MAX = 32
"""A rule looks into the parts of so many candidates of a paragraph that do not hold as they stand;
what goes on after that is a table of something else, or made to keep us busy."""
ALONE = "nothing but the value"
"""Evidence of a match that no word vouches for and nothing stands beside."""
_UNCERTAIN = 0.1
_PROVEN = 0.65
"""A rule less sure of itself has a check that many values pass, which proves little."""
_ALONE = 0.5
_WORD_BYTES = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\xff")
_DIGITS = frozenset(b"0123456789")
_GROUPS = re.compile(rb"[0-9A-Za-z]+")
_SEPARATORS = re.compile(rb"[^0-9A-Za-z]+")


@dataclass(slots=True)
class CompiledRule:
    """A rule with its patterns compiled and its validator found."""

    rule: Rule
    regexes: tuple[Any, ...]
    groups: tuple[int, ...]
    """The group that is the value, per pattern."""
    example: Any
    """All patterns of documented examples as one; None where the rule has none."""
    validator: Validator | None
    rank: int
    has_words: bool = field(default=False)
    digits: tuple[int, ...] = ()
    """Digits that a text must hold for a pattern to match, per pattern."""
    sieve: Any = None
    """One set of all the patterns, made when it is first asked."""

    @classmethod
    def of(cls, rule: Rule, regions: Sequence[str]) -> CompiledRule:
        regexes = tuple(compile_pattern(p) for p in rule.patterns)
        proven = rule.validator and rule.confidence >= _PROVEN
        weak = 2 if rule.names or rule.near else 1
        rank = 4 if proven else 3 if rule.keywords and not rule.validator else weak
        return cls(
            rule,
            regexes,
            tuple(r.groupindex.get(b"value", 0) for r in regexes),
            compile_pattern("|".join(f"(?:{p})" for p in rule.examples)) if rule.examples else None,
            find_validator(rule.validator, regions) if rule.validator else None,
            rank,
            bool(rule.names or rule.near),
            tuple(map(fewest_digits, rule.patterns)),
        )

    def ways(self, data: bytes, first: int, last: int) -> Iterable[tuple[Any, int, int]]:
        """The patterns that can match in a stretch, each with its group and its fewest digits."""
        ways = zip(self.regexes, self.groups, self.digits, strict=True)
        if len(self.regexes) < _SIEVED:
            return ways
        if self.sieve is None:
            self.sieve = re2.Set.SearchSet(options())
            for pattern in self.rule.patterns:
                self.sieve.Add(pattern.encode("latin-1"))
            self.sieve.Compile()
        matching = self.sieve.Match(data[first:last])
        return (
            compress(ways, map(matching.__contains__, range(len(self.regexes)))) if matching else ()
        )


class PatternDetector:
    """Finds what the rules with patterns describe."""

    name = "patterns"
    scope = "paragraph"
    depth = "live"

    def __init__(self, rules: Iterable[Rule], regions: Sequence[str] = ()) -> None:
        self.compiled = [CompiledRule.of(rule, regions) for rule in rules if rule.patterns]
        self.words = RuleWords([one.rule for one in self.compiled])
        self._free = {
            reads: [
                i
                for i, c in enumerate(self.compiled)
                if c.rule.reads == reads and not c.rule.keywords and not c.has_words
            ]
            for reads in ("folded", "raw")
        }
        self._sets = {reads: self._set(indexes) for reads, indexes in self._free.items()}
        self._alone = [i for i, c in enumerate(self.compiled) if c.rule.alone]

    def _set(self, indexes: list[int]) -> tuple[Any, list[int]] | None:
        """One set over the patterns of these rules, and the rule of each pattern."""
        if not indexes:
            return None
        patterns = re2.Set.SearchSet(options())
        owners = []
        for index in indexes:
            for pattern in self.compiled[index].rule.patterns:
                patterns.Add(pattern.encode("latin-1"))
                owners.append(index)
        patterns.Compile()
        return patterns, owners

    def detect(self, view: View) -> list[Match]:
        """All matches in one paragraph."""
        hits = self.words.find(view)
        alone = view.whole and len(view.raw) <= _ALONE_MAX and _is_single_value(view.text)
        matches: list[Match] = []
        for index in sorted(self._candidates(view, hits, alone)):
            matches.extend(self._run(index, view, hits, alone))
        return matches

    def _candidates(self, view: View, hits: Hits, alone: bool) -> set[int]:
        compiled = self.compiled
        runs = {i for i in hits.gated if not compiled[i].has_words}
        runs.update(i for i in hits.opened if not compiled[i].rule.keywords or i in hits.gated)
        if alone:
            runs.update(self._alone)
        for reads, data in (("folded", view.data), ("raw", view.raw_data)):
            chosen = self._sets[reads]
            if chosen is None:
                continue
            patterns, owners = chosen
            for start in range(0, len(data), _WINDOW - _OVERLAP):
                part = data if len(data) <= _WINDOW else data[start : start + _WINDOW]
                runs.update(owners[p] for p in patterns.Match(part) or ())
                if start + _WINDOW >= len(data):
                    break
        return runs

    def _run(self, index: int, view: View, hits: Hits, alone: bool) -> Iterator[Match]:
        one = self.compiled[index]
        rule = one.rule
        raw = rule.reads == "raw"
        data = view.raw_data if raw else view.data
        if min(one.digits) > view.digits:
            return
        stretches = self._stretches(index, view, hits, data)
        for place in self._places(one, data, stretches, view.digits):
            spot = view.folded_place(*place) if raw else place
            weight = weigh(one, self.words.of_rule[index], hits, spot)
            is_alone = False
            if weight is None:
                if not (alone and rule.alone and _fills(view.text, *spot)):
                    continue
                is_alone, weight = True, _ALONE + rule.confidence / 10
            yield _match(one, view, data, place, weight, is_alone)

    def _stretches(
        self, index: int, view: View, hits: Hits, data: bytes
    ) -> Iterable[tuple[int, int]]:
        """Where in the paragraph a rule can hold: around its words, where the text is long.

        All of it where the rule asks for no word, or offsets of `data` are not those of the text.
        """
        size = len(data)
        one = self.compiled[index]
        if size <= _WINDOW or not one.has_words or size != len(view.text):
            return ((0, size),)
        if data is not view.data and not view.is_aligned:
            return ((0, size),)
        words = self.words.of_rule[index]
        return hits.stretches(words["names"] | words["near"], one.rule.reach + _OVERLAP, size)

    def _places(
        self,
        one: CompiledRule,
        data: bytes,
        stretches: Iterable[tuple[int, int]],
        digits: int,
    ) -> Iterator[tuple[int, int]]:
        """What the patterns of a rule find and its bounds and validator pass, each place once."""
        seen: set[tuple[int, int]] = set()
        parted = 0
        for first, last in stretches:
            for regex, group, fewest in one.ways(data, first, last):
                if fewest > digits:
                    continue
                position = first
                while found := _search(regex, data, position, last):
                    position = max(found[0][1], position + 1)
                    start, end = found[group]
                    if start < 0 or start == end or (start, end) in seen:
                        continue
                    may_part = group == 0 and parted < _PARTED_MAX
                    place = self._settle(one, data, start, end, regex if may_part else None)
                    parted += place != (start, end)
                    if place is None:
                        continue
                    position = max(place[1], found[0][0] + 1)  # another may follow at once
                    seen.add((start, end))
                    yield place

    def _settle(
        self, one: CompiledRule, data: bytes, start: int, end: int, regex: Any
    ) -> tuple[int, int] | None:
        """The place itself if bounds and validator hold, else its longest part that does."""
        rule = one.rule
        if is_bounded(data, start, end, rule.bounds) and is_valid(one, data[start:end]):
            return start, end
        if rule.bounds != "number" or one.validator is None or regex is None:
            return None
        groups = [m.span() for m in _GROUPS.finditer(data, start, end)]
        if not 2 <= len(groups) <= _NARROW_MAX * 2:
            return None
        groups = groups[: _NARROW_MAX * 2]
        tries = _NARROW_TRIES
        for size in range(len(groups) - 1, 0, -1):
            for first in range(len(groups) - size + 1):
                lo = groups[first][0] if first else start
                hi = groups[first + size - 1][1]
                if not is_bounded(data, lo, hi, "word") or not regex.fullmatch(data[lo:hi]):
                    continue
                if is_valid(one, data[lo:hi]):
                    return lo, hi
                tries -= 1
                if not tries:
                    return None
        return None


def _search(regex: Any, data: bytes, start: int, stop: int) -> Sequence[tuple[int, int]]:
    """The first match that begins in a stretch, which may end behind it, as spans of its groups."""
    found = group_spans(regex.search(data, start, stop))
    if found and found[0][1] == stop < len(data):
        return group_spans(regex.search(data, found[0][0]))
    return found


def is_valid(one: CompiledRule, value: bytes) -> bool:
    """Whether the validator of a rule, if it has one, takes the value."""
    return one.validator is None or one.validator(value.decode("latin-1"))


def is_bounded(data: bytes, start: int, end: int, bounds: str) -> bool:
    """Whether the place stands free of what runs into it."""
    if bounds == "none":
        return True
    if start > 0 and data[start - 1] in _WORD_BYTES and data[start] in _WORD_BYTES:
        return False
    if end < len(data) and data[end] in _WORD_BYTES and data[end - 1] in _WORD_BYTES:
        return False
    if bounds == "word":
        return True
    joined_left = start > 1 and data[start - 1] in b".,-/:+" and data[start - 2] in _DIGITS
    joined_right = end + 1 < len(data) and data[end] in b".,-/:" and data[end + 1] in _DIGITS
    return not (joined_left or joined_right)


def weigh(
    one: CompiledRule, words: dict[str, frozenset[int]], hits: Hits, place: tuple[int, int]
) -> float | None:
    """Confidence from the words within reach; None where the rule does not hold.

    A word against the rule loses to a name that stands nearer: "invoice 17, VAT number ...".
    """
    start, end = place
    rule = one.rule
    name = hits.nearest(words["names"], start, end, rule.reach)
    against = hits.nearest(words["not_near"], start, end, rule.reach)
    if against is not None and (name is None or against <= name):
        return None
    if name is not None or not one.has_words:
        return rule.confidence
    if hits.nearest(words["near"], start, end, rule.reach) is not None:
        return rule.confidence - _UNCERTAIN
    return None


def _match(
    one: CompiledRule,
    view: View,
    data: bytes,
    place: tuple[int, int],
    confidence: float,
    is_alone: bool,
) -> Match:
    rule = one.rule
    value = data[place[0] : place[1]]
    evidence = []
    if shown := proof(rule.validator):
        evidence.append(shown)
    is_example = one.example is not None and bool(
        one.example.search(value) or one.example.search(_SEPARATORS.sub(b"", value))
    )
    if is_example:
        evidence.append("documented example value")
    if is_alone:
        evidence.append(ALONE)
    return Match(
        rule.id,
        view.raw_span(*place) if rule.reads == "raw" else view.span(*place),
        rule.type,
        confidence,
        1 if is_alone else one.rank,
        "note" if is_example or is_alone else None,
        tuple(evidence),
    )


def _is_single_value(text: str) -> bool:
    """Whether a draft looks like one value with nothing around it."""
    return any(c.isdigit() for c in text) and len(text.split()) <= 8


def _fills(text: str, start: int, end: int) -> bool:
    """Whether nothing but punctuation stands outside the place."""
    return not any(c.isalnum() for c in chain(text[:start], text[end:]))


def build(pack: Pack) -> PatternDetector:
    """The detector for the rules of a pack."""
    return PatternDetector(pack.rules.values(), pack.manifest.regions)
