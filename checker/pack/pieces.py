"""Files of pieces: `pieces/*.toml` -> `Piece`s, and what combinations ask of them.

An age, an illness and a hospital say nothing about anybody one by one. A `[[piece]]` tells how one
of them is recognized and what it is called; a rule with `needs` says which kinds are loud together.
Several pieces may be of one kind, so that an organization adds the names of its own wards to
`place` with a few words. Some kinds need no piece: names are found by `checker/detectors/names.py`.

    >>> parse_needs("patient + illness + place/time")
    (('patient',), ('illness',), ('place', 'time'))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import get_args

from checker.errors import Problem
from checker.pack.model import Piece, Reads, Rule
from checker.pack.toml import Document, Reader, suggestion
from checker.regex import compile_pattern

GIVEN_NAME = "given-name"
"""The kind whose words are first names; they are looked up, not searched for."""
NAME_KINDS = frozenset({"colleague", "titled", "named", "fullname", "initials"})
"""Kinds of names that are found by what stands beside them."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Needs = tuple[tuple[str, ...], ...]


def parse_needs(text: str) -> Needs:
    """The slots of one set of pieces, and the kinds that may fill each."""
    return tuple(tuple(kind.strip() for kind in slot.split("/")) for slot in text.split("+"))


def kinds_of(rule: Rule) -> set[str]:
    """Every kind of piece that a combination speaks of."""
    needed = {kind for text in rule.needs for slot in parse_needs(text) for kind in slot}
    return needed.union(rule.adds, rule.unless, rule.softer)


def read_pieces(document: Document, problems: list[Problem]) -> Iterator[Piece]:
    """The pieces of one file; what is wrong with it goes to `problems`."""
    for index, table in enumerate(document.tables("piece", problems)):
        reader = Reader(document, "piece", index, problems)
        values = reader.values(Piece, {k: v for k, v in table.items() if k != "source"})
        reader.require(values, "id", "kind", "says")
        for key in ("id", "kind"):
            if values.get(key) and not _ID.fullmatch(values[key]):
                reader.problem(key, 'should be lower-case words such as "care-place"')
        reader.one_of(values, "reads", get_args(Reads))
        if not (values.get("words") or values.get("patterns")):
            reader.problem("words", "a piece needs words or patterns")
        for word in values.get("words", ()):
            if not word.strip("* ") or "*" in word[:-1]:
                reader.problem("words", f'"{word}" should be words, with * at the end at most')
        for pattern in values.get("patterns", ()):
            try:
                compile_pattern(pattern)
            except ValueError as error:
                reader.problem("patterns", f"{pattern!r} {error}")
        if not reader.failed:
            line = document.line("", "piece", index)
            yield replace(Piece(**values), source=f"{document.path}:{line}")


def check_needs(rules: Iterable[Rule], pieces: Iterable[Piece], problems: list[Problem]) -> None:
    """Every combination asks for kinds of pieces that are there, where these could be read."""
    if any(problem.path.startswith("pieces/") for problem in problems):
        return
    known = {piece.kind for piece in pieces} | NAME_KINDS
    for rule in rules:
        path, _, line = rule.source.rpartition(":")
        missing = sorted(kinds_of(rule) - known) if rule.needs else []
        if missing:
            hint = suggestion(missing[0], known)
            listed = ", ".join(f'"{kind}"' for kind in missing)
            what = f"there is no kind of piece {listed}{hint}"
            problems.append(Problem(path, int(line), "needs", what))
