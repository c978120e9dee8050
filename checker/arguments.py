"""The arguments of the command line, and what does not go together among them."""

from __future__ import annotations

import argparse
import contextlib
from datetime import UTC, date, datetime, time
from pathlib import Path

from checker.model import SEVERITIES

STDIN = "-"
LATER = {
    "audit": "reads one's own posts from a network's export",
    "guide": "leads through the privacy settings of a network",
}
"""Commands that belong to Clearpost and are not in this version."""


class UsageError(Exception):
    """The arguments do not fit together; the message says what would be right."""


def parser() -> argparse.ArgumentParser:
    """The arguments of every command here."""
    top = argparse.ArgumentParser(
        prog="clearpost",
        description="Looks over a draft before it is posted, on this device and nowhere else.",
        allow_abbrev=False,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser(
        "check",
        help="say what in a draft should be looked at",
        description="Say what in a draft should be looked at: where, why, under which clause of "
        "the policy, and what to write instead.",
        epilog="Exit codes: 0 nothing at or above --fail-on; 1 something; 2 wrong usage, an input "
        "that could not be read, or a check that failed.",
        allow_abbrev=False,
    )
    check.add_argument(
        "files", nargs="*", metavar="FILE", help="text files; - is standard input (the default)"
    )
    check.add_argument("--clipboard", action="store_true", help="check the text on the clipboard")
    check.add_argument(
        "--format", choices=("text", "json", "sarif"), help="how to write (default: text)"
    )
    check.add_argument(
        "--explain",
        action="store_true",
        help="show what was weighed and not reported (text only)",
    )
    check.add_argument(
        "--jsonl",
        action="store_true",
        help='read a {"id", "text"} from each line and answer each with a line of JSON, in order',
    )
    check.add_argument(
        "--jobs",
        type=_jobs,
        metavar="N",
        help="with --jsonl: check in N processes, whose answers come in batches",
    )
    check.add_argument(
        "--entities",
        action="store_true",
        help="with --jsonl: also list links, handles, dates and names that are no problem in "
        "themselves",
    )
    _add_common(check)
    fix = commands.add_parser(
        "fix",
        help="apply the safe fixes and print the result",
        description="Apply the safe fixes and print the result; what remains is said on standard "
        "error and decides the exit code.",
        allow_abbrev=False,
    )
    fix.add_argument("file", metavar="FILE", help="a text file; - is standard input")
    _add_common(fix)
    for name, what in LATER.items():
        commands.add_parser(name, help=f"{what} (not part of this version yet)", add_help=False)
    return top


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="warning",
        help="the least severity that gives exit code 1 (default: warning)",
    )
    command.add_argument(
        "--pack",
        type=Path,
        metavar="DIR|ZIP",
        help="use the built-in pack and this one, for every audience unless named",
    )
    command.add_argument(
        "--as-of",
        type=_as_of,
        metavar="DATE|INSTANT",
        help="judge as of that day (00:00 UTC) or instant, such as 2026-11-22 or "
        "2026-11-22T08:00:00Z",
    )
    command.add_argument(
        "--audience",
        nargs="+",
        action="extend",
        metavar="NAME",
        help="terms meant for these people; put files before it, or -- after it",
    )
    command.add_argument(
        "--live",
        action="store_true",
        help="terms and patterns only, without names and topics: faster",
    )


def _jobs(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 64:
        raise argparse.ArgumentTypeError("should be a number from 1 to 64")
    return int(value)


def _as_of(value: str) -> datetime:
    with contextlib.suppress(ValueError):
        return datetime.combine(date.fromisoformat(value), time(), UTC)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        what = "should be a date (2026-11-22) or an instant (2026-11-22T08:00:00Z)"
        raise argparse.ArgumentTypeError(what) from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"say the time zone: {value}Z for UTC, or an offset")
    return moment.astimezone(UTC)


def check_usage(args: argparse.Namespace) -> None:
    """Refuse options that contradict each other.

    Raises:
        UsageError: with what does not go together.
    """
    if args.command != "check":
        return
    if args.jsonl:
        for option in ("clipboard", "format", "explain"):
            if getattr(args, option):
                raise UsageError(f"--{option} does not go with --jsonl")
    elif args.jobs or args.entities:
        raise UsageError("--jobs and --entities go with --jsonl")
    if args.explain and args.format not in (None, "text"):
        raise UsageError("--explain goes with --format text only")
    if args.files.count(STDIN) > 1:
        raise UsageError("standard input can be read once; give - once")
