r"""Lines and columns of a text, for those formats that count in them.

>>> Lines("ab\ncd").place(4)
(2, 2)
"""

from __future__ import annotations

from bisect import bisect_right

from checker.model import Span


class Lines:
    """Where the lines of a text begin. Only a line feed ends one, as editors and SARIF have it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, columns in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def bounds(self, line: int) -> Span:
        """The range of a line without what ends it."""
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return Span(start, end - 1 if self.text[start:end].endswith("\r") else end)
