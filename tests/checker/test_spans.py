from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.model import Span
from checker.spans import Spans

SOME = st.builds(
    lambda start, size: Span(start, start + size), st.integers(0, 60), st.integers(1, 9)
)


@given(st.lists(SOME), SOME)
def test_meeting_is_what_comparing_with_each_one_gives(spans: list[Span], asked: Span) -> None:
    taken = Spans()
    kept: list[Span] = []
    for span in spans:
        if not taken.meeting(span):
            taken.add(span)
            kept.append(span)
    assert list(taken) == sorted(kept)
    assert taken.meeting(asked) == sorted(span for span in kept if span.overlaps(asked))
