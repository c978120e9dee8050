from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.links import LOGIN, OWN, without_parameters
from checker.model import Span


def left(text: str, value: str, *names: str) -> str:
    start = text.index(value)
    gone = without_parameters(text, Span(start, start + len(value)), names)
    for span in sorted(gone, reverse=True):
        text = text[: span.start] + text[span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "value", "names", "expected"),
    [
        ("https://a.example/j/7?pwd=x9", "https", ["pwd"], "https://a.example/j/7"),
        ("https://a.example/j?pwd=x9&b=2", "https", ["pwd"], "https://a.example/j?b=2"),
        ("https://a.example/j?b=2&pwd=x9", "https", ["pwd"], "https://a.example/j?b=2"),
        ("https://a.example/j?a=1&p=2&b=3", "https", ["p"], "https://a.example/j?a=1&b=3"),
        ("https://a.example/j?a=1&b=2&c=3", "https", ["a", "c"], "https://a.example/j?b=2"),
        ("https://a.example/j?a=1&b=2&c=3", "https", ["a", "b"], "https://a.example/j?c=3"),
        ("See https://a.example/?t=k9, thanks", "k9", [OWN], "See https://a.example/, thanks"),
        ("https://a.example/#t=k9&s=1", "k9", [OWN], "https://a.example/#s=1"),
        ("(https://a.example/?q=1#t=k9)", "k9", [OWN], "(https://a.example/?q=1)"),
        ("https://anna:pw@a.example/x@y", "pw", [LOGIN], "https://a.example/x@y"),
        ("https://a.example/j?PWD=x9", "https", ["pwd"], "https://a.example/j"),
    ],
)
def test_a_link_keeps_all_but_the_parameters(
    text: str, value: str, names: list[str], expected: str
) -> None:
    assert left(text, value, *names) == expected


def test_a_link_without_the_parameter_has_nothing_to_drop() -> None:
    text = "https://a.example/j?b=2#pwd"
    assert without_parameters(text, Span(0, len(text)), ["pwd", LOGIN]) == ()


def test_what_stands_beside_the_link_is_no_part_of_it() -> None:
    text = "pwd=1 https://a.example/j?b=2 &pwd=3"
    assert without_parameters(text, Span(6, 10), ["pwd"]) == ()


names = st.lists(st.sampled_from(["a", "b", "pwd", "token"]), max_size=6)


@given(names, st.sets(st.sampled_from(["a", "b", "pwd", "token"]), min_size=1))
def test_only_the_other_parameters_are_left_in_their_order(have: list[str], gone: set[str]) -> None:
    query = "&".join(f"{name}={number}" for number, name in enumerate(have))
    text = f"https://a.example/j?{query}" if have else "https://a.example/j"
    kept = "&".join(f"{name}={number}" for number, name in enumerate(have) if name not in gone)
    expected = f"https://a.example/j?{kept}" if kept else "https://a.example/j"
    assert left(text, "https", *gone) == expected
