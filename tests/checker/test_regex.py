from __future__ import annotations

import pytest

from checker.regex import compile_pattern, group_spans


@pytest.mark.parametrize("text", [b"xab", b"xa", b"x"])
def test_spans_of_groups_are_those_that_the_match_tells_one_by_one(text: bytes) -> None:
    match = compile_pattern("(a)(?P<value>b)?").search(text)
    expected = [match.span(group) for group in range(3)] if match else []
    assert list(group_spans(match)) == expected


@pytest.mark.parametrize(("pattern", "said"), [("(?<=a)b", "RE2"), ("\u4e2d", "Latin-1")])
def test_a_pattern_that_cannot_be_taken_is_said(pattern: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        compile_pattern(pattern)
