"""What counts of a value: its letters and digits, or its digits alone.

>>> signs_of("gb29 nwbk-6016"), digits_of("+44 (0)20 7946")
('GB29NWBK6016', '440207946')
>>> weighted("A1", (7, 3))
73
"""

from __future__ import annotations

import re

_NO_SIGNS = re.compile(r"[\W_]+")
_NO_DIGITS = re.compile(r"\D+")


def signs_of(value: str) -> str:
    """Its letters and digits, in capitals."""
    return _NO_SIGNS.sub("", value).upper()


def digits_of(value: str) -> str:
    """The digits alone."""
    return _NO_DIGITS.sub("", value)


def weighted(signs: str, weights: tuple[int, ...]) -> int:
    """The sum that check digits are made of; letters count from A = 10."""
    return sum(int(sign, 36) * weight for sign, weight in zip(signs, weights, strict=True))
