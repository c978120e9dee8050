"""Combinations: pieces that are quiet alone and loud together.

A nurse was dismissed over an age group, an illness and a hospital; a colleague's hurt foot and her
half-time job were health data to Europe's highest court (C-101/01, Lindqvist). No single word of
such a post is a problem, so rules with `needs` ask for several pieces near each other. The fix is
the smallest change that takes them apart, and it is tried on the text before it is offered.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from checker.detectors.pieces import Found, Pieces
from checker.model import Change, Match, Span
from checker.pack.model import Pack, Rule
from checker.pack.pieces import Needs, kinds_of, parse_needs
from checker.spans import room
from checker.view import View, sentences

POST = 600
"""Characters of a post that is read as a whole."""
_REACH = 400
_SHORT = 90
"""Characters over which the place of a finding reaches from its first piece to its last."""
_SURER = 0.05
_MOST = 0.85
_TRIES = 3
_NAMES = {"colleague": "a colleague", "initials": "someone"}


class Hit(NamedTuple):
    """A combination that stands in a text."""

    rule: Rule
    pieces: tuple[Found, ...]
    """In the order in which the rule asks for them."""
    adds: tuple[Found, ...]
    is_soft: bool
    window: Span


class _Combination(NamedTuple):
    rule: Rule
    needs: tuple[Needs, ...]
    masks: tuple[tuple[int, ...], ...]
    kinds: frozenset[str]


class CombinationDetector:
    """Finds what the rules with `needs` describe."""

    name = "combinations"
    scope = "post"
    depth = "live"

    def __init__(self, pack: Pack) -> None:
        self._pieces = Pieces(pack.pieces.values())
        bits = self._pieces.bits
        self._all = []
        for rule in pack.rules.values():
            needs = tuple(map(parse_needs, rule.needs))
            masks = tuple(tuple(sum(bits[k] for k in set(slot)) for slot in one) for one in needs)
            if needs:
                self._all.append(_Combination(rule, needs, masks, frozenset(kinds_of(rule))))
        self._for_mask: dict[int, tuple[_Combination, ...]] = {}

    def detect(self, view: View) -> list[Match]:
        """All combinations in one text."""
        return [self._match(view.raw, hit) for hit in self._hits(view)]

    def _hits(self, view: View) -> list[Hit]:
        wanted = self._wanted(self._pieces.kinds_in(view))
        if not wanted:
            return []
        kinds = frozenset(chain.from_iterable(one.kinds for one in wanted))
        by_kind: dict[str, list[Found]] = defaultdict(list)
        for found in self._pieces.find(view, kinds):
            by_kind[found.kind].append(found)
        near = _Near(view.raw, by_kind)
        return [hit for one in wanted for hit in _hits_of(one, near)]

    def _wanted(self, mask: int) -> tuple[_Combination, ...]:
        """The combinations that a text with these kinds may hold."""
        wanted = self._for_mask.get(mask)
        if wanted is None:
            wanted = self._for_mask[mask] = tuple(
                one
                for one in self._all
                if any(all(slot & mask for slot in slots) for slots in one.masks)
            )
        return wanted

    def _match(self, text: str, hit: Hit) -> Match:
        rule = hit.rule
        spans = [piece.span for piece in hit.pieces]
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        change = self._change(text, hit)
        shown = whole if whole.end - whole.start <= _SHORT else (change.at if change else spans[0])
        surer = len(hit.pieces) + len(hit.adds) - 2
        return Match(
            rule.id,
            shown,
            rule.type,
            min(rule.confidence + _SURER * surer, _MOST),
            severity="note" if hit.is_soft else None,
            evidence=tuple(dict.fromkeys(p.says for p in (*hit.pieces, *hit.adds))),
            change=change,
        )

    def _change(self, text: str, hit: Hit) -> Change | None:
        """The change of fewest letters after which the combination is gone."""
        around = hit.window
        part = text[around.start : around.end]
        before = self._ids(part)
        single = [
            (piece, edit) for piece in (*hit.pieces, *hit.adds) for edit in _edits(text, piece)
        ]
        single.sort(key=lambda one: _cost(one[1]))
        pairs = (pair for pair in combinations(single, 2) if not _meet(pair[0][1], pair[1][1]))
        for tried in chain(((one,) for one in single), pairs):
            edits = tuple(sorted(edit for _, edit in tried))
            after = self._ids(_applied(part, edits, around.start))
            if hit.rule.id not in after and after <= before:
                first = tried[0][0]
                return Change(_title(tried), first.span, edits)
        return None

    def _ids(self, text: str) -> set[str]:
        return {hit.rule.id for hit in self._hits(View(text))}


class _Near:
    """The pieces of a text by kind, and what stands near a place."""

    def __init__(self, text: str, by_kind: dict[str, list[Found]]) -> None:
        self.by_kind = by_kind
        self._starts = {kind: [f.span.start for f in found] for kind, found in by_kind.items()}
        self._text = text
        self._sentences = sentences(text)

    def window(self, span: Span, within: str) -> Span:
        """How far the pieces beside `span` may stand."""
        if within == "post" and len(self._text) <= POST:
            return Span(0, len(self._text))
        more = 0 if within == "sentence" else 1
        parts = self._sentences
        first = max(0, bisect_right(parts, span.start, key=lambda s: s.end) - more)
        last = min(len(parts), bisect_left(parts, span.end, key=lambda s: s.start) + more)
        start = max(parts[first].start, span.start - _REACH) if parts else 0
        return Span(start, min(parts[last - 1].end, span.end + _REACH) if parts else 0)

    def has(self, kinds: Sequence[str], window: Span) -> bool:
        """Whether a piece of one of the kinds begins in the window."""
        return any(self._in(kind, window) for kind in kinds)

    def _in(self, kind: str, window: Span) -> Sequence[Found]:
        starts = self._starts.get(kind, ())
        first, last = bisect_left(starts, window.start), bisect_left(starts, window.end)
        return self.by_kind.get(kind, ())[first:last] if first < last else ()

    def nearest(self, kinds: Sequence[str], taken: Sequence[Found], window: Span) -> Found | None:
        """The piece of these kinds next to the first one taken, apart from all of them."""
        anchor = taken[0].span
        best: tuple[int, int, Found] | None = None
        for kind in kinds:
            starts = self._starts.get(kind, ())
            at = bisect_left(starts, anchor.start)
            for found in self.by_kind.get(kind, ())[max(0, at - _TRIES) : at + _TRIES]:
                span = found.span
                if span.start < window.start or span.end > window.end:
                    continue
                if any(span.overlaps(one.span) for one in taken):
                    continue
                gap = max(span.start - anchor.end, anchor.start - span.end)
                if best is None or (gap, span.start) < best[:2]:
                    best = (gap, span.start, found)
        return best[2] if best else None


def _hits_of(one: _Combination, near: _Near) -> Iterator[Hit]:
    """Where a combination stands; a window that holds it twice holds it once."""
    rule = one.rule
    done = -1
    anchors = sorted(
        {
            (found.span, at)
            for at, slots in enumerate(one.needs)
            for kind in slots[0]
            for found in near.by_kind.get(kind, ())
        }
    )
    by_span = {
        (found.span, kind): found
        for slots in one.needs
        for kind in slots[0]
        for found in near.by_kind.get(kind, ())
    }
    for span, at in anchors:
        if span.start < done:
            continue
        window = near.window(span, rule.within)
        slots = one.needs[at]
        first = next(by_span[span, kind] for kind in slots[0] if (span, kind) in by_span)
        taken = [first]
        for kinds in slots[1:]:
            found = near.nearest(kinds, taken, window)
            if found is None:
                break
            taken.append(found)
        else:
            if near.has(rule.unless, window):
                continue
            adds: list[Found] = []
            for kind in rule.adds:
                if all(kind != piece.kind for piece in taken):
                    more = near.nearest((kind,), (*taken, *adds), window)
                    adds += [more] if more else []
            done = window.end
            yield Hit(rule, tuple(taken), tuple(adds), near.has(rule.softer, window), window)


def _edits(text: str, piece: Found) -> Iterator[tuple[Span, str]]:
    """Ways to say a piece more generally."""
    instead = piece.instead
    if piece.kind in _NAMES or not instead:
        instead = (_NAMES.get(piece.kind, "someone"), *instead)
    for words in instead:
        span = piece.cut
        begins = not text[: span.start].rstrip(" ") or text[: span.start].rstrip(" ")[-1] in ".!?\n"
        if words:
            yield span, words[:1].upper() + words[1:] if begins else words
            continue
        span = room(text, span)
        after = text[span.end : span.end + 1]
        if begins and after.islower():
            yield Span(span.start, span.end + 1), after.upper()
        else:
            yield span, ""


def _cost(edit: tuple[Span, str]) -> int:
    span, words = edit
    return span.end - span.start + len(words)


def _meet(one: tuple[Span, str], other: tuple[Span, str]) -> bool:
    return one[0].overlaps(other[0])


def _applied(text: str, edits: Sequence[tuple[Span, str]], start: int) -> str:
    """The part of a text that begins at `start`, after the edits, which are in order."""
    parts: list[str] = []
    at = 0
    for span, words in edits:
        parts += (text[at : max(span.start - start, 0)], words)
        at = span.end - start
    return "".join((*parts, text[at:]))


def _title(tried: Sequence[tuple[Found, tuple[Span, str]]]) -> str:
    (piece, (_, words)) = tried[0]
    if len(tried) > 1:
        return "Say it more generally"
    if len(words) > 1:
        return f"Write “{words}”"
    return f"Leave out the {piece.says.removeprefix('a ').removeprefix('an ')}"


def build(pack: Pack) -> CombinationDetector:
    """The detector for the combinations of a pack."""
    return CombinationDetector(pack)
