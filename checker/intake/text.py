"""Text files: bytes -> draft, one segment each.

UTF-8 is what texts are written in; UTF-16 and UTF-32 are read where they say so with a byte order
mark, because Notepad and PowerShell write them. Anything else would have to be guessed, and a
wrong guess moves every offset, so it is refused with the place of the first wrong byte. A file
with a NUL byte is no text that anybody wrote, and an empty one most likely the wrong file.
"""

from __future__ import annotations

import codecs

from checker.errors import UnreadableInput
from checker.model import Draft, Segment

MAX_BYTES = 10_000_000
"""The most that is read of one text: some four thousand pages."""

_MARKED = (  # UTF-32 first, whose mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
)
_IF_UTF_16 = "if it is UTF-16, save it as UTF-8"


def read(data: bytes, origin: str = "") -> Draft:
    """The draft in the bytes of a text file.

    Raises:
        UnreadableInput: empty, too large, or not text in an encoding that can be known.
    """
    if len(data) > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        raise UnreadableInput(
            f"is larger than {size} MB, the most that is read of one text; split it"
        )
    text = _decode(data)
    if not text:
        raise UnreadableInput("is empty; there is nothing to check")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableInput(f"holds a NUL byte in line {line}, as no text does; {_IF_UTF_16}")
    return Draft((Segment(text, origin),))


def _decode(data: bytes) -> str:
    mark, encoding, name = next(
        (m for m in _MARKED if data.startswith(m[0])), (b"", "utf-8", "UTF-8")
    )
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        start = error.start + len(mark)
    if name == "UTF-8" and b"\0" in data:
        raise UnreadableInput(f"looks like a binary file; {_IF_UTF_16}")
    if name != "UTF-8":
        raise UnreadableInput(f"is not valid {name} at byte {start + 1}; save it as UTF-8")
    line = data.count(b"\n", 0, start) + 1
    raise UnreadableInput(
        f"is not UTF-8: byte 0x{data[start]:02X} in line {line} (byte {start + 1} of the file); "
        "save it as UTF-8"
    )
