"""Named checks a pattern may ask for: check digits, ranges, whether a date is real.

A pattern says what a value looks like, a validator whether it can be one. Each is one small
function over the value as it was found (folded, separators included) in the manner of
python-stdnum; `stdnum.<country>.<number>` names a module of that library. A pack can name a
validator and never bring one.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence

Validator = Callable[[str], bool]

_STDNUM = re.compile(r"stdnum(?:\.[a-z]{2}_?)?\.[a-z][a-z0-9_]*")
_NON_DIGITS = re.compile(r"\D+")


def digits_of(value: str) -> str:
    """The digits alone."""
    return _NON_DIGITS.sub("", value)


def luhn(value: str) -> bool:
    """The check digit of ISO/IEC 7812-1.

    >>> luhn("79927398713")
    True
    """
    digits = digits_of(value)
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return len(digits) > 1 and (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


VALIDATORS: dict[str, Validator] = {"luhn": luhn}


def _stdnum(name: str) -> Validator:
    """A check of python-stdnum, imported when it is first asked."""
    is_valid: Validator | None = None

    def check(value: str) -> bool:
        nonlocal is_valid
        if is_valid is None:
            is_valid = importlib.import_module(name).is_valid
        return bool(is_valid(value))

    return check


def find_validator(name: str, regions: Sequence[str] = ()) -> Validator:
    """The validator of that name; KeyError where there is none.

    Args:
        name: a key of `VALIDATORS`, or a module of python-stdnum.
        regions: ISO countries whose national phone numbers are tried.
    """
    if _STDNUM.fullmatch(name):
        return _stdnum(name)
    return VALIDATORS[name]


def is_validator(name: str) -> bool:
    """Whether a rule may name it."""
    return name in VALIDATORS or _STDNUM.fullmatch(name) is not None
