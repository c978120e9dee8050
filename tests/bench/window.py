"""The window: how fast it is there, what it weighs, what it costs to leave it open, how it types.

Everything is measured in a fresh `clearpost` with the example pack and the real child that
checks, on a screen of its own (or offscreen, which is said, where there is no X server) and in an
empty home. Memory is that of the window's process: `rss` counts the shared libraries whole, `pss`
by the share of this process; the goal is held against `rss`, the larger one. Idling is measured
once the cursor rests (`desktop/ui/caret.py`): what an open window costs over a day.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.store import Store
from installer import screen
from installer.console import Stop
from resources import EXAMPLE_PACK

_ROOT = Path(__file__).resolve().parents[2]
_STARTS = 7
_LONGEST = 180.0


def run() -> dict[str, object]:
    """Figures of the window, each with its goal."""
    with _screen() as (name, environment), tempfile.TemporaryDirectory() as home:
        environment = {**environment, **_home(Path(home))}
        starts = [_probe("start", environment) for _ in range(_STARTS)]
        stay = _probe("stay", environment)
    return {
        "screen": name,
        "start_to_window_s": {**_spread([s["window_s"] for s in starts]), "goal": 0.5},
        "start_to_ready_s": _spread([s["ready_to_check_s"] for s in starts]),
        "memory_mb": {**stay["memory_mb"], "goal": 80},
        "memory_after_typing_mb": stay["memory_after_typing_mb"],
        "idle_cpu_percent": {"share": stay["idle_cpu_percent"], "goal": 0.1},
        "key_to_underline_ms": {
            **stay["key_to_underline_ms"],
            "goal_p99": 50,
        },
    }


def _spread(times: list[float]) -> dict[str, float]:
    return {"median": round(statistics.median(times), 3), "worst": max(times)}


@contextmanager
def _screen() -> Iterator[tuple[str, dict[str, str]]]:
    """A desktop nobody sees; never the one where somebody works."""
    try:
        with screen.desktop() as environment:
            yield "Xvfb with a window manager and a tray", environment
            return
    except (Stop, OSError) as problem:
        reason = str(problem)
    yield f"offscreen ({reason})", {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def _home(folder: Path) -> dict[str, str]:
    """An empty home in which the question about the clipboard was answered."""
    data = folder / "data"
    store = Store(data / "clearpost")
    store.set_state("asked about the clipboard", "yes")
    store.close()
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    return {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(data),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONPATH": str(_ROOT),
    }


def _probe(kind: str, environment: dict[str, str]) -> dict[str, Any]:
    """What one run of the app says about itself."""
    command = [sys.executable, "-m", "tests.bench.window_probe", str(time.monotonic()), kind]
    done = subprocess.run(
        [*command, "--pack", str(EXAMPLE_PACK)],
        env=environment,
        cwd=_ROOT,
        capture_output=True,
        timeout=_LONGEST,
        text=True,
        check=False,
    )
    if done.returncode or not done.stdout:
        raise RuntimeError(f"the window did not come up:\n{done.stderr}")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures
