"""The process that keeps our last copy on the X11 clipboard when the window is gone.

On X11 a copy lives in the program that made it and dies with it. A clipboard manager would take it
over, yet not every desktop has one. So a window that closes hands its own copy to this process and
leaves only when the copy is there (xclip does the same: https://github.com/astrand/xclip). It ends
when something else is copied, which is also how a clipboard manager takes it over, or after
half an hour, because a draft is not kept longer than somebody is likely to want it. Where a
manager waits for the end of a program, Qt hands the copy to it then
(https://www.freedesktop.org/wiki/ClipboardManager/).

The text comes as one frame on standard input and is written nowhere; `{"ready": true}` goes back
once the clipboard is ours.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from checker.errors import ServiceError
from checker.wire import pack_frame, read_frame
from desktop.children import child_command, child_environment
from desktop.ui.clipboard.backend import OWN_MIME, marked_as_ours

if TYPE_CHECKING:
    import subprocess

LIMIT_MINUTES = 30
START_SECONDS = 10.0
WILL_STAY = (
    f"A copy stays on the clipboard for {LIMIT_MINUTES} minutes, or until you copy something else."
)

_outliving: list[subprocess.Popen[bytes]] = []
"""Nobody waits for these."""


def is_needed() -> bool:
    """Whether copies die with the program here: X11, with our own text on the clipboard."""
    return QGuiApplication.platformName() == "xcb" and _own_text() != ""


def hand_over(command: Sequence[str] | None = None) -> bool:
    """Give our copy to a process that outlives this one; whether it has it now."""
    import subprocess  # only a window that closes needs them, and every window would pay
    import threading

    try:
        process = subprocess.Popen(
            command or child_command("keep"),
            env=child_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # closing a terminal must not take it along
        )
    except OSError:
        return False
    late = threading.Timer(START_SECONDS, process.kill)
    late.start()
    has_it = _gives(process, _own_text())
    late.cancel()
    if has_it:
        _outliving.append(process)
    else:
        process.kill()
        process.wait()
    return has_it


def _gives(process: subprocess.Popen[bytes], text: str) -> bool:
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdout as answers:
        try:
            with process.stdin as given:
                given.write(pack_frame({"text": text}))
            return bool((read_frame(answers) or {}).get("ready"))
        except (OSError, ServiceError):
            return False


def _own_text() -> str:
    clipboard = QGuiApplication.clipboard()
    data = clipboard.mimeData() if clipboard.ownsClipboard() else None
    return data.text() if data is not None and data.hasFormat(OWN_MIME) else ""


def main() -> int:
    """Be the process."""
    application = QGuiApplication(["clearpost"])
    clipboard = application.clipboard()
    given = read_frame(sys.stdin.buffer)
    if given is None:
        return 1
    clipboard.setMimeData(marked_as_ours(given["text"]))
    if not clipboard.ownsClipboard():
        return 1
    clipboard.dataChanged.connect(lambda: None if clipboard.ownsClipboard() else application.quit())
    QTimer.singleShot(LIMIT_MINUTES * 60_000, application, application.quit)
    sys.stdout.buffer.write(pack_frame({"ready": True}))
    sys.stdout.buffer.close()
    return application.exec()
