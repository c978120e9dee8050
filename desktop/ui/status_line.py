"""What is always in sight: the list in use and its age, what was not run, the clipboard.

Silence would read as "all clear", so that a check that did not run, or the missing company list,
is named here as long as it holds, whatever else the window shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from checker.model import NotRun
from desktop.packs import Packs
from desktop.ui.finding_card import link_button
from desktop.ui.flow import FlowLayout


def not_run_words(not_run: Sequence[NotRun]) -> str:
    """Which checks did not run, short enough for a line."""
    names = list(dict.fromkeys(item.check for item in not_run))
    if len(names) > 2:
        return f"{len(names)} checks did not run"
    return f"Not run: {', '.join(names)}" if names else ""


def name_it(label: QLabel, name: str) -> None:
    """Let the rules of the style sheet for another name hold; costly, so only where it changes."""
    if label.objectName() != name:
        label.setObjectName(name)
        label.style().polish(label)


class StatusLine(QFrame):
    """The line at the foot of the window; it goes on in a second one where it is narrow."""

    not_run_wanted = Signal()
    problems_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.pack = QLabel()
        self.problems = link_button("What is wrong with it")
        self.problems.clicked.connect(self.problems_wanted)
        self.not_run = link_button("")
        self.not_run.clicked.connect(self.not_run_wanted)
        self.clipboard = QLabel("Clipboard not watched")
        self.clipboard.setObjectName("muted")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 6, 18, 7)
        flow = FlowLayout(gap=16, line_gap=1)
        for part in (self.pack, self.problems, self.not_run, self.clipboard):
            part.setMinimumHeight(self.not_run.sizeHint().height())  # links come and go
            flow.addWidget(part)
        whole.addLayout(flow)
        self._words = "?"
        self.show_not_run(())

    def show_packs(self, packs: Packs) -> None:
        """Say which list is in use."""
        status = packs.status()
        self.pack.setText(status[:1].upper() + status[1:])
        name_it(self.pack, "muted" if packs.has_company_list else "heading")
        self.problems.setVisible(bool(packs.problems))

    def show_not_run(self, not_run: Sequence[NotRun]) -> None:
        """Say which checks did not run."""
        words = not_run_words(not_run)
        if words == self._words:
            return
        self._words = words
        self.not_run.setText(words.replace("&", "&&"))
        self.not_run.setAccessibleName(f"{words}. Show why." if words else "")
        self.not_run.setVisible(bool(words))

    def show_clipboard(self, words: str) -> None:
        """Say whether the clipboard is watched."""
        self.clipboard.setText(words)
