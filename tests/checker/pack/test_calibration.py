"""What a rule says and how often it is right."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import Problem
from checker.pack import calibration
from checker.pack.calibration import Calibration, Curve, Entry
from checker.pack.calibration_file import read_calibration
from checker.pack.rules import CATEGORIES, TYPES
from checker.pack.toml import read

SURE, UNSURE = Curve(((0.5, 0.9),)), Curve(((0.5, 0.3),))


def read_text(text: str) -> tuple[Calibration, list[str]]:
    problems: list[Problem] = []
    document = read("calibration.toml", text, problems)
    assert document is not None
    known = read_calibration(document, CATEGORIES, sorted(TYPES), problems)
    return known, [str(problem) for problem in problems]


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(calibration).failed == 0


def test_beyond_its_pairs_a_curve_goes_on_to_never_and_always() -> None:
    curve = Curve(((0.5, 0.8), (0.9, 0.96)))
    assert [curve.at(said) for said in (0.0, 0.25, 0.5, 0.9, 0.95, 1.0)] == [
        0.0,
        0.4,
        0.8,
        0.96,
        0.98,
        1.0,
    ]
    assert Curve(((0.0, 0.5), (1.0, 0.9))).at(1.0) == 0.9
    assert Curve(((0.0, 0.5), (1.0, 0.9))).at(0.0) == 0.5


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=9), st.data())
def test_who_says_more_is_believed_more(
    pairs: list[tuple[float, float]], data: st.DataObject
) -> None:
    said = sorted({round(pair[0], 3) for pair in pairs})
    right = sorted(round(pair[1], 3) for pair in pairs)
    curve = Curve(tuple(zip(said, right, strict=False)))
    low, high = sorted((data.draw(st.floats(0, 1)), data.draw(st.floats(0, 1))))
    assert 0 <= curve.at(low) <= curve.at(high) <= 1


def test_the_nearest_curve_counts() -> None:
    known = Calibration(
        {
            "default": Entry(threshold=0.5, curve=Curve(((0.5, 0.6),))),
            "category.secret": Entry(curve=Curve(((0.5, 0.7),))),
            "type.phone": Entry(threshold=0.4, curve=SURE, by_basis={"near": UNSURE}),
        }
    )
    assert known.sureness(0.5, "self", "email", "bare") == 0.6
    assert known.sureness(0.5, "secret", "url", "bare") == 0.7
    assert known.sureness(0.5, "personal", "phone", "named") == 0.9
    assert known.sureness(0.5, "personal", "phone", "near") == 0.3
    assert known.threshold("personal", "phone") == 0.4
    assert known.threshold("secret", "url") == 0.5


def test_without_curves_a_rule_is_taken_at_its_word() -> None:
    assert Calibration().sureness(0.7, "personal", "phone", "near") == 0.7
    assert Calibration().threshold("personal", "phone") == 0


def test_another_pack_changes_what_it_says_and_nothing_else() -> None:
    below = Calibration(
        {
            "default": Entry(threshold=0.5, curve=SURE),
            "type.phone": Entry(threshold=0.5, curve=SURE, by_basis={"near": UNSURE}),
        }
    )
    threshold = Calibration({"type.phone": Entry(threshold=0.8)}).over(below)
    assert threshold.threshold("personal", "phone") == 0.8
    assert threshold.threshold("personal", "email") == 0.5
    assert threshold.sureness(0.5, "personal", "phone", "near") == 0.3
    curve = Calibration({"type.phone": Entry(curve=UNSURE)}).over(below)
    assert curve.sureness(0.5, "personal", "phone", "checked") == 0.3
    assert curve.threshold("personal", "phone") == 0.5


def test_a_file_is_read() -> None:
    known, problems = read_text(
        """
        [default]
        threshold = 0.5
        curve = [[0.5, 0.6], [0.9, 0.9]]
        [category.secret]
        judged = 31
        curve = [[0, 0.2], [1, 1]]
        [type.phone]
        threshold = 0.45
        near = [[0.5, 0.3]]
        """
    )
    assert problems == []
    assert known.entries["category.secret"].curve == Curve(((0.0, 0.2), (1.0, 1.0)))
    assert known.entries["type.phone"] == Entry(threshold=0.45, by_basis={"near": UNSURE})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[type.phone]\nthreshold = 2", "2 threshold: should be a number from 0 to 1"),
        ("[type.phone]\nthreshold = true", "2 threshold: should be a number from 0 to 1"),
        ("[type.phone]\nthreshhold = 0.5", '2 threshhold: unknown key, did you mean "threshold"?'),
        ("[type.fone]\nthreshold = 0.5", '1 type.fone: there is no type "fone", did you mean "ph'),
        ("[category.x]\n", '1 category.x: there is no category "x"'),
        (
            "[types.phone]\n",
            "1 types: should be [default], [category.NAME] or [type.NAME], did you",
        ),
        ("type = 1\n", "1 type: should be [default], [category.NAME] or [type.NAME]"),
        ("type.phone = 1\n", "1 type.phone: should be a table"),
        ("[default]\ncurve = []", "2 curve: should be pairs such as"),
        ("[default]\ncurve = 0.5", "2 curve: should be pairs such as"),
        ("[default]\ncurve = [[0.5]]", "2 curve: should be pairs such as"),
        ('[default]\nnear = [[0.5, "x"]]', "2 near: should be pairs such as"),
        ("[default]\ncurve = [[0.5, 0.6], [0.5, 0.7]]", "2 curve: should be pairs such as"),
        ("[default]\ncurve = [[0.5, 0.6], [0.6, 0.5]]", "2 curve: should be pairs such as"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, problem: str) -> None:
    _, problems = read_text(text)
    assert len(problems) == 1
    assert problems[0].startswith(f"calibration.toml:{problem}")
