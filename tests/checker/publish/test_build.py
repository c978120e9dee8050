"""A pack as one file: whole, the same every time, and read back as what it was."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.engine import Engine
from checker.errors import PackError
from checker.model import Draft
from checker.pack.load import load_pack
from checker.pack.parts import INDEX, read_parts
from checker.pack.source import open_source
from checker.publish.build import build
from resources import BUILTIN_PACK
from tests.support.packs import write_pack

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack")


def test_the_file_checks_as_the_folder_does(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "small.zip"
    assert build(folder, out, builtin=BUILTIN_PACK) == 5
    draft = Draft.of("Project Larch has badge 1234")
    here, there = (Engine(load_pack(path)).check(draft, as_of=NOW) for path in (folder, out))
    assert here == there
    assert len(here.findings) == 2


def test_the_index_is_inside_uncompressed_and_taken(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "small.zip"
    build(folder, out, builtin=BUILTIN_PACK)
    with zipfile.ZipFile(out) as archive:
        assert archive.getinfo(INDEX).compress_type == zipfile.ZIP_STORED
        assert archive.getinfo("pack.toml").compress_type == zipfile.ZIP_DEFLATED
    parts = read_parts(open_source(out), [])
    assert parts.table is not None
    assert len(parts.table) == 2


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    build(folder, first, builtin=BUILTIN_PACK)
    build(folder, second, builtin=BUILTIN_PACK)
    assert first.read_bytes() == second.read_bytes()


def test_a_built_pack_builds_again_from_its_files(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    build(folder, out, builtin=BUILTIN_PACK)
    with zipfile.ZipFile(out) as archive:
        archive.extractall(tmp_path / "again")
    second = tmp_path / "b.zip"
    build(tmp_path / "again", second, builtin=BUILTIN_PACK)
    assert out.read_bytes() == second.read_bytes()


def test_a_pack_without_terms_has_no_index(folder: Path, tmp_path: Path) -> None:
    (folder / "terms" / "names.csv").unlink()
    out = tmp_path / "small.zip"
    build(folder, out, builtin=BUILTIN_PACK)
    with zipfile.ZipFile(out) as archive:
        assert INDEX not in archive.namelist()


def test_a_rule_may_leave_its_words_to_the_built_in_pack(folder: Path, tmp_path: Path) -> None:
    (folder / "pack.toml").write_text('id = "x"\nversion = "1"\nextends = "builtin"\n')
    short = 'id = "personal.badge"\ntype = "phone"\npatterns = ["badge [0-9]{4}"]\n'
    (folder / "rules" / "personal.badge.toml").write_text(short)
    (folder / "policy.toml").unlink()
    (folder / "terms" / "names.csv").unlink()
    out = tmp_path / "x.zip"
    build(folder, out, builtin=BUILTIN_PACK)
    badge = load_pack(out, builtin=BUILTIN_PACK).rules["personal.badge"]
    assert badge.message == "This looks like someone's phone number."


def test_nothing_is_left_half_written(folder: Path, tmp_path: Path) -> None:
    (folder / "terms" / "names.csv").write_text("id,trem\n", encoding="utf-8")
    with pytest.raises(PackError):
        build(folder, tmp_path / "small.zip", builtin=BUILTIN_PACK)
    (tmp_path / "taken").mkdir()
    (folder / "terms" / "names.csv").unlink()
    with pytest.raises(OSError):
        build(folder, tmp_path / "taken", builtin=BUILTIN_PACK)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pack", "taken"]
