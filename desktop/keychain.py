"""The key of the remembered answers, in the keychain of the system and nowhere else.

A keychain may ask the person something, or never answer, so it is spoken with in a child process
that is ended after three seconds. The key passes on the child's pipes, never in its arguments.

The backend is pinned: Secret Service on Linux, the Credential Manager on Windows, the Keychain on
macOS. What `keyring` would choose by itself, or be told by its configuration file or environment,
is not asked, because among its choices are plain files. Where there is no keychain, a key is made
for this run alone, and that is said: answers are then forgotten when Clearpost closes.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Any, Protocol

SERVICE = "Clearpost"
ACCOUNT = "remembered answers"
TIME_LIMIT_SECONDS = 3.0
IN_MEMORY = "kept in memory only; answers are forgotten when Clearpost closes"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """The key, and where it lives."""

    value: bytes = field(repr=False)
    where: str
    """For the person: the name of the keychain, or that there is none."""
    is_lasting: bool


class Keychain(Protocol):
    """What is used of a keyring backend."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


# The parent's side


def question(what: str) -> bytes:
    """What is written to the child: `get` makes the key if there is none, `delete` drops it."""
    return json.dumps({"do": what}).encode()


def key_from(answer: bytes) -> Key:
    """The key in the child's answer; one for this run where the answer holds none."""
    try:
        data = json.loads(answer)
        key = bytes.fromhex(data["key"])
        where = data["where"]
    except (ValueError, TypeError, KeyError):
        return memory_key()
    return Key(key, str(where), True) if len(key) == _KEY_BYTES else memory_key()


def memory_key() -> Key:
    """A key for this run alone."""
    return Key(os.urandom(_KEY_BYTES), IN_MEMORY, False)


def fetch(
    command: Sequence[str],
    environment: dict[str, str],
    what: str = "get",
    *,
    seconds: float = TIME_LIMIT_SECONDS,
) -> Key:
    """Ask the child and wait; for callers without a window."""
    import subprocess  # the window asks with Qt and never needs it

    try:
        done = subprocess.run(
            command,
            env=environment,
            input=question(what),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return memory_key()
    return key_from(done.stdout)


# The child's side


def serve(source: IO[bytes], sink: IO[bytes], keychain: Keychain | None, where: str) -> int:
    """Answer one question about the key; nothing is written where the keychain refuses."""
    answer: dict[str, str] = {}
    try:
        what = json.loads(source.read())["do"]
        if keychain is not None and what == "get":
            answer = {"key": _kept_key(keychain), "where": where}
        elif keychain is not None and what == "delete":
            keychain.delete_password(SERVICE, ACCOUNT)
    except Exception:  # each backend has errors of its own, and all mean: no key from here
        answer = {}
    sink.write(json.dumps(answer).encode())
    sink.flush()
    return 0 if answer else 1


def _kept_key(keychain: Keychain) -> str:
    """The key in the keychain, made now if there is none."""
    key = keychain.get_password(SERVICE, ACCOUNT)
    if not key or not _is_key(key):
        key = os.urandom(_KEY_BYTES).hex()
        keychain.set_password(SERVICE, ACCOUNT, key)
        if keychain.get_password(SERVICE, ACCOUNT) != key:
            raise LookupError("the keychain did not keep it")
    return key


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
    except Exception:  # as above
        keychain, where = None, ""
    return serve(sys.stdin.buffer, sys.stdout.buffer, keychain, where)
