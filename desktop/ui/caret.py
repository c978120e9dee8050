"""The editor's cursor, which stops blinking when nobody types.

A cursor that blinks paints the window twice a second, day and night; that is nearly all that an
open window costs a laptop's battery. GTK's stops after ten seconds and stays visible, and so does
ours. Qt knows one pace for all fields, so it is only changed while the editor has the focus.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

REST_AFTER_MS = 10_000


class RestingCaret(QObject):
    """Lets the cursor of one editor rest."""

    def __init__(self, editor: QPlainTextEdit, *, after_ms: int = REST_AFTER_MS) -> None:
        super().__init__(editor)
        self._pace = QApplication.cursorFlashTime()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(after_ms)
        self._wait.timeout.connect(lambda: QApplication.setCursorFlashTime(0))
        editor.cursorPositionChanged.connect(self._on_moved)
        editor.installEventFilter(self)

    def eventFilter(self, _editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._wait.start()
        elif event.type() == QEvent.Type.FocusOut:
            self._wait.stop()
            QApplication.setCursorFlashTime(self._pace)
        return False

    def _on_moved(self) -> None:
        if self._wait.isActive() or QApplication.cursorFlashTime() != self._pace:
            QApplication.setCursorFlashTime(self._pace)
            self._wait.start()
