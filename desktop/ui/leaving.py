"""What is asked and done before Clearpost closes, so that nothing somebody wrote is lost."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.ui.clipboard import keeper

NOT_KEPT = (
    "Your copied text could not be handed on, and it would go away with Clearpost. "
    "Please paste it first; then close again."
)
_HERE = "Clearpost does not keep drafts. When it closes, this one is gone."
_COPIES_STAY = ("xcb", "windows", "cocoa", "offscreen")
"""Where a copy can outlive the program. Wayland hands a copy to others only while it runs."""


def leaving_question(parent: QWidget) -> QMessageBox:
    """The question before a draft would be lost."""
    platform = QGuiApplication.platformName()
    box = QMessageBox(parent)
    box.setWindowTitle("Clearpost")
    box.setText("Your draft has not been copied out.")
    box.setInformativeText(f"{_HERE} {keeper.WILL_STAY}" if platform == "xcb" else _HERE)
    keep = box.addButton("Keep writing", QMessageBox.ButtonRole.RejectRole)
    if platform in _COPIES_STAY:
        box.addButton("Copy and close", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("Close", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    return box
