"""How a rule's time grows with the text.

RE2 is linear for one match, but a rule asks for all of them, and what stands around a match is
looked at too; a pattern that begins everywhere and ends nowhere can still make the whole
quadratic. So each rule runs over texts made to annoy it, once at a length and once at four times
that: linear means four times as long, quadratic sixteen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checker.detectors.patterns import PatternDetector
from checker.pack.model import Rule
from checker.pack.samples import SampleError, parse
from checker.view import View

_LENGTH = 2_000
_FACTOR = 4
_LIMIT = 10.0
"""Between linear and quadratic, with room for a busy machine."""
_WORTH_SAYING = 0.02
"""Seconds; what is quicker than this at the longer length harms nobody."""
_RUNS = 5
_PIECES = ("a", "1", "1 ", "a.", "@a", "a-1-", "(", "a1b2", "://a/", "x" * 40 + " ")


@dataclass(frozen=True, slots=True)
class Growth:
    """The worst a rule did."""

    seconds: float
    """At the longer length."""
    ratio: float

    @property
    def is_linear(self) -> bool:
        """Whether nobody can make it slow."""
        return self.seconds < _WORTH_SAYING or self.ratio < _LIMIT


def measure(rule: Rule, regions: Sequence[str], clock: Callable[[], float]) -> Growth:
    """How one rule behaves on hostile text."""
    detector = PatternDetector([rule], regions)
    worst = Growth(0.0, 0.0)
    for piece, words in _hostile(rule):
        growth = _growth(detector, piece, words, clock, runs=1)
        if not growth.is_linear:
            # Another program may have had the machine just then.
            growth = _growth(detector, piece, words, clock, runs=_RUNS)
        if (growth.is_linear, -growth.seconds) < (worst.is_linear, -worst.seconds):
            worst = growth
    return worst


def _hostile(rule: Rule) -> Iterator[tuple[str, str]]:
    """What to repeat, and the word without which the rule would not even look."""
    words = " ".join([*rule.keywords[:1], *rule.names[:1], *rule.near[:1]])
    for piece in _PIECES:
        yield piece, words
    for word in (*rule.keywords[:2], *rule.names[:2]):
        yield word, words
        yield word + " 1", words
    for sample in rule.flags[:2]:
        try:
            text, spans = parse(sample)
        except SampleError:
            continue  # said elsewhere
        yield text + " ", words
        for span in spans[:1]:
            yield text[span.start : span.end], words


def _text(piece: str, words: str, length: int) -> str:
    body = piece * (length // len(piece) + 1)
    return f"{words} {body[:length]} {words}"


def _growth(
    detector: PatternDetector, piece: str, words: str, clock: Callable[[], float], *, runs: int
) -> Growth:
    short, long = (
        min(_time(detector, _text(piece, words, length), clock) for _ in range(runs))
        for length in (_LENGTH, _LENGTH * _FACTOR)
    )
    return Growth(long, long / short if short > 0 else 0.0)


def _time(detector: PatternDetector, text: str, clock: Callable[[], float]) -> float:
    view = View(text)
    start = clock()
    detector.detect(view)
    return clock() - start
