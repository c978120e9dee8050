"""What Clearpost keeps about a person, where it lies, and how to be rid of it.

Everything it could keep is listed by path and can be deleted here. Drafts are not among it,
because they are never written down.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QPushButton,
    QWidget,
)

from desktop.ui.page import Page, escape
from desktop.ui.sheet import delete_question, is_confirmed, put_together, sheet
from desktop.ui.theme import Colors

DELETE = "Delete what Clearpost keeps about me"
_KEPT = """
<p class="head">What is never kept</p>
<p>Your drafts. They stay in memory while the window is open, and are never written to a disk, to a
log or anywhere else, and never leave this device. Nothing counts what you write or what is found
in it.</p>
<p class="head">What is kept</p>
<p>Your choices in Settings, whether you agreed to the clipboard watch, and how the window
stood.</p>
<p>Your answers to findings: {answers}.</p>
<p>What you wrote under About me: {profile}.</p>
<p class="head">Where</p>
"""
NOTHING = "Nothing is kept on this device."
NO_FILE = "There is no file."
NO_PROFILE = "nothing is saved"
NOT_YET_KEPT = "they stay in memory and are forgotten when Clearpost closes"
IN_MEMORY = f"no keychain was found here, so {NOT_YET_KEPT}"
SWITCHED_OFF = f"you chose not to remember them, so {NOT_YET_KEPT}"


def kept_with(where: str) -> str:
    """What becomes of answers whose key lies in a keychain."""
    return f"they are kept as keyed hashes, which say nothing without the key. The key is {where}"


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
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.close)
        put_together(self, sheet(self.page, margins=(6, 4, 4, 6)), self.buttons)
        self.resize(600, 560)


class KeptView(TextView):
    """What is kept and where, with the button that deletes it."""

    def __init__(
        self,
        paths: Callable[[], tuple[Path, ...]],
        forget: Callable[[], None],
        answers_kept: str,
        profile_kept: Callable[[], str],
        colors: Colors,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("What is kept and where", "", colors, parent)
        self._paths = paths
        self._forget = forget
        self._answers_kept = answers_kept
        self._profile_kept = profile_kept
        self.delete = QPushButton(DELETE)
        self.delete.setAutoDefault(False)
        self.delete.clicked.connect(self.ask)
        self.buttons.addButton(self.delete, QDialogButtonBox.ButtonRole.ActionRole)
        self.show_paths()

    def show_paths(self) -> None:
        """Say which files there are by now, and what becomes of the profile."""
        paths, profile = self._paths(), self._profile_kept()
        if paths:
            where = "<p>" + "<br>".join(escape(str(path)) for path in paths) + "</p>"
        else:
            where = f"<p>{NO_FILE if profile else NOTHING}</p>"
        kept = {"answers": escape(self._answers_kept), "profile": escape(profile or NO_PROFILE)}
        self.page.setHtml(_KEPT.format(**kept) + where)
        self.delete.setEnabled(bool(paths or profile))

    def question(self) -> QMessageBox:
        """The question before anything is deleted."""
        listed = "\n".join(str(path) for path in self._paths())
        if profile := self._profile_kept():
            listed = f"{listed}\n\nWhat you wrote under About me: {profile}.".lstrip()
        if not listed:
            return QMessageBox(QMessageBox.Icon.NoIcon, DELETE, NOTHING, parent=self)
        return delete_question(self, DELETE, "This will be deleted. Your draft stays.", listed)

    def ask(self) -> None:
        """Delete it all where the person confirms."""
        if is_confirmed(self.question()):
            self._forget()
            self.show_paths()
