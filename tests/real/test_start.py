"""Starting the program itself, as a person does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from installer import screen
from tests.real.conftest import ROOT

pytestmark = pytest.mark.real

_PATIENCE_MS = 20_000


@contextmanager
def running(
    command: list[str], environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program for as long as the test lasts."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def clearpost(pack: Path, agreed: Path) -> list[str]:
    return [sys.executable, "-m", "desktop", "--pack", str(pack)]


def xdotool(*arguments: str, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        ["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def windows(environment: dict[str, str] | None = None) -> str:
    """The windows of Clearpost that are seen."""
    return xdotool("search", "--onlyvisible", "--name", "^Clearpost$", environment=environment)


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], object]], None]:
    return lambda is_so: qtbot.waitUntil(lambda: bool(is_so()), timeout=_PATIENCE_MS)


@pytest.fixture
def bare_screen() -> Iterator[dict[str, str]]:
    """A screen with a window manager and no tray.

    The window manager is there before any window is: one that it finds when it comes does not get
    the focus.
    """
    with screen.desktop(tray=False) as environment:
        yield environment


def test_without_a_tray_the_window_opens_and_closing_it_quits(
    clearpost: list[str],
    bare_screen: dict[str, str],
    wait: Callable[[Callable[[], object]], None],
) -> None:
    with running([*clearpost, "--background"], bare_screen) as process:
        wait(lambda: windows(bare_screen))
        window = windows(bare_screen).split()[0]
        wait(lambda: xdotool("getactivewindow", environment=bare_screen) == window)
        xdotool("key", "alt+F4", environment=bare_screen)
        wait(lambda: process.poll() is not None)
        assert process.returncode == 0


def test_copy_and_close_leaves_the_draft_on_the_clipboard(
    clearpost: list[str],
    bare_screen: dict[str, str],
    wait: Callable[[Callable[[], object]], None],
) -> None:
    with running(clearpost, bare_screen) as process:
        wait(lambda: windows(bare_screen))
        window = windows(bare_screen).split()[0]
        wait(lambda: xdotool("getactivewindow", environment=bare_screen) == window)
        xdotool("type", "--delay", "20", "half a thought", environment=bare_screen)
        xdotool("key", "ctrl+q", environment=bare_screen)
        wait(lambda: xdotool("getactivewindow", environment=bare_screen) != window)
        xdotool("key", "--delay", "50", "Tab", "space", environment=bare_screen)
        wait(lambda: process.poll() is not None)
    assert pasted(bare_screen) == "half a thought"
    # The next copy ends the process that held this one.
    subprocess.run(["xclip", "-selection", "clipboard"], input=b"next", env=bare_screen, check=True)
    assert pasted(bare_screen) == "next"


def pasted(environment: dict[str, str]) -> str:
    """What another program gets from the clipboard."""
    command = ["xclip", "-selection", "clipboard", "-o"]
    return subprocess.run(
        command, env=environment, capture_output=True, check=False
    ).stdout.decode()


def test_with_a_tray_it_starts_in_the_background(
    clearpost: list[str], home: Path, wait: Callable[[Callable[[], object]], None]
) -> None:
    with running([*clearpost, "--background"]) as process:
        wait((home / ".run" / "clearpost" / "clearpost.lock").exists)
        assert not windows()
        assert second(clearpost) == 0
        wait(windows)
        assert process.poll() is None


def test_a_second_start_raises_the_first(
    clearpost: list[str], wait: Callable[[Callable[[], object]], None]
) -> None:
    with running(clearpost) as process:
        wait(windows)
        window = windows().split()[0]
        xdotool("windowminimize", window)
        wait(lambda: not windows())
        assert second(clearpost) == 0
        wait(lambda: window in windows().split())
        wait(lambda: xdotool("getactivewindow") == window)
        assert process.poll() is None


def second(clearpost: list[str]) -> int:
    """Start it once more; the exit code. That its list is not used is said."""
    done = subprocess.run(
        clearpost, cwd=ROOT, capture_output=True, check=False, timeout=_PATIENCE_MS / 1000
    )
    assert b"--pack was not used" in done.stderr
    return done.returncode
