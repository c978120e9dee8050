"""One Clearpost per person."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui import instance
from desktop.ui.instance import SingleInstance

_FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.ui.instance import SingleInstance
app = QCoreApplication([])
mine = SingleInstance(folder=Path(sys.argv[1]))
mine.raised.connect(lambda: print("raised", flush=True))
print(mine.acquire(), flush=True)
sys.exit(app.exec() if sys.argv[2] == "stay" else 0)
"""


@contextmanager
def another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a Clearpost of its own process and wait until it has its place."""
    with subprocess.Popen(
        [sys.executable, "-c", _FIRST, str(folder), "stay"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "True\n"
            yield process
        finally:
            process.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
def first(qapp: object, folder: Path) -> Iterator[SingleInstance]:
    made = SingleInstance(folder=folder)
    yield made
    made.release()


def test_a_second_start_raises_the_first(first: SingleInstance, folder: Path, qtbot: QtBot) -> None:
    assert first.acquire()
    with qtbot.waitSignal(first.raised):
        second = subprocess.Popen(
            [sys.executable, "-c", _FIRST, str(folder), "go"], stdout=subprocess.PIPE, text=True
        )
    said, _ = second.communicate(timeout=20)
    assert said == "False\n"


def test_every_further_start_raises_it_again(folder: Path, qapp: object) -> None:
    with another(folder) as running:
        assert running.stdout is not None
        for _ in range(3):
            late = SingleInstance(folder=folder)
            assert (late.acquire(), late.problem) == (False, "")
            assert running.stdout.readline() == "raised\n"


def test_what_a_crash_left_behind_is_taken_over(first: SingleInstance, folder: Path) -> None:
    with another(folder) as running:
        running.kill()
        running.wait()
    (folder / "clearpost.call").touch()
    assert {path.name for path in folder.iterdir()} == {"clearpost.lock", "clearpost.call"}
    assert first.acquire()
    assert not (folder / "clearpost.call").exists()


def test_after_an_orderly_end_the_next_is_first(first: SingleInstance, folder: Path) -> None:
    assert first.acquire()
    first.release()
    following = SingleInstance(folder=folder)
    assert following.acquire()
    following.release()


def test_another_name_is_another_place(first: SingleInstance, folder: Path) -> None:
    assert first.acquire()
    other = SingleInstance("other", folder=folder)
    assert other.acquire()
    other.release()


def test_a_disk_that_takes_no_lock_does_not_stop_the_start(qapp: object, folder: Path) -> None:
    alone = SingleInstance(folder=folder)
    folder.rmdir()
    assert alone.acquire()


if os.name == "posix":

    def test_a_first_that_hangs_is_said(
        folder: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(instance, "_PATIENCE_MS", 100)
        with another(folder) as running:
            running.send_signal(signal.SIGSTOP)
            late = SingleInstance(folder=folder)
            assert not late.acquire()
            assert "does not answer" in late.problem
            running.send_signal(signal.SIGCONT)

    def test_nobody_else_may_speak_to_it(first: SingleInstance, folder: Path) -> None:
        assert first.acquire()
        assert folder.stat().st_mode & 0o777 == 0o700
