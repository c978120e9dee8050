"""The terms of a pack: columns in one buffer, with the index that finds them.

An organization may name a million clients and part numbers. A million objects would take seconds
and a gigabyte, so a `TermTable` keeps its rows as bytes, where they may lie in a mapped file, and
makes a `Term` when one is hit. The index is a daachorse automaton (Aho-Corasick over bytes) of the
keys of all spellings; it takes seconds to build, so the whole table can be written to one file and
is read back in a fraction of a second.

The file: header, row offsets, the row of each key, rows of patterns, automaton, the clauses and
audiences that the terms name, rows. It is a cache: whatever does not fit (format, source, library
version, byte order, check sum) raises ValueError and the table is built anew. A change of
`view.fold` or of the keys needs a new FORMAT.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import MISSING, fields
from datetime import date, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from math import log2
from typing import Any

from daachorse import DoubleArrayAhoCorasick

from checker.pack.model import Term
from checker.pack.term_keys import StemSurface, key, spellings, stem_surfaces

FORMAT = 2
_MAGIC = b"clearpost terms\n"
_HEADER = struct.Struct("=16s I 4s 32s 16s 6Q")
_CHECK = struct.Struct("=I")
_BYTE_ORDER = sys.byteorder[:4].encode()
_NO_DIGEST = bytes(32)
_BEGINNING = 1 << 31
"""Set in the row of a key that is only the beginning of a word (mode stem)."""

Hit = tuple[int, int, int, bool]
"""Start and end in the key of a text, row, and whether only the beginning of a word was looked
for."""


def merge(below: Iterable[Term], above: Iterable[Term], disable: Container[str] = ()) -> list[Term]:
    """Lay the terms of one pack over those of another: an id replaces, `disable` removes."""
    merged = {term.id: term for term in below} | {term.id: term for term in above}
    return [term for term in merged.values() if term.id not in disable]


class TermTable:
    """Terms as columns, with their index. Made by `build` or `from_bytes`."""

    def __init__(
        self,
        rows: memoryview,
        offsets: memoryview,
        key_rows: memoryview,
        pattern_rows: memoryview,
        automaton: DoubleArrayAhoCorasick | None,
        sealed_count: int,
        clauses: frozenset[str],
        audiences: frozenset[str],
    ) -> None:
        self._rows = rows
        self._offsets = offsets
        self._key_rows = key_rows
        self._automaton = automaton
        self.pattern_rows = pattern_rows
        """Rows in mode regex, which no index holds."""
        self.sealed_count = sealed_count
        """Rows in mode sealed, which this version does not look for."""
        self.clauses = clauses
        """Every clause that a row names."""
        self.audiences = audiences
        """Every audience that a row names."""
        self.term = lru_cache(maxsize=512)(self._decode)

    @classmethod
    def build(cls, terms: Iterable[Term]) -> TermTable:
        """Make the columns and the index; about ten seconds for a million terms."""
        rows, offsets = bytearray(), array("Q", [0])
        keys: list[bytes] = []
        key_rows, pattern_rows = array("I"), array("I")
        stemmed: list[tuple[int, StemSurface]] = []
        sealed = 0
        clauses: set[str] = set()
        audiences: set[str] = set()
        for row, term in enumerate(terms):
            rows += _encode(term)
            offsets.append(len(rows))
            clauses.add(term.clause)
            audiences.update(term.audience)
            if term.status not in ("live", "test"):
                continue
            if term.mode == "sealed":
                sealed += 1
            elif term.mode == "regex":
                pattern_rows.append(row)
            else:
                own = {key(spelling) for spelling in spellings(term)}
                keys.extend(own)
                key_rows.extend([row] * len(own))
                if term.mode == "stem":
                    stemmed.extend((row, surface) for surface in stem_surfaces(term))
        for row, beginning in _anchors(stemmed):
            keys.append(beginning)
            key_rows.append(row | _BEGINNING)
        return cls(
            memoryview(rows),
            memoryview(offsets),
            memoryview(key_rows),
            memoryview(pattern_rows),
            DoubleArrayAhoCorasick(keys) if keys else None,
            sealed,
            frozenset(clauses - {""}),
            frozenset(audiences),
        )

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __iter__(self) -> Iterator[Term]:
        return map(self._decode, range(len(self)))

    def find(self, text_key: bytes) -> list[Hit]:
        """Where the key of a text holds the key of a term; overlapping ones too."""
        if self._automaton is None:
            return []
        rows = self._key_rows
        return [
            (start, end, rows[number] & ~_BEGINNING, rows[number] >= _BEGINNING)
            for start, end, number in self._automaton.find_overlapping(text_key)
        ]

    def _decode(self, row: int) -> Term:
        if not 0 <= row < len(self):
            raise IndexError(row)
        return _decode(bytes(self._rows[self._offsets[row] : self._offsets[row + 1]]))

    def to_bytes(self, digest: bytes = _NO_DIGEST) -> bytes:
        """The whole table as one file.

        Args:
            digest: SHA-256 of what the terms were read from.
        """
        automaton = self._automaton.serialize() if self._automaton else b""
        columns = b"".join(map(bytes, (self._offsets, self._key_rows, self.pattern_rows)))
        names = json.dumps([sorted(self.clauses), sorted(self.audiences)]).encode()
        sizes = (len(self), len(self._key_rows), len(self.pattern_rows), self.sealed_count)
        header = _HEADER.pack(
            _MAGIC, FORMAT, _BYTE_ORDER, digest, _library(), *sizes, len(automaton), len(names)
        )
        check = _CHECK.pack(_check_sum(header, columns, automaton, names))
        return b"".join((header, check, columns, automaton, names, self._rows))

    @classmethod
    def from_bytes(cls, buffer: bytes | memoryview | Any, digest: bytes = _NO_DIGEST) -> TermTable:
        """Read what `to_bytes` wrote; rows stay in the buffer, which may be a mapped file.

        Raises:
            ValueError: it is of another format, source or library version, or damaged.
        """
        view = memoryview(buffer).cast("B")
        if len(view) < _HEADER.size + _CHECK.size:
            raise ValueError("not an index of terms")
        magic, number, order, source, library, *sizes = _HEADER.unpack_from(view)
        if (magic, number, order) != (_MAGIC, FORMAT, _BYTE_ORDER):
            raise ValueError("not an index of terms of this format")
        if source != digest:
            raise ValueError("an index of other terms")
        if library != _library():
            raise ValueError("an index of another version of the library")
        count, keys, patterns, sealed, automaton_size, names_size = sizes
        edges = [_HEADER.size + _CHECK.size]
        for size in (8 * (count + 1), 4 * keys, 4 * patterns, automaton_size, names_size):
            edges.append(edges[-1] + size)
        if edges[-1] > len(view):
            raise ValueError("the index of terms is cut off")
        columns = view[edges[0] : edges[3]]
        automaton = bytes(view[edges[3] : edges[4]])
        names = bytes(view[edges[4] : edges[5]])
        (check,) = _CHECK.unpack_from(view, _HEADER.size)
        if _check_sum(view[: _HEADER.size], columns, automaton, names) != check:
            raise ValueError("the index of terms is damaged")
        offsets = view[edges[0] : edges[1]].cast("Q")
        rows = view[edges[5] :]
        if offsets[count] != len(rows):
            raise ValueError("the rows of the index of terms are cut off")
        return cls(
            rows,
            offsets,
            view[edges[1] : edges[2]].cast("I"),
            view[edges[2] : edges[3]].cast("I"),
            DoubleArrayAhoCorasick.deserialize(automaton) if automaton else None,
            sealed,
            *map(frozenset, json.loads(names)),
        )


def _anchors(stemmed: list[tuple[int, StemSurface]]) -> set[tuple[int, bytes]]:
    """For each spelling the beginning of the word that is long and rare in the list.

    A list of ten thousand projects must not be hit ten thousand times by the word project. Two
    letters more weigh as much as a word that is sixteen times as rare.
    """
    counts = Counter(beginning for _, surface in stemmed for beginning in surface.beginnings)
    return {
        (row, max(surface.beginnings, key=lambda one: (len(one) - log2(counts[one]) / 2, one)))
        for row, surface in stemmed
    }


def _check_sum(*parts: bytes | memoryview) -> int:
    """CRC-32 of all but the rows, which are read as they are hit."""
    check = 0
    for part in parts:
        check = zlib.crc32(part, check)
    return check


def _library() -> bytes:
    """Version of the automaton's library, whose format is its own."""
    try:
        return version("daachorse").encode()[:16].ljust(16, b"\0")
    except PackageNotFoundError:
        return bytes(16)


# A row is a JSON list of the fields of `Term` in order, 0 for a default, cut after the last value.
_NAMES = tuple(field.name for field in fields(Term))
_DEFAULTS = tuple(None if f.default is MISSING else f.default for f in fields(Term))
_TIMES = frozenset({"valid_from", "embargo_until", "public_since", "expires"})


def _encode(term: Term) -> bytes:
    values = [
        0 if (value := getattr(term, name)) == default else value
        for name, default in zip(_NAMES, _DEFAULTS, strict=True)
    ]
    while values and values[-1] == 0:
        values.pop()
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_iso).encode()


def _iso(moment: date) -> str:
    return moment.isoformat()


def _decode(row: bytes) -> Term:
    values: dict[str, Any] = {}
    for name, value in zip(_NAMES, json.loads(row), strict=False):
        if value == 0:
            continue
        if isinstance(value, list):
            value = tuple(value)
        elif name in _TIMES:
            value = datetime.fromisoformat(value)
        elif name == "review_by":
            value = date.fromisoformat(value)
        values[name] = value
    return Term(**values)
