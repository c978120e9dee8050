"""The text that was copied last: checked beside the draft, and offered, never pushed.

A copy with nothing to look at is forgotten at once. One with something stays in memory, and only
there, until it is opened, until the next copy, or until the watch rests. It becomes the draft when
the person opens it; where a draft is in progress they are asked first. Only into a window that is
open and empty it goes by itself, because there it can be in nobody's way.

Hints alone raise no flag: whoever copies their own address all day would be flagged all day.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from checker.model import Draft, Report
from desktop.session import Session
from desktop.settings import Settings
from desktop.ui.clipboard.backend import Skip
from desktop.ui.clipboard.watch import ClipboardWatch, WatchState
from desktop.ui.utf16 import with_plain_ends

REASONS = {
    Skip.OWN: "What was copied last comes from Clearpost itself, so there is nothing new to check.",
    Skip.CONCEALED: "The program it comes from marked the copy as secret, so it was not read.",
    Skip.FILES: "What was copied is a file, not text. You can drop a text file on this window.",
    Skip.IMAGE: "What was copied is a picture, not text, so it was not checked.",
    Skip.TOO_LARGE: "The copied text is larger than 1 MB, so it was not checked. Save it as a file "
    "and run: clearpost check FILE",
    Skip.EMPTY: "There is no text on the clipboard.",
    Skip.TIMED_OUT: "The program that holds the copied text did not answer, so it was not checked. "
    "Copy it again, or paste it here.",
    Skip.NO_TOOL: "The clipboard could not be read here. Please paste the text into this window.",
}
"""What is said about a copy that was not read."""

_MISSED = (Skip.TOO_LARGE, Skip.TIMED_OUT, Skip.NO_TOOL)
"""What is said even when nobody asked: a text that should have been checked and was not."""


class Window(Protocol):
    """What is asked of `desktop.ui.window.MainWindow`."""

    session: Session

    @property
    def bar(self) -> Bar: ...

    @property
    def desk(self) -> Desk: ...

    def bring_to_front(self) -> None: ...

    def isVisible(self) -> bool: ...

    def isActiveWindow(self) -> bool: ...


class Desk(Protocol):
    """What is asked of `desktop.ui.desk.Desk`."""

    def open_text(self, text: str) -> None: ...


class Bar(Protocol):
    """What is asked of `desktop.ui.message_bar.MessageBar`."""

    def say(
        self, sentence: str, label: str = "", do: Callable[[], object] | None = None
    ) -> None: ...


class Checks(Protocol):
    """What is asked of `desktop.ui.jobs.CheckService`."""

    reported_aside: SignalInstance

    def check_aside(
        self, number: int, draft: Draft, *, audiences: tuple[str, ...] | None = None
    ) -> None: ...


class Copies(QObject):
    """Takes copies from the watch, has them checked, and gives them to the window."""

    changed = Signal()
    """`count` or `trouble` is another one."""
    flagged = Signal(int)
    """A copy just made has so many things to look at."""

    def __init__(
        self, watch: ClipboardWatch, checks: Checks, window: Window, settings: Settings
    ) -> None:
        super().__init__()
        self.count = 0
        """How many things there are to look at in the last copy."""
        self.trouble = ""
        """Why the last copy was not checked, where it should have been."""
        self._watch = watch
        self._checks = checks
        self._window = window
        self._settings = settings
        self._copied: Session | None = None
        self._number = 0
        watch.arrived.connect(self._on_arrived)
        watch.skipped.connect(self._on_skipped)
        watch.state_changed.connect(self._on_state)
        checks.reported_aside.connect(self._on_report)

    def ask(self) -> None:
        """Read the clipboard because the person asked."""
        if not self._watch.backend.can_watch:
            # There the clipboard is shown to the window in front alone.
            self._window.bring_to_front()
        self._watch.check_now()

    def open(self) -> None:
        """Show the window, with the last copy where there is something to look at in it."""
        self._window.bring_to_front()
        if self._copied is not None:
            self._offer()
        elif self.trouble:
            self._window.bar.say(self.trouble)
            self._forget()

    def _offer(self) -> None:
        """Make the copied text the draft, asking first where one is in progress."""
        if self._window.session.is_copied_out or self._is_in_window():
            self._take_over()
        else:
            self._window.bar.say(
                "Your draft has not been copied out, so it stays. "
                "The copied text can take its place; undo brings your draft back.",
                "Look at the copied text",
                self._take_over,
            )

    def _take_over(self) -> None:
        """Make the copied text the draft; nothing where it was forgotten meanwhile."""
        if self._copied is None:
            return
        text, is_there = self._copied.text, self._is_in_window()
        self._forget()
        if not is_there:
            self._window.desk.open_text(text)

    def _is_in_window(self) -> bool:
        return self._copied is not None and self._copied.text == self._window.session.text

    def _on_arrived(self, text: str, is_asked: bool) -> None:
        self._forget()
        self._copied = Session(self._window.session.answers)
        self._copied.begin(with_plain_ends(text), 0.0)
        if is_asked:
            self.open()
            return
        if self._window.isVisible() and not self._window.session.text.strip():
            self._window.desk.open_text(self._copied.text)
        audiences = self._settings["audiences"] or None
        self._checks.check_aside(self._number, self._copied.draft, audiences=audiences)

    def _on_report(self, number: int, report: Report) -> None:
        copied = self._copied
        if number != self._number or copied is None:
            return
        copied.report_arrived(copied.revision, report)
        count = sum(finding.severity != "note" for finding in copied.visible_findings)
        failed = [item.reason for item in report.not_run if item.kind == "failed"]
        if not count and not failed:
            self._forget()
            return
        self.count = count
        self.trouble = f"The last copy was not checked: {failed[0]}." if failed else ""
        self.changed.emit()
        if count:
            self.flagged.emit(count)
            if self._window.isVisible() and not self._is_in_window():
                self._window.bar.say(f"{things(count)}, in what you copied.", "Show", self.open)

    def _on_skipped(self, skip: str, is_asked: bool) -> None:
        reason = REASONS[Skip(skip)]
        self._forget()
        if is_asked:
            self._window.bring_to_front()
            self._window.bar.say(reason)
        elif skip in _MISSED:
            self.trouble = reason
            self.changed.emit()

    def _on_state(self, state: str) -> None:
        if state in (WatchState.OFF, WatchState.PAUSED):
            self._forget()

    def _forget(self) -> None:
        """Let go of the last copy."""
        self._number += 1
        self._copied = None
        if self.count or self.trouble:
            self.count, self.trouble = 0, ""
            self.changed.emit()


def things(count: int) -> str:
    """How many things there are to look at; all that a notification says.

    >>> things(2)
    '2 things to look at before you post'
    """
    return f"{count} {'thing' if count == 1 else 'things'} to look at before you post"
