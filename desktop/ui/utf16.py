"""Code points, which the checker counts, and UTF-16 units, which Qt counts.

A character beyond U+FFFF, most emoji among them, is one code point and two units. A text without
such characters, which is nearly every draft, costs one look through it and no sums afterwards.

Qt's document also cannot hold every text: some characters end a paragraph in it, and a lone half
of a surrogate pair is lost on the way back to Python. `as_shown` puts a stand-in of the same width
in their place, so that no offset moves.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_STAND_INS = str.maketrans(
    {
        "\r": "\n",
        "\u2029": "\n",  # Qt's own mark between paragraphs
        "\ufdd0": "\ufffd",  # Qt's marks around a frame; no characters at all in Unicode
        "\ufdd1": "\ufffd",
        "\x00": "\u2400",
    }
)
_LONE = re.compile("[\ud800-\udfff]")


class Units:
    """The places of one text, counted both ways.

    >>> places = Units("a😀b")
    >>> places.to_units(2), places.to_points(3)
    (3, 2)
    """

    __slots__ = ("_starts", "_wide", "length")

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [m.start() for m in _WIDE.finditer(text)]
        self._starts = [point + i for i, point in enumerate(self._wide)]
        self.length = len(text) + len(self._wide)
        """Of the whole text, in UTF-16 units."""

    def to_units(self, point: int) -> int:
        """A place in code points as UTF-16 units."""
        return point + bisect_left(self._wide, point)

    def to_points(self, unit: int) -> int:
        """A place in UTF-16 units as code points; the middle of a pair is its beginning."""
        return unit - bisect_left(self._starts, unit)


def as_shown(text: str) -> str:
    """The text as Qt's document can hold it, every character in its place."""
    if text.isascii() and "\r" not in text and "\x00" not in text:
        return text
    return _LONE.sub("\ufffd", text.translate(_STAND_INS))


def with_plain_ends(text: str) -> str:
    """The text with every line end written as one line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
