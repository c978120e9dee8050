"""What the windows and pages are put together from: a white sheet, room to scroll, rows of words.

A sheet is a frame that `desktop/ui/theme.py` draws; a page is one sheet with its buttons below.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)


def sheet(*inside: QWidget, margins: tuple[int, int, int, int] = (2, 2, 2, 2)) -> QFrame:
    """A sheet that holds these, one below the other; margins as Qt orders them."""
    frame = QFrame()
    frame.setObjectName("sheet")
    column = QVBoxLayout(frame)
    column.setContentsMargins(*margins)
    column.setSpacing(0)
    for part in inside:
        column.addWidget(part)
    return frame


def scrolling(inside: QWidget) -> QScrollArea:
    """Room to scroll up and down, on the color of what is around."""
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area


def rows() -> tuple[QWidget, QVBoxLayout]:
    """The inside of a page of rows, and the column to put them in."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(18, 16, 18, 16)
    column.setSpacing(4)
    return widget, column


def words(name: str) -> QLabel:
    """A label for plain words that may need several lines; the name says how it looks."""
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def put_together(dialog: QDialog, whole: QFrame, buttons: QDialogButtonBox) -> None:
    """Lay a page out: its sheet, and its buttons below."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(14, 14, 14, 14)
    column.setSpacing(12)
    column.addWidget(whole, 1)
    column.addWidget(buttons)


def delete_question(parent: QWidget, title: str, text: str, more: str) -> QMessageBox:
    """The question before something is deleted; Enter and Escape keep it."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(more)
    box.addButton("Delete it", QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    return box


def is_confirmed(box: QMessageBox) -> bool:
    """Ask it, and tell whether to go ahead."""
    box.exec()
    return box.buttonRole(box.clickedButton()) is QMessageBox.ButtonRole.DestructiveRole
