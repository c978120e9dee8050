"""What somebody answered to a finding, so that nobody is asked twice.

"It is already public", "It is mine" and "Not useful" hide a finding here and wherever the same
rule meets the same words in the same surroundings. What is kept is a keyed hash of them, because
a bare hash of a phone number can be guessed by trying them all; the key stays in the keychain of
this machine. Nothing is counted.

Three hashes stand for a place: with the words on both sides, on the left, on the right. One that
fits is enough, so that an answer outlives what is written before or behind it later.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from checker.model import Finding, PackInfo
from checker.view import fold

_AROUND = 24
"""Characters on either side that belong to the surroundings."""
_ENOUGH = 12
"""Letters and digits that one side needs to stand for the place alone."""


class Answer(StrEnum):
    """What can be answered to a finding."""

    FIX = "fix"
    PUBLIC = "public"
    MINE = "mine"
    NOT_USEFUL = "not-useful"
    ASK = "ask"

    @property
    def label(self) -> str:
        """The words on the button."""
        return _LABELS[self]

    @property
    def hides(self) -> bool:
        """Whether the finding is done with after it."""
        return self in (Answer.PUBLIC, Answer.MINE, Answer.NOT_USEFUL)


_LABELS = {
    Answer.FIX: "Fix",
    Answer.PUBLIC: "It is already public",
    Answer.MINE: "It is mine",
    Answer.NOT_USEFUL: "Not useful",
    Answer.ASK: "Ask",
}


class AnswerStore(Protocol):
    """Where hashes of answers are kept between runs; see `desktop/store.py`."""

    def remember(self, hashes: Sequence[str], rule_id: str, answer: str, day: date) -> None: ...

    def knows(self, hashes: Sequence[str]) -> bool: ...

    def has_answers(self) -> bool: ...

    def forget(self, hashes: Sequence[str]) -> None: ...


class Answers:
    """The answers of this run and, once the key is there, those of earlier runs."""

    def __init__(self, store: AnswerStore) -> None:
        self._store = store
        self._kept: AnswerStore | None = None
        self._key = os.urandom(32)
        self._waiting: list[tuple[tuple[bytes, ...], str, Answer, date]] = []
        self._here: set[str] = set()
        self._known: dict[tuple[bytes, ...], bool] = {}

    def unlock(self, key: bytes) -> None:
        """Take the lasting key: read earlier answers, keep those of this run."""
        places = self._waiting
        self._key, self._kept, self._here, self._waiting = key, self._store, set(), []
        self._known.clear()
        for place, rule_id, answer, day in places:
            self._keep(place, rule_id, answer, day)

    def stop_remembering(self) -> None:
        """Keep answers in memory from now on, and only there."""
        self._kept = None
        self._known.clear()

    def remember(self, finding: Finding, text: str, answer: Answer, day: date) -> None:
        """Keep an answer that hides a finding."""
        if answer.hides:
            place = _place(finding, text)
            self._known.clear()
            self._keep(place, finding.rule_id, answer, day)

    def knows(self, finding: Finding, text: str) -> bool:
        """Whether the finding was answered before."""
        if not self._here and (self._kept is None or not self._kept.has_answers()):
            return False
        place = _place(finding, text)
        known = self._known.get(place)
        if known is None:
            if len(self._known) > 10_000:
                self._known.clear()
            hashes = self._hashes(place)
            known = not self._here.isdisjoint(hashes)
            known = known or (self._kept is not None and self._kept.knows(hashes))
            self._known[place] = known
        return known

    def forget(self, finding: Finding, text: str) -> None:
        """Drop the answer to a finding."""
        place = _place(finding, text)
        hashes = self._hashes(place)
        self._here.difference_update(hashes)
        self._waiting = [known for known in self._waiting if set(known[0]).isdisjoint(place)]
        self._known.clear()
        if self._kept is not None:
            self._kept.forget(hashes)

    def forget_everything(self) -> None:
        """Drop every answer of this run; what lies on disk is the store's."""
        self._here.clear()
        self._waiting.clear()
        self._known.clear()

    def _keep(self, place: tuple[bytes, ...], rule_id: str, answer: Answer, day: date) -> None:
        hashes = self._hashes(place)
        self._here.update(hashes)
        if self._kept is not None:
            self._kept.remember(hashes, rule_id, answer, day)
        else:
            self._waiting.append((place, rule_id, answer, day))

    def _hashes(self, place: tuple[bytes, ...]) -> tuple[str, ...]:
        import hmac  # 4 MB of OpenSSL, for those who have answered something

        return tuple(hmac.new(self._key, part, "sha256").hexdigest() for part in place)


def _place(finding: Finding, text: str) -> tuple[bytes, ...]:
    """What is hashed for a finding: rule, value and surroundings, folded."""
    start, end = finding.span
    value = _plain(text[start:end])
    left = _plain(text[max(0, start - _AROUND) : start])
    right = _plain(text[end : end + _AROUND])
    parts = [("both", left, value, right)]
    if len(left) >= _ENOUGH:
        parts.append(("left", left, value, ""))
    if len(right) >= _ENOUGH:
        parts.append(("right", "", value, right))
    return tuple("\0".join((finding.rule_id, *part)).encode() for part in parts)


def _plain(text: str) -> str:
    """Letters and digits alone, folded: spacing and punctuation may change."""
    return "".join(filter(str.isalnum, fold(text)))


def ask_link(finding: Finding, pack: PackInfo) -> str:
    """A mail to whoever answers for the term or clause, with ids and never words of the draft."""
    from urllib.parse import quote

    clause = finding.clause.id if finding.clause else ""
    about = [
        f"Rule: {finding.rule_id}",
        *(f"Term: {fact[5:]}" for fact in finding.evidence if fact.startswith("term ")),
        *([f"Clause: {clause}"] if clause else []),
        f"Pack: {pack.id} {pack.version}",
    ]
    body = "\r\n".join([*about, "", "My question: "])
    subject = f"Question about {clause or finding.rule_id}"
    address = quote(finding.contact, safe="@")
    return f"mailto:{address}?subject={quote(subject)}&body={quote(body)}"
