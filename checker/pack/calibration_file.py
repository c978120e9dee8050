"""Reading `calibration.toml` into the values of `checker/pack/calibration.py`."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import Any

from checker.errors import Problem
from checker.pack.calibration import ALL, BASES, Calibration, Curve, Entry
from checker.pack.toml import Document, suggestion


def read_calibration(
    document: Document,
    categories: Collection[str],
    types: Collection[str],
    problems: list[Problem],
) -> Calibration:
    """The calibration of one file; what is wrong with it goes to `problems`."""
    entries: dict[str, Entry] = {}
    known = {"category": categories, "type": types}
    for group, table in document.data.items():
        if group == ALL:
            entries[ALL] = _entry(document, ALL, table, problems)
        elif group not in known or not isinstance(table, dict):
            what = f"should be [default], [category.NAME] or [type.NAME]{suggestion(group, known)}"
            problems.append(Problem(document.path, document.line(group), group, what))
        else:
            for name, one in table.items():
                place = f"{group}.{name}"
                if name not in known[group]:
                    what = f'there is no {group} "{name}"{suggestion(name, known[group])}'
                    problems.append(Problem(document.path, document.line("", place), place, what))
                entries[place] = _entry(document, place, one, problems)
    return Calibration(entries)


def _entry(document: Document, place: str, table: Any, problems: list[Problem]) -> Entry:
    def problem(key: str, what: str) -> None:
        problems.append(Problem(document.path, document.line(key, place), key or place, what))

    if not isinstance(table, dict):
        problem("", "should be a table")
        return Entry()
    threshold: float | None = None
    curves: dict[str, Curve] = {}
    for key, value in table.items():
        if key == "threshold":
            if _is_share(value):
                threshold = float(value)
            else:
                problem(key, "should be a number from 0 to 1")
        elif key == "curve" or key in BASES:
            if _is_curve(value):
                curves[key] = Curve(tuple((float(said), float(right)) for said, right in value))
            else:
                problem(key, "should be pairs such as [[0.5, 0.8], [0.9, 0.95]], both rising")
        elif key != "judged":
            known = ("threshold", "judged", "curve", *BASES)
            problem(key, f"unknown key{suggestion(key, known)}")
    curve = curves.pop("curve", None)
    return Entry(threshold=threshold, curve=curve, by_basis=curves)


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_curve(value: Any) -> bool:
    """Whether it is a list of pairs within 0 and 1, the first rising, the second not falling."""
    if not isinstance(value, list) or not value:
        return False
    if not all(isinstance(p, list) and len(p) == 2 and all(map(_is_share, p)) for p in value):
        return False
    steps = pairwise(value)
    return all(a[0] < b[0] and a[1] <= b[1] for a, b in steps)
