"""A whole check connects to nothing and writes nothing, with the network there or taken away."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.privacy.processes import DAY, DRAFT, EXAMPLE, RARE, Watch

CHECK = ("-m", "desktop", "check", "--pack", EXAMPLE, "--as-of", DAY)
LINES = "".join(
    json.dumps({"id": number, "text": f"{number} {DRAFT}"}) + "\n" for number in range(20)
).encode()
WAYS = {
    "as text": (*CHECK, "--explain", "-"),
    "as JSON": (*CHECK, "--format", "json", "-"),
    "as SARIF": (*CHECK, "--format", "sarif", "-"),
    "live alone": (*CHECK, "--live", "--format", "json", "-"),
    "with the built-in pack": ("-m", "desktop", "check", "--as-of", DAY, "-"),
    "fixed": ("-m", "desktop", "fix", "--pack", EXAMPLE, "--as-of", DAY, "-"),
    "in one process": ("-m", "tests.privacy.whole_check"),
}
STREAMS = {
    "line by line": (*CHECK, "--jsonl", "--entities"),
    "line by line in two children": (*CHECK, "--jsonl", "--entities", "--jobs", "2"),
}
GIVEN = dict.fromkeys(WAYS, DRAFT.encode()) | dict.fromkeys(STREAMS, LINES)


@pytest.mark.parametrize("way", [*WAYS, *STREAMS])
def test_a_whole_check_connects_to_nothing_and_writes_nothing(watch: Watch, way: str) -> None:
    ended = watch.python(*{**WAYS, **STREAMS}[way], given=GIVEN[way])
    assert ended.seen == ()
    assert ended.left == ()
    assert ended.code in (0, 1), ended.err
    assert b"confidential.term" in ended.out or way in ("fixed", "with the built-in pack")
    assert ended.processes == (3 if way == "line by line in two children" else 1)


def test_a_draft_in_a_file_is_only_read(watch: Watch, draft: str) -> None:
    ended = watch.python(*CHECK, "--format", "json", draft)
    assert (ended.code, ended.seen, ended.left) == (1, (), ())


@pytest.fixture(scope="module")
def no_network() -> tuple[str, ...]:
    """A command in front of another that takes the network away from it."""
    for way in (("unshare", "-n"), ("unshare", "-r", "-n")):
        if shutil.which(way[0]):
            tried = subprocess.run([*way, "true"], capture_output=True, check=False)
            if tried.returncode == 0:
                return way
    pytest.skip("NOT RUN: this system does not let a process give up the network (unshare -n)")


@pytest.mark.parametrize("way", ["as text", "as JSON", "as SARIF", "line by line in two children"])
def test_without_a_network_the_outcome_is_the_same(
    watch: Watch, no_network: tuple[str, ...], way: str
) -> None:
    command = {**WAYS, **STREAMS}[way]
    with_network = watch.python(*command, given=GIVEN[way])
    without = watch.python(*command, given=GIVEN[way], before=no_network)
    assert (without.code, without.out) == (with_network.code, with_network.out)
    assert without.code == 1
    assert without.seen == ()


def test_the_network_is_really_gone(watch: Watch, no_network: tuple[str, ...]) -> None:
    reach = "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    ended = watch.python("-c", reach, before=no_network)
    assert "Network is unreachable" in ended.err


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("import socket; socket.socket().connect_ex(('127.0.0.1', 9))", "socket.connect"),
        ("import socket; socket.getaddrinfo('localhost', 9)", "socket.getaddrinfo"),
        (
            "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))",
            "socket.sendto",
        ),
        ("import socket; socket.socket().bind(('127.0.0.1', 0))", "socket.bind"),
        ("open('draft.txt', 'w')", "open"),
        ("import os; os.open('draft.txt', os.O_RDWR | os.O_CREAT)", "open"),
        ("import tempfile; tempfile.TemporaryFile()", "open"),
        ("import tempfile; tempfile.mkdtemp()", "tempfile.mkdtemp"),
        ("import os; os.mkdir('drafts')", "os.mkdir"),
        ("import sqlite3; sqlite3.connect('drafts')", "sqlite3.connect"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        (
            "import subprocess, sys; subprocess.run([sys.executable, '-c', 'open(\"a\", \"a\")'])",
            "open",
        ),
    ],
)
def test_the_eyes_see_what_they_are_there_for(watch: Watch, code: str, event: str) -> None:
    ended = watch.python("-c", code)
    assert [line for line in ended.seen if line.startswith(event)]


def test_the_rare_words_are_in_what_is_checked(watch: Watch) -> None:
    ended = watch.python(*WAYS["fixed"], given=DRAFT.encode())
    assert RARE[0].encode() in ended.out
