"""Words of a text and their stems: what "nearby words", exceptions and protected phrases go by.

A context such as `launch` means launches, launching and #BluefinLaunch too. So words are compared
by the stem of their language (Snowball, https://snowballstem.org), folded as in `view.py`, whole
word by whole word. A hashtag or camel-cased word also counts by its parts; a sign of a script that
writes no spaces (Chinese, Japanese, Thai) is a word of its own, so that a phrase of several signs
is found inside a longer run.

    >>> Words("en", ("launch", "price list")).found_in("#BluefinLaunch is near")
    True
    >>> Words("en", ("price list",)).spans_in("our price-lists leaked")
    [Span(start=4, end=15)]
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from checker.model import Span
from checker.view import FOLD, fold, translate

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
LANGUAGES = frozenset(_ALGORITHMS)
"""ISO 639-1 codes that have a stemmer."""

# Scripts that are written without spaces between words.
_SPACELESS = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x312F), (0x31A0, 0x31FF),
    (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF),
)  # fmt: skip

# They fold to letters and digits, but stand after a word and are no part of it.
_TRAILING_SIGNS = frozenset("™℠¹²³⁰⁴⁵⁶⁷⁸⁹")


class _ShapeTable(dict[int, str]):
    """Code point -> one sign for what kind of character it is, worked out once."""

    def __missing__(self, code: int) -> str:
        shape = self[code] = _shape(chr(code))
        return shape


def _shape(char: str) -> str:
    """The sign of one character.

    `U` capital, `l` other letter, `d` digit, `C` sign of a spaceless script, `'` apostrophe,
    `m` a mark nobody sees, space for all the rest.
    """
    folded = FOLD[ord(char)]
    if not folded:
        return "m"
    if folded == "'":
        return "'"
    if not folded[0].isalnum() or char in _TRAILING_SIGNS:
        return " "
    if any(low <= ord(char) <= high for low, high in _SPACELESS):
        return "C"
    if folded[0].isdigit():
        return "d"
    return "U" if char.isupper() or char.istitle() else "l"


SHAPES = _ShapeTable()
"""What `str.translate` needs to turn a text into its shapes, one sign a character."""

# An acronym, or letters after at most one capital, either with digits and a last 's.
_PART = re.compile(r"C|(?:(?:Um*)+(?!l)(?:dm*)*|(?:Um*)?(?:[ld]m*)+)(?:'m*[lU]m*(?![Uld]))?")


class Token(NamedTuple):
    """A word of a text, or one part of a word such as #BluefinLaunch."""

    start: int
    end: int
    text: str
    """As written."""
    joined: bool
    """Whether it continues the word that the token before belongs to."""

    def __repr__(self) -> str:
        return f"Token({self.start}, {self.end})"


def tokens(text: str) -> list[Token]:
    """The words of `text` in order; camel-cased ones by their parts, an English 's kept on."""
    shapes = translate(text, SHAPES)
    out = []
    last = -1
    for part in _PART.finditer(shapes):
        start, end = part.span()
        joined = start == last and "C" not in shapes[start - 1 : start + 1]
        out.append(Token(start, end, text[start:end], joined))
        last = end
    return out


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Callable[[str], str] | None:
    """The stemmer of a language code (`de`, `de-AT`), or None."""
    algorithm = _ALGORITHMS.get(language.lower().partition("-")[0])
    if algorithm is None:
        return None
    stem_word: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return stem_word


@lru_cache(maxsize=16384)
def stem(word: str, language: str) -> str:
    """The folded stem of one word; the folded word itself where the language has no stemmer."""
    stem_word = _stemmer(language)
    if stem_word is None:
        return fold(word)
    if language == "en":  # needs no accents, and so sees through look-alike letters
        return stem_word(fold(word))
    plain = unicodedata.normalize("NFKC", word).lower()
    return fold(stem_word("".join(char for char in plain if FOLD[ord(char)])))


def stems(text: str, language: str) -> tuple[str, ...]:
    """The stems of the words of `text`."""
    return tuple(stem(token.text, language) for token in tokens(text))


_ASCII_RUN = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z](?![A-Za-z0-9]))?")
_GATE_SIZE = 20_000


class _Gate(dict[str, bool]):
    """Word as written -> whether a phrase may begin in it; most texts need no more than this."""

    def __init__(self, language: str, firsts: Iterable[str]) -> None:
        self._language = language
        self._firsts = frozenset(firsts)

    def __missing__(self, word: str) -> bool:
        if len(self) >= _GATE_SIZE:
            self.clear()
        parts = [word, *(token.text for token in tokens(word))]
        opens = any(stem(part, self._language) in self._firsts for part in parts)
        self[word] = opens
        return opens

    def lets_in(self, text: str) -> bool:
        """Whether `text` has to be read; always where it is not ASCII."""
        return not text.isascii() or any(map(self.__getitem__, _ASCII_RUN.findall(text)))


class Words:
    """Words and phrases that are looked for by stem; a `model.NearbyWords`.

    One pass over the words of a text, whatever the number of phrases: those that begin with a
    stem are found by that stem.
    """

    def __init__(self, language: str, words: Iterable[str]) -> None:
        self._language = language
        phrases: dict[str, set[tuple[str, ...]]] = {}
        for word in words:
            # "LinkedIn" is one word to those who write "linkedin" and two to #LinkedIn.
            for spelling in (word, word.lower()):
                phrase = stems(spelling, language)
                if phrase:
                    phrases.setdefault(phrase[0], set()).add(phrase[1:])
        self._phrases = {
            first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in phrases.items()
        }
        self._gate = _Gate(language, self._phrases)

    def found_in(self, text: str) -> bool:
        """Whether one of the words occurs in `text`."""
        return bool(self._scan(text, first_only=True))

    def spans_in(self, text: str) -> list[Span]:
        """Where the words occur, in order; occurrences that overlap are one."""
        merged: list[Span] = []
        for span in self._scan(text, first_only=False):
            if merged and span.start < merged[-1].end:
                span = Span(merged[-1].start, max(merged.pop().end, span.end))
            merged.append(span)
        return merged

    def _scan(self, text: str, *, first_only: bool) -> list[Span]:
        if not self._gate.lets_in(text):
            return []
        found: list[Span] = []
        words = tokens(text)
        language, phrases = self._language, self._phrases
        word_stems = [stem(word.text, language) for word in words]
        for index, first in enumerate(word_stems):
            word = words[index]
            end = word.end
            if not word.joined and index + 1 < len(words) and words[index + 1].joined:
                whole = _whole(words, index)
                if () in phrases.get(stem(text[word.start : whole], language), ()):
                    found.append(Span(word.start, whole))
                    continue
            for rest in phrases.get(first, ()):
                after = index + 1 + len(rest)
                if tuple(word_stems[index + 1 : after]) == rest:
                    if rest:
                        end = words[after - 1].end
                    found.append(Span(word.start, end))
                    break
            if found and first_only:
                break
        return found


def _whole(words: list[Token], index: int) -> int:
    """End of the joined word that begins at `index`."""
    last = index
    while last + 1 < len(words) and words[last + 1].joined:
        last += 1
    return words[last].end


def overlapping(spans: list[Span], span: Span) -> bool:
    """Whether one of `spans`, in order and apart from each other, overlaps `span`."""
    before = bisect_left(spans, span.end, key=lambda one: one.start)
    return before > 0 and spans[before - 1].end > span.start
