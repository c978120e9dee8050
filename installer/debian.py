"""The system packages that pip cannot bring, on Debian and its relatives.

Qt's wheels leave out libraries that a desktop has and a bare machine has not. What is missing is
found by loading it, not by asking the package manager, so that any other way of having it counts.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from installer.console import last_lines, say

# Shared object -> the package that has it: what QtWidgets, the X11 and Wayland plugins load.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

# Program -> the package that has it: the screen, window manager, tray and bus of the real tier.
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "trayer": "trayer",
    "dbus-daemon": "dbus",
    "xclip": "xclip",
    "xdotool": "xdotool",
    "xprop": "x11-utils",
    "import": "imagemagick",
}
FONT = (Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"), "fonts-dejavu-core")


def is_debian(release: Path = Path("/etc/os-release")) -> bool:
    """Tell whether this system takes Debian's packages."""
    try:
        lines = release.read_text("utf-8").splitlines()
    except OSError:
        return False
    ids = [
        line.partition("=")[2].strip("\"'")
        for line in lines
        if line.startswith(("ID=", "ID_LIKE="))
    ]
    return any(name in ("debian", "ubuntu") for value in ids for name in value.split())


def missing_libraries(loads: Callable[[str], object] = ctypes.CDLL) -> list[str]:
    """Return the packages of those shared objects that cannot be loaded."""
    missing = []
    for library, package in QT_LIBRARIES.items():
        try:
            loads(library)
        except OSError:
            missing.append(package)
    return missing


def missing_tools(
    which: Callable[[str], str | None] = shutil.which, font: Path = FONT[0]
) -> list[str]:
    """Return the packages of those test programs that are not here."""
    missing = [package for tool, package in TEST_TOOLS.items() if which(tool) is None]
    return missing if font.exists() else [*missing, FONT[1]]


def ensure_qt() -> None:
    """See that Qt can be loaded, as far as this person may; otherwise say what is missing."""
    if sys.platform == "linux":
        install(missing_libraries(), why="for the window")


def ensure_test_tools() -> list[str]:
    """See that the real tier can run; return the packages still missing."""
    return install(missing_tools(), why="for the tests on a real screen")


def install(packages: Sequence[str], *, why: str) -> list[str]:
    """Install system packages when that is allowed, else say the command; return the missing."""
    if not packages:
        return []
    names = " ".join(packages)
    if not is_debian() or shutil.which("apt-get") is None:
        say(
            f"Missing {why}: what Debian calls {names}. Please install it with your system's tools."
        )
        return list(packages)
    if os.geteuid() != 0:
        say(f"Missing {why}: {names}. This installs it:\n    sudo apt-get install {names}")
        return list(packages)
    say(f"Installing system packages {why}: {names}")
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        if reason := _apt_get(command):
            say(f"apt-get {command[0]} did not work:\n{reason}")
            return list(packages)
    return []


def _apt_get(arguments: Iterable[str]) -> str:
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return last_lines(done.stdout) if done.returncode else ""
