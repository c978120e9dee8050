r"""How many digits a match of a pattern has at least, read off the pattern.

Most rules look for numbers, and most posts that hold their words ("call", "id", "account") hold no
number. A text with fewer digits than any match would have needs no search: counting digits costs
half a microsecond once, a search two for every rule.

    >>> fewest_digits(r"\b[a-z]{2}\d{2}(?: ?[0-9]{4}){3,7}(?:x\d)?|\d{3}-\d{11}")
    14
    >>> fewest_digits(r"[\do]{9}"), fewest_digits(r"password: \S+"), fewest_digits("v[^0-9]2")
    (0, 0, 1)
"""

from __future__ import annotations

import re

_DIGITS = frozenset("0123456789")
# A class of nothing but digits, and any other one; the latter may begin with ], [^] or [:alpha:].
_DIGIT_CLASS = re.compile(r"\[(?:\\d|[0-9](?:-[0-9])?|\[:digit:\])+\]")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]", re.S)
_ESCAPE = re.compile(r"\\(?:[pP]\{\^?\w+\}|[pP]\w|x\{[0-9A-Fa-f]+\}|x[0-9A-Fa-f]{2}|.)", re.S)
_OPEN = re.compile(r"\((?:\?(?:P?<\w+>|[imsU-]*:))?")
_FLAGS = re.compile(r"\(\?[imsU-]+\)")
_TIMES = re.compile(r"(?:[*+?]|\{(\d+)(?:,\d*)?\})\??")


def fewest_digits(pattern: str) -> int:
    """The number of ASCII digits in the shortest match, or fewer where that is hard to tell.

    Args:
        pattern: one that RE2 has compiled.
    """
    fewest, end = _alternatives(pattern, 0)
    return fewest if end == len(pattern) else 0


def _alternatives(pattern: str, at: int) -> tuple[int, int]:
    """The fewest of the branches from `at` on, and where they end."""
    branches = [0]
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            branches.append(0)
            at += 1
            continue
        digits, at = _atom(pattern, at)
        times, at = _times(pattern, at)
        branches[-1] += digits * times
    return min(branches), at


def _atom(pattern: str, at: int) -> tuple[int, int]:
    """The digits of one part, and where it ends."""
    char = pattern[at]
    if char == "(":
        if flags := _FLAGS.match(pattern, at):
            return 0, flags.end()
        opened = _OPEN.match(pattern, at)
        assert opened is not None
        digits, end = _alternatives(pattern, opened.end())
        return digits, end + 1
    if char == "[":
        if only := _DIGIT_CLASS.match(pattern, at):
            return 1, only.end()
        other = _CLASS.match(pattern, at)
        return 0, other.end() if other else at + 1
    if char == "\\":
        escape = _ESCAPE.match(pattern, at)
        return int(pattern.startswith("d", at + 1)), escape.end() if escape else at + 1
    return int(char in _DIGITS), at + 1


def _times(pattern: str, at: int) -> tuple[int, int]:
    """How often the part before `at` must be there, and where that is said."""
    said = _TIMES.match(pattern, at)
    if said is None:
        return 1, at
    least = int(said[1]) if said[1] else int(said[0][0] == "+")
    return least, said.end()
