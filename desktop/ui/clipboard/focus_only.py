"""The clipboard where a program may look at it only while it is in front.

Wayland desktops hand the clipboard to the program with the keyboard focus, and other systems are
served this way until they have a backend of their own. Copies are noticed when the window comes to
the front. "Check clipboard now" works everywhere: the window is put in front for it, and the
reading waits until it is there.

Qt does not show the marks of macOS password managers (`org.nspasteboard.ConcealedType`,
http://nspasteboard.org). Where marks cannot be seen nothing is read unasked.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from desktop.ui.clipboard.backend import Answer, Skip, weigh

FOCUS_MS = 5_000
"""How long a reading waits for the window to come to the front."""

IN_FRONT = (
    "On this desktop a program can see the clipboard only while its window is in front. When you "
    "come back to this window, Clearpost reads the text you copied last and checks it."
)
WHEN_ASKED = (
    "On this system Clearpost cannot see yet which copies a password manager marks as secret, so "
    'it reads the clipboard only when you choose "Check clipboard now".'
)


class FocusOnly:
    """Reads in the window process, while one of its windows is in front."""

    can_watch = False

    def __init__(
        self, application: QGuiApplication, clipboard: QClipboard, *, sees_marks: bool = True
    ) -> None:
        """Read `clipboard`; without `sees_marks` only when asked."""
        self.name = "while the window is in front" if sees_marks else "when asked"
        self.limits = IN_FRONT if sees_marks else WHEN_ASKED
        self._sees_marks = sees_marks
        self._application = application
        self._clipboard = clipboard
        self._changed: Callable[[], None] | None = None
        self._waiting: list[Callable[[Answer], None]] = []
        self._patience = QTimer()
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self._answer_waiting(lambda: Skip.TIMED_OUT))
        application.applicationStateChanged.connect(self._on_focus)
        clipboard.dataChanged.connect(self._on_copy)

    def start(self, changed: Callable[[], None]) -> None:
        self._changed = changed if self._sees_marks else None

    def stop(self) -> None:
        self._changed = None
        self._waiting.clear()
        self._patience.stop()

    def read(self, answer: Callable[[Answer], None]) -> None:
        self._waiting.append(answer)
        if self._is_in_front():
            self._answer_waiting(self._read)
        else:
            self._patience.start(FOCUS_MS)

    def _is_in_front(self) -> bool:
        return self._application.applicationState() == Qt.ApplicationState.ApplicationActive

    def _read(self) -> Answer:
        return Skip.OWN if self._clipboard.ownsClipboard() else weigh(self._clipboard.mimeData())

    def _answer_waiting(self, read: Callable[[], Answer]) -> None:
        self._patience.stop()
        waiting, self._waiting = self._waiting, []
        if waiting:
            result = read()
            for answer in waiting:
                answer(result)

    def _on_focus(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._answer_waiting(self._read)
            self._on_copy()

    def _on_copy(self) -> None:
        if self._changed is not None and self._is_in_front():
            self._changed()
