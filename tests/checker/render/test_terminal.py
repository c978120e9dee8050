"""What a terminal shows and what it must not get to see."""

from __future__ import annotations

import io

import pytest

from checker.render.terminal import cells, columns, visible, wants_color


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "on_terminal", "in_file"),
    [
        ({}, True, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_color_follows_the_stream_and_the_person(
    environ: dict[str, str], on_terminal: bool, in_file: bool
) -> None:
    assert wants_color(Terminal(), environ) is on_terminal
    assert wants_color(io.StringIO(), environ) is in_file


def test_a_closed_stream_is_no_terminal() -> None:
    stream = io.StringIO()
    stream.close()
    assert wants_color(stream, {}) is False


def test_the_width_is_asked_for_and_never_tiny() -> None:
    assert columns(io.StringIO(), {}) == 100
    assert columns(io.StringIO(), {"COLUMNS": "72"}) == 72
    assert columns(io.StringIO(), {"COLUMNS": "3"}) == 40


def test_a_family_of_emoji_stays_one() -> None:
    family = "👩\u200d👧"
    assert visible(family) == family
    assert visible("a\u200db") == "a<U+200D>b"


def test_every_character_has_its_cell() -> None:
    text = "a\t\x1b彼\u0301\u200b\ud800"
    assert len(cells(text)) == len(text)
