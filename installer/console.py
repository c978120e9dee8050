"""What the developer's command says, and how it stops.

Everything goes to standard error, so that `dev.py run check --format json` prints JSON and nothing
else; in ASCII, so that no console refuses it.
"""

from __future__ import annotations

import sys


class Stop(Exception):
    """The command cannot go on; the message says why and what to do."""


def say(text: str = "") -> None:
    """Print one line for the person."""
    print(text.encode("ascii", "backslashreplace").decode("ascii"), file=sys.stderr, flush=True)


def last_lines(output: str, count: int = 12) -> str:
    """Return the end of a program's output, indented, where the reason usually stands."""
    lines = output.strip().splitlines()[-count:]
    return "\n".join(f"    {line}" for line in lines)
