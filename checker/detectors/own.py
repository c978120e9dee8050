"""What is the person's own: a private hint where it would be a finding about somebody else.

A profile on this device says which name, mail addresses, numbers and handles are one's own. An
address in a draft that is on it is `self.email` and no longer somebody's; a name or handle on it is
looked for, since no rule can know it. Spelling does not matter: "dana at aldermere dot example" and
"+44 (0)7700 900123" are recognized as what they stand for.

    >>> own = Own(Profile(emails=("dana@aldermere.example",)), frozenset({"self.email"}))
    >>> match = Match("personal.email", Span(0, 30), "email", 0.97)
    >>> own.claimed(match, "Dana at Aldermere dot Example!").rule_id
    'self.email'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.model import Match, Profile, Span
from checker.view import View, fold

_IN_PROFILE = "in your profile"
_RANK = 3
_CONFIDENCE = 0.95
_SHORTEST_PHONE = 7
_SPELLED = re.compile(r"[^a-z0-9]+(?:at|dot)[^a-z0-9]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_NO_DIGITS = re.compile(r"\D+")


class Own:
    """Tells what of a draft belongs to the person who writes it."""

    def __init__(self, profile: Profile, rules: Iterable[str]) -> None:
        known = frozenset(rules)
        self._emails = {_mail_key(email) for email in profile.emails} - {""}
        self._phones = [key for phone in profile.phones if len(key := _phone_key(phone)) > 6]
        self._rule_of = {
            kind: f"self.{kind}"
            for kind in ("email", "phone", "name", "handle")
            if f"self.{kind}" in known
        }
        self._spellings = [
            (kind, pattern)
            for kind, pattern in (
                ("name", _names(profile.names)),
                ("handle", _handles(profile.handles)),
            )
            if pattern is not None and kind in self._rule_of
        ]

    def claimed(self, match: Match, text: str) -> Match:
        """The match as one's own where its value is in the profile, else as it is."""
        rule_id = self._rule_of.get(match.type)
        if rule_id is None or match.term is not None:
            return match
        value = text[match.span.start : match.span.end]
        if match.type == "email":
            is_own = _mail_key(value) in self._emails
        else:
            is_own = any(_is_same_phone(_phone_key(value), phone) for phone in self._phones)
        if not is_own:
            return match
        return replace(match, rule_id=rule_id, evidence=(*match.evidence, _IN_PROFILE))

    def places(self, text: str) -> Iterator[Match]:
        """Where one's own names and handles stand."""
        if not self._spellings:
            return
        view = View(text)
        for kind, pattern in self._spellings:
            for found in pattern.finditer(view.text):
                span: Span = view.span(*found.span())
                type_ = "person" if kind == "name" else "handle"
                yield Match(
                    self._rule_of[kind], span, type_, _CONFIDENCE, _RANK, None, (_IN_PROFILE,)
                )


def _mail_key(address: str) -> str:
    """Letters and digits of an address, with spelled-out signs left out."""
    return _NO_LETTERS.sub("", _SPELLED.sub(" ", fold(address)))


def _phone_key(number: str) -> str:
    """Digits of a number without what stands before it only at home or only abroad."""
    return _NO_DIGITS.sub("", fold(number).replace("(0)", "")).lstrip("0")


def _is_same_phone(one: str, other: str) -> bool:
    """Whether two numbers are the same, with or without the code of the country."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_PHONE and long.endswith(short) and len(long) - len(short) <= 3


def _names(names: Iterable[str]) -> re.Pattern[str] | None:
    """Whole names; a single first name is too common a word."""
    spelled = [r"\s+".join(map(re.escape, fold(n).split())) for n in names if len(n.split()) > 1]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)") if spelled else None


def _handles(handles: Iterable[str]) -> re.Pattern[str] | None:
    """Handles behind an @ or as the last part of the address of a page."""
    bare = [re.escape(fold(handle).strip().lstrip("@")) for handle in handles]
    bare = [handle for handle in bare if handle]
    return (
        re.compile(rf"(?:(?<![\w@])@|(?<=/))(?:{'|'.join(bare)})(?![\w.]\w)(?!\w)")
        if bare
        else None
    )
