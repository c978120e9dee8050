"""Labelled cases, and whether a finding in one is right.

The data are given by path and are no part of the project. A case is one JSON object a line: id,
source, text, spans (start, end, type), scope (the types it says anything about, "*" for all), weak
(nobody can be sure), complete (whether everything there is labelled). A plain post is id, source
and text; in an ordinary post whatever is found is wrong, but for what is no alarm by itself.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.model import Span

# Suites draw the line between these in different places; a finding of one is right for the other.
_FAMILIES = (
    {"national_id", "tax_id", "business_id", "student_id"},
    {"iban", "bank_account"},
    {"address", "location", "postal_code"},
    {"date", "date_of_birth"},
    {"handle", "username"},
)
_QUIET = "person location org date url handle username age nationality title money other"
_NO_ALARM = frozenset(_QUIET.split())
_EVERYTHING = "*"
_ROOM = 20
"""Characters that a finding around a label may take beyond thrice its length."""


@dataclass(frozen=True, slots=True)
class Case:
    """One text, and what is known of it."""

    id: str
    source: str
    text: str = field(repr=False)
    labels: tuple[tuple[Span, str], ...] = ()
    scope: frozenset[str] = frozenset({_EVERYTHING})
    weak: bool = False
    complete: bool = True

    def verdict(self, span: Span, type_: str) -> bool | None:
        """Whether a finding is right; None where the case cannot tell."""
        if _EVERYTHING not in self.scope and not (family(type_) & self.scope):
            return None
        labels = [label for label, kind in self.labels if kind in family(type_)]
        if _overlap(span, labels) * 2 >= span.end - span.start:
            return True
        if any(_is_around(span, label) for label in labels):
            return True
        return False if self.complete else None


def family(type_: str) -> frozenset[str]:
    """The types that count as the same."""
    return frozenset(next((group for group in _FAMILIES if type_ in group), {type_}))


def _overlap(span: Span, labels: Iterable[Span]) -> int:
    """Characters of a span that stand in one of the labels."""
    inside: set[int] = set()
    for label in labels:
        inside.update(range(max(span.start, label.start), min(span.end, label.end)))
    return len(inside)


def _is_around(span: Span, label: Span) -> bool:
    size = label.end - label.start
    shared = min(span.end, label.end) - max(span.start, label.start)
    return shared * 2 >= size and span.end - span.start <= 3 * size + _ROOM


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file, `.jsonl` or `.jsonl.gz`, but for those nobody can be sure of."""
    for given in _rows(path):
        spans = ((Span(one["start"], one["end"]), one["type"]) for one in given["spans"])
        case = Case(
            given["id"],
            given["source"],
            given["text"],
            tuple(spans),
            frozenset(given["scope"]),
            given["weak"],
            given["complete"],
        )
        if not case.weak:
            yield case


def read_plain(path: Path, types: Iterable[str]) -> Iterator[Case]:
    """Ordinary posts, as cases in which nothing of the types that would alarm is right."""
    scope = frozenset(types) - _NO_ALARM
    for given in _rows(path):
        yield Case(given["id"], given["source"], given["text"], scope=scope)


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
