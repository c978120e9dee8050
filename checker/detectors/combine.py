"""What matches mean beside each other: protected speech, which only ever lowers.

Talk about pay, hours, safety, unions, management or reporting wrongdoing is nobody's business but
the speaker's. Where a sentence or its neighbor is such talk, a topic is no finding at all, and a
hard fact (a card number, a client's name) is worded about the fact alone. Nothing here is
counted, kept or shown, and nothing here can raise a finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from os.path import commonprefix

from daachorse import CharwiseDoubleArrayAhoCorasick

from checker.pack.model import ProtectedTopic
from checker.view import clean, fold
from checker.words import Words, stem, tokens


class ProtectedSpeech:
    """Tells where speech is protected.

    Most texts hold no beginning of any of the words in any language; one pass tells.
    """

    def __init__(self, topics: Sequence[ProtectedTopic]) -> None:
        by_language: dict[str, list[str]] = defaultdict(list)
        for topic in topics:
            by_language[topic.language].extend((*topic.words, *topic.phrases))
        self._words = {language: Words(language, words) for language, words in by_language.items()}
        beginnings: dict[str, set[str]] = defaultdict(set)
        for language, words in by_language.items():
            for word in words:
                beginnings[_beginning(word, language)].add(language)
        beginnings.pop("", None)
        self._languages = list(beginnings.values())
        self._beginnings = CharwiseDoubleArrayAhoCorasick(list(beginnings)) if beginnings else None

    def is_in(self, text: str) -> bool:
        """Whether a stretch of text holds protected speech."""
        if self._beginnings is None:
            return False
        begun = self._beginnings.find_overlapping(fold(clean(text)))
        languages = {name for _, _, at in begun for name in self._languages[at]}
        return any(self._words[name].found_in(text) for name in languages)


def _beginning(phrase: str, language: str) -> str:
    """What every form of the longest word of a phrase begins with, folded.

    A stemmer changes the end of a word ("salaries", "salari"), so a letter is left off.
    """
    longest = max((token.text for token in tokens(phrase)), key=len, default="")
    both = commonprefix([fold(longest), stem(longest, language)])
    return both[:-1] if len(both) > 4 else both
