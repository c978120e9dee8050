"""Digits that were drawn, pulled apart or put behind signs: O for 0, 4*1*1*1, one line each.

Rules allow the separators that people use. Here is what they use to hide: letters that look like
digits inside a number, a sign or a picture between the groups, every digit apart, a line break in
the middle. Amounts, times and counting look alike and are left alone; whether the digits are a
value is for the rules to say.

    >>> from checker.view import View
    >>> swaps, _ = look_alikes(View("call O77OO 9OO123"))
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
_ACCOUNT = compile_pattern(r"\b[a-z]{2}[0-9o]{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?\b")
_ZEROS = re.compile(rb"(?<=[0-9])o+|o+(?=[0-9])")
_GROUP = re.compile(rb"[0-9a-z|]+")
_AT_THE_EDGE = frozenset("oil|")
"""The others stand before or behind many a number as a letter that belongs to it."""
_PARTLY = 0.3
_MOSTLY = 0.5
_EXTENSION = re.compile(rb"e?xt?\.? ?[0-9]")
_ONE_LETTER = re.compile(rb"o{2,4}|[il|]{2,4}|s{2,4}|b{2,4}")


def look_alikes(view: View) -> Iterator[list[Swap]]:
    """The paragraph with letters inside a number as the digits they look like.

    Read twice: the letters in front of a number may be a country and no digits.
    """
    data = view.data
    every: list[Swap] = []
    inner: list[Swap] = []
    for found in _LOOK_ALIKE_RUN.finditer(data):
        start, end = _without_ends(data, *found.span())
        run = data[start:end]
        digits = sum(map(run.count, b"0123456789"))
        letters = sum(run.count(letter.encode()) for letter in _LOOKS_LIKE)
        if not letters or digits < _PARTLY * (digits + letters) or digits + letters < _FEWEST:
            continue
        places = [at for at in range(start, end) if data[at] in b"0123456789"]
        first, last = places[0], places[-1]
        for group in _GROUP.finditer(data, start, end):
            has_digits = any(byte in b"0123456789" for byte in group[0])
            within = first < group.start() < last and digits >= _MOSTLY * (digits + letters)
            if has_digits or within or _ONE_LETTER.fullmatch(group[0]):
                for at in range(*group.span()):
                    if chr(data[at]) in (_LOOKS_LIKE if start < at < end - 1 else _AT_THE_EDGE):
                        digit = _LOOKS_LIKE[chr(data[at])]
                        every.append(Swap(view.span(at, at + 1), digit, LOOK_ALIKES))
                        if at > first:
                            inner.append(every[-1])
    if every:
        yield every
    if inner and inner != every:
        yield inner
    accounts = [
        Swap(view.span(at, at + 1), "0", LOOK_ALIKES)
        for token in _ACCOUNT.finditer(data)
        for zeros in _ZEROS.finditer(data, *token.span())
        for at in range(*zeros.span())
    ]
    if accounts:
        yield accounts


def _without_ends(data: bytes, start: int, end: int) -> tuple[int, int]:
    """The run without the letters at its ends that are parts of a word outside it."""
    if start and chr(data[start - 1]).isalpha():
        while start < end and chr(data[start]).isalpha():
            start += 1
    if end < len(data) and chr(data[end]).isalpha() and not _EXTENSION.match(data, end):
        while end > start and chr(data[end - 1]).isalpha():
            end -= 1
    return start, end


ODD_SEPARATORS_GATE = r"[0-9](?:[^0-9a-z\xff]{0,8}[0-9]){6,}"
_NUMBER = compile_pattern(ODD_SEPARATORS_GATE)
_GAP = re.compile(rb"[^0-9]+")
_USUAL = re.compile(rb"[ .\-/]{1,2}|[ .\-]?\(|\)[ .\-]?|[ .\-]?\(0\)[ .\-]?")
_AMOUNTS = re.compile(rb"\d{1,3}(?:[,.']\d{3})+(?:[.,]\d+)?|(?<!\d)\d{1,2}(?::\d\d){1,2}(?!\d)")
_BETWEEN_NUMBERS = re.compile(rb"[,;]? ?[-+$(]?|[,;]? \x80{1,2}|[:%)]+ ?-? ?")
_PLUS = re.compile(rb"\+[^0-9a-z\xff]{1,3}\Z")
_PLUS_REACH = 4
_LISTING = re.compile(rb" ?[,;:\n]\s?")
_FEWEST = 7
_LEAST_GROUP = 3
_SINGLE = 6
"""So many digits one by one are a value pulled apart."""


def odd_separators(view: View) -> Iterator[list[Swap]]:
    """The paragraph with what hides a number between its digits made plain."""
    data = view.data
    swaps: list[Swap] = []
    grouped: list[Swap] = []
    for found in _NUMBER.finditer(data):
        gaps = [m.span() for m in _GAP.finditer(data, *found.span())]
        odd = [not _USUAL.fullmatch(data, *gap) for gap in gaps]
        apart = _is_apart(found.start(), found.end(), gaps)
        if not (apart or any(odd)) or _AMOUNTS.search(found.group()) or _counts(found.group()):
            continue
        if not apart and _is_list(data, gaps, odd, found.group()):
            continue
        breaks = american_breaks(_digits_of(found.group())) if apart else ()
        if apart and (plus := _PLUS.search(data[: found.start()][-_PLUS_REACH:])):
            place = view.span(found.start() - len(plus[0]), found.start())
            swaps.append(Swap(place, "+", ""))
            grouped.append(swaps[-1])
        for at, (gap, is_odd) in enumerate(zip(gaps, odd, strict=True), 1):
            if apart or is_odd:
                sign = data[slice(*gap)]
                kind = LINES if b"\n" in sign else ODD_SEPARATORS if is_odd else APART
                span = _gap(view, *gap)
                swaps.append(Swap(span, "" if apart else _plain_sign(sign), kind))
                grouped.append(Swap(span, "-", kind) if at in breaks else swaps[-1])
    if swaps:
        yield swaps
    if grouped != swaps:
        yield grouped


def american_breaks(number: str) -> tuple[int, ...]:
    """After which digits an American number is grouped: 415-555-0132.

    It has no zero in front to be known by, so without groups it could be any number.
    """
    if len(number) == 10:
        return 3, 6
    return (1, 4, 7) if len(number) == 11 and number[0] == "1" else ()


def _digits_of(signs: bytes) -> str:
    """The digits alone."""
    return _GAP.sub(b"", signs).decode()


def _plain_sign(sign: bytes) -> str:
    """The sign that rules know in place of an odd one."""
    inner = sign.strip()
    return inner.decode() if inner in (b".", b"-", b"/", b":") else "-"


def _is_list(data: bytes, gaps: list[tuple[int, int]], odd: list[bool], groups: bytes) -> bool:
    """Whether the signs between the numbers are those of a list."""
    sizes = {len(group) for group in _GAP.split(groups)[:-1]}
    if len(sizes) > 1 and max(sizes) < _LEAST_GROUP:
        return True
    signs = {data[slice(*gap)] for gap in gaps}
    if len(signs) == 1 and (not _LISTING.fullmatch(signs.pop()) or (sizes in ({3}, {4}))):
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


_SEPARATORS = (
    r"[*|~#=;\x80]{1,2}",
    r" [*|~#=+\-/\x80]{1,2} ",
    r" -/- ",
    r"_",
    r" ?\n ?",
    r"\.",
    r"/",
)
_MIXED = r"(?:[a-z][0-9]|[0-9][a-z])"
_ODD = r"(?: ?[*|~#=;\x80]{1,2} ?| [+\-/]{1,3} |_| ?\n ?)"
ODD_GROUPS_GATE = (
    rf"{_MIXED}[a-z0-9]*{_ODD}[a-z0-9]+{_ODD}[a-z0-9]|[a-z0-9]{_ODD}[a-z0-9]*{_MIXED}[a-z0-9]*{_ODD}"
    rf"|[0-9]_[0-9]+_[0-9]*[a-z]|[0-9]\.[a-z0-9]*{_MIXED}[a-z0-9]*\.[a-z0-9]"
    rf"|[0-9]/[a-z0-9]*{_MIXED}[a-z0-9]*/[a-z0-9]"
)
_GROUPS = compile_pattern(
    "|".join(rf"\b[a-z0-9]{{1,8}}(?:{sign}[a-z0-9]{{1,8}}){{2,9}}\b" for sign in _SEPARATORS)
)
_NO_SIGN = re.compile(rb"[^0-9a-z]+")
_FEWEST_DIGITS = 5


def odd_groups(view: View) -> Iterator[list[Swap]]:
    """The paragraph with nothing, or plain blanks, between groups of letters and digits."""
    data = view.data
    places: list[tuple[Span, str]] = []
    for found in _GROUPS.finditer(data):
        signs = found.group()
        has_letters = re.search(rb"[a-z]", signs) is not None
        if has_letters and sum(map(signs.count, b"0123456789")) >= _FEWEST_DIGITS:
            for gap in _NO_SIGN.finditer(data, *found.span()):
                kind = LINES if b"\n" in gap[0] else ODD_SEPARATORS
                places.append((_gap(view, *gap.span()), kind))
    if places:
        for new in (" ", ""):
            yield [Swap(span, new, kind) for span, kind in places]


_FREE = "(?:^|[^a-z0-9])"
_END = "(?:[^a-z0-9]|$)"
_BY_BLANKS = rf"{_FREE}([a-z0-9](?:[ \n\x80*|][a-z0-9@._+%=/\-]){{6,}}){_END}"
_BY_SIGNS = tuple(
    rf"{_FREE}([a-z0-9](?:{sign}[a-z0-9@]){{7,}}){_END}"
    for sign in (r"\-", r"\.", "_", "/", r"\*", r"\+", "~", ",", ":", ", ", " - ", r" \. ")
)
APART_GATE = "|".join((*_BY_SIGNS, _BY_BLANKS))
_BLANKS = compile_pattern(_BY_BLANKS)
_SIGNS = compile_pattern("|".join(_BY_SIGNS))
_BREAK = re.compile(rb"(?<=[a-z0-9@])[^a-z0-9@]+(?=[a-z0-9@])")
_BLANK = re.compile(rb"(?<=[a-z0-9@._+%=/\-])[ \n\x80*|](?=[a-z0-9@._+%=/\-])")


def characters_apart(view: View) -> Iterator[list[Swap]]:
    """The paragraph with characters that stand one by one pushed together."""
    data = view.data
    for runs, breaks in ((_SIGNS, _BREAK), (_BLANKS, _BLANK)):
        swaps = [
            Swap(_gap(view, *gap.span()), "", APART)
            for found in runs.finditer(data)
            for gap in breaks.finditer(data, *_inside(data, *found.span()))
        ]
        if swaps:
            yield swaps


def _inside(data: bytes, start: int, end: int) -> tuple[int, int]:
    """A run without the signs that only show where it ends."""
    start += not chr(data[start]).isalnum()
    return start, end - (end > start and not chr(data[end - 1]).isalnum())
