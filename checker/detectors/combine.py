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

import re2

from checker.pack.model import ProtectedTopic
from checker.regex import compile_pattern, options
from checker.view import View, fold
from checker.words import Words, stem, tokens

_FORMLESS = 2
_BENDS = re.compile("[ei]$|(?<![aeou])y$")
_TO_NEXT_WORD = r"[a-z0-9\x80-\xff]*[^a-z0-9]*"
"""The rest of a word and what stands behind it, in `View.data`."""


class ProtectedSpeech:
    """Tells where speech is protected.

    Most texts hold no phrase. One RE2 set over what the words of each begin with tells so in
    microseconds; where it does not, the words are compared by their stems.
    """

    def __init__(self, topics: Sequence[ProtectedTopic]) -> None:
        by_language: dict[str, set[str]] = defaultdict(set)
        for topic in topics:
            by_language[topic.language].update((*topic.words, *topic.phrases))
        self._words = {language: Words(language, words) for language, words in by_language.items()}
        self._phrases: list[tuple[str, str]] = []
        self._sieve = re2.Set.SearchSet(options())
        for language, words in by_language.items():
            for pattern in sorted({_pattern(word, language) for word in words} - {""}):
                self._sieve.Add(pattern.encode("latin-1"))
                self._phrases.append((language, pattern))
        if self._phrases:
            self._sieve.Compile()

    def is_in(self, text: str) -> bool:
        """Whether a stretch of text holds protected speech."""
        if not self._phrases:
            return False
        view = View(text)
        may_be = (self._phrases[number] for number in self._sieve.Match(view.data) or ())
        languages = {language for language, phrase in may_be if _begins_word(view, phrase)}
        return any(self._words[language].found_in(view.raw) for language in sorted(languages))


def _begins_word(view: View, pattern: str) -> bool:
    """Whether a phrase begins where a word can: "ppe" is in every "happen"."""
    if not view.is_aligned:
        return True
    regex, at = compile_pattern(pattern), 0
    while found := regex.search(view.data, at):
        at = found.start()
        if not at or not view.runs_on[at - 1] or not view.raw[at].islower():
            return True
        at += 1
    return False


def _pattern(phrase: str, language: str) -> str:
    """What every form of a phrase matches in `View.data`, and little else."""
    beginnings = (View(one).data.decode("latin-1") for one in _beginnings(phrase, language))
    return _TO_NEXT_WORD.join(re.escape(one) for one in beginnings if one)


def _beginnings(phrase: str, language: str) -> Iterable[str]:
    """What every form of each word of a phrase begins with, folded.

    A stemmer changes the last letter of some words ("salaries" and "salary" to "salari"), so
    such a letter is left off; words of one or two letters ("my", "we") have one form.
    """
    for token in tokens(phrase):
        whole, base = fold(token.text), stem(token.text, language)
        if len(whole) <= _FORMLESS:
            yield whole
            continue
        same = takewhile(lambda pair: pair[0] == pair[1], zip(whole, base, strict=False))
        both = "".join(letter for letter, _ in same)
        yield both[:-1] if _BENDS.search(both) else both
