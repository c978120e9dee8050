"""What a person says is their own: names, mail addresses, phone numbers, handles.

With it a finding about somebody's address becomes a private hint about one's own. It is typed one
entry a line, kept as one small piece of JSON in the keychain (see `desktop/keychain.py`), and is
in no file of ours. Windows keeps at most 2,560 bytes of one secret, two for each character, so the
whole is measured as well as its parts.

    >>> profile, complaints = read_fields({"names": "Dana Roe", "emails": "dana@example"})
    >>> profile
    Profile()
    >>> print(complaints[0])
    Mail addresses, line 1: this is no whole address. Write it like name@example.com.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from unicodedata import category

from checker.model import NotRun, Profile
from checker.view import fold
from desktop.folders import STORE

Kind = Literal["names", "emails", "phones", "handles"]

SAVED = "profile saved"
"""The state in `desktop/store.py` that says that the keychain has a profile to be asked for."""
MOST_ENTRIES = 8
MOST_CHARACTERS = 80
_MOST_UNITS = 1_280
"""UTF-16 units of the whole, as Windows counts."""
_VERSION = 1
_UNSEEN = ("Cc", "Cs")
"""Control characters and halves of one; marks that join letters belong to names."""
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+")
_PHONE = re.compile(r"[+(]?[0-9][0-9 .()/+\-]*")
_HANDLE = re.compile(r"@?\w[\w.\-]*(?:@[\w.\-]+)?")
_KIND_OF_TYPE: dict[str, Kind] = {"email": "emails", "phone": "phones"}
CHECK = "own contact data"
"""What does not run where a profile was saved and cannot be read."""
NO_ANSWER = "the keychain did not answer"
UNREADABLE = "what was saved under About me cannot be read; save it there again"


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of entry, as it is asked for."""

    kind: Kind
    label: str
    example: str
    is_one: Callable[[str], bool]
    advice: str
    """What to do about a line that is none."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with one line; it quotes nothing."""

    kind: Kind | None
    """None where it is about the whole."""
    line: int
    words: str

    def __str__(self) -> str:
        label = next((field.label for field in FIELDS if field.kind == self.kind), "")
        return f"{label}, line {self.line}: {self.words}" if label else self.words


def _is_name(text: str) -> bool:
    return len(text.split()) > 1 and any(map(str.isalpha, text))


def _is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(text)) and 7 <= len(_digits(text).lstrip("0")) <= 15


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


FIELDS = (
    Field(
        "names",
        "Names",
        "Dana Roe",
        _is_name,
        "a single name is too common to look for. Write first and last name.",
    ),
    Field(
        "emails",
        "Mail addresses",
        "dana@example.com",
        lambda text: bool(_EMAIL.fullmatch(text)),
        "this is no whole address. Write it like name@example.com.",
    ),
    Field(
        "phones",
        "Phone numbers",
        "+1 212 555 0123",
        _is_phone,
        "this is no whole number. Write 7 to 15 digits, like +1 212 555 0123.",
    ),
    Field(
        "handles",
        "Handles",
        "@dana_roe",
        lambda text: bool(_HANDLE.fullmatch(text)),
        "write the handle alone, without spaces or address, like @dana_roe.",
    ),
)


# Between the fields of a page and a profile


def read_fields(texts: Mapping[Kind, str]) -> tuple[Profile, tuple[Complaint, ...]]:
    """The profile that the fields hold; an empty one where there is something to complain about."""
    entries: dict[Kind, tuple[str, ...]] = {}
    complaints: list[Complaint] = []
    for field in FIELDS:
        kept: dict[str, str] = {}
        for number, line in enumerate(texts.get(field.kind, "").splitlines(), 1):
            text = " ".join(line.split())
            if not text or (key := _key(field.kind, text)) in kept:
                continue
            if words := _wrong(field, text, len(kept)):
                complaints.append(Complaint(field.kind, number, words))
            else:
                kept[key] = text
        entries[field.kind] = tuple(kept.values())
    profile = Profile(**entries)
    if not complaints and (too_many := _units(written(profile)) - _MOST_UNITS) > 0:
        words = f"All of it together is {too_many} characters too long. Leave something out."
        complaints.append(Complaint(None, 0, words))
    return (Profile(), tuple(complaints)) if complaints else (profile, ())


def _wrong(field: Field, text: str, before: int) -> str:
    """What is wrong with an entry, after so many others of its kind; empty where nothing is."""
    if len(text) > MOST_CHARACTERS:
        return f"this is longer than {MOST_CHARACTERS} characters. Shorten it or leave it out."
    if any(category(character) in _UNSEEN for character in text):
        return "there is a character in it that cannot be seen. Type it again."
    if not field.is_one(text):
        return field.advice
    if before >= MOST_ENTRIES:
        return f"{MOST_ENTRIES} are kept at most. Leave one out."
    return ""


def _key(kind: Kind, text: str) -> str:
    """What two ways of writing the same have in common."""
    if kind == "phones":
        return _digits(text) or text
    return fold(text).lstrip("@") if kind == "handles" else fold(text)


def field_text(profile: Profile, kind: Kind) -> str:
    """What a field shows of a profile: one entry a line."""
    entries: tuple[str, ...] = getattr(profile, kind)
    return "\n".join(entries)


def is_empty(profile: Profile) -> bool:
    """Whether there is nothing in it."""
    return not any(field_text(profile, field.kind) for field in FIELDS)


def with_value(profile: Profile, type_: str, value: str) -> Profile | None:
    """The profile with a value of a draft added; None where it has no place or is there already."""
    kind = _KIND_OF_TYPE.get(type_)
    if kind is None:
        return None
    texts = {field.kind: field_text(profile, field.kind) for field in FIELDS}
    texts[kind] = f"{texts[kind]}\n{' '.join(value.split())}"
    wider, complaints = read_fields(texts)
    return None if complaints or wider == profile else wider


# Between a profile and the keychain


def written(profile: Profile) -> str:
    """What is kept of a profile."""
    entries = {field.kind: getattr(profile, field.kind) for field in FIELDS}
    kept = {kind: values for kind, values in entries.items() if values}
    return json.dumps({"version": _VERSION, **kept}, ensure_ascii=False, separators=(",", ":"))


def profile_from(text: str) -> Profile | None:
    """The profile that was kept; None where it is none of ours."""
    try:
        data = json.loads(text)
        if data.pop("version") != _VERSION:
            return None
        texts = {kind: "\n".join(values) for kind, values in data.items()}
        profile, complaints = read_fields(texts)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return None if complaints else profile


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def not_run(reason: str) -> NotRun:
    """That the profile was left out; by no fault of the check, so it is none that failed."""
    return NotRun(CHECK, reason, "skipped")


# For the command line, which may wait


def saved_profile(folder: Path) -> Profile | NotRun | None:
    """The profile in the keychain, or why it cannot be read; None where none was saved.

    Args:
        folder: where `desktop/store.py` keeps what it keeps. The keychain is asked only where it
            says that there is something to ask for.
    """
    if not (folder / STORE).exists():
        return None
    from desktop.store import Store  # and SQLite with it

    store = Store(folder)
    is_saved = bool(store.state(SAVED))
    store.close()
    if not is_saved:
        return None
    from desktop.children import child_command, child_environment
    from desktop.keychain import Wish, fetch

    reply = fetch(child_command("keychain"), child_environment(), Wish.READ_PROFILE)
    return usable(reply.profile) if Wish.READ_PROFILE in reply.done else not_run(NO_ANSWER)


def usable(text: str | None) -> Profile | NotRun | None:
    """The profile in what the keychain gave, or why there is none."""
    if text is None:
        return None
    profile = profile_from(text)
    if profile is None:
        return not_run(UNREADABLE)
    return None if is_empty(profile) else profile
