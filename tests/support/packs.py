"""A small pack on disk, so that a test of a command does not hang on the built-in rules."""

from __future__ import annotations

from pathlib import Path

PACK = """
id = "small"
version = "1"
made_on = 2026-11-01
audiences = ["sales", "research"]
"""
POLICY = """
title = "A small policy"
version = "1"
notice = "A sample."

[[clause]]
id = "SMP-4.1"
title = "Personal data of others"
rule = "Leave out what leads to others."
why = "They did not ask for it."
fine = "A friend"
not_fine = "A friend's badge number"
instead = "Ask them first."
owner = "Legal"
valid_from = 2026-11-01
version = "1.0"
"""
RULE = """
id = "personal.badge"
type = "other"
severity = "warning"
clause = "SMP-4.1"
patterns = ['badge [0-9]{4}']
message = "This looks like the number of a badge."
why = "It opens doors."
fix = { title = "Write “[badge]”", replacement = "[badge]" }
flags = ["My ⟦badge 1234⟧ is here"]
allows = ["My badge is here"]
"""
TERMS = """id,term,clause,severity,replacement,from,expires,audience,must_match,must_not_match
T1,Project Larch,SMP-4.1,error,our project,2026-01-01,2027-01-01,all,Project Larch ships,A larch
T2,Bluebell,SMP-4.1,note,,,,sales,Bluebell is fine,
"""
FILES = {
    "pack.toml": PACK,
    "policy.toml": POLICY,
    "rules/personal.badge.toml": RULE,
    "terms/names.csv": TERMS,
}


def write_pack(folder: Path, **changed: str) -> Path:
    """Write the small pack into `folder`; `**{"pack.toml": ...}` changes or adds a file."""
    for name, content in {**FILES, **changed}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return folder
