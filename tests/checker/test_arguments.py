"""What is asked of a command, and how it says that it cannot be asked so."""

from __future__ import annotations

import pytest

from checker.arguments import LATER, parser
from tests.support.shell import Shell


@pytest.mark.parametrize(
    ("as_of", "code"),
    [
        ("2025-12-31", 0),
        ("2026-01-01", 1),
        ("2026-12-31T23:59:59Z", 1),
        ("2027-01-01T00:30:00+01:00", 1),
        ("2027-01-01", 0),
    ],
)
def test_a_date_means_midnight_in_utc(shell: Shell, as_of: str, code: int) -> None:
    assert shell("check", "--as-of", as_of, stdin=b"Project Larch ships").code == code


@pytest.mark.parametrize(
    ("argv", "hint"),
    [
        (["--format", "xml"], "invalid choice"),
        (["--as-of", "soon"], "should be a date"),
        (["--as-of", "2026-11-22T08:00:00"], "time zone"),
        (["--jobs", "0", "--jsonl"], "from 1 to 64"),
        (["--jobs", "2"], "go with --jsonl"),
        (["--entities"], "go with --jsonl"),
        (["--jsonl", "--format", "json"], "does not go with --jsonl"),
        (["--jsonl", "--clipboard"], "does not go with --jsonl"),
        (["--explain", "--format", "json"], "text only"),
        (["-", "-"], "once"),
        (["--audience", "sails"], 'did you mean "sales"'),
        (["--audience", "sales", "."], "files go before --audience, or after --"),
        (["--liv"], 'there is no option "--liv", did you mean "--live"?'),
        (["--liv"], "usage: clearpost check "),
        (["--as-of", "20261122"], "should be a date"),
        (["--as-of", "2026-W47-1"], "should be a date"),
        (["--as-of", "2026-11-22 08:00Z"], "should be a date"),
        (["--as-of", "2026-11-31"], "should be a date"),
        (["--as-of", "0001-01-01T00:00+10:00"], "should be a date"),
    ],
)
def test_wrong_usage_is_two_and_says_what_would_be_right(
    shell: Shell, argv: list[str], hint: str
) -> None:
    done = shell("check", *argv)
    assert done.code == 2
    assert hint in done.err
    assert done.out == ""


def test_an_argument_too_many_is_said(shell: Shell) -> None:
    done = shell("fix", "a", "b")
    assert done.code == 2
    assert "usage: clearpost fix " in done.err
    assert '"b" is one argument too many' in done.err


@pytest.mark.parametrize("command", LATER)
def test_what_is_not_there_yet_is_said(shell: Shell, command: str) -> None:
    done = shell(command, "x", pack=False)
    assert (done.code, done.err) == (2, f"clearpost: {command} is not part of this version yet\n")


def test_every_option_is_in_the_help(shell: Shell) -> None:
    wanted = {
        "check": "FILE Exit --clipboard --format text json sarif --explain --jsonl --jobs "
        "--entities --fail-on note warning error --pack --as-of --audience --live",
        "fix": "FILE Exit --fail-on --pack --as-of --audience --live",
    }
    for command, words in wanted.items():
        done = shell(command, "--help", pack=False)
        assert done.code == 0
        assert [word for word in words.split() if word not in done.out] == []
    top = parser().format_help()
    assert [name for name in ("check", "fix", *LATER) if name not in top] == []
