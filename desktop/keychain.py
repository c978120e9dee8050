"""What lies in the keychain of the system and nowhere else: the key of the answers, the profile.

A keychain may ask the person something, or never answer, so it is spoken with in a child process
that is ended after three seconds. What is secret passes on the child's pipes, never in its
arguments. One child can carry out several wishes, so that a keychain that asks need ask only once.

The backend is pinned: Secret Service on Linux, the Credential Manager on Windows, the Keychain on
macOS. What `keyring` would choose by itself, or be told by its configuration file or environment,
is not asked, because among its choices are plain files. Where there is no keychain, a key is made
for this run alone, and that is said: answers are then forgotten when Clearpost closes, and so is
what was saved under "About me".
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import IO, Any, Protocol

SERVICE = "Clearpost"
KEY_ACCOUNT = "remembered answers"
PROFILE_ACCOUNT = "about me"
TIME_LIMIT_SECONDS = 3.0
IN_MEMORY = "kept in memory only; answers are forgotten when Clearpost closes"
_KEY_BYTES = 32


class Wish(StrEnum):
    """What can be wanted of a keychain."""

    GET_KEY = "get key"
    """Made where there is none."""
    DELETE_KEY = "delete key"
    READ_PROFILE = "read profile"
    WRITE_PROFILE = "write profile"
    DELETE_PROFILE = "delete profile"


@dataclass(frozen=True, slots=True)
class Key:
    """The key, and where it lives."""

    value: bytes = field(repr=False)
    where: str
    """For the person: the name of the keychain, or that there is none."""
    is_lasting: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of the wishes."""

    done: frozenset[Wish] = frozenset()
    """Those that the keychain carried out."""
    where: str = ""
    """For the person: the name of the keychain; empty where none answered."""
    key: Key = field(default_factory=lambda: memory_key())
    """One for this run where the keychain gave none."""
    profile: str | None = field(default=None, repr=False)
    """None where it was not read, or there is none."""


class Keychain(Protocol):
    """What is used of a keyring backend."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


# The parent's side


def question(*wishes: Wish, profile: str = "") -> bytes:
    """What is written to the child; `profile` goes with the wish to write it."""
    return json.dumps({"wishes": wishes, "profile": profile}).encode()


def reply_from(written: bytes) -> Reply:
    """What the child answered; that nothing was done where it makes no sense."""
    try:
        data = json.loads(written)
        done = frozenset(Wish(wish) for wish in data["done"])
        where, profile = str(data["where"]), data.get("profile")
        key = bytes.fromhex(data.get("key", ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Reply()
    return Reply(
        done,
        where,
        Key(key, where, True) if len(key) == _KEY_BYTES else memory_key(),
        profile if isinstance(profile, str) else None,
    )


def memory_key() -> Key:
    """A key for this run alone."""
    return Key(os.urandom(_KEY_BYTES), IN_MEMORY, False)


def fetch(
    command: Sequence[str],
    environment: dict[str, str],
    *wishes: Wish,
    seconds: float = TIME_LIMIT_SECONDS,
) -> Reply:
    """Ask the child and wait; for callers without a window."""
    import subprocess  # the window asks with Qt and never needs it

    try:
        done = subprocess.run(
            command,
            env=environment,
            input=question(*wishes),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Reply()
    return reply_from(done.stdout)


# The child's side


def serve(source: IO[bytes], sink: IO[bytes], keychain: Keychain | None, where: str) -> int:
    """Carry out the wishes of one question; where the keychain refuses one, that is not done."""
    answer: dict[str, Any] = {"where": where, "done": []}
    if keychain is not None:
        try:
            asked = json.loads(source.read())
            wishes = [Wish(wish) for wish in asked["wishes"]]
        except (ValueError, TypeError, KeyError):
            wishes = []
        for wish in wishes:
            # Each backend has errors of its own, and all mean: not done.
            with contextlib.suppress(Exception):
                answer |= _carry_out(wish, keychain, asked)
                answer["done"].append(wish)
    sink.write(json.dumps(answer if answer["done"] else {}).encode())
    sink.flush()
    return 0 if answer["done"] else 1


def _carry_out(wish: Wish, keychain: Keychain, asked: dict[str, Any]) -> dict[str, str | None]:
    """Do one thing; what there is to answer about it."""
    match wish:
        case Wish.GET_KEY:
            return {"key": _kept_key(keychain)}
        case Wish.READ_PROFILE:
            return {"profile": keychain.get_password(SERVICE, PROFILE_ACCOUNT)}
        case Wish.WRITE_PROFILE:
            _keep(keychain, PROFILE_ACCOUNT, asked["profile"])
        case Wish.DELETE_KEY:
            _delete(keychain, KEY_ACCOUNT)
        case Wish.DELETE_PROFILE:
            _delete(keychain, PROFILE_ACCOUNT)
    return {}


def _kept_key(keychain: Keychain) -> str:
    """The key in the keychain, made now if there is none."""
    key = keychain.get_password(SERVICE, KEY_ACCOUNT)
    if not key or not _is_key(key):
        key = os.urandom(_KEY_BYTES).hex()
        _keep(keychain, KEY_ACCOUNT, key)
    return key


def _keep(keychain: Keychain, account: str, value: str) -> None:
    """Write a value and read it back."""
    keychain.set_password(SERVICE, account, value)
    if keychain.get_password(SERVICE, account) != value:
        raise LookupError("the keychain did not keep it")


def _delete(keychain: Keychain, account: str) -> None:
    """Delete what may be there, and see that it is gone."""
    if keychain.get_password(SERVICE, account) is not None:
        keychain.delete_password(SERVICE, account)
        if keychain.get_password(SERVICE, account) is not None:
            raise LookupError("the keychain did not delete it")


def _is_key(text: str) -> bool:
    return len(text) == 2 * _KEY_BYTES and all(c in "0123456789abcdef" for c in text)


def _secret_service() -> tuple[Any, str]:
    from keyring.backends import SecretService

    return SecretService.Keyring, "in the login keyring"


def _credential_manager() -> tuple[Any, str]:
    from keyring.backends import Windows

    return Windows.WinVaultKeyring, "in the Windows Credential Manager"


def _mac_keychain() -> tuple[Any, str]:
    from keyring.backends import macOS

    return macOS.Keyring, "in the macOS Keychain"


if sys.platform == "win32":
    _backend = _credential_manager
elif sys.platform == "darwin":
    _backend = _mac_keychain
else:
    _backend = _secret_service


def main() -> int:
    """Be the child."""
    try:
        kind, where = _backend()
        _ = kind.priority  # raises where the keychain is not there
        keychain = kind()
    except Exception:  # as in `serve`
        keychain, where = None, ""
    return serve(sys.stdin.buffer, sys.stdout.buffer, keychain, where)
