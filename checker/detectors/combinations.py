"""Combinations: pieces that are quiet alone and loud together.

A nurse was dismissed over an age group, an illness and a hospital; a colleague's hurt foot and her
half-time job were health data to Europe's highest court (C-101/01, Lindqvist). No single word of
such a post is a problem, so rules with `needs` ask for several pieces near each other. The fix is
the smallest change that takes them apart, and it is tried on the text before it is offered.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from itertools import combinations, islice
from operator import or_
from typing import NamedTuple

from checker.detectors.pieces import Found, Pieces
from checker.model import Change, Match, Span
from checker.pack.model import Pack, Rule
from checker.pack.pieces import NAME_KINDS, Needs, parse_needs
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
_MOST_TRIED = 40
_BESIDE = 40


_GOES_ON = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|St|Prof|[A-Z])\.$")
_Edit = tuple[Span, str]
_Gate = tuple[int, tuple[int, ...]]
_Tried = tuple[Found, _Edit]


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
    gates: tuple[_Gate, ...]


class CombinationDetector:
    """Finds what the rules with `needs` describe."""

    name = "combinations"
    scope = "post"
    depth = "live"

    def __init__(self, pack: Pack) -> None:
        rules = [(r, tuple(map(parse_needs, r.needs))) for r in pack.rules.values() if r.needs]
        needed = {kind for _, needs in rules for slots in needs for slot in slots for kind in slot}
        self._pieces = Pieces(pack.pieces.values(), needed)
        self._all = [
            _Combination(rule, needs, tuple(map(self._gate, needs))) for rule, needs in rules
        ]
        self._for_mask: dict[int, tuple[_Combination, ...]] = {}

    def detect(self, view: View) -> list[Match]:
        """All combinations in one text."""
        return [self._match(view.raw, hit) for hit in self._hits(view)]

    def _hits(self, view: View) -> list[Hit]:
        mask = self._pieces.kinds_in(view)
        wanted = self._wanted(mask)
        if not wanted:
            return []
        near = _Near(view, self._pieces, mask)
        return [hit for one in wanted for hit in _hits_of(one, near)]

    def _wanted(self, mask: int) -> tuple[_Combination, ...]:
        """The combinations that a text with these kinds may hold."""
        wanted = self._for_mask.get(mask)
        if wanted is None:
            wanted = self._for_mask[mask] = tuple(
                one
                for one in self._all
                if any(
                    all_of & mask == all_of and all(map(mask.__and__, any_of))
                    for all_of, any_of in one.gates
                )
            )
        return wanted

    def _gate(self, slots: Needs) -> _Gate:
        """The kinds that have to be there, and those of which one has to be."""
        bits = [self._pieces.bits_of(slot) for slot in slots]
        alone = [bit for bit, slot in zip(bits, slots, strict=True) if len(slot) == 1]
        others = [bit for bit, slot in zip(bits, slots, strict=True) if len(slot) > 1]
        return reduce(or_, alone, 0), tuple(others)

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
        for tried in islice(_attempts(text, hit), _MOST_TRIED):
            edits = tuple(sorted(edit for _, edit in tried))
            after = self._ids(_applied(part, edits, around.start))
            if hit.rule.id not in after and after <= before:
                return Change(_title(tried), tried[0][0].span, edits)
        return None

    def _ids(self, text: str) -> set[str]:
        return {hit.rule.id for hit in self._hits(View(text))}


class _Near:
    """The pieces of a text, each kind looked for when it is first asked for; and what is near."""

    def __init__(self, view: View, pieces: Pieces, mask: int) -> None:
        self._view = view
        self._pieces = pieces
        self._mask = mask
        """The kinds that the text can hold at all."""
        self._known: dict[str, tuple[list[Found], list[int]]] = {}

    @cached_property
    def _sentences(self) -> list[Span]:
        return _sentences(self._view.raw)

    @cached_property
    def _names(self) -> list[Found]:
        return self._pieces.names(self._view)

    def of(self, kind: str) -> list[Found]:
        """The pieces of a kind, in order."""
        return self._of(kind)[0]

    def _of(self, kind: str) -> tuple[list[Found], list[int]]:
        known = self._known.get(kind)
        bit = self._pieces.bits.get(kind)  # the gate knows the kinds that are needed alone
        if known is None and bit is not None and not bit & self._mask:
            known = self._known[kind] = [], []
        if known is None:
            found: list[Found] = []
            names = (one for one in self._names if one.kind == kind) if kind in NAME_KINDS else ()
            for one in sorted((*self._pieces.find(self._view, kind), *names), key=_in_order):
                if found and _holds(one, found[-1]):
                    found.pop()  # "my manager" of "my manager Anna"
                found.append(one)
            known = self._known[kind] = found, [one.span.start for one in found]
        return known

    def window(self, span: Span, within: str) -> Span:
        """How far the pieces beside `span` may stand."""
        if within == "post" and len(self._view.raw) <= POST:
            return Span(0, len(self._view.raw))
        more = 0 if within == "sentence" else 1
        parts = self._sentences
        first = max(0, bisect_right(parts, span.start, key=lambda s: s.end) - more)
        last = min(len(parts), bisect_left(parts, span.end, key=lambda s: s.start) + more)
        start = max(parts[first].start, span.start - _REACH) if parts else 0
        return Span(start, min(parts[last - 1].end, span.end + _REACH) if parts else 0)

    def has_all(self, slots: Needs) -> bool:
        """Whether each slot has a piece somewhere; names, which cost most, are asked last."""
        asked = sorted(slots, key=lambda kinds: not NAME_KINDS.isdisjoint(kinds))
        return all(any(map(self.of, kinds)) for kinds in asked)

    def has(self, kinds: Sequence[str], window: Span) -> bool:
        """Whether a piece of one of the kinds begins in the window."""
        for kind in kinds:
            starts = self._of(kind)[1]
            if bisect_left(starts, window.start) < bisect_left(starts, window.end):
                return True
        return False

    def nearest(self, kinds: Sequence[str], taken: Sequence[Found], window: Span) -> Found | None:
        """The piece of these kinds next to the first one taken, apart from all of them.

        One in the same sentence is nearer than any other.
        """
        anchor = taken[0].span
        sentence = self.window(anchor, "sentence")
        best: tuple[bool, int, int, Found] | None = None
        for kind in kinds:
            pieces, starts = self._of(kind)
            at = bisect_left(starts, anchor.start)
            for found in pieces[max(0, at - _TRIES) : at + _TRIES]:
                span = found.span
                if span.start < window.start or span.end > window.end:
                    continue
                if any(span.overlaps(one.span) for one in taken):
                    continue
                outside = span.start < sentence.start or span.end > sentence.end
                gap = max(span.start - anchor.end, anchor.start - span.end)
                if best is None or (outside, gap, span.start) < best[:3]:
                    best = (outside, gap, span.start, found)
        return best[3] if best else None


def _hits_of(one: _Combination, near: _Near) -> Iterator[Hit]:
    """Where a combination stands; a window that holds it twice holds it once."""
    rule = one.rule
    done = -1
    there = [slots for slots in one.needs if near.has_all(slots)]
    anchors = [(first, slots) for slots in there for kind in slots[0] for first in near.of(kind)]
    for first, slots in sorted(anchors, key=lambda anchor: anchor[0].span):
        if first.span.start < done:
            continue
        window = near.window(first.span, rule.within)
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


def _in_order(found: Found) -> tuple[int, int]:
    return found.span.start, -found.span.end


def _holds(one: Found, other: Found) -> bool:
    """Whether the words around one piece take in another."""
    return one.cut.start <= other.span.start and other.span.end <= one.span.start


def _attempts(text: str, hit: Hit) -> Iterator[tuple[_Tried, ...]]:
    """Changes to try: of one piece, the shortest first, of two, of three; then the sentences."""
    single = [(piece, edit) for piece in (*hit.pieces, *hit.adds) for edit in _edits(text, piece)]
    single.sort(key=lambda one: _cost(one[1]))
    for size in (1, 2, 3):
        for tried in combinations(single, size):
            if not any(_meet(a[1], b[1]) for a, b in combinations(tried, 2)):
                yield tried
    around = hit.window
    parts = [part.shifted(around.start) for part in _sentences(text[around.start : around.end])]
    parts = [part for part in parts if any(part.overlaps(piece.span) for piece in hit.pieces)]
    for some in (parts[:1], parts):
        if some:
            gone = room(text, Span(some[0].start, some[-1].end))
            yield ((hit.pieces[0], (gone, "")),)


def _edits(text: str, piece: Found) -> Iterator[_Edit]:
    """Ways to say a piece more generally."""
    for words in piece.instead:
        span = piece.cut
        before = text[max(0, span.start - _BESIDE) : span.start].rstrip(" ")
        begins = not before or before[-1] in ".!?\n"
        if words:
            yield span, words[:1].upper() + words[1:] if begins else words
            continue
        after = text[span.end : span.end + 1]
        if before.endswith(",") and after in ("", *",.;:!?)\n"):
            start = text.rindex(",", 0, span.start)  # it goes too, and one after a name set off
            is_set_off = after == "," and piece.kind in NAME_KINDS
            yield Span(start, span.end + is_set_off), ""
        elif begins and after:
            rest = text[span.end : span.end + _BESIDE]
            end = span.end + len(rest) - len(rest.lstrip(" "))
            yield Span(span.start, end + 1), text[end : end + 1].upper()
        else:
            yield room(text, span), ""


def _cost(edit: _Edit) -> int:
    span, words = edit
    return span.end - span.start + len(words)


def _meet(one: _Edit, other: _Edit) -> bool:
    return one[0].overlaps(other[0])


def _applied(text: str, edits: Sequence[_Edit], start: int) -> str:
    """The part of a text that begins at `start`, after the edits, which are in order."""
    parts: list[str] = []
    at = 0
    for span, words in edits:
        parts += (text[at : max(span.start - start, 0)], words)
        at = span.end - start
    return "".join((*parts, text[at:]))


def _title(tried: Sequence[_Tried]) -> str:
    piece, (span, words) = tried[0]
    if span.start < piece.cut.start - 1 or span.end > piece.cut.end + 2:
        return "Leave the sentence out"
    if len(tried) > 1 or (len(words) < 2 and not piece.says.startswith(("a ", "an "))):
        return "Say it more generally"
    if len(words) > 1:
        return f"Write “{words}”"
    return f"Leave out the {piece.says.removeprefix('a ').removeprefix('an ')}"


def _sentences(text: str) -> list[Span]:
    """The sentences of a text; one does not end with "Mr." or an initial."""
    parts: list[Span] = []
    for part in sentences(text):
        if parts and _GOES_ON.search(text, max(0, parts[-1].end - 6), parts[-1].end):
            part = Span(parts.pop().start, part.end)
        parts.append(part)
    return parts


def build(pack: Pack) -> CombinationDetector:
    """The detector for the combinations of a pack."""
    return CombinationDetector(pack)
