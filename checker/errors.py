"""Every exception of the checker.

    CheckerError
    ├── PackError          a pack cannot be used; carries every problem found, with its place
    │   └── UnreadablePack     nothing there can be read as a pack
    ├── UnreadableInput    a file, the clipboard or standard input cannot be read as a draft
    │   └── UnsupportedInput   its kind is known and cannot be read by this version
    └── ServiceError       the child that checks died, hung or answered nonsense

Split by what the caller can do: mend the pack, name another input, start the child again.
No exception ever carries words of a draft, only places in it.
"""

from __future__ import annotations

from dataclasses import dataclass


class CheckerError(Exception):
    """Base of everything the checker raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a pack: where it is, what it is and what would be right."""

    path: str
    """Relative to the pack, with forward slashes."""
    line: int
    """First line is 1; 0 where the whole file is meant."""
    column: str
    """The key (TOML) or the column (CSV); empty where the whole line is meant."""
    what: str
    """What is wrong and what would be right."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place} {self.column}: {self.what}" if self.column else f"{place}: {self.what}"


class PackError(CheckerError):
    """A pack cannot be used; `problems` lists every mistake at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UnreadablePack(PackError):
    """There is nothing that can be read as a pack: no such file, or something else."""


class UnreadableInput(CheckerError):
    """An input cannot be read; the message says why and what to do."""


class UnsupportedInput(UnreadableInput):
    """The kind of an input is known, and this version does not read it."""


class ServiceError(CheckerError):
    """The child that checks died, hung or answered what it should not."""
