"""A text without the digits is spared the search, and nothing is ever missed by that."""

from __future__ import annotations

import doctest
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import load_pack
from checker.detectors import fewest_digits as module
from checker.detectors.fewest_digits import fewest_digits
from checker.detectors.patterns import PatternDetector
from checker.pack.samples import parse
from checker.regex import compile_pattern
from checker.view import View
from resources import BUILTIN_PACK
from tests.support.rules import found, rule


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("pattern", "fewest"),
    [
        (r"\d", 1),
        (r"\d{3}-?\d{4,5}", 7),
        (r"\d+x\d*\d?", 1),
        (r"(?:\d\d|\d{5})(?P<value>[0-9]{2}|a)", 2),
        (r"\d|", 0),
        (r"a{3}\d{2}?", 2),
        (r"[1-9][0-35]\d[\d][[:digit:]]", 5),
        (r"[\da]\D[^0-9][a-z]", 0),
        (r"[]1]2", 1),
        (r"[\]1]2", 1),
        (r"[^]]2", 1),
        (r"\x31\x{32}\pN\p{Nd}3", 1),
        (r"\(1\)\[2\]\|3", 3),
        (r"(?i)a1(?i:b2)", 2),
        (r"a{,3}1", 2),
        (r"1{2}", 2),
    ],
)
def test_the_fewest_digits_of_a_pattern(pattern: str, fewest: int) -> None:
    compile_pattern(pattern)
    assert fewest_digits(pattern) == fewest


PIECES = st.sampled_from(
    [r"\d", "1", "a", r"[0-9]", r"[\da]", r"\.", "(?:1|ab)", "(?P<x>2{2}|3)", r"[^]1]", r"\x31"]
)
TIMES = st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,3}", "{2,}?"])


@given(
    st.lists(st.tuples(PIECES, TIMES), min_size=1, max_size=5),
    st.text(alphabet="012ab.]", max_size=12),
)
def test_no_match_has_fewer(parts: list[tuple[str, str]], text: str) -> None:
    pattern = "".join(piece + times for piece, times in parts).replace("?P<x>", "?:")
    match = compile_pattern(pattern).fullmatch(text.encode())
    assert match is None or sum(c.isdigit() for c in text) >= fewest_digits(pattern)


def test_what_the_rules_flag_has_the_digits_that_they_ask_for() -> None:
    for one in load_pack(BUILTIN_PACK).rules.values():
        fewest = min(map(fewest_digits, one.patterns), default=0)
        for sample in one.flags:
            text, _ = parse(sample)
            view = View(text)
            assert sum(c.isdigit() for c in view.text) >= fewest, (one.id, sample)


def test_a_pattern_is_not_run_on_a_text_with_fewer_digits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[bytes] = []

    def search(regex: Any, data: bytes, start: int, stop: int) -> None:
        ran.append(regex.pattern)

    both = rule("personal.both", patterns=(r"\d{9}", r"\d{4}-x-\d{4}", r"\d{4}"), names=("badge",))
    assert found("badge 1234-x-5678", both) == ["1234-x-5678", "1234", "5678"]
    monkeypatch.setattr("checker.detectors.patterns._search", search)
    PatternDetector([both]).detect(View("badge 1234-x-567"))
    assert ran == [rb"\d{4}"]
