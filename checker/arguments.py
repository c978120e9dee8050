"""The arguments of the command line, and what does not go together among them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from checker.model import SEVERITIES
from checker.pack.toml import suggestion
from checker.render import STDIN

LATER = {
    "audit": "reads one's own posts from a network's export",
    "guide": "leads through the privacy settings of a network",
}
"""Commands that belong to Clearpost and are not in this version."""


EXIT_CODES = (
    "Exit codes: 0 nothing at or above --fail-on; 1 something; 2 wrong usage, an input that could "
    "not be read, or a check that failed."
)
_AS_OF = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?"
)


class UsageError(Exception):
    """The arguments do not fit together; the message says what would be right."""


class CommandParser(argparse.ArgumentParser):
    """Complains about what it does not know itself, with its own usage and the near option.

    argparse hands what a sub-command does not know up to the whole program, whose usage helps
    nobody.
    """

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse, and refuse what is left over."""
        known, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(self._refusal(unknown[0]))
        return known, unknown

    def _refusal(self, word: str) -> str:
        name = word.partition("=")[0]
        if len(name) < 2 or not name.startswith("-"):
            return f'"{word}" is one argument too many'
        return f'there is no option "{name}"{suggestion(name, self._option_string_actions)}'


def parser() -> CommandParser:
    """The arguments of every command here."""
    top = CommandParser(
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
        epilog=EXIT_CODES,
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
        epilog=EXIT_CODES,
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
        help="use this pack (with the built-in one below it, where it extends that), for every "
        "audience unless named",
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
    form = _AS_OF.fullmatch(value)
    try:
        if form is None:
            raise ValueError
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if form[1] else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # no such day, or one before the first year
        what = (
            "should be a date (2026-11-22) or an instant with its time zone "
            "(2026-11-22T08:00:00Z, 2026-11-22T09:00+01:00)"
        )
        raise argparse.ArgumentTypeError(what) from None


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
