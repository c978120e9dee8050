"""Numbers of things that lead to their owner: cars, phones, parcels.

VIN: ISO 3779 with the check digit that North America asks for (49 CFR 565). IMEI and ICCID end in
a Luhn digit. UPS's 1Z numbers, the S10 of the Universal Postal Union and the labels of the US
Postal Service have check digits of their own.

    >>> is_vin("1M8GDM9AXKP042788"), is_vin("1M8GDM9AXKP042789")
    (True, False)
    >>> is_parcel("RA 123 456 785 US"), is_parcel("1Z999AA10123456784")
    (True, True)
"""

from __future__ import annotations

import re

from checker.validators.cards import luhn
from checker.validators.signs import signs_of, weighted

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
_S10 = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_UPS = re.compile(r"1Z([0-9A-Z]{15})(\d)")
_USPS = re.compile(r"(?:420\d{5})?(9[1-5]\d{18,20})")
_ICCID = re.compile(r"89\d{16,18}")
_IMEI_LENGTH = 15


def is_vin(value: str) -> bool:
    """Whether the ninth sign is the remainder of the weighted others."""
    vin = signs_of(value)
    if not _VIN.fullmatch(vin) or len(set(vin)) == 1:
        return False
    total = sum(
        int(_VIN_VALUES.get(sign, sign)) * weight
        for sign, weight in zip(vin, _VIN_WEIGHTS, strict=True)
    )
    return "0123456789X"[total % 11] == vin[8]


def is_vin_shaped(value: str) -> bool:
    """Whether it can be a VIN of a country that asks for no check digit."""
    vin = signs_of(value)
    return _VIN.fullmatch(vin) is not None and any(map(str.isdigit, vin[-4:])) and not vin.isalpha()


def is_imei(value: str) -> bool:
    """Number of a phone."""
    digits = signs_of(value)
    return (
        digits.isdigit() and len(digits) == _IMEI_LENGTH and len(set(digits)) > 1 and luhn(digits)
    )


def is_iccid(value: str) -> bool:
    """Number of a SIM card."""
    digits = signs_of(value)
    return _ICCID.fullmatch(digits) is not None and luhn(digits)


def is_parcel(value: str) -> bool:
    """Number of a parcel whose check digit fits."""
    number = signs_of(value)
    return _is_ups(number) or _is_s10(number) or _is_usps(number)


def _is_ups(number: str) -> bool:
    found = _UPS.fullmatch(number)
    if not found:
        return False
    digits = [int(c) if c.isdigit() else (ord(c) - ord("A") + 2) % 10 for c in found[1]]
    return (10 - (sum(digits) + sum(digits[1::2])) % 10) % 10 == int(found[2])


def _is_s10(number: str) -> bool:
    found = _S10.fullmatch(number)
    if not found:
        return False
    rest = 11 - weighted(found[1], _S10_WEIGHTS) % 11
    return {10: 0, 11: 5}.get(rest, rest) == int(found[2])


def _is_usps(number: str) -> bool:
    found = _USPS.fullmatch(number)
    if not found:
        return False
    digits = [int(d) for d in found[1]]
    total = 3 * sum(digits[-2::-2]) + sum(digits[-3::-2])
    return (10 - total % 10) % 10 == digits[-1]


VALIDATORS = {
    "iccid": is_iccid,
    "imei": is_imei,
    "parcel": is_parcel,
    "vin": is_vin,
    "vin_shaped": is_vin_shaped,
}
