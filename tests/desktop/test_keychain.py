from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.children import child_command, child_environment
from desktop.keychain import (
    IN_MEMORY,
    KEY_ACCOUNT,
    PROFILE_ACCOUNT,
    SERVICE,
    Key,
    Reply,
    Wish,
    fetch,
    question,
    reply_from,
    serve,
)

KEY = "0f" * 32
PROFILE = '{"version":1,"names":["Dana Roe"]}'


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
        if self.breaks != "delete":
            del self.kept[service, username]


def _written(keychain: FakeKeychain | None, *wishes: Wish, profile: str = "") -> bytes:
    sink = io.BytesIO()
    serve(io.BytesIO(question(*wishes, profile=profile)), sink, keychain, "in a drawer")
    return sink.getvalue()


def _reply(keychain: FakeKeychain | None, *wishes: Wish, profile: str = "") -> Reply:
    return reply_from(_written(keychain, *wishes, profile=profile))


def _key(keychain: FakeKeychain) -> Key:
    return _reply(keychain, Wish.GET_KEY).key


def test_the_key_is_made_once_and_kept() -> None:
    keychain = FakeKeychain()
    first, second = _key(keychain), _key(keychain)
    assert first == second
    assert first.is_lasting
    assert first.where == "in a drawer"
    assert list(keychain.kept) == [(SERVICE, KEY_ACCOUNT)]


def test_a_key_that_is_none_is_replaced() -> None:
    keychain = FakeKeychain()
    keychain.kept[SERVICE, KEY_ACCOUNT] = "hand-made"
    assert _key(keychain).is_lasting
    assert keychain.kept[SERVICE, KEY_ACCOUNT] != "hand-made"


@pytest.mark.parametrize("wish", [Wish.DELETE_KEY, Wish.DELETE_PROFILE])
def test_what_is_kept_can_be_deleted_and_is_then_gone(wish: Wish) -> None:
    keychain = FakeKeychain()
    _reply(keychain, Wish.GET_KEY, Wish.WRITE_PROFILE, profile=PROFILE)
    left = {Wish.DELETE_KEY: PROFILE_ACCOUNT, Wish.DELETE_PROFILE: KEY_ACCOUNT}[wish]
    assert _reply(keychain, wish).done == {wish}
    assert list(keychain.kept) == [(SERVICE, left)]
    assert _reply(keychain, wish).done == {wish}, "what is not there is as good as deleted"


def test_a_keychain_that_does_not_delete_is_not_believed() -> None:
    keychain = FakeKeychain("delete")
    _reply(keychain, Wish.WRITE_PROFILE, profile=PROFILE)
    assert _reply(keychain, Wish.DELETE_PROFILE).done == frozenset()


def test_the_profile_lies_under_an_account_of_its_own() -> None:
    keychain = FakeKeychain()
    assert _reply(keychain, Wish.READ_PROFILE).profile is None
    assert _reply(keychain, Wish.WRITE_PROFILE, profile=PROFILE).done == {Wish.WRITE_PROFILE}
    assert keychain.kept == {(SERVICE, PROFILE_ACCOUNT): PROFILE}
    reply = _reply(keychain, Wish.READ_PROFILE)
    assert (reply.profile, reply.where) == (PROFILE, "in a drawer")


def test_a_profile_that_cannot_be_read_back_is_not_written() -> None:
    reply = _reply(FakeKeychain("set"), Wish.WRITE_PROFILE, profile=PROFILE)
    assert (reply.done, reply.where) == (frozenset(), "")


def test_one_child_carries_out_several_wishes() -> None:
    keychain = FakeKeychain()
    _reply(keychain, Wish.WRITE_PROFILE, profile=PROFILE)
    reply = _reply(keychain, Wish.GET_KEY, Wish.READ_PROFILE)
    assert reply.done == {Wish.GET_KEY, Wish.READ_PROFILE}
    assert reply.key.is_lasting
    assert reply.profile == PROFILE


def test_a_wish_that_is_refused_leaves_the_others() -> None:
    keychain = FakeKeychain("set")
    keychain.kept[SERVICE, PROFILE_ACCOUNT] = PROFILE
    reply = _reply(keychain, Wish.GET_KEY, Wish.READ_PROFILE)
    assert reply.done == {Wish.READ_PROFILE}
    assert not reply.key.is_lasting
    assert reply.profile == PROFILE


@pytest.mark.parametrize("given", [b"", b"[]", b'{"wishes": ["dance"]}', b'{"wishes": 5}'])
def test_a_question_that_makes_no_sense_changes_nothing(given: bytes) -> None:
    keychain, sink = FakeKeychain(), io.BytesIO()
    assert serve(io.BytesIO(given), sink, keychain, "in a drawer") == 1
    assert (sink.getvalue(), keychain.kept) == (b"{}", {})


@pytest.mark.parametrize("breaks", ["get", "set"])
def test_a_keychain_that_refuses_gives_a_key_for_this_run(breaks: str) -> None:
    key = _key(FakeKeychain(breaks))
    assert not key.is_lasting
    assert key.where == IN_MEMORY
    assert len(key.value) == 32


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{}",
        b"[]",
        b'{"done": ["get key"], "key": "00", "where": ""}',
        b'{"done": ["get key"], "key": 5, "where": ""}',
        b'{"done": ["dance"], "where": ""}',
        b"\xff",
    ],
)
def test_an_answer_without_a_key_gives_one_for_this_run(answer: bytes) -> None:
    assert not reply_from(answer).key.is_lasting
    assert reply_from(answer).profile is None


def test_two_keys_of_a_run_differ_and_none_shows_in_a_repr() -> None:
    one, other = reply_from(b"").key, reply_from(b"").key
    assert one.value != other.value
    assert repr(one.value) not in repr(one)


def test_no_profile_shows_in_a_repr() -> None:
    keychain = FakeKeychain()
    _reply(keychain, Wish.WRITE_PROFILE, profile=PROFILE)
    reply = _reply(keychain, Wish.READ_PROFILE)
    assert "Dana" in str(reply.profile)
    assert "Dana" not in repr(reply)


def test_where_there_is_no_keychain_it_is_said() -> None:
    assert json.loads(_written(None, *Wish)) == {}


def test_a_keychain_that_never_answers_is_not_waited_for() -> None:
    waits = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    reply = fetch(waits, child_environment(), Wish.GET_KEY, seconds=0.5)
    assert (reply.done, reply.key.is_lasting) == (frozenset(), False)


def test_a_keychain_program_that_is_not_there_is_no_keychain() -> None:
    reply = fetch(["/nowhere/clearpost"], child_environment(), *Wish)
    assert (reply.done, reply.key.is_lasting) == (frozenset(), False)


def test_the_key_comes_by_pipe(tmp_path: Path) -> None:
    says = f"""print('{{"done": ["get key"], "key": "{KEY}", "where": "here"}}')"""
    key = fetch([sys.executable, "-c", says], child_environment(), Wish.GET_KEY).key
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
        input=question(Wish.GET_KEY),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert json.loads(done.stdout) == {}, "there is no session bus here"
    assert not (tmp_path / "mark").exists()


def test_the_key_is_never_among_the_arguments() -> None:
    assert all(KEY not in part for part in child_command("keychain"))
    assert os.environ.get("CLEARPOST_KEY") is None
