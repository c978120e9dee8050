"""Processes that are watched from their first line to their last, and the drafts they read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.privacy import audit

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = str(ROOT / "resources" / "example")
DAY = "2026-11-22"

RARE = (
    *("zylquvath", "brimwozzel", "oktagrunth", "quonzimbar", "vextlopurn", "hmurtzifal"),
    *("yaddlecronk", "plimsquorv", "grothwickle", "snazzumprel", "dwimmerzaft", "jorvaxlint"),
)
"""Words that stand nowhere but in the drafts of these tests."""
DRAFT = (
    f"Our {RARE[0]} team shows #ProjectAurora to {RARE[1]} tomorrow.\n\n"
    f"Write to {RARE[2]}.{RARE[3]}@{RARE[4]}.example or +1 415 555 2671, not {RARE[5]}.\n"
    f"The wifi password is {RARE[6]}-7Q! and Anna {RARE[7]} pays with 4000 1234 5678 9017.\n\n"
    f"Nobody here gets paid for overtime, says {RARE[8]} of {RARE[9]}. "
    f"Internal only: {RARE[10]} at 10.1.2.3 and IBAN GR16 0110 1250 0000 0001 2300 695 {RARE[11]}."
)


def rare_words(text: str | bytes) -> list[str]:
    """Those of the draft's words that stand in a text."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    text = text.casefold()
    return [word for word in RARE if word in text]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a watched process ended."""

    code: int
    out: bytes = field(repr=False)
    err: str
    seen: tuple[str, ...]
    """What it and its children did that a check has no business doing."""
    processes: int
    """How many of them were watched."""
    left: tuple[str, ...]
    """Files that are there now, in its home and wherever temporary files go."""


class Watch:
    """Starts processes in an empty home, with eyes on them and on their children."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        self._log = folder / "audit.log"
        self._hook = folder / "hook"
        self._hook.mkdir()
        (self._hook / "sitecustomize.py").write_text(audit.SITECUSTOMIZE, encoding="utf-8")

    def python(
        self, *args: str, given: bytes = b"", before: Sequence[str] = (), seed: str = "random"
    ) -> Ended:
        """Run this Python with `args`; `before` is a program that starts it.

        Args:
            args: of the interpreter.
            given: standard input.
            before: such as `unshare -n`.
            seed: of the hashes of strings, on which the order in a set depends.
        """
        self._log.write_bytes(b"")
        home = str(self.home)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
        } | {
            **dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TMP", "TEMP"), home),
            "PYTHONPATH": os.pathsep.join((str(self._hook), str(ROOT))),
            "PYTHONDONTWRITEBYTECODE": "1",  # the interpreter's own files are not our subject
            "PYTHONHASHSEED": seed,
            audit.LOG: str(self._log),
        }
        done = subprocess.run(
            [*before, sys.executable, *args],
            input=given,
            env=environment,
            cwd=self.home,
            capture_output=True,
            timeout=120,
            check=False,
        )
        lines = self._log.read_text(encoding="utf-8").splitlines()
        return Ended(
            done.returncode,
            done.stdout,
            done.stderr.decode("utf-8", "replace"),
            tuple(line for line in lines if line != "watching"),
            lines.count("watching"),
            tuple(str(path.relative_to(self.home)) for path in sorted(self.home.rglob("*"))),
        )
