"""Digits said in words: "zero seven seven, double five, one ...".

People spell a number so that no robot reads it, or because a phone wrote down what they said.
A run of number words is read as its digits if it is long enough to be a value and does not count
("one two three four five", ten to zero). In French and German the pairs are said as one number, so
names up to 99 are known; a word such as "dash" or "point" between digits is the sign.

    >>> from checker.view import View
    >>> swaps, *_ = spelled_out(View("ring oh seven seven double four - nine hundred five two one"))
    >>> [swap.new for swap in swaps if swap.new]
    ['0', '7', '7', '44', '9', '00', '5', '2', '1']
    >>> list(spelled_out(View("one two three four five six seven eight nine, go")))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.detectors.disguises.digits import american_breaks
from checker.detectors.disguises.number_words import NUMBERS, SIGNS, TIMES
from checker.detectors.disguises.reading import Swap
from checker.model import Span
from checker.regex import compile_pattern
from checker.view import View

SPELLED = "digits spelled out"

_FEWEST = 4
_FEWEST_MIXED = 7
_COUNTING = 0.7
"""Part of a run that goes up or down by one, from which on it counts and tells nothing."""
_NEIGHBOR = 12


def _any_of(names: Sequence[str]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


_BETWEEN = r"[ ,.\-/*|()\n\x80]{1,4}"
_ITEM = rf"(?:(?:{_any_of([*NUMBERS, *TIMES, *SIGNS])})\b|[0-9]+\b)"
_WORD = rf"(?:{_any_of([name for name in (*NUMBERS, *TIMES) if name.isalpha()])})\b"
GATE = (
    rf"\b(?:{_WORD}{_BETWEEN}(?:{_WORD}|[0-9]+\b){_BETWEEN}"
    rf"(?:(?:{_any_of(list(SIGNS))})\b{_BETWEEN})?(?:{_WORD}|[0-9])"
    rf"|[0-9]+{_BETWEEN}{_WORD}{_BETWEEN}(?:{_WORD}|[0-9])"
    rf"|{_WORD}{_BETWEEN}(?:{_any_of(list(SIGNS))})\b{_BETWEEN}(?:{_WORD}|[0-9]))"
)
"""What stands in every text that is worth a closer look, on folded text."""
_RUN = compile_pattern(rf"\b{_ITEM}(?:{_BETWEEN}{_ITEM})*")
_WITH_LETTERS = rf"(?:[b-z]\b|{_ITEM}|a\b)"
_LETTERED_RUN = compile_pattern(rf"\b[a-z] [a-z]\b(?:{_BETWEEN}{_WITH_LETTERS})+")
_LETTERED_ITEMS = compile_pattern(rf"\b{_WITH_LETTERS}")
_FEWEST_LETTERED = 10


class _Item(NamedTuple):
    """One word of a run, or several that say one thing, and the digits or sign it stands for."""

    start: int
    end: int
    new: str
    is_word: bool


def spelled_out(view: View) -> Iterator[list[Swap]]:
    """The paragraph with number words as digits, if a run of them can be a value."""
    data = view.data
    runs = [_items(data, *found.span()) for found in _RUN.finditer(data)]
    runs = [run for run in runs if run]
    values = [(run[0].start, run[-1].end) for run in runs if _is_value(run)]
    if not values:
        return
    near = list(_near(runs, values))
    yield [swap for run in near for swap in _swaps(view, run)]
    lettered = [_items(data, *found.span()) for found in _LETTERED_RUN.finditer(data)]
    if lettered:
        yield [swap for run in lettered if _has_digits(run) for swap in _swaps(view, run)]
    grouped = [_grouped(run) for run in near]
    if grouped != near:
        yield [swap for run in grouped for swap in _swaps(view, run)]


def _near(runs: list[list[_Item]], values: list[tuple[int, int]]) -> Iterator[list[_Item]]:
    """The runs that are values, and what stands close to one."""
    reach = iter(values)
    value: tuple[int, int] | None = next(reach)
    for run in runs:
        while value and value[1] + _NEIGHBOR < run[0].start:
            value = next(reach, None)
        if value is None:
            return
        if _is_near(run, value):
            yield run


def _grouped(run: list[_Item]) -> list[_Item]:
    """The run with the groups of an American number, if it has as many digits as one."""
    number = "".join(item.new for item in run)
    breaks = american_breaks(number) if number.isdigit() else ()
    grouped, at = [], 0
    for item in run:
        new = "".join(
            ("-" if at + offset in breaks else "") + digit for offset, digit in enumerate(item.new)
        )
        grouped.append(item._replace(new=new, is_word=item.is_word or new != item.new))
        at += len(item.new)
    return grouped


def _has_digits(run: list[_Item]) -> bool:
    return sum(len(item.new) for item in run if item.new.isdigit()) >= _FEWEST_LETTERED


def _is_near(run: list[_Item], value: tuple[int, int]) -> bool:
    return run[0].start <= value[1] + _NEIGHBOR and run[-1].end >= value[0] - _NEIGHBOR


def _items(data: bytes, start: int, end: int) -> list[_Item]:
    """The items of a run; a word for a sign counts between digits, "plus" before them too."""
    items: list[_Item] = []
    times: tuple[int, int] | None = None
    for found in _LETTERED_ITEMS.finditer(data[start:end]):
        first, last = start + found.start(), start + found.end()
        word = found.group().decode("latin-1")
        if word in TIMES:
            times = first, TIMES[word]
        elif word in SIGNS:
            if items or word in ("plus", "piu", "mas", "mais"):
                items.append(_Item(first, last, SIGNS[word], is_word=True))
            times = None
        else:
            digits = NUMBERS.get(word, word)
            if times and len(digits) == 1:
                first, digits = times[0], digits * times[1]
            items.append(_Item(first, last, digits, is_word=not word.isdigit()))
            times = None
    while items and items[-1].new in SIGNS.values():
        items.pop()
    return items


def _is_value(run: list[_Item]) -> bool:
    """Whether there are enough digits to be worth hiding, and they do not count."""
    numbers = [item for item in run if item.new.isdigit()]
    words = sum(item.is_word for item in numbers)
    size = sum(len(item.new) for item in numbers)
    if not words:
        return False
    if words < _FEWEST and size < _FEWEST_MIXED:
        return False
    steps = [int(b.new[-12:]) - int(a.new[-12:]) for a, b in pairwise(numbers)]
    return _longest(steps, 1) < _COUNTING * len(steps) > _longest(steps, -1)


def _longest(steps: list[int], step: int) -> int:
    """The longest stretch of the same step."""
    best = now = 0
    for one in steps:
        now = now + 1 if one == step else 0
        best = max(best, now)
    return best


def _swaps(view: View, run: list[_Item]) -> Iterator[Swap]:
    previous: _Item | None = None
    for item in run:
        if previous and (item.is_word or previous.is_word) and item.start > previous.end:
            yield Swap(
                Span(view.span(previous.start, previous.end).end, _start(view, item)), "", ""
            )
        if item.is_word:
            yield Swap(view.span(item.start, item.end), item.new, SPELLED)
        previous = item


def _start(view: View, item: _Item) -> int:
    return view.span(item.start, item.end).start
