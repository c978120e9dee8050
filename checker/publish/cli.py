"""`clearpost pack`: the command of those who keep a pack.

Exit codes: 0 the pack is fine, 1 it has mistakes, 2 wrong usage or nothing could be read.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from checker.arguments import CommandParser
from checker.console import Console, run_on_console
from checker.errors import PackError
from checker.pack.source import open_source
from checker.pack.toml import suggestion
from checker.publish.build import build
from checker.publish.lint import Result, lint
from checker.render.terminal import visible
from checker.render.text import counted
from resources import BUILTIN_PACK

COMMANDS = ("lint", "build")
LATER = ("init", "try", "diff", "stage", "sign", "release", "refresh", "rotate", "revoke")

EXIT_CODES = (
    "Exit codes: 0 the pack is fine; 1 it has mistakes; 2 wrong usage, or it could not be read or "
    "written."
)


def main(argv: Sequence[str]) -> int:
    """Run one command on the streams of this process; `argv` begins after `pack`."""
    now = datetime.now(UTC).replace(microsecond=0)
    return run_on_console(partial(run, argv, now=now, clock=time.perf_counter))


def run(argv: Sequence[str], console: Console, *, now: datetime, clock: Callable[[], float]) -> int:
    """Run one command; the exit code."""
    if argv and argv[0] in LATER:
        console.complain(f"pack {argv[0]} is not part of this version yet")
        return 2
    if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS:
        hint = suggestion(argv[0], COMMANDS)
        console.complain(f'there is no command "pack {argv[0]}"{hint} (see clearpost pack --help)')
        return 2
    try:
        with contextlib.redirect_stdout(console.stdout), contextlib.redirect_stderr(console.stderr):
            args = parser().parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    path: Path = args.pack
    try:
        open_source(path)
    except PackError as error:
        console.complain(str(error))
        return 2
    if args.command == "build" and (wrong := _wrong_usage(path, args.out)):
        console.complain(wrong)
        return 2
    try:
        timer = None if args.command == "lint" and args.quick else clock
        result = lint(path, builtin=BUILTIN_PACK, now=now, clock=timer)
        if result.problems:
            raise PackError(result.problems)
    except PackError as error:
        return _refused(args.command, error, console)
    if args.command == "lint":
        console.stdout.write(_summary(result))
        return 0
    return _build(path, args.out, console)


def parser() -> CommandParser:
    """The arguments of `clearpost pack`."""
    top = CommandParser(
        prog="clearpost pack",
        description="For those who keep the organization's terms, rules and policy.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser(
        "lint",
        help="run every sample of every rule and term, and time the patterns",
        description="Run every sample of every rule and term, time the patterns on hostile text, "
        "and name every mistake with its file and line.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    check.add_argument(
        "pack",
        nargs="?",
        type=Path,
        default=BUILTIN_PACK,
        metavar="DIR|ZIP",
        help="the pack (default: the built-in one)",
    )
    check.add_argument(
        "--quick", action="store_true", help="leave out the timing, which takes most of the time"
    )
    make = commands.add_parser(
        "build",
        help="lint a pack and write it as one ZIP file",
        description="Lint a pack and write it as one ZIP file, with the compiled index of its "
        "terms.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    make.add_argument("pack", type=Path, metavar="DIR", help="the folder of the pack")
    make.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    for name in LATER:
        commands.add_parser(name, help="not part of this version yet", add_help=False)
    return top


def _refused(command: str, error: PackError, console: Console) -> int:
    for problem in error.problems:
        console.stdout.write(visible(str(problem)) + "\n")
    end = "; no file was written" if command == "build" else ""
    console.complain(f"{counted(len(error.problems), 'mistake')}{end}")
    return 1


def _summary(result: Result) -> str:
    lines = [
        f"{result.pack.manifest.id} {result.pack.manifest.version}: "
        f"{counted(result.rules, 'rule')}, {counted(result.terms, 'term')}, "
        f"{counted(result.samples, 'sample')}, no mistake."
    ]
    if result.slowest:
        growth = result.growth
        lines.append(
            f"Slowest on hostile text: {result.slowest}, {growth.seconds * 1000:.1f} ms; "
            f"{growth.ratio:.1f} times as long on four times the text."
        )
    return "\n".join(lines) + "\n"


def _wrong_usage(folder: Path, out: Path) -> str:
    if not folder.is_dir():
        return f"{folder}: is not a folder; build takes the folder of a pack"
    if out.resolve().is_relative_to(folder.resolve()):
        return f"{out}: lies in the folder of the pack, and the next build would take it in"
    return ""


def _build(folder: Path, out: Path, console: Console) -> int:
    try:
        count = build(folder, out, builtin=BUILTIN_PACK)
    except PackError as error:
        return _refused("build", error, console)
    except OSError as error:
        console.complain(f"{out}: cannot be written: {error.strerror}")
        return 2
    size = out.stat().st_size
    console.stdout.write(f"{out}: {counted(count, 'file')}, {size:,} bytes\n")
    return 0
