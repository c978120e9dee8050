"""Pieces of a text that may be loud together: ages, illnesses, places, names.

Almost every post is let go after one Aho-Corasick pass over the words of all pieces: it does not
hold the kinds that any combination asks for. Only then are the pieces looked for one by one, with
their own patterns, and names by what stands beside them. RE2 works on `View.data`, one byte a
character, so its offsets need no conversion.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from checker.detectors.names import GATES, SAYS, Names
from checker.model import Span
from checker.pack.model import Piece
from checker.pack.pieces import GIVEN_NAME, NAME_KINDS
from checker.regex import compile_pattern, group_spans
from checker.view import View, fold

_ACRONYM_MAX = 4
_SHORT = 2
_BLANKS = re.compile(r"[ -]+")


class Found(NamedTuple):
    """A piece that was found."""

    span: Span
    kind: str
    says: str
    cut: Span
    """What a fix changes, in the original text."""
    instead: tuple[str, ...]


class _Gate(NamedTuple):
    """What has to stand in a folded text, and whether a word begins and ends with it."""

    text: str
    begins: bool
    ends: bool


@dataclass(slots=True)
class _Shape:
    """One compiled pattern of a piece."""

    regex: Any
    raw: bool
    value: int
    cut: int


class CompiledPiece:
    """A piece whose patterns are compiled when they are first needed; most never are."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.gates = [one for word in (*piece.words, *piece.keywords) for one in _spelled(word)]
        self.is_open = bool(piece.patterns) and not piece.keywords
        """Whether no word tells that it is absent."""

    @cached_property
    def shapes(self) -> list[_Shape]:
        """Its patterns and one more for all its words of a kind."""
        sources = [(pattern, self.piece.reads == "raw") for pattern in self.piece.patterns]
        acronyms = [word for word in self.piece.words if _is_acronym(word)]
        others = [fold(word) for word in self.piece.words if not _is_acronym(word)]
        for words, raw in ((others, False), (acronyms, True)):
            if words:
                sources.append((rf"\b(?P<value>{'|'.join(map(_source, words))})\b", raw))
        shapes = []
        for source, raw in sources:
            regex = compile_pattern(source)
            value = regex.groupindex.get(b"value", 0)
            shapes.append(_Shape(regex, raw, value, regex.groupindex.get(b"cut", value)))
        return shapes

    def find(self, view: View) -> Iterator[Found]:
        """Where it stands in a text."""
        piece = self.piece
        for shape in self.shapes:
            data, original = (view.raw_data, view.raw_span) if shape.raw else (view.data, view.span)
            for match in shape.regex.finditer(data):
                spans = group_spans(match)
                value, cut = spans[shape.value], spans[shape.cut]
                if 0 <= value[0] < value[1]:
                    cut = cut if 0 <= cut[0] < cut[1] else value
                    yield Found(
                        original(*value), piece.kind, piece.says, original(*cut), piece.instead
                    )


class Pieces:
    """All pieces of a pack, and the gate before them.

    Args:
        pieces: of the pack.
        needed: the kinds that combinations ask for; the gate knows only these.
    """

    def __init__(self, pieces: Iterable[Piece], needed: Collection[str]) -> None:
        self._of_kind: dict[str, list[CompiledPiece]] = defaultdict(list)
        given: list[str] = []
        for piece in pieces:
            if piece.kind == GIVEN_NAME:
                given.extend(piece.words)
            else:
                self._of_kind[piece.kind].append(CompiledPiece(piece))
        self._names = Names(given)
        self.bits = {kind: 1 << at for at, kind in enumerate(sorted(needed))}
        """Kind -> its bit in what the gate says."""
        self._open = 0
        gates: dict[str, list[tuple[_Gate, int]]] = defaultdict(list)
        for kind, bit in self.bits.items():
            compiled = self._of_kind.get(kind, [])
            words = [one for word in GATES.get(kind, ()) for one in _spelled(word)]
            if kind in ("named", "fullname"):
                words += [_Gate(fold(name), True, True) for name in given]
            if any(one.is_open for one in compiled) or (kind in NAME_KINDS and not words):
                self._open |= bit
                continue
            for gate in (*words, *(gate for one in compiled for gate in one.gates)):
                gates[gate.text].append((gate, bit))
        self._gates = list(gates.values())
        self._automaton = CharwiseDoubleArrayAhoCorasick(list(gates)) if gates else None

    def bits_of(self, kinds: Iterable[str]) -> int:
        """The bits of these kinds together."""
        return sum(self.bits[kind] for kind in set(kinds))

    def kinds_in(self, view: View) -> int:
        """The bits of the kinds that a text may hold; those without words are always there."""
        mask = self._open
        if self._automaton is None:
            return mask
        text = f" {view.text}"
        size = len(text)
        for start, end, number in self._automaton.find_overlapping(text):
            inside = text[start].isalpha() and text[start - 1].isalpha()
            goes_on = end < size and text[end].isalnum()
            for gate, bit in self._gates[number]:
                if not ((inside and gate.begins) or (goes_on and gate.ends)):
                    mask |= bit
        return mask

    def find(self, view: View, kind: str) -> Iterator[Found]:
        """The pieces of a kind that a pack describes."""
        for piece in self._of_kind.get(kind, ()):
            yield from piece.find(view)

    def names(self, view: View) -> list[Found]:
        """The names in a text, each of its kind."""
        return [
            Found(Span(n.start, n.end), n.kind, SAYS[n.kind], Span(*n.cut), (n.instead,))
            for n in self._names.find(view.raw)
        ]


def _is_acronym(word: str) -> bool:
    return len(word) <= _ACRONYM_MAX and word.isupper()


def _spelled(word: str) -> Iterator[_Gate]:
    """A word or phrase, with blanks or hyphens, and where a word begins and ends with it.

    Two letters stand inside too many words; they are asked for with the blank before them.
    """
    folded = fold(word.strip("*"))
    begins, ends = not word.startswith("*"), not word.endswith("*")
    if len(folded) <= _SHORT:
        yield _Gate(f" {folded}", begins, ends)
        yield _Gate(f"\n{folded}", begins, ends)
        return
    for blank in " -" if _BLANKS.search(folded) else " ":
        yield _Gate(_BLANKS.sub(blank, folded), begins, ends)


def _source(word: str) -> str:
    """The pattern of a word or phrase."""
    parts = (re.escape(part) for part in _BLANKS.split(word.rstrip("*")))
    return r"[\s-]+".join(parts) + (r"[a-z]*" if word.endswith("*") else "")
