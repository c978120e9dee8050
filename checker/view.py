"""Text as detectors read it, with the way back to the original.

People disguise words without meaning to (fancy fonts, hashtags, pasted zero-width marks) and
on purpose. A `View` folds what looks alike into one form: compatibility forms (full-width, circled
and mathematical letters, keycaps), case, accents, invisible marks, look-alike letters of other
scripts, all digits to 0-9, dashes and quotes to the plain ones. Offsets of the folded text lead
back to code points of the original; they are worked out only where something matched, because
almost no paragraph has a match.

    >>> view = View("Mail ＡＮＮＡ")
    >>> view.text
    'mail anna'
    >>> view.span(5, 9)
    Span(start=5, end=9)

Sources: Unicode UAX #15 (normalization), UTS #39 (confusables, a hand-picked part of it).
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, compress

from checker.model import Span

# Lower-case letters that look like a Latin one. Only letters whose whole shape is the same in
# common fonts; a pair that merely resembles would turn ordinary Greek or Russian into noise.
_LOOKALIKES = {
    "a": "аɑαа",
    "b": "Ььƅ",
    "c": "сϲᴄ",
    "d": "ԁɗđ",
    "e": "еєҽ℮",
    "f": "ſƒ",
    "g": "ɡց",
    "h": "һհħ",
    "i": "іιıɩ",
    "j": "јϳ",
    "k": "кκᴋ",
    "l": "ⅼłӏ",
    "m": "мᴍ",
    "n": "ոпη",
    "o": "оοօᴏø",
    "p": "рρ",
    "q": "ԛգ",
    "r": "гᴦ",
    "s": "ѕꜱ",
    "t": "тτᴛ",
    "u": "υսᴜ",
    "v": "ѵνᴠ",
    "w": "ԝωᴡ",
    "x": "хχ",
    "y": "уγү",
    "z": "ᴢ",
    "ae": "æ",
    "oe": "œ",
    "th": "þ",
    "ss": "ß",
}
_PLAIN = {
    look: plain
    for plain, looks in _LOOKALIKES.items()
    for letter in looks
    for look in {letter, letter.lower()}
}
_PLAIN |= {
    **dict.fromkeys("‘’‚‛′´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－⁃", "-"),
    **dict.fromkeys("․。．｡", "."),
    "⁄": "/",
    "∕": "/",
    "＠": "@",
    "﹫": "@",
}
_INVISIBLE_CATEGORIES = frozenset({"Mn", "Me", "Cf"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


class _FoldTable(dict[int, str]):
    """Code point -> folded text, worked out once per code point."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    """Fold one character; empty for marks nobody sees."""
    if char in _BLANK_LETTERS or unicodedata.category(char) in _INVISIBLE_CATEGORIES:
        return ""
    if "\U0001f1e6" <= char <= "\U0001f1ff":  # regional indicators: flags, or letters in disguise
        return chr(ord(char) - 0x1F1E6 + ord("a"))
    if "\U0001f130" <= char <= "\U0001f189":  # squared and negative letters without a mapping
        return chr((ord(char) - 0x1F130) % 32 % 26 + ord("a"))
    parts = []
    for part in unicodedata.normalize("NFKD", char).casefold():
        for piece in unicodedata.normalize("NFKD", part):
            category = unicodedata.category(piece)
            if category in _INVISIBLE_CATEGORIES:
                continue
            if category == "Nd":
                parts.append(str(unicodedata.decimal(piece)))
            elif category == "Zs":
                parts.append(" ")
            elif category in ("Zl", "Zp"):
                parts.append("\n")
            else:
                parts.append(_PLAIN.get(piece, piece))
    return "".join(parts)


class _SizeTable(dict[int, str]):
    """Code point -> a character whose code is the length of its folded text."""

    def __missing__(self, code: int) -> str:
        size = self[code] = chr(len(FOLD[code]))
        return size


FOLD = _FoldTable()
_SIZES = _SizeTable()
# Runs beyond ASCII, over single blanks and marks, so that a Cyrillic text is few runs. It begins
# with one class, not a repeated one, which the search skips to at once.
_BEYOND_ASCII = re.compile("([^\x00-\x7f](?:[\x00-@]?[^\x00-\x7f])*)")


def translate(text: str, table: Mapping[int, str]) -> str:
    """`text.translate(table)`, three times as fast where a long text is mostly ASCII.

    Python looks every character up in the table unless the whole text is ASCII.
    """
    if text.isascii():
        return text.translate(table)
    return "".join([run.translate(table) for run in runs(text)])


def runs(text: str) -> list[str]:
    """The text cut into runs of ASCII and of what lies beyond it."""
    return _BEYOND_ASCII.split(text)


class _PlainTable(dict[int, str]):
    """Code point -> itself in plain form, case kept: at most one character, worked out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f":
            plain = ""
        elif "\uff01" <= char <= "\uff5e":  # full-width forms of ASCII
            plain = chr(code - 0xFEE0)
        else:
            plain = char
        self[code] = plain
        return plain


_PLAIN_RAW = _PlainTable(
    {
        **dict.fromkeys(map(ord, "‘’‚‛"), "'"),
        **dict.fromkeys(map(ord, "“”„‟"), '"'),
        **dict.fromkeys(map(ord, "\u00a0\u202f\u2007"), " "),
    }
)
_SURROGATES = re.compile("[\ud800-\udfff]")


def _one_byte(error: UnicodeError) -> tuple[str | bytes, int]:
    """Stand in for characters beyond Latin-1 so that a byte stays a code point.

    0xFF for a letter that a word goes on with, 0x80 for all else: emoji, and scripts that set
    no space between a word and a number (Thai, Lao, East Asia; Korean particles cling to both).
    """
    assert isinstance(error, UnicodeEncodeError)
    beyond = error.object[error.start : error.end]
    runs_on = (c.isalnum() and not _SPACELESS.match(c) for c in beyond)
    return bytes(0xFF if runs else 0x80 for runs in runs_on), error.end


_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_RUNS_ON = bytes(chr(byte).isalnum() for byte in range(256))
codecs.register_error("clearpost.one-byte", _one_byte)


def fold(text: str) -> str:
    """The folded form of `text`, as `View.text` has it."""
    return text.lower() if text.isascii() else translate(text, FOLD)


def clean(text: str) -> str:
    """Replace lone surrogates, which no encoder takes, without moving an offset."""
    return _SURROGATES.sub("\ufffd", text) if not text.isascii() else text


class View:
    """One paragraph, as written and folded.

    `data` and `raw_data` are for engines that work on bytes: one byte a character, 0xFF (a letter)
    or 0x80 for what lies beyond Latin-1. Offsets of `data` are those of `text`. `raw_data` is as
    written but for marks nobody sees, full-width letters, quotes and spaces; `raw_span` leads back.
    """

    __slots__ = ("__dict__", "raw", "text", "whole")

    def __init__(self, paragraph: str, *, whole: bool = False) -> None:
        self.raw = clean(paragraph)
        self.whole = whole
        """Whether the paragraph is all there is in its draft."""
        self.text = fold(self.raw)

    @cached_property
    def data(self) -> bytes:
        """`text`, one byte a character."""
        return self.text.encode("latin-1", "clearpost.one-byte")

    @cached_property
    def digits(self) -> int:
        """How many digits `text` holds."""
        return len(self.data) - len(self.data.translate(None, b"0123456789"))

    @cached_property
    def runs_on(self) -> bytes:
        """1 for each character of `text` that words run on with, else 0."""
        return self.data.translate(_RUNS_ON)

    @cached_property
    def raw_data(self) -> bytes:
        """`raw` with plain quotes, spaces and letters, one byte a character."""
        if self.raw.isascii():
            return self.raw.encode()
        return translate(self.raw, _PLAIN_RAW).encode("latin-1", "clearpost.one-byte")

    @cached_property
    def _raw_origins(self) -> Sequence[int]:
        """Offset in `raw_data` -> offset of the original character."""
        if len(self.raw_data) == len(self.raw):
            return range(len(self.raw))
        return [at for at, code in enumerate(map(ord, self.raw)) if _PLAIN_RAW[code]]

    def raw_span(self, start: int, end: int) -> Span:
        """The original span of `raw_data[start:end]`, which must not be empty."""
        origins = self._raw_origins
        return Span(origins[start], origins[end - 1] + 1)

    def folded_place(self, start: int, end: int) -> tuple[int, int]:
        """Where `raw_data[start:end]` stands in `text`."""
        span = self.raw_span(start, end)
        return self.folded_at(span.start), self.folded_at(span.end)

    @cached_property
    def _sizes(self) -> bytes:
        """Folded length of each original character."""
        return translate(self.raw, _SIZES).encode("latin-1")

    @cached_property
    def is_aligned(self) -> bool:
        """Whether every original character is one of `text`."""
        return self.raw.isascii() or self._sizes.count(1) == len(self.raw)

    @cached_property
    def _ends(self) -> list[int]:
        """Folded length up to and with each original character."""
        return list(accumulate(self._sizes))

    @cached_property
    def _origins(self) -> list[int]:
        """Folded offset -> offset of the original character it comes from."""
        sizes = self._sizes
        if not sizes.strip(b"\0\1"):
            return list(compress(range(len(sizes)), sizes))
        return [at for at, size in enumerate(sizes) for _ in range(size)]

    def folded_at(self, offset: int) -> int:
        """The offset in `text` of the original offset."""
        if offset == 0 or self.is_aligned:
            return offset
        return self._ends[offset - 1]

    def span(self, start: int, end: int) -> Span:
        """The original span of `text[start:end]`, which must not be empty.

        Marks without a folded form that stand inside belong to the span; so do those that
        directly follow the last character (keycaps, accents), so that a fix leaves no crumbs.
        """
        if self.is_aligned:
            return Span(start, end)
        origins = self._origins
        first, last = origins[start], origins[end - 1] + 1
        while last < len(self.raw) and not FOLD[ord(self.raw[last])]:
            last += 1
        return Span(first, last)


_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


def paragraphs(text: str) -> list[Span]:
    """Split at blank lines; every character that is not part of a break is in one span."""
    spans, start = [], 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        if gap.start() > start:
            spans.append(Span(start, gap.start()))
        start = gap.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans


_NEIGHBORHOOD = 400
# One class of characters in front, so that the search skips to them; the mark itself stays inside.
_SENTENCE_END = re.compile(
    r"[.!?…\n。！？](?:(?<=\n)()\n*|(?<=[。！？])\n*|(?<=[.!?…])[\"')\]’”]*\s+)"
)


def sentences(text: str) -> list[Span]:
    """Split into sentences at end marks and line breaks; coarse on purpose, and linear."""
    spans, start = [], 0
    for gap in _SENTENCE_END.finditer(text):
        end = gap.start() if gap.start(1) >= 0 else gap.start() + 1
        if text[start:end].strip():
            spans.append(Span(start, end))
            start = gap.end()
    if text[start:].strip():
        spans.append(Span(start, len(text)))
    return spans


class Sentences:
    """The sentences of one text, split when somebody asks for the first time."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _spans(self) -> list[Span]:
        return sentences(self._text)

    def around(self, span: Span) -> str:
        """The sentence (or sentences) that `span` stands in, with one more on either side.

        No more than 400 characters either way, so that a text without full stops stays cheap.
        """
        spans = self._spans
        first = max(0, bisect_right(spans, span.start, key=lambda s: s.end) - 1)
        last = min(len(spans), bisect_left(spans, span.end, key=lambda s: s.start) + 1)
        if not spans:
            return ""
        start = max(spans[first].start, span.start - _NEIGHBORHOOD)
        return self._text[start : min(spans[last - 1].end, span.end + _NEIGHBORHOOD)]
