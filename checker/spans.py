"""Places in a text that do not meet, in order.

A long list of addresses gives thousands of matches. Whether one meets another is asked for each,
so it is found by halving and not by comparing all with all.

    >>> taken = Spans()
    >>> taken.add(Span(10, 20))
    >>> taken.meeting(Span(15, 30)), taken.meeting(Span(20, 30))
    ([Span(start=10, end=20)], [])
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from checker.model import Span


def room(text: str, span: Span) -> Span:
    """The span with the blank beside it that would be one too many without it.

    The one before it if there is a choice, so that two values in a row do not both want the same.
    """
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if before == " " and after in ("", *" .,;:!?"):
        return Span(span.start - 1, span.end)
    if before in ("", "\n") and after == " ":
        return Span(span.start, span.end + 1)
    return span


class Spans:
    """Spans of which no two share a code point."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._starts: list[int] = []

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def meeting(self, span: Span) -> list[Span]:
        """Those that share a code point with `span`."""
        after = first = bisect_left(self._starts, span.end)
        while first and self._spans[first - 1].end > span.start:
            first -= 1
        return self._spans[first:after]

    def add(self, span: Span) -> None:
        """Take in one more, which meets none of the others."""
        at = bisect_left(self._starts, span.start)
        self._starts.insert(at, span.start)
        self._spans.insert(at, span)
