"""Lines and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.model import Span
from checker.render.lines import Lines


def test_only_a_line_feed_ends_a_line() -> None:
    lines = Lines("a\rb\x0bc\u2028d\ne")
    assert lines.place(8) == (2, 1)
    assert lines.bounds(1) == Span(0, 7)


@given(st.text("ab\r\n"))
def test_every_offset_has_a_place_and_the_place_leads_back(text: str) -> None:
    lines = Lines(text)
    starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    for offset in range(len(text) + 1):
        line, column = lines.place(offset)
        assert starts[line - 1] + column - 1 == offset
