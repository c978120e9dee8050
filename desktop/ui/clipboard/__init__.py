"""The clipboard: noticing that something was copied, and reading it where the person agreed.

One backend per kind of desktop stands behind `ClipboardBackend`; `choose_backend` says which one
this desktop gets, and `ClipboardWatch` decides when it may read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication

from desktop.children import child_command
from desktop.ui.clipboard.backend import ClipboardBackend
from desktop.ui.clipboard.focus_only import FocusOnly
from desktop.ui.clipboard.x11 import QtX11


def choose_backend(
    application: QGuiApplication, environment: Mapping[str, str] = os.environ
) -> ClipboardBackend:
    """Return the backend for the desktop that `application` runs on."""
    clipboard = application.clipboard()
    platform = application.platformName()
    if platform != "xcb":
        return FocusOnly(application, clipboard, sees_marks=platform != "cocoa")
    # X11 inside Wayland is told of copies only while one of its own windows is in front.
    is_wayland = bool(environment.get("WAYLAND_DISPLAY"))
    return QtX11(clipboard, child_command("clipboard"), can_watch=not is_wayland)
