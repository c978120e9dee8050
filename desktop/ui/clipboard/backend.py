"""What every way of reading the clipboard has in common, and what is never read.

Each desktop lets programs at the clipboard in its own way: X11 tells of every copy but may hang on
whoever owns it, Wayland tells only the program in front. A backend hides that behind a signal
("something was copied") and an answer that comes later: the text, or the reason there is none.

What kind of thing was copied is weighed before the text is fetched, in this order: ours, concealed,
files, picture, text, size. Password managers mark what they copy, and a mark that is there counts
whatever its value, because a wrong guess here would read a password:
https://github.com/KDE/plasma-workspace/tree/master/klipper (x-kde-passwordManagerHint),
https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats (cloud and history formats).

>>> from PySide6.QtCore import QMimeData
>>> mime = QMimeData()
>>> mime.setText("Lunch?")
>>> weigh(mime).text
'Lunch?'
>>> mime.setData("x-kde-passwordManagerHint", b"secret")
>>> weigh(mime)
<Skip.CONCEALED: 'concealed'>
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocumentFragment

OWN_MIME = "application/x-clearpost-own"
"""Marks what Clearpost itself puts on the clipboard, so that it is not checked again."""

SIZE_LIMIT = 1_000_000
"""Bytes of UTF-8 that are handed on; a longer text is better opened as a file."""

# Whoever sets one of these asks that no other program keeps or looks at the copy.
_CONCEALING = (
    "x-kde-passwordmanagerhint",
    "clipboard viewer ignore",
    "excludeclipboardcontentfrommonitorprocessing",
)
# On Windows this one conceals by its value, a DWORD: 0 says no, 1 yes.
_HISTORY = "canincludeinclipboardhistory"

# File managers copy files as addresses, beside a text that lists them.
_FILES = ("x-special/gnome-copied-files", "x-special/mate-copied-files")


class Skip(StrEnum):
    """Why a copy was not read."""

    OWN = "own"
    CONCEALED = "concealed"
    FILES = "files"
    IMAGE = "image"
    TOO_LARGE = "too large"
    EMPTY = "empty"
    TIMED_OUT = "timed out"
    NO_TOOL = "no tool"


@dataclass(frozen=True, slots=True)
class Copied:
    """The text that was copied."""

    text: str = field(repr=False)


Answer = Copied | Skip


class ClipboardBackend(Protocol):
    """One way of noticing copies and reading them."""

    @property
    def name(self) -> str:
        """What the settings call it."""
        ...

    @property
    def can_watch(self) -> bool:
        """Whether copies are noticed while another program is in front."""
        ...

    @property
    def limits(self) -> str:
        """What it cannot do here, a sentence for the person; empty where it can watch."""
        ...

    def start(self, changed: Callable[[], None]) -> None:
        """Call `changed` from now on whenever something was copied; nothing is read yet."""
        ...

    def stop(self) -> None:
        """Call nobody any more, and end readings that are under way."""
        ...

    def read(self, answer: Callable[[Answer], None]) -> None:
        """Read the clipboard and call `answer` once, later or at once."""
        ...


def marked_as_ours(text: str) -> QMimeData:
    """Text for the clipboard that the clipboard watch knows as its own."""
    data = QMimeData()
    data.setText(text)
    data.setData(OWN_MIME, b"1")
    return data


def weigh(mime: QMimeData | None) -> Answer:
    """Return the text of a copy, or why it is left alone; None is an empty clipboard."""
    if mime is None:
        return Skip.EMPTY
    formats = [name.casefold() for name in mime.formats()]
    if OWN_MIME in formats:
        return Skip.OWN
    if _is_concealed(mime):
        return Skip.CONCEALED
    if any(name in _FILES for name in formats) or any(url.isLocalFile() for url in mime.urls()):
        return Skip.FILES
    if mime.hasText():
        # A picture beside the text is how spreadsheets copy cells: the text is what is posted.
        return _sized(mime.text())
    if any(name.startswith("image/") for name in formats) or mime.hasImage():
        return Skip.IMAGE
    if mime.hasHtml():
        html = _sized(mime.html())
        return html if isinstance(html, Skip) else _sized(_plain(html.text))
    return Skip.EMPTY


def _is_concealed(mime: QMimeData) -> bool:
    for name in mime.formats():
        folded = name.casefold()
        if any(mark in folded for mark in _CONCEALING):
            return True
        if _HISTORY in folded and mime.data(name).data()[:1] != b"\x01":
            return True
    return False


def _sized(text: str) -> Answer:
    if not text.strip():
        return Skip.EMPTY
    if len(text) > SIZE_LIMIT or len(text.encode("utf-8", "surrogatepass")) > SIZE_LIMIT:
        return Skip.TOO_LARGE
    return Copied(text)


def _plain(html: str) -> str:
    # A picture in the page leaves a mark of its own in the text.
    return QTextDocumentFragment.fromHtml(html).toPlainText().replace("\ufffc", "")
