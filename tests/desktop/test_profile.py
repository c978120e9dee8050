"""What a person types about themselves: read, bounded, kept, and shown by nothing by itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import NotRun, Profile
from desktop.profile import (
    CHECK,
    MOST_CHARACTERS,
    MOST_ENTRIES,
    NO_ANSWER,
    SAVED,
    UNREADABLE,
    Kind,
    field_text,
    is_empty,
    profile_from,
    read_fields,
    saved_profile,
    usable,
    with_value,
    written,
)
from desktop.store import Store

DANA = Profile(
    names=("Dana Roe",),
    emails=("dana@example.com", "roe@example.org"),
    phones=("+44 (0)7700 900123",),
    handles=("@dana_roe", "dana@social.example"),
)
WINDOWS_BYTES = 2_560


def _complaints(kind: Kind, text: str) -> list[str]:
    profile, complaints = read_fields({kind: text})
    assert is_empty(profile) or not complaints
    return [str(item) for item in complaints]


def test_fields_are_read_one_entry_a_line_and_cleaned() -> None:
    profile, complaints = read_fields(
        {
            "names": "  Dana   Roe \n\nDANA ROE\n",
            "emails": "dana@example.com\r\nDana@Example.com\nroe@example.org",
            "phones": "+44 (0)7700 900123\n+44 0 7700-900123",
            "handles": "@dana_roe\ndana_roe\ndana@social.example",
        }
    )
    assert complaints == ()
    assert profile == DANA


def test_empty_fields_are_an_empty_profile() -> None:
    assert read_fields({"names": " \n\t\n"}) == (Profile(), ())
    assert is_empty(Profile())
    assert not is_empty(DANA)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("names", "Dana Roe\nDana", "Names, line 2: a single name is too common"),
        ("names", "12 34", "Names, line 1: a single name"),
        ("emails", "\ndana@example", "Mail addresses, line 2: this is no whole address"),
        ("emails", "dana at example.com", "this is no whole address"),
        ("emails", "a@example.com, b@example.com", "this is no whole address"),
        ("phones", "12345", "Phone numbers, line 1: this is no whole number"),
        ("phones", "call 415 555 0132", "this is no whole number"),
        ("phones", "1" * 16, "this is no whole number"),
        ("handles", "https://social.example/dana", "write the handle alone"),
        ("handles", "dana roe", "write the handle alone"),
        ("names", "Dana \x07Roe", "cannot be seen"),
        ("names", "Dana " + "R" * MOST_CHARACTERS, "longer than 80 characters"),
    ],
)
def test_a_line_that_is_none_is_told_with_its_place(kind: Kind, text: str, words: str) -> None:
    (complaint,) = _complaints(kind, text)
    assert words in complaint


def test_a_complaint_quotes_nothing() -> None:
    for text in ("secretname", "secretname x\x07"):
        assert "secret" not in repr(read_fields({"names": text}))


def test_names_of_many_languages_are_names() -> None:
    for name in ("Zoë O'Neil-Roe", "José da Silva", "Ольга Петрова", "علی می\u200cرود", "王 小明"):
        assert _complaints("names", name) == []


def test_no_more_than_eight_of_a_kind_are_kept() -> None:
    lines = [f"dana{number}@example.com" for number in range(MOST_ENTRIES)]
    assert _complaints("emails", "\n".join(lines)) == []
    (complaint,) = _complaints("emails", "\n".join([*lines, "roe@example.com"]))
    assert complaint == "Mail addresses, line 9: 8 are kept at most. Leave one out."


def test_the_whole_fits_in_what_windows_keeps() -> None:
    texts: dict[Kind, str] = {
        "names": "\n".join(f"Dana {letter * 70}" for letter in "abcdefgh"),
        "handles": "\n".join(letter * 79 for letter in "abcdefgh"),
    }
    profile, complaints = read_fields(texts)
    (complaint,) = map(str, complaints)
    assert is_empty(profile)
    assert "characters too long. Leave something out." in complaint


@given(st.dictionaries(st.sampled_from(("names", "emails", "phones", "handles")), st.text()))
def test_whatever_is_taken_comes_back_and_fits(texts: dict[Kind, str]) -> None:
    profile, complaints = read_fields(texts)
    assert is_empty(profile) or not complaints
    kept = written(profile)
    assert len(kept.encode("utf-16-le")) <= WINDOWS_BYTES
    assert profile_from(kept) == profile


def test_what_is_kept_has_a_version_and_comes_back() -> None:
    assert json.loads(written(DANA))["version"] == 1
    assert profile_from(written(DANA)) == DANA
    assert field_text(DANA, "emails") == "dana@example.com\nroe@example.org"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "5",
        "null",
        "{}",
        '{"version": 2}',
        '{"version": 1, "emails": 5}',
        '{"version": 1, "emails": [5]}',
        '{"version": 1, "emails": ["none"]}',
    ],
)
def test_what_is_none_of_ours_is_no_profile(text: str) -> None:
    assert profile_from(text) is None
    assert usable(text) == NotRun(CHECK, UNREADABLE, "skipped")


def test_nothing_and_an_empty_profile_are_nothing_to_use() -> None:
    assert usable(None) is None
    assert usable(written(Profile())) is None


def test_a_value_of_a_draft_can_be_added_once() -> None:
    wider = with_value(DANA, "phone", "415\n555 0132")
    assert wider is not None
    assert wider.phones == (*DANA.phones, "415 555 0132")
    assert with_value(wider, "phone", "(415) 555-0132") is None
    assert with_value(DANA, "email", "dana at example dot com") is None
    assert with_value(DANA, "person", "Dana Poe") is None


def test_nothing_of_a_profile_shows_in_a_repr() -> None:
    assert repr(DANA) == "Profile()"


# For the command line


def _saved(folder: Path) -> None:
    store = Store(folder)
    store.set_state(SAVED, "yes")
    store.close()


def _child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr("desktop.children.child_command", lambda _: [sys.executable, "-c", code])


def test_who_saved_nothing_is_asked_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _child(monkeypatch, f"open({str(tmp_path / 'asked')!r}, 'w')")
    assert saved_profile(tmp_path / "data") is None
    assert list(tmp_path.iterdir()) == []


def test_the_profile_is_read_where_one_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _saved(tmp_path)
    reply = {"done": ["read profile"], "where": "here", "profile": written(DANA)}
    _child(monkeypatch, f"print({json.dumps(reply)!r})")
    assert saved_profile(tmp_path) == DANA


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "print('{}')"])
def test_a_keychain_that_does_not_answer_is_a_check_left_out_and_none_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    _saved(tmp_path)
    _child(monkeypatch, code)
    assert saved_profile(tmp_path) == NotRun(CHECK, NO_ANSWER, "skipped")
