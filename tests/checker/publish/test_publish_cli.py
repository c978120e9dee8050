"""`clearpost pack`."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.console import Console
from checker.publish import cli
from tests.support.packs import RULE, write_pack

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def pack(*argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    console = Console(io.BytesIO(), out, err, {})
    code = cli.run(argv, console, now=NOW, clock=lambda: 0.0)
    return code, out.getvalue(), err.getvalue()


def test_a_pack_that_is_right_gives_zero(tmp_path: Path) -> None:
    code, out, err = pack("lint", str(write_pack(tmp_path)))
    assert (code, err) == (0, "")
    assert out == "small 1: 1 rule, 2 terms, 5 samples, no mistake.\n"


def test_quick_leaves_out_the_timing(tmp_path: Path) -> None:
    def clock() -> float:
        raise AssertionError("nobody asks for the time")

    console = Console(io.BytesIO(), io.StringIO(), io.StringIO(), {})
    argv = ["lint", "--quick", str(write_pack(tmp_path))]
    assert cli.run(argv, console, now=NOW, clock=clock) == 0


def test_mistakes_give_one_and_all_their_places(tmp_path: Path) -> None:
    wrong = RULE.replace("⟦badge 1234⟧", "⟦badge⟧").replace("My badge is", "My badge 1111 is")
    code, out, err = pack("lint", str(write_pack(tmp_path, **{"rules/personal.badge.toml": wrong})))
    assert code == 1
    places = [line.split(": ")[0] for line in out.splitlines()]
    assert places == ["rules/personal.badge.toml:10 flags", "rules/personal.badge.toml:11 allows"]
    assert err == "clearpost: 2 mistakes\n"


def test_a_pack_that_does_not_load_gives_one_and_every_mistake(tmp_path: Path) -> None:
    files = {"rules/a.toml": 'id = "x"', "rules/b.toml": "="}
    code, out, _ = pack("lint", str(write_pack(tmp_path, **files)))
    assert code == 1
    assert "rules/a.toml:1 id: " in out
    assert "rules/b.toml:1 " in out


def test_build_writes_the_file(tmp_path: Path) -> None:
    out_file = tmp_path / "small.zip"
    code, out, err = pack("build", str(write_pack(tmp_path / "pack")), "--out", str(out_file))
    assert (code, err) == (0, "")
    assert out == f"{out_file}: 5 files, {out_file.stat().st_size:,} bytes\n"


def test_build_refuses_what_lint_refuses(tmp_path: Path) -> None:
    wrong = RULE.replace("⟦badge 1234⟧", "⟦badge⟧")
    folder = write_pack(tmp_path / "pack", **{"rules/personal.badge.toml": wrong})
    code, _, err = pack("build", str(folder), "--out", str(tmp_path / "small.zip"))
    assert (code, err) == (1, "clearpost: 1 mistake; no file was written\n")
    assert not (tmp_path / "small.zip").exists()


@pytest.mark.parametrize(
    ("argv", "hint"),
    [
        ([], "COMMAND"),
        (
            ["bulid"],
            'there is no command "pack bulid", did you mean "build"? (see clearpost pack --help)',
        ),
        (["lint", "no-such-pack"], "no-such-pack: there is no such file; a pack is a folder"),
        (["lint", "{file}"], "{file}: is no pack, which is a folder or a ZIP file"),
        (["lint", "--quik"], 'there is no option "--quik", did you mean "--quick"?'),
        (["lint", "--quik"], "usage: clearpost pack lint "),
        (["build", "{pack}"], "--out"),
        (["build", "{pack}", "--out", "{pack}/small.zip"], "lies in the folder of the pack"),
        (["build", "{pack}", "--out", "/no/such/folder/x.zip"], "cannot be written"),
    ],
)
def test_wrong_usage_gives_two_and_says_what_is_wrong(
    tmp_path: Path, argv: list[str], hint: str
) -> None:
    folder = write_pack(tmp_path / "pack")
    file = tmp_path / "notes.txt"
    file.write_text("words", encoding="utf-8")
    names = {"{pack}": str(folder), "{file}": str(file)}
    for short, name in names.items():
        argv = [word.replace(short, name) for word in argv]
        hint = hint.replace(short, name)
    code, out, err = pack(*argv)
    assert (code, out) == (2, "")
    assert hint in err


def test_build_takes_a_folder(tmp_path: Path) -> None:
    out = tmp_path / "small.zip"
    pack("build", str(write_pack(tmp_path / "pack")), "--out", str(out))
    code, _, err = pack("build", str(out), "--out", str(tmp_path / "b.zip"))
    assert code == 2
    assert "is not a folder" in err


def test_a_zip_is_linted_too(tmp_path: Path) -> None:
    out = tmp_path / "small.zip"
    pack("build", str(write_pack(tmp_path / "pack")), "--out", str(out))
    assert pack("lint", str(out))[0] == 0


@pytest.mark.parametrize("command", cli.LATER)
def test_what_is_not_there_yet_is_said(command: str) -> None:
    expected = f"clearpost: pack {command} is not part of this version yet\n"
    assert pack(command, "x") == (2, "", expected)


def test_every_command_and_option_is_in_the_help() -> None:
    _, out, _ = pack("--help")
    assert [name for name in ("lint", "build", *cli.LATER) if name not in out] == []
    assert "DIR|ZIP" in pack("lint", "--help")[1]
    assert "--out FILE" in pack("build", "--help")[1]
