"""When the clipboard is read, and what is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.ui.clipboard.backend import Copied, Skip
from desktop.ui.clipboard.watch import FORBIDDEN, SETTING, ClipboardWatch
from tests.support.clipboard import FakeBackend


class Ears:
    """Everything a watch said, in order."""

    def __init__(self, watch: ClipboardWatch) -> None:
        self.arrived: list[tuple[str, bool]] = []
        self.skipped: list[tuple[str, bool]] = []
        self.states: list[str] = []
        watch.arrived.connect(lambda text, asked: self.arrived.append((text, asked)))
        watch.skipped.connect(lambda skip, asked: self.skipped.append((skip, asked)))
        watch.state_changed.connect(self.states.append)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture
def watch(qapp: object, backend: FakeBackend, settings: Settings) -> ClipboardWatch:
    made = ClipboardWatch(backend, settings)
    made.start()
    return made


def test_it_is_off_until_the_person_agrees(
    watch: ClipboardWatch, backend: FakeBackend, settings: Settings
) -> None:
    ears = Ears(watch)
    assert (watch.state, backend.changed) == ("off", None)
    settings.set(SETTING, True)
    assert backend.changed is not None
    settings.set(SETTING, False)
    assert backend.changed is None
    assert ears.states == ["watching", "off"]


@pytest.mark.parametrize("layer", ["pack", "recommended", "managed"])
def test_nobody_else_can_switch_it_on(
    qapp: object, backend: FakeBackend, tmp_path: Path, layer: str
) -> None:
    layers: Any = {layer: {SETTING: True}}
    watch = ClipboardWatch(backend, Settings(tmp_path / "settings.json", **layers))
    watch.start()
    assert (watch.state, backend.changed) == ("off", None)


def test_a_managed_setting_forbids_what_was_agreed(
    qapp: object, backend: FakeBackend, settings: Settings
) -> None:
    settings.set(SETTING, True)
    managed = Settings(settings.path, managed={SETTING: False})
    watch = ClipboardWatch(backend, managed)
    watch.start()
    assert (watch.state, watch.reason, backend.changed) == ("unavailable", FORBIDDEN, None)


def test_a_copy_is_told(
    watch: ClipboardWatch, backend: FakeBackend, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(SETTING, True)
    with qtbot.waitSignal(watch.arrived) as told:
        backend.copy(Copied("Project Aurora"))
    assert told.args == ["Project Aurora", False]


def test_a_burst_of_copies_tells_the_last(
    watch: ClipboardWatch, backend: FakeBackend, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(SETTING, True)
    ears = Ears(watch)
    with qtbot.waitSignal(watch.arrived):
        for number in range(30):
            backend.copy(Copied(f"copy {number}"))
    assert ears.arrived == [("copy 29", False)]


def test_the_same_text_is_told_once(
    watch: ClipboardWatch, backend: FakeBackend, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(SETTING, True)
    ears = Ears(watch)
    for text in ("one", "one", "two"):
        backend.copy(Copied(text))
        qtbot.waitUntil(lambda: not watch._debounce.isActive())
    assert ears.arrived == [("one", False), ("two", False)]


def test_the_same_text_is_told_again_after_something_else(
    watch: ClipboardWatch, backend: FakeBackend, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(SETTING, True)
    ears = Ears(watch)
    for answer in (Copied("one"), Skip.CONCEALED, Copied("one")):
        backend.copy(answer)
        qtbot.waitUntil(lambda: not watch._debounce.isActive())
    assert ears.arrived == [("one", False), ("one", False)]
    assert ears.skipped == [("concealed", False)]


def test_an_answer_is_dropped_when_something_was_copied_since(
    watch: ClipboardWatch, backend: FakeBackend, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(SETTING, True)
    ears = Ears(watch)
    backend.answers_at_once = False
    backend.copy(Copied("old"))
    qtbot.waitUntil(lambda: len(backend.waiting) == 1)
    backend.copy(Copied("new"))
    backend.waiting[0](Copied("old"))
    qtbot.waitUntil(lambda: len(backend.waiting) == 2)
    backend.waiting[1](Copied("new"))
    assert ears.arrived == [("new", False)]


def test_asking_reads_without_anything_agreed(watch: ClipboardWatch, backend: FakeBackend) -> None:
    ears = Ears(watch)
    backend.copy(Copied("as asked"))
    watch.check_now()
    watch.check_now()
    assert (watch.state, ears.arrived) == ("off", [("as asked", True)] * 2)
    backend.copy(Skip.CONCEALED)
    watch.check_now()
    assert ears.skipped == [("concealed", True)]


def test_asking_is_answered_with_what_was_copied_meanwhile(
    watch: ClipboardWatch, backend: FakeBackend, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(SETTING, True)
    ears = Ears(watch)
    backend.answers_at_once = False
    watch.check_now()
    backend.copy(Copied("new"))
    backend.waiting[0](Copied("old"))
    qtbot.waitUntil(lambda: len(backend.waiting) == 2)
    backend.waiting[1](Copied("new"))
    assert ears.arrived == [("new", True)]


def test_a_pause_listens_to_nothing(
    watch: ClipboardWatch, backend: FakeBackend, settings: Settings
) -> None:
    settings.set(SETTING, True)
    ears = Ears(watch)
    backend.copy(Copied("just before"))
    watch.pause()
    assert backend.changed is None
    assert not watch._debounce.isActive()
    watch.resume()
    assert backend.changed is not None
    assert (ears.states, ears.arrived) == (["paused", "watching"], [])


def test_a_desktop_without_a_watch_says_so_and_still_looks_in_front(
    qapp: object, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(SETTING, True)
    backend = FakeBackend(can_watch=False)
    watch = ClipboardWatch(backend, settings)
    watch.start()
    assert (watch.state, watch.reason) == ("unavailable", backend.limits)
    with qtbot.waitSignal(watch.arrived):
        backend.copy(Copied("words"))


def test_stopping_lets_go_of_the_clipboard(
    watch: ClipboardWatch, backend: FakeBackend, settings: Settings
) -> None:
    settings.set(SETTING, True)
    backend.answers_at_once = False
    watch.check_now()
    watch.stop()
    assert (watch.state, backend.changed, backend.waiting) == ("off", None, [])
