"""The peer: presidio-analyzer on a blank pipeline with the terms as a deny list.

Runs under an interpreter of its own, which has Presidio and not Clearpost. Reads terms and posts
as JSON, prints the microseconds of each post.
"""

from __future__ import annotations

import json
import sys
import time

import spacy
from presidio_analyzer import AnalyzerEngine, PatternRecognizer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine


class Blank(NlpEngine):  # type: ignore[misc]
    """spaCy's tokenizer and nothing else: no model, no names."""

    def __init__(self) -> None:
        self._nlp = spacy.blank("en")

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Tokens alone."""
        doc = self._nlp(text)
        words = [token.text for token in doc]
        offsets = [token.idx for token in doc]
        return NlpArtifacts([], doc, offsets, words, self, language)

    def process_batch(self, texts, language, **_):  # type: ignore[no-untyped-def]
        """One after the other."""
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        """Whether spaCy lists it."""
        return self._nlp.vocab[word].is_stop

    def is_punct(self, word: str, language: str) -> bool:
        """Whether it is a mark."""
        return self._nlp.vocab[word].is_punct

    def get_supported_entities(self) -> list[str]:
        """None without a model."""
        return []

    def get_supported_languages(self) -> list[str]:
        """English."""
        return ["en"]


def main() -> None:
    """Time the peer on what stands on standard input."""
    given = json.load(sys.stdin)
    analyzer = AnalyzerEngine(nlp_engine=Blank(), supported_languages=["en"])
    analyzer.registry.add_recognizer(
        PatternRecognizer(supported_entity="COMPANY_TERM", deny_list=given["terms"])
    )
    times = []
    for number, post in enumerate(given["posts"][:3] + given["posts"]):
        start = time.thread_time_ns()
        analyzer.analyze(post, language="en")
        if number >= 3:
            times.append((time.thread_time_ns() - start) / 1000)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
