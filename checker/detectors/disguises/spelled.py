"""Digits said in words: "zero seven seven, double five, one ...".

People spell a number so that no robot reads it, or because a phone wrote down what they said.
A run of number words is read as its digits if it is long enough to be a value and does not count
("one two three four five", ten to zero). In French and German the pairs are said as one number, so
names up to 99 are known; a word such as "dash" or "point" between digits is the sign.

    >>> from checker.view import View
    >>> [swaps] = spelled_out(View("ring oh seven seven double four - nine hundred five two one"))
    >>> [swap.new for swap in swaps if swap.new]
    ['0', '7', '7', '44', '9', '00', '5', '2', '1']
    >>> list(spelled_out(View("one two three four five six seven eight nine, go")))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.detectors.disguises.number_words import NUMBERS, SIGNS, TIMES
from checker.detectors.disguises.reading import Swap
from checker.model import Span
from checker.regex import compile_pattern
from checker.view import View

SPELLED = "digits spelled out"

_FEWEST = 4
_FEWEST_MIXED = 7
_COUNTING = 0.6
"""Part of a run that goes up or down by one, from which on it counts and tells nothing."""
_NEIGHBOR = 12


def _any_of(names: Sequence[str]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


_NAME = rf"(?:{_any_of([*NUMBERS, *TIMES])})\b"
_BETWEEN = r"[ ,.\-/*|()\n\x80]{1,4}"
_ITEM = rf"(?:(?:{_any_of([*NUMBERS, *TIMES, *SIGNS])})\b|[0-9]+\b)"
GATE = (
    rf"\b(?:{_NAME}{_BETWEEN}(?:{_NAME}|[0-9]+\b){_BETWEEN}"
    rf"(?:(?:{_any_of(list(SIGNS))})\b{_BETWEEN})?(?:{_NAME}|[0-9])"
    rf"|[0-9]+{_BETWEEN}{_NAME}{_BETWEEN}(?:{_NAME}|[0-9])"
    rf"|{_NAME}{_BETWEEN}(?:{_any_of(list(SIGNS))})\b{_BETWEEN}(?:{_NAME}|[0-9]))"
)
"""What stands in every text that is worth a closer look, on folded text."""
_RUN = compile_pattern(rf"\b{_ITEM}(?:{_BETWEEN}{_ITEM})*")
_ITEMS = compile_pattern(rf"\b{_ITEM}")


class _Item(NamedTuple):
    """One word of a run, or several that say one thing, and the digits or sign it stands for."""

    start: int
    end: int
    new: str
    is_word: bool


def spelled_out(view: View) -> Iterator[list[Swap]]:
    """The paragraph with number words as digits, if a run of them can be a value."""
    runs = [_items(view.data, *found.span()) for found in _RUN.finditer(view.data)]
    values = [(run[0].start, run[-1].end) for run in runs if run and _is_value(run)]
    if not values:
        return
    swaps: list[Swap] = []
    reach = iter(values)
    nearest = next(reach)
    for run in runs:
        while run and nearest[1] + _NEIGHBOR < run[0].start:
            later = next(reach, None)
            if later is None:
                break
            nearest = later
        if run and _is_near(run, nearest):
            swaps.extend(_swaps(view, run))
    yield swaps


def _is_near(run: list[_Item], value: tuple[int, int]) -> bool:
    return run[0].start <= value[1] + _NEIGHBOR and run[-1].end >= value[0] - _NEIGHBOR


def _items(data: bytes, start: int, end: int) -> list[_Item]:
    """The items of a run; a word for a sign counts between digits, "plus" before them too."""
    items: list[_Item] = []
    times: tuple[int, int] | None = None
    for found in _ITEMS.finditer(data[start:end]):
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
