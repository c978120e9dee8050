"""The process that keeps our copy; the clipboard itself is the real tier's."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.ui.clipboard import keeper
from desktop.ui.clipboard.backend import marked_as_ours

_ANSWERS = (
    "import sys; from checker.wire import pack_frame, read_frame; "
    "given = read_frame(sys.stdin.buffer); "
    "sys.stdout.buffer.write(pack_frame({'ready': given == {'text': 'words'}}))"
)


@pytest.fixture
def ours(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    qapp.clipboard().setMimeData(marked_as_ours("words"))
    monkeypatch.setattr(keeper, "_own_text", lambda: "words")


@pytest.mark.usefixtures("ours")
def test_the_copy_goes_to_a_process_that_says_when_it_has_it() -> None:
    assert keeper.hand_over([sys.executable, "-c", _ANSWERS])


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize(
    "code", ["pass", "print('noise')", "import sys; sys.stdin.buffer.read(); sys.exit(1)"]
)
def test_a_process_that_does_not_take_it_is_not_taken_for_one_that_did(code: str) -> None:
    assert not keeper.hand_over([sys.executable, "-c", code])


@pytest.mark.usefixtures("ours")
def test_a_program_that_is_not_there_is_no_crash(tmp_path) -> None:
    assert not keeper.hand_over([str(tmp_path / "none")])


def test_it_is_needed_on_x11_alone(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "_own_text", lambda: "words")
    assert not keeper.is_needed()
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    assert keeper.is_needed()
    monkeypatch.setattr(keeper, "_own_text", lambda: "")
    assert not keeper.is_needed()
