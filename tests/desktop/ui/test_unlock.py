from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from desktop.keychain import Reply, Wish
from desktop.ui.unlock import KeychainRequest

KEY = "0f" * 32


def _ask(qtbot: QtBot, command: list[str], limit_ms: int = 20_000) -> Reply:
    request = KeychainRequest(*Wish, profile="p", command=command, limit_ms=limit_ms)
    with qtbot.waitSignal(request.arrived, timeout=20_000) as arrived:
        request.start()
    assert arrived.args is not None
    (reply,) = arrived.args
    assert isinstance(reply, Reply)
    return reply


def test_the_key_arrives(qtbot: QtBot) -> None:
    says = f"""print('{{"done": ["get key"], "key": "{KEY}", "where": "here"}}')"""
    reply = _ask(qtbot, [sys.executable, "-c", says])
    assert (reply.key.value.hex(), reply.where) == (KEY, "here")


def test_the_question_goes_by_pipe(qtbot: QtBot) -> None:
    echo = """import json, sys
asked = json.load(sys.stdin)
print(json.dumps({"done": asked["wishes"], "where": "", "profile": asked["profile"] * 2}))"""
    reply = _ask(qtbot, [sys.executable, "-c", echo])
    assert (reply.done, reply.profile) == (frozenset(Wish), "pp")


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "-c", "import threading; threading.Event().wait()"],
        [sys.executable, "-c", "raise SystemExit(3)"],
        ["/nowhere/clearpost"],
    ],
)
def test_without_an_answer_there_is_a_key_for_this_run(qtbot: QtBot, command: list[str]) -> None:
    reply = _ask(qtbot, command, limit_ms=1_000)
    assert (reply.done, reply.key.is_lasting) == (frozenset(), False)


def test_without_a_keychain_the_real_child_says_so(qtbot: QtBot) -> None:
    request = KeychainRequest(Wish.GET_KEY)
    with qtbot.waitSignal(request.arrived, timeout=20_000) as arrived:
        request.start()
    assert arrived.args is not None
    assert not arrived.args[0].key.is_lasting


def test_nothing_arrives_after_a_stop(qtbot: QtBot) -> None:
    request = KeychainRequest(
        command=[sys.executable, "-c", "import threading; threading.Event().wait()"]
    )
    with qtbot.assertNotEmitted(request.arrived):
        request.start()
        request.stop()
