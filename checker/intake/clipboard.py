"""The text on the clipboard, read once because somebody asked.

pyperclip waits for good when the program that owns the clipboard hangs, so the paste happens in a
child process with a time limit. The child is a command that prints the text as UTF-8: from source
this module itself, in a frozen program whatever its own dispatch calls `main` by. It is never used
to watch the clipboard: pyperclip returns what a password manager has marked as secret.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

from checker.errors import UnreadableInput
from checker.intake import text
from checker.model import Draft

COMMAND = (sys.executable, "-m", "checker.intake.clipboard")
"""How the child is started from source."""
TIME_LIMIT = 5.0
_NO_TOOL = 3


def read(command: Sequence[str] = COMMAND, *, time_limit: float = TIME_LIMIT) -> Draft:
    """The draft on the clipboard.

    Raises:
        UnreadableInput: there is no tool to read it with, or its owner does not answer.
    """
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError:
        raise UnreadableInput("the program that reads it could not be started") from None
    with child:
        try:
            out, err = child.communicate(timeout=time_limit)
        except subprocess.TimeoutExpired:
            _end(child)
            raise UnreadableInput(
                f"the program that owns it did not answer within {time_limit:g} seconds; "
                "copy the text again"
            ) from None
    if child.returncode == _NO_TOOL:
        raise UnreadableInput(err.decode("utf-8", "replace").strip())
    if child.returncode != 0:
        raise UnreadableInput("it could not be read; save the text in a file and check that")
    if not out:
        raise UnreadableInput("holds no text; copy the draft first")
    return text.read(out, "clipboard")


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and the tool it waits for, which would wait for good."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    for pipe in (child.stdout, child.stderr):
        if pipe:
            pipe.close()


def missing_tool(environ: Mapping[str, str], platform: str) -> str:
    """What to install where pyperclip finds no way to the clipboard."""
    if not platform.startswith(("linux", "freebsd")):
        return "this system offers no way to read it"
    if environ.get("WAYLAND_DISPLAY"):
        return "install wl-clipboard, which reads it under Wayland"
    if environ.get("DISPLAY"):
        return "install xclip, which reads it under X11"
    return (
        "there is none without a screen (neither WAYLAND_DISPLAY nor DISPLAY is set); name a file"
    )


def main() -> int:
    """Be the child: print the text of the clipboard."""
    import pyperclip

    try:
        found = pyperclip.paste()
    except pyperclip.PyperclipException:
        sys.stderr.write(missing_tool(os.environ, sys.platform))
        return _NO_TOOL
    sys.stdout.buffer.write(str(found or "").encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
