"""How large a window opens: as large as it wants to be, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_TITLE_LINES = 3
"""Lines of text that the frame which the system draws around a window takes at most."""


def fit_to_screen(window: QWidget, width: int, height: int) -> None:
    """Resize a window to this size, or to what the screen has room for."""
    room = window.screen().availableGeometry()
    frame = window.fontMetrics().height() * _TITLE_LINES
    window.resize(min(width, room.width()), min(height, room.height() - frame))
