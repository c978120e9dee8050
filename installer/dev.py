#!/usr/bin/env python3
"""The one command of a developer, from a fresh clone on a bare machine.

    python3 installer/dev.py run [ARGUMENT ...]   start Clearpost, or its command line
    python3 installer/dev.py test [ARGUMENT ...]  all a reviewer would run; with arguments, pytest
    python3 installer/dev.py bench [NAME ...]     speed and size as JSON, beside a peer
    python3 installer/dev.py bench length --plot  time against length of hostile texts, as a picture
    python3 installer/dev.py calibrate --cases FILE ... [--plain FILE ...]
                                                  count how often findings are right
    python3 installer/dev.py lock [--upgrade]     make the lock files anew
    python3 installer/dev.py screenshots          take the pictures of the README anew
    python3 installer/dev.py soak                 the long tests

What is needed is set up on the way: a virtual environment from the lock with hashes, and on Debian
the system libraries of Qt. Standard library only, since this runs before anything is there.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  this is what says so to an older one
    sys.exit(
        f"Clearpost needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n"
        "Start this with a newer one, for example: python3.11 installer/dev.py run"
    )

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    # A script is given its own folder to import from; ours are found from the one above.
    sys.path[0] = str(ROOT)

from installer import debian, environment, locks, screen  # noqa: E402
from installer.console import Stop, say  # noqa: E402


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument names; return the exit code."""
    name, *rest = arguments or ["--help"]
    if name in ("-h", "--help"):
        print(__doc__)
        return 0
    if name not in COMMANDS:
        say(f"There is no command {name!r}. There are: {', '.join(COMMANDS)}.")
        return 2
    try:
        return COMMANDS[name](rest)
    except (Stop, locks.LockProblem) as problem:
        say(str(problem))
        return 2
    except KeyboardInterrupt:
        return 130


def run(arguments: Sequence[str]) -> int:
    """Start Clearpost with `arguments`, in the folder where the person is."""
    python = environment.prepare(environment.MAIN, "run")
    if opens_window(arguments):
        debian.ensure_qt()
    # A folder called `desktop` where the person happens to be must not be taken for ours.
    settings = {**os.environ, "PYTHONSAFEPATH": "1"}
    command = [str(python), "-m", "desktop", *arguments]
    if os.name == "posix":
        # Taking the place of this process leaves signals, terminal and exit code as they are.
        os.execve(python, command, settings)
    return subprocess.run(command, env=settings, check=False).returncode


def opens_window(arguments: Sequence[str]) -> bool:
    """Tell whether Clearpost would load Qt: a word in front is a sub-command, which does not."""
    return not arguments or (
        arguments[0].startswith("-") and arguments[0] not in ("-h", "--help", "--version")
    )


def test(arguments: Sequence[str]) -> int:
    """Run every check and show all that failed; with arguments, run pytest with them."""
    python = environment.prepare(environment.MAIN, "dev")
    debian.ensure_qt()
    if arguments:
        if "real" not in arguments:
            return _call([python, "-m", "pytest", *arguments])
        with screen.desktop() as settings:
            return _call([python, "-m", "pytest", *arguments], settings)
    tools = python.parent
    outcomes = [
        _step("format", lambda: _call([tools / "ruff", "format", "--check", "."])),
        _step("lint", lambda: _call([tools / "ruff", "check", "."])),
        _step("types", lambda: _call([python, "-m", "mypy"])),
        _step("imports", lambda: _call([tools / "lint-imports", "--no-logo"])),
        _step("packs", lambda: _lint_packs(python)),
        _step("unit tests", lambda: _call([python, "-m", "pytest", "-q"])),
        _step("real tests", lambda: _real_tests(python)),
    ]
    say()
    for outcome in outcomes:
        say(outcome.line)
    return 1 if any(outcome.failed for outcome in outcomes) else 0


class NotRun(Exception):
    """A step could not run here; says why."""


class Outcome:
    """How one step of the test ended."""

    def __init__(self, name: str, seconds: float, verdict: str, *, failed: bool) -> None:
        self.line = f"{verdict:<8} {name:<12} {seconds:6.1f} s"
        self.failed = failed


def _step(name: str, work: Callable[[], int]) -> Outcome:
    say(f"\n== {name}")
    started = time.monotonic()
    try:
        code = work()
    except NotRun as reason:
        say(f"NOT RUN: {name}. {reason}")
        return Outcome(
            name, time.monotonic() - started, "NOT RUN", failed=bool(os.environ.get("CI"))
        )
    except Stop as problem:
        say(str(problem))
        code = 1
    return Outcome(name, time.monotonic() - started, "FAILED" if code else "ok", failed=bool(code))


def _lint_packs(python: Path) -> int:
    """Run the samples of the packs that ship; their timing is left to whoever changes a rule."""
    packs = ("resources/pack", "resources/example")
    lint: list[str | Path] = [python, "-m", "desktop", "pack", "lint", "--quick"]
    return max(_call([*lint, ROOT / pack]) for pack in packs)


def _real_tests(python: Path) -> int:
    if sys.platform != "linux":
        raise NotRun("They need an X server, which is started on Linux only.")
    if missing := debian.ensure_test_tools():
        raise NotRun(f"Missing: {' '.join(missing)}.")
    with screen.desktop() as settings:
        return _call([python, "-m", "pytest", "-q", "-m", "real"], settings)


def _call(command: Sequence[str | Path], settings: Mapping[str, str] | None = None) -> int:
    return subprocess.run(command, cwd=ROOT, env=settings, check=False).returncode


def bench(arguments: Sequence[str]) -> int:
    """Measure speed and size, beside a peer that has an environment of its own."""
    python = environment.prepare(environment.MAIN, "dev")
    debian.ensure_qt()
    settings = {**os.environ}
    try:
        settings["CLEARPOST_PEER_PYTHON"] = str(environment.prepare(environment.BENCH, "bench"))
    except Stop as problem:
        say(f"{problem}\nGoing on without the peer.")
    return _call([python, "-m", "tests.bench", *arguments], settings)


def calibrate(arguments: Sequence[str]) -> int:
    """Count on labelled cases how often findings are right, and write it into the pack."""
    python = environment.prepare(environment.MAIN, "dev")
    # The work is done from our folder; files are named from where the person is.
    given = [str(Path(word).absolute()) if Path(word).exists() else word for word in arguments]
    return _call([python, "-m", "tests.bench.calibrate", *given])


def lock(arguments: Sequence[str]) -> int:
    """Make the lock files anew; `--upgrade` and other options go to uv."""
    uv = environment.python_of(environment.MAIN).parent / ("uv.exe" if os.name == "nt" else "uv")
    if not uv.exists():
        environment.prepare(environment.MAIN, "dev")
    locks.compile_all(uv, arguments)
    for name in locks.LOCKS:
        say(f"made {locks.path(name).relative_to(ROOT)}")
    return 0


def screenshots(arguments: Sequence[str]) -> int:
    """Take the pictures of the README anew, on a screen of their own."""
    python = environment.prepare(environment.MAIN, "dev")
    debian.ensure_qt()
    if missing := debian.ensure_test_tools():
        raise Stop(f"The pictures need {' '.join(missing)}.")
    with screen.desktop() as settings:
        return _call([python, "-m", "tests.support.screenshots", *arguments], settings)


def soak(arguments: Sequence[str]) -> int:
    """Run the long tests."""
    python = environment.prepare(environment.MAIN, "dev")
    debian.ensure_qt()
    return _call([python, "-m", "pytest", "-m", "soak", "tests/soak", *arguments])


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "calibrate": calibrate,
    "lock": lock,
    "screenshots": screenshots,
    "soak": soak,
}


if __name__ == "__main__":
    # So that a screen that was started is ended when this is.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1:]))
