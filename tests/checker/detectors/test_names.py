from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.detectors.names import _SHAPES, Names, cues_in

NAMES = Names(["anna", "tom", "maria", "noah"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my colleague Anna is here", [("colleague", "Anna")]),
        ("So Stefan from sales called", [("colleague", "Stefan")]),
        ("Tom Brown in HR knows", [("colleague", "Tom Brown")]),
        ("Ask Mr. Ortiz or Ms Lee", [("titled", "Mr. Ortiz"), ("titled", "Ms Lee")]),
        ("Hi Berit, thanks", [("named", "Berit")]),
        ("Anna's desk, Maria said", [("named", "Anna"), ("named", "Maria")]),
        ("Anna Berg sings", [("fullname", "Anna Berg")]),
        ("A patient, J.D., slept", [("initials", "J.D.")]),
        ("Hi there, dear Sir", []),
        ("Dr. Anna Berg and Senator Maria Lee", []),
        ("Santa Maria is in the U.S. of old", []),
        ("The team met on Monday in Paris", []),
        ("@anna #Maria anna", []),
        ("", []),
    ],
)
def test_names_are_known_by_what_stands_beside_them(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(n.kind, text[n.start : n.end]) for n in NAMES.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("my colleague Anna is ill", "a colleague is ill"),
        ("Anna is ill", "someone is ill"),
        ("Get well soon, Anna!", "Get well soon, !"),
        ("Dear Anna, hello", "Hello, hello"),
        ("Little Noah from class", "a child from class"),
        ("My pupil Noah sings", "My pupil  sings"),
    ],
)
def test_a_name_knows_what_stands_well_in_its_place(text: str, without: str) -> None:
    (name,) = NAMES.find(text)
    assert text[: name.cut[0]] + name.instead + text[name.cut[1] :] == without


PARTS = """my |our |new |colleague |boss, |Anna|Élodie|Jean-Luc|O’Neil|van der |Berg| from | in |HR|
the lab| is my |intern|Worked with |Ms. |Frau |K|. |Hi, |Thanks again |, |named |Patient |pt |J.D.|
A. B.|’s|!|)| (|7|ł|“|\U0001f600""".replace("\n", "").split("|")


@given(st.lists(st.sampled_from([*PARTS, "|"]), max_size=12).map("".join))
def test_the_sieve_before_the_cues_loses_none(text: str) -> None:
    held = {number for number, (_, shape) in enumerate(_SHAPES) if shape.search(text)}
    assert held <= set(cues_in(text))
