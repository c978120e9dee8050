"""What matches mean beside each other: protected speech, which only ever lowers.

Talk about pay, hours, safety, unions, management or reporting wrongdoing is nobody's business but
the speaker's. Where a sentence or its neighbor is such talk, a topic is no finding at all, and a
hard fact (a card number, a client's name) is worded about the fact alone. Nothing here is
counted, kept or shown, and nothing here can raise a finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from checker.model import Span
from checker.pack.model import ProtectedTopic
from checker.view import sentences
from checker.words import Words


class ProtectedSpeech:
    """Finds the sentences in which speech is protected."""

    def __init__(self, topics: Sequence[ProtectedTopic]) -> None:
        by_language: dict[str, list[str]] = defaultdict(list)
        for topic in topics:
            by_language[topic.language].extend((*topic.words, *topic.phrases))
        self._words = [Words(language, words) for language, words in by_language.items()]

    def spans(self, text: str) -> list[Span]:
        """Sentences with protected speech, each with the one before and after it."""
        hits = sorted(span for words in self._words for span in words.spans_in(text))
        if not hits:
            return []
        parts = sentences(text)
        spans = []
        for index, part in enumerate(parts):
            if any(part.overlaps(hit) for hit in hits):
                first, last = parts[max(0, index - 1)], parts[min(len(parts) - 1, index + 1)]
                spans.append(Span(first.start, last.end))
        return spans


def neighborhood(text: str, span: Span) -> str:
    """The sentence (or sentences) a span stands in, with the neighbors on both sides."""
    parts = sentences(text)
    inside = [i for i, part in enumerate(parts) if part.overlaps(span)]
    if not inside:
        return text[max(0, span.start - 200) : span.end + 200]
    first, last = parts[max(0, inside[0] - 1)], parts[min(len(parts) - 1, inside[-1] + 1)]
    return text[first.start : last.end]
