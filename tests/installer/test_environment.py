"""An environment is made again when its lock changed or it was moved, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from installer import environment, locks


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a folder that looks like an environment without a stamp."""
    python = environment.python_of(tmp_path)
    python.parent.mkdir()
    python.touch()
    return tmp_path


def put_stamp(folder: Path, text: str) -> None:
    (folder / "clearpost-lock.txt").write_text(text, "utf-8")


def test_without_a_stamp_it_is_not_current(made: Path) -> None:
    assert not environment.is_current(made, "run")


@pytest.mark.parametrize(
    ("made_from", "wanted", "serves"),
    [
        ("run", "run", True),
        ("dev", "run", True),
        ("dev", "dev", True),
        ("run", "dev", False),
        ("dev", "bench", False),
        ("bench", "bench", True),
    ],
)
def test_it_serves_what_its_lock_holds(
    made: Path, made_from: str, wanted: str, serves: bool
) -> None:
    put_stamp(made, environment.stamp(made_from))
    assert environment.is_current(made, wanted) is serves


def test_it_is_made_again_when_the_lock_changed(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_stamp(made, environment.stamp("run"))
    for name in ("run", "dev"):
        (tmp_path / f"{name}.txt").write_text(locks.path(name).read_text("utf-8") + "#\n", "utf-8")
    monkeypatch.setattr(locks, "FOLDER", tmp_path)
    assert not environment.is_current(made, "run")


def test_it_is_made_again_when_the_working_copy_was_moved(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_stamp(made, environment.stamp("run"))
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    assert not environment.is_current(made, "run")


def test_it_is_made_again_when_its_python_is_gone(made: Path) -> None:
    put_stamp(made, environment.stamp("run"))
    environment.python_of(made).unlink()
    assert not environment.is_current(made, "run")
