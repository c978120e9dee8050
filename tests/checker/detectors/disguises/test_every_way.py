"""The samples of the rules, hidden in every way that the disguiser knows.

Each type has to be found in nineteen of twenty; what is missed is told by way and type.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from checker.engine import Engine
from checker.model import Draft, Span
from checker.pack.load import load_pack
from checker.pack.samples import parse
from resources import BUILTIN_PACK
from tests.checker.detectors.disguises import disguiser

DAY = datetime(2026, 11, 22, tzinfo=UTC)
TABLES = Path(__file__).parents[3] / "tables"
ENOUGH = 0.95
SAMPLES = 5
PLAIN = re.compile(r"[ !#-+,\-./0-9:;=@A-Z_a-z]*[0-9@][ !#-+,\-./0-9:;=@A-Z_a-z]*")
"""Not in a disguise of its own."""
KINDS = {
    "phone": (
        disguiser.NUMBERS,
        ("personal.phone-international", "personal.phone-named", "personal.phone-american"),
    ),
    "credit_card": (disguiser.NUMBERS, ("payment.credit-card",)),
    "iban": (disguiser.NUMBERS, ("payment.iban",)),
    "national_id": (disguiser.NUMBERS, ("personal.us-ssn",)),
    "email": (disguiser.ADDRESSES, ("personal.email",)),
    "ip_address": (disguiser.MACHINES, ("personal.ip-address", "secret.private-address")),
    "secret": (disguiser.KEYS, ("secret.github-token", "secret.aws-access-key")),
}


@cache
def engine() -> Engine:
    return Engine(load_pack(BUILTIN_PACK))


def samples(rules: tuple[str, ...]) -> list[tuple[str, Span]]:
    """Lines of the tables with one marked value of these rules, in a sentence that fits."""
    lines = []
    for path in sorted(TABLES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in data.get("case", [data]):
            if case["rule"] in rules:
                parsed = [(text, marks[0]) for text, marks in map(parse, case.get("flags", ()))]
                lines += [one for one in parsed if is_plain(*one)][:SAMPLES]
    return lines


def is_plain(text: str, place: Span) -> bool:
    """Whether a value stands free and is in no disguise of its own."""
    around = text[max(0, place.start - 1) : place.start] + text[place.end : place.end + 1]
    return (
        bool(PLAIN.fullmatch(text, *place))
        and not set(around) & set("-,_")
        and not around.isalnum()
    )


def is_found(text: str, place: Span, kind: str) -> bool:
    """Whether something of the kind covers most of the place."""
    report = engine().check(Draft.of(text), as_of=DAY, deep=False)
    found = [f.span for f in report.findings if f.type == kind]
    covered = sum(max(0, min(span.end, place.end) - max(span.start, place.start)) for span in found)
    return 2 * covered >= place.end - place.start


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_is_found_however_it_is_hidden(kind: str) -> None:
    ways, rules = KINDS[kind]
    tried = 0
    missed: dict[str, list[str]] = {}
    for text, mark in samples(rules):
        for name, way in ways.items():
            hidden = way(text[mark.start : mark.end])
            whole = text[: mark.start] + hidden + text[mark.end :]
            place = Span(mark.start, mark.start + len(hidden))
            tried += 1
            if not is_found(whole, place, kind):
                missed.setdefault(name, []).append(whole)
    total = sum(map(len, missed.values()))
    assert tried >= 30
    assert total <= (1 - ENOUGH) * tried, f"{total} of {tried} missed: {missed}"
