"""The clipboard of X11: told of every copy, read by a process of its own.

The window process listens only to `QClipboard.dataChanged`, which the X server sends. Asking for
formats or text would be a question to the program that copied, and a hung one would freeze the
window for up to 20 seconds; that is left to `x11_reader`. What is selected with the mouse
(PRIMARY) is nobody's business and not listened to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QClipboard

from checker.errors import ServiceError
from checker.wire import take_frame
from desktop.ui.clipboard.backend import Answer, Skip
from desktop.ui.clipboard.focus_only import IN_FRONT
from desktop.ui.clipboard.x11_reader import as_answer
from desktop.ui.processes import new_process

START_MS = 10_000
"""How long the reader may take to start; a busy machine is no reason to miss a copy."""
READ_MS = 1_000
"""How long the program that copied may take to answer."""


class QtX11:
    """Notices copies through the X server and reads them through `reader`."""

    name = "X11"

    def __init__(
        self, clipboard: QClipboard, reader: Sequence[str], *, can_watch: bool = True
    ) -> None:
        """Listen on `clipboard`; `reader` is the command of the reading process."""
        self.can_watch = can_watch
        self.limits = "" if can_watch else IN_FRONT
        self._clipboard = clipboard
        self._reader = list(reader)
        self._changed: Callable[[], None] | None = None
        self._readings: set[_Reading] = set()

    def start(self, changed: Callable[[], None]) -> None:
        if self._changed is None:
            self._clipboard.dataChanged.connect(self._on_change)
        self._changed = changed

    def stop(self) -> None:
        if self._changed is not None:
            self._clipboard.dataChanged.disconnect(self._on_change)
            self._changed = None
        for reading in list(self._readings):
            reading.abandon()
        self._readings.clear()

    def read(self, answer: Callable[[Answer], None]) -> None:
        if _owns(self._clipboard):
            answer(Skip.OWN)
            return
        reading = _Reading(self._reader)
        self._readings.add(reading)
        reading.done.connect(answer)
        # Kept until its process is gone: a killed one still has to be waited for.
        reading.gone.connect(self._readings.discard)
        reading.begin()

    def _on_change(self) -> None:
        if self._changed is not None:
            self._changed()


class _Reading(QObject):
    """One reading process, from its start to its answer or its end."""

    done = Signal(object)
    """The `Answer`, once."""
    gone = Signal(object)
    """This reading, when its process is no more."""

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__()
        self._command = command
        self._buffer = bytearray()
        self._ended = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._end(Skip.TIMED_OUT))
        self._process = new_process(self)
        self._process.readyReadStandardOutput.connect(self._take)
        self._process.errorOccurred.connect(self._on_error)
        self._process.finished.connect(self._on_finished)

    def begin(self) -> None:
        """Start the process."""
        self._timer.start(START_MS)
        self._process.start(self._command[0], list(self._command[1:]))
        self._process.closeWriteChannel()

    def abandon(self) -> None:
        """End the process and answer nobody."""
        self.blockSignals(True)
        self._end(Skip.TIMED_OUT)
        self._process.waitForFinished(READ_MS)

    def _take(self) -> None:
        self._buffer += self._process.readAllStandardOutput().data()
        try:
            while not self._ended and (message := take_frame(self._buffer)) is not None:
                if "ready" in message:
                    self._timer.start(READ_MS)
                else:
                    self._end(as_answer(message))
        except (ServiceError, KeyError, ValueError):
            self._end(Skip.NO_TOOL)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end(Skip.NO_TOOL)
            self.gone.emit(self)

    def _on_finished(self) -> None:
        self._take()
        self._end(Skip.NO_TOOL)
        self.gone.emit(self)

    def _end(self, result: Answer) -> None:
        """Answer, once; a process that is still there is ended."""
        if self._ended:
            return
        self._ended = True
        self._timer.stop()
        self._buffer.clear()
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
        self.done.emit(result)


def _owns(clipboard: QClipboard) -> bool:
    """Tell whether this process copied last; known without asking anybody."""
    return clipboard.ownsClipboard()
