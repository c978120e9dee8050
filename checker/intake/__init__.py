"""Whatever holds a draft -> `Draft`: files, standard input, the clipboard.

One module per family of files, each with a function `read`. This room chooses the module by what
a file is: by its first bytes where they tell, by the end of its name where they do not. Kinds
that are known and not read by this version are said to be so; they are never read as something
else, because a draft that was half read would look checked.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from checker.errors import UnreadableInput, UnsupportedInput
from checker.intake import text
from checker.model import Draft

_SIGNATURES = (
    (b"%PDF-", "PDF documents"),
    (b"PK\x03\x04", "office documents and ZIP archives"),
    (b"PK\x05\x06", "office documents and ZIP archives"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office documents"),
    (b"{\\rtf", "RTF documents"),
    (b"\x89PNG\r\n\x1a\n", "pictures"),
    (b"\xff\xd8\xff", "pictures"),
    (b"GIF87a", "pictures"),
    (b"GIF89a", "pictures"),
    (b"II*\0", "pictures"),
    (b"MM\0*", "pictures"),
    (b"\x1f\x8b", "archives"),
    (b"7z\xbc\xaf\x27\x1c", "archives"),
    (b"Rar!\x1a\x07", "archives"),
    (b"BZh", "archives"),
    (b"\xfd7zXZ\0", "archives"),
)
_NAMES = {
    "PDF documents": ".pdf",
    "office documents": ".docx .docm .doc .xlsx .xlsm .xls .pptx .pptm .ppt .odt .ods .odp",
    "RTF documents": ".rtf",
    "pictures": ".png .jpg .jpeg .jpe .gif .webp .heic .heif .avif .tif .tiff .bmp",
    "archives": ".zip .tar .gz .tgz .bz2 .xz .7z .rar",
    "sound and video": ".mp3 .m4a .wav .ogg .flac .mp4 .m4v .mov .avi .mkv .webm",
}
_KIND_OF = {suffix: kind for kind, suffixes in _NAMES.items() for suffix in suffixes.split()}


def read_file(path: Path) -> Draft:
    """The draft in a file.

    Raises:
        UnreadableInput: it is missing, a folder, too large, or no text.
        UnsupportedInput: its kind is known and not read by this version.
    """
    try:
        if path.is_dir():
            raise UnreadableInput("is a folder; name the files in it")
        with path.open("rb") as file:
            return read_stream(file, origin=path.name)
    except (OSError, ValueError) as error:
        raise UnreadableInput(reason(error)) from None


def reason(error: OSError | ValueError) -> str:
    """Why a file could not be opened, in the words that every command uses."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "is a folder; name the files in it"
    why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
    return f"cannot be read: {why or 'no such name is possible'}"


def read_stream(stream: BinaryIO, *, origin: str = "") -> Draft:
    """The draft in an open file or in standard input; `origin` is its name.

    Raises:
        UnreadableInput: as `read_file`.
    """
    data = stream.read(text.MAX_BYTES + 1)
    kind = kind_of(data, origin)
    if kind:
        raise UnsupportedInput(f"{kind} are not supported yet")
    return text.read(data, origin)


def kind_of(data: bytes, name: str) -> str:
    """What a file is, where that is known and not text; else empty."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "pictures"
    if data[4:8] == b"ftyp":
        return "pictures, sound and video"
    return _KIND_OF.get(Path(name).suffix.lower(), "")
