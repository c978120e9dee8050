"""The key of a term: what is left of it when every usual disguise is taken away.

No engine that scans for many strings at once knows case, accents or separators. So term and text
are brought to one form: folded as in `view.py`, digits and signs that stand for letters (leet)
mapped to them, everything that is neither letter nor digit dropped. Where keys agree the detector
looks at the text itself; the key only has to never miss.

    >>> key("Pr0ject-Aur0ra") == key("PROJECT AURORA")
    True
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, compress, pairwise, takewhile
from typing import Any, NamedTuple

import re2

from checker.pack.model import Term
from checker.view import fold, runs, translate
from checker.words import Token, stem, tokens

# One value each, used for term and text alike. `l` joins the class of i because 1 and | are both.
LEET = {
    **{"0": "o", "1": "i", "!": "i", "|": "i", "l": "i", "2": "z", "3": "e", "4": "a", "@": "a"},
    **{"5": "s", "$": "s", "6": "g", "7": "t", "8": "b", "9": "g"},
}


class _KeyTable(dict[int, str]):
    """Folded code point -> what it is in a key; empty where it is dropped."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kept = self[code] = LEET.get(char, char if char.isalnum() else "")
        return kept


class _SizeTable(dict[int, str]):
    """Folded code point -> a character whose code is its number of bytes in a key."""

    def __missing__(self, code: int) -> str:
        size = self[code] = chr(len(_KEYS[code].encode("utf-8", "replace")))
        return size


_BLOCK = 64
_KEYS = _KeyTable()
_SIZES = _SizeTable()
_ASCII = bytes(ord(_KEYS[code] or "\0") for code in range(128)).ljust(256, b"\0")
_DROPPED = bytes(code for code in range(128) if not _KEYS[code])
_IS_KEPT = bytes(bool(_KEYS[code]) for code in range(128)).ljust(256, b"\0")


def folded_key(folded: str) -> bytes:
    """The key of a text that is folded already, as UTF-8."""
    if folded.isascii():
        return folded.encode().translate(_ASCII, _DROPPED)
    return b"".join(
        run.encode().translate(_ASCII, _DROPPED)
        if run.isascii()
        else run.translate(_KEYS).encode("utf-8", "replace")
        for run in runs(folded)
    )


def key(text: str) -> bytes:
    """The key of a text as written."""
    return folded_key(fold(text))


class KeyPlaces:
    """Where in a folded text the bytes of its key come from, worked out around what is asked."""

    def __init__(self, folded: str) -> None:
        if folded.isascii():
            self._sizes = folded.encode().translate(_IS_KEPT)
        else:
            self._sizes = translate(folded, _SIZES).encode("latin-1")
        self._is_single = not self._sizes.strip(b"\0\1")
        count = (lambda part: part.count(1)) if self._is_single else sum
        blocks = (self._sizes[at : at + _BLOCK] for at in range(0, len(folded), _BLOCK))
        self._ends = list(accumulate(map(count, blocks)))
        """Bytes of the key up to the end of each block of characters."""

    def at(self, byte: int) -> int:
        """Offset in the text of the character that a byte comes from."""
        return self.between(byte, byte + 1)[0]

    def between(self, start: int, end: int) -> list[int]:
        """The same for the bytes from `start` to `end`, which must not be empty."""
        first, last = bisect_right(self._ends, start), bisect_left(self._ends, end)
        before = self._ends[first - 1] if first else 0
        from_, sizes = first * _BLOCK, self._sizes[first * _BLOCK : (last + 1) * _BLOCK]
        if self._is_single:
            places = list(compress(range(from_, from_ + len(sizes)), sizes))
        else:
            places = [place for place, size in enumerate(sizes, from_) for _ in range(size)]
        return places[start - before : end - before]


_AROUND = " \t\n\"'“”‘’()[]{}<>"


class Surface(NamedTuple):
    """One spelling of a term, taken apart: the letters of its key and what stands between."""

    written: str
    folded: str
    """From the first letter to the last."""
    letters: str
    """The folded characters that are in the key, before leet."""
    gaps: tuple[str, ...]
    """What stands between a letter and the next; mostly nothing."""
    lead: str
    tail: str
    """Signs that stand before and after: the dot of .NET, the plus signs of C++."""

    @classmethod
    def of(cls, written: str) -> Surface:
        """Take a spelling apart; it holds at least one letter or digit.

        Quotes and brackets around it and marks that end a sentence are no part of a name.
        """
        written = written.strip(_AROUND).rstrip(_AROUND + ".,;:?…")
        folded = fold(written)
        places = [place for place, char in enumerate(folded) if _KEYS[ord(char)]]
        first, last = places[0], places[-1] + 1
        return cls(
            written=written,
            folded=folded[first:last],
            letters="".join(folded[place] for place in places),
            gaps=tuple(folded[left + 1 : right] for left, right in pairwise(places)),
            lead=folded[:first],
            tail=folded[last:],
        )


class StemSurface(NamedTuple):
    """One spelling of a term as the stems of its words."""

    stems: tuple[str, ...]
    gaps: tuple[str, ...]
    beginnings: tuple[bytes, ...]
    """For each word the key of what all its forms begin with; the index knows one of them."""

    @classmethod
    def of(cls, written: str, language: str) -> StemSurface:
        """The words of a spelling; it holds at least one."""
        words = tokens(written)
        return cls(
            stems=tuple(stem(word.text, language) for word in words),
            gaps=tuple(fold(written[left.end : right.start]) for left, right in pairwise(words)),
            beginnings=tuple(_beginning(word, language) for word in words),
        )


def _beginning(word: Token, language: str) -> bytes:
    """Key of what the forms of a word have in common: "pric" of price, pricing, prices."""
    letters = zip(fold(word.text), stem(word.text, language), strict=False)
    common = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], letters))
    if len(common) > 3 and common[-1] in "iy":  # story, stories
        common = common[:-1]
    return folded_key(common) or folded_key(fold(word.text))


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def spellings(term: Term) -> Iterator[str]:
    """Every spelling a term is looked for in, each once.

    German writes ä, ö and ü as ae, oe and ue where a keyboard lacks them.
    """
    seen = set()
    for written in (term.term, *term.variants):
        transcribed = written
        if term.language.partition("-")[0] == "de" and term.mode in ("word", "stem", "fuzzy"):
            transcribed = written.translate(_UMLAUTS)
        for spelling in (written, transcribed):
            if spelling not in seen:
                seen.add(spelling)
                yield spelling


def stem_surfaces(term: Term) -> list[StemSurface]:
    """The spellings of a term as stems; a camel-cased word also as one word."""
    written = {one for spelling in spellings(term) for one in (spelling, spelling.lower())}
    return [StemSurface.of(one, term.language) for one in sorted(written)]


@cache
def _utf8_options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 8 << 20
    return options


def compile_regex(pattern: str) -> Any:
    """Compile the pattern of a term for text as written (RE2, so linear in the text).

    Raises:
        ValueError: RE2 cannot take it, or it matches an empty text.
    """
    try:
        compiled = re2.compile(pattern, _utf8_options())
    except re2.error as error:
        reason = error.args[0]
        words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise ValueError(f"RE2 cannot take the pattern: {words}") from None
    if compiled.search(""):
        raise ValueError("the pattern matches an empty text; ask for at least one character")
    return compiled
