from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.children import child_command, child_environment


def test_a_child_is_the_same_program() -> None:
    assert child_command("check") == [sys.executable, "-P", "-m", "desktop", "--child", "check"]


def test_a_frozen_child_is_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    assert child_command("keychain", "x") == [sys.executable, "--child", "keychain", "x"]
    assert "PYTHONPATH" not in child_environment()


def test_what_changes_python_is_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONSTARTUP", "PYTHONHOME", "PYTHONINSPECT", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("DISPLAY", ":7")
    environment = child_environment()
    assert [name for name in environment if name.startswith("PYTHON")] == ["PYTHONPATH"]
    assert environment["DISPLAY"] == ":7"


def test_a_folder_of_our_name_is_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "__init__.py").write_text("raise SystemExit('planted')")
    done = subprocess.run(
        child_command("check"),
        env=child_environment(),
        cwd=tmp_path,
        input=b"",
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_checking_child_loads_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from desktop.__main__ import main; code = main(['--child', 'check']); "
        "assert not [n for n in sys.modules if n.startswith('PySide6')]; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=child_environment(),
        cwd=tmp_path,
        input=b"",
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
