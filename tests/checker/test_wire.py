from __future__ import annotations

import io
import struct
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import Problem, ServiceError
from checker.model import (
    ClauseRef,
    Draft,
    Edit,
    Entity,
    Finding,
    Fix,
    NotRun,
    PackInfo,
    Report,
    Segment,
    Span,
    Weighed,
)
from checker.pack.load import load_pack
from checker.pack.model import Policy
from checker.wire import (
    MAX_FRAME,
    decode,
    decode_report,
    encode,
    encode_report,
    pack_frame,
    read_frame,
    take_frame,
)
from resources import BUILTIN_PACK

# Lone surrogates and pairs of them too: an offset must mean the same on both ends.
texts = st.text(st.characters(codec=None), max_size=20)
spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
confidences = st.floats(0, 1)
severities = st.sampled_from(["note", "warning", "error"])
edits = st.builds(Edit, st.integers(0, 3), spans, texts)
fixes = st.builds(Fix, texts, st.lists(edits, max_size=2).map(tuple), st.booleans())
some_texts = st.lists(texts, max_size=2).map(tuple)
findings = st.builds(
    Finding,
    rule_id=texts,
    type=texts,
    segment=st.integers(0, 3),
    span=spans,
    severity=severities,
    confidence=confidences,
    message=texts,
    why=texts,
    clause=st.none() | st.builds(ClauseRef, texts, texts, texts, texts),
    fixes=st.lists(fixes, max_size=2).map(tuple),
    evidence=some_texts,
    also=some_texts,
    contact=texts,
)
instants = st.datetimes(
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-7, minutes=-30))])
)
reports = st.builds(
    Report,
    findings=st.lists(findings, max_size=3).map(tuple),
    pack=st.builds(PackInfo, texts, texts, st.none() | st.integers(), st.booleans()),
    checked_on=instants,
    not_run=st.lists(
        st.builds(NotRun, texts, texts, st.sampled_from(["failed", "skipped", "unsupported"])),
        max_size=2,
    ).map(tuple),
    entities=st.lists(
        st.builds(Entity, st.integers(0, 3), spans, texts, confidences), max_size=2
    ).map(tuple),
    weighed=st.lists(st.builds(Weighed, texts, st.integers(0, 3), spans, texts), max_size=2).map(
        tuple
    ),
)


def _sent(message: dict[str, Any]) -> dict[str, Any]:
    received = read_frame(io.BytesIO(pack_frame(message)))
    assert received is not None
    return received


@given(reports)
def test_a_report_arrives_as_it_was_sent(report: Report) -> None:
    assert decode_report(_sent(encode_report(report))) == report


@given(st.lists(st.builds(Segment, texts, texts), max_size=3))
def test_a_draft_arrives_as_it_was_sent(segments: list[Segment]) -> None:
    draft = Draft(tuple(segments))
    assert decode(Draft, _sent({"draft": encode(draft)})["draft"]) == draft


def test_the_whole_policy_arrives_as_it_was_sent() -> None:
    policy = load_pack(BUILTIN_PACK).policy
    assert decode(Policy, _sent(encode(policy))) == policy


def test_a_problem_of_a_pack_travels() -> None:
    problem = Problem("terms/names.csv", 14, "audience", "should be a team")
    assert decode(Problem, encode(problem)) == problem


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Edit, {"segment": 0, "span": [1, 2]}),
        (Edit, {"segment": 0, "span": [1, 2], "replacement": "", "more": 1}),
        (Edit, {"segment": True, "span": [1, 2], "replacement": ""}),
        (Edit, {"segment": 0, "span": [1], "replacement": ""}),
        (Edit, {"segment": 0, "span": ["1", 2], "replacement": ""}),
        (Edit, {"segment": 0, "span": [1, 2], "replacement": None}),
        (Edit, ["segment"]),
        (NotRun, {"check": "a", "reason": "b", "kind": "broken"}),
        (Draft, {"segments": "text"}),
        (datetime, "yesterday"),
        (date, 5),
        (float, "1"),
    ],
)
def test_what_has_another_shape_is_refused_without_quoting_it(kind: type, data: object) -> None:
    with pytest.raises(ServiceError, match=kind.__name__) as refused:
        decode(kind, data)
    assert refused.value.__cause__ is None
    assert "yesterday" not in str(refused.value)


def test_what_is_no_value_of_ours_does_not_travel() -> None:
    with pytest.raises(TypeError, match="set"):
        encode({1})
    with pytest.raises(ServiceError):
        decode(set, [])


@given(st.lists(st.dictionaries(texts, texts, max_size=2), max_size=4), st.integers(1, 40))
def test_frames_are_taken_whole_however_they_arrive(
    messages: list[dict[str, str]], chunk: int
) -> None:
    stream = b"".join(pack_frame(message) for message in messages)
    buffer, taken = bytearray(), []
    for start in range(0, len(stream), chunk):
        buffer += stream[start : start + chunk]
        while (message := take_frame(buffer)) is not None:
            taken.append(message)
    assert taken == messages
    assert not buffer


@pytest.mark.parametrize(
    "noise",
    [
        b"Traceback (most recent call last)",
        struct.pack(">I", MAX_FRAME + 1) + b"x",
        struct.pack(">I", 2) + b"[]",
        struct.pack(">I", 1) + b"{",
        struct.pack(">I", 2) + b"\xff\xff",
        struct.pack(">I", 100_000) + b"[" * 100_000,
    ],
)
def test_noise_is_refused_without_quoting_it(noise: bytes) -> None:
    for take in (lambda: take_frame(bytearray(noise)), lambda: read_frame(io.BytesIO(noise))):
        with pytest.raises(ServiceError, match="no message") as refused:
            take()
        assert refused.value.__cause__ is None


@pytest.mark.parametrize("cut", [0, 3, 4, 9])
def test_a_pipe_that_ends_in_a_frame_is_an_end(cut: int) -> None:
    assert read_frame(io.BytesIO(pack_frame({"text": "long enough"})[:cut])) is None


def test_what_is_larger_than_a_frame_is_refused_before_it_is_sent() -> None:
    with pytest.raises(ServiceError, match="64 MB"):
        pack_frame({"text": "x" * MAX_FRAME})
