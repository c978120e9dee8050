"""Twice the text is twice the work, whatever the text: counted in calls, so no clock is asked."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest

from checker import Draft, Engine, load_pack
from resources import BUILTIN_PACK
from tests.support.hostile import HOSTILE

_LENGTH = 3_000
"""Beyond the length up to which a text is read as a whole."""
_NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_pack(BUILTIN_PACK))


def work(engine: Engine, text: str) -> int:
    """How many calls a check makes, of Python's and of C's."""
    calls = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    draft = Draft.of(text)
    engine.forget()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        report = engine.check(draft, as_of=_NOW, deep=False)
    finally:
        sys.setprofile(before)
    assert [one for one in report.not_run if one.kind == "failed"] == []
    return calls


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_the_hostile_text_is_at_most_twice_the_work(engine: Engine, kind: str) -> None:
    engine.check(Draft.of(HOSTILE[kind](_LENGTH)), as_of=_NOW, deep=False)  # what is loaded late
    once, twice = (work(engine, HOSTILE[kind](length)) for length in (_LENGTH, 2 * _LENGTH))
    assert twice < 2.5 * once + 500


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_is_bounded_work(engine: Engine, kind: str) -> None:
    engine.check(Draft.of(HOSTILE[kind](_LENGTH)), as_of=_NOW, deep=False)
    assert work(engine, HOSTILE[kind](_LENGTH)) < 300 * _LENGTH
