"""Where a command reads and writes, and how it ends when nobody listens any more."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from checker.render.terminal import visible

INTERRUPTED = 130
"""Exit code after Ctrl+C or where the reader of our output went away."""
FAILED = 2
"""Exit code where the result could not be written."""


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command reads and writes."""

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO
    environ: Mapping[str, str]

    def complain(self, what: str) -> None:
        """One line on standard error."""
        self.stderr.write(f"clearpost: {visible(what)}\n")


def run_on_console(command: Callable[[Console], int]) -> int:
    """Run a command; a closed pipe and Ctrl+C end it quietly, a full disk with a message."""
    with contextlib.ExitStack() as opened:
        stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
        stdout, stderr = _writable(sys.stdout, opened), _writable(sys.stderr, opened)
        console = Console(stdin, stdout, stderr, os.environ)
        try:
            code = command(console)
            stdout.flush()
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:
            _let_go(stdout)
            return INTERRUPTED
        except OSError as error:  # inputs are read where their names are known
            _let_go(stdout)
            console.complain(f"the result cannot be written: {os.strerror(error.errno or 0)}")
            return FAILED
        return code


def _writable(stream: TextIO | None, opened: contextlib.ExitStack) -> TextIO:
    """The stream in UTF-8 with plain line feeds, whatever the system would choose.

    What no encoding takes (half of a surrogate pair in a file name) is spelled out. Whoever closed
    a stream, as a service without a terminal does, wants nothing from it.
    """
    if stream is None:
        return opened.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
    stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[attr-defined]
    return stream


def _let_go(stream: TextIO) -> None:
    """Drop what could not be written; the interpreter would try again at its end and complain."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
