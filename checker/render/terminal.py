"""How text stands on a terminal: columns, color, and what must not reach it raw.

A draft may hold escape sequences, right-to-left overrides or a thousand accents on one letter.
Shown raw they could repaint the screen or move the mark away from its place. So what nobody sees
is spelled out, and each character knows how many columns it takes (Unicode UAX #11).
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Mapping
from typing import BinaryIO, TextIO

TAB = 4
_MARKS_KEPT = 4
_JOINER = "\u200d"

RESET = "\x1b[0m"
STYLES = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "note": "\x1b[1;36m",
    "place": "\x1b[1m",
    "dim": "\x1b[2m",
    "fix": "\x1b[32m",
}


def wants_color(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to write in color: no-color.org, force-color.org, then what the stream is."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return environ["FORCE_COLOR"] not in ("0", "false")
    if environ.get("TERM") == "dumb" or not is_terminal(stream):
        return False
    return sys.platform != "win32" or _enable_windows_colors()


def is_terminal(stream: TextIO | BinaryIO) -> bool:
    """Whether a person looks at the stream."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):  # there is none in a windowed program, or it is closed
        return False


def _enable_windows_colors() -> bool:
    """Ask the Windows console to understand escape sequences; those before 2016 cannot.

    https://learn.microsoft.com/windows/console/setconsolemode
    """
    if sys.platform != "win32":
        return False
    import ctypes

    kernel32 = ctypes.windll.kernel32
    handle = kernel32.GetStdHandle(-11)
    mode = ctypes.c_uint32()
    if not kernel32.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(kernel32.SetConsoleMode(handle, mode.value | 0x0004))


def columns(stream: TextIO, environ: Mapping[str, str]) -> int:
    """How wide the stream's terminal is; 100 where nobody knows."""
    if environ.get("COLUMNS", "").isdecimal():
        return max(40, int(environ["COLUMNS"]))
    try:
        return max(40, os.get_terminal_size(stream.fileno()).columns)
    except (AttributeError, OSError, ValueError):
        return 100


def paint(text: str, style: str, *, color: bool) -> str:
    """Text in one of the styles, or as it is."""
    return f"{STYLES[style]}{text}{RESET}" if color else text


def visible(text: str) -> str:
    """Words from outside (a path, a pack) on one line, with nothing a terminal would act on."""
    return "".join(shown for shown, _ in cells(text))


def cells(text: str) -> list[tuple[str, int]]:
    r"""For each character what to print for it, and how many columns that takes.

    >>> cells("a\tß\x1b")
    [('a', 1), ('   ', 3), ('ß', 1), ('␛', 1)]
    """
    out: list[tuple[str, int]] = []
    column = marks = 0
    for index, char in enumerate(text):
        if char.isascii() and char.isprintable():
            cell, marks = (char, 1), 0
        elif char == "\t":
            width = TAB - column % TAB
            cell, marks = (" " * width, width), 0
        elif _is_mark(text, index):
            marks += 1
            cell = (char if index and marks <= _MARKS_KEPT else "", 0)
        else:
            cell, marks = _cell(char), 0
        column += cell[1]
        out.append(cell)
    return out


def _cell(char: str) -> tuple[str, int]:
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd", 1
    if char < " ":
        return chr(0x2400 + ord(char)), 1
    if char == "\x7f":
        return "\u2421", 1
    if category in ("Cc", "Cf", "Zl", "Zp"):
        spelled = f"<U+{ord(char):04X}>"
        return spelled, len(spelled)
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _is_mark(text: str, index: int) -> bool:
    """An accent, or a joiner that makes one sign of two (a family of emoji, an Indic cluster)."""
    char = text[index]
    if char != _JOINER:
        return unicodedata.category(char) in ("Mn", "Me")
    return 0 < index < len(text) - 1 and not (
        text[index - 1].isascii() or text[index + 1].isascii()
    )
