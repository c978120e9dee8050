"""`clearpost pack build`: a folder -> one ZIP file that devices load.

The list of terms goes in with its compiled index, because building that takes seconds for a
million terms and reading it a tenth of one. The same folder gives the same file, byte for byte:
names are sorted and times left out, so that what was reviewed can be compared with what is shipped.
"""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path

from checker.errors import PackError, Problem
from checker.pack.parts import INDEX, read_parts, terms_digest
from checker.pack.source import Source, open_source
from checker.pack.terms import TermTable

_EPOCH = (1980, 1, 1, 0, 0, 0)


def build(folder: Path, out: Path, *, builtin: Path) -> int:
    """Write the pack in `folder` to `out`; the number of files in it.

    Nothing is left half written: the file appears when it is whole.

    Args:
        folder: of the pack.
        out: the file to write.
        builtin: where the built-in pack lies, whose defaults and clauses the pack may use.

    Raises:
        PackError: the pack has mistakes.
        OSError: it cannot be written.
    """
    source = open_source(folder)
    names = [name for name in source.names if name != INDEX]
    index = _index(source, builtin)
    handle, partial = tempfile.mkstemp(dir=out.parent, prefix=out.name, suffix=".partial")
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as archive:
            for name in names:
                _add(archive, name, source.read(name), zipfile.ZIP_DEFLATED)
            if index:
                _add(archive, INDEX, index, zipfile.ZIP_STORED)
        Path(partial).replace(out)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    return len(names) + bool(index)


def _index(source: Source, builtin: Path) -> bytes:
    """The compiled terms, bound to the lists they were made from; empty without terms."""
    problems: list[Problem] = []
    parts = read_parts(source, problems, read_parts(open_source(builtin), problems))
    if problems:
        raise PackError(problems)
    terms = list(parts.table) if parts.table is not None else parts.terms
    return TermTable.build(terms).to_bytes(terms_digest(source)) if terms else b""


def _add(archive: zipfile.ZipFile, name: str, content: bytes, method: int) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = method
    info.external_attr = 0o644 << 16
    archive.writestr(info, content)
