"""The detectors, written out by hand so that a frozen program and a reader both find them."""

from __future__ import annotations

from typing import Protocol

from checker.detectors import combinations, disguises, hidden, patterns, terms
from checker.model import Match
from checker.pack.model import Pack
from checker.view import View


class Detector(Protocol):
    """Code that finds matches in one paragraph; a plain call without state of a draft."""

    name: str

    @property
    def scope(self) -> str:
        """`paragraph`, or `post`: a post of several paragraphs is read as one where it is short."""
        ...

    def detect(self, view: View) -> list[Match]:
        """All matches in the paragraph, with spans of its original text."""
        ...


def build_live(pack: Pack) -> list[Detector]:
    """The detectors that answer in milliseconds; disguises are read with the same patterns."""
    plain = patterns.build(pack)
    return [
        terms.build(pack),
        plain,
        disguises.build(plain),
        *hidden.build(pack),
        combinations.build(pack),
    ]
