"""What Clearpost keeps about a person, where it lies, and how to be rid of it.

Everything it could keep is listed by path and can be deleted here. Drafts are not among it,
because they are never written down.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.page import Page
from desktop.ui.theme import Colors

DELETE = "Delete what Clearpost keeps about me"
_KEPT = """
<p class="head">What is never kept</p>
<p>Your drafts. They stay in memory while the window is open, and are never written to a disk, to a
log or anywhere else, and never leave this device. Nothing counts what you write or what is found
in it.</p>
<p class="head">What is kept</p>
<p>Your choices in Settings, whether you agreed to the clipboard watch, how the window stood, and
your answers to findings. An answer is kept as a keyed hash: it says nothing without the key, which
your system's keychain holds.</p>
<p class="head">Where</p>
"""
NEVER_FLAGGED = """
<p class="head">Talk about your work and your rights</p>
<p>Pay, hours, shifts, safety, staffing, unions, managers, unfair treatment and reporting wrongs
are yours to talk about. They make a finding quieter, never louder. No rule looks at your mood or
at criticism.</p>
<p class="head">What is public</p>
<p>What the company has published, public figures, and news anyone can read. A term on the company
list stops on its date.</p>
<p class="head">What is yours</p>
<p>News about yourself: your own health, pay or union. Your own contact data is at most a private
hint.</p>
<p class="head">What only looks real</p>
<p>Examples such as example.com, 555-01xx and published test cards are at most a hint. An everyday
word that happens to be a code name needs its context.</p>
"""


class TextView(QDialog):
    """A page with a button to close it, and room for another."""

    def __init__(
        self, title: str, page: str, colors: Colors, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.page = Page(colors)
        self.page.setHtml(page)
        self.page.setAccessibleName(title)
        sheet = QFrame()
        sheet.setObjectName("sheet")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(6, 4, 4, 6)
        inside.addWidget(self.page)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 14, 14, 14)
        whole.setSpacing(12)
        whole.addWidget(sheet, 1)
        whole.addWidget(self.buttons)
        self.resize(600, 560)


class KeptView(TextView):
    """What is kept and where, with the button that deletes it."""

    def __init__(
        self,
        paths: Callable[[], tuple[Path, ...]],
        forget: Callable[[], None],
        colors: Colors,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("What is kept and where", "", colors, parent)
        self._paths = paths
        self._forget = forget
        self.delete = QPushButton(DELETE)
        self.delete.setAutoDefault(False)
        self.delete.clicked.connect(self._on_delete)
        self.buttons.addButton(self.delete, QDialogButtonBox.ButtonRole.ActionRole)
        self.show_paths()

    def show_paths(self) -> None:
        """Say which files there are by now."""
        paths = self._paths()
        if paths:
            where = "<p>" + "<br>".join(escape(str(path)) for path in paths) + "</p>"
        else:
            where = "<p>Nothing is kept on this device.</p>"
        self.page.setHtml(_KEPT + where)
        self.delete.setEnabled(bool(paths))

    def question(self) -> QMessageBox:
        """The question before anything is deleted."""
        listed = "\n".join(str(path) for path in self._paths())
        box = QMessageBox(self)
        box.setWindowTitle(DELETE)
        box.setText("These files will be deleted. Your draft stays.")
        box.setInformativeText(listed)
        box.addButton("Delete them", QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton("Keep them", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        return box

    def _on_delete(self) -> None:
        box = self.question()
        box.exec()
        if box.buttonRole(box.clickedButton()) is QMessageBox.ButtonRole.DestructiveRole:
            self._forget()
            self.show_paths()
