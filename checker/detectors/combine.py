"""What matches mean beside each other: protected speech, which only ever lowers.

Talk about pay, hours, safety, unions, management or reporting wrongdoing is nobody's business but
the speaker's. Where a sentence or its neighbor is such talk, a topic is no finding at all, and a
hard fact (a card number, a client's name) is worded about the fact alone. Nothing here is
counted, kept or shown, and nothing here can raise a finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from daachorse import CharwiseDoubleArrayAhoCorasick

from checker.pack.model import ProtectedTopic
from checker.view import clean, fold
from checker.words import Words, stem, tokens


class ProtectedSpeech:
    """Tells where speech is protected.

    Most texts do not hold the beginnings of all the words of any phrase; one pass tells.
    """

    def __init__(self, topics: Sequence[ProtectedTopic]) -> None:
        by_language: dict[str, list[str]] = defaultdict(list)
        for topic in topics:
            by_language[topic.language].extend((*topic.words, *topic.phrases))
        self._words = {language: Words(language, words) for language, words in by_language.items()}
        numbers: dict[str, int] = {}
        self._phrases: dict[int, list[tuple[frozenset[int], str]]] = defaultdict(list)
        for language, words in by_language.items():
            for word in words:
                begun = sorted(filter(None, _beginnings(word, language)), key=len)
                if begun:
                    known = [numbers.setdefault(beginning, len(numbers)) for beginning in begun]
                    self._phrases[known[-1]].append((frozenset(known), language))
        self._beginnings = CharwiseDoubleArrayAhoCorasick(list(numbers)) if numbers else None

    def is_in(self, text: str) -> bool:
        """Whether a stretch of text holds protected speech."""
        if self._beginnings is None:
            return False
        text = clean(text)
        folded = fold(text)
        begun = {
            number
            for at, _, number in self._beginnings.find_overlapping(folded)
            if not (at and folded[at - 1].isalnum() and text.isascii() and not text[at].isupper())
        }
        languages = {
            language
            for at in begun
            for phrase, language in self._phrases.get(at, ())
            if phrase <= begun
        }
        return any(self._words[language].found_in(text) for language in sorted(languages))


def _beginnings(phrase: str, language: str) -> Iterable[str]:
    """What every form of each word of a phrase begins with, folded.

    A stemmer changes the last letter of some words ("salaries" and "salary" to "salari"), so
    such a letter is left off.
    """
    for token in tokens(phrase):
        whole, base = fold(token.text), stem(token.text, language)
        same = takewhile(lambda pair: pair[0] == pair[1], zip(whole, base, strict=False))
        both = "".join(letter for letter, _ in same)
        yield both[:-1] if both[-1:] in ("e", "i", "y") else both
