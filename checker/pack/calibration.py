"""`calibration.toml`: how often a rule is right that says it is so sure.

A rule's confidence is its author's opinion. What it is worth was counted on labelled cases, and
stands here as curves: pairs of what a rule says and how often such findings were right. There is
one for all, one for a category or type where there was enough to count, and within a type one for
what a match rests on. The nearest one counts. Below the threshold a match is set aside.

    >>> Curve(((0.5, 0.8), (0.9, 0.96))).at(0.7)
    0.88
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, get_args

Basis = Literal["checked", "shaped", "named", "near", "bare", "alone", "disguised"]
"""What a match rests on: a check that holds, a fixed shape with a keyword, the name of the value
nearby, a weaker word nearby, its shape and nothing else, a draft that is nothing but the value,
or a reading with a disguise undone."""
BASES: tuple[Basis, ...] = get_args(Basis)

ALL = "default"
"""The entry that counts where there is no nearer one."""
_ENDS = ((0.0, 0.0), (1.0, 1.0))


@dataclass(frozen=True, slots=True)
class Curve:
    """Pairs of what is said and how often it is right, both rising; straight between them."""

    knots: tuple[tuple[float, float], ...]

    def at(self, said: float) -> float:
        """How often it is right; beyond the pairs towards never at 0 and always at 1."""
        knots = (_ENDS[0], *self.knots, _ENDS[1])
        above = max(bisect_left(knots, said, key=lambda knot: knot[0]), 1)
        (left, low), (right, high) = knots[above - 1 : above + 1]
        share = (said - left) / (right - left) if right > left else 1.0
        return round(low + (high - low) * share, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of one type, one category, or all."""

    threshold: float | None = None
    curve: Curve | None = None
    by_basis: Mapping[str, Curve] = field(default_factory=dict)

    def over(self, below: Entry) -> Entry:
        """This one, with what it leaves open from the one below."""
        return Entry(
            threshold=below.threshold if self.threshold is None else self.threshold,
            curve=self.curve or below.curve,
            by_basis=self.by_basis if self.curve else {**below.by_basis, **self.by_basis},
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curves and thresholds of a pack; without any, a rule is taken at its word."""

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    """By `default`, `category.<name>` and `type.<name>`."""

    def sureness(self, said: float, category: str, type_: str, basis: Basis) -> float:
        """How often findings like this one are right."""
        for entry in self._nearest(category, type_):
            curve = entry.by_basis.get(basis) or entry.curve
            if curve is not None:
                return curve.at(said)
        return said

    def threshold(self, category: str, type_: str) -> float:
        """How sure a match must be to become a finding."""
        asked = (entry.threshold for entry in self._nearest(category, type_))
        return next((threshold for threshold in asked if threshold is not None), 0.0)

    def over(self, below: Calibration) -> Calibration:
        """These laid over those of another pack."""
        own = {
            name: one.over(below.entries.get(name, Entry())) for name, one in self.entries.items()
        }
        return replace(self, entries={**below.entries, **own})

    def _nearest(self, category: str, type_: str) -> Iterator[Entry]:
        for name in (f"type.{type_}", f"category.{category}", ALL):
            entry = self.entries.get(name)
            if entry is not None:
                yield entry
