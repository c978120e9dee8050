"""The app as a person starts it, with eyes on it; run by `window.py` in a process of its own.

    python -m tests.bench.window_probe STARTED start|stay [ARGUMENT ...]

STARTED is the monotonic clock when the process was asked for, the arguments are those of
`clearpost`. The whole of `desktop.app` runs as it is: only `open` is added to, so that what
happens afterwards can be timed. One JSON object is printed at the end.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

_STARTED = float(sys.argv[1]) if __name__ == "__main__" else 0.0
_SETTLE_MS = 15_000
_IDLE_SECONDS = 20
_KEYS = 300
_WARM_UP = 20
_BETWEEN_KEYS_MS = 30
_DRAFT = 3_000
_SENTENCES = (
    "We spent the week with a team that cares, and it shows in every small thing. ",
    "Write to anna.berg@aldermere.test or call +1 415 555 2671 before Friday. ",
    "Thank you to all who came by and asked the good questions. ",
    "The VitalMesh routing came up more than once. ",
)
_TYPED = "Project Aurora"


def main() -> int:
    """Start the app with eyes on it."""
    from desktop import app
    from desktop.__main__ import main as clearpost

    stays = sys.argv[2] == "stay"

    class Watched(app.App):
        """The app, timed from the moment its window opens."""

        def open(self, *, background: bool = False) -> None:
            probe = Probe(self, stays=stays)
            super().open(background=background)
            probe.begin()

    app.App = Watched  # type: ignore[misc]
    return clearpost(sys.argv[3:])


class Probe:
    """What is measured, one thing after the other."""

    def __init__(self, app: object, *, stays: bool) -> None:
        self._app = app
        self._stays = stays
        self._figures: dict[str, object] = {}
        self._times: list[float] = []
        self._pressed = 0.0
        self._next: Callable[[], None] = self._done

    def begin(self) -> None:
        """Wait for the first picture of the window and for the first loaded list."""
        window, checks = self._app.window, self._app.checks  # type: ignore[attr-defined]
        checks.loaded.connect(self._loaded)
        self._on_painted(window, self._shown)

    def _on_painted(self, widget: object, then: Callable[[], None]) -> None:
        """Call when `widget` was painted and what was painted is on its way to the screen."""
        from PySide6.QtCore import QEvent, QObject, QTimer

        class Eye(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    QTimer.singleShot(0, then)
                return False

        self._eye = Eye()
        widget.installEventFilter(self._eye)  # type: ignore[attr-defined]

    def _shown(self) -> None:
        if "window_s" in self._figures:
            return
        self._figures["window_s"] = round(time.monotonic() - _STARTED, 3)
        self._app.window.removeEventFilter(self._eye)  # type: ignore[attr-defined]
        self._go_on()

    def _loaded(self, _state: object) -> None:
        if "ready_to_check_s" not in self._figures:
            self._figures["ready_to_check_s"] = round(time.monotonic() - _STARTED, 3)
            self._go_on()

    def _go_on(self) -> None:
        """When the window is shown and the list is loaded: end, or stay and look on."""
        if {"window_s", "ready_to_check_s"} <= self._figures.keys():
            from PySide6.QtCore import QTimer

            QTimer.singleShot(_SETTLE_MS if self._stays else 0, self._settled)

    def _settled(self) -> None:
        if not self._stays:
            self._done()
            return
        self._figures["memory_mb"] = memory()
        self._figures["modules"] = len(sys.modules)
        self._cpu, self._since = time.process_time(), time.perf_counter()
        from PySide6.QtCore import QTimer

        QTimer.singleShot(_IDLE_SECONDS * 1000, self._idled)

    def _idled(self) -> None:
        spent = time.process_time() - self._cpu
        share = spent / (time.perf_counter() - self._since)
        self._figures["idle_cpu_percent"] = round(share * 100, 3)
        self._write_draft()

    # Keys

    def _write_draft(self) -> None:
        """A draft of 3,000 characters, the cursor in the middle of it."""
        text = ""
        while len(text) < _DRAFT:
            text += "".join(_SENTENCES) + "\n\n"
        middle = text.index("\n\n", _DRAFT // 2)
        text = text[:middle] + " " + _TYPED[:-1] + text[middle:_DRAFT]
        self._middle = middle + len(_TYPED)
        window = self._app.window  # type: ignore[attr-defined]
        window.open_text(text)
        self._wait_for_check(self._ready_to_type)

    def _wait_for_check(self, then: Callable[[], None]) -> None:
        from PySide6.QtCore import QTimer

        session = self._app.session  # type: ignore[attr-defined]
        QTimer.singleShot(50, then if session.is_checked else lambda: self._wait_for_check(then))

    def _ready_to_type(self) -> None:
        window = self._app.window  # type: ignore[attr-defined]
        cursor = window.desk.editor.textCursor()
        cursor.setPosition(self._middle)
        window.desk.editor.setTextCursor(cursor)
        self._on_painted(window.desk.editor.viewport(), self._painted)
        self._app.checks.reported.connect(self._reported)  # type: ignore[attr-defined]
        self._type()

    def _type(self) -> None:
        """Type the last letter of a term, so that an underline comes."""
        session = self._app.session  # type: ignore[attr-defined]
        self._before = len(session.visible_findings)
        self._pressed = time.perf_counter()
        self._press("Key_A", _TYPED[-1])

    def _painted(self) -> None:
        """The editor was painted; it counts when the underline of this key has come."""
        session = self._app.session  # type: ignore[attr-defined]
        if self._pressed and session.is_checked:
            assert len(session.visible_findings) == self._before + 1
            self._times.append(time.perf_counter() - self._pressed)
            self._pressed = 0.0
            # The underline goes at once, with the letter; nobody waits for the report on that.
            self._press("Key_Backspace", "")

    def _reported(self, _revision: int, _report: object) -> None:
        from PySide6.QtCore import QTimer

        session = self._app.session  # type: ignore[attr-defined]
        if not self._pressed and session.is_checked:
            is_done = len(self._times) == _KEYS + _WARM_UP
            QTimer.singleShot(_BETWEEN_KEYS_MS, self._typed if is_done else self._type)

    def _press(self, key: str, letter: str) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        plain = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key[key], plain, letter)
        QCoreApplication.sendEvent(self._app.window.desk.editor, event)  # type: ignore[attr-defined]

    def _typed(self) -> None:
        ordered = sorted(self._times[_WARM_UP:])
        session = self._app.session  # type: ignore[attr-defined]
        settings = self._app.settings  # type: ignore[attr-defined]
        self._figures["key_to_underline_ms"] = {
            "p50": round(ordered[len(ordered) // 2] * 1000, 1),
            "p99": round(ordered[int(len(ordered) * 0.99)] * 1000, 1),
            "of_it_waiting": settings["live_check_delay_ms"],
            "keys": len(ordered),
            "findings": len(session.visible_findings),
            "characters": len(session.text),
        }
        self._figures["memory_after_typing_mb"] = memory()
        self._done()

    def _done(self) -> None:
        from PySide6.QtWidgets import QApplication

        session = self._app.session  # type: ignore[attr-defined]
        session.mark_copied()
        print(json.dumps(self._figures), flush=True)
        QApplication.exit(0)


def memory() -> dict[str, float]:
    """Megabytes of this process, without its children: all of them, and our share."""
    sizes: dict[str, float] = {}
    rollup = Path("/proc/self/smaps_rollup")
    if rollup.exists():
        for line in rollup.read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in ("Rss", "Pss", "Private_Dirty"):
                sizes[name.lower()] = round(int(rest.split()[0]) / 1024, 1)
    else:
        import psutil

        sizes["rss"] = round(psutil.Process().memory_info().rss / 2**20, 1)
    return sizes


if __name__ == "__main__":
    sys.exit(main())
