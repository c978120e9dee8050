"""What holds for every test: no network, no person's files, no screen unless asked for.

The network is closed with an audit hook rather than by patching `socket`, because the hook also
sees a connection made from inside a C module or by a name taken earlier. It cannot be removed
again, so it reads a switch: tests of the real tier may reach loopback, nothing may reach further.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before PySide6 is imported by anything.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("clearpost", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "clearpost")


class NetworkClosed(Exception):
    """A test tried to reach the network."""


class _Network:
    """Refuses what would leave this machine; `loopback` is the switch for the real tier."""

    def __init__(self) -> None:
        self.loopback = False

    def audit(self, event: str, args: tuple[object, ...]) -> None:
        if not event.startswith("socket."):
            return
        if event == "socket.getaddrinfo":
            self._refuse_unless_loopback(event, args[0])
        elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            connection, address = args
            assert isinstance(connection, socket.socket)
            if connection.family == getattr(socket, "AF_UNIX", None) or address is None:
                return
            self._refuse_unless_loopback(event, address[0] if isinstance(address, tuple) else None)

    def _refuse_unless_loopback(self, event: str, host: object) -> None:
        if not (self.loopback and _is_loopback(host)):
            raise NetworkClosed(f"{event}: tests have no network (wanted {host!r})")


def _is_loopback(host: object) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


_network = _Network()
sys.addaudithook(_network.audit)


@pytest.fixture(autouse=True)
def closed_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test marked real reach loopback, and no other test anything."""
    _network.loopback = request.node.get_closest_marker("real") is not None
    yield
    _network.loopback = False


@pytest.fixture(scope="session")
def _home_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One made-up home for the whole run, in the environment of every child too."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        for name in ("HOME", "USERPROFILE"):
            environment.setenv(name, str(home))
        for name, folder in {
            "XDG_CONFIG_HOME": ".config",
            "XDG_DATA_HOME": ".local/share",
            "XDG_STATE_HOME": ".local/state",
            "XDG_CACHE_HOME": ".cache",
            "XDG_RUNTIME_DIR": ".run",
            "APPDATA": "AppData/Roaming",
            "LOCALAPPDATA": "AppData/Local",
        }.items():
            environment.setenv(name, str(home / folder))
        if os.environ["QT_QPA_PLATFORM"] == "offscreen":
            # The keyring answers on the session bus; the real tier brings a bus of its own.
            environment.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        yield home


@pytest.fixture(autouse=True)
def home(_home_of_the_run: Path) -> Iterator[Path]:
    """Give an empty home, so that no test meets the person's files or another test's."""
    runtime = _home_of_the_run / ".run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    yield _home_of_the_run
    for left in _home_of_the_run.iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
