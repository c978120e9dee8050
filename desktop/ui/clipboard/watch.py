"""When the clipboard is read: after the person agreed, or when they ask.

Agreeing is the person's alone. IT can forbid the watch (a managed `false`) and nobody else can
switch it on: a `true` from a pack or a recommendation counts as no answer.

Every copy waits 150 ms for the next one, so that a burst costs one reading. An answer is dropped
when something else was copied since, and a text that is still the same is told once. To know the
same text again its keyed hash is kept, in memory, under a key of this run; the text is not.
"""

from __future__ import annotations

import os
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.settings import Settings
from desktop.ui.clipboard.backend import Answer, ClipboardBackend, Skip

DEBOUNCE_MS = 150
SETTING = "clipboard_watch"

FORBIDDEN = "Your organization has switched the clipboard watch off for this computer."


class WatchState(StrEnum):
    """What the watch is doing."""

    OFF = "off"
    """Nobody agreed to it."""
    WATCHING = "watching"
    PAUSED = "paused"
    UNAVAILABLE = "unavailable"
    """It cannot watch here; `ClipboardWatch.reason` says why."""


class ClipboardWatch(QObject):
    """Reads copies through a backend and tells of their text."""

    arrived = Signal(str, bool)
    """A copied text, and whether the person had asked for it."""
    skipped = Signal(str, bool)
    """The value of a `Skip`, and whether the person had asked."""
    state_changed = Signal(str)
    """The value of a `WatchState`."""

    def __init__(
        self, backend: ClipboardBackend, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.backend = backend
        self.state = WatchState.OFF
        self.reason = ""
        self._settings = settings
        self._is_started = False
        self._is_paused = False
        self._is_listening = False
        self._is_asked = False
        self._reading = 0
        self._key = os.urandom(32)
        self._last = b""
        self._debounce = QTimer(self)
        self._debounce.setSingleShot(True)
        self._debounce.setInterval(DEBOUNCE_MS)
        self._debounce.timeout.connect(self._read)
        settings.listen(self._on_setting)

    def start(self) -> None:
        """Watch from now on, as far as that is agreed and allowed."""
        self._is_started = True
        self._follow()

    def stop(self) -> None:
        """Stop for good; readings under way are ended."""
        self._is_started = False
        self._follow()
        self._let_go()

    def pause(self) -> None:
        """Stop until the person resumes it."""
        self._is_paused = True
        self._follow()

    def resume(self) -> None:
        self._is_paused = False
        self._follow()

    def check_now(self) -> None:
        """Read the clipboard once because the person asked; this needs no watch."""
        self._debounce.stop()
        self._is_asked = True
        self._read()

    def _on_setting(self, key: str) -> None:
        if key == SETTING:
            self._follow()

    def _follow(self) -> None:
        """Do what settings and the person want now, and say what that is."""
        state, reason = self._wanted()
        # Where copies are seen only in front, that is still listened to.
        listens = state is WatchState.WATCHING or (
            state is WatchState.UNAVAILABLE and reason != FORBIDDEN
        )
        if listens and not self._is_listening:
            self.backend.start(self._on_change)
        elif self._is_listening and not listens:
            self._let_go()
        self._is_listening = listens
        if (state, reason) != (self.state, self.reason):
            self.state, self.reason = state, reason
            self.state_changed.emit(state.value)

    def _wanted(self) -> tuple[WatchState, str]:
        agreed = self._settings.resolve(SETTING)
        if agreed.source == "managed" and not agreed.value:
            return WatchState.UNAVAILABLE, FORBIDDEN
        if not self._is_started or agreed.source != "person" or not agreed.value:
            return WatchState.OFF, ""
        if self._is_paused:
            return WatchState.PAUSED, ""
        if not self.backend.can_watch:
            return WatchState.UNAVAILABLE, self.backend.limits
        return WatchState.WATCHING, ""

    def _on_change(self) -> None:
        # What is being read is no longer what lies there.
        self._reading += 1
        self._debounce.start()

    def _read(self) -> None:
        self._reading += 1
        reading = self._reading
        self.backend.read(lambda answer: self._take(reading, answer))

    def _take(self, reading: int, answer: Answer) -> None:
        if reading != self._reading:
            return
        is_asked, self._is_asked = self._is_asked, False
        if isinstance(answer, Skip):
            self._last = b""
            self.skipped.emit(answer.value, is_asked)
            return
        from hashlib import blake2b  # OpenSSL comes along: 4 MB for those who watch, not for all

        text = answer.text.encode("utf-8", "surrogatepass")
        digest = blake2b(text, key=self._key).digest()
        if is_asked or digest != self._last:
            self._last = digest
            self.arrived.emit(answer.text, is_asked)

    def _let_go(self) -> None:
        """End readings that are under way and forget the last copy."""
        self.backend.stop()
        self._debounce.stop()
        self._reading += 1
        self._is_asked = False
        self._last = b""
