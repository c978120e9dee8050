"""What every test of the desktop leaves as it found it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication


@pytest.fixture(scope="session", autouse=True)
def clipboard_is_left_empty() -> Iterator[None]:
    """Empty the clipboard at the end: Qt's offscreen plugin crashes on exit while it holds ours."""
    yield
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
