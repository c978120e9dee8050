"""What the real tier stands on: a screen, and programs that copy.

`python3 installer/dev.py test -m real` starts the screen. Without one the tests fail and say so,
because a tier that silently does not run looks like one that passes.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import platformdirs
import pytest

from desktop.settings import Settings
from desktop.store import Store
from desktop.ui.clipboard.watch import SETTING
from tests.support.packs import write_pack

ROOT = Path(__file__).resolve().parents[2]
_TOOLS = ("xclip", "xdotool", "Xvfb", "openbox")


def missing() -> str:
    """Say what keeps the real tier from running; empty where nothing does."""
    tools = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if tools:
        return f"these programs are missing: {', '.join(tools)}"
    if not os.environ.get("DISPLAY"):
        return "there is no X server (DISPLAY is not set)"
    if os.environ.get("QT_QPA_PLATFORM") != "xcb":
        return "Qt does not draw on the X server (QT_QPA_PLATFORM is not xcb)"
    return ""


@pytest.fixture(scope="session", autouse=True)
def screen() -> None:
    """See that there is a real screen."""
    if reason := missing():
        pytest.fail(
            f"The real tier cannot run: {reason}. "
            "This brings all of it: python3 installer/dev.py test -m real",
            pytrace=False,
        )


class Others:
    """Other programs, each with something on the clipboard."""

    def __init__(self) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []

    def copy(
        self, text: str, *, target: str = "", selection: str = "clipboard"
    ) -> subprocess.Popen[bytes]:
        """Copy with xclip, as one format where `target` names one."""
        command = ["xclip", "-quiet", "-selection", selection]
        return self._start([*command, "-t", target] if target else command, text.encode())

    def hold(self, *copies: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """Copy in several formats at once, and several times in this order."""
        command = [sys.executable, "-m", "tests.support.clipboard_owner"]
        process = self._start(command, json.dumps(copies).encode(), stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        return process

    def _start(
        self, command: list[str], given: bytes, stdout: int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
        )
        self._processes.append(process)
        assert process.stdin is not None
        process.stdin.write(given)
        process.stdin.close()
        return process

    def end(self) -> None:
        """End them all, the stopped ones too."""
        for process in self._processes:
            process.send_signal(signal.SIGKILL)
        for process in self._processes:
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


@pytest.fixture
def others() -> Iterator[Others]:
    programs = Others()
    yield programs
    programs.end()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack that looks for "badge 1234"."""
    return write_pack(tmp_path / "pack")


@pytest.fixture
def agreed(home: Path) -> Path:
    """A home whose person has agreed to the watch."""
    config = platformdirs.user_config_path("clearpost", appauthor=False)
    Settings(config / "settings.json").set(SETTING, True)
    store = Store(platformdirs.user_data_path("clearpost", appauthor=False))
    store.set_state("asked about the clipboard", "yes")
    store.close()
    return home
