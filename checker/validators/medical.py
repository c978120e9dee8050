"""Numbers of patients and of those who treat them, with their check digits.

United States: NPI (a Luhn number behind the prefix 80840, CMS), DEA registration. Germany: the
Krankenversichertennummer (sections 290 and following of SGB V: Luhn with the letter as two
digits), the LANR of a doctor. The British NHS number is in python-stdnum.

    >>> is_npi("1234567893"), is_dea("AB1234563"), is_kvnr("A123456780"), is_lanr("123456601")
    (True, True, True, True)
"""

from __future__ import annotations

import re

from checker.validators.cards import luhn
from checker.validators.signs import signs_of, weighted

_NPI = re.compile(r"[12]\d{9}")
_DEA = re.compile(r"[A-Z][A-Z9]\d{7}")
_KVNR = re.compile(r"[A-Z]\d{9}")
_LANR = re.compile(r"\d{9}")
_LANR_WEIGHTS = (4, 9, 4, 9, 4, 9)
_LANR_DUMMY = "999999"
_AU_MEDICARE = re.compile(r"[2-6]\d{9,10}")
_AU_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9)
_BR_CNS = re.compile(r"[12789]\d{14}")
_ONTARIO = re.compile(r"\d{10}(?:[A-Z]{2})?")
_RAMQ = re.compile(r"[A-Z]{4}\d\d([0156]\d)(\d\d)\d\d")


def is_npi(value: str) -> bool:
    """National Provider Identifier."""
    digits = signs_of(value)
    return bool(_NPI.fullmatch(digits)) and len(set(digits)) > 2 and luhn("80840" + digits)


def is_dea(value: str) -> bool:
    """Registration for controlled substances: odd places once, even places twice."""
    number = signs_of(value)
    if not _DEA.fullmatch(number):
        return False
    digits = [int(d) for d in number[2:]]
    return (sum(digits[0:6:2]) + 2 * sum(digits[1:6:2])) % 10 == digits[6]


def is_kvnr(value: str) -> bool:
    """German health insurance number, the part that stays for life."""
    number = signs_of(value)
    if not _KVNR.fullmatch(number):
        return False
    digits = f"{ord(number[0]) - ord('A') + 1:02}{number[1:9]}"
    total = sum(sum(divmod(int(d) * (1 + i % 2), 10)) for i, d in enumerate(digits))
    return total % 10 == int(number[9])  # the remainder itself, where Luhn adds up to ten


def is_lanr(value: str) -> bool:
    """German doctor's number: check digit in the seventh place; 9999999 stands for none."""
    digits = signs_of(value)
    if not _LANR.fullmatch(digits) or not int(digits):
        return False
    total = weighted(digits[:6], _LANR_WEIGHTS)
    return (10 - total % 10) % 10 == int(digits[6]) or digits.startswith(_LANR_DUMMY)


def is_au_medicare(value: str) -> bool:
    """Australian Medicare card: eight digits, check digit, issue, perhaps the person on the card.

    >>> is_au_medicare("2951 64825 1"), is_au_medicare("2951 64826 1")
    (True, False)
    """
    digits = signs_of(value)
    if not _AU_MEDICARE.fullmatch(digits):
        return False
    return weighted(digits[:8], _AU_WEIGHTS) % 10 == int(digits[8])


def is_br_cns(value: str) -> bool:
    """Brazilian health card: fifteen digits, weighted fifteen to one, a multiple of eleven.

    >>> is_br_cns("898 0014 6030 4359"), is_br_cns("898 0014 6030 4358")
    (True, False)
    """
    digits = signs_of(value)
    if not _BR_CNS.fullmatch(digits):
        return False
    return weighted(digits, tuple(range(15, 0, -1))) % 11 == 0


def is_ontario_health(value: str) -> bool:
    """Ontario's health number: ten digits with a Luhn digit, then perhaps two letters.

    >>> is_ontario_health("2951-648-258 KX"), is_ontario_health("2951-648-259 KX")
    (True, False)
    """
    signs = signs_of(value)
    return _ONTARIO.fullmatch(signs) is not None and luhn(signs[:10])


def is_ramq(value: str) -> bool:
    """Quebec's health insurance number: letters of the name, birthday (women: month plus 50)."""
    found = _RAMQ.fullmatch(signs_of(value))
    return found is not None and 1 <= int(found[1]) % 50 <= 12 and 1 <= int(found[2]) <= 31


VALIDATORS = {
    "au_medicare": is_au_medicare,
    "br_cns": is_br_cns,
    "dea": is_dea,
    "kvnr": is_kvnr,
    "lanr": is_lanr,
    "npi": is_npi,
    "ontario_health": is_ontario_health,
    "ramq": is_ramq,
}
