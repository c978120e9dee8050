"""Files and streams become drafts, or one clear line says why not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from checker.errors import UnreadableInput, UnsupportedInput
from checker.intake import kind_of, read_file, read_stream


def test_a_text_file_is_one_segment_named_after_it(tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    file.write_bytes("Grüße\r\nfrom here".encode())
    (segment,) = read_file(file).segments
    assert (segment.text, segment.origin, segment.kind) == (
        "Grüße\r\nfrom here",
        "post.txt",
        "body",
    )


def test_an_empty_file_holds_nothing_to_check(tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.touch()
    with pytest.raises(UnreadableInput, match="is empty"):
        read_file(file)


@pytest.mark.parametrize("name", ["a.docx", "A.PDF", "b.png", "c.tar.gz", "d.heic", "e.mp4"])
def test_a_known_kind_is_not_read_as_something_else(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"words")
    with pytest.raises(UnsupportedInput, match="are not supported yet"):
        read_file(file)


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"%PDF-1.7", "PDF documents"),
        (b"PK\x03\x04....", "office documents and ZIP archives"),
        (b"\x89PNG\r\n\x1a\n", "pictures"),
        (b"\xff\xd8\xff\xe0", "pictures"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "pictures"),
        (b"\x00\x00\x00\x20ftypisom", "pictures, sound and video"),
        (b"\x1f\x8b\x08", "archives"),
    ],
)
def test_the_first_bytes_tell_more_than_a_name(beginning: bytes, kind: str) -> None:
    assert kind_of(beginning, "post.txt") == kind
    with pytest.raises(UnsupportedInput):
        read_stream(io.BytesIO(beginning))


@pytest.mark.parametrize("name", ["post.txt", "post.md", "post", ".docx", "notes.csv"])
def test_other_names_are_taken_for_text(name: str) -> None:
    assert kind_of(b"words", name) == ""


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is a folder"):
        read_file(tmp_path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        read_file(tmp_path / "gone.txt")


def test_an_impossible_name_is_said() -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read_file(Path("a\0b"))


def test_what_the_system_refuses_is_said(tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    file.touch()
    with pytest.raises(UnreadableInput, match="cannot be read: "):
        read_file(file / "below.txt")
