from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.detectors.own import Own
from checker.model import Match, Profile, Span

RULES = ("self.email", "self.phone", "self.name", "self.handle")
PROFILE = Profile(
    names=("Dana Roe", "Dana"),
    emails=("Dana.Roe@aldermere.example",),
    phones=("+44 7700 900123",),
    handles=("@dana_roe",),
)
OWN = Own(PROFILE, RULES)


def claimed(kind: str, text: str, own: Own = OWN) -> str:
    return own.claimed(Match(f"personal.{kind}", Span(0, len(text)), kind, 0.9), text).rule_id


@pytest.mark.parametrize(
    ("kind", "text", "rule"),
    [
        ("email", "dana.roe@aldermere.example", "self.email"),
        ("email", "DANA.ROE (at) aldermere [dot] example", "self.email"),
        ("email", "dana dot roe at aldermere dot example", "self.email"),
        ("email", "ｄａｎａ．ｒｏｅ＠aldermere.example", "self.email"),
        ("email", "dana@aldermere.example", "personal.email"),
        ("phone", "+44 7700 900123", "self.phone"),
        ("phone", "07700 900 123", "self.phone"),
        ("phone", "+44 (0)7700-900123", "self.phone"),
        ("phone", "900123", "personal.phone"),
        ("phone", "07700 900124", "personal.phone"),
        ("iban", "dana.roe@aldermere.example", "personal.iban"),
    ],
)
def test_a_value_in_the_profile_is_ones_own(kind: str, text: str, rule: str) -> None:
    assert claimed(kind, text) == rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am Dana  Roe, hello", ["Dana  Roe"]),
        ("DANA ROE", ["DANA ROE"]),
        ("Dana was here", []),
        ("Dana Roebuck", []),
        ("ask @Dana_Roe", ["@Dana_Roe"]),
        ("example.com/in/dana_roe?x", ["dana_roe"]),
        ("mail x@dana_roe.example", []),
        ("@dana_roe.two", []),
        ("@dana_roe.", ["@dana_roe"]),
        ("dana_roe", []),
    ],
)
def test_own_names_and_handles_are_looked_for(text: str, expected: list[str]) -> None:
    assert [text[m.span.start : m.span.end] for m in OWN.places(text)] == expected


def test_a_pack_without_the_rule_leaves_the_finding_as_it_is() -> None:
    none = Own(PROFILE, ())
    assert claimed("email", "dana.roe@aldermere.example", none) == "personal.email"
    assert list(none.places("Dana Roe @dana_roe")) == []


def test_an_empty_profile_claims_nothing() -> None:
    none = Own(Profile(emails=("", "@"), phones=("",), handles=("@",), names=(" ",)), RULES)
    assert claimed("email", "", none) == "personal.email"
    assert claimed("phone", "", none) == "personal.phone"
    assert list(none.places("@ / Dana")) == []


def test_a_profile_never_shows_itself() -> None:
    assert "dana" not in repr(PROFILE).casefold()


@given(st.text(max_size=40), st.text(st.characters(), max_size=60))
def test_any_profile_and_any_text_give_places_inside_it(value: str, text: str) -> None:
    own = Own(Profile((value,), (value,), (value,), (value,)), RULES)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in own.places(text))
