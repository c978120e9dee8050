"""Bank accounts: IBAN, American routing numbers, Mexican CLABE, British sort codes.

>>> is_iban("GB29 NWBK 6016 1331 9268 19"), is_iban("GB29 NWBK 6016 1331 9268 18")
(True, False)
>>> is_routing_number("0711-0130-7")
True
>>> is_clabe("032180000118359719")
True
"""

from __future__ import annotations

import re

from stdnum import iban
from stdnum.us import rtn

from checker.validators.phone import is_date_or_amount
from checker.validators.signs import signs_of

_CLABE_WEIGHTS = (3, 7, 1)
_CLABE_LENGTH = 18
_LONGEST_ACCOUNT = 17
_MONTH = re.compile(r"(?:19|20)\d\d[- ]\d\d")


def is_iban(value: str) -> bool:
    """Whether length and form are those of its country, and the remainder by 97 is one.

    What some countries add is left out: their lists of banks are older than their banks.
    """
    return bool(iban.is_valid(signs_of(value), check_country=False))


def is_routing_number(value: str) -> bool:
    """Whether it is a routing transit number of the American Bankers Association."""
    return bool(rtn.is_valid(signs_of(value)))


def is_account(value: str) -> bool:
    """Whether digits after "account number" can be one."""
    digits = signs_of(value)
    if len(digits) > _LONGEST_ACCOUNT or len(set(digits)) == 1:
        return False
    return not (_MONTH.fullmatch(value) or is_date_or_amount(value))


def is_clabe(value: str) -> bool:
    """Whether the check digit of a Mexican account fits."""
    digits = signs_of(value)
    if len(digits) != _CLABE_LENGTH or not digits.isdigit():
        return False
    total = sum(int(d) * _CLABE_WEIGHTS[i % 3] % 10 for i, d in enumerate(digits[:-1]))
    return (10 - total % 10) % 10 == int(digits[-1])


VALIDATORS = {
    "account": is_account,
    "clabe": is_clabe,
    "iban": is_iban,
    "routing_number": is_routing_number,
}
