"""What of a copy is read and what is left alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from desktop.ui.clipboard.backend import OWN_MIME, SIZE_LIMIT, Copied, Skip, marked_as_ours, weigh


def mime(text: str = "", html: str = "", formats: Mapping[str, bytes] | None = None) -> QMimeData:
    made = QMimeData()
    if text:
        made.setText(text)
    if html:
        made.setHtml(html)
    for name, value in (formats or {}).items():
        made.setData(name, value)
    return made


def test_plain_text_is_read() -> None:
    assert weigh(mime("Call me at 555-0123")) == Copied("Call me at 555-0123")


def test_text_is_kept_out_of_repr() -> None:
    assert "Aurora" not in repr(Copied("Aurora"))


@pytest.mark.parametrize(
    "name",
    [
        "x-kde-passwordManagerHint",
        'application/x-qt-windows-mime;value="Clipboard Viewer Ignore"',
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"',
        "ExcludeClipboardContentFromMonitorProcessing",
    ],
)
@pytest.mark.parametrize("value", [b"secret", b"1", b"something new", b""])
def test_a_marked_secret_is_skipped_whatever_the_mark_says(name: str, value: bytes) -> None:
    assert weigh(mime("hunter2", formats={name: value})) is Skip.CONCEALED


@pytest.mark.parametrize(
    ("value", "answer"),
    [(b"\0\0\0\0", Skip.CONCEALED), (b"", Skip.CONCEALED), (b"\1\0\0\0", Copied("words"))],
)
def test_the_history_mark_conceals_unless_it_says_yes(value: bytes, answer: object) -> None:
    name = 'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"'
    assert weigh(mime("words", formats={name: value})) == answer


def test_what_clearpost_copied_is_skipped() -> None:
    assert weigh(marked_as_ours("the cleaned text")) is Skip.OWN
    assert weigh(mime("words", formats={OWN_MIME: b"1"})) is Skip.OWN


def test_files_are_skipped_though_they_list_themselves_as_text() -> None:
    files = mime("file:///home/sam/plan.txt")
    files.setUrls([QUrl.fromLocalFile("/home/sam/plan.txt")])
    assert weigh(files) is Skip.FILES
    assert weigh(mime("/home/sam/plan.txt", formats={"x-special/gnome-copied-files": b"copy"})) is (
        Skip.FILES
    )


def test_a_copied_link_is_text() -> None:
    link = mime("https://example.com/share")
    link.setUrls([QUrl("https://example.com/share")])
    assert weigh(link) == Copied("https://example.com/share")


def test_a_picture_is_skipped() -> None:
    picture = QMimeData()
    picture.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    assert weigh(picture) is Skip.IMAGE
    assert weigh(mime(html="<img src='cat.png'>", formats={"image/png": b"..."})) is Skip.IMAGE


def test_cells_that_bring_a_picture_along_are_text() -> None:
    assert weigh(mime("12\t13", formats={"image/png": b"..."})) == Copied("12\t13")


def test_a_page_without_plain_text_is_read_as_the_text_it_shows() -> None:
    page = mime(html="<p>Meet <b>Aurora</b>&nbsp;now<img src='a.png'></p><script>x()</script>")
    assert weigh(page) == Copied("Meet Aurora now")


@pytest.mark.parametrize("text", [" ", "\n\t "])
def test_nothing_but_space_is_empty(text: str) -> None:
    assert weigh(mime(text)) is Skip.EMPTY
    assert weigh(QMimeData()) is Skip.EMPTY
    assert weigh(None) is Skip.EMPTY


def test_size_is_counted_in_bytes() -> None:
    assert weigh(mime("a" * SIZE_LIMIT)) == Copied("a" * SIZE_LIMIT)
    assert weigh(mime("a" * (SIZE_LIMIT + 1))) is Skip.TOO_LARGE
    assert weigh(mime("ä" * (SIZE_LIMIT // 2 + 1))) is Skip.TOO_LARGE
    assert weigh(mime(html="<p>" + "a" * SIZE_LIMIT)) is Skip.TOO_LARGE
