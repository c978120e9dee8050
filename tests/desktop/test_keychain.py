from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.children import child_command, child_environment
from desktop.keychain import ACCOUNT, IN_MEMORY, SERVICE, fetch, key_from, question, serve

KEY = "0f" * 32


class FakeKeychain:
    """A keychain in memory; `breaks` says how it refuses."""

    def __init__(self, breaks: str = "") -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.breaks = breaks

    def get_password(self, service: str, username: str) -> str | None:
        if self.breaks == "get":
            raise PermissionError("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.breaks != "set":
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def _answer(keychain: FakeKeychain | None, what: str = "get") -> bytes:
    sink = io.BytesIO()
    serve(io.BytesIO(question(what)), sink, keychain, "in a drawer")
    return sink.getvalue()


def test_the_key_is_made_once_and_kept() -> None:
    keychain = FakeKeychain()
    first, second = key_from(_answer(keychain)), key_from(_answer(keychain))
    assert first == second
    assert first.is_lasting
    assert first.where == "in a drawer"
    assert list(keychain.kept) == [(SERVICE, ACCOUNT)]


def test_a_key_that_is_none_is_replaced() -> None:
    keychain = FakeKeychain()
    keychain.kept[SERVICE, ACCOUNT] = "hand-made"
    assert key_from(_answer(keychain)).is_lasting
    assert keychain.kept[SERVICE, ACCOUNT] != "hand-made"


def test_the_key_can_be_deleted() -> None:
    keychain = FakeKeychain()
    _answer(keychain)
    assert json.loads(_answer(keychain, "delete")) == {}
    assert keychain.kept == {}
    assert json.loads(_answer(keychain, "delete")) == {}


@pytest.mark.parametrize("breaks", ["get", "set"])
def test_a_keychain_that_refuses_gives_a_key_for_this_run(breaks: str) -> None:
    key = key_from(_answer(FakeKeychain(breaks)))
    assert not key.is_lasting
    assert key.where == IN_MEMORY
    assert len(key.value) == 32


@pytest.mark.parametrize(
    "answer",
    [b"", b"{}", b"[]", b'{"key": "00", "where": ""}', b'{"key": 5, "where": ""}', b"\xff"],
)
def test_an_answer_without_a_key_gives_one_for_this_run(answer: bytes) -> None:
    assert not key_from(answer).is_lasting


def test_two_keys_of_a_run_differ_and_none_shows_in_a_repr() -> None:
    one, other = key_from(b""), key_from(b"")
    assert one.value != other.value
    assert repr(one.value) not in repr(one)


def test_where_there_is_no_keychain_it_is_said() -> None:
    assert json.loads(_answer(None)) == {}


def test_a_keychain_that_never_answers_is_not_waited_for() -> None:
    waits = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    assert not fetch(waits, child_environment(), seconds=0.5).is_lasting


def test_a_keychain_program_that_is_not_there_is_no_keychain() -> None:
    assert not fetch(["/nowhere/clearpost"], child_environment()).is_lasting


def test_the_key_comes_by_pipe(tmp_path: Path) -> None:
    says = f"""print('{{"key": "{KEY}", "where": "here"}}')"""
    key = fetch([sys.executable, "-c", says], child_environment())
    assert (key.value.hex(), key.where, key.is_lasting) == (KEY, "here", True)


def test_what_keyring_is_told_elsewhere_does_not_count(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither its environment variable nor its file brings in a backend of somebody's choice."""
    (tmp_path / "planted.py").write_text(
        f"import pathlib\npathlib.Path({str(tmp_path / 'mark')!r}).touch()\n"
        "from keyring.backends.null import Keyring\n"
    )
    for folder in (home / ".config" / "python_keyring", home / ".local/share/python_keyring"):
        folder.mkdir(parents=True)
        (folder / "keyringrc.cfg").write_text(
            f"[backend]\ndefault-keyring=planted.Keyring\nkeyring-path={tmp_path}\n"
        )
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "planted.Keyring")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "PYTHON_KEYRING_BACKEND" not in child_environment()
    done = subprocess.run(
        child_command("keychain"),
        env=child_environment(),
        input=question("get"),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert json.loads(done.stdout) == {}, "there is no session bus here"
    assert not (tmp_path / "mark").exists()


def test_the_key_is_never_among_the_arguments() -> None:
    assert all(KEY not in part for part in child_command("keychain"))
    assert os.environ.get("CLEARPOST_KEY") is None
