from __future__ import annotations

import os
import plistlib
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from desktop.managed import (
    MAC_DOMAIN,
    WINDOWS_KEY,
    Managed,
    read_linux,
    read_mac,
    read_managed,
    read_windows,
)

if sys.platform != "win32":

    @pytest.fixture
    def root(tmp_path: Path) -> Path:
        for name in ("managed", "recommended"):
            (tmp_path / name).mkdir()
            (tmp_path / name).chmod(0o755)
        return tmp_path

    def _write(root: Path, name: str, text: str) -> Path:
        path = root / name
        path.write_text(text, "utf-8")
        path.chmod(0o644)
        return path

    def _read(root: Path) -> Managed:
        return read_linux(root, owner=os.getuid())

    def test_nothing_is_managed_where_there_is_no_folder(tmp_path: Path) -> None:
        assert _read(tmp_path / "none") == Managed({}, {})

    def test_files_are_read_in_the_order_of_their_names(root: Path) -> None:
        _write(root, "managed/10.json", '{"theme": "dark", "network": "x"}')
        _write(root, "managed/20.json", '{"theme": "light", "clipboard_watch": false}')
        _write(root, "managed/notes.txt", "left alone")
        _write(root, "recommended/10.json", '\ufeff{"network": "bluesky"}')
        assert _read(root) == Managed(
            {"theme": "light", "network": "x", "clipboard_watch": False}, {"network": "bluesky"}
        )

    def test_every_problem_is_said_with_its_place_and_the_rest_counts(root: Path) -> None:
        broken = _write(root, "managed/1.json", '{\n  "theme": "dark",\n}')
        listed = _write(root, "managed/2.json", "[]")
        mixed = _write(
            root,
            "managed/3.json",
            '{\n"theme": "drak",\n"clipboard_watch": true,\n"netwrk": "x",\n"network": "x"\n}',
        )
        twice = _write(root, "managed/4.json", '{"theme": "dark", "theme": "light"}')
        latin = root / "managed" / "5.json"
        latin.write_bytes(b'{"theme": "\xe4"}')
        latin.chmod(0o644)
        read = _read(root)
        assert read.managed == {"network": "x", "theme": "light"}
        places = [problem.split(" ", 1)[0] for problem in read.problems]
        assert places == [
            f"{broken}:3:1:",
            f"{listed}:1:",
            f"{mixed}:2",
            f"{mixed}:3",
            f"{mixed}:4",
            str(twice),
            f"{latin}:",
        ]
        assert 'did you mean "network"?' in read.problems[4]

    @pytest.mark.parametrize("name", ["managed", "managed/1.json"])
    def test_what_others_can_write_is_left_out_and_said(root: Path, name: str) -> None:
        _write(root, "managed/1.json", '{"theme": "dark"}')
        (root / name).chmod(0o666 if name.endswith("json") else 0o777)
        read = _read(root)
        assert read.managed == {}
        assert read.problems == (f"{root / name}: left out, because others than root may write it",)

    def test_what_does_not_belong_to_root_is_left_out_and_said(root: Path) -> None:
        _write(root, "managed/1.json", '{"theme": "dark"}')
        read = read_linux(root, owner=os.getuid() + 1)
        assert read.managed == {}
        assert "does not belong to root" in read.problems[0]


class Registry:
    """Stands in for `winreg`."""

    HKEY_LOCAL_MACHINE = object()

    def __init__(self, keys: dict[str, dict[str, object]]) -> None:
        self.keys = keys

    def OpenKey(self, root: object, name: str) -> Any:
        assert root is self.HKEY_LOCAL_MACHINE
        if name not in self.keys:
            raise FileNotFoundError
        return Key(self.keys[name])

    def QueryInfoKey(self, key: Key) -> tuple[int, int, int]:
        return 0, len(key.values), 0

    def EnumValue(self, key: Key, index: int) -> tuple[str, object, int]:
        name, value = list(key.values.items())[index]
        return name, value, 1


class Key:
    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.values = {}


def test_the_registry_is_read_with_numbers_for_yes_and_no() -> None:
    registry = Registry(
        {
            WINDOWS_KEY: {"clipboard_watch": 0, "theme": "dark", "remember_answers": 7},
            rf"{WINDOWS_KEY}\Recommended": {"start_in_background": 1, "audiences": ["sales"]},
        }
    )
    read = read_windows(registry)
    assert read.managed == {"clipboard_watch": False, "theme": "dark"}
    assert read.recommended == {"start_in_background": True, "audiences": ("sales",)}
    assert read.problems == (rf"HKLM\{WINDOWS_KEY} remember_answers: should be true or false",)


def test_a_registry_without_our_key_manages_nothing() -> None:
    assert read_windows(Registry({})) == Managed({}, {})


def test_the_profile_of_the_person_wins_over_that_of_the_machine(tmp_path: Path) -> None:
    machine = {"theme": "dark", "network": "x", "Recommended": {"start_in_background": False}}
    (tmp_path / f"{MAC_DOMAIN}.plist").write_bytes(plistlib.dumps(machine))
    (tmp_path / "ada").mkdir()
    person = {"theme": "light", "clipboard_watch": True}
    (tmp_path / "ada" / f"{MAC_DOMAIN}.plist").write_bytes(plistlib.dumps(person))
    read = read_mac(tmp_path, "ada")
    assert read.managed == {"theme": "light", "network": "x"}
    assert read.recommended == {"start_in_background": False}
    assert "clipboard_watch: can only be managed to false" in read.problems[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"nothing of the kind", "is not a property list"), (plistlib.dumps([1]), "not a table")],
)
def test_a_broken_profile_is_said(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / f"{MAC_DOMAIN}.plist").write_bytes(content)
    read = read_mac(tmp_path)
    assert read.managed == {}
    assert words in read.problems[0]


def test_this_system_has_a_reader() -> None:
    assert read_managed is not None
