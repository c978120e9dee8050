"""How a command ends when nobody reads what it writes, or nobody can."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from checker.console import Console, run_on_console
from tests.support.shell import BADGE, START, Shell


def test_a_closed_pipe_ends_quietly(shell: Shell) -> None:
    name = shell.file("posts.jsonl", "\n".join(['{"id": 1, "text": "x"}'] * 20_000))
    with subprocess.Popen(
        [*START, "check", "--jsonl", name], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 130


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(console: Console) -> int:
        raise KeyboardInterrupt

    assert run_on_console(interrupted) == 130


def test_output_is_utf_8_whatever_the_system_says(shell: Shell) -> None:
    done = subprocess.run(
        [*START, "fix", "-"],
        input="é 彼女\r\n".encode(),
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "latin-1", "PYTHONPATH": "."},
    )
    assert done.stdout == "é 彼女\r\n".encode()


FULL = Path("/dev/full")


@pytest.mark.parametrize(
    "command",
    ["check", "check --format json", "check --jsonl", "check --jsonl --jobs 2", "fix"],
)
def test_a_full_disk_is_two_and_no_fault_of_the_input(shell: Shell, command: str) -> None:
    post = json.dumps({"id": 1, "text": BADGE})
    argv = [*command.split(), shell.file("post.jsonl", post), "--pack", str(shell.pack)]
    with FULL.open("wb") as full:
        done = subprocess.run([*START, *argv], stdout=full, stderr=subprocess.PIPE, check=False)
    told = b"clearpost: the result cannot be written: No space left on device\n"
    assert (done.returncode, done.stderr[-len(told) :]) == (2, told)
    assert b"Traceback" not in done.stderr


def test_a_closed_stream_is_none_that_anybody_waits_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(sys, name, None)

    def command(console: Console) -> int:
        console.stdout.write("é")
        console.complain(str(console.stdin.read()))
        return 1

    assert run_on_console(command) == 1
    assert capsys.readouterr().err == "clearpost: b''\n"
