"""Where a command reads and writes, and how it ends when nobody listens any more."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from checker.render.terminal import visible

INTERRUPTED = 130
"""Exit code after Ctrl+C or where the reader of our output went away."""


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
    """Run a command; a closed pipe and Ctrl+C end it quietly."""
    for stream in (sys.stdout, sys.stderr):
        # What we write is UTF-8 with plain line feeds, whatever the system would choose; what no
        # encoding takes (half of a surrogate pair in a file name) is spelled out.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    console = Console(sys.stdin.buffer, sys.stdout, sys.stderr, os.environ)
    try:
        code = command(console)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The interpreter flushes once more at its end and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    return code
