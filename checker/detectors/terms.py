"""Company terms: code names, clients, part numbers, whatever an organization's list holds.

One pass of an Aho-Corasick automaton over the key of a paragraph (`pack/term_keys.py`) finds every
place that could be a term, in microseconds whatever the length of the list; each place is then
judged at the original text by the mode of its row. Days, audiences and status are the engine's to
ask, since the same paragraph may be checked again for another day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from checker.detectors.term_spelling import (
    Found,
    Paragraph,
    find_as_written,
    find_spelling,
    find_stems,
    odd_characters,
)
from checker.model import Match, NearbyWords, Span
from checker.pack.model import Pack, Term
from checker.pack.term_keys import (
    StemSurface,
    Surface,
    compile_regex,
    folded_key,
    key,
    spellings,
    stem_surfaces,
)
from checker.pack.terms import Hit, TermTable
from checker.view import View
from checker.words import Words, overlapping

_RANK = 5
_REACH = 20
"""Characters added to what an exception can take up, for its endings and wider spaces."""
_CONFIDENCE = 0.95
_CONFIDENCE_FUZZY = 0.9
_CONFIDENCE_DISGUISED = 0.85


@dataclass(frozen=True, slots=True)
class _Row:
    """A term made ready to be judged; kept for those that are hit again."""

    term: Term
    surfaces: dict[bytes, tuple[Surface, ...]]
    stems: tuple[StemSurface, ...]
    contexts: NearbyWords | None
    exceptions: Words | None

    @classmethod
    def of(cls, term: Term) -> _Row:
        surfaces: dict[bytes, tuple[Surface, ...]] = {}
        if term.mode != "regex":
            for spelling in spellings(term):
                its_key = key(spelling)
                surfaces[its_key] = (*surfaces.get(its_key, ()), Surface.of(spelling))
        return cls(
            term=term,
            surfaces=surfaces,
            stems=tuple(stem_surfaces(term)) if term.mode == "stem" else (),
            contexts=Words(term.language, term.contexts) if term.contexts else None,
            exceptions=Words(term.language, term.exceptions) if term.exceptions else None,
        )

    def is_exception(self, text: str, span: Span) -> bool:
        """Whether one of the exceptions overlaps `span`; only the text around it is read."""
        if self.exceptions is None:
            return False
        reach = 2 * max(map(len, self.term.exceptions)) + _REACH
        start = max(span.start - reach, 0)
        near = self.exceptions.spans_in(text[start : span.end + reach])
        return overlapping(near, span.shifted(-start))


class TermDetector:
    """Finds the terms of one pack."""

    name = "company terms"
    scope: Literal["paragraph", "segment"] = "paragraph"
    depth: Literal["live", "deep"] = "live"

    def __init__(self, table: TermTable, categories: dict[str, str]) -> None:
        self._table = table
        self._categories = categories
        self._row = lru_cache(maxsize=1024)(lambda row: _Row.of(table.term(row)))
        self._patterns: list[tuple[int, Any]] = [
            (row, compile_regex(pattern))
            for row in table.pattern_rows
            for term in (table.term(row),)
            for pattern in (term.term, *term.variants)
        ]

    def detect(self, view: View) -> list[Match]:
        """The terms in one paragraph, in order of their places."""
        text_key = folded_key(view.text)
        hits = self._table.find(text_key)
        if not hits and not self._patterns:
            return []
        found: dict[int, list[Found]] = {}
        paragraph = Paragraph(view)
        for hit in _outside_words(paragraph, hits):
            for place in self._judge(paragraph, hit, text_key):
                found.setdefault(hit[2], []).append(place)
        for row, pattern in self._patterns:
            for match in pattern.finditer(view.raw):
                if match.end() > match.start():
                    found.setdefault(row, []).append(Found(Span(*match.span()), ""))
        matches = [
            match for row, places in found.items() for match in self._matches(view, row, places)
        ]
        return sorted(matches, key=lambda match: (match.span, match.term))

    def _judge(self, paragraph: Paragraph, hit: Hit, text_key: bytes) -> Iterator[Found]:
        """The spellings of the row that stand at a hit."""
        start, end, number, is_beginning = hit
        if not paragraph.begins_word(paragraph.original(paragraph.places.at(start))):
            return
        row = self._row(number)
        mode = row.term.mode
        if is_beginning:
            candidates = (
                find_stems(paragraph, surface, anchor, row.term.language, start)
                for surface in row.stems
                for anchor, beginning in enumerate(surface.beginnings)
                if beginning == text_key[start:end]
            )
        else:
            surfaces = row.surfaces[text_key[start:end]]
            if mode in ("exact", "case"):
                candidates = (
                    find_as_written(paragraph, surface, start, end, case=mode == "case")
                    for surface in surfaces
                )
            else:
                candidates = (
                    find_spelling(paragraph, surface, start, end, fuzzy=mode == "fuzzy")
                    for surface in surfaces
                )
        yield from (place for place in candidates if place is not None)

    def _matches(self, view: View, number: int, places: list[Found]) -> Iterator[Match]:
        """The places of one row as matches: the longest of those that overlap, no exceptions."""
        row = self._row(number)
        term = row.term
        category = self._categories.get(term.clause) or "confidential"
        for span, disguise in _longest(places):
            if row.is_exception(view.raw, span):
                continue
            confidence = _CONFIDENCE
            if term.mode == "fuzzy":
                confidence = _CONFIDENCE_DISGUISED if disguise else _CONFIDENCE_FUZZY
            odd = odd_characters(
                view.raw[span.start : span.end], "".join((term.term, *term.variants))
            )
            yield Match(
                rule_id=f"{category}.term",
                span=span,
                type="term",
                confidence=confidence,
                rank=_RANK,
                severity="note" if term.status == "test" else term.severity,
                evidence=tuple(filter(None, (f"term {term.id}", disguise, odd))),
                term=number,
                needs=row.contexts,
            )


def _outside_words(paragraph: Paragraph, hits: list[Hit]) -> list[Hit]:
    """The hits that do not plainly begin or end inside a word; a cheap sieve for long lists.

    A small letter after a letter never begins a word, whatever stands around.
    """
    raw, places = paragraph.view.raw, paragraph.places
    kept = []
    for hit in hits:
        first, last = places.at(hit[0]), places.at(hit[1] - 1)
        if not raw.isascii():
            first, last = paragraph.original(first), paragraph.original(last)
        if first and raw[first].islower() and raw[first - 1].isalpha():
            continue
        if not hit[3] and raw[last].isalpha() and raw[last + 1 : last + 2].islower():
            continue
        kept.append(hit)
    return kept


def _longest(places: list[Found]) -> list[Found]:
    """Of places that overlap the longest, of equal ones the least disguised; in order."""
    kept: list[Found] = []
    for place in sorted(places, key=lambda one: (one.span.start - one.span.end, one.disguise)):
        at = bisect_left(kept, place)
        before, after = kept[max(at - 1, 0) : at], kept[at : at + 1]
        if not any(place.span.overlaps(other.span) for other in (*before, *after)):
            kept.insert(at, place)
    return kept


def build(pack: Pack) -> TermDetector:
    """The detector for the terms of a pack."""
    table = pack.terms if isinstance(pack.terms, TermTable) else TermTable.build(())
    return TermDetector(table, {clause.id: clause.category for clause in pack.policy.clauses})
