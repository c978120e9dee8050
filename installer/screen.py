"""A whole small desktop that no one sees: message bus, X server, window manager and tray.

The real tier and the screenshots run on it. Each part is awaited by what it makes visible to
others (a display number, a property of the root window, a tray window), never by a fixed pause
that is too long on one machine and too short on the next.
"""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from installer.console import Stop

_PATIENCE = 20.0


@contextmanager
def desktop(*, tray: bool = True) -> Iterator[dict[str, str]]:
    """Start the desktop and yield the environment in which programs find it."""
    with ExitStack() as parts:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("WAYLAND_DISPLAY", "DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM")
        }
        environment["QT_QPA_PLATFORM"] = "xcb"
        environment["XDG_SESSION_TYPE"] = "x11"
        environment["DBUS_SESSION_BUS_ADDRESS"] = _announced(
            parts,
            ["dbus-daemon", "--session", "--nofork", "--nopidfile"],
            "--print-address",
            environment,
        )
        environment["DISPLAY"] = ":" + _announced(
            parts,
            ["Xvfb", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"],
            "-displayfd",
            environment,
        )
        _start(parts, ["openbox"], environment)
        _await(
            "openbox",
            lambda: (
                "window id" in _ask(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], environment)
            ),
        )
        if tray:
            _start(
                parts,
                ["trayer", "--edge", "top", "--align", "right", "--height", "24"],
                environment,
            )
            _await(
                "trayer",
                lambda: bool(_ask(["xdotool", "search", "--class", "trayer"], environment)),
            )
        yield environment


def _start(
    parts: ExitStack,
    command: Sequence[str],
    environment: dict[str, str],
    pass_fds: Sequence[int] = (),
) -> None:
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=pass_fds,
    )
    parts.callback(_end, process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _announced(
    parts: ExitStack, command: Sequence[str], option: str, environment: dict[str, str]
) -> str:
    """Start a server that writes where it is to the file descriptor given by `option`."""
    reading, writing = os.pipe()
    parts.callback(os.close, reading)
    glue = [f"{option}={writing}"] if option.startswith("--") else [option, str(writing)]
    try:
        _start(parts, [*command, *glue], environment, pass_fds=[writing])
    finally:
        os.close(writing)
    said = b""
    deadline = time.monotonic() + _PATIENCE
    while not said.endswith(b"\n"):
        ready, _, _ = select.select([reading], [], [], max(0.0, deadline - time.monotonic()))
        chunk = os.read(reading, 4096) if ready else b""
        if not chunk:
            raise Stop(f"{command[0]} did not start.")
        said += chunk
    return said.decode().strip()


def _ask(command: Sequence[str], environment: dict[str, str]) -> str:
    asked = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return asked.stdout if asked.returncode == 0 else ""


def _await(name: str, is_there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not is_there():
        if time.monotonic() > deadline:
            raise Stop(f"{name} did not show up on the test screen within {_PATIENCE:.0f} s.")
        time.sleep(0.05)
