"""Each of HIPAA's identifiers has rules that find it; the page about them says so."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from checker import Draft, Engine, load_pack
from resources import BUILTIN_PACK
from tests.support.hipaa_page import PAGE, Identifier, identifiers, page

DAY = datetime(2026, 11, 22, tzinfo=UTC)
NOT_CHECKED = {"P"}
LINES = [(one, line) for one in identifiers() for line in one.lines]


@cache
def engine() -> Engine:
    return Engine(load_pack(BUILTIN_PACK))


@pytest.mark.parametrize(("one", "line"), LINES, ids=lambda value: getattr(value, "letter", value))
def test_an_identifier_is_found_by_its_rules(one: Identifier, line: str) -> None:
    findings = engine().check(Draft.of(line), as_of=DAY, deep=False).findings
    seen = {rule for finding in findings for rule in (finding.rule_id, *finding.also)}
    assert seen & set(one.rules), f"{one.letter}: {line} gives {seen or 'nothing'}"


def test_the_list_is_whole_and_says_what_is_not_checked() -> None:
    assert [one.letter for one in identifiers()] == list("ABCDEFGHIJKLMNOPQR")
    for one in identifiers():
        assert set(one.rules) <= set(engine().pack.rules)
        if one.letter in NOT_CHECKED:
            assert not one.rules
            assert one.note.startswith("Not checked")
        else:
            assert len(one.lines) >= 3


def test_the_page_is_the_one_that_the_table_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.support.hipaa_page"
