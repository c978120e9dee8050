"""The words that rules ask for beside a value: names of a number, the country, what it is not.

One Aho-Corasick pass finds all of them, whatever the number of rules. A word shared by hundreds of
rules (a country, "order") is noted once where it stands; which rules care is asked later, of the
few that run. What Clearpost itself wrote in place of a value ("[phone number]") is no such word.

People write the name of a number in more ways than a rule can list: N.I.F., #TaxNumber,
tax_number, SSNs, and in a chat "nif 501 ...". All of them stand for the one word of the rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import daachorse

from checker.model import Span
from checker.pack.model import Rule
from checker.spans import Spans
from checker.view import View, fold

_BESIDE = ("names", "near", "not_near")
_ACRONYM_MAX = 4
_PARTS = re.compile(r"[^ \-]+")
_DOTTED = re.compile(r"[^\W\d_]{2,5}")
_LEADS_ON = re.compile(
    r"[^0-9a-z]{0,4}(?:(?:is|no|nr|num|number|n|id|es|ist|est|e|code)\b[^0-9a-z]{0,4}){0,2}"
    r"[a-z]{0,4}[ .\-]?\d[\d .\-/]{3}(?P<long>(?:[ .\-/]?\d){4})?"
)
_BEHIND = 12
_NONE: frozenset[int] = frozenset()


class RuleWords:
    """Every word that a rule asks for, found in one pass."""

    __slots__ = ("_automaton", "_opens", "_spelled", "_written", "of_rule")

    def __init__(self, rules: Sequence[Rule]) -> None:
        ids: dict[tuple[str, bool], int] = {}
        gates: dict[int, set[int]] = {}
        opens: dict[int, set[int]] = {}
        self.of_rule: list[dict[str, frozenset[int]]] = []
        for index, rule in enumerate(rules):
            roles = {}
            for role in ("keywords", *_BESIDE):
                known = [
                    ids.setdefault((fold(word), _is_acronym(word)), len(ids))
                    for word in getattr(rule, role)
                ]
                roles[role] = frozenset(known)
                if role != "not_near":
                    for word_id in known:
                        (gates if role == "keywords" else opens).setdefault(word_id, set()).add(
                            index
                        )
            self.of_rule.append(roles)
        asked = {i for roles in self.of_rule for role in _BESIDE for i in roles[role]}
        named = {
            i
            for rule, roles in zip(rules, self.of_rule, strict=True)
            if rule.category != "secret"
            for i in roles["names"]
        }
        spelled: dict[str, tuple[list[tuple[int, bool]], set[int]]] = {}
        for (word, capitals), word_id in ids.items():
            beside, gated = spelled.setdefault(word, ([], set()))
            gated |= gates.get(word_id, set())
            if word_id in asked:
                beside.append((word_id, capitals))
            for other in _other_spellings(word) if word_id in named else ():
                spelled.setdefault(other, ([], set()))[0].append((word_id, False))
        self._spelled = [(tuple(beside), frozenset(gated)) for beside, gated in spelled.values()]
        self._written = _written_by_us(rules)
        self._opens = opens
        self._automaton = (
            daachorse.CharwiseDoubleArrayAhoCorasick(list(spelled)) if spelled else None
        )

    def find(self, view: View) -> Hits:
        """The words in one paragraph."""
        hits = Hits()
        if self._automaton is None:
            return hits
        ours = self._written_places(view.text)
        runs_on, size = view.runs_on, len(view.text)
        original = view.raw if view.is_aligned else None
        written = original or view.text
        for start, end, spelling in self._automaton.find_overlapping(view.text):
            if ours and ours.meeting(Span(start, end)):
                continue
            words, gated = self._spelled[spelling]
            hits.gated |= gated
            if not words:
                continue
            left = start > 0 and runs_on[start - 1] and runs_on[start]
            right = end < size and runs_on[end] and runs_on[end - 1]
            if right and written[end] == "s" and not (end + 1 < size and runs_on[end + 1]):
                right = False  # passports, SSNs; but RCS is no plural of RC
            # The plain inside of another word, told at little cost: most of what is found.
            if original and (
                (left and original[start].islower()) or (right and original[end].islower())
            ):
                continue
            if (left or right) and not _is_joint(view, start, end, bool(left), bool(right)):
                continue
            for word_id, capitals in words:
                if capitals and not (
                    _is_capitals(view, start, end) or _leads_to_number(view, start, end)
                ):
                    continue
                hits.places.setdefault(word_id, []).append((start, end))
                hits.opened |= self._opens.get(word_id, _NONE)
        return hits

    def _written_places(self, text: str) -> Spans | None:
        """Where the text holds what a fix has written."""
        if "[" not in text:
            return None
        places = Spans()
        for found in self._written.finditer(text):
            places.add(Span(*found.span()))
        return places


@dataclass(slots=True)
class Hits:
    """Which words stand where, and which rules they open."""

    gated: set[int] = field(default_factory=set)
    """Rules of which a keyword occurs."""
    opened: set[int] = field(default_factory=set)
    """Rules of which a name or a near word occurs."""
    places: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Word -> where it stands as a whole word."""

    def stretches(self, words: frozenset[int], reach: int, size: int) -> Iterator[tuple[int, int]]:
        """The parts of a text of that size within reach of one of the words, in order."""
        near = sorted(place for word in words for place in self.places.get(word, ()))
        first, last = 0, -1
        for start, end in near:
            if last < 0 or start - reach > last:
                if last >= 0:
                    yield first, last
                first = max(start - reach, 0)
            last = min(max(last, end + reach), size)
        if last >= 0:
            yield first, last

    def nearest(self, words: frozenset[int], start: int, end: int, reach: int) -> int | None:
        """Distance of the nearest of the words; None where all are out of reach.

        A word before the value says what it is; one after it as often begins something else
        ("VAT 123, tel 456"), so it counts as further away.
        """
        best: int | None = None
        for word_id, places in self.places.items():
            if word_id not in words:
                continue
            at = bisect_left(places, (start, end))
            for s, e in places[max(0, at - 3) : at + 3]:
                if start <= s and e <= end:
                    continue
                gap = max(s - end, start - e, 0)
                if gap >= reach:
                    continue
                distance = gap + _BEHIND if s >= end else gap
                if best is None or distance < best:
                    best = distance
        return best


def _written_by_us(rules: Iterable[Rule]) -> re.Pattern[str]:
    """What the fixes of the rules write in place of a value."""
    written = {fix.replacement for rule in rules for fix in rule.fixes if "[" in fix.replacement}
    parts = (re.escape(fold(words)).replace(r"\{last4\}", r"\d{0,4}") for words in sorted(written))
    return re.compile("|".join(parts) or "(?!)")


def _is_acronym(word: str) -> bool:
    """Whether a rule's word counts in capitals only: SIN is a number, sin is not."""
    return len(word) <= _ACRONYM_MAX and word.isupper()


def _is_capitals(view: View, start: int, end: int) -> bool:
    span = view.span(start, end)
    return view.raw[span.start : span.end].isupper()


def _leads_to_number(view: View, start: int, end: int) -> bool:
    """Whether a number follows an acronym in small letters: "nif: 501 ...", not "in 2027".

    After two letters it has to be a long one, and "in" is too common whatever follows.
    """
    found = _LEADS_ON.match(view.text, end)
    if found is None or end - start > 2:
        return found is not None
    return found["long"] is not None and view.text[start:end] != "in"


def _other_spellings(word: str) -> list[str]:
    """N.I.F. for nif, #TaxNumber and tax_number for tax number."""
    if _DOTTED.fullmatch(word):
        return [".".join(word)]
    parts = _PARTS.findall(word)
    return ["".join(parts), "_".join(parts)] if len(parts) > 1 else []


def _is_joint(view: View, start: int, end: int, left: bool, right: bool) -> bool:
    """Whether a part of a longer word is a #CamelCase part: its sides are joints."""
    span = view.span(start, end)
    raw = view.raw
    if left and not (raw[span.start].isupper() and not raw[span.start - 1].isupper()):
        return False
    return not right or (raw[span.end].isupper() and not raw[span.end - 1].isupper())
