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

from checker import accounts, identity, medical, network, phone, places, secrets, things, wallets
from checker.cards import is_card, is_card_in_words, luhn
from checker.mail import is_email, is_spelled_out

Validator = Callable[[str], bool]

_STDNUM = re.compile(r"stdnum(?:\.[a-z]{2}_?)?\.[a-z][a-z0-9_]*")
_NON_DIGITS = re.compile(r"\D+")


def digits_of(value: str) -> str:
    """The digits alone."""
    return _NON_DIGITS.sub("", value)


VALIDATORS: dict[str, Validator] = {
    "card": is_card,
    "card_in_words": is_card_in_words,
    "email": is_email,
    "email_spelled_out": is_spelled_out,
    "luhn": luhn,
    "phone_american": phone.is_american,
    "phone_international": phone.is_international,
    "phone_plausible": phone.is_plausible,
    **accounts.VALIDATORS,
    **identity.VALIDATORS,
    **medical.VALIDATORS,
    **network.VALIDATORS,
    **places.VALIDATORS,
    **secrets.VALIDATORS,
    **things.VALIDATORS,
    **wallets.VALIDATORS,
}
_REGIONAL: dict[str, Callable[[str, Sequence[str]], bool]] = {
    "phone_national": phone.is_national,
}


def _stdnum(name: str) -> Validator:
    """A check of python-stdnum, imported when it is first asked.

    Its modules know the usual separators and some only capitals, so the letters and digits alone
    are tried as well. A number of one digit only is a placeholder, whatever its check digit.
    """
    is_valid: Validator | None = None

    def check(value: str) -> bool:
        nonlocal is_valid
        if is_valid is None:
            is_valid = importlib.import_module(name).is_valid
        signs = identity.signs_of(value)
        if len(set(signs)) == 1:
            return False
        return any(map(is_valid, (value, value.upper(), signs)))

    return check


def find_validator(name: str, regions: Sequence[str] = ()) -> Validator:
    """The validator of that name; KeyError where there is none.

    Args:
        name: a key of `VALIDATORS`, or a module of python-stdnum.
        regions: ISO countries whose national phone numbers are tried.
    """
    if _STDNUM.fullmatch(name):
        return _stdnum(name)
    if name in _REGIONAL:
        check = _REGIONAL[name]
        tried = tuple(regions) or phone.DEFAULT_REGIONS
        return lambda value: check(value, tried)
    return VALIDATORS[name]


def is_validator(name: str) -> bool:
    """Whether a rule may name it."""
    return name in VALIDATORS or name in _REGIONAL or _STDNUM.fullmatch(name) is not None
