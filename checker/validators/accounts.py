"""Bank accounts: IBAN, American routing numbers, Mexican CLABE, the national forms in Europe.

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
_LONGEST_ACCOUNT = 20
_NIB_LENGTH = 21
_NRB_LENGTH = 26
_RIB = re.compile(r"\d{10}[0-9A-Z]{11}\d{2}")
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_HU_WEIGHTS = (9, 7, 3, 1, 9, 7, 3, 1)
_HU_LENGTHS = (16, 24)
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


def is_branch(value: str) -> bool:
    """Whether a sort code or BSB, perhaps with the account behind it, is no placeholder."""
    return len(set(filter(str.isdigit, value))) > 1


def is_clabe(value: str) -> bool:
    """Whether the check digit of a Mexican account fits."""
    digits = signs_of(value)
    if len(digits) != _CLABE_LENGTH or not digits.isdigit():
        return False
    total = sum(int(d) * _CLABE_WEIGHTS[i % 3] % 10 for i, d in enumerate(digits[:-1]))
    return (10 - total % 10) % 10 == int(digits[-1])


def is_nib(value: str) -> bool:
    """Portuguese account (NIB): the remainder by 97 is one, as in its IBAN.

    >>> is_nib("0002 0123 1234 5678 9015 4"), is_nib("0002 0123 1234 5678 9015 5")
    (True, False)
    """
    digits = signs_of(value)
    return digits.isdigit() and len(digits) == _NIB_LENGTH and int(digits) % 97 == 1


def is_nrb(value: str) -> bool:
    """Polish account (NRB): its IBAN without the letters.

    >>> is_nrb("61 1090 1014 0000 0712 1981 2874"), is_nrb("61 1090 1014 0000 0712 1981 2875")
    (True, False)
    """
    digits = signs_of(value)
    return digits.isdigit() and len(digits) == _NRB_LENGTH and is_iban("PL" + digits)


def is_rib(value: str) -> bool:
    """French account (RIB): bank, branch, account and a key by 97.

    >>> is_rib("20041 01005 0500013M026 06"), is_rib("20041 01005 0500013M026 07")
    (True, False)
    """
    signs = signs_of(value)
    return _RIB.fullmatch(signs) is not None and int(signs.translate(_RIB_LETTERS)) % 97 == 0


def is_hungarian_account(value: str) -> bool:
    """Hungarian account: the bank's eight digits and the rest end in a check digit each.

    >>> is_hungarian_account("11773016-11111018-00000000")
    True
    """
    digits = signs_of(value)
    if not digits.isdigit() or len(digits) not in _HU_LENGTHS or not int(digits[8:]):
        return False
    return all(
        sum(int(d) * _HU_WEIGHTS[i % 8] for i, d in enumerate(part)) % 10 == 0
        for part in (digits[:8], digits[8:])
    )


VALIDATORS = {
    "account": is_account,
    "branch": is_branch,
    "clabe": is_clabe,
    "hungarian_account": is_hungarian_account,
    "iban": is_iban,
    "nib": is_nib,
    "nrb": is_nrb,
    "rib": is_rib,
    "routing_number": is_routing_number,
}
