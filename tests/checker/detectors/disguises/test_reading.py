from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checker.detectors.disguises.reading import Swap, readings
from checker.model import Span

SWAPPED = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 4), st.text(max_size=3)), max_size=6
)


@st.composite
def texts_with_swaps(draw: st.DrawFn) -> tuple[str, list[Swap]]:
    text = draw(st.text(max_size=60))
    swaps, at = [], 0
    for gap, size, new in draw(SWAPPED):
        start = at + gap
        if start + size > len(text):
            break
        swaps.append(Swap(Span(start, start + size), new, "undone"))
        at = start + size
    return text, swaps


@given(texts_with_swaps())
def test_a_reading_leads_back_to_the_text(given: tuple[str, list[Swap]]) -> None:
    text, swaps = given
    for reading in readings(text, swaps):
        for start in range(len(reading.text)):
            for end in range(start + 1, min(len(reading.text), start + 5) + 1):
                origin = reading.origin(Span(start, end))
                assert 0 <= origin.start < origin.end <= len(text)
                if not reading.undone(Span(start, end)):
                    assert text[origin.start : origin.end] == reading.text[start:end]


@given(texts_with_swaps())
def test_places_of_a_reading_keep_their_order(given: tuple[str, list[Swap]]) -> None:
    text, swaps = given
    for reading in readings(text, swaps):
        spots = [reading.origin(Span(at, at + 1)) for at in range(len(reading.text))]
        assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spots))


def test_what_is_left_out_counts_inside_a_place_and_not_beside_it() -> None:
    (reading,) = readings("12-34 56", [Swap(Span(2, 3), "", "a dash")])
    assert reading.text == "1234 56"
    assert reading.undone(Span(0, 4)) == ("a dash",)
    assert reading.undone(Span(0, 2)) == reading.undone(Span(2, 4)) == ()
    assert reading.origin(Span(2, 4)) == Span(3, 5)


def test_a_long_text_is_read_only_around_its_disguises() -> None:
    text = "la " * 1000 + "two" + " la" * 1000 + " two" + " la" * 1000
    first = text.index("two")
    second = text.index("two", first + 1)
    swaps = [Swap(Span(at, at + 3), "2", "said") for at in (first, second)]
    near, far = readings(text, swaps)
    assert max(len(near.text), len(far.text)) < 450
    assert near.origin(Span(near.text.index("2"), near.text.index("2") + 1)) == Span(
        first, first + 3
    )


def test_disguises_that_are_near_share_a_reading() -> None:
    text = "one la la two"
    swaps = [Swap(Span(0, 3), "1", "said"), Swap(Span(10, 13), "2", "said")]
    assert [reading.text for reading in readings(text, swaps)] == ["1 la la 2"]
