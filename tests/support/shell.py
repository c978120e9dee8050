"""Commands of `clearpost`, run without a process of their own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker import cli
from checker.console import Console
from checker.model import NotRun, Profile
from tests.support.packs import write_pack

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
BADGE = "My badge 1234 is blue"
"""The small pack has a warning for it."""
START = [
    sys.executable,
    "-c",
    "import sys; from checker.cli import main; sys.exit(main(sys.argv[1:]))",
]
"""The same commands in a process of their own."""


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


@dataclass
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output, read as JSON."""
        return json.loads(self.out)


class Shell:
    """Runs commands with the small pack, on streams held in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pack = write_pack(folder / "pack")

    def __call__(
        self,
        *argv: str,
        stdin: bytes = b"",
        terminal: bool = False,
        environ: Mapping[str, str] | None = None,
        clipboard: str = "",
        pack: bool = True,
        own: Profile | NotRun | None = None,
    ) -> Outcome:
        """Run one command.

        Args:
            argv: the command.
            stdin: what comes in.
            terminal: whether a person looks at what comes out.
            environ: of the command.
            clipboard: the Python that prints what is on the clipboard.
            pack: whether the small pack is named.
            own: what the keychain has to say about the person.
        """
        kind = Terminal if terminal else io.StringIO
        out, err = kind(), kind()
        console = Console(io.BytesIO(stdin), out, err, environ or {})
        arguments = [*argv, *(["--pack", str(self.pack)] if pack else [])]
        command = [sys.executable, "-c", clipboard]
        code = cli.run(
            arguments, console, now=NOW, clipboard_command=command, read_profile=lambda: own
        )
        return Outcome(code, out.getvalue(), err.getvalue())

    def file(self, name: str, content: bytes | str) -> str:
        """The path of a file with that content."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)
