"""The lock files: every package with its version and hashes, for all systems at once.

One universal file per purpose rather than one per system, with markers such as
`sys_platform == 'win32'` that pip reads. No file names a registry: the hashes say what is right,
and where it comes from (the public index or a company's mirror) is the machine's own setting.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "installer" / "lock"

# What goes into each lock. dev holds all of run at the same versions, so that an environment
# made for tests also runs the program; bench holds the peer alone.
LOCKS: dict[str, tuple[str, ...]] = {
    "run": ("pyproject.toml",),
    "dev": ("pyproject.toml", "--group", "dev", "--constraint", "installer/lock/run.txt"),
    "bench": ("--group", "bench"),
}

FLAGS = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
)

HEADER = """\
# Made by `python3 installer/dev.py lock` from pyproject.toml; not to be edited by hand.
"""


class LockProblem(Exception):
    """A lock file is not what may be committed; says which line and why."""


def path(name: str) -> Path:
    """Return where the lock called `name` lies."""
    return FOLDER / f"{name}.txt"


def digest(name: str) -> str:
    """Return the hash by which an environment knows which lock it was made from."""
    return hashlib.sha256(path(name).read_bytes()).hexdigest()


def problems(text: str) -> list[str]:
    """Return what is wrong with a lock: an address in it, or a package without a hash."""
    found = []
    joined = text.replace("\\\n", " ")
    for line in joined.splitlines():
        if "://" in line or line.lstrip().startswith(("--index", "--extra-index", "--find-links")):
            found.append(f"names an address: {line.strip()[:80]}")
        elif re.match(r"[A-Za-z0-9]", line) and "--hash=sha256:" not in line:
            found.append(f"has no hash: {line.strip()[:80]}")
    return found


def compile_all(uv: Path, options: Sequence[str] = ()) -> None:
    """Make every lock anew with `uv`; versions already locked stay unless `options` say so."""
    FOLDER.mkdir(exist_ok=True)
    for name, sources in LOCKS.items():
        target = path(name)
        compiled = subprocess.run(
            [uv, "pip", "compile", *sources, *FLAGS, *options, "--output-file", target],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if compiled.returncode:
            raise LockProblem(f"{name}: uv could not make the lock\n{compiled.stderr.rstrip()}")
        text = HEADER + target.read_text("utf-8")
        target.write_text(text, "utf-8")
        if found := problems(text):
            raise LockProblem("\n".join(f"{target.relative_to(ROOT)} {one}" for one in found))
