"""A progress bar for long work: on standard error, only where a person looks.

It appears after a moment, so that quick work stays quiet, and goes away without a trace.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Self, TextIO, TypeVar

_PATIENCE = 0.7
_PAUSE = 0.1
_WIDTH = 28
_T = TypeVar("_T")


class Progress:
    """How far one piece of work is.

    Args:
        stream: where to draw; None draws nothing.
        total: how much there is; 0 where nobody knows.
        unit: what is counted.
        clock: seconds, for tests.
    """

    def __init__(
        self,
        stream: TextIO | None,
        total: int,
        unit: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._total = total
        self._unit = unit
        self._clock = clock
        self._due = clock() + _PATIENCE
        self._drawn = False
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def over(self, items: Iterable[_T], size: Callable[[_T], int]) -> Iterator[_T]:
        """The same items; each one counts when the next is asked for."""
        for item in items:
            yield item
            self.add(size(item))

    def add(self, amount: int = 1) -> None:
        """Say that so much more is done."""
        self._done += amount
        if self._stream is None:
            return
        now = self._clock()
        if now >= self._due:
            self._due = now + _PAUSE
            self._drawn = True
            self._stream.write("\r" + self._line() + "\x1b[K")
            self._stream.flush()

    def close(self) -> None:
        """Wipe the bar away."""
        if self._stream is not None and self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
        self._drawn = False

    def _line(self) -> str:
        if not self._total:
            return f"{self._done:,} {self._unit}"
        share = min(1.0, self._done / self._total)
        filled = round(share * _WIDTH)
        bar = "#" * filled + "." * (_WIDTH - filled)
        return f"[{bar}] {share:4.0%} of {self._total:,} {self._unit}"
