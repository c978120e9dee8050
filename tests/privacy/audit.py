"""Eyes on a Python process: what it connects to, and what it changes on the disk.

An audit hook cannot be removed, so it lives in processes that the tests start. It comes in through
`sitecustomize` and with the environment, so that the children of a watched process are watched
too. Each process writes one line when it starts and one for everything it should not have done.
"""

from __future__ import annotations

import os
import sys
from typing import Any

LOG = "CLEARPOST_TEST_AUDIT_LOG"
"""Names the file to write to."""
SITECUSTOMIZE = "from tests.privacy import audit\naudit.install()\n"

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_CHANGES = (
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "os.setxattr"),
    *("tempfile.mkstemp", "tempfile.mkdtemp", "shutil.copyfile", "shutil.move"),
    *("sqlite3.connect", "dbm.open", "syslog.openlog", "syslog.syslog"),
)
_PROGRAMS = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile")
_NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "nntplib.")


def install() -> None:
    """Watch this process from now on."""
    log = os.open(os.environ[LOG], os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    os.write(log, b"watching\n")

    def watch(event: str, args: tuple[Any, ...]) -> None:
        what = forbidden(event, args)
        if what:
            os.write(log, f"{event}: {what}\n".encode("utf-8", "backslashreplace"))

    sys.addaudithook(watch)


def forbidden(event: str, args: tuple[Any, ...]) -> str:
    """What a check has no business doing; empty where there is nothing to say against it."""
    if event == "open":
        path, mode, flags = args
        if isinstance(path, int) or path == os.devnull:
            return ""  # a pipe that is already open, or nowhere
        writes = set(mode) & set("wax+") if isinstance(mode, str) else flags & _WRITING
        return f"{path!r} for writing" if writes else ""
    if event == "subprocess.Popen":
        return "" if args[0] == sys.executable else repr(args[0])
    if event.startswith(_NETWORK) or event in _CHANGES or event in _PROGRAMS:
        return repr(args)
    return ""
