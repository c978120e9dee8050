"""The whole window with checks that answer when a test says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QDialog

from checker.model import NotRun, PackInfo, Profile
from checker.wire import PackState
from desktop.answers import Answers
from desktop.packs import Packs
from desktop.session import Session
from desktop.settings import Settings
from desktop.store import Store
from desktop.ui.own_profile import OwnProfile
from desktop.ui.page import Page
from desktop.ui.window import MainWindow
from tests.support.findings import finding_of, policy_of, report_of
from tests.support.keychain import NO_KEYCHAIN

TEXT = "Call us\nor write to ana@corp.test or bo@corp.test today"
NAMES = NotRun("names", "not part of this version", "unsupported")
ANA = finding_of(TEXT, "ana@corp.test", replacements=("[email]", ""))
BO = finding_of(TEXT, "bo@corp.test", "error")


class FakeChecks(QObject):
    """Takes drafts and answers when a test says so."""

    reported = Signal(int, object)
    loaded = Signal(object)
    pack_rejected = Signal(list, bool)
    state_changed = Signal(str)
    message = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []
        self.own: tuple[Profile | None, tuple[NotRun, ...]] = (None, ())
        self.starts = 0

    def check(self, revision, draft, *, audiences=None):
        self.asked.append(revision)

    def use_profile(self, profile, left_out=()):
        self.own = (profile, left_out)

    def start(self):
        self.starts += 1


class Bench:
    """A window with its parts in reach."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder / "settings.json")
        self.store = Store(folder)
        self.packs = Packs(None)
        self.checks = FakeChecks()
        self.session = Session(Answers(self.store))
        self.own = OwnProfile(self.checks, self.store, command=NO_KEYCHAIN)
        self.opened: list[str] = []
        self.opens = True
        """Whether the system has a program for what is opened outside."""
        self.window = MainWindow(
            self.session,
            self.checks,  # type: ignore[arg-type]
            self.settings,
            self.store,
            self.packs,
            self.own,
            lambda: self.packs.current.policy if self.packs.current else None,
            open_address=self._open_address,
        )
        self.desk, self.panel = self.window.desk, self.window.desk.panel

    def load_pack(self, *, company: bool = False) -> None:
        self.checks.loaded.emit(
            PackState(
                info=PackInfo("example", "1", 3, has_company_terms=company),
                title="Aldermere Health",
                made_on=date(2026, 11, 20),
                contact="",
                terms=3,
                policy=policy_of("SMP-1.2", "SMP-1.3", "SMP-2.1", "SMP-4.1", "SMP-8.1", "SMP-9.1"),
            )
        )

    def _open_address(self, address: str) -> bool:
        self.opened.append(address)
        return self.opens

    def write(self, text=TEXT, *findings, not_run=()):
        self.desk.editor.insert(text)
        self.report(*findings, not_run=not_run)

    def close(self) -> None:
        """Let go of everything at once; a window that lingers slows the next test."""
        self.own.stop()
        self.session.mark_copied()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.store.close()

    def report(self, *findings, not_run=()):
        self.checks.reported.emit(self.session.revision, report_of(*findings, not_run=not_run))

    def page(self, name: str) -> QDialog:
        """A page that was opened."""
        page = self.window.pages.opened(name)
        assert page is not None
        return page

    def page_text(self, name: str) -> str:
        page = self.page(name).findChild(Page)
        assert page is not None
        return page.toPlainText()
