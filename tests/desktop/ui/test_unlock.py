from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from desktop.keychain import Key
from desktop.ui.unlock import KeyRequest

KEY = "0f" * 32


def _ask(qtbot: QtBot, command: list[str], limit_ms: int = 20_000) -> Key:
    request = KeyRequest(command=command, limit_ms=limit_ms)
    with qtbot.waitSignal(request.arrived, timeout=20_000) as arrived:
        request.start()
    assert arrived.args is not None
    (key,) = arrived.args
    assert isinstance(key, Key)
    return key


def test_the_key_arrives(qtbot: QtBot) -> None:
    says = f"""print('{{"key": "{KEY}", "where": "here"}}')"""
    key = _ask(qtbot, [sys.executable, "-c", says])
    assert (key.value.hex(), key.where) == (KEY, "here")


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-c", "import threading; threading.Event().wait()"],
        [sys.executable, "-c", "raise SystemExit(3)"],
        ["/nowhere/clearpost"],
    ],
)
def test_without_an_answer_there_is_a_key_for_this_run(qtbot: QtBot, command: list[str]) -> None:
    assert not _ask(qtbot, command, limit_ms=1_000).is_lasting


def test_without_a_keychain_the_real_child_says_so(qtbot: QtBot) -> None:
    request = KeyRequest()
    with qtbot.waitSignal(request.arrived, timeout=20_000) as arrived:
        request.start()
    assert arrived.args is not None
    assert not arrived.args[0].is_lasting


def test_nothing_arrives_after_a_stop(qtbot: QtBot) -> None:
    request = KeyRequest(
        command=[sys.executable, "-c", "import threading; threading.Event().wait()"]
    )
    with qtbot.assertNotEmitted(request.arrived):
        request.start()
        request.stop()
