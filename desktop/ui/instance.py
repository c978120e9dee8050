"""One Clearpost per person: a second start brings the first one to the front.

A lock file says who is first, because it is settled by the system even when two start at once. A
second start leaves a call beside it; the first one sees it, takes it away and shows itself, so the
call that stays is a first one that hangs. Nothing but files of this person is used: no socket, and
no network library in a program whose promise is to speak to nobody. Both files are named without a
version, so that a new version finds the old one running, and what a crash leaves behind is taken
over.
https://doc.qt.io/qt-6/qlockfile.html, https://doc.qt.io/qt-6/qfilesystemwatcher.html
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import platformdirs
from PySide6.QtCore import QDeadlineTimer, QFileSystemWatcher, QLockFile, QObject, QThread, Signal

_PATIENCE_MS = 2_000
_LOOK_MS = 20


class SingleInstance(QObject):
    """This start of Clearpost among the others of the same person."""

    raised = Signal()
    """Another start wants this one to be seen."""

    def __init__(self, name: str = "clearpost", *, folder: Path | None = None) -> None:
        """Speak for `name`; `folder` holds lock and call, the person's own by default."""
        super().__init__()
        self._folder = folder or platformdirs.user_runtime_path("clearpost", appauthor=False)
        with suppress(OSError):  # Without it there is no lock either, which `acquire` meets.
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.problem = ""
        """What the person should know when the first one could not be reached."""
        self._call = self._folder / f"{name}.call"
        self._lock = QLockFile(str(self._folder / f"{name}.lock"))
        self._lock.setStaleLockTime(0)  # Held for days; only the end of its process frees it.
        self._watcher: QFileSystemWatcher | None = None

    def acquire(self) -> bool:
        """Return whether this is the first; otherwise ask the first one to show itself."""
        if self._lock.tryLock(0):
            with suppress(OSError):
                self._call.unlink(missing_ok=True)
            self._watcher = QFileSystemWatcher([str(self._folder)], self)
            self._watcher.directoryChanged.connect(self._on_change)
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
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self._lock.unlock()

    def _ask(self) -> bool:
        """Leave a call and wait until it is taken."""
        try:
            self._call.touch(mode=0o600)
        except OSError:
            return False
        patience = QDeadlineTimer(_PATIENCE_MS)
        while self._call.exists():
            if patience.hasExpired():
                return False
            QThread.msleep(_LOOK_MS)
        return True

    def _on_change(self) -> None:
        try:
            self._call.unlink()
        except OSError:
            return
        self.raised.emit()
