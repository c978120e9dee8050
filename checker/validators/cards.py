"""Payment card numbers: who issues which range, how long they are, and the check digit.

A card number is an issuer's range, the account, and one Luhn digit (ISO/IEC 7812-1). One number in
ten passes Luhn by chance, so a length and a range in use must hold as well. The table is put
together from the ranges that the networks publish for merchants, as gathered at
https://en.wikipedia.org/wiki/Payment_card_number (November 2026), one range a line. Ranges overlap
where networks share cards (RuPay and Discover, Elo and Verve); any of them will do.

Twelve or thirteen digits, and the airline plan's fifteen, are also what order numbers and bar codes
look like: those count only where a word such as "card" is near.

    >>> is_card("5555-5555-5555-4444")
    True
    >>> is_card("4222 2222 2222 2"), is_card_in_words("4222 2222 2222 2")
    (False, True)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.validators.signs import digits_of


class Range(NamedTuple):
    """Numbers that begin with a prefix from `first` to `last`, and their lengths."""

    first: str
    last: str
    lengths: range | tuple[int, ...]
    network: str


RANGES = (
    Range("1", "1", (15,), "UATP"),
    Range("1800", "1800", (15,), "JCB"),
    Range("2131", "2131", (15,), "JCB"),
    Range("2200", "2204", range(16, 20), "Mir"),
    Range("2205", "2205", (16,), "Borica"),
    Range("2221", "2720", (16,), "Mastercard"),
    Range("300", "305", range(14, 20), "Diners Club"),
    Range("3095", "3095", range(14, 20), "Diners Club"),
    Range("31", "31", (19,), "T-Union"),
    Range("34", "34", (15,), "American Express"),
    Range("3528", "3589", range(16, 20), "JCB"),
    Range("353", "353", (16,), "RuPay"),
    Range("356", "356", (16,), "RuPay"),
    Range("36", "36", range(14, 20), "Diners Club"),
    Range("37", "37", (15,), "American Express"),
    Range("38", "39", range(14, 20), "Diners Club"),
    Range("4", "4", (13, 16, 19), "Visa"),
    Range("50", "50", range(12, 20), "Maestro"),
    Range("506099", "506198", (16, 18, 19), "Verve"),
    Range("506699", "506778", (16,), "Elo"),
    Range("507865", "507964", (16, 18, 19), "Verve"),
    Range("508", "508", (16,), "RuPay"),
    Range("509000", "509999", (16,), "Elo"),
    Range("51", "55", (16,), "Mastercard"),
    Range("5614", "5614", (16,), "Uzcard"),
    Range("56", "58", range(12, 20), "Maestro"),
    Range("60", "60", (16,), "RuPay"),
    Range("6011", "6011", range(16, 20), "Discover"),
    Range("604201", "604219", (16,), "Cabal"),
    Range("606282", "606282", (13, 16, 19), "Hipercard"),
    Range("62", "62", range(16, 20), "UnionPay"),
    Range("6304", "6304", range(12, 20), "Maestro"),
    Range("636", "636", range(16, 20), "InterPayment"),
    Range("636297", "636297", (16,), "Elo"),
    Range("636368", "636368", (16,), "Elo"),
    Range("637", "639", (16,), "InstaPayment"),
    Range("6390", "6390", range(12, 20), "Maestro"),
    Range("644", "649", range(16, 20), "Discover"),
    Range("65", "65", range(16, 20), "Discover, RuPay, Troy, Elo, Verve"),
    Range("6759", "6759", range(12, 20), "Maestro"),
    Range("6761", "6768", range(12, 20), "Maestro"),
    Range("81", "82", range(16, 20), "RuPay, UnionPay"),
    Range("8600", "8600", (16,), "Uzcard"),
    Range("9704", "9704", (16, 19), "Napas"),
    Range("9792", "9792", (16,), "Troy"),
    Range("9860", "9860", (16,), "Humo"),
)
_BY_FIRST_DIGIT = {
    digit: tuple(r for r in RANGES if r.first[0] <= digit <= r.last[0]) for digit in "0123456789"
}
_CERTAIN_FROM = 14
_GROUPS = re.compile(r"\d+")
_MANY = 3


def luhn(value: str) -> bool:
    """The check digit of ISO/IEC 7812-1.

    >>> luhn("79927398713")
    True
    """
    digits = digits_of(value)
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return len(digits) > 1 and (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def network(digits: str) -> str | None:
    """Who issues cards of that length in that range."""
    for span in _BY_FIRST_DIGIT.get(digits[:1], ()):
        prefix = digits[: len(span.first)]
        if span.first <= prefix <= span.last and len(digits) in span.lengths:
            return span.network
    return None


def is_card_in_words(value: str) -> bool:
    """Whether it is a card number, where a word says that one is meant.

    Ranges are handed out faster than this table changes, so one that is not in it counts too, if
    it belongs to the industries that issue cards (first digit 2 to 6) and is of a usual length.
    """
    digits = digits_of(value)
    known = network(digits) is not None
    return (known or (digits[:1] in "23456" and len(digits) in (15, 16))) and luhn(digits)


def is_card(value: str) -> bool:
    """Whether it is a card number and hardly anything else.

    Digits one by one are a disguise, one by one and then in pairs is somebody counting.
    """
    digits = digits_of(value)
    groups = _GROUPS.findall(value)
    singles = sum(len(group) == 1 for group in groups)
    return (
        len(digits) >= _CERTAIN_FROM
        and (singles < _MANY or singles == len(groups))
        and network(digits) not in (None, "UATP")
        and len(set(digits)) > 1
        and luhn(digits)
    )
