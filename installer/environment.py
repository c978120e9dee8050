"""The virtual environments of a working copy: made once, made right again when a lock changes.

A stamp inside the environment says which lock it was installed from. The packages of the
repository are put on its path by a `.pth` file: they are then importable from any folder, by
every child process too, and pip need not build or download anything for it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from installer import debian, locks
from installer.console import Stop, last_lines, say

ROOT = locks.ROOT
MAIN = ROOT / ".venv"
BENCH = ROOT / ".venv-bench"

_STAMP = "clearpost-lock.txt"

# Which locks an environment may have been made from to serve as another.
_SERVED_BY = {"run": ("run", "dev"), "dev": ("dev",), "bench": ("bench",)}


def python_of(folder: Path) -> Path:
    """Return the interpreter of the environment in `folder`."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp(lock: str) -> str:
    """Return what the stamp says after an install from `lock` in this place."""
    return f"{lock} {locks.digest(lock)}\n{ROOT}\n"


def is_current(folder: Path, lock: str) -> bool:
    """Tell whether `folder` can serve as an environment for `lock` as it is now."""
    if not python_of(folder).exists():
        return False
    try:
        found = (folder / _STAMP).read_text("utf-8")
    except OSError:
        return False
    return found in [stamp(other) for other in _SERVED_BY[lock]]


def prepare(folder: Path, lock: str) -> Path:
    """Make `folder` fit `lock` if it does not yet, and return its interpreter."""
    python = python_of(folder)
    if is_current(folder, lock):
        return python
    say(f"Setting up {folder.name} (once; again when dependencies change). This takes a minute.")
    if not _has_pip(python):
        _create(folder)
    (folder / _STAMP).unlink(missing_ok=True)
    install(python, "--require-hashes", "--no-deps", "--requirement", str(locks.path(lock)))
    if folder == MAIN:
        _put_on_path(python)
    (folder / _STAMP).write_text(stamp(lock), "utf-8")
    return python


def install(python: Path, *arguments: str) -> None:
    """Run pip quietly; when it fails, show its last words and what to do."""
    pip = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ]
    done = subprocess.run([*pip, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(
            f"pip could not install the locked packages:\n{last_lines(done.stderr)}\n"
            "Check the connection or the package index that pip is set to "
            f"({python} -m pip config list), then run the same command again."
        )


def _has_pip(python: Path) -> bool:
    if not python.exists():
        return False
    asked = subprocess.run([python, "-c", "import pip"], capture_output=True, check=False)
    return asked.returncode == 0


def _create(folder: Path) -> None:
    command = [sys.executable, "-m", "venv", "--clear", str(folder)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode and debian.is_debian():
        # Debian splits venv from Python.
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not debian.install([package], why="for the virtual environment"):
            made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        raise Stop(
            f"The virtual environment {folder} could not be made:\n"
            f"{last_lines(made.stdout + made.stderr)}"
        )


def _put_on_path(python: Path) -> None:
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    told = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True)
    (Path(told.stdout.strip()) / "clearpost.pth").write_text(f"{ROOT}\n", "utf-8")
