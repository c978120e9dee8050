"""From what rules said and whether they were right to curves that only rise.

Pool adjacent violators (Ayer and others, 1955): go through the figures in order, and wherever a
higher one was right less often than the one before, treat both as one. Few cases prove little, so
each figure starts with the worth of some cases on the side of what was believed before: a type on
that of its category, a category on that of all, all on the rules' own word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from checker.pack.calibration import Basis, Calibration, Curve, Entry

PRIOR = 20
"""Cases that what was believed before is worth, at each step of what a rule says."""
FEWEST = 40
"""Cases below which a type or a category has no curve of its own."""
BASIS_PRIOR, BASIS_FEWEST = 8, 10
"""The same for what a match rests on, which tells more than anything else."""
THRESHOLD = 0.5
_FINE = 0.9


@dataclass(frozen=True, slots=True)
class Observation:
    """One finding that was judged."""

    source: str
    category: str
    type: str
    basis: Basis
    said: float
    right: bool


def rising(
    observed: Iterable[tuple[float, bool]],
    believed: Callable[[float], float],
    prior: float = PRIOR,
) -> Curve:
    """The curve of these, drawn towards what was believed before."""
    steps: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for said, right in observed:
        steps[_step(said)].append((said, right))
    blocks: list[_Block] = []
    for _, pairs in sorted(steps.items()):
        said = round(sum(said for said, _ in pairs) / len(pairs), 3)
        right_n = sum(right for _, right in pairs) + prior * believed(said)
        blocks.append(_Block(said, said, len(pairs) + prior, right_n))
        while len(blocks) > 1 and blocks[-2].share >= blocks[-1].share:
            last = blocks.pop()
            blocks[-1] = blocks[-1].joined(last)
    knots: dict[float, float] = {}
    for block in blocks:
        knots[block.low] = knots[block.high] = round(block.share, 3)
    return Curve(tuple(knots.items()))


def _step(said: float) -> float:
    """Figures that are taken together: finer at the upper end, where most rules are."""
    return round(said * 50) / 50 if said >= _FINE else round(said, 1)


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighboring figures that count as one."""

    low: float
    high: float
    weight: float
    right: float

    @property
    def share(self) -> float:
        return self.right / self.weight

    def joined(self, other: _Block) -> _Block:
        return _Block(self.low, other.high, self.weight + other.weight, self.right + other.right)


def fit(
    observations: Iterable[Observation], thresholds: Mapping[str, float] | None = None
) -> Calibration:
    """Curves for all, for each category, type, and basis of a type with enough to count.

    Args:
        observations: what was judged.
        thresholds: what the pack asks for already; a person's choice, which is kept.
    """
    rows = list(observations)
    kept = thresholds if thresholds is not None else {"default": THRESHOLD}
    entries: dict[str, Entry] = {}
    everything = _entry(rows, lambda said: said)
    entries["default"] = everything
    for category, own in _grouped(rows, lambda row: row.category):
        entries[f"category.{category}"] = _entry(own, _curve(everything).at)
    for type_, own in _grouped(rows, lambda row: row.type):
        categories = [row.category for row in own]
        usual = max(sorted(set(categories)), key=categories.count)
        above = entries.get(f"category.{usual}", everything)
        entries[f"type.{type_}"] = _entry(own, _curve(above).at)
    for name, threshold in kept.items():
        one = entries.get(name, Entry())
        entries[name] = Entry(threshold=threshold, curve=one.curve, by_basis=one.by_basis)
    return Calibration(entries)


def _entry(rows: list[Observation], believed: Callable[[float], float]) -> Entry:
    """The curve of these, and of each basis among them."""
    curve = rising(_pairs(rows), believed)
    bases = {
        basis: rising(_pairs(some), curve.at, BASIS_PRIOR)
        for basis, some in _grouped(rows, lambda row: row.basis, BASIS_FEWEST)
        if len(some) < len(rows)
    }
    return Entry(curve=curve, by_basis=bases)


def _curve(entry: Entry) -> Curve:
    assert entry.curve is not None
    return entry.curve


def _pairs(rows: Iterable[Observation]) -> list[tuple[float, bool]]:
    return [(row.said, row.right) for row in rows]


def _grouped(
    rows: Iterable[Observation], name: Callable[[Observation], str], fewest: int = FEWEST
) -> list[tuple[str, list[Observation]]]:
    """Groups with enough in them, by name."""
    groups: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        groups[name(row)].append(row)
    return sorted((key, group) for key, group in groups.items() if len(group) >= fewest)


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson, 1927)."""
    if not n:
        return 0.0, 1.0
    z, share = 1.96, right / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)
