"""Editor and findings side by side: where a draft is written, looked at and mended.

This is where the session, which knows the draft, the service, which checks it, and what is seen
of both come together. Every change takes the same way: into the session, onto the screen, out to
be checked; every report comes back the same way.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFont, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from checker.errors import UnreadableInput
from checker.intake import text as text_file
from checker.model import Draft, Finding, Fix, Report
from desktop.answers import Answer, ask_link
from desktop.packs import Packs
from desktop.session import Change, Session
from desktop.settings import Settings
from desktop.ui import findings_panel
from desktop.ui.clipboard.backend import marked_as_ours
from desktop.ui.draft_view import MOST_CHARACTERS, DraftView, too_long
from desktop.ui.findings_model import Announcer, FindingsModel, count_in_words
from desktop.ui.findings_panel import FindingsPanel
from desktop.ui.sheet import sheet
from desktop.ui.theme import Colors
from desktop.ui.utf16 import with_plain_ends

STACKED_BELOW = 46
"""Widths, in letters, below which the findings stand under the draft."""


class Checks(Protocol):
    """What is asked of `desktop.ui.jobs.CheckService`."""

    reported: SignalInstance

    def check(self, revision: int, draft: Draft, *, audiences: tuple[str, ...] | None) -> None: ...

    def start(self) -> None: ...


class Desk(QSplitter):
    """The draft on one side, what was found in it on the other."""

    changed = Signal()
    """Something that the window shows has changed."""
    said = Signal(str, str, object)
    """A sentence, and a button with what it does where there is something to do."""
    done = Signal(str)
    """A sentence that only confirms."""
    is_own = Signal(str, str)
    """Type and value of what somebody answered "It is mine" to."""
    clause_wanted = Signal(str)
    link_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        checks: Checks,
        settings: Settings,
        packs: Packs,
        colors: Colors,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.session = session
        self._checks = checks
        self._settings = settings
        self._packs = packs
        self._clock = clock
        self._is_refreshing = False
        self.editor = DraftView(colors)
        self.model = FindingsModel(self)
        self.panel = FindingsPanel(self.model, colors)
        self._announcer = Announcer(self.editor)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.check_now)
        self._lay_out()
        self._connect()
        if session.text:
            self.editor.carry_out([Change(0, "", session.text)])
            self.check_now()
        self.refresh()

    def _lay_out(self) -> None:
        font = QFont(self.editor.font())
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.editor.setFont(font)
        self.editor.document().setDocumentMargin(14)
        self.editor.setMinimumHeight(self.editor.fontMetrics().height() * 4)
        self.addWidget(sheet(self.editor, margins=(4, 4, 4, 4)))
        self.addWidget(self.panel)
        self.setStretchFactor(0, 5)
        self.setStretchFactor(1, 4)
        self.setHandleWidth(12)
        self.setChildrenCollapsible(False)
        self.setSizes([600, 460])
        self.setFocusProxy(self.editor)

    def _connect(self) -> None:
        editor, panel = self.editor, self.panel
        editor.edited.connect(self._on_edited)
        editor.undo_requested.connect(self.undo)
        editor.redo_requested.connect(self.redo)
        editor.file_dropped.connect(self.open_file)
        editor.refused.connect(self._say)
        editor.place_changed.connect(self._on_place_changed)
        panel.list.selectionModel().currentChanged.connect(self._on_row_changed)
        panel.list.clicked.connect(self._on_row_clicked)
        panel.list.fixes_wanted.connect(panel.card.focus_fix)
        panel.card.fix_chosen.connect(self._fix)
        panel.card.answered.connect(self._answer)
        panel.card.clause_wanted.connect(self.clause_wanted)
        panel.card.link_wanted.connect(self.link_wanted)
        panel.rights_wanted.connect(self.clause_wanted)
        panel.button_clicked.connect(self._on_state_button)
        self._checks.reported.connect(self._on_reported)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), panel)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(editor.setFocus)

    def set_colors(self, colors: Colors) -> None:
        """Draw in other colors."""
        self.editor.set_colors(colors)
        self.panel.set_colors(colors)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        letters = event.size().width() / max(1, self.fontMetrics().averageCharWidth())
        stacked = letters < STACKED_BELOW * 2
        wanted = Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self.panel.is_stacked = stacked
            for place, share in enumerate((3, 7) if stacked else (5, 4)):
                self.setStretchFactor(place, share)
            self.setSizes([300, 700] if stacked else [600, 460])
        super().resizeEvent(event)

    # The text

    def open_text(self, text: str, *, lies_elsewhere: bool = True) -> None:
        """Begin on another text; the one before is one undo away."""
        if len(text) > MOST_CHARACTERS:
            self._say(too_long(len(text)))
            return
        had_draft = not self.session.is_copied_out
        changes = self.session.begin(
            with_plain_ends(text), self._clock(), lies_elsewhere=lies_elsewhere
        )
        self._carry_out(changes)
        self.editor.setFocus()
        if had_draft and changes:
            self.said.emit("Your draft from before is one undo away.", "Undo", self.undo)

    def open_file(self, path: Path) -> None:
        """Begin on the text of a file; what is wrong with it is said."""
        try:
            with path.open("rb") as file:
                draft = text_file.read(file.read(text_file.MAX_BYTES + 1), path.name)
        except OSError as error:
            what = "is a folder; drop a text file" if path.is_dir() else error.strerror
            self._say(f"{path.name} could not be opened: {what or error}.")
        except UnreadableInput as error:
            self._say(f"{path.name} {error}.")
        else:
            self.open_text("\n\n".join(segment.text for segment in draft.segments))

    def copy_out(self) -> None:
        """Put the draft on the clipboard, marked as ours."""
        QGuiApplication.clipboard().setMimeData(marked_as_ours(self.session.text))
        self.session.mark_copied()
        left = len(self.session.visible_findings)
        rest = (
            f" {left} {'finding is' if left == 1 else 'findings are'} left in it." if left else ""
        )
        self.done.emit(f"Copied. Paste it into your post.{rest}")
        self.changed.emit()

    def undo(self) -> None:
        """Take the last step back."""
        self._carry_out(self.session.undo())

    def redo(self) -> None:
        """Make the step again that was taken back."""
        self._carry_out(self.session.redo())

    def fix_all_safe(self) -> None:
        """Carry out the safe fixes as one step."""
        self._carry_out(self.session.apply_all_safe(self._clock()))

    def _on_edited(self, start: int, removed: int, inserted: str) -> None:
        self.session.edit(start, removed, inserted, self._clock())
        self._after_change()

    def _carry_out(self, changes: tuple[Change, ...]) -> None:
        if changes:
            self.editor.carry_out(changes)
            self._after_change()

    def _after_change(self) -> None:
        self.refresh()
        self._wait.start(self._settings["live_check_delay_ms"])

    # Checks

    def check_now(self) -> None:
        """Have the draft checked as it is now."""
        self._wait.stop()
        if self.session.text.strip():
            audiences = self._settings["audiences"] or None
            self._checks.check(self.session.revision, self.session.draft, audiences=audiences)

    def _on_reported(self, revision: int, report: Report) -> None:
        if self.session.report_arrived(revision, report):
            self.refresh()
            self._announce()

    def _announce(self) -> None:
        state = self.panel.state
        findings = self.session.visible_findings
        count = f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}"
        self._announcer.say(state.title if state else f"{count}: {count_in_words(findings)}")

    def refresh(self) -> None:
        """Show what the session holds."""
        findings = self.session.visible_findings
        self.editor.can_undo, self.editor.can_redo = self.session.can_undo, self.session.can_redo
        self.editor.underline(findings)
        self._is_refreshing = True
        self.model.show(findings, self.editor.text)
        self._is_refreshing = False
        if findings:
            self.panel.show_findings(findings)
            if not self.panel.list.currentIndex().isValid():
                self._choose(self.session.finding_at(self.editor.place) or findings[0])
            self._show_chosen()
        else:
            self.editor.highlight(None)
            self.panel.show_state(self._state())
        self.changed.emit()

    def _state(self) -> findings_panel.State:
        report = self.session.report
        if not self.session.text.strip():
            return findings_panel.EMPTY
        shown = self.panel.state
        if report is None or not self.session.is_checked:
            # While somebody types the last word stands, unless it is about no draft at all.
            is_old = shown in (None, findings_panel.EMPTY)
            return findings_panel.CHECKING if is_old or shown is None else shown
        if any(item.kind == "failed" for item in report.not_run):
            return findings_panel.failed([i for i in report.not_run if i.kind == "failed"])
        answered = len(self.session.dismissed_findings)
        return findings_panel.nothing_found(report.not_run, self._packs.has_company_list, answered)

    def _on_state_button(self) -> None:
        if self.session.dismissed_findings:
            for finding in self.session.dismissed_findings:
                self.session.take_back(finding)
            self.refresh()
        else:
            self._checks.start()
            self.check_now()

    # Findings

    @property
    def chosen(self) -> Finding | None:
        """The finding that the card shows."""
        return self.model.finding(self.panel.list.currentIndex())

    def go_to_next(self) -> None:
        """Go to the finding behind the cursor."""
        self._go_to(self.session.next_finding(self.editor.place))

    def go_to_previous(self) -> None:
        """Go to the finding before the cursor."""
        self._go_to(self.session.previous_finding(self.editor.place))

    def _go_to(self, finding: Finding | None) -> None:
        if finding is not None:
            self._choose(finding)
            self.editor.go_to(finding.span)
            self.panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, finding: Finding) -> None:
        row = self.model.row_of(finding)
        if row >= 0:
            self.panel.list.setCurrentIndex(self.model.index(row))

    def _on_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        if self._is_refreshing:
            return  # rows come and go; what is chosen is shown when all are there
        self._show_chosen()
        if self.panel.list.hasFocus() and self.chosen:
            self.editor.go_to(self.chosen.span)

    def _on_row_clicked(self, _index: QModelIndex) -> None:
        if self.chosen:
            self.editor.go_to(self.chosen.span)

    def _on_place_changed(self, place: int) -> None:
        if finding := self.session.finding_at(place):
            self._choose(finding)

    def _show_chosen(self) -> None:
        finding = self.chosen
        if finding is not None:
            self.panel.card.show_finding(finding, self.editor.text)
            self.editor.highlight(finding.span)

    def _fix(self, fix: Fix) -> None:
        changes = self.session.apply(fix, self._clock())
        if not changes:
            self._say("That place has changed meanwhile, so nothing was done.")
        self._carry_out(changes)
        self._focus_after()

    def _answer(self, answer: Answer) -> None:
        finding, report = self.chosen, self.session.report
        if finding is None or report is None:
            return
        if answer is Answer.ASK:
            self.link_wanted.emit(ask_link(finding, report.pack))
            return
        self.session.dismiss(finding, answer)
        self.refresh()
        self._focus_after()
        self.said.emit(
            "Thank you. It is hidden here, and where the same words come up again.",
            "Show it again",
            lambda: self._take_back(finding),
        )
        if answer is Answer.MINE:
            start, end = finding.span
            self.is_own.emit(finding.type, self.editor.text[start:end])

    def _take_back(self, finding: Finding) -> None:
        self.session.take_back(finding)
        self.refresh()
        self._choose(finding)

    def _focus_after(self) -> None:
        """Where the keys go when a finding is done with: to the next one, or back to writing."""
        next_place = self.panel.list if self.session.visible_findings else self.editor
        next_place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self.said.emit(sentence, "", None)


def as_widget(desk: Desk) -> QWidget:
    """The desk with the room around it that a window gives."""
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(14, 10, 14, 12)
    column.addWidget(desk)
    return room
