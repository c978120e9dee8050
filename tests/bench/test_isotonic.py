"""Curves that only rise, fitted to what was counted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.pack.calibration import Basis, Curve
from tests.bench.isotonic import (
    BASIS_FEWEST,
    FEWEST,
    PRIOR,
    Observation,
    fit,
    rising,
    wilson,
)


def identity(said: float) -> float:
    return said


def told(said: float, right: int, n: int) -> list[tuple[float, bool]]:
    return [(said, number < right) for number in range(n)]


def rows(type_: str, said: float, right: int, n: int, basis: Basis = "named") -> list[Observation]:
    return [
        Observation("made-up", "personal", type_, basis, said, number < right)
        for number in range(n)
    ]


def test_without_violations_each_step_keeps_its_share() -> None:
    pairs = told(0.5, 20, 100) + told(0.9, 80, 100)
    assert rising(pairs, identity, prior=0) == Curve(((0.5, 0.2), (0.9, 0.8)))


def test_neighbors_in_the_wrong_order_are_pooled() -> None:
    pairs = told(0.5, 60, 100) + told(0.7, 40, 100) + told(0.9, 90, 100)
    assert rising(pairs, identity, prior=0) == Curve(((0.5, 0.5), (0.7, 0.5), (0.9, 0.9)))


def test_few_cases_move_little() -> None:
    curve = rising(told(0.6, 2, 2), identity)
    assert curve.at(0.6) == round((2 + PRIOR * 0.6) / (2 + PRIOR), 3)
    assert rising(told(0.6, 2000, 2000), identity).at(0.6) > 0.99


@given(st.lists(st.tuples(st.floats(0.01, 1), st.booleans()), min_size=1, max_size=60))
def test_a_curve_always_rises(pairs: list[tuple[float, bool]]) -> None:
    knots = rising(pairs, identity).knots
    assert [said for said, _ in knots] == sorted({said for said, _ in knots})
    assert [right for _, right in knots] == sorted(right for _, right in knots)
    assert all(0 <= right <= 1 for _, right in knots)


def test_a_type_has_a_curve_where_there_is_enough_to_count() -> None:
    known = fit(rows("phone", 0.6, 0, FEWEST) + rows("email", 0.6, 9, FEWEST - 1))
    assert set(known.entries) == {"default", "category.personal", "type.phone"}
    low = known.sureness(0.6, "personal", "phone", "named")
    assert low < known.sureness(0.6, "personal", "email", "named") < 0.6


def test_what_a_match_rests_on_has_a_curve_of_its_own() -> None:
    many = rows("phone", 0.6, 80, 80) + rows("phone", 0.6, 0, BASIS_FEWEST, "alone")
    known = fit(many)
    assert known.sureness(0.6, "personal", "phone", "named") > 0.8
    assert known.sureness(0.6, "personal", "phone", "alone") < 0.5


def test_thresholds_are_a_persons_choice_and_kept() -> None:
    assert fit(rows("phone", 0.6, 9, 9)).threshold("personal", "phone") == 0.5
    kept = fit(rows("phone", 0.6, 9, 9), {"default": 0.4, "type.email": 0.7})
    assert kept.threshold("personal", "phone") == 0.4
    assert kept.threshold("personal", "email") == 0.7


def test_an_interval_holds_its_share() -> None:
    low, high = wilson(9, 10)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert wilson(0, 0) == (0.0, 1.0)
