"""Lines of JSON are answered in order, whatever they hold and whoever checks them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import bulk
from checker.bulk import Answers, Tally, lines
from checker.engine import Engine
from checker.errors import ServiceError
from checker.model import Draft, NotRun, PackInfo, Report
from tests.checker.render.samples import PACK, finding

AS_OF = datetime(2026, 11, 22, tzinfo=UTC)
INFO = PackInfo("builtin", "1", None, False)
NOT_RUN = (NotRun("names and topics", "left out by choice", "skipped"),)


def check(draft: Draft) -> Report:
    """Flag the word `key`, fail on `boom`."""
    text = draft.segments[0].text
    found = (finding(text, "key", "error"),) if "key" in text else ()
    failed = (NotRun("patterns", "it failed (ValueError)", "failed"),) if "boom" in text else ()
    return Report(found, INFO, AS_OF, NOT_RUN + failed)


class Worker:
    """Checks in this process; dies over every batch that holds the word `death`."""

    def begin(self, lines: Sequence[bytes], first: int) -> None:
        self.lines, self.first = list(lines), first

    def finish(self) -> tuple[str, Tally]:
        if any(b"death" in line for line in self.lines):
            raise ServiceError("the process that checks stopped twice over the same text")
        answers = Answers(entities=False)
        written = "".join(answers.from_engine(self.lines, check, first=self.first))
        return written, answers.tally


def answered(data: bytes, workers: int = 0) -> tuple[list[Any], Answers]:
    answers = Answers(entities=False)
    source = lines(io.BytesIO(data))
    if workers:
        written = list(answers.from_workers(source, [Worker() for _ in range(workers)]))
    else:
        written = list(answers.from_engine(source, check))
    assert all(part.endswith("\n") for part in written if part)
    return [json.loads(line) for line in "".join(written).splitlines()], answers


@pytest.fixture(params=[0, 1, 3])
def workers(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_each_line_is_answered_under_its_id(workers: int) -> None:
    data = b'{"id": "a", "text": "Hi"}\n{"id": 2, "text": "a key"}'
    (first, second), answers = answered(data, workers)
    assert first == {
        "id": "a",
        "findings": [],
        "not_run": [
            {"check": "names and topics", "reason": "left out by choice", "kind": "skipped"}
        ],
    }
    assert (second["id"], second["findings"][0]["severity"]) == (2, "error")
    assert answers.tally.exit_code("error") == 1


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        (b"nope", {"error": "line 2: not JSON at column 1: Expecting value"}),
        (b"[1]", {"error": 'line 2: should be an object with "id" and "text"'}),
        (b'{"text": "no id"}', {"error": 'line 2: "id" is missing'}),
        (b'{"id": 7}', {"id": 7, "error": 'line 2: "text" is missing'}),
        (b'{"id": 7, "text": 8}', {"id": 7, "error": 'line 2: "text" should be a string'}),
        (b'{"text": "caf\xe9"}', {"error": "line 2: not UTF-8: byte 14 of the line"}),
        (b'{"id": NaN, "text": ""}', {"error": "line 2: not JSON: NaN is no number there"}),
        (b"[" * 100_000, {"error": "line 2: not JSON that can be read"}),
        (b"1" * 100_000, {"error": "line 2: not JSON that can be read"}),
    ],
)
def test_a_bad_line_is_answered_in_its_place(
    line: bytes, entry: dict[str, Any], workers: int
) -> None:
    data = b'{"id": 1, "text": ""}\n' + line + b'\n{"id": 3, "text": ""}\n'
    (first, bad, last), answers = answered(data, workers)
    assert bad == entry
    assert (first["id"], last["id"]) == (1, 3)
    assert answers.tally.exit_code("error") == 2


def test_blank_lines_are_passed_over(workers: int) -> None:
    found, answers = answered(b'\n{"id": 1, "text": "x"}\n  \r\n', workers)
    assert [entry["id"] for entry in found] == [1]
    assert answers.tally.exit_code("note") == 0


def test_a_check_that_failed_counts(workers: int) -> None:
    _, answers = answered(b'{"id": 1, "text": "boom"}', workers)
    assert answers.tally.exit_code("note") == 2


def test_a_line_beyond_the_cap_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_MAX_LINE", 40)
    long = b'{"id": 1, "text": "' + b"x" * 500 + b'"}\n'
    (bad, good), _ = answered(long + b'{"id": 2, "text": "x"}\n')
    assert "longer than" in bad["error"]
    assert good["id"] == 2


def test_half_a_pair_of_surrogates_is_carried(workers: int) -> None:
    data = rb'{"id": "\ud800", "text": "\udfff key"}'
    ((entry),), _ = answered(data, workers)
    assert entry["id"] == "\ud800"
    assert entry["findings"][0]["start"] == 2


def test_one_text_that_kills_a_worker_leaves_the_others_answered() -> None:
    posts = [{"id": i, "text": "death" if i == 5 else f"key {i}"} for i in range(600)]
    data = "\n".join(map(json.dumps, posts)).encode()
    found, answers = answered(data, workers=2)
    assert [entry["id"] for entry in found] == list(range(600))
    assert [entry["id"] for entry in found if "error" in entry] == [5]
    assert all(entry["findings"] for entry in found if entry["id"] != 5)
    assert answers.tally.exit_code("error") == 2


def test_an_answer_comes_before_the_next_line_is_asked_for() -> None:
    asked = []

    def source() -> Iterator[bytes]:
        for number in range(3):
            asked.append(number)
            yield json.dumps({"id": number, "text": "x"}).encode()

    answers = Answers(entities=False).from_engine(source(), check)
    next(answers)
    assert asked == [0]


def test_memory_stays_bounded_with_workers() -> None:
    ahead = most = 0

    def source() -> Iterator[bytes]:
        nonlocal ahead
        for number in range(5000):
            ahead += 1
            yield json.dumps({"id": number, "text": "x"}).encode()

    for part in Answers(entities=False).from_workers(source(), [Worker(), Worker()]):
        most = max(most, ahead)
        ahead -= part.count("\n")
    assert ahead == 0
    assert most <= 3 * 256


@given(st.lists(st.text(max_size=30), max_size=200), st.integers(1, 3))
def test_workers_and_engine_give_the_same_answers(texts: list[str], count: int) -> None:
    posts = [json.dumps({"id": i, "text": text}) for i, text in enumerate(texts)]
    data = "\n".join(posts).encode()
    assert answered(data, count)[0] == answered(data)[0]


def test_entities_are_listed_when_asked_for() -> None:
    engine = Engine(PACK)
    answers = Answers(entities=True)
    line = b'{"id": 1, "text": "x"}'
    (written,) = answers.from_engine(
        [line], lambda draft: engine.check(draft, as_of=AS_OF, entities=True)
    )
    assert json.loads(written)["entities"] == []
