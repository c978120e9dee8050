from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from checker import Draft, Report
from checker.model import NotRun, Profile
from checker.service import own_command
from checker.wire import PackState
from desktop.answers import Answers
from desktop.children import child_command
from desktop.session import Session
from desktop.store import Store
from desktop.ui.jobs import (
    NOTHING_TO_CHECK_WITH,
    STARTED_AGAIN,
    STAYS_STOPPED,
    CheckService,
)
from resources import BUILTIN_PACK

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
POST = "Write to jo.doe@mail.org today"

_BREAKS = """
import sys, pathlib
from checker.service import Service
from checker.wire import pack_frame, read_frame
service, mark = Service(), pathlib.Path({mark!r})
while (question := read_frame(sys.stdin.buffer)) is not None:
    if question["do"] == "check" and "BREAK" in str(question) and not mark.exists():
        {once}
        {then}
    sys.stdout.buffer.write(pack_frame(service.answer(question)))
    sys.stdout.buffer.flush()
"""


class Log:
    """Everything a service said, in order."""

    def __init__(self, checks: CheckService) -> None:
        self.checks = checks
        self.reports: list[tuple[int, Report]] = []
        self.aside: list[tuple[int, Report]] = []
        self.packs: list[PackState] = []
        self.rejected: list[list[str]] = []
        self.states: list[str] = []
        self.messages: list[str] = []
        checks.reported.connect(lambda *report: self.reports.append(report))
        checks.reported_aside.connect(lambda *report: self.aside.append(report))
        checks.loaded.connect(self.packs.append)
        checks.pack_rejected.connect(lambda problems, _: self.rejected.append(problems))
        checks.state_changed.connect(self.states.append)
        checks.message.connect(self.messages.append)

    @property
    def pid(self) -> int:
        process = self.checks._process
        assert process is not None
        return process.processId()


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[Callable[..., Log]]:
    started: list[CheckService] = []

    def begin(
        command: list[str] | None = None,
        *,
        pack: Path | None = None,
        builtin: Path = BUILTIN_PACK,
        check_limit_ms: int = 20_000,
    ) -> Log:
        checks = CheckService(
            builtin=builtin,
            now=lambda: NOW,
            command=command or own_command(),
            check_limit_ms=check_limit_ms,
        )
        started.append(checks)
        log = Log(checks)
        checks.load(pack)
        checks.start()
        return log

    yield begin
    for checks in started:
        checks.stop()


def _wait(qtbot: QtBot, holds: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(holds()), timeout=20_000)


def _breaking(mark: Path, then: str, *, once: bool = True) -> list[str]:
    code = _BREAKS.format(mark=str(mark), then=then, once="mark.touch()" if once else "pass")
    return [sys.executable, "-c", code]


def _broken_pack(folder: Path) -> Path:
    folder.mkdir()
    (folder / "pack.toml").write_text('id = "broken"\nversion = "1"\nextend = "builtin"\n')
    return folder


def test_a_draft_is_checked_with_the_built_in_pack(qtbot: QtBot, start: Callable[..., Log]) -> None:
    log = start(child_command("check"))
    log.checks.check(7, Draft.of(POST))
    _wait(qtbot, lambda: log.reports)
    ((revision, report),) = log.reports
    assert revision == 7
    assert [f.rule_id for f in report.findings] == ["personal.email"]
    assert report.checked_on == NOW
    assert log.packs[0].info.id == "builtin"
    assert len(log.packs[0].policy.clauses) == 38
    assert log.states == ["ready"]


def test_only_the_newest_draft_is_reported(qtbot: QtBot, start: Callable[..., Log]) -> None:
    log = start()
    for revision in range(50):
        log.checks.check(revision, Draft.of(f"{POST} {revision}"))
    _wait(qtbot, lambda: log.reports)
    assert [revision for revision, _ in log.reports] == [49]


def test_a_text_that_is_not_the_draft_takes_nobodys_place(
    qtbot: QtBot, start: Callable[..., Log]
) -> None:
    log = start()
    log.checks.check_aside(1, Draft.of(POST))
    log.checks.check(1, Draft.of("Lunch?"))
    _wait(qtbot, lambda: log.reports and log.aside)
    assert log.reports[0][1].findings == ()
    assert log.aside[0][1].findings != ()


def test_of_the_texts_aside_only_the_newest_is_told(
    qtbot: QtBot, start: Callable[..., Log]
) -> None:
    log = start()
    for number in range(20):
        log.checks.check_aside(number, Draft.of(POST))
    _wait(qtbot, lambda: log.aside)
    assert [number for number, _ in log.aside] == [19]
    assert log.reports == []


def test_whether_a_pack_could_be_read_at_all_is_told(
    qtbot: QtBot, start: Callable[..., Log], tmp_path: Path
) -> None:
    log = start()
    _wait(qtbot, lambda: log.packs)
    for wished, could in ((tmp_path / "none", False), (_broken_pack(tmp_path / "pack"), True)):
        with qtbot.waitSignal(log.checks.pack_rejected, timeout=20_000) as rejected:
            log.checks.load(wished)
        assert rejected.args is not None
        assert rejected.args[1] is could


def test_a_pack_with_mistakes_is_told_and_the_one_before_stays(
    qtbot: QtBot, start: Callable[..., Log], tmp_path: Path
) -> None:
    log = start()
    _wait(qtbot, lambda: log.packs)
    log.checks.load(_broken_pack(tmp_path / "pack"))
    _wait(qtbot, lambda: log.rejected)
    assert "pack.toml:3 extend" in log.rejected[0][0]
    log.checks.check(1, Draft.of(POST))
    _wait(qtbot, lambda: log.reports)
    assert log.reports[0][1].pack.id == "builtin"
    assert len(log.packs) == 1


def test_a_first_pack_with_mistakes_leaves_the_built_in_one(
    qtbot: QtBot, start: Callable[..., Log], tmp_path: Path
) -> None:
    log = start(pack=_broken_pack(tmp_path / "pack"))
    _wait(qtbot, lambda: log.packs)
    assert log.rejected
    assert log.packs[0].info.id == "builtin"


def test_without_any_rules_nothing_looks_all_clear(
    qtbot: QtBot, start: Callable[..., Log], tmp_path: Path
) -> None:
    log = start(builtin=_broken_pack(tmp_path / "builtin"))
    log.checks.check(1, Draft.of(POST))
    _wait(qtbot, lambda: log.reports)
    assert log.checks.state == "failed"
    assert log.messages == [NOTHING_TO_CHECK_WITH]
    assert [n.kind for n in log.reports[0][1].not_run] == ["failed"]


def test_another_pack_checks_the_draft_again(
    qtbot: QtBot, start: Callable[..., Log], tmp_path: Path
) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.toml").write_text('id = "small"\nversion = "1"\nextends = "builtin"\n')
    log = start()
    log.checks.check(1, Draft.of(POST))
    _wait(qtbot, lambda: log.reports)
    log.checks.load(folder)
    _wait(qtbot, lambda: len(log.reports) == 2)
    assert [report.pack.id for _, report in log.reports] == ["builtin", "small"]


@pytest.mark.parametrize(
    "then", ["sys.exit(3)", "read_frame(sys.stdin.buffer)", "print('noise', flush=True)"]
)
def test_a_child_that_dies_hangs_or_prints_is_started_again(
    qtbot: QtBot, start: Callable[..., Log], tmp_path: Path, then: str
) -> None:
    log = start(_breaking(tmp_path / "mark", then), check_limit_ms=1_000)
    session = Session(Answers(Store(tmp_path)))
    session.begin(f"{POST} BREAK", 0.0)
    log.checks.reported.connect(session.report_arrived)
    log.checks.check(session.revision, session.draft)
    _wait(qtbot, lambda: log.reports)
    assert session.text == f"{POST} BREAK"
    assert [f.rule_id for f in session.visible_findings] == ["personal.email"]
    assert log.messages == [STARTED_AGAIN]
    assert log.states == ["ready", "restarting", "ready"]


def test_a_killed_child_comes_back_with_the_same_pack(
    qtbot: QtBot, start: Callable[..., Log], tmp_path: Path
) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.toml").write_text('id = "small"\nversion = "1"\nextends = "builtin"\n')
    log = start(pack=folder)
    log.checks.check(3, Draft.of(POST))
    _wait(qtbot, lambda: log.reports)
    psutil.Process(log.pid).kill()
    _wait(qtbot, lambda: len(log.reports) == 2)
    assert [(revision, report.pack.id) for revision, report in log.reports] == [(3, "small")] * 2
    assert log.messages == [STARTED_AGAIN]


if hasattr(signal, "SIGSTOP"):

    def test_a_stopped_child_is_replaced_even_under_a_large_draft(
        qtbot: QtBot, start: Callable[..., Log]
    ) -> None:
        log = start(check_limit_ms=1_000)
        _wait(qtbot, lambda: log.packs)
        os.kill(log.pid, signal.SIGSTOP)
        log.checks.check(1, Draft.of(POST + " and so on" * 10_000))
        _wait(qtbot, lambda: log.reports)
        assert log.reports[0][1].findings


def test_a_draft_that_always_breaks_the_child_is_never_all_clear(
    qtbot: QtBot, start: Callable[..., Log], tmp_path: Path
) -> None:
    log = start(_breaking(tmp_path / "mark", "sys.exit(3)", once=False))
    log.checks.check(1, Draft.of(f"{POST} BREAK"))
    _wait(qtbot, lambda: log.reports)
    assert log.checks.state == "failed"
    assert log.messages == [STARTED_AGAIN, STARTED_AGAIN, STAYS_STOPPED]
    assert [(n.check, n.kind) for n in log.reports[0][1].not_run] == [("all checks", "failed")]
    log.checks.check(2, Draft.of("Lunch?"))
    _wait(qtbot, lambda: len(log.reports) == 2)
    assert log.reports[1][1].not_run
    log.checks.start()
    log.checks.check(3, Draft.of(POST))
    _wait(qtbot, lambda: len(log.reports) == 3)
    assert log.reports[2][1].findings
    assert log.checks.state == "ready"


def test_a_program_that_is_not_there_is_told(qtbot: QtBot, start: Callable[..., Log]) -> None:
    log = start(["/nowhere/clearpost"])
    log.checks.check(1, Draft.of(POST))
    _wait(qtbot, lambda: log.reports)
    assert log.checks.state == "failed"
    assert log.reports[0][1].not_run[0].kind == "failed"


def test_a_check_that_meets_an_error_is_never_all_clear(
    qtbot: QtBot, start: Callable[..., Log], tmp_path: Path
) -> None:
    log = start(
        _breaking(tmp_path / "mark", "question['draft'] = None", once=False),
    )
    log.checks.check(1, Draft.of("BREAK"))
    _wait(qtbot, lambda: log.reports)
    assert [n.kind for n in log.reports[0][1].not_run] == ["failed"]
    assert log.messages == []


def test_a_draft_beyond_what_is_taken_is_told(
    qtbot: QtBot, start: Callable[..., Log], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = start()
    _wait(qtbot, lambda: log.packs)
    monkeypatch.setattr("checker.wire.MAX_FRAME", 1 << 20)
    log.checks.check(1, Draft.of("x" * (1 << 20)))
    _wait(qtbot, lambda: log.reports)
    assert "1 MB" in log.reports[0][1].not_run[0].reason


def test_stopping_ends_the_child(qtbot: QtBot, start: Callable[..., Log]) -> None:
    log = start()
    _wait(qtbot, lambda: log.packs)
    child = psutil.Process(log.pid)
    log.checks.stop()
    assert not child.is_running()
    assert log.states == ["ready"]
    assert log.messages == []


def test_every_check_is_told_what_is_the_persons_own(
    qtbot: QtBot, start: Callable[..., Log]
) -> None:
    log = start()
    left_out = NotRun("own contact data", "the keychain did not answer", "skipped")
    log.checks.use_profile(None, (left_out,))
    log.checks.check(1, Draft.of(POST))
    _wait(qtbot, lambda: log.reports)
    log.checks.use_profile(Profile(emails=("jo.doe@mail.org",)))
    log.checks.check(1, Draft.of(POST))
    log.checks.check_aside(5, Draft.of(POST))
    _wait(qtbot, lambda: log.aside)
    first, second = (report for _, report in log.reports)
    ((_, aside),) = log.aside
    assert left_out in first.not_run
    assert left_out not in second.not_run
    assert [f.rule_id for f in first.findings] == ["personal.email"]
    assert [f.rule_id for f in second.findings] == ["self.email"]
    assert [f.rule_id for f in aside.findings] == ["self.email"]


def test_after_a_new_start_the_profile_is_the_one_in_use(
    qtbot: QtBot, start: Callable[..., Log], tmp_path: Path
) -> None:
    log = start(_breaking(tmp_path / "mark", "sys.exit(1)"))
    log.checks.use_profile(Profile(emails=("jo.doe@mail.org",)))
    log.checks.check(1, Draft.of(f"BREAK {POST}"))
    _wait(qtbot, lambda: log.reports)
    ((_, report),) = log.reports
    assert [f.rule_id for f in report.findings] == ["self.email"]
