"""The process that reads one copy on X11 and ends.

On X11 the clipboard is a conversation with the program that copied. When that program hangs, Qt
waits 5 seconds for the list of formats and 15 for the text, and a window that waits is frozen
(https://www.x.org/releases/current/doc/xorg-docs/icccm/icccm.html#use_of_selection_atoms). So the
conversation is held here, by a process that the window ends when it takes too long.

One process per copy, 0.15 s each: it keeps nothing between copies, in particular not the formats
of the one before, which Qt remembers until it is told of a change.

Two frames go to standard output, as in `checker.wire`: `{"ready": true}` once the clipboard can be
asked, then `{"text": ...}` or `{"skip": reason}`. Nothing is written elsewhere.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication

from checker.wire import Message, pack_frame
from desktop.ui.clipboard.backend import Answer, Copied, Skip, weigh


def main() -> int:
    """Read the clipboard and answer on standard output."""
    # Without a connection to the screen Qt ends the process here; the window sees no answer.
    application = QGuiApplication(["clearpost"])
    _write({"ready": True})
    _write(as_message(weigh(application.clipboard().mimeData())))
    return 0


def as_message(answer: Answer) -> Message:
    """Return what is written for an answer."""
    return {"text": answer.text} if isinstance(answer, Copied) else {"skip": answer.value}


def as_answer(message: Message) -> Answer:
    """Return the answer that `as_message` wrote."""
    return Copied(message["text"]) if "text" in message else Skip(message["skip"])


def _write(message: Message) -> None:
    sys.stdout.buffer.write(pack_frame(message))
    sys.stdout.buffer.flush()
