"""Samples of rules: marks become spans, placeholders become values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Span
from checker.pack.samples import ALPHABETS, CLOSE, OPEN, SampleError, fill, parse


def test_several_marks_give_several_spans() -> None:
    assert parse("⟦a⟧ and ⟦bc⟧") == ("a and bc", (Span(0, 1), Span(6, 8)))


def test_offsets_count_code_points() -> None:
    assert parse("😀 ⟦é⟧!") == ("😀 é!", (Span(2, 3),))


def test_a_line_without_marks_is_its_own_text() -> None:
    assert parse("nothing {here} to see") == ("nothing {here} to see", ())


@pytest.mark.parametrize("kind", ALPHABETS)
def test_a_placeholder_gives_as_many_signs_of_its_kind(kind: str) -> None:
    value = fill("{{" + kind + ":200}}")
    assert len(value) == 200
    assert set(value) <= set(ALPHABETS[kind])
    assert len(set(value)) > 0.6 * min(len(ALPHABETS[kind]), 60)


def test_the_same_sample_gives_the_same_text_and_no_value_comes_twice() -> None:
    sample = "{{base62:36}} {{base62:36}}"
    first, second = fill(sample).split(" ")
    assert first != second
    assert fill(sample) == f"{first} {second}"
    assert first not in fill("x {{base62:36}}")


def test_a_mark_may_hold_a_placeholder() -> None:
    text, (span,) = parse("token ⟦abc_{{hex:8}}⟧.")
    assert text[span.start : span.end] == text.removeprefix("token ").removesuffix(".")
    assert len(text) == len("token abc_.") + 8


@pytest.mark.parametrize(
    ("sample", "hint"),
    [
        ("⟦a", "has no ⟧"),
        ("a⟧", "has no ⟦"),
        ("⟦⟧", "has no ⟦"),
        ("⟦a⟦b⟧⟧", "inside"),
        ("{{base61:4}}", "no such placeholder"),
        ("{{hex:x}}", "length"),
        ("{{hex:0}}", "length"),
        ("{{hex:99999999}}", "length"),
    ],
)
def test_a_mistake_in_a_sample_is_said(sample: str, hint: str) -> None:
    with pytest.raises(SampleError, match=hint):
        parse(sample)


@given(st.lists(st.tuples(st.text(), st.text(min_size=1))))
def test_marks_come_back_as_the_spans_they_hold(parts: list[tuple[str, str]]) -> None:
    clean = [
        tuple(p.translate(dict.fromkeys(map(ord, OPEN + CLOSE + "{"), "x")) for p in pair)
        for pair in parts
    ]
    sample = "".join(f"{before}{OPEN}{value}{CLOSE}" for before, value in clean)
    text, spans = parse(sample)
    assert text == "".join(before + value for before, value in clean)
    assert [text[s.start : s.end] for s in spans] == [value for _, value in clean]
