"""`check --jsonl`: one text a line in, one answer a line out, in order, without end.

Memory stays bounded however long the stream is. A line that is no such text is answered in its
place with what is wrong with it, because whoever reads the answers counts on their order; the
answer never quotes the line.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from checker.errors import ServiceError
from checker.intake.text import MAX_BYTES
from checker.model import SEVERITIES, Draft, NotRun, Report, Severity
from checker.render.json import entity_to_dict, finding_to_dict, not_run_to_dict

_MAX_LINE = 2 * MAX_BYTES
"""A text of the largest size takes more room as JSON."""
_encode = json.JSONEncoder(separators=(",", ":")).encode
_ABSENT = object()

_BATCH_LINES = 256
_BATCH_BYTES = 200_000

Check = Callable[[Draft], Report]


class Worker(Protocol):
    """A process that answers lines while we go on."""

    def begin(self, lines: Sequence[bytes], first: int) -> None:
        """Ask about some lines; `first` is the number of the first one."""
        ...

    def finish(self) -> tuple[str, Tally]:
        """Wait for what is written about them; ServiceError where the process failed."""
        ...


class BadLine(ValueError):
    """A line is not {"id", "text"}; the message says why and quotes nothing."""

    def __init__(self, reason: str, post_id: object = _ABSENT) -> None:
        super().__init__(reason)
        self.post_id = post_id


@dataclass(slots=True)
class Tally:
    """What the exit code is made of."""

    worst: int = -1
    bad_lines: int = 0
    failed: bool = False

    def add(self, other: Tally) -> None:
        """Take in what another process counted."""
        self.worst = max(self.worst, other.worst)
        self.bad_lines += other.bad_lines
        self.failed |= other.failed

    def exit_code(self, fail_on: Severity) -> int:
        """0 nothing, 1 a finding at or above `fail_on`, 2 a bad line or a check that failed."""
        if self.bad_lines or self.failed:
            return 2
        return int(self.worst >= SEVERITIES.index(fail_on))


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is longer than may be only so much that this shows."""
    while line := stream.readline(_MAX_LINE + 1):
        if len(line) > _MAX_LINE and not line.endswith(b"\n"):
            while rest := stream.readline(_MAX_LINE):
                if rest.endswith(b"\n"):
                    break
        yield line


def parse(line: bytes) -> tuple[object, str]:
    """Id and text of one line.

    Raises:
        BadLine: it holds something else.
    """
    if len(line) > _MAX_LINE:
        raise BadLine(f"longer than {_MAX_LINE // 1_000_000} MB, the most that is read of one line")
    try:
        post = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8: byte {error.start + 1} of the line") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON at column {error.colno}: {error.msg}") from None
    except BadLine:
        raise
    except (ValueError, RecursionError):
        raise BadLine("not JSON that can be read") from None
    if not isinstance(post, dict):
        raise BadLine('should be an object with "id" and "text"')
    post_id = post.get("id", _ABSENT)
    text = post.get("text")
    if not isinstance(text, str):
        raise BadLine('"text" is missing' if text is None else '"text" should be a string', post_id)
    if post_id is _ABSENT:
        raise BadLine('"id" is missing')
    if len(text) > MAX_BYTES:
        raise BadLine(f"the text is longer than {MAX_BYTES:,} characters", post_id)
    return post_id, text


def _refuse(word: str) -> object:
    """NaN and Infinity are Python's and not JSON; as an id they would come back in the answer."""
    raise BadLine(f"not JSON: {word} is no number there")


class Answers:
    """Turns lines into answers, one for one and in order, and keeps the tally."""

    def __init__(self, *, entities: bool) -> None:
        self.tally = Tally()
        self._entities = entities
        self._not_run: tuple[tuple[NotRun, ...], str] = ((), "[]")

    def from_engine(
        self, source: Iterable[bytes], check: Check, *, first: int = 1
    ) -> Iterator[str]:
        """Answer each line as it comes; `first` is the number of the first one."""
        for number, line in enumerate(source, first):
            if line.isspace():
                continue
            try:
                post_id, text = parse(line)
            except BadLine as error:
                yield self._bad(error, number)
            else:
                yield self._written(post_id, check(Draft.of(text)))

    def from_workers(self, source: Iterable[bytes], workers: Sequence[Worker]) -> Iterator[str]:
        """Deal the lines out in batches; the answers of a batch come at once, in order."""
        waiting: deque[tuple[Worker, int, list[bytes]]] = deque()
        idle = deque(workers)
        for first, batch in _batches(source):
            if not idle:
                worker, begun, sent = waiting.popleft()
                yield from self._finished(worker, begun, sent)
                idle.append(worker)
            worker = idle.popleft()
            worker.begin(batch, first)
            waiting.append((worker, first, batch))
        for worker, begun, sent in waiting:
            yield from self._finished(worker, begun, sent)

    def _finished(self, worker: Worker, first: int, batch: list[bytes]) -> Iterator[str]:
        try:
            written, tally = worker.finish()
        except ServiceError as error:
            if len(batch) == 1:
                yield self._unchecked(batch[0], error, first)
                return
            # One line of the batch is to blame; the others must not go unanswered.
            for number, line in enumerate(batch, first):
                worker.begin([line], number)
                yield from self._finished(worker, number, [line])
        else:
            self.tally.add(tally)
            yield written

    def _unchecked(self, line: bytes, error: ServiceError, number: int) -> str:
        self.tally.failed = True
        try:
            post_id, _ = parse(line)
        except BadLine as bad:
            return self._bad(bad, number)
        return _encode({"id": post_id, "error": f"line {number}: {error}"}) + "\n"

    def _bad(self, error: BadLine, number: int) -> str:
        self.tally.bad_lines += 1
        entry: dict[str, Any] = {} if error.post_id is _ABSENT else {"id": error.post_id}
        return _encode({**entry, "error": f"line {number}: {error}"}) + "\n"

    def _written(self, post_id: object, report: Report) -> str:
        tally = self.tally
        findings = "[]"
        if report.findings:
            for finding in report.findings:
                tally.worst = max(tally.worst, SEVERITIES.index(finding.severity))
            findings = _encode([finding_to_dict(finding) for finding in report.findings])
        # What was not run is the same for almost every line; it is written once.
        if report.not_run != self._not_run[0]:
            self._not_run = (report.not_run, _encode([not_run_to_dict(n) for n in report.not_run]))
            tally.failed |= any(item.kind == "failed" for item in report.not_run)
        tail = ""
        if self._entities:
            tail = ',"entities":' + _encode([entity_to_dict(e) for e in report.entities])
        identity = _encode(post_id)
        return f'{{"id":{identity},"findings":{findings},"not_run":{self._not_run[1]}{tail}}}\n'


def _batches(source: Iterable[bytes]) -> Iterator[tuple[int, list[bytes]]]:
    """Some lines at a time, with the number of the first one."""
    batch: list[bytes] = []
    first = 1
    size = 0
    for line in source:
        batch.append(line)
        size += len(line)
        if len(batch) >= _BATCH_LINES or size >= _BATCH_BYTES:
            yield first, batch
            first += len(batch)
            batch, size = [], 0
    if batch:
        yield first, batch
