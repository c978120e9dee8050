"""The clipboard is read by a child that may hang, die or find no tool."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pyperclip
import pytest

from checker.errors import UnreadableInput
from checker.intake import clipboard


def child(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_what_the_child_prints_is_the_draft() -> None:
    code = "import sys; sys.stdout.buffer.write('Grüße\\r\\n'.encode())"
    (segment,) = clipboard.read(child(code)).segments
    assert (segment.text, segment.origin) == ("Grüße\r\n", "clipboard")


def test_a_hung_owner_is_given_up_and_its_tool_ended(tmp_path: Path) -> None:
    tool = "import time; time.sleep(600)"
    code = (
        "import subprocess, sys, pathlib\n"
        f"tool = subprocess.Popen([sys.executable, '-c', {tool!r}])\n"
        f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(tool.pid))\n"
        "tool.wait()"
    )
    with pytest.raises(UnreadableInput, match="did not answer within 2 seconds"):
        clipboard.read(child(code), time_limit=2)
    if sys.platform == "linux":
        assert _ends(int((tmp_path / "pid").read_text()))


def _ends(process: int) -> bool:
    """Whether a process that was killed goes away; the kernel takes a moment for it."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 10)[0])
    finally:
        os.close(handle)


def test_a_child_that_fails_is_said() -> None:
    with pytest.raises(UnreadableInput, match="could not be read"):
        clipboard.read(child("raise SystemExit(1)"))


def test_a_command_that_is_not_there_is_said() -> None:
    with pytest.raises(UnreadableInput, match="could not be started"):
        clipboard.read(["no-such-program-here"])


def test_an_empty_clipboard_is_said() -> None:
    with pytest.raises(UnreadableInput, match="no text"):
        clipboard.read(child("pass"))


def test_a_missing_tool_reaches_the_person() -> None:
    code = "import sys; sys.stderr.write('install it'); sys.exit(3)"
    with pytest.raises(UnreadableInput, match=r"^install it$"):
        clipboard.read(child(code))


@pytest.mark.parametrize(
    ("environ", "platform", "hint"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", "install wl-clipboard"),
        ({"DISPLAY": ":0"}, "linux", "install xclip"),
        ({}, "linux", "without a screen"),
        ({}, "darwin", "no way"),
    ],
)
def test_the_tool_to_install_is_named(environ: dict[str, str], platform: str, hint: str) -> None:
    assert hint in clipboard.missing_tool(environ, platform)


def test_the_child_prints_what_pyperclip_finds(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(pyperclip, "paste", lambda: "a\nß\ud800")
    assert clipboard.main() == 0
    assert capfdbinary.readouterr().out == "a\nß?".encode()


def test_the_child_says_that_there_is_no_tool(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def paste() -> str:
        raise pyperclip.PyperclipException

    monkeypatch.setattr(pyperclip, "paste", paste)
    assert clipboard.main() == 3
    assert capsys.readouterr().err


def test_the_child_runs_from_source_without_a_screen() -> None:
    done = subprocess.run(
        clipboard.COMMAND, env={"PYTHONPATH": "."}, capture_output=True, check=False
    )
    assert done.returncode in (0, 3)
    assert b"Traceback" not in done.stderr
