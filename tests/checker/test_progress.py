"""The progress bar comes late, tells how far it is and leaves no trace."""

from __future__ import annotations

import io

from checker.progress import Progress


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_quick_work_stays_quiet() -> None:
    stream = io.StringIO()
    with Progress(stream, 3, "files", Clock()) as progress:
        assert list(progress.over("abc", len)) == ["a", "b", "c"]
    assert stream.getvalue() == ""


def test_long_work_is_shown_and_wiped_away() -> None:
    stream, clock = io.StringIO(), Clock()
    with Progress(stream, 4, "files", clock) as progress:
        clock.now = 1.0
        progress.add()
        assert "25% of 4 files" in stream.getvalue()
        progress.add()
        assert "50%" not in stream.getvalue()
        clock.now = 2.0
        progress.add()
        assert "[#####################.......]  75%" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_an_unknown_total_is_counted() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = Progress(stream, 0, "bytes", clock)
    clock.now = 1.0
    progress.add(12_345)
    assert "12,345 bytes" in stream.getvalue()


def test_without_a_stream_nothing_is_drawn() -> None:
    with Progress(None, 1, "files") as progress:
        progress.add()
