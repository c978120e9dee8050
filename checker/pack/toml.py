"""TOML with a place for every mistake.

`tomllib` gives line and column for bad syntax only. A pack is written by people, so a wrong value
must name its line too: `Document.line` finds the line of a key again, in the n-th table of an
array, by reading the file's own headers and keys.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from checker.errors import Problem

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\"-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


@dataclass(slots=True)
class Document:
    """One TOML file, parsed, with the lines of its keys."""

    path: str
    data: dict[str, Any]
    lines: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def line(self, key: str = "", table: str = "", index: int = 0) -> int:
        """Line of a key (or of the header, without a key) in the index-th `table`."""
        return self.lines.get((table, index, key)) or self.lines.get((table, index, ""), 1)

    def tables(self, name: str, problems: list[Problem]) -> list[dict[str, Any]]:
        """The `[[name]]` tables; what else stands under the name is added to `problems`."""
        tables = self.data.get(name, [])
        if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
            return tables
        problems.append(Problem(self.path, self.line(name), name, f"should be [[{name}]] tables"))
        return []


def read(path: str, text: str, problems: list[Problem]) -> Document | None:
    """Parse one file; a syntax error is added to `problems` and gives None."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        column = f"column {at[2]}" if at and at[2] else ""
        what = _AT.sub("", str(error)).strip()
        problems.append(Problem(path, line, column, f"not valid TOML: {what}"))
        return None
    except RecursionError:
        problems.append(Problem(path, 0, "", "has lists or tables too deep in each other"))
        return None
    return Document(path, data, _key_lines(text))


def _key_lines(text: str) -> dict[tuple[str, int, str], int]:
    lines: dict[tuple[str, int, str], int] = {}
    seen: dict[str, int] = {}
    table, index, quoted = "", 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if quoted:
            if quoted in line:
                quoted = ""
            continue
        header = _HEADER.match(line)
        if header:
            table = header[2].replace('"', "")
            index = seen.get(table, -1) + 1 if header[1] == "[[" else 0
            seen[table] = index
            lines[table, index, ""] = number
            continue
        key = _KEY.match(line)
        if key:
            lines.setdefault((table, index, key[1]), number)
        for quotes in ('"""', "'''"):
            if line.count(quotes) % 2:
                quoted = quotes
    return lines


def suggestion(word: str, known: Iterable[str]) -> str:
    """`, did you mean "near"?` or nothing."""
    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f', did you mean "{near[0]}"?' if near else ""


_KINDS: dict[str, tuple[type, str]] = {
    "str": (str, "a text in quotes"),
    "float": (float, "a number"),
    "int": (int, "a whole number"),
    "bool": (bool, "true or false"),
    "date": (date, "a date such as 2026-11-01"),
}


class Reader:
    """Turns one table into a frozen dataclass and says everything that is wrong with it."""

    def __init__(self, document: Document, table: str, index: int, problems: list[Problem]) -> None:
        self._document = document
        self._table = table
        self._index = index
        self._problems = problems
        self._wrong: set[str] = set()

    def problem(self, key: str, what: str) -> None:
        """Add one mistake at a key of this table."""
        line = self._document.line(key, self._table, self._index)
        self._problems.append(Problem(self._document.path, line, key, what))
        self._wrong.add(key)

    @property
    def failed(self) -> bool:
        """Whether the table has a mistake."""
        return bool(self._wrong)

    def values(self, model: type, data: dict[str, Any]) -> dict[str, Any]:
        """The fields of `model` that `data` gives, checked for their types; lists as tuples."""
        known = {f.name: f for f in fields(model)}
        out: dict[str, Any] = {}
        for key, value in data.items():
            if key not in known:
                self.problem(key, f"unknown key{suggestion(key, known)}")
                continue
            wanted = str(known[key].type)
            if wanted.startswith("tuple[str"):
                if isinstance(value, list) and all(isinstance(v, str) for v in value):
                    out[key] = tuple(value)
                else:
                    self.problem(key, "should be a list of texts in quotes")
                continue
            kind, words = _KINDS.get(wanted.partition(" ")[0], (object, ""))
            if kind is float and isinstance(value, int) and not isinstance(value, bool):
                value = float(value)
            # True is an int and an instant is a date, for Python and for nobody who writes a pack.
            other = {int: bool, date: datetime}.get(kind)
            if not isinstance(value, kind) or (other and isinstance(value, other)):
                self.problem(key, f"should be {words}")
                continue
            out[key] = value
        return out

    def require(self, values: dict[str, Any], *names: str) -> None:
        """Say which of these keys are missing or empty; one that is wrong is there."""
        for name in names:
            if name not in self._wrong and values.get(name) in (None, "", ()):
                self.problem(name, f'"{name}" is missing')

    def one_of(self, values: dict[str, Any], name: str, allowed: Iterable[str]) -> None:
        """Say that a value is not among those allowed."""
        allowed = list(allowed)
        if name in values and values[name] not in allowed:
            hint = suggestion(str(values[name]), allowed) or f"; one of {', '.join(allowed)}"
            self.problem(name, f'"{values[name]}" is not known{hint}')
