"""What matches mean beside each other: protected speech, which only ever lowers.

Talk about pay, hours, safety, unions, management or reporting wrongdoing is nobody's business but
the speaker's. Where a sentence or its neighbor is such talk, a topic is no finding at all, and a
hard fact (a card number, a client's name) is worded about the fact alone. Nothing here is
counted, kept or shown, and nothing here can raise a finding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from daachorse import CharwiseDoubleArrayAhoCorasick

from checker.pack.model import ProtectedTopic
from checker.view import View, fold
from checker.words import Words, stem, tokens

_FORMLESS = 2
_BENDS = re.compile("[ei]$|(?<![aeou])y$")
_PHRASE_REACH = 80
"""Characters between the beginnings of the first and the last word of a phrase; generous."""


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
        formed: set[int] = set()
        self._phrases: dict[int, list[tuple[frozenset[int], str]]] = defaultdict(list)
        for language, words in by_language.items():
            for word in words:
                begun = sorted(
                    (one for one in _beginnings(word, language) if one[0]),
                    key=lambda one: len(one[0]),
                )
                if begun:
                    known = [numbers.setdefault(beginning, len(numbers)) for beginning, _ in begun]
                    self._phrases[known[-1]].append((frozenset(known), language))
                    formed.update(numbers[beginning] for beginning, forms in begun if forms)
        self._formless = frozenset(numbers.values()) - formed
        self._beginnings = CharwiseDoubleArrayAhoCorasick(list(numbers)) if numbers else None

    def is_in(self, text: str) -> bool:
        """Whether a stretch of text holds protected speech."""
        if self._beginnings is None:
            return False
        view = View(text)
        text, folded = view.raw, view.text
        original = text if view.is_aligned else None
        begun: dict[int, list[int]] = {}
        for at, end, number in self._beginnings.find_overlapping(folded):
            if original and (
                (at and original[at].islower() and folded[at - 1].isalnum())
                or (number in self._formless and original[end : end + 1].islower())
            ):
                continue
            begun.setdefault(number, []).append(at)
        languages = {
            language
            for number, places in begun.items()
            for phrase, language in self._phrases.get(number, ())
            if phrase <= begun.keys() and _are_near(places, [begun[word] for word in phrase])
        }
        return any(self._words[language].found_in(text) for language in sorted(languages))


def _are_near(places: list[int], others: list[list[int]]) -> bool:
    """Whether each of the other words begins near one and the same of the places."""
    return any(
        all(any(abs(at - place) <= _PHRASE_REACH for at in word) for word in others)
        for place in places
    )


def _beginnings(phrase: str, language: str) -> Iterable[tuple[str, bool]]:
    """What every form of each word of a phrase begins with, folded, and whether it has forms.

    A stemmer changes the last letter of some words ("salaries" and "salary" to "salari"), so
    such a letter is left off; words of one or two letters ("my", "we") have one form.
    """
    for token in tokens(phrase):
        whole, base = fold(token.text), stem(token.text, language)
        if len(whole) <= _FORMLESS:
            yield whole, False
            continue
        same = takewhile(lambda pair: pair[0] == pair[1], zip(whole, base, strict=False))
        both = "".join(letter for letter, _ in same)
        yield both[:-1] if _BENDS.search(both) else both, True
