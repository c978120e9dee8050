"""Digits that were drawn, pulled apart or put behind signs: O for 0, 4*1*1*1, one line each.

Rules allow the separators that people use. Here is what they use to hide: letters that look like
digits inside a number, a sign or a picture between the groups, every digit apart, a line break in
the middle. Amounts, times and counting look alike and are left alone; whether the digits are a
value is for the rules to say.

    >>> from checker.view import View
    >>> [swaps] = look_alikes(View("call O77OO 9OO123"))
    >>> [(swap.span.start, swap.new) for swap in swaps]
    [(5, '0'), (8, '0'), (9, '0'), (12, '0'), (13, '0')]
    >>> [swaps] = odd_separators(View("card 4111*1111*1111*1111"))
    >>> {swap.new for swap in swaps}
    {'-'}
    >>> [swaps] = characters_apart(View("j o h n @ e x a m p l e . c o m"))
    >>> len(swaps)
    15
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.detectors.disguises.reading import Swap
from checker.model import Span
from checker.regex import compile_pattern
from checker.view import View

LOOK_ALIKES = "letters for digits"
ODD_SEPARATORS = "odd signs between digits"
LINES = "split over lines"
APART = "characters apart"

LOOK_ALIKES_GATE = (
    r"[0-9][oilsbzq|][0-9oilsbzq|]?[ .\-/]?[0-9]"
    r"|(?:^|[^a-z0-9])[oilsbzq|]{1,4}[0-9]{2}|[0-9]{2}[oilsbzq|]{1,3}(?:[^a-z0-9]|$)"
    r"|[0-9][ .\-/](?:o{2,4}|[il|]{2,4}|s{2,4}|b{2,4})[ .\-/][0-9]"
)
_LOOK_ALIKE_RUN = compile_pattern(r"[0-9oilsbzq|](?:[ .\-/()_]{0,2}[0-9oilsbzq|]){6,}")
_LOOKS_LIKE = {"o": "0", "q": "0", "i": "1", "l": "1", "|": "1", "s": "5", "b": "8", "z": "2"}
_GROUP = re.compile(rb"[0-9a-z|]+")
_MOSTLY = 0.5
_ONE_LETTER = re.compile(rb"o{2,4}|[il|]{2,4}|s{2,4}|b{2,4}")


def look_alikes(view: View) -> Iterator[list[Swap]]:
    """The paragraph with letters inside a number as the digits they look like."""
    data = view.data
    swaps: list[Swap] = []
    for found in _LOOK_ALIKE_RUN.finditer(data):
        start, end = _whole_words(data, *found.span())
        run = data[start:end]
        digits = sum(map(run.count, b"0123456789"))
        letters = sum(run.count(letter.encode()) for letter in _LOOKS_LIKE)
        if not letters or digits < _MOSTLY * (digits + letters) or digits + letters < _FEWEST:
            continue
        for group in _GROUP.finditer(data, start, end):
            if any(byte in b"0123456789" for byte in group[0]) or _ONE_LETTER.fullmatch(group[0]):
                swaps.extend(
                    Swap(view.span(at, at + 1), _LOOKS_LIKE[chr(data[at])], LOOK_ALIKES)
                    for at in range(*group.span())
                    if chr(data[at]) in _LOOKS_LIKE
                )
    if swaps:
        yield swaps


def _whole_words(data: bytes, start: int, end: int) -> tuple[int, int]:
    """The run without a word at its ends that goes on outside it."""
    if start and chr(data[start - 1]).isalpha():
        while start < end and chr(data[start]).isalnum():
            start += 1
    if end < len(data) and chr(data[end]).isalpha():
        while end > start and chr(data[end - 1]).isalnum():
            end -= 1
    return start, end


ODD_SEPARATORS_GATE = r"[0-9](?:[^0-9a-z\xff]{0,8}[0-9]){6,}"
_NUMBER = compile_pattern(ODD_SEPARATORS_GATE)
_GAP = re.compile(rb"[^0-9]+")
_USUAL = re.compile(rb" ?[ .\-/]? ?|[ .\-]?\(|\)[ .\-]?|\(0\)|_")
_AMOUNTS = re.compile(rb"\d{1,3}(?:[,.']\d{3})+(?:[.,]\d+)?|\d{1,2}(?::\d\d){1,2}")
_BETWEEN_NUMBERS = re.compile(rb"[,;]? ?(?:[-+$(]|\x80{1,2})?|[:%)]+ ?-? ?")
_FEWEST = 7
_SINGLE = 6
"""So many digits one by one are a value pulled apart."""


def odd_separators(view: View) -> Iterator[list[Swap]]:
    """The paragraph with what hides a number between its digits made plain."""
    data = view.data
    swaps: list[Swap] = []
    for found in _NUMBER.finditer(data):
        groups = found.group()
        gaps = [m.span() for m in _GAP.finditer(data, *found.span())]
        apart = _is_apart(found.start(), found.end(), gaps)
        odd = [not _USUAL.fullmatch(data, *gap) for gap in gaps]
        if not gaps or not (apart or any(odd)) or _AMOUNTS.search(groups) or _counts(groups):
            continue
        if not apart and _is_list(data, gaps, odd, groups):
            continue
        for (start, end), is_odd in zip(gaps, odd, strict=True):
            if apart or is_odd:
                lines = b"\n" in data[start:end]
                kind = LINES if lines else ODD_SEPARATORS if is_odd else APART
                swaps.append(Swap(_gap(view, start, end), "" if apart else "-", kind))
    if swaps:
        yield swaps


def _is_list(data: bytes, gaps: list[tuple[int, int]], odd: list[bool], groups: bytes) -> bool:
    """Whether the signs between the numbers are those of a list, and the sizes not all one."""
    sizes = {len(group) for group in _GAP.split(groups)[:-1]}
    if len({data[slice(*gap)] for gap in gaps}) == 1 and len(sizes) == 1 and min(sizes) > 2:
        return False
    return all(
        _BETWEEN_NUMBERS.fullmatch(data, *gap)
        for gap, is_odd in zip(gaps, odd, strict=True)
        if is_odd
    )


def _gap(view: View, start: int, end: int) -> Span:
    """What stands between two digits, with the marks that nobody sees."""
    return Span(view.span(start - 1, start).end, view.span(end, end + 1).start)


def _is_apart(start: int, end: int, gaps: list[tuple[int, int]]) -> bool:
    """Whether nearly every digit stands alone."""
    starts, ends = [start, *(gap[1] for gap in gaps)], [*(gap[0] for gap in gaps), end]
    sizes = [b - a for a, b in zip(starts, ends, strict=True)]
    return sizes.count(1) >= _SINGLE and sum(size > 1 for size in sizes) <= 1


def _counts(groups: bytes) -> bool:
    """Whether the numbers go up or down by one: a list, a countdown."""
    numbers = [int(n[-6:]) for n in re.findall(rb"\d+", groups)]
    steps = [b - a for a, b in pairwise(numbers)]
    return bool(steps) and max(steps.count(1), steps.count(-1)) >= 0.7 * len(steps)


_SIGN = r"[a-z0-9@._+%=/\-]"
APART_GATE = rf"(?:^|[^a-z0-9])[a-z0-9](?:[ \n\x80*|]{_SIGN}){{6,}}(?:[^a-z0-9]|$)" + "".join(
    rf"|(?:^|[^a-z0-9])[a-z0-9](?:{sign}[a-z0-9@]){{7,}}(?:[^a-z0-9]|$)"
    for sign in (r"\-", r"\.", "_", "/", r"\*", r"\+", "~", ",", ":", ", ", " - ", r" \. ")
)
_APART = compile_pattern(APART_GATE)


def characters_apart(view: View) -> Iterator[list[Swap]]:
    """The paragraph with characters that stand one by one pushed together."""
    data = view.data
    swaps: list[Swap] = []
    for found in _APART.finditer(data):
        start, end = found.span()
        start += not chr(data[start]).isalnum()
        end -= end > start and not chr(data[end - 1]).isalnum()
        sign = data[start + 1]
        step = next(at for at in range(start + 1, end) if chr(data[at]).isalnum()) - start
        blank = sign in b" \n\x80*|" and step == 2
        step = 2 if blank else step
        swaps.extend(
            Swap(_gap(view, at + 1, at + step), "", APART) for at in range(start, end - step, step)
        )
    if swaps:
        yield swaps
