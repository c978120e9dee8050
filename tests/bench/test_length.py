"""How time grows with length, told from times that are given."""

from __future__ import annotations

import pytest

from tests.bench.length import LENGTHS, exponent, picture, row
from tests.support.hostile import HOSTILE


@pytest.mark.parametrize("power", [1, 2])
def test_the_exponent_is_that_of_the_growth(power: int) -> None:
    assert exponent({n: 1e-9 * n**power for n in LENGTHS}) == pytest.approx(power)


def test_one_step_is_no_slope() -> None:
    times = {n: 1e-6 * n * (1.5 if n > 100_000 else 1.0) for n in LENGTHS}
    assert exponent(times) == pytest.approx(1, abs=0.15)


def test_a_row_names_what_a_character_costs() -> None:
    told = row({4000: 0.004, 8000: 0.008, 16_000: 0.016})
    assert told == {
        "exponent": 1.0,
        "us_per_character": 1.0,
        "ms": {"4000": 4.0, "8000": 8.0, "16000": 16.0},
    }


def test_the_picture_names_the_slowest_kinds() -> None:
    measured = {f"kind {k}": {n: 1e-7 * k * n for n in LENGTHS} for k in range(1, 20)}
    drawn = picture(measured)
    assert "kind 19 (1.00)" in drawn
    assert "kind 2 (" not in drawn


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_is_as_long_as_asked_and_the_same_every_time(kind: str) -> None:
    text = HOSTILE[kind](999)
    assert len(text) == 999
    assert text == HOSTILE[kind](999)
