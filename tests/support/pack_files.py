"""The files of packs, written to disk piece by piece, mistakes included."""

from __future__ import annotations

import zipfile
from pathlib import Path

MANIFEST = 'id = "test"\nversion = "1"\nformat = 1\n'

CLAUSE = """
[[clause]]
id = "SMP-4.1"
title = "Personal data of others"
rule = "Leave it out."
why = "It is theirs."
fine = "Nice team!"
not_fine = "A badge number."
instead = "Say it without."
owner = "Privacy"
valid_from = 2026-11-01
version = "1.0"
"""

POLICY = 'title = "t"\nversion = "1"\nnotice = "n"\n' + CLAUSE

RULE = """
id = "personal.badge"
type = "other"
patterns = ['b\\d{4}']
message = "This looks like a badge."
why = "It opens doors."
clause = "SMP-4.1"
fix = { title = "Write “[badge]”", replacement = "[badge]" }
"""

TERMS = "id,term,mode,clause\nT1,Bluefin,word,SMP-4.1\n"


def write_pack(folder: Path, **files: str) -> Path:
    """Write a pack; `rules__badge` is rules/badge.toml, `terms__x_csv` is terms/x.csv."""
    given = {"pack": MANIFEST, "policy": POLICY, **files}
    for name, text in given.items():
        path = name.replace("__", "/")
        path = path.removesuffix("_csv") + ".csv" if path.endswith("_csv") else path + ".toml"
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def zipped(folder: Path, archive: Path) -> Path:
    """The same pack as a ZIP file."""
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(folder).as_posix())
    return archive
