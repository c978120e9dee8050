"""Asking the keychain while the window goes on.

The keychain may show a question of its own, or never answer; see `desktop/keychain.py`.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from desktop.children import child_command
from desktop.keychain import TIME_LIMIT_SECONDS, Wish, question, reply_from
from desktop.ui.processes import new_process


class KeychainRequest(QObject):
    """One question to the keychain; `arrived` comes exactly once."""

    arrived = Signal(object)
    """`Reply`, with nothing done where the keychain did not answer."""

    def __init__(
        self,
        *wishes: Wish,
        profile: str = "",
        command: list[str] | None = None,
        limit_ms: int = int(TIME_LIMIT_SECONDS * 1000),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._question = question(*wishes, profile=profile)
        self._command = command or child_command("keychain")
        self._limit_ms = limit_ms
        self._is_done = False
        self._process = new_process(self)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._failed)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._process.kill)

    def start(self) -> None:
        """Ask."""
        self._process.start(self._command[0], self._command[1:])
        self._process.write(self._question)
        self._process.closeWriteChannel()
        self._question = b""
        self._limit.start(self._limit_ms)

    def stop(self) -> None:
        """Ask no more; nothing arrives."""
        self._is_done = True
        self._limit.stop()
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(500)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish()

    def _finish(self) -> None:
        self._limit.stop()
        if not self._is_done:
            self._is_done = True
            written = bytes(self._process.readAllStandardOutput().data())
            self.arrived.emit(reply_from(written))
