from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from desktop import VERSION
from desktop.__main__ import main, no_screen
from desktop.children import child_environment

ROOT = Path(__file__).parent.parent.parent


def _run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=child_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_version_is_that_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"clearpost {VERSION}\n"


def test_the_version_needs_next_to_nothing() -> None:
    done = _run(
        "import sys; from desktop.__main__ import main; main(['--version']); "
        "print({n.partition('.')[0] for n in sys.modules} "
        "& {'PySide6', 'argparse', 'checker', 'json', 're', 'resources', 'typing'})"
    )
    assert done.stdout.splitlines() == [f"clearpost {VERSION}", "set()"]


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_a_full_disk_is_said_in_one_line(argument: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "desktop", argument],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    told = b"clearpost: the result cannot be written: No space left on device\n"
    assert (done.returncode, done.stderr) == (2, told)


@pytest.mark.parametrize("argument", ["--help", "-h", "help"])
def test_the_help_covers_every_command(argument: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([argument]) == 0
    shown = capsys.readouterr().out
    for name in (
        "check",
        "fix",
        "audit",
        "guide",
        "enroll",
        "update",
        "status",
        "self-test",
        "pack",
    ):
        assert f"\n  {name}" in shown
    now, later = shown.split("Not part of this version yet:")
    assert "pack build DIR --out FILE" in now
    assert "build" not in later
    assert "at or above --fail-on" in shown
    assert max(map(len, shown.splitlines())) <= 100


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek", "x"], 'there is no command "chek"; did you mean "check"?'),
        (["zzz"], 'there is no command "zzz" (see clearpost --help)'),
        (["--bakground"], 'there is no option "--bakground"; did you mean "--background"?'),
        (["--pack"], "--pack needs a folder or a ZIP file"),
        (["--pack="], "--pack needs a folder or a ZIP file"),
        (
            ["--pack", "x", "check", "t.txt"],
            'put "check" first and --pack or other options after it',
        ),
        (["t.txt", "check"], 'there is no command "t.txt"'),
        (["--child", "zzz"], 'there is no child process "zzz"'),
        (["--child"], 'there is no child process ""'),
        (["enroll", "x"], "enroll connects this device"),
        (["update"], "not part of this version yet"),
        (["status", "--json"], "not part of this version yet"),
        (["self-test"], "not part of this version yet"),
        (["audit", "x"], "not part of this version yet"),
        (["guide"], "not part of this version yet"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("clearpost: ")
    assert words in captured.err
    assert captured.err.count("\n") == 1


def test_a_command_loads_no_qt(tmp_path: Path) -> None:
    post = tmp_path / "post.txt"
    post.write_text("Write to jo.doe@mail.org today")
    done = _run(
        "import sys; from desktop.__main__ import main; code = main(sys.argv[1:]); "
        "assert not [n for n in sys.modules if n.startswith('PySide6')]; sys.exit(code)",
        "check",
        "--live",
        str(post),
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "email" in done.stdout


@pytest.mark.parametrize(
    ("environ", "platform", "words"),
    [
        ({}, "linux", "there is no screen here"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", ""),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", ""),
        ({}, "win32", ""),
        ({}, "darwin", ""),
    ],
)
def test_a_missing_screen_is_said(environ: dict[str, str], platform: str, words: str) -> None:
    said = no_screen(environ, platform)
    assert words in said
    assert bool(said) == bool(words)


def test_a_missing_library_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr("ctypes.CDLL", refuse)
    said = no_screen({"DISPLAY": ":0"}, "linux")
    assert "libxcb-cursor.so.0" in said
    assert "sudo apt install" in said


def test_qt_without_its_libraries_is_said_with_what_to_install() -> None:
    done = _run(
        "import sys, os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "class Missing:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.startswith('PySide6'):\n"
        "            raise ImportError('libEGL.so.1: cannot open shared object file', name=name)\n"
        "sys.meta_path.insert(0, Missing())\n"
        "from desktop.__main__ import main; sys.exit(main([]))"
    )
    assert done.returncode == 2
    assert "libEGL.so.1" in done.stderr
    assert "sudo apt install" in done.stderr
    assert "Traceback" not in done.stderr
