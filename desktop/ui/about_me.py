"""The page "About me": what is the person's own, typed one entry a line.

It says what it is for and where it is kept before anything is typed. What is wrong with a line is
said under its field, and nothing is saved until all of it is right.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.profile import FIELDS, Field, Kind, field_text, read_fields
from desktop.ui.own_profile import OwnProfile, Place
from desktop.ui.sheet import (
    delete_question,
    is_confirmed,
    put_together,
    rows,
    scrolling,
    sheet,
    words,
)

TITLE = "About me"
WHAT_FOR = (
    "Clearpost cannot know which address in a draft is yours. Write it here, and it is a private "
    "hint when it turns up, never a policy finding. All of it is optional."
)
_WHERE = {
    Place.NOWHERE: "Nothing is saved so far. It will be kept in the keychain of this computer and "
    "in no file of ours; where there is no keychain, in memory until Clearpost closes. "
    "It never leaves this computer.",
    Place.UNREAD: "What you saved before could not be read, because the keychain did not answer. "
    "What you save now takes its place.",
    Place.MEMORY: "No keychain was found here, so it stays in memory and is forgotten when "
    "Clearpost closes.",
}
_BUSY = "Speaking with the keychain. It may ask you to unlock it."
_LINES = 3


class AboutMeView(QDialog):
    """Four fields, and buttons that save or delete what is in them."""

    def __init__(self, own: OwnProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._own = own
        self._is_waiting = False
        """Whether the page goes away once the keychain has answered."""
        self.fields: dict[Kind, QPlainTextEdit] = {}
        self.complaints: dict[Kind | None, QLabel] = {}
        self.where = words("muted")
        self.buttons = QDialogButtonBox()
        self.save = QPushButton("Save")
        self.save.setObjectName("primary")
        self.cancel = QPushButton("Cancel")
        self.delete = QPushButton("Delete what is saved")
        self._lay_out()
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.delete.clicked.connect(self.ask)
        own.changed.connect(self._show)
        own.finished.connect(self._on_finished)
        self._show()

    def done(self, result: int) -> None:
        """Close, and let go of what was typed and not saved."""
        super().done(result)
        self._is_waiting = False
        for kind, edit in self.fields.items():
            edit.document().setModified(False)
            self._complain(kind, "")
        self._complain(None, "")
        self._show()

    def _lay_out(self) -> None:
        inside, column = rows()
        what_for = words("")
        what_for.setText(WHAT_FOR)
        column.addWidget(what_for)
        for field in FIELDS:
            column.addSpacing(10)
            self._add_field(column, field)
        self.complaints[None] = words("over")
        column.addWidget(self.complaints[None])
        self._complain(None, "")
        column.addSpacing(10)
        column.addWidget(self.where)
        column.addStretch(1)
        self._area = scrolling(inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.addButton(self.delete, QDialogButtonBox.ButtonRole.ResetRole)
        self.delete.setAutoDefault(False)
        put_together(self, sheet(self._area), self.buttons)
        self.resize(560, 660)

    def _add_field(self, column: QVBoxLayout, field: Field) -> None:
        edit = QPlainTextEdit()
        edit.setObjectName("field")
        edit.setTabChangesFocus(True)
        edit.setPlaceholderText(field.example)
        edit.setAccessibleName(f"{field.label}, one a line")
        line = edit.fontMetrics().lineSpacing()
        edit.setFixedHeight(line * _LINES + 2 * round(edit.document().documentMargin()) + 8)
        edit.textChanged.connect(lambda: self._complain(field.kind, ""))
        label = QLabel(f"{field.label}, one a line")
        label.setObjectName("heading")
        label.setBuddy(edit)
        complaint = words("over")
        for widget in (label, edit, complaint):
            column.addWidget(widget)
        self.fields[field.kind], self.complaints[field.kind] = edit, complaint
        complaint.hide()

    def _show(self) -> None:
        """Bring fields and buttons up to date with what is saved."""
        own = self._own
        for kind, edit in self.fields.items():
            if not edit.document().isModified():
                edit.setPlainText(field_text(own.profile, kind))
                edit.document().setModified(False)
            edit.setEnabled(not own.is_busy)
        kept = f"It is kept {own.where} and in no file of ours. It never leaves this computer."
        self.where.setText(_BUSY if own.is_busy else _WHERE.get(own.place, kept))
        self.save.setEnabled(not own.is_busy)
        self.delete.setEnabled(not own.is_busy and own.place is not Place.NOWHERE)

    def _on_finished(self) -> None:
        if self._is_waiting:
            self.accept()

    def _save(self) -> None:
        """Save what is in the fields, or say what to mend first."""
        texts = {kind: edit.toPlainText() for kind, edit in self.fields.items()}
        profile, complaints = read_fields(texts)
        for kind in self.complaints:
            about = [item for item in complaints if item.kind == kind]
            self._complain(kind, "\n".join(map(str, about)))
        if complaints:
            kind = complaints[0].kind
            self.fields[kind or FIELDS[0].kind].setFocus(Qt.FocusReason.OtherFocusReason)
            words = self.complaints[kind]  # which has no place before the next layout
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(words))
            return
        self._is_waiting = True
        self._own.save(profile)

    def _complain(self, kind: Kind | None, words: str) -> None:
        self.complaints[kind].setText(words)
        self.complaints[kind].setVisible(bool(words))
        if kind:
            self.fields[kind].setAccessibleDescription(words)

    def question(self) -> QMessageBox:
        """The question before anything is deleted."""
        return delete_question(
            self,
            TITLE,
            "Delete what you saved about yourself?",
            "Your own address then looks like anybody's. Your draft stays.",
        )

    def ask(self) -> None:
        """Delete it where the person confirms."""
        if is_confirmed(self.question()):
            self._is_waiting = True
            self._own.delete()
