"""The icon in the tray: its shapes, its menu, and the words it never says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop.ui.clipboard.backend import Copied, Skip
from desktop.ui.clipboard.watch import SETTING
from desktop.ui.theme import contrast
from desktop.ui.tray import COLOR, Tray
from tests.support.copies import Desktop

_SECRET = "Project Aurora"


@pytest.fixture
def desktop(qapp: object, tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


@pytest.fixture
def tray(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Tray:
    return Tray(desktop.window, desktop.watch, desktop.copies)


def shape(tray: Tray) -> bytes:
    """The icon as black and white."""
    image = tray.icon.icon().pixmap(22, 22).toImage()
    image.convertTo(QImage.Format.Format_Alpha8)
    return bytes(image.constBits())


def flag(desktop: Desktop) -> None:
    desktop.watch.arrived.emit(_SECRET, False)
    desktop.checks.report("error", "warning")


def test_each_state_has_a_shape_of_its_own(tray: Tray, desktop: Desktop) -> None:
    watching = shape(tray)
    flag(desktop)
    found = shape(tray)
    desktop.watch.pause()
    paused = shape(tray)
    assert len({watching, found, paused}) == 3


def test_the_color_is_seen_on_light_and_dark_trays() -> None:
    assert contrast(COLOR, "#ffffff") >= 3
    assert contrast(COLOR, "#202020") >= 3
    assert QColor(COLOR).isValid()


def test_the_hint_says_what_it_is_doing(tray: Tray, desktop: Desktop) -> None:
    assert tray.icon.toolTip() == "Clearpost: watching the clipboard"
    desktop.watch.pause()
    assert tray.icon.toolTip() == "Clearpost: paused"
    desktop.settings.set(SETTING, False)
    assert tray.icon.toolTip() == "Clearpost: not watching the clipboard"


def test_the_hint_says_why_it_cannot_watch(qapp: object, tmp_path: Path) -> None:
    desktop = Desktop(tmp_path, can_watch=False)
    tray = Tray(desktop.window, desktop.watch, desktop.copies)
    assert tray.icon.toolTip() == f"Clearpost: {desktop.backend.limits}"
    assert tray.picture == "tray-paused"
    assert not tray.pause.isEnabled()


def test_what_was_found_is_a_number_and_never_a_word(
    tray: Tray, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[object, ...]] = []
    monkeypatch.setattr(tray.icon, "showMessage", lambda *message: shown.append(message))
    flag(desktop)
    said = "2 things to look at before you post"
    assert [message[:2] for message in shown] == [("Clearpost", said)]
    assert (tray.icon.toolTip(), tray.found.text()) == (f"Clearpost: {said}", said)
    everything = [tray.icon.toolTip(), *(action.text() for action in tray.menu.actions())]
    assert not any(_SECRET in text for text in everything)


def test_no_notification_covers_the_window_that_is_being_used(
    tray: Tray, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(tray.icon, "showMessage", lambda *message: shown.append(message))
    desktop.window.bring_to_front()
    flag(desktop)
    assert shown == []


def test_a_copy_that_was_missed_shows(tray: Tray, desktop: Desktop) -> None:
    desktop.watch.skipped.emit(Skip.TIMED_OUT.value, False)
    assert tray.picture == "tray-found"
    assert "did not answer" in tray.icon.toolTip()


def test_the_menu_has_what_it_should(tray: Tray, desktop: Desktop) -> None:
    def visible() -> list[str]:
        return [action.text() for action in tray.menu.actions() if action.isVisible()]

    assert visible() == ["Check clipboard now", "Pause", "Open", "", "Quit"]
    flag(desktop)
    assert visible()[0] == "2 things to look at before you post"


def test_pause_turns_into_resume(tray: Tray, desktop: Desktop) -> None:
    tray.pause.trigger()
    assert (desktop.watch.state, tray.pause.text()) == ("paused", "Resume")
    tray.pause.trigger()
    assert (desktop.watch.state, tray.pause.text()) == ("watching", "Pause")


def test_before_anybody_agreed_the_menu_asks(tray: Tray, desktop: Desktop, qtbot: QtBot) -> None:
    desktop.settings.set(SETTING, False)
    assert tray.pause.text() == "Watch the clipboard…"
    with qtbot.waitSignal(tray.consent_requested):
        tray.pause.trigger()
    assert desktop.watch.state == "off"


def test_check_now_reads_the_clipboard(tray: Tray, desktop: Desktop) -> None:
    desktop.backend.holds = Copied("as asked")
    tray.check_now.trigger()
    assert desktop.window.desk.opened == ["as asked"]


@pytest.mark.parametrize(
    "reason",
    [QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.MiddleClick],
)
def test_a_click_opens_the_copied_text(
    tray: Tray, desktop: Desktop, reason: QSystemTrayIcon.ActivationReason
) -> None:
    flag(desktop)
    tray.icon.activated.emit(reason)
    assert desktop.window.desk.opened == [_SECRET]
    assert tray.picture == "tray-watching"


def test_the_menu_click_itself_opens_nothing(tray: Tray, desktop: Desktop) -> None:
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert not desktop.window.is_visible


def test_open_and_the_notification_lead_to_the_window(tray: Tray, desktop: Desktop) -> None:
    tray.open.trigger()
    assert desktop.window.is_visible
    flag(desktop)
    tray.icon.messageClicked.emit()
    assert desktop.window.desk.opened[-1] == _SECRET


def test_quit_is_handed_on(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.quit_requested):
        tray.quit.trigger()
