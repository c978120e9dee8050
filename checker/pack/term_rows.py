"""Reading term lists: CSV for spreadsheets, TOML for git, the same fields in both.

Legal and communications keep these lists, so every mistake is named at once with its line, its
column and what would be right. Cells are text: nothing is guessed from how a spreadsheet shows
them, and a formula is refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from checker.errors import Problem
from checker.pack.model import Term
from checker.pack.term_fields import TERM_FIELDS, Cell, TermField
from checker.pack.term_keys import compile_regex
from checker.pack.toml import Document, suggestion
from checker.view import fold
from checker.words import LANGUAGES, tokens

_FIELDS: Mapping[str, TermField] = {field.name: field for field in TERM_FIELDS}
_REQUIRED = ("id", "term")


class _Reader:
    """Turns the rows of one file into terms and says everything that is wrong with them."""

    def __init__(
        self,
        path: str,
        problems: list[Problem],
        clauses: Collection[str] | None,
        audiences: Collection[str] | None,
        seen: dict[str, str] | None,
    ) -> None:
        self._path = path
        self._problems = problems
        self._clauses = clauses
        self._audiences = audiences
        self._seen = {} if seen is None else seen

    def problem(self, line: int, column: str, what: str) -> None:
        self._problems.append(Problem(self._path, line, column, what))

    def term(self, row: Mapping[str, Cell], line: Callable[[str], int]) -> Term | None:
        """One term, or None where its row has a mistake."""
        before = len(self._problems)
        values: dict[str, Any] = {}
        for name, cell in row.items():
            try:
                values[name] = _FIELDS[name].read(cell)
            except ValueError as error:
                self.problem(line(name), name, str(error))
        for name in _REQUIRED:
            if name not in row:
                self.problem(line(name), name, f"{name} is missing")
        if len(self._problems) == before:
            for name, what in self._mistakes(values):
                self.problem(line(name), name, what)
        if len(self._problems) > before:
            return None
        self._seen[values["id"]] = f"{self._path}:{line('id')}"
        return Term(**{_FIELDS[name].attribute or name: value for name, value in values.items()})

    def _mistakes(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """What is wrong between the fields of a row, or between the row and the pack."""
        if values["id"] in self._seen:
            yield "id", f'"{values["id"]}" is there already, in {self._seen[values["id"]]}'
        clause = values.get("clause")
        if clause and self._clauses is not None and clause not in self._clauses:
            yield "clause", f'there is no clause "{clause}"{suggestion(clause, self._clauses)}'
        if self._audiences is not None:
            known = {"all", *self._audiences}
            for audience in values.get("audience", ()):
                if audience not in known:
                    hint = suggestion(audience, known) or "; pack.toml lists the audiences"
                    yield "audience", f'"{audience}" is not known{hint}'
        begins, ends = values.get("from"), values.get("expires")
        if begins and ends and ends <= begins:
            yield "expires", "is not after from, so the term never counts"
        mode, language = values.get("mode", "word"), values.get("language", "en")
        if mode == "stem" and language.partition("-")[0] not in LANGUAGES:
            yield "mode", f'there is no stemmer for "{language}"; use word'
        for name in ("term", "variants"):
            surfaces = (values[name],) if name == "term" else values.get(name, ())
            for surface in surfaces:
                yield from ((name, what) for what in _surface_mistakes(surface, mode, language))


def _surface_mistakes(surface: str, mode: str, language: str) -> Iterator[str]:
    if mode == "regex":
        try:
            compile_regex(surface)
        except ValueError as error:
            yield str(error)
    elif mode != "sealed" and not any(map(str.isalnum, fold(surface))):
        yield "should hold at least one letter or digit"
    elif mode == "stem" and not tokens(surface):
        yield "should hold at least one word"


def read_csv(
    path_in_pack: str,
    text: str,
    problems: list[Problem],
    clauses: Collection[str] | None = None,
    audiences: Collection[str] | None = None,
    seen: dict[str, str] | None = None,
) -> list[Term]:
    """Read a term list kept in a spreadsheet.

    Args:
        path_in_pack: for the messages.
        text: the file, decoded.
        problems: every mistake is added here; rows with one are left out.
        clauses: ids of the policy; None leaves them unchecked.
        audiences: names `pack.toml` lists; None leaves them unchecked.
        seen: id -> place of the terms of other files; grows by those of this one.
    """
    reader = _Reader(path_in_pack, problems, clauses, audiences, seen)
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    terms: list[Term] = []
    line = 1
    try:
        header = [name.strip() for name in next(rows, [])]
        if not _header_is_right(header, reader):
            return []
        line = rows.line_num + 1
        for cells in rows:
            if any(cell.strip() for cell in cells):
                term = _csv_term(header, cells, line, reader)
                if term is not None:
                    terms.append(term)
            line = rows.line_num + 1
    except csv.Error as error:
        reader.problem(line, "", f"not a valid CSV row: {error}; put quotes around the cell")
    return terms


def _header_is_right(header: list[str], reader: _Reader) -> bool:
    """Check the names in the first row; nothing else can be read where they are wrong."""
    known = list(_FIELDS)
    if len(header) == 1 and re.search("[;\t]", header[0]):
        reader.problem(1, "", "columns should be separated by commas; save the file as CSV (comma)")
        return False
    fine = True
    for name in header:
        if name not in _FIELDS:
            reader.problem(1, name, f"unknown column{suggestion(name, known)}")
            fine = False
    for name in sorted({name for name in header if header.count(name) > 1}):
        reader.problem(1, name, "the column is there twice")
        fine = False
    for name in _REQUIRED:
        if name not in header:
            reader.problem(1, name, f"the column {name} is missing")
            fine = False
    return fine


def _csv_term(header: list[str], cells: list[str], line: int, reader: _Reader) -> Term | None:
    if len(cells) != len(header):
        reader.problem(
            line,
            "",
            f"has {len(cells)} cells where the first row has {len(header)}; "
            "put quotes around a cell that holds a comma",
        )
        return None
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}
    formulas = [name for name, cell in row.items() if cell.startswith("=")]
    for name in formulas:
        reader.problem(line, name, "is a formula; write the text itself")
    return None if formulas else reader.term(row, lambda _name: line)


def read_toml(
    document: Document,
    problems: list[Problem],
    clauses: Collection[str] | None = None,
    audiences: Collection[str] | None = None,
    seen: dict[str, str] | None = None,
) -> list[Term]:
    """Read the `[[term]]` tables of a TOML file; see `read_csv` for the arguments."""
    reader = _Reader(document.path, problems, clauses, audiences, seen)
    for name in document.data.keys() - {"term"}:
        reader.problem(document.line(name), name, "unknown key; terms are [[term]] tables")
    terms = []
    for index, table in enumerate(document.tables("term", problems)):
        unknown = [name for name in table if name not in _FIELDS]
        for name in unknown:
            what = f"unknown key{suggestion(name, _FIELDS)}"
            reader.problem(document.line(name, "term", index), name, what)
        row = {
            name: cell for name, cell in table.items() if cell not in ("", []) and name in _FIELDS
        }
        term = reader.term(row, lambda name, index=index: document.line(name, "term", index))  # type: ignore[misc]
        if term is not None and not unknown:
            terms.append(term)
    return terms
