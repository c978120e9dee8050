"""Whether a place in a text is a spelling of a term, told from the text itself.

The index agrees on keys, and a key knows neither case nor separators nor where a word ends. Here
the place is looked at as it stands: are the letters those of the term, is what stands between them
a separator the term has too, does the word begin and end there. That is what keeps "our last
harvester" apart from Harvest and "7742-1" apart from 7742.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from checker.model import Span
from checker.pack.term_keys import KeyPlaces, StemSurface, Surface
from checker.view import View, fold, translate
from checker.words import SHAPES, Token, stem, tokens

Disguise = Literal["", "letters replaced by digits or signs", "spaced letters", "broken up letters"]

_ALNUM = frozenset("Uld")
_LETTERS_JOINED = 8
"""So many letters a term needs before its words may stand joined in lower case ("projectaurora");
below that, two short words too often make a third."""
_ABBREVIATION = 3
_HASHTAG_REACH = 100
_BLOCK, _MARGIN = 1000, 400

# Between the words of a term: spaces (one line break at most), signs, quotes around a word, an
# ampersand; a word broken at the end of a line.
_BETWEEN_WORDS = re.compile(
    r"(?=.{1,4}$)(?:[^\S\n]*\n?[^\S\n]*|[-_.'\"/&*]{1,3}|[\"'*_]{1,2}\s|\s[\"'*_]{1,2}|\s?&\s?|-\n)",
    re.DOTALL,
)
# An abbreviation's full stop, or the end of a sentence.
_FULL_STOP = re.compile(r"\.\s{1,2}")
# Inside a word, for terms that are looked for in any disguise.
_INSIDE_WORD = re.compile(r"[-_.*~'/+\\,:]{1,3}|-\s?\n\s?")
_SPACES = re.compile(r"[^\S\n]{1,3}")
_NUMBER_BEFORE = re.compile(r"\d[.,]$")
_NUMBER_AFTER = re.compile(r"[.,]\d")
_WHITESPACE = re.compile(r"\s+")
_PLAIN_QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


class Found(NamedTuple):
    """A place that is a spelling of a term."""

    span: Span
    disguise: Disguise


class Paragraph:
    """A view with what the questions here need of it, each worked out when first asked."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._words: dict[int, tuple[int, list[Token]]] = {}

    @cached_property
    def places(self) -> KeyPlaces:
        """Where in the folded text the bytes of the key come from."""
        return KeyPlaces(self.view.text)

    @cached_property
    def shapes(self) -> str:
        """Kind of each original character."""
        return translate(self.view.raw, SHAPES)

    def letters(self, start: int, end: int) -> list[int]:
        """Offsets in the folded text of the characters of a hit."""
        places = self.places.between(start, end)
        return places if self.view.text.isascii() else list(dict.fromkeys(places))

    def original(self, place: int) -> int:
        """Offset in the original of a character of the folded text."""
        return self.view.span(place, place + 1).start

    def words_around(self, at: int) -> tuple[int, list[Token]]:
        """The words near the original character `at`, and where their offsets count from.

        A long text is read in blocks that overlap, so that one hit does not cost all of it.
        """
        block = at // _BLOCK
        if block not in self._words:
            start = max(block * _BLOCK - _MARGIN, 0)
            stop = (block + 1) * _BLOCK + _MARGIN
            self._words[block] = start, tokens(self.view.raw[start:stop])
        return self._words[block]

    def begins_word(self, at: int) -> bool:
        """Whether a word begins at the original character `at`."""
        before = self._visible(at - 1, -1)
        if before < 0 or self.shapes[before] not in _ALNUM:
            return True
        return self.shapes[at] == "C" or self.is_joint(before, at)

    def ends_word(self, end: int) -> bool:
        """Whether a word ends before the original character `end`."""
        after = self._visible(end, 1)
        if after >= len(self.shapes) or self.shapes[after] not in _ALNUM:
            return True
        last = self._visible(end - 1, -1)
        return self.shapes[last] == "C" or self.is_joint(last, after)

    def is_joint(self, left: int, right: int) -> bool:
        """Whether two words meet between these neighbors: #BluefinLaunch, NHSTrust, #Aurora27."""
        before, after = self.shapes[left], self.shapes[right]
        if after == "U" and before == "l":
            return True
        if after == "U" and before == "U":
            following = self._visible(right + 1, 1)
            return following < len(self.shapes) and self.shapes[following] == "l"
        return before in _ALNUM and (before == "d") != (after == "d") and self.in_hashtag(left)

    def in_hashtag(self, at: int) -> bool:
        """Whether the word around the original character `at` is a hashtag or a handle."""
        lowest = max(at - _HASHTAG_REACH, 0)
        while at >= lowest and (self.shapes[at] in "Uldm" or self.view.raw[at] == "_"):
            at -= 1
        return at >= lowest and fold(self.view.raw[at]) in ("#", "@")

    def is_whole(self, span: Span, folded: str) -> bool:
        """Whether `span` is all of `folded` and not, say, one s of a ß."""
        return self.view.raw.isascii() or fold(self.view.raw[span.start : span.end]) == folded

    def _visible(self, at: int, step: int) -> int:
        """The next place from `at` on that holds no mark."""
        while 0 <= at < len(self.shapes) and self.shapes[at] == "m":
            at += step
        return at


def find_spelling(
    paragraph: Paragraph, surface: Surface, start: int, end: int, *, fuzzy: bool
) -> Found | None:
    """The place of a hit, if it is the spelling: whole words, folded, separators as they may be.

    Args:
        paragraph: where the hit is.
        surface: the spelling; its key is that of the hit.
        start: of the hit in the key of the paragraph.
        end: of the hit, exclusive.
        fuzzy: whether leet and separators anywhere are let pass.
    """
    letters = paragraph.letters(start, end)
    span = _place(paragraph, surface, letters[0], letters[-1] + 1)
    if span is None:
        return None
    if paragraph.view.text[letters[0] : letters[-1] + 1] == surface.folded:
        return Found(span, "")
    if len(letters) != len(surface.letters):
        return None
    leet = _count_leet(paragraph, surface, letters)
    if leet is None or (leet and not fuzzy) or 2 * leet > len(letters):
        return None
    opened = _opened_gaps(paragraph, surface, letters, fuzzy=fuzzy)
    if opened is None or (opened and not fuzzy):
        return None
    return Found(span, "letters replaced by digits or signs" if leet else opened)


def _place(paragraph: Paragraph, surface: Surface, first: int, last: int) -> Span | None:
    """The original span of `first` to `last` with the signs around, if it is whole words."""
    text = paragraph.view.text
    begin, end = first - len(surface.lead), last + len(surface.tail)
    if begin < 0 or text[begin:first] != surface.lead or text[last:end] != surface.tail:
        return None
    span = paragraph.view.span(begin, end)
    if not paragraph.is_whole(span, text[begin:end]):
        return None
    if not surface.lead and not paragraph.begins_word(span.start):
        return None
    if not surface.tail and not paragraph.ends_word(span.end):
        return None
    return span


def _count_leet(paragraph: Paragraph, surface: Surface, letters: list[int]) -> int | None:
    """How many letters are written as digits or signs; None where one is another letter."""
    text = paragraph.view.text
    leet = 0
    for place, wanted in zip(letters, surface.letters, strict=True):
        char = text[place]
        if char != wanted:
            if not wanted.isalpha() or char.isalpha():
                return None
            leet += 1
    first, last = letters[0], letters[-1]
    if text[first] != surface.letters[0] and _NUMBER_BEFORE.search(text[max(first - 2, 0) : first]):
        return None  # 2.0 is a number, its 0 is not the O of a name
    if text[last] != surface.letters[-1] and _NUMBER_AFTER.match(text[last + 1 : last + 3]):
        return None
    return leet


def _opened_gaps(
    paragraph: Paragraph, surface: Surface, letters: list[int], *, fuzzy: bool
) -> Disguise | None:
    """How letters are set apart beyond the term's own gaps; None where they do not belong."""
    text = paragraph.view.text
    gaps = [text[left + 1 : right] for left, right in pairwise(letters)]
    may_join = fuzzy and len(letters) >= _LETTERS_JOINED
    spaced = broken = 0
    for index, (own, gap) in enumerate(zip(surface.gaps, gaps, strict=True)):
        left, right = letters[index], letters[index + 1]
        if own and gap:
            if not _fits(own, gap, index - _run_start(gaps, index) + 1):
                return None
        elif own:
            if not (may_join or _may_close(paragraph, own, left, right)):
                return None
        elif gap:
            if text[left].isdigit() and text[right].isdigit():
                return None
            if _INSIDE_WORD.fullmatch(gap):
                broken += 1
            elif _SPACES.fullmatch(gap) and _stand_alone(gaps, index):
                spaced += 1
            else:
                return None
    if spaced == 1:  # two letters with a space between are two words
        return None
    return "spaced letters" if spaced else "broken up letters" if broken else ""


def _run_start(gaps: list[str], index: int) -> int:
    """First letter of the run of letters that ends before gap `index`."""
    start = index
    while start > 0 and not gaps[start - 1]:
        start -= 1
    return start


def _stand_alone(gaps: list[str], index: int) -> bool:
    """Whether the letters on both sides of gap `index` are single ones."""
    before = index == 0 or bool(gaps[index - 1])
    after = index + 1 == len(gaps) or bool(gaps[index + 1])
    return before and after


def _fits(own: str, gap: str, run: int) -> bool:
    """Whether `gap` may stand where the term has `own`, after a run of `run` letters."""
    if gap == own or gap.strip() == own.strip() != "":
        return True
    if _FULL_STOP.fullmatch(gap):
        return "." in own or run <= _ABBREVIATION
    return bool(_BETWEEN_WORDS.fullmatch(gap))


def _may_close(paragraph: Paragraph, own: str, left: int, right: int) -> bool:
    """Whether nothing at all may stand between two letters where the term has `own`."""
    if own in ("'", "."):
        return True
    before, after = paragraph.original(left), paragraph.original(right)
    if before == after:
        return False
    if paragraph.shapes[after - 1] == "m" and not unicodedata.combining(
        paragraph.view.raw[after - 1]
    ):
        return True
    if (paragraph.shapes[before] == "d") != (paragraph.shapes[after] == "d"):
        return True
    return paragraph.is_joint(before, after) or paragraph.in_hashtag(before)


def find_as_written(
    paragraph: Paragraph, surface: Surface, start: int, end: int, *, case: bool
) -> Found | None:
    """The place of a hit, if it is written as the term is; `case`: capitals count too."""
    letters = paragraph.letters(start, end)
    span = _place(paragraph, surface, letters[0], letters[-1] + 1)
    if span is None:
        return None
    raw = paragraph.view.raw[span.start : span.end]
    if _as_written(raw, case=case) != _as_written(surface.written, case=case):
        return None
    return Found(span, "")


def _as_written(text: str, *, case: bool) -> str:
    """Text with what no writer means taken away: form of quotes and spaces, hidden marks."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_PLAIN_QUOTES)
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = _WHITESPACE.sub(" ", text)
    return text if case else text.casefold()


def find_stems(
    paragraph: Paragraph, surface: StemSurface, anchor: int, language: str, start: int
) -> Found | None:
    """The place around a hit, if the words there have the stems of the term.

    Args:
        paragraph: where the hit is.
        surface: the spelling as stems.
        anchor: which of its words begins at the hit.
        language: of the term.
        start: of the hit in the key of the paragraph.
    """
    at = paragraph.original(paragraph.places.at(start))
    offset, words = paragraph.words_around(at)
    middle = bisect_left(words, at - offset, key=lambda word: word.start)
    if middle == len(words) or words[middle].start != at - offset or middle < anchor:
        return None
    group = words[middle - anchor : middle - anchor + len(surface.stems)]
    if tuple(stem(word.text, language) for word in group) != surface.stems:
        return None
    for own, (left, right) in zip(surface.gaps, pairwise(group), strict=True):
        gap = fold(paragraph.view.raw[offset + left.end : offset + right.start])
        if gap and not (own and _fits(own, gap, left.end - left.start)):
            return None
    span = Span(group[0].start, group[-1].end).shifted(offset)
    if fold(group[-1].text).endswith("'s"):
        return Found(Span(span.start, paragraph.shapes.rindex("'", *span)), "")
    return Found(span, "") if paragraph.ends_word(span.end) else None


def odd_characters(raw: str, written: str) -> str:
    """What disguises a text beyond what keyboards write: hidden marks, look-alike letters."""
    if raw.isascii():
        return ""
    known = set(unicodedata.normalize("NFC", written).casefold())
    for char in unicodedata.normalize("NFC", raw):
        if char.isascii() or char.casefold() in known:
            continue
        folded = fold(char)
        if not folded:
            return "hidden marks"
        plain = unicodedata.normalize("NFD", char)[0].casefold()
        if folded.isalnum() and plain != folded:
            return "look-alike letters"
    return ""
