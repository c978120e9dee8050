"""Values in disguise: written so that a robot, or a rule, does not see them.

Where a cheap test says that a disguise may be there, the paragraph is read a second time with the
disguise undone, and the rules with patterns look at that reading. Only what they find at an undone
place counts, a little less sure than in plain sight, and the finding stands on the text as written.
What a disguise is, is code (`spelled`, `digits`, `addresses`, `tokens`); what a value is, stays
with the rules. An ordinary post pays for the tests alone: one RE2 set for all of them.

Full-width, mathematical and keycap digits, accents, look-alike letters and marks that nobody sees
need no second reading: `checker/view.py` folds them before any rule reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import re2

from checker.detectors.disguises import addresses, digits, spelled, tokens
from checker.detectors.disguises.reading import Swap, readings
from checker.detectors.patterns import PatternDetector
from checker.model import Match, last_digits
from checker.regex import options
from checker.view import View

Undo = Callable[[View], Iterator[list[Swap]]]
"""Gives the swaps that make another reading; several where it can be read in several ways."""

_LESS_SURE = 0.94
_STRUCTURED = 3
_WINDOW = 1200
_OVERLAP = 300


@dataclass(frozen=True, slots=True)
class Disguise:
    """One way to hide a value."""

    name: str
    """As a finding's evidence says it."""
    what: str
    """One line for the manual."""
    undo: Undo
    gate: str = ""
    """RE2 on the folded text: what stands in every text that is worth a closer look. Without one,
    every text that is not plain ASCII is."""
    one_way: bool = False
    """Whether the first way to read it that gives something is the only one."""


DISGUISES = (
    Disguise(
        spelled.SPELLED,
        "Digits said in words, in English, German, French, Spanish, Dutch, Italian and Portuguese: "
        '"zero seven seven, double five", "trois", "0 seven 7".',
        spelled.spelled_out,
        spelled.GATE,
    ),
    Disguise(
        digits.LOOK_ALIKES,
        "Letters that look like digits inside a number: O for 0, l and I for 1, S for 5, B for 8.",
        digits.look_alikes,
        digits.LOOK_ALIKES_GATE,
    ),
    Disguise(
        digits.ODD_SEPARATORS,
        "Stars, bars, pictures, line breaks or several signs between the digits of a number.",
        digits.odd_separators,
        digits.ODD_SEPARATORS_GATE,
    ),
    Disguise(
        digits.ODD_SEPARATORS,
        "The same between the groups of a number that has letters too, such as an IBAN.",
        digits.odd_groups,
        digits.ODD_GROUPS_GATE,
    ),
    Disguise(
        digits.APART,
        'Characters one by one: "j o h n @ ...", "4 1 1 1 ...".',
        digits.characters_apart,
        digits.APART_GATE,
    ),
    Disguise(
        addresses.SPELLED,
        'Mail addresses in words: "at", "arroba", "chiocciola", "dot", "punkt", "punto", "point".',
        addresses.spelled_address,
        addresses.GATE,
    ),
    Disguise(
        addresses.BRACKETS,
        "Signs in brackets and links made harmless: 10[.]0[.]0[.]1, (at), hxxp.",
        addresses.in_brackets,
        addresses.BRACKETS_GATE,
    ),
    Disguise(
        tokens.PIECES,
        "Keys split over lines, cut into pieces, or put together from quoted parts.",
        tokens.joined,
        tokens.JOINED_GATE,
        one_way=True,
    ),
    Disguise(
        tokens.BASE64,
        "Base64 and hex: what they decode to is looked at, the whole of it is reported.",
        tokens.decoded,
        tokens.DECODED_GATE,
    ),
    Disguise(
        tokens.ESCAPES,
        "Signs written as codes: %40, &#64;, \\x40.",
        tokens.unescaped,
        tokens.ESCAPES_GATE,
    ),
    Disguise(
        tokens.LETTERS,
        "Letters of other scripts, fancy fonts and marks on letters inside a key.",
        tokens.plain_letters,
    ),
)
"""Every disguise that is seen through, in the order in which they are tried."""


class DisguiseDetector:
    """Finds what the rules with patterns describe, in other readings of a paragraph."""

    name = "disguises"
    scope = "paragraph"
    depth = "live"

    def __init__(self, patterns: PatternDetector) -> None:
        self._patterns = patterns
        self._gated = [disguise for disguise in DISGUISES if disguise.gate]
        self._free = [disguise for disguise in DISGUISES if not disguise.gate]
        self._gates = _gates(self._gated)

    def detect(self, view: View) -> list[Match]:
        """What a second look finds."""
        matches: list[Match] = []
        for disguise in self._worth_a_look(view):
            for swaps in disguise.undo(view):
                found = list(self._reread(view, swaps))
                matches.extend(found)
                if disguise.one_way and any(match.rank >= _STRUCTURED for match in found):
                    break
        return matches

    def _worth_a_look(self, view: View) -> Iterable[Disguise]:
        data = view.data
        fired: set[int] = set()
        for start in range(0, len(data), _WINDOW - _OVERLAP):
            part = data if len(data) <= _WINDOW else data[start : start + _WINDOW]
            fired.update(self._gates.Match(part) or ())
            if start + _WINDOW >= len(data):
                break
        for index in sorted(fired):
            yield self._gated[index]
        if not view.raw.isascii():
            yield from self._free

    def _reread(self, view: View, swaps: list[Swap]) -> Iterator[Match]:
        for reading in readings(view.raw, swaps):
            whole = view.whole and reading.stretch == (0, len(view.raw))
            for match in self._patterns.detect(View(reading.text, whole=whole)):
                undone = reading.undone(match.span)
                if undone:
                    yield replace(
                        match,
                        span=reading.origin(match.span),
                        confidence=match.confidence * _LESS_SURE,
                        evidence=(*match.evidence, *undone),
                        disguised=True,
                        last4=last_digits(reading.text[match.span.start : match.span.end]),
                    )


def _gates(disguises: list[Disguise]) -> Any:
    patterns = re2.Set.SearchSet(options())
    for disguise in disguises:
        patterns.Add(disguise.gate.encode("latin-1"))
    patterns.Compile()
    return patterns


def build(patterns: PatternDetector) -> DisguiseDetector:
    """The detector that looks again with the rules of another one."""
    return DisguiseDetector(patterns)
