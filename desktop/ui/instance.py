"""One Clearpost per person: a second start brings the first one to the front.

A lock file says who is first, because it is settled by the system even when two start at once; a
local socket, which only this person may use, carries the wish to be seen. Both are named after the
person and not after the version, so that a new version finds the old one running. What a crash
leaves behind is taken over: the lock names a process that is gone, and the socket is made anew.
https://doc.qt.io/qt-6/qlocalserver.html, https://doc.qt.io/qt-6/qlockfile.html
"""

from __future__ import annotations

import getpass
import sys
from contextlib import suppress
from pathlib import Path

import platformdirs
from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 2_000
_SEEN = b"seen\n"


class SingleInstance(QObject):
    """This start of Clearpost among the others of the same person."""

    raised = Signal()
    """Another start wants this one to be seen."""

    def __init__(self, name: str = "clearpost", *, folder: Path | None = None) -> None:
        """Speak for `name`; `folder` holds lock and socket, the person's own by default."""
        super().__init__()
        folder = folder or platformdirs.user_runtime_path("clearpost", appauthor=False)
        with suppress(OSError):  # Without it there is no lock either, which `acquire` meets.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.problem = ""
        """What the person should know when the first one could not be reached."""
        # The names of Windows' pipes belong to the whole machine.
        self._address = (
            f"{name}-{getpass.getuser()}" if sys.platform == "win32" else str(folder / f"{name}.s")
        )
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        self._lock.setStaleLockTime(0)  # Held for days; only the end of its process frees it.
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def acquire(self) -> bool:
        """Return whether this is the first; otherwise ask the first one to show itself."""
        if self._lock.tryLock(0):
            QLocalServer.removeServer(self._address)
            self._server.listen(self._address)
            return True
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            # A disk that takes no lock is no reason not to start.
            return True
        if not self._ask():
            self.problem = (
                "Clearpost is already running but does not answer. "
                "Please end it, with your system's task manager if need be, and start it again."
            )
        return False

    def release(self) -> None:
        """Let the next start be the first."""
        self._server.close()
        self._lock.unlock()

    def _ask(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._address)
        # The system connects us even to a program that hangs, so wait for a word of it.
        if not socket.waitForConnected(_PATIENCE_MS) or not socket.waitForReadyRead(_PATIENCE_MS):
            return False
        return socket.readAll().data() == _SEEN

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_SEEN)
            socket.flush()
            socket.disconnectFromServer()
            self.raised.emit()
