"""Bytes become text, or the first wrong one is named."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UnreadableInput
from checker.intake.text import MAX_BYTES, read

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


def text_of(data: bytes) -> str:
    (segment,) = read(data).segments
    return segment.text


@given(ANY_TEXT)
def test_utf_8_is_carried_character_by_character(text: str) -> None:
    assert text_of(codecs.BOM_UTF8 + text.encode()) == text


@given(ANY_TEXT)
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_what_says_its_encoding_is_read(mark: bytes, encoding: str, text: str) -> None:
    assert text_of(mark + text.encode(encoding)) == text


def test_nul_is_no_text() -> None:
    with pytest.raises(UnreadableInput, match="NUL byte in line 2"):
        read(b"a\n\0b")


def test_a_wrong_byte_is_named_with_its_line() -> None:
    with pytest.raises(UnreadableInput, match=r"byte 0xE9 in line 2 \(byte 8 of the file\)"):
        read(b"line\ncaf\xe9\n".replace(b"caf", b"ca"))


@pytest.mark.parametrize("text", ["plain words", "caf\u00e9 \u2019"])
def test_utf_16_that_does_not_say_so_is_refused_with_a_way_out(text: str) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        with pytest.raises(UnreadableInput, match="if it is UTF-16, save it as UTF-8"):
            read(text.encode(encoding))


def test_wrong_bytes_among_nul_look_like_a_program() -> None:
    with pytest.raises(UnreadableInput, match="binary"):
        read(b"\x7fELF\x02\x01\x01\0\0\0\xff\xfe")


def test_broken_utf_16_is_said() -> None:
    with pytest.raises(UnreadableInput, match="not valid UTF-16 at byte 5"):
        read(codecs.BOM_UTF16_LE + "a".encode("utf-16-le") + b"x")


def test_the_cap_is_said() -> None:
    assert len(text_of(b"x" * MAX_BYTES)) == MAX_BYTES
    with pytest.raises(UnreadableInput, match="larger than 10 MB"):
        read(b"x" * (MAX_BYTES + 1))
