"""The fields of a term: how each is called, what may stand in it and what it means.

A column of a CSV file and a key of a TOML table are the same field. The page on the pack format is
made from this table, so a field that is not described does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, get_args

from checker.model import SEVERITIES
from checker.pack.model import TermMode, TermStatus
from checker.pack.toml import suggestion

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MODES = get_args(TermMode)
_STATUSES = get_args(TermStatus)
_PIPE = "|"

Cell = object
"""What a file gives: text from CSV; text, list or date from TOML."""


@dataclass(frozen=True, slots=True)
class TermField:
    """One field of a term, as a column of a CSV file or a key of a `[[term]]` table."""

    name: str
    type: str
    """What may stand in it, in words."""
    meaning: str
    read: Callable[[Cell], Any]
    """Turns what the file gives into the value; raises ValueError with what would be right."""
    default: str = ""
    """What an empty cell means, in words."""
    is_list: bool = False
    attribute: str = ""
    """Name in `Term`, where it is not the name of the field."""


def _text(cell: Cell) -> str:
    if not isinstance(cell, str):
        raise ValueError("should be a text in quotes")
    return cell


def _list(cell: Cell) -> tuple[str, ...]:
    if isinstance(cell, str):
        cell = cell.split(_PIPE)
    if not isinstance(cell, list) or not all(isinstance(one, str) for one in cell):
        raise ValueError("should be a list of texts in quotes")
    return tuple(one.strip() for one in cell if one.strip())


def _id(cell: Cell) -> str:
    if not _ID.fullmatch(_text(cell)):
        raise ValueError("should be letters, digits, dots and dashes, such as T001")
    return _text(cell)


def _one_of(allowed: Collection[str]) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        value = _text(cell)
        if value not in allowed:
            hint = suggestion(value, allowed) or f"; one of {', '.join(allowed)}"
            raise ValueError(f'"{value}" is not known{hint}')
        return value

    return read


def _language(cell: Cell) -> str:
    if not _LANGUAGE.fullmatch(_text(cell)):
        raise ValueError("should be a language code such as en or de")
    return _text(cell)


def _link(cell: Cell) -> str:
    if not _text(cell).startswith(("https://", "http://")):
        raise ValueError("should be a web address that begins with https://")
    return _text(cell)


def _day(cell: Cell) -> date:
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return cell
    if isinstance(cell, str) and _DATE.fullmatch(cell):
        try:
            return date.fromisoformat(cell)
        except ValueError:
            raise ValueError("there is no such day") from None
    raise ValueError("should be a date such as 2026-11-01")


def _instant(cell: Cell) -> datetime:
    """A date means 00:00 UTC of that day; a time of day has to name its zone."""
    if isinstance(cell, str) and _INSTANT.fullmatch(cell):
        try:
            cell = datetime.fromisoformat(cell)
        except ValueError:
            raise ValueError("there is no such day or time") from None
    if isinstance(cell, datetime):
        if cell.tzinfo is None:
            raise ValueError("needs a zone: end it with Z (UTC) or an offset such as +01:00")
        return cell.astimezone(UTC)
    if isinstance(cell, str) and not _DATE.fullmatch(cell):
        raise ValueError("should be a date such as 2026-11-01 or an instant 2026-11-01T08:00:00Z")
    return datetime.combine(_day(cell), time(), UTC)


TERM_FIELDS: tuple[TermField, ...] = (
    TermField("id", "letters, digits, dots, dashes", "Name of the row, kept for good", _id),
    TermField(
        "status",
        "one of " + ", ".join(_STATUSES),
        "Drafts and retired terms are not looked for; a term on test is a note",
        _one_of(_STATUSES),
        "live",
    ),
    TermField("term", "text", "What is looked for; a pattern in mode regex", _text),
    TermField("variants", "list", "Other spellings of the same thing", _list, is_list=True),
    TermField("language", "language code", "Whose stems and spellings apply", _language, "en"),
    TermField(
        "mode",
        "one of " + ", ".join(_MODES),
        "How close a text must come to the term",
        _one_of(_MODES),
        "word",
    ),
    TermField(
        "severity",
        "one of " + ", ".join(SEVERITIES),
        "How grave a finding is",
        _one_of(SEVERITIES),
        "warning",
    ),
    TermField("clause", "id of a clause", "The clause a finding quotes", _text),
    TermField("reason", "text", "Why it matters, in one sentence", _text),
    TermField("replacement", "text", "What to write instead", _text),
    TermField("owner", "text", "Who answers for the row", _text),
    TermField("contact", "text", "Whom people ask about it", _text),
    TermField(
        "audience", "list", "Whose drafts it is looked for in", _list, "everybody", is_list=True
    ),
    TermField(
        "from",
        "date or instant",
        "First day or moment it counts",
        _instant,
        "always",
        attribute="valid_from",
    ),
    TermField(
        "embargo_until", "date or instant", "It counts up to this moment, and at it", _instant
    ),
    TermField("public_since", "date or instant", "From here on it is public", _instant),
    TermField("public_link", "web address", "Where it was made public", _link),
    TermField("expires", "date or instant", "First day or moment it counts no more", _instant),
    TermField("review_by", "date", "When the owner looks at the row again", _day),
    TermField(
        "contexts",
        "list",
        "One of these words has to be in the same or a neighboring sentence",
        _list,
        "none needed",
        is_list=True,
    ),
    TermField(
        "exceptions", "list", "A match inside one of these phrases is none", _list, is_list=True
    ),
    TermField("must_match", "list", "Samples it has to be found in", _list, is_list=True),
    TermField("must_not_match", "list", "Samples it must stay quiet in", _list, is_list=True),
)
