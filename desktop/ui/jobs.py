"""The window's way to the process that checks.

Nothing here waits. A check goes out on a pipe, its report comes back as a signal with the
revision of the draft it was made for. Only the newest draft counts: while one check runs, the
newest waiting one is kept and the others are forgotten, and a report for a draft that has changed
since is dropped. A text that is not the draft, such as a copied one, is checked aside: it waits
behind the draft and takes nobody's place.

The child may die or hang. It is ended and started again with the same pack, the draft is checked
again, and the person is told in one sentence. When it keeps dying, that is said too and every
draft gets a report that lists the check as not run, because silence would read as "all clear".
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from checker.errors import Problem, ServiceError
from checker.model import Draft, NotRun, PackInfo, Profile, Report
from checker.wire import Message, PackState, decode, decode_report, encode, pack_frame, take_frame
from desktop.children import child_command
from desktop.ui.processes import new_process
from resources import BUILTIN_PACK

_CHECK_LIMIT_MS = 5_000
_CHARACTERS_PER_MS = 100
"""A long draft is given this much more time; a check reads thousands of characters in one."""
_LOAD_LIMIT_MS = 30_000
_STOP_LIMIT_MS = 500
_MOST_DEATHS = 3
_WITHIN_SECONDS = 60.0
_NO_PACK = PackInfo(id="", version="", age_days=None, has_company_terms=False)

STARTED_AGAIN = "Checking had stopped, so Clearpost started it again. Your draft is still here."
STAYS_STOPPED = (
    "Checking stopped several times in a row, so nothing is being checked now. "
    'Your draft is still here; choose "Check again" to try once more.'
)
NOTHING_TO_CHECK_WITH = (
    "The rules that come with Clearpost cannot be read, so nothing is being checked. "
    "Please install Clearpost again."
)


@dataclass(frozen=True, slots=True)
class _Job:
    """A question to the child, and how long it may take."""

    message: Message = field(repr=False)
    limit_ms: int
    is_aside: bool = False


class CheckService(QObject):
    """Loads packs and checks drafts in a child process."""

    reported = Signal(int, object)
    """Revision and `Report`."""
    reported_aside = Signal(int, object)
    """Number and `Report` of a text that is not the draft."""
    loaded = Signal(object)
    """`PackState`: this pack is in use now."""
    pack_rejected = Signal(list, bool)
    """What is wrong with the wished pack, a line each, and whether it could be read at all."""
    state_changed = Signal(str)
    """starting, ready, restarting or failed."""
    message = Signal(str)
    """A sentence for the person."""

    def __init__(
        self,
        *,
        builtin: Path = BUILTIN_PACK,
        command: list[str] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        check_limit_ms: int = _CHECK_LIMIT_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.state = "starting"
        self._builtin = builtin
        self._command = command or child_command("check")
        self._now = now
        self._check_limit_ms = check_limit_ms
        self._process: QProcess | None = None
        self._buffer = bytearray()
        self._running: _Job | None = None
        self._load_next: _Job | None = None
        self._check_next: _Job | None = None
        self._aside_next: _Job | None = None
        self._last_check: _Job | None = None
        self._pack: Path | None = None
        self._info = _NO_PACK
        self._own: Message = {}
        self._deaths: deque[float] = deque(maxlen=_MOST_DEATHS)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._end_child)

    # What the window asks for

    def load(self, pack: Path | None) -> None:
        """Load a pack (None: the built-in one alone) and use it when it has no mistake."""
        self._load_next = self._load_job(pack)
        self._go_on()

    def use_profile(self, profile: Profile | None, left_out: tuple[NotRun, ...] = ()) -> None:
        """From now on tell what is the person's own, or why that cannot be told."""
        self._own = {"profile": encode(profile), "left_out": encode(left_out)}

    def check(
        self,
        revision: int,
        draft: Draft,
        *,
        audiences: Iterable[str] | None = None,
        deep: bool = True,
        as_of: datetime | None = None,
    ) -> None:
        """Check a draft; `reported` brings the outcome unless a newer one was asked for."""
        self._check_next = self._check_job(revision, draft, audiences, deep, as_of)
        self._last_check = self._check_next
        self._go_on()

    def check_aside(
        self, number: int, draft: Draft, *, audiences: Iterable[str] | None = None
    ) -> None:
        """Check a text that is not the draft; `reported_aside` brings the newest one's outcome."""
        job = self._check_job(number, draft, audiences, deep=True, as_of=None)
        self._aside_next = replace(job, is_aside=True)
        self._go_on()

    def _check_job(
        self,
        revision: int,
        draft: Draft,
        audiences: Iterable[str] | None,
        deep: bool,
        as_of: datetime | None,
    ) -> _Job:
        message: Message = {
            "do": "check",
            "revision": revision,
            "draft": encode(draft),
            "as_of": (as_of or self._now()).isoformat(),
            "audiences": None if audiences is None else sorted(audiences),
            "deep": deep,
        }
        size = sum(len(segment.text) for segment in draft.segments)
        return _Job(message, self._check_limit_ms + size // _CHARACTERS_PER_MS)

    def start(self) -> None:
        """Start the child, or start it anew after it was given up."""
        self._deaths.clear()
        if self._process is None:
            self._start_child("starting")

    def stop(self) -> None:
        """End the child and ask nothing more of it."""
        process, self._process = self._process, None
        self._limit.stop()
        self._running = self._load_next = None
        self._check_next = self._last_check = self._aside_next = None
        if process is not None:
            process.blockSignals(True)
            process.closeWriteChannel()
            if not process.waitForFinished(_STOP_LIMIT_MS):
                process.kill()
                process.waitForFinished(_STOP_LIMIT_MS)
            process.deleteLater()

    # The child

    def _start_child(self, state: str) -> None:
        process = new_process(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._child_ended)
        process.errorOccurred.connect(self._child_failed)
        self._process = process
        self._buffer.clear()
        self._say_state(state)
        # What the child needs before anything else: the pack that was in use.
        self._load_next = self._load_next or self._load_job(self._pack)
        process.start(self._command[0], self._command[1:])
        self._go_on()

    def _load_job(self, pack: Path | None) -> _Job:
        message: Message = {
            "do": "load",
            "pack": None if pack is None else str(pack),
            "builtin": str(self._builtin),
            "as_of": self._now().isoformat(),
        }
        return _Job(message, _LOAD_LIMIT_MS)

    def _go_on(self) -> None:
        """Send what waits, when nothing is under way."""
        if self._running is not None:
            return
        if self._process is None:
            if self.state == "failed" and (self._check_next or self._aside_next) is not None:
                QTimer.singleShot(0, self, self._report_not_run)
            return
        if self._load_next is not None:
            self._running, self._load_next = self._load_next, None
        elif self._check_next is not None:
            self._running, self._check_next = self._check_next, None
        elif self._aside_next is not None:
            self._running, self._aside_next = self._aside_next, None
        else:
            return
        try:
            message = self._running.message
            frame = pack_frame(message | self._own if message["do"] == "check" else message)
        except ServiceError as error:
            self._refuse(self._running, str(error))
            self._running = None
            return
        # The limit covers the way there: a hung child does not read its pipe either.
        self._limit.start(self._running.limit_ms)
        self._process.write(frame)

    def _read(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        try:
            while (message := take_frame(self._buffer)) is not None:
                self._answered(message)
        except ServiceError:
            self._end_child()

    def _answered(self, message: Message) -> None:
        """Take in one answer; which question it answers is known, for there is only one."""
        running, self._running = self._running, None
        self._limit.stop()
        if running is None:
            raise ServiceError("an answer to nothing")
        if running.message["do"] == "load":
            self._take_load(running, message)
        elif "failed" in message:
            self._refuse(running, f"the check met an error ({message['failed']})")
        else:
            self._report(running, decode_report(message["report"]))
        self._go_on()

    def _report(self, job: _Job, report: Report) -> None:
        """Tell the outcome of a check, unless a newer one of its kind waits."""
        if job.is_aside:
            if self._aside_next is None:
                self.reported_aside.emit(job.message["revision"], report)
        elif self._check_next is None:
            self.reported.emit(job.message["revision"], report)

    def _take_load(self, job: _Job, message: Message) -> None:
        if "state" in message:
            state = decode(PackState, message["state"])
            self._pack = Path(job.message["pack"]) if job.message["pack"] else None
            self._info = state.info
            self._say_state("ready")
            self.loaded.emit(state)
            # The draft on the screen was checked with another pack, or not at all.
            self._check_next = self._check_next or self._last_check
            return
        problems = [str(decode(Problem, problem)) for problem in message.get("problems", ())]
        could_be_read = bool(problems) and not message.get("unreadable", False)
        problems = problems or [f"it cannot be read ({message.get('failed')})"]
        self.pack_rejected.emit(problems, could_be_read)
        if message.get("has_pack", False):
            return
        if job.message["pack"] is not None:
            self._load_next = self._load_next or self._load_job(None)
        else:
            self._say_state("failed")
            self.message.emit(NOTHING_TO_CHECK_WITH)

    # When things go wrong

    def _end_child(self) -> None:
        """The child took too long or wrote nonsense: end it; `finished` does the rest."""
        if self._process is not None:
            self._process.kill()

    def _child_failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._child_ended()

    def _child_ended(self) -> None:
        """The child is gone: start another, with the same pack and the draft as it is now."""
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        self._limit.stop()
        running, self._running = self._running, None
        if running is not None and running.message["do"] == "load":
            self._load_next = self._load_next or running
        if running is not None and running.is_aside:
            # Not tried again: what ended the child once may end it every time.
            self._refuse(running, "checking stopped while this was read")
        self._check_next = self._check_next or self._last_check
        self._deaths.append(time.monotonic())
        if len(self._deaths) == _MOST_DEATHS and (
            self._deaths[-1] - self._deaths[0] < _WITHIN_SECONDS
        ):
            self._say_state("failed")
            self.message.emit(STAYS_STOPPED)
            self._report_not_run()
            return
        self._start_child("restarting")
        self.message.emit(STARTED_AGAIN)

    def _report_not_run(self) -> None:
        waiting = (self._check_next, self._aside_next)
        self._check_next = self._aside_next = None
        for job in waiting:
            if job is not None:
                self._refuse(job, "the part of Clearpost that checks does not start")

    def _refuse(self, job: _Job, reason: str) -> None:
        """Report that a check did not run, and why."""
        if job.message["do"] != "check":
            return
        report = Report(
            findings=(),
            pack=self._info,
            checked_on=self._now(),
            not_run=(NotRun("all checks", reason, "failed"),),
        )
        self._report(job, report)

    def _say_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
