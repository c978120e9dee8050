"""The icon in the tray: what the watch is doing, and the way to everything.

Three states, told apart by shape and not by color alone: a check mark while watching, two bars
while not, a filled bubble when there is something to look at in what was copied. How much there is
stands in the menu, the hint and a notification; words of the text stand in none of them.

Trays are light or dark and do not say which, so the icon has one color that is seen on both.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop.ui.clipboard.watch import ClipboardWatch, WatchState
from desktop.ui.copies import Copies, Window, things
from desktop.ui.theme import pixmap

COLOR = "#2a9486"
_SIZES = (16, 22, 24, 32, 48, 64)

HINTS = {
    WatchState.OFF: "not watching the clipboard",
    WatchState.WATCHING: "watching the clipboard",
    WatchState.PAUSED: "paused",
}
"""What the watch is doing, in a few words; it says itself why it is unavailable."""


class Tray(QObject):
    """The icon, its menu and its notifications."""

    consent_requested = Signal()
    """The person wants the clipboard watched; say first what that means."""
    quit_requested = Signal()

    def __init__(
        self, window: Window, watch: ClipboardWatch, copies: Copies, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._watch = watch
        self._copies = copies
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu()
        self.found = self._action("", copies.open)
        self.check_now = self._action("Check clipboard now", copies.ask)
        self.pause = self._action("", self._on_pause)
        self.open = self._action("Open", copies.open)
        self.menu.addSeparator()
        self.quit = self._action("Quit", self.quit_requested.emit)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(copies.open)
        watch.state_changed.connect(self._refresh)
        copies.changed.connect(self._refresh)
        copies.flagged.connect(self._notify)
        self._refresh()

    @staticmethod
    def is_there() -> bool:
        """Whether this desktop has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        self.icon.show()

    def hide(self) -> None:
        self.icon.hide()

    @property
    def picture(self) -> str:
        """The name of the picture that is shown."""
        if self._copies.count or self._copies.trouble:
            return "tray-found"
        return "tray-watching" if self._watch.state is WatchState.WATCHING else "tray-paused"

    def _action(self, text: str, do: object) -> QAction:
        action = self.menu.addAction(text)
        action.triggered.connect(do)
        return action

    def _refresh(self) -> None:
        """Show what the watch and the last copy are like now."""
        watch, copies = self._watch, self._copies
        icon = QIcon()
        for size in _SIZES:
            icon.addPixmap(pixmap(self.picture, COLOR, size))
        icon.setIsMask(True)  # macOS draws it in the color of its menu bar.
        self.icon.setIcon(icon)
        doing = HINTS.get(watch.state) or watch.reason
        said = things(copies.count) if copies.count else copies.trouble or doing
        self.icon.setToolTip(f"Clearpost: {said}")
        self.found.setText(said)
        self.found.setVisible(bool(copies.count or copies.trouble))
        is_paused = watch.state is WatchState.PAUSED
        is_off = watch.state is WatchState.OFF
        self.pause.setText("Watch the clipboard…" if is_off else "Resume" if is_paused else "Pause")
        self.pause.setEnabled(watch.state is not WatchState.UNAVAILABLE)

    def _on_pause(self) -> None:
        if self._watch.state is WatchState.OFF:
            self.consent_requested.emit()
        elif self._watch.state is WatchState.PAUSED:
            self._watch.resume()
        else:
            self._watch.pause()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # A double click comes as a click first.
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.MiddleClick,
        ):
            self._copies.open()

    def _notify(self, count: int) -> None:
        if not self._window.isActiveWindow():
            self.icon.showMessage("Clearpost", things(count), self.icon.icon())
