"""The editor: plain text with underlines that are really there.

Underlines are character formats of the document, because those of a syntax highlighter or of
extra selections cannot be seen by a screen reader (AT-SPI reads formats only). That has a price:
a format is a change of the document, and Qt's undo would take it back like typing. So Qt's undo is
off, the history lives in `desktop.session`, and this view tells changes of text from changes of
format: by comparing the text, since Qt's own figures are at times wider than what happened.

Only what differs from the last time is drawn, and never while a character is being composed by an
input method, which would end the composition. Qt checks no spelling here, so no word leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit, QWidget

from checker.model import SEVERITIES, Finding, Severity, Span
from desktop.session import Change
from desktop.ui.caret import RestingCaret
from desktop.ui.clipboard.backend import marked_as_ours
from desktop.ui.theme import Colors
from desktop.ui.utf16 import Units, as_shown, with_plain_ends

MOST_CHARACTERS = 200_000
"""Three times the longest post there is; a window stays quick up to here."""

_UNDERLINES: dict[Severity, QTextCharFormat.UnderlineStyle] = {
    "error": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "warning": QTextCharFormat.UnderlineStyle.DashUnderline,
    "note": QTextCharFormat.UnderlineStyle.DotLine,
}

Mark = tuple[int, int, Severity | None]
"""A range in UTF-16 units and what is drawn there; None where it may be anything."""


def too_long(length: int) -> str:
    """What is said when a text is more than the window takes."""
    return (
        f"That text has {length:,} characters, and this window takes up to {MOST_CHARACTERS:,}. "
        "Your draft is as it was. To check a long text, save it as a file and run: "
        "clearpost check FILE"
    )


class DraftView(QPlainTextEdit):
    """The draft as text with underlines; all places that come and go are code points."""

    edited = Signal(int, int, str)
    """Start, how many characters went away, what came in their place."""
    undo_requested = Signal()
    redo_requested = Signal()
    file_dropped = Signal(Path)
    refused = Signal(str)
    """A text was not taken in; the words say why and what to do."""
    place_changed = Signal(int)
    """The cursor is at another place."""

    def __init__(self, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors = colors
        self._shown = ""
        self._units = Units("")
        self._marks: list[Mark] = []
        self._wanted: list[Mark] = []
        self._edit: Change | None = None
        self._is_drawing = False
        self._is_told = False
        self._is_composing = False
        self.can_undo = False
        self.can_redo = False
        self.document().setUndoRedoEnabled(False)
        self.setAccessibleName("Draft")
        self.setAccessibleDescription("Write or paste your post. F8 goes to the next finding.")
        self.setPlaceholderText(
            "Write or paste your post here, or drop a text file.\n\n"
            "It is read on this device and nowhere else."
        )
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.document().contentsChange.connect(self._on_contents_change)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        RestingCaret(self)

    # Text

    @property
    def text(self) -> str:
        """The text as shown."""
        return self._shown

    def carry_out(self, changes: Iterable[Change]) -> None:
        """Make changes of the session in the editor, the cursor behind the last of them."""
        with self._told():
            cursor = self.textCursor()
            cursor.beginEditBlock()
            for change in changes:
                units = Units(self._shown)
                end = change.start + len(change.removed)
                cursor.setPosition(units.to_units(change.start))
                cursor.setPosition(units.to_units(end), QTextCursor.MoveMode.KeepAnchor)
                inserted = as_shown(change.inserted)
                cursor.insertText(inserted)
                self._move_marks(
                    units.to_units(change.start),
                    units.to_units(end) - units.to_units(change.start),
                    Units(inserted).length,
                )
                self._take(self._shown[: change.start] + inserted + self._shown[end:])
            cursor.endEditBlock()
            self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _take(self, text: str) -> None:
        self._shown = text
        self._units = Units(text)

    def _read_text(self) -> str:
        """The document's text, with the no-break spaces that `toPlainText` drops."""
        return self.document().toRawText().replace("\u2029", "\n")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Changes within come from the session and are not told to it again."""
        self._is_told = True
        try:
            yield
        finally:
            self._is_told = False

    def _on_contents_change(self, start: int, removed: int, added: int) -> None:
        if self._is_drawing or self._is_told:
            return
        before, units = self._shown, self._units
        now = self._read_text()
        if now == before:
            return
        self._take(now)
        first = units.to_points(min(start, units.length))
        last = units.to_points(min(start + removed, units.length))
        end = self._units.to_points(min(start + added, self._units.length))
        change = Change(first, before[first:last], now[first:end])
        if change.applied_to(before) != now:
            change = _difference(before, now)
        self._move_marks(
            units.to_units(change.start),
            Units(change.removed).length,
            Units(change.inserted).length,
        )
        self._edit = change

    def _on_text_changed(self) -> None:
        # Told here and not above: a document must not be drawn on while it reports a change.
        if self._edit is not None and not self._is_drawing:
            edit, self._edit = self._edit, None
            self.edited.emit(edit.start, len(edit.removed), edit.inserted)

    # Places

    @property
    def place(self) -> int:
        """Where the cursor is."""
        return self._units.to_points(self.textCursor().position())

    def go_to(self, span: Span) -> None:
        """Put the cursor at the beginning of a span and bring it into view."""
        with self._told():
            cursor = self.textCursor()
            cursor.setPosition(min(self._units.to_units(span.start), self._units.length))
            self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def highlight(self, span: Span | None) -> None:
        """Tint a place; only the eye is meant, so that no format is needed."""
        chosen = []
        if span is not None and self._units.to_units(span.end) <= self._units.length:
            selection = QTextEdit.ExtraSelection()
            selection.format.setBackground(QColor(self._colors.chosen))
            selection.cursor = self._cursor_over(
                self._units.to_units(span.start), self._units.to_units(span.end)
            )
            chosen.append(selection)
        self.setExtraSelections(chosen)

    def _on_cursor_moved(self) -> None:
        if not self._is_told and not self._is_drawing and self._edit is None:
            self.place_changed.emit(self.place)

    def _cursor_over(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # Underlines

    def underline(self, findings: Sequence[Finding]) -> None:
        """Draw the underlines of the findings and no others."""
        units = self._units
        wanted: list[Mark] = [
            (units.to_units(f.span.start), units.to_units(f.span.end), f.severity)
            # The gravest last, so that it is seen where two meet.
            for f in sorted(findings, key=lambda f: SEVERITIES.index(f.severity))
            if f.span.end <= len(self._shown)
        ]
        self._wanted = wanted
        if not self._is_composing:
            self._draw()

    def set_colors(self, colors: Colors) -> None:
        """Draw everything anew in other colors."""
        self._colors = colors
        self._marks = [(start, end, None) for start, end, _ in self._marks]
        self._draw()
        self.setExtraSelections([])

    def _draw(self) -> None:
        wanted, known = set(self._wanted), set(self._marks)
        stale = [mark for mark in self._marks if mark not in wanted]
        fresh = [
            mark
            for mark in self._wanted
            if mark not in known or any(_overlap(mark, other) for other in stale)
        ]
        self._marks = list(self._wanted)
        if not stale and not fresh:
            return
        self._is_drawing = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        plain = QTextCharFormat()
        for start, end, _ in stale:
            end = min(end, self._units.length)
            if start < end:
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(plain)
        for start, end, severity in fresh:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._format(severity))
        cursor.endEditBlock()
        self._is_drawing = False

    def _format(self, severity: Severity | None) -> QTextCharFormat:
        made = QTextCharFormat()
        if severity is not None:
            made.setUnderlineStyle(_UNDERLINES[severity])
            made.setUnderlineColor(QColor(self._colors.of(severity)))
        return made

    def _move_marks(self, start: int, removed: int, added: int) -> None:
        """Let the marks follow an edit; what was touched, or typed behind one, is unsure."""
        end = start + removed
        moved: list[Mark] = []
        for first, last, severity in self._marks:
            if last <= start:
                moved.append((first, last, severity))
            elif first >= end:
                moved.append((first + added - removed, last + added - removed, severity))
            else:
                moved.append((min(first, start), max(last, end) + added - removed, None))
        if added:
            # New text takes on the format of the character before it.
            moved.append((start, start + added, None))
        self._marks = moved

    # Keys, paste, drop

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) or (
            event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.redo_requested.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._is_composing:
            self._draw()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_at(event.pos()).popup(event.globalPos())

    def menu_at(self, position: QPoint) -> QMenu:
        """Qt's menu, whose undo and redo are ours."""
        menu: QMenu = self.createStandardContextMenu(position)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ours = {
            "edit-undo": (self.undo_requested, self.can_undo),
            "edit-redo": (self.redo_requested, self.can_redo),
        }
        for action in menu.actions():
            signal, enabled = ours.get(action.objectName(), (None, False))
            if signal is not None:
                action.triggered.disconnect()
                action.triggered.connect(signal)
                action.setEnabled(enabled)
        return menu

    def createMimeDataFromSelection(self) -> QMimeData:
        return marked_as_ours(super().createMimeDataFromSelection().text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or bool(_files(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := _files(source):
            self.file_dropped.emit(files[0])
        else:
            self.insert(source.text())

    def insert(self, text: str) -> None:
        """Put plain text in the place of the selection, unless it is too long to handle."""
        text = as_shown(with_plain_ends(text))
        cursor = self.textCursor()
        kept = len(self._shown) - (cursor.selectionEnd() - cursor.selectionStart())
        if kept + len(text) > MOST_CHARACTERS:
            self.refused.emit(too_long(len(text)))
        else:
            cursor.insertText(text)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if files := _files(event.mimeData()):
            event.acceptProposedAction()
            self.file_dropped.emit(files[0])
        else:
            super().dropEvent(event)


def _files(source: QMimeData) -> list[Path]:
    """The files on this machine that are dropped or pasted."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


def _overlap(one: Mark, other: Mark) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _difference(before: str, now: str) -> Change:
    """The smallest single change from one text to the other."""
    most = min(len(before), len(now))
    start = next((i for i in range(most) if before[i] != now[i]), most)
    most -= start
    tail = next((i for i in range(most) if before[-1 - i] != now[-1 - i]), most)
    return Change(start, before[start : len(before) - tail], now[start : len(now) - tail])
