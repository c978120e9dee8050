"""When a window is seen for the first time, which is later than when it is shown.

Between the two the window manager places it: until then a window is where nobody will see it, and
what is put over its middle ends up beside it. It is placed before its first expose event.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstSight(QObject):
    """Tells once that a window stands where it will be seen."""

    came = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.winId()  # makes the system's window, which is the one that hears of it
        self._handle = window.windowHandle()
        if self._handle.isExposed():
            QTimer.singleShot(0, self, self.came.emit)
        else:
            self._handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Expose and self._handle.isExposed():
            self._handle.removeEventFilter(self)
            QTimer.singleShot(0, self, self.came.emit)  # after the window itself has heard of it
        return super().eventFilter(watched, event)
