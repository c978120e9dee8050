"""`check --jsonl`: one text a line in, one answer a line out, in order, without end.

Memory stays bounded however long the stream is. A line that is no such text is answered in its
place with what is wrong with it, because whoever reads the answers counts on their order; the
answer never quotes the line.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Protocol

from checker.errors import ServiceError
from checker.intake.text import MAX_BYTES
from checker.model import SEVERITIES, Draft, NotRun, Report, Severity
from checker.render.json import entity_to_dict, finding_to_dict, not_run_to_dict

_MAX_LINE = 2 * MAX_BYTES
"""A text of the largest size takes more room as JSON."""
_encode = json.JSONEncoder(separators=(",", ":")).encode
_ABSENT = object()

_BATCH_POSTS = 64
_BATCH_CHARACTERS = 200_000

Check = Callable[[Draft], Report]


class Worker(Protocol):
    """A process that checks many texts while we go on."""

    def begin(self, texts: Sequence[str]) -> None:
        """Ask about some texts."""
        ...

    def finish(self) -> Sequence[dict[str, Any]]:
        """Wait for what a line of `--jsonl` says about each; ServiceError where it failed."""
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
        post = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8: byte {error.start + 1} of the line") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON at column {error.colno}: {error.msg}") from None
    except (ValueError, RecursionError):
        raise BadLine("not JSON that can be read") from None
    if not isinstance(post, dict):
        raise BadLine('should be an object with "id" and "text"')
    post_id = post.get("id", _ABSENT)
    text = post.get("text")
    if not isinstance(text, str):
        raise BadLine('"text" is missing' if text is None else '"text" should be a string', post_id)
    if len(text) > MAX_BYTES:
        raise BadLine(f"the text is longer than {MAX_BYTES:,} characters", post_id)
    return (None if post_id is _ABSENT else post_id), text


class Answers:
    """Turns lines into answers, one for one and in order, and keeps the tally."""

    def __init__(self, *, entities: bool) -> None:
        self.tally = Tally()
        self._entities = entities
        self._not_run: tuple[tuple[NotRun, ...], str] = ((), "[]")

    def from_engine(self, source: Iterable[bytes], check: Check) -> Iterator[str]:
        """Answer each line as it comes."""
        for number, line in enumerate(source, 1):
            if line.isspace():
                continue
            try:
                post_id, text = parse(line)
            except BadLine as error:
                yield self._bad(error, number)
            else:
                yield self._written(post_id, check(Draft.of(text)))

    def from_workers(self, source: Iterable[bytes], workers: Sequence[Worker]) -> Iterator[str]:
        """Deal the lines out in batches; every worker has one at a time, answers keep the order."""
        waiting: deque[tuple[Worker, _Batch]] = deque()
        idle = deque(workers)
        for batch in _batches(source):
            if not idle:
                worker, done = waiting.popleft()
                yield from self._finished(worker, done)
                idle.append(worker)
            worker = idle.popleft()
            worker.begin(batch.texts)
            waiting.append((worker, batch))
        for worker, done in waiting:
            yield from self._finished(worker, done)

    def _finished(self, worker: Worker, batch: _Batch) -> Iterator[str]:
        try:
            entries = iter(worker.finish())
        except ServiceError:
            # One text of the batch is to blame; the others must not go unanswered.
            entries = (self._one(worker, text) for text in batch.texts)
        for number, post in batch.posts:
            if isinstance(post, BadLine):
                yield self._bad(post, number)
            else:
                entry = next(entries)
                self._count(entry)
                yield _encode({"id": post[0], **entry}) + "\n"

    def _one(self, worker: Worker, text: str) -> dict[str, Any]:
        worker.begin([text])
        try:
            (entry,) = worker.finish()
        except ServiceError as error:
            self.tally.failed = True
            return {"error": str(error)}
        return entry

    def _count(self, entry: dict[str, Any]) -> None:
        for finding in entry.get("findings", ()):
            self.tally.worst = max(self.tally.worst, SEVERITIES.index(finding["severity"]))
        self.tally.failed |= any(n["kind"] == "failed" for n in entry.get("not_run", ()))

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


@dataclass(slots=True)
class _Batch:
    posts: list[tuple[int, tuple[object, str] | BadLine]] = field(default_factory=list)
    """Line number, and the post or what is wrong with the line."""
    texts: list[str] = field(default_factory=list)


def _batches(source: Iterable[bytes]) -> Iterator[_Batch]:
    batch, size = _Batch(), 0
    for number, line in enumerate(source, 1):
        if line.isspace():
            continue
        try:
            post = parse(line)
        except BadLine as error:
            batch.posts.append((number, error))
        else:
            batch.posts.append((number, post))
            batch.texts.append(post[1])
            size += len(post[1])
        if len(batch.posts) >= _BATCH_POSTS or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = _Batch(), 0
    if batch.posts:
        yield batch
