"""What Clearpost remembers between runs: answered findings, consent, how the window stood.

Never a word of a draft: an answer is a keyed hash, a rule id and a day. Nothing is counted. The
file is SQLite, which survives a power cut in the middle of writing. A file that is broken is put
aside and begun anew; where the disk is full or read-only, memory takes its place for this run.
Either is said in `problems`.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from desktop.folders import STORE
from desktop.setaside import set_aside

_FORMAT = 1
_TABLES = """
create table if not exists answer (
    hash text primary key, rule text not null, answer text not null, day text not null
) without rowid;
create table if not exists consent (name text primary key, day text not null) without rowid;
create table if not exists state (name text primary key, value text not null) without rowid;
"""
_T = TypeVar("_T")


class Store:
    """The file and what stands in for it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / STORE
        self.problems: tuple[str, ...] = ()
        self.is_in_memory = False
        self._database: sqlite3.Connection | None = None
        """Opened when it is first needed: who keeps nothing has no file."""

    # Answers, as `desktop.answers.AnswerStore` asks for them

    def remember(self, hashes: Sequence[str], rule_id: str, answer: str, day: date) -> None:
        """Keep an answer under every hash of its place."""
        rows = [(item, rule_id, answer, day.isoformat()) for item in hashes]
        self._write(lambda db: db.executemany("replace into answer values (?, ?, ?, ?)", rows))

    def knows(self, hashes: Sequence[str]) -> bool:
        """Whether one of the hashes was answered."""
        marks = ", ".join("?" * len(hashes))
        query = f"select 1 from answer where hash in ({marks}) limit 1"  # noqa: S608
        return self._read(lambda db: db.execute(query, hashes).fetchone()) is not None

    def has_answers(self) -> bool:
        """Whether anything was answered at all."""
        return (
            self._read(lambda db: db.execute("select 1 from answer limit 1").fetchone()) is not None
        )

    def forget(self, hashes: Sequence[str]) -> None:
        """Drop the answers under these hashes."""
        rows = [(item,) for item in hashes]
        self._write(lambda db: db.executemany("delete from answer where hash = ?", rows))

    # Consent and the state of the window

    def consent_day(self, name: str) -> date | None:
        """The day on which somebody agreed; None where nobody did."""
        query = "select day from consent where name = ?"
        row = self._read(lambda db: db.execute(query, (name,)).fetchone())
        return date.fromisoformat(row[0]) if row else None

    def give_consent(self, name: str, day: date) -> None:
        """Keep that somebody agreed."""
        self._write(
            lambda db: db.execute("replace into consent values (?, ?)", (name, day.isoformat()))
        )

    def withdraw_consent(self, name: str) -> None:
        """Drop that somebody agreed."""
        self._write(lambda db: db.execute("delete from consent where name = ?", (name,)))

    def state(self, name: str, default: str = "") -> str:
        """A small thing the window wanted kept, such as its size."""
        query = "select value from state where name = ?"
        row = self._read(lambda db: db.execute(query, (name,)).fetchone())
        return str(row[0]) if row else default

    def set_state(self, name: str, value: str) -> None:
        """Keep a small thing for the window; never text of a draft."""
        self._write(lambda db: db.execute("replace into state values (?, ?)", (name, value)))

    # What is kept about the person

    def paths(self) -> tuple[Path, ...]:
        """The files that exist, the ones put aside too."""
        return tuple(sorted(self.path.parent.glob(f"{STORE}*")))

    def forget_everything(self) -> tuple[Path, ...]:
        """Delete all of it; returns the files that were deleted."""
        self.close()
        deleted = []
        for path in self.paths():
            try:
                path.unlink()
            except OSError as error:
                self._say(f"{path} could not be deleted: {error.strerror or error}.")
            else:
                deleted.append(path)
        return tuple(deleted)

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        if self._database is not None:
            self._database.close()
        self._database, self.is_in_memory = None, False

    # Inside

    def _read(self, work: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """Do something that changes nothing; None where nothing was ever kept."""
        if self._database is None and not self.path.exists():
            return None
        return self._try(work)

    def _write(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Do something that is kept at once, or in memory where the file cannot take it."""

        def kept(database: sqlite3.Connection) -> None:
            with database:
                work(database)

        self._try(kept)

    def _try(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        database = self._database = self._database or self._open()
        try:
            return work(database)
        except sqlite3.OperationalError as error:  # full, read-only, locked, gone
            self._database = self._in_memory(str(error), database)
        except sqlite3.DatabaseError as error:
            database.close()
            self._say(set_aside(self.path, str(error)))
            self._database = self._open()
        return work(self._database)

    def _open(self) -> sqlite3.Connection:
        """The file, begun anew where it is broken; memory where there can be no file."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return _connected(self.path)
        except OSError as error:
            return self._in_memory(error.strerror or str(error))
        except sqlite3.OperationalError as error:
            return self._in_memory(str(error))
        except sqlite3.DatabaseError as error:
            self._say(set_aside(self.path, str(error)))
        try:
            return _connected(self.path)
        except sqlite3.Error as error:
            return self._in_memory(str(error))

    def _in_memory(
        self, reason: str, failed: sqlite3.Connection | None = None
    ) -> sqlite3.Connection:
        """A database in memory with what can still be read of the one that failed."""
        memory = _connected(":memory:")
        if failed is not None:
            with contextlib.suppress(sqlite3.Error):
                failed.rollback()
                failed.backup(memory)
            failed.close()
        self.is_in_memory = True
        self._say(
            f"{self.path} cannot be written ({reason}). "
            "What you answer is remembered until Clearpost closes."
        )
        return memory

    def _say(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems = (*self.problems, problem)


def _connected(path: Path | str) -> sqlite3.Connection:
    """An open database with its tables, readable by this person alone."""
    # A short time limit: the window waits for this.
    database = sqlite3.connect(path, timeout=0.5)
    try:
        if path != ":memory:":
            Path(path).chmod(0o600)
        database.execute("pragma secure_delete = on")
        (version,) = database.execute("pragma user_version").fetchone()
        if version > _FORMAT:
            raise sqlite3.OperationalError("a newer Clearpost wrote it")
        with database:
            database.executescript(_TABLES)
            database.execute(f"pragma user_version = {_FORMAT}")
    except BaseException:
        database.close()
        raise
    return database
