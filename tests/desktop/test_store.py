from __future__ import annotations

import sqlite3
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from desktop.store import Store

DAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept")


def _fill(store: Store) -> None:
    store.remember(["a", "b"], "personal.email", "mine", DAY)
    store.give_consent("watch", DAY)
    store.set_state("size", "large")


def _holds(store: Store) -> list[object]:
    return [store.knows(["a"]), store.consent_day("watch"), store.state("size", "?")]


def test_who_keeps_nothing_has_no_file(store: Store) -> None:
    assert _holds(store) == [False, None, "?"]
    assert not store.path.parent.exists()
    assert store.paths() == ()


def test_what_was_kept_is_there_in_the_next_run(store: Store) -> None:
    _fill(store)
    store.close()
    assert _holds(Store(store.path.parent)) == [True, DAY, "large"]
    assert store.problems == ()


def test_one_hash_of_a_place_is_enough_and_forgetting_takes_all(store: Store) -> None:
    _fill(store)
    assert store.knows(["x", "b"])
    assert not store.knows(["x"])
    store.forget(["a", "b"])
    assert not store.knows(["a", "b"])


def test_consent_can_be_withdrawn(store: Store) -> None:
    _fill(store)
    store.withdraw_consent("watch")
    assert store.consent_day("watch") is None


if sys.platform != "win32":

    def test_nobody_else_can_read_it(store: Store) -> None:
        _fill(store)
        assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"this is no database, and it is long enough to tell" * 9])
def test_a_broken_file_is_kept_aside_and_said(store: Store, content: bytes) -> None:
    for number in (1, 2):
        store.path.parent.mkdir(exist_ok=True)
        store.path.write_bytes(content)
        again = Store(store.path.parent)
        assert _holds(again) == [False, None, "?"]
        _fill(again)
        assert _holds(again)[0]
        aside = f"clearpost.sqlite.broken-{number}"
        assert (store.path.parent / aside).read_bytes() == content
        assert aside in again.problems[0]
        again.close()


def test_a_file_that_breaks_while_it_is_used_is_begun_anew(store: Store) -> None:
    _fill(store)
    store.close()
    pages = bytearray(store.path.read_bytes())
    pages[4096:] = b"\xee" * (len(pages) - 4096)
    store.path.write_bytes(pages)
    again = Store(store.path.parent)
    assert not again.knows(["a"])
    _fill(again)
    assert _holds(again) == [True, DAY, "large"]
    assert "broken-1" in again.problems[0]


def test_where_there_can_be_no_file_memory_takes_its_place(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("in the way")
    store = Store(tmp_path / "kept")
    _fill(store)
    assert _holds(store) == [True, DAY, "large"]
    assert store.is_in_memory
    assert "until Clearpost closes" in store.problems[0]
    assert len(store.problems) == 1


def test_a_disk_that_gets_full_loses_nothing_of_this_run(store: Store) -> None:
    _fill(store)
    assert store._database is not None
    store._database.execute("pragma max_page_count = 1")
    for number in range(2000):
        store.remember([f"hash {number}"], "personal.email", "mine", DAY)
    assert store.is_in_memory
    assert _holds(store) == [True, DAY, "large"]
    assert store.knows(["hash 0"])
    assert store.knows(["hash 1999"])
    assert "full" in store.problems[0]


def test_a_file_of_a_newer_clearpost_is_left_as_it_is(store: Store) -> None:
    _fill(store)
    store.close()
    with sqlite3.connect(store.path) as database:
        database.execute("pragma user_version = 99")
    database.close()
    before = store.path.read_bytes()
    again = Store(store.path.parent)
    _fill(again)
    assert again.is_in_memory
    assert "newer" in again.problems[0]
    again.close()
    assert store.path.read_bytes() == before


def test_everything_can_be_deleted_the_files_put_aside_too(store: Store) -> None:
    _fill(store)
    aside = store.path.with_name("clearpost.sqlite.broken-1")
    aside.touch()
    assert store.paths() == (store.path, aside)
    assert store.forget_everything() == (store.path, aside)
    assert list(store.path.parent.iterdir()) == []
    assert _holds(store) == [False, None, "?"]
    _fill(store)
    assert store.paths() == (store.path,)


def test_what_was_deleted_from_the_file_is_not_left_in_it(store: Store) -> None:
    store.set_state("note", "a mark to look for")
    store.set_state("note", "another")
    store.close()
    assert b"a mark to look for" not in store.path.read_bytes()
