"""The engine behind a pipe: the warm child that the window and `--jobs` start.

An engine takes time to get ready and may meet a text that kills it. In a process of its own it
does neither to the window, and the draft is safe in the parent. The child reads questions and
writes answers, one for one and in order, as frames of `checker/wire.py`:

    load        read a pack; answers its state, or every mistake, and then the one before stays
    check       one draft; answers the report
    check_lines lines of `--jsonl`; answers what is written about them
    ping, quit

It ends when its input closes. An answer about a failure names the kind of error and nothing else,
because the text of an error may quote the draft.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar

from checker.bulk import Answers, Tally
from checker.errors import PackError, Problem, ServiceError, UnreadablePack
from checker.model import Draft, NotRun, Profile, Report
from checker.wire import (
    Message,
    PackState,
    decode,
    decode_report,
    encode,
    encode_report,
    pack_frame,
    read_frame,
)

if TYPE_CHECKING:
    from checker.engine import Engine

_LOAD_SECONDS = 60.0
_CHECK_SECONDS = 30.0
_CHARACTERS_A_SECOND = 100_000
_TRIES = 2
_T = TypeVar("_T")


# The child


def main() -> int:
    """Be the child: answer on standard output until standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the draft
    # Whatever prints by mistake must not end up between two frames.
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        serve(sys.stdin.buffer, sink)
    except (ServiceError, BrokenPipeError):
        return 1
    return 0


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer every question of `source` until it ends or says quit."""
    service = Service()
    while (question := read_frame(source)) is not None and question.get("do") != "quit":
        answer = service.answer(question)
        try:
            frame = pack_frame(answer)
        except ServiceError:
            frame = pack_frame({"failed": "the answer is too long"})
        sink.write(frame)
        sink.flush()


class Service:
    """One engine and the questions it takes."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._ways: dict[str, Callable[[Message], Message]] = {
            "load": self._load,
            "check": self._check,
            "check_lines": self._check_lines,
            "ping": lambda question: {},
        }

    def answer(self, question: Message) -> Message:
        """The answer to one question; never an exception."""
        try:
            return self._ways[question["do"]](question)
        except Exception as error:
            return {"failed": type(error).__name__}

    def _load(self, question: Message) -> Message:
        from checker.engine import Engine
        from checker.pack.load import load_pack

        builtin = Path(question["builtin"])
        path = Path(question["pack"]) if question["pack"] is not None else builtin
        try:
            engine = Engine(load_pack(path, builtin=builtin))
        except PackError as error:
            problems = [encode(problem) for problem in error.problems]
            return {
                "problems": problems,
                "unreadable": isinstance(error, UnreadablePack),
                "has_pack": self._engine is not None,
            }
        # The first check builds what later ones reuse.
        report = engine.check(Draft.of("A first look."), as_of=_instant(question["as_of"]))
        self._engine = engine
        gc.collect()
        gc.freeze()  # a pack lives long; the collector need not walk it again
        return {"state": encode(_state(engine, report))}

    def _check(self, question: Message) -> Message:
        report = self._ready().check(
            decode(Draft, question["draft"]),
            entities=question.get("entities", False),
            **_options(question),
        )
        return {"report": encode_report(report.with_not_run(_left_out(question)))}

    def _check_lines(self, question: Message) -> Message:
        engine, options = self._ready(), _options(question)
        entities: bool = question.get("entities", False)
        left_out = _left_out(question)
        answers = Answers(entities=entities)
        lines = (line.encode("utf-8", "surrogateescape") for line in question["lines"])
        written = answers.from_engine(
            lines,
            lambda draft: engine.check(draft, entities=entities, **options).with_not_run(left_out),
            first=question["first"],
        )
        return {"written": "".join(written), "tally": encode(answers.tally)}

    def _ready(self) -> Engine:
        if self._engine is None:
            raise ServiceError("no pack was loaded")
        return self._engine


def _state(engine: Engine, report: Report) -> PackState:
    manifest = engine.pack.manifest
    return PackState(
        info=report.pack,
        title=manifest.title,
        made_on=manifest.made_on,
        contact=manifest.contact,
        terms=len(engine.pack.terms) if engine.pack.terms is not None else 0,
        policy=engine.pack.policy,
        audiences=tuple(name for name in manifest.audiences if name != "all"),
    )


def _options(question: Message) -> dict[str, Any]:
    audiences, trusted = question.get("audiences"), question.get("trusted_time")
    profile = question.get("profile")
    return {
        "as_of": _instant(question["as_of"]),
        "trusted_time": _instant(trusted) if trusted else None,
        "audiences": None if audiences is None else frozenset(audiences),
        "profile": decode(Profile, profile) if profile else None,
        "deep": question.get("deep", True),
    }


def _left_out(question: Message) -> tuple[NotRun, ...]:
    """What the one who asks could not give, to be said in the report."""
    return decode(tuple[NotRun, ...], question.get("left_out", []))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


# The parent's side, for the command line


class Client:
    """A child that checks, for callers that may wait.

    A child that dies, exceeds its time or answers nonsense is ended, started again and asked once
    more; the second time the caller is told. Use it in a `with` block.

        with Client(pack, builtin=BUILTIN_PACK, as_of=now) as client:
            report = client.check(draft, deep=False)
    """

    def __init__(
        self,
        pack: Path | None,
        *,
        builtin: Path,
        as_of: datetime,
        command: Sequence[str] | None = None,
        check_seconds: float = _CHECK_SECONDS,
    ) -> None:
        self._load_question: Message = {
            "do": "load",
            "pack": None if pack is None else str(pack),
            "builtin": str(builtin),
            "as_of": as_of.isoformat(),
        }
        self._as_of = as_of
        self._command = list(command) if command is not None else own_command()
        self._check_seconds = check_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._asked: Message | None = None
        self.state: PackState | None = None

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def check(self, draft: Draft, *, entities: bool = False, **options: Any) -> Report:
        """Check one draft; options are those of `Engine.check`, and `left_out`.

        Raises:
            ServiceError: the child failed twice.
        """
        self._ask({"do": "check", "draft": encode(draft), "entities": entities}, options)
        return self._answer(lambda answer: decode_report(answer["report"]))

    def begin_lines(
        self, lines: Sequence[bytes], *, first: int, entities: bool = False, **options: Any
    ) -> None:
        """Ask about lines of `--jsonl` and go on; several children work at once that way.

        Args:
            lines: as they were read, whatever they hold.
            first: number of the first one.
            entities: whether values that are no problem in themselves are listed.
            options: those of `Engine.check`, and `left_out`: what did not run on this side.
        """
        texts = [line.decode("utf-8", "surrogateescape") for line in lines]
        question: Message = {"do": "check_lines", "lines": texts, "first": first}
        self._ask({**question, "entities": entities}, options)

    def finish_lines(self) -> tuple[str, Tally]:
        """Wait for what `begin_lines` asked: what is written, and what it comes to.

        Raises:
            ServiceError: the child failed twice.
        """
        return self._answer(
            lambda answer: (decode(str, answer["written"]), decode(Tally, answer["tally"]))
        )

    def _ask(self, question: Message, options: dict[str, Any]) -> None:
        assert self._asked is None, "one question at a time"
        audiences, trusted = options.pop("audiences", None), options.pop("trusted_time", None)
        profile = options.pop("profile", None)
        question |= {
            "as_of": options.pop("as_of", self._as_of).isoformat(),
            "trusted_time": trusted.isoformat() if trusted else None,
            "audiences": None if audiences is None else sorted(audiences),
            "profile": encode(profile),
            "left_out": encode(options.pop("left_out", ())),
            **options,
        }
        self._asked = question
        if self._process is not None:
            self._send(question)

    def _answer(self, read: Callable[[Message], _T]) -> _T:
        """What the child answers; asked again of a new child if this one dies or talks nonsense."""
        question, self._asked = self._asked, None
        assert question is not None, "nothing was asked"
        for attempt in range(_TRIES):
            if self._process is None:
                self._start()
                self._send(question)
            answer = self._receive(self._seconds(question))
            if answer is not None and "failed" in answer:
                raise ServiceError(f"the check met an error ({answer['failed']})")
            if answer is not None:
                with contextlib.suppress(KeyError, ServiceError):
                    return read(answer)
            self._end()
            if attempt + 1 == _TRIES:
                break
        raise ServiceError("the process that checks stopped twice over the same text")

    def _start(self) -> None:
        # Its errors are not shown: they could quote the draft.
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._send(self._load_question)
        answer = self._receive(_LOAD_SECONDS) or {}
        try:
            problems = decode(tuple[Problem, ...], answer.get("problems", []))
            if not problems:
                self.state = decode(PackState, answer["state"])
        except (KeyError, ServiceError):
            self._end()
            raise ServiceError("the process that checks does not start") from None
        if problems:
            self._end()
            raise PackError(list(problems))

    def _send(self, question: Message) -> None:
        """Write one question; a child that does not read it is ended by the clock."""
        assert self._process is not None
        assert self._process.stdin is not None
        frame = pack_frame(question)
        with _Alarm(self._process, self._seconds(question)):
            try:
                self._process.stdin.write(frame)
                self._process.stdin.flush()
            except OSError:
                return  # it has died; reading its answer says so

    def _receive(self, seconds: float) -> Message | None:
        """Read one answer; None where the child died, hung or wrote nonsense."""
        assert self._process is not None
        assert self._process.stdout is not None
        with _Alarm(self._process, seconds):
            try:
                return read_frame(self._process.stdout)
            except (ServiceError, OSError):
                return None

    def _seconds(self, question: Message) -> float:
        lines = question.get("lines", ())
        return self._check_seconds + sum(map(len, lines)) / _CHARACTERS_A_SECOND

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):  # the rest of a question nobody will read
                pipe.close()
        process.wait()


class _Alarm:
    """Ends a process that is not done in time, so that a blocked pipe comes free."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._timer = threading.Timer(seconds, process.kill)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def own_command() -> list[str]:
    """How this process starts a child of its own kind."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child", "check"]
    return [sys.executable, "-m", "checker.service"]


if __name__ == "__main__":
    sys.exit(main())
