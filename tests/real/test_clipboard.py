"""Copies of real programs, seen through the X server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.ui.clipboard import choose_backend
from desktop.ui.clipboard.backend import OWN_MIME, Answer, marked_as_ours
from desktop.ui.clipboard.watch import SETTING, ClipboardWatch
from tests.real.conftest import Others

pytestmark = pytest.mark.real

_PATIENCE_MS = 15_000


class Listener:
    """A watch on the real clipboard, and what it said."""

    def __init__(self, application: QApplication, settings: Settings, qtbot: QtBot) -> None:
        backend = choose_backend(application)
        self.watch = ClipboardWatch(backend, settings)
        self.readings = 0
        """How often the clipboard was read and the answer taken in."""
        self.arrived: list[str] = []
        self.skipped: list[str] = []
        self.watch.arrived.connect(lambda text, _asked: self.arrived.append(text))
        self.watch.skipped.connect(lambda skip, _asked: self.skipped.append(skip))
        self._take = self.watch._take
        self.watch._take = self._count  # type: ignore[method-assign]
        self.watch.start()
        self._qtbot = qtbot

    def _count(self, reading: int, answer: Answer) -> None:
        self._take(reading, answer)
        self.readings += 1

    def hear(self, text: str) -> None:
        """Wait until a text has arrived, the last one so far."""
        self._qtbot.waitUntil(lambda: self.arrived[-1:] == [text], timeout=_PATIENCE_MS)

    def see_skipped(self, reason: str) -> None:
        """Wait until a copy was skipped; one that came to nothing before does not count."""
        self._qtbot.waitUntil(lambda: reason in self.skipped, timeout=_PATIENCE_MS)


@pytest.fixture
def listener(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Listener]:
    settings = Settings(tmp_path / "settings.json")
    settings.set(SETTING, True)
    made = Listener(qapp, settings, qtbot)
    assert made.watch.state == "watching"
    yield made
    made.watch.stop()
    qapp.clipboard().clear()


def test_a_copy_arrives(listener: Listener, others: Others) -> None:
    others.copy("Grüße an Zoë 😀")
    listener.hear("Grüße an Zoë 😀")


def test_copies_one_after_another_arrive_each(listener: Listener, others: Others) -> None:
    for number in range(5):
        others.copy(f"copy {number}")
        listener.hear(f"copy {number}")
    assert listener.arrived == [f"copy {number}" for number in range(5)]


def test_a_burst_of_copies_gives_the_last(listener: Listener, others: Others) -> None:
    others.hold(*({"text/plain": f"copy {number}"} for number in range(30)))
    listener.hear("copy 29")
    assert listener.arrived == ["copy 29"]


def test_a_marked_secret_is_skipped(listener: Listener, others: Others) -> None:
    others.hold({"text/plain": "not to be read", "x-kde-passwordManagerHint": "secret"})
    listener.see_skipped("concealed")
    others.copy("an ordinary copy")
    listener.hear("an ordinary copy")
    assert listener.arrived == ["an ordinary copy"]


def test_a_marked_secret_is_skipped_when_asked_for_too(listener: Listener, others: Others) -> None:
    listener.watch.pause()
    others.hold({"text/plain": "not to be read", "x-kde-passwordManagerHint": "secret"})
    listener.watch.check_now()
    listener.see_skipped("concealed")
    assert listener.arrived == []


def test_twenty_megabytes_are_refused(listener: Listener, others: Others) -> None:
    others.copy("many words " * 2_000_000)
    listener.see_skipped("too large")
    assert listener.arrived == []


def test_half_a_megabyte_arrives(listener: Listener, others: Others) -> None:
    text = "many words " * 45_000
    others.copy(text)
    listener.hear(text)


def test_a_page_without_plain_text_arrives_as_what_it_shows(
    listener: Listener, others: Others
) -> None:
    others.copy("<p>Meet <b>Larch</b> today</p>", target="text/html")
    listener.hear("Meet Larch today")


def test_copied_files_are_skipped(listener: Listener, others: Others) -> None:
    others.hold(
        {
            "text/uri-list": "file:///home/sam/plan.txt\r\n",
            "text/plain": "/home/sam/plan.txt",
            "x-special/gnome-copied-files": "copy\nfile:///home/sam/plan.txt",
        }
    )
    listener.see_skipped("files")
    assert listener.arrived == []


def test_a_list_of_files_alone_is_skipped(listener: Listener, others: Others) -> None:
    others.copy("file:///home/sam/plan.txt\r\n", target="text/uri-list")
    listener.see_skipped("files")
    assert listener.arrived == []


def test_a_picture_is_skipped(listener: Listener, others: Others) -> None:
    others.copy("not really a picture", target="image/png")
    listener.see_skipped("image")
    assert listener.arrived == []


def test_our_own_copy_is_skipped(listener: Listener, others: Others, qapp: QApplication) -> None:
    qapp.clipboard().setMimeData(marked_as_ours("the cleaned text"))
    listener.see_skipped("own")
    assert listener.arrived == []


def test_the_copy_of_another_clearpost_is_skipped(listener: Listener, others: Others) -> None:
    others.hold({"text/plain": "the cleaned text", OWN_MIME: "1"})
    listener.see_skipped("own")
    assert listener.arrived == []


def test_what_is_selected_with_the_mouse_is_not_read(listener: Listener, others: Others) -> None:
    others.copy("only selected", selection="primary")
    others.copy("really copied")
    listener.hear("really copied")
    assert listener.arrived == ["really copied"]


def test_the_same_text_copied_twice_is_told_once(
    listener: Listener, others: Others, qtbot: QtBot
) -> None:
    others.copy("the same")
    listener.hear("the same")
    read = listener.readings
    others.copy("the same")
    qtbot.waitUntil(lambda: listener.readings > read, timeout=_PATIENCE_MS)
    others.copy("another")
    listener.hear("another")
    assert listener.arrived == ["the same", "another"]


def test_a_pause_hears_nothing(listener: Listener, others: Others) -> None:
    listener.watch.pause()
    others.hold({"text/plain": "during the pause"})
    listener.watch.resume()
    others.copy("after it")
    listener.hear("after it")
    assert listener.arrived == ["after it"]
