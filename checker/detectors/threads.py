"""A value split over the posts of a thread, or over the paragraphs of one.

Posts are short, so a number begins in one and ends in the next, by accident or so that neither
shows it. Where the end of a post and the beginning of the next can be two parts of one value
(digits on both sides, an "@", pieces of a key), the two are read as one, without the marks that
number a thread. Only what reaches over the seam counts, and only if neither part is as good alone.
The finding stands where the larger part stands; its fix takes the other part away as well.

    >>> _END.sub("", "call +1 212 867 (1/2) 🧵"), _BEGINNING.sub("", "2/2 ... 5309")
    ('call +1 212 867', '5309')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from checker.detectors.patterns import PatternDetector
from checker.model import Match, Segment, Span, last_digits
from checker.view import View, paragraphs

SPLIT = "split over posts"

_LESS_SURE = 0.94
_NAMED = 2
_REACH = 160
_SHORT = 40
"""A post of so few characters may be the middle of a value that goes on."""
_MOST_PARTS = 4
_IN_VAIN = 60
"""After so many seams that came to nothing, the text is a table."""
_MOST_SEAMS = 80
"""Looked at in all, whatever they come to: each takes as long as ten posts."""
_NUMBERING = r"[(\[]?\d{1,2}\s?/\s?(?:\d{1,2}|[nNxX])?[)\]]?"
_POINTERS = "🧵|👇|⬇|➡|⤵|→|->|>>|…|\\.\\.\\.|\\(?[Cc]ont(?:inued|inues|'d|d|\\.)?\\)?"
_END = re.compile(rf"(?:[\s\ufe0f]*(?:(?<![\d/.-]){_NUMBERING}|{_POINTERS}))*[\s\ufe0f]*\Z")
_BEGINNING = re.compile(
    rf"\A\s*(?:(?:{_NUMBERING}(?![\d/.-])|\d{{1,2}}[.)](?=\s)|{_POINTERS})[\s\ufe0f:]*)*"
)
_ENDS_OPEN = re.compile(r"(?:\d[\s().\-/]{0,3}|@[\w.-]*|[\w.+-]+@|[\w.+=/-]{4,}|\+)\Z")
_NUMBER_ENDS = re.compile(r"(?:\d[\s().\-/]{0,3}|\+|\b[A-Za-z]{2}\d\d[\sA-Za-z0-9]{0,30})\Z")
_NUMBER_GOES_ON = re.compile(r"[\s().\-/]{0,3}\d")
_ADDRESS_ENDS = re.compile(r"@[\w.-]*\Z")
_ADDRESS_GOES_ON = re.compile(r"(?:[\w.+-]{0,40}@|[\w-]*\.?[\w-]+\.[a-z]{2})")
_KEY_ENDS = re.compile(r"(?=[\w+/=-]*\d|\w*_)[\w+/=-]{6,}\Z")
_KEY_GOES_ON = re.compile(r"[\w+/=-]{4,}")
_LINKS_OF_NUMBERS = ("", " ", "-")


@dataclass(frozen=True, slots=True)
class SplitValue:
    """A match with its segment, and every place of its parts."""

    segment: int
    match: Match

    def replaces(self, match: Match, segment: int) -> bool:
        """Whether a match of a segment is a part of this value that looked like something."""
        return any(
            self.segment + further == segment and self._covers(match, span)
            for further, span in ((0, self.match.span), *self.match.rest)
        )

    def _covers(self, match: Match, part: Span) -> bool:
        if match.type == self.match.type:
            return part.overlaps(match.span)
        within = part.start <= match.span.start and match.span.end <= part.end
        return within and match.rank <= self.match.rank


@dataclass(frozen=True, slots=True)
class _Part:
    """A post or a paragraph without the marks around it."""

    segment: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends in its segment."""
        return self.start + len(self.text)


def split_values(segments: Sequence[Segment], patterns: PatternDetector) -> Iterator[SplitValue]:
    """Values that begin in one part and end in a later one."""
    parts = list(_parts(segments))
    in_vain = tried = 0
    for at, (one, other) in enumerate(pairwise(parts)):
        links = _links(one.text, other.text)
        if not links:
            continue
        chain = [one, other]
        while (
            len(chain) < _MOST_PARTS
            and len(chain[-1].text) <= _SHORT
            and at + len(chain) < len(parts)
            and _links(chain[-1].text, parts[at + len(chain)].text)
        ):
            chain.append(parts[at + len(chain)])
        tried += 1
        found = _across(chain, links, patterns)
        if found:
            yield _placed(*max(found, key=_best))
        else:
            in_vain += 1
        if in_vain == _IN_VAIN or tried == _MOST_SEAMS:
            return


def _parts(segments: Sequence[Segment]) -> Iterator[_Part]:
    """The posts and paragraphs that people read one after the other."""
    for index, segment in enumerate(segments):
        if segment.kind != "body":
            continue
        for span in paragraphs(segment.text):
            text = segment.text[span.start : span.end]
            begin = _BEGINNING.match(text)
            start = begin.end() if begin else 0
            end = _END.search(text, max(start, len(text) - _SHORT))
            text = text[start : end.start()] if end else text[start:]
            if text:
                yield _Part(index, span.start + start, text)


def _links(before: str, after: str) -> tuple[str, ...]:
    """What may stand between two parts of one value; nothing where they cannot be that."""
    before, after = before[-_REACH:], after[:_REACH]
    if not _ENDS_OPEN.search(before):
        return ()
    if _NUMBER_ENDS.search(before) and _NUMBER_GOES_ON.match(after):
        return _LINKS_OF_NUMBERS
    if _ADDRESS_ENDS.search(before) and (after[0].isalnum() or after[0] == "."):
        return ("",)
    if _ADDRESS_GOES_ON.match(after) and before[-1].isalnum():
        return ("",)
    if _KEY_ENDS.search(before) and _KEY_GOES_ON.match(after):
        return ("",)
    return ()


_Across = tuple[Match, list[tuple[_Part, Span]]]


def _across(chain: list[_Part], links: Sequence[str], patterns: PatternDetector) -> list[_Across]:
    """Matches that reach over the first seam of a chain, with the places of their parts."""
    texts = [chain[0].text[-_REACH:], *(part.text[:_REACH] for part in chain[1:])]
    alone = [patterns.detect(View(text)) for text in texts]
    return [match for link in links for match in _joined(chain, texts, alone, link, patterns)]


def _joined(
    chain: list[_Part],
    texts: list[str],
    alone: list[list[Match]],
    link: str,
    patterns: PatternDetector,
) -> Iterator[_Across]:
    """What the parts hold that are read with `link` between them."""
    starts = [0]
    for text in texts[:-1]:
        starts.append(starts[-1] + len(text) + len(link))
    first_offset = len(chain[0].text) - len(texts[0])
    for match in patterns.detect(View(link.join(texts))):
        if match.rank < _NAMED or not match.span.start < len(texts[0]):
            continue
        places = []
        for index, (part, text, start) in enumerate(zip(chain, texts, starts, strict=True)):
            own = Span(max(match.span.start - start, 0), min(match.span.end - start, len(text)))
            if own.start < own.end and any(map(str.isalnum, text[own.start : own.end])):
                if any(_is_as_good(one, match, own) for one in alone[index]):
                    break
                offset = part.start + (first_offset if index == 0 else 0)
                places.append((part, own.shifted(offset)))
        else:
            if len(places) > 1:
                yield match, places


def _is_as_good(alone: Match, match: Match, own: Span) -> bool:
    """Whether a part is such a value by itself."""
    return (
        alone.type == match.type
        and alone.span.overlaps(own)
        and alone.rank >= match.rank
        and alone.confidence >= match.confidence
        and bool(alone.evidence) >= bool(match.evidence)
    )


def _best(found: _Across) -> tuple[int, bool, float, int]:
    match, _ = found
    size = match.span.end - match.span.start
    return match.rank, bool(match.evidence), match.confidence, size


def _placed(match: Match, places: list[tuple[_Part, Span]]) -> SplitValue:
    """The match where its larger part stands, with the places of the rest."""
    main = max(places, key=lambda place: place[1].end - place[1].start)
    value = "".join(
        part.text[span.start - part.start : span.end - part.start] for part, span in places
    )
    rest = tuple(
        (part.segment - main[0].segment, span) for part, span in places if (part, span) != main
    )
    whole = replace(
        match,
        span=main[1],
        confidence=match.confidence * _LESS_SURE,
        evidence=(*match.evidence, SPLIT),
        rest=rest,
        last4=last_digits(value),
    )
    return SplitValue(main[0].segment, whole)
