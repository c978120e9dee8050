"""The files of a pack, in a folder or a ZIP file, read one at a time.

A pack comes from outside: sizes and numbers are bounded, and no name may point out of it. A
million terms are a large file, so nothing is read before it is asked for, and a term index in a
folder is mapped rather than read.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import mmap
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

from checker.errors import Problem, UnreadablePack

_MAX_BYTES = 1 << 30
_MAX_FILES = 5000
_CHUNK = 1 << 20


class Source(Protocol):
    """Where the files of a pack come from. Names are relative, with forward slashes, sorted.

    Reading raises OSError, and nothing else, where a file cannot be read.
    """

    names: list[str]

    def read(self, name: str) -> bytes:
        """The whole file."""
        ...

    def buffer(self, name: str) -> bytes | mmap.mmap:
        """The whole file, mapped where that is possible."""
        ...

    def chunks(self, name: str) -> Iterable[bytes]:
        """The file piece by piece."""
        ...


class Folder:
    """A pack as a folder; hidden files are not part of it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.names = sorted(
            file.relative_to(root).as_posix()
            for file in root.rglob("*")
            if file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(root).parts)
        )

    def read(self, name: str) -> bytes:
        """The whole file."""
        return (self._root / name).read_bytes()

    def buffer(self, name: str) -> bytes | mmap.mmap:
        """The file, mapped for reading."""
        with (self._root / name).open("rb") as file:
            try:
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except (ValueError, OSError):  # empty, or a file system that cannot map
                return file.read()

    def chunks(self, name: str) -> Iterable[bytes]:
        """The file piece by piece."""
        with (self._root / name).open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


class Zip:
    """A pack as a ZIP file; nothing is unpacked to disk."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        members = [info for info in self._archive.infolist() if not info.is_dir()]
        if len(members) > _MAX_FILES or sum(info.file_size for info in members) > _MAX_BYTES:
            raise ValueError("it is larger than a pack can be")
        for info in members:
            if info.filename.startswith("/") or ".." in PurePosixPath(info.filename).parts:
                raise ValueError(f"{info.filename!r} points out of it")
        self.names = sorted(info.filename for info in members)

    def read(self, name: str) -> bytes:
        """The whole file."""
        with _plainly():
            return self._archive.read(name)

    def buffer(self, name: str) -> bytes | mmap.mmap:
        """The whole file."""
        return self.read(name)

    def chunks(self, name: str) -> Iterable[bytes]:
        """The file piece by piece."""
        with _plainly(), self._archive.open(name) as file:
            while chunk := file.read(_CHUNK):
                yield chunk


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    """Say in one way what `zipfile` says in five."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise OSError(errno.EIO, "it is damaged; get the file again") from None
    except (NotImplementedError, RuntimeError):  # a method it does not know, or a password
        what = "it is packed in a way that is not read here; use plain ZIP without a password"
        raise OSError(errno.ENOTSUP, what) from None


def open_source(path: Path) -> Source:
    """The files of the pack at `path`.

    Raises:
        UnreadablePack: there is nothing to read, or it is no pack.
    """
    try:
        source: Source = Folder(path) if path.is_dir() else Zip(path)
    except FileNotFoundError:
        what = "there is no such file; a pack is a folder or a ZIP file"
        raise UnreadablePack([Problem(str(path), 0, "", what)]) from None
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        what = f"is no pack, which is a folder or a ZIP file: {reason}"
        raise UnreadablePack([Problem(str(path), 0, "", what)]) from None
    if "pack.toml" not in source.names:
        raise UnreadablePack([Problem(str(path), 0, "", "is no pack: it has no pack.toml")])
    return source


def digest(source: Source, names: Iterable[str]) -> bytes:
    """SHA-256 over the names and contents of some files."""
    total = hashlib.sha256()
    for name in names:
        total.update(name.encode() + b"\0")
        for chunk in source.chunks(name):
            total.update(chunk)
    return total.digest()


def let_go(buffer: bytes | mmap.mmap) -> None:
    """Give back the memory of a mapped file until it is read again, where the system can."""
    if isinstance(buffer, mmap.mmap) and hasattr(buffer, "madvise"):
        buffer.madvise(mmap.MADV_DONTNEED)
