"""The developer's command: what it calls, what it says, how it ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from installer import debian, dev, environment
from installer.console import Stop, last_lines, say


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], True),
        (["--background"], True),
        (["--pack", "resources/example"], True),
        (["--help"], False),
        (["-h"], False),
        (["--version"], False),
        (["check", "post.txt"], False),
        (["pack", "lint"], False),
    ],
)
def test_only_the_window_needs_qt(arguments: list[str], opens: bool) -> None:
    assert dev.opens_window(arguments) is opens


@pytest.mark.parametrize("name", dev.COMMANDS)
def test_a_command_gets_the_arguments_after_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[Sequence[str]] = []

    def command(rest: Sequence[str]) -> int:
        got.append(rest)
        return 7

    monkeypatch.setitem(dev.COMMANDS, name, command)
    assert dev.main([name, "--help", "x"]) == 7
    assert got == [["--help", "x"]]


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"dev.py {name}" in told for name in dev.COMMANDS)


def test_an_unknown_command_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    assert "run, test, bench" in capsys.readouterr().err


def test_what_stops_a_command_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(rest: Sequence[str]) -> int:
        raise Stop("pip could not install")

    monkeypatch.setitem(dev.COMMANDS, "run", stop)
    assert dev.main(["run"]) == 2
    assert capsys.readouterr().err == "pip could not install\n"


def test_it_starts_by_its_path_from_any_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(environment.ROOT / "installer" / "dev.py"), "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("The one command of a developer")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Let each step of the test end as this says: a word of its command -> exit code."""
    codes: dict[str, int] = {}

    def call(command: Sequence[object], settings: object = None) -> int:
        words = " ".join(str(word) for word in command)
        return next((code for word, code in codes.items() if word in words), 0)

    monkeypatch.setattr(environment, "prepare", lambda folder, lock: folder / "bin" / "python")
    monkeypatch.setattr(debian, "ensure_qt", lambda: None)
    monkeypatch.setattr(debian, "ensure_test_tools", lambda: ["xvfb"])
    monkeypatch.setattr(dev, "_call", call)
    return codes


def test_every_step_runs_though_an_early_one_failed(
    steps: dict[str, int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    steps["ruff check"] = 1
    assert dev.test([]) == 1
    told = capsys.readouterr().err.splitlines()[-7:]
    assert [line.split()[0] for line in told] == ["ok", "FAILED", "ok", "ok", "ok", "ok", "NOT"]


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_real_tier_that_cannot_run_is_said_and_fails_in_ci(
    steps: dict[str, int],
    ci: str,
    code: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CI", ci)
    assert dev.test([]) == code
    assert "NOT RUN: real tests." in capsys.readouterr().err


def test_with_arguments_only_pytest_runs(steps: dict[str, int]) -> None:
    steps["ruff"] = 1
    steps["pytest -k phone"] = 5
    assert dev.test(["-k", "phone"]) == 5


def test_what_is_said_fits_any_console(capsys: pytest.CaptureFixture[str]) -> None:
    say("caf\u00e9")
    assert capsys.readouterr().err == "caf\\xe9\n"


def test_the_end_of_an_output_is_shown_indented() -> None:
    assert last_lines("a\nb\nc\n", count=2) == "    b\n    c"


def test_the_readme_names_both_commands() -> None:
    readme = (environment.ROOT / "README.md").read_text("utf-8")
    assert "python3 installer/dev.py run" in readme
    assert "python3 installer/dev.py test" in readme
