"""A window and a checking process as far as copies meet them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from checker.model import Draft, Finding, NotRun, PackInfo, Report, Severity, Span
from desktop.answers import Answers
from desktop.session import Session
from desktop.settings import Settings
from desktop.store import Store
from desktop.ui.clipboard.watch import SETTING, ClipboardWatch
from desktop.ui.copies import Copies
from tests.support.clipboard import FakeBackend


@dataclass
class FakeBar:
    said: list[str] = field(default_factory=list)
    label: str = ""
    do: Callable[[], object] | None = None

    def say(self, sentence: str, label: str = "", do: Callable[[], object] | None = None) -> None:
        self.said.append(sentence)
        self.label, self.do = label, do


@dataclass
class FakeDesk:
    session: Session
    opened: list[str] = field(default_factory=list)

    def open_text(self, text: str) -> None:
        self.opened.append(text)
        self.session.begin(text, 0.0)


class FakeWindow:
    """Remembers what it was told."""

    def __init__(self, store: Store) -> None:
        self.session = Session(Answers(store))
        self.bar = FakeBar()
        self.desk = FakeDesk(self.session)
        self.is_visible = self.is_active = False

    def bring_to_front(self) -> None:
        self.is_visible = self.is_active = True

    def isVisible(self) -> bool:
        return self.is_visible

    def isActiveWindow(self) -> bool:
        return self.is_active


class FakeChecks(QObject):
    """Reports when the test says so."""

    reported_aside = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[int, Draft, tuple[str, ...] | None]] = []

    def check_aside(
        self, number: int, draft: Draft, *, audiences: tuple[str, ...] | None = None
    ) -> None:
        self.asked.append((number, draft, audiences))

    def report(self, *severities: Severity, not_run: str = "", number: int | None = None) -> None:
        """Answer the newest question with findings of these severities."""
        self.reported_aside.emit(
            self.asked[-1][0] if number is None else number,
            Report(
                tuple(finding(place, severity) for place, severity in enumerate(severities)),
                PackInfo("test", "1", None, has_company_terms=False),
                datetime(2026, 3, 2, tzinfo=UTC),
                (NotRun("all checks", not_run, "failed"),) if not_run else (),
            ),
        )


def finding(place: int, severity: Severity) -> Finding:
    return Finding(
        rule_id="confidential.term",
        type="term",
        segment=0,
        span=Span(place, place + 1),
        severity=severity,
        confidence=0.9,
        message="This looks like a code name.",
        why="It is not public yet.",
        clause=None,
    )


class Desktop:
    """Clipboard, window and checks around `Copies`, with the watch agreed to."""

    def __init__(self, folder: Path, *, can_watch: bool = True) -> None:
        self.settings = Settings(folder / "settings.json")
        self.settings.set(SETTING, True)
        self.backend = FakeBackend(can_watch=can_watch)
        self.watch = ClipboardWatch(self.backend, self.settings)
        self.checks = FakeChecks()
        self.window = FakeWindow(Store(folder))
        self.copies = Copies(self.watch, self.checks, self.window, self.settings)
        self.flagged: list[int] = []
        self.copies.flagged.connect(self.flagged.append)
        self.watch.start()

    def write(self, text: str) -> None:
        """Type a draft into the window."""
        self.window.session.edit(0, 0, text, 0.0)


TODAY = date(2026, 3, 2)
