"""Phone numbers: written with a country code, the national way, or only called so.

Numbering plans are data of their own and change every month, so the check is left to libphonenumber
(its Python port, https://github.com/daviddrysdale/python-phonenumbers, metadata on the disk). A
parse costs 50 microseconds and a country each, which is why a rule's pattern decides first what is
worth one, and the shape of a country's numbers which countries are worth one.

How much a shape proves differs. A "+" with a valid number is a phone. A valid national number is
one for some country nearly always, so it needs its trunk zero, the American grouping, or a word.
After "phone:" even a number that no plan knows is meant as one, unless it is a date or an amount.

    >>> is_international("+44 (0)20 7946 0958"), is_international("+12 34")
    (True, False)
    >>> is_plausible("467 3395"), is_plausible("2024-03-05 10")
    (True, False)
    >>> is_own("415 555 0132"), is_own("234567"), is_own("234567890112")
    (True, False, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata

_TRIED = """US GB DE FR ES IT NL IN AU BR PL SE SG KR JP MX CH AT BE IE PT DK NO FI TR PH ZA NZ
IL AE"""
DEFAULT_REGIONS = tuple(_TRIED.split())
"""Where a number without a country code is tried; the offices of an organization come first."""

_EXTENSION = re.compile(r"[\s,;]*(?:ext(?:ension)?|x|durchwahl|dw|poste|int)\.?:?\s*\d{1,7}$")
_NON_DIGITS = re.compile(r"\D+")
_DATE = re.compile(
    r"\b(?:19|20)\d\d ?[-./ ] ?(?:0?[1-9]|1[0-2]) ?[-./ ] ?(?:0?[1-9]|[12]\d|3[01])\b"
    r"|\b(?:19|20)\d\d[-./](?:0[1-9]|1[0-2])[-./](?:0[1-9]|[12]\d|3[01])(?:\d\d){1,2}\b"
    r"|\b(?:0?[1-9]|[12]\d|3[01]) ?[-./ ] ?(?:0?[1-9]|[12]\d|3[01]) ?[-./ ] ?(?:19|20)\d\d\b"
    r"|^20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d\d|\d{4})?$"
    r"|\b(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d\b"
)
_AMOUNT = re.compile(r"\d{1,3}(?:[ .]\d{3})*[ .]000|\d+00000")
# Kept free for films by Ofcom, so no plan has them: people use them as examples all the same.
_BRITISH_EXAMPLE = re.compile(r"(?:\+44|0)(?:7700900|1632960)\d{3}")
_AREA_CODE = re.compile(r"\( ?\d ?\d ?\d ?\)")
_ABROAD = re.compile(r"^(?:00|011)")
_TRUNK_ZERO = re.compile(r"\( ?0 ?\)")
_COUNTING = "123456789"
_COUNTED_UP = re.compile(r"(?:23456789|34567890|45678901)\d*$")
_FEWEST = 7
_FEWEST_SHORT = 5
_FEWEST_BARE = 9
_MOST_BARE = 11
_MOST = 15


def digits_of(value: str) -> str:
    """The number's digits without its extension; a letter O among them is a zero."""
    return _NON_DIGITS.sub("", _EXTENSION.sub("", value).replace("o", "0"))


def is_international(value: str) -> bool:
    """Whether "+", "00" or "011", a country code and a number of that country follow each other.

    A zero in parentheses belongs to calls inside the country, in some countries to none.
    """
    digits = digits_of(value)
    digits = digits if "+" in value else _ABROAD.sub("", digits, count=1)
    if _is_valid("+" + digits, None):
        return True
    without = _TRUNK_ZERO.sub("", value)
    return without != value and is_international(without)


def is_american(value: str) -> bool:
    """Whether it is a number of the North American plan.

    The area code in parentheses is written by nobody but people who write a phone number, so a
    made-up area code counts there.
    """
    digits = digits_of(value)
    if _AREA_CODE.search(value):
        return len(digits) in (10, 11)
    return _is_valid(digits, "US") or (len(digits) > 11 and _is_valid("+" + digits, None))


def is_national(value: str, regions: Sequence[str] = DEFAULT_REGIONS) -> bool:
    """Whether it is valid in one of the countries, or with a country code that lost its "+"."""
    if not is_plausible(value):
        return False
    digits = digits_of(value)
    if any(_is_valid(digits, region) for region in regions):
        return True
    lost_plus = len(digits) > 10 and not digits.startswith("0") and not value.isdigit()
    return lost_plus and _is_valid("+" + digits, None)


def is_plausible(value: str) -> bool:
    """Whether it can be a number to call: enough digits, no date, no range of years, no amount."""
    digits = digits_of(value)
    if not _FEWEST <= len(digits) <= _MOST or (value.isdigit() and len(set(digits)) == 1):
        return False
    return not (is_date_or_amount(value) or _COUNTED_UP.match(value))


def is_own(value: str) -> bool:
    """Whether what follows "my number is" can be called: a short run of digits is anything.

    Where eight digits are a number in some country they are taken for one, and more than eleven
    have to begin with the code of one.
    """
    if not is_plausible(value):
        return False
    if not value.isdigit() or _FEWEST_BARE <= len(value) <= _MOST_BARE:
        return True
    if len(value) > _MOST_BARE:
        return _is_valid("+" + value, None)
    return any(_is_valid(value, region) for region in DEFAULT_REGIONS)


def is_bare_number(value: str, regions: Sequence[str] = DEFAULT_REGIONS) -> bool:
    """Whether a draft of nothing but these digits is a number, and not counted up to try a form."""
    digits = digits_of(value)
    if value.isdigit() and len(value) <= _FEWEST_BARE:
        return False
    if _COUNTING in digits and digits != _COUNTING + "0":
        return False
    return is_national(value, regions)


def is_business(value: str) -> bool:
    """Whether it is worth a note beside words of trade, which stand beside all sorts of figures."""
    if "+" in value:
        return is_international(value)
    return is_american(value) or (value.startswith(("0", "(0")) and is_national(value))


def is_short(value: str) -> bool:
    """Whether it has as many digits as the numbers of islands: "Tel. 20 12 34"."""
    return _FEWEST_SHORT <= len(digits_of(value)) <= _FEWEST and not is_date_or_amount(value)


def is_date_or_amount(value: str) -> bool:
    """Whether digits that could be a number are a date, a range of years or a round amount."""
    return bool(_DATE.search(value) or _AMOUNT.fullmatch(value.strip()))


@dataclass(frozen=True, slots=True)
class _Plan:
    """The numbers of a country from afar: never wrong about what cannot be one."""

    code: str
    shape: re.Pattern[str]
    """Of every number that shares the country code, without prefix."""
    prefix: re.Pattern[str] | None
    """What is dialed before a number inside the country."""
    rewrites: bool
    """Whether dropping the prefix changes the rest too."""
    abroad: re.Pattern[str]
    """What is dialed to leave the country; a number of any other one may follow."""

    def can_hold(self, digits: str) -> bool:
        """Whether the digits can be a number of the country, with or without its prefixes."""
        if self.abroad.match(digits):
            return True
        if self._fits(digits):
            return True
        return digits.startswith(self.code) and self._fits(digits[len(self.code) :])

    def _fits(self, digits: str) -> bool:
        if self.shape.fullmatch(digits):
            return True
        dialed = self.prefix.match(digits) if self.prefix else None
        if not dialed or not dialed.end():
            return False
        return self.rewrites or bool(self.shape.fullmatch(digits, dialed.end()))


@cache
def _plan(region: str) -> _Plan:
    own = PhoneMetadata.metadata_for_region(region)
    code = phonenumbers.country_code_for_region(region)
    shapes = {
        metadata.general_desc.national_number_pattern or "(?!)"
        for one in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(code, ())
        if (metadata := PhoneMetadata.metadata_for_region(one)) and metadata.general_desc
    }
    prefix = own and own.national_prefix_for_parsing
    return _Plan(
        str(code),
        re.compile("|".join(f"(?:{shape})" for shape in sorted(shapes)) or "(?!)"),
        re.compile(prefix) if prefix else None,
        bool(own and own.national_prefix_transform_rule),
        re.compile((own and own.international_prefix) or "(?!)"),
    )


def _is_valid(number: str, region: str | None) -> bool:
    if region in (None, "GB") and _BRITISH_EXAMPLE.fullmatch(number):
        return True
    if region is not None and not _plan(region).can_hold(number):
        return False
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except NumberParseException:
        return False
