"""System packages: found missing by use, installed when allowed, otherwise said."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from installer import debian


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('PRETTY_NAME="Debian"\nID=debian\n', True),
        ("ID=ubuntu\nID_LIKE=debian\n", True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
        ("ID=fedora\n", False),
        ("VERSION_ID=debian\n", False),
        ("", False),
    ],
)
def test_relatives_of_debian_are_known(tmp_path: Path, text: str, expected: bool) -> None:
    release = tmp_path / "os-release"
    release.write_text(text, "utf-8")
    assert debian.is_debian(release) is expected


def test_a_system_without_a_release_file_is_not_debian(tmp_path: Path) -> None:
    assert not debian.is_debian(tmp_path / "os-release")


def test_a_library_that_does_not_load_names_its_package() -> None:
    def loads(library: str) -> None:
        if "xcb-cursor" in library:
            raise OSError(library)

    assert debian.missing_libraries(loads) == ["libxcb-cursor0"]


def test_a_tool_that_is_not_found_names_its_package(tmp_path: Path) -> None:
    font = tmp_path / "font.ttf"
    font.touch()
    missing = debian.missing_tools(lambda tool: None if tool == "Xvfb" else tool, font)
    assert missing == ["xvfb"]
    assert debian.missing_tools(lambda tool: tool, tmp_path / "none") == ["fonts-dejavu-core"]


def test_nothing_missing_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert debian.install([], why="for nothing") == []
    assert capsys.readouterr().err == ""


@pytest.fixture
def apt_get(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stand in for apt-get on a Debian; returns what it was asked."""
    asked: list[list[str]] = []

    def answer(arguments: Iterable[str]) -> str:
        asked.append([*arguments])
        return ""

    monkeypatch.setattr(debian, "is_debian", lambda: True)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(debian, "_apt_get", answer)
    return asked


def test_root_gets_what_is_missing(
    apt_get: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    assert debian.install(["xvfb", "xclip"], why="for the tests") == []
    assert apt_get == [
        ["update"],
        ["install", "--yes", "--no-install-recommends", "xvfb", "xclip"],
    ]


def test_others_are_told_the_command(
    apt_get: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert debian.install(["xvfb"], why="for the tests") == ["xvfb"]
    assert apt_get == []
    assert "sudo apt-get install xvfb" in capsys.readouterr().err


def test_a_failed_install_is_said_and_not_fatal(
    apt_get: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(debian, "_apt_get", lambda arguments: "    no route")
    assert debian.install(["xvfb"], why="for the tests") == ["xvfb"]
    assert "apt-get update did not work:\n    no route" in capsys.readouterr().err
