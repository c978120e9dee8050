"""Another reading of a paragraph: what it says once a disguise is undone.

A reading is the paragraph, or the part of it around the disguise, with some places written
differently ("seven" as "7", a line break inside a key as nothing). It knows the way back from each
of its characters to the paragraph as written, and which places it changed.

    >>> swaps = [Swap(Span(5, 8), "2", "digits spelled out"), Swap(Span(8, 9), "", "")]
    >>> [reading] = readings("call two 12", swaps)
    >>> reading.text, reading.origin(Span(5, 8)), reading.undone(Span(5, 8))
    ('call 212', Span(start=5, end=11), ('digits spelled out',))
    >>> reading.undone(Span(0, 4))
    ()
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model import Span

_AROUND = 200
"""Characters kept on either side of a disguise: more than any rule reaches for its words."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A place of a paragraph and what to read there instead."""

    span: Span
    new: str = field(repr=False)
    kind: str
    """What was undone, in plain words; empty where nobody needs to be told."""


class _Piece(NamedTuple):
    """A run of the reading and the run of the paragraph it stands for."""

    start: int
    end: int
    origin: Span
    swap: Swap | None


class Reading:
    """One stretch of a paragraph with its swaps made."""

    __slots__ = ("_ends", "_pieces", "_starts", "stretch", "text")

    def __init__(self, paragraph: str, stretch: Span, swaps: Sequence[Swap]) -> None:
        self.stretch = stretch
        parts: list[str] = []
        pieces: list[_Piece] = []
        at, size = stretch.start, 0
        for swap in (*swaps, Swap(Span(stretch.end, stretch.end), "", "")):
            kept = Span(at, swap.span.start)
            if kept.end > kept.start:
                parts.append(paragraph[kept.start : kept.end])
                pieces.append(_Piece(size, size + kept.end - kept.start, kept, None))
                size += kept.end - kept.start
            if swap.span.end > swap.span.start:
                parts.append(swap.new)
                pieces.append(_Piece(size, size + len(swap.new), swap.span, swap))
                size += len(swap.new)
            at = swap.span.end
        self.text = "".join(parts)
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._ends = [piece.end for piece in pieces]

    def origin(self, span: Span) -> Span:
        """The place in the paragraph as written; `span` must not be empty."""
        first = self._pieces[bisect_right(self._ends, span.start)]
        last = self._pieces[bisect_left(self._starts, span.end) - 1]
        start, end = first.origin.start, last.origin.end
        if first.swap is None:
            start += span.start - first.start
        if last.swap is None:
            end -= last.end - span.end
        return Span(start, end)

    def undone(self, span: Span) -> tuple[str, ...]:
        """What was undone inside `span`; empty where it is as written."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end)
        kinds = (piece.swap.kind for piece in self._pieces[first:last] if piece.swap)
        return tuple(kind for kind in dict.fromkeys(kinds) if kind)


def readings(paragraph: str, swaps: Sequence[Swap]) -> Iterator[Reading]:
    """The stretches of a paragraph around its swaps, which are in order and do not overlap.

    Swaps that are near each other share a stretch, so the stretches together are never longer
    than the paragraph by more than a factor.
    """
    first = 0
    for index, swap in enumerate(swaps):
        is_last = index + 1 == len(swaps)
        if is_last or swaps[index + 1].span.start - swap.span.end > _AROUND:
            own = swaps[first : index + 1]
            yield Reading(paragraph, _stretch(paragraph, own[0].span.start, swap.span.end), own)
            first = index + 1


def _stretch(paragraph: str, start: int, end: int) -> Span:
    """The text around a place, cut at blanks so that no word or number is cut in two."""
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(paragraph))
    while first and first < start and not paragraph[first - 1].isspace():
        first += 1
    while last < len(paragraph) and last > end and not paragraph[last].isspace():
        last -= 1
    return Span(first, last)
