"""The profile while Clearpost runs, with a keychain that is a file of the test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from checker.model import NotRun, Profile
from desktop.keychain import Reply, Wish
from desktop.profile import CHECK, NO_ANSWER, SAVED, written
from desktop.store import Store
from desktop.ui.own_profile import DELETED, KEPT_IN_MEMORY, NOT_DELETED, OwnProfile, Place
from tests.support.keychain import NO_KEYCHAIN, keychain_in
from tests.support.window import FakeChecks

DANA = Profile(emails=("dana@example.com",))
LEFT_OUT = (NotRun(CHECK, NO_ANSWER, "skipped"),)


class Home:
    """What outlives a run of Clearpost."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        self.keychain = folder / "keychain.json"
        self.checks = FakeChecks()
        self.said: list[str] = []

    def start(self, command: list[str] | None = None) -> OwnProfile:
        """Begin another run."""
        own = OwnProfile(self.checks, self.store, command=command or keychain_in(self.keychain))
        own.said.connect(self.said.append)
        return own

    @property
    def kept(self) -> dict[str, str]:
        return json.loads(self.keychain.read_text()) if self.keychain.exists() else {}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    yield made
    made.store.close()


def _save(qtbot: QtBot, own: OwnProfile, profile: Profile = DANA) -> None:
    with qtbot.waitSignal(own.finished, timeout=20_000):
        own.save(profile)


def test_who_never_saved_is_asked_nothing(home: Home) -> None:
    own = home.start()
    assert own.wishes == ()
    own.read()
    assert not own.is_busy
    assert not home.store.path.exists()


def test_what_is_saved_is_used_at_once_and_kept(home: Home, qtbot: QtBot) -> None:
    own = home.start()
    with qtbot.waitSignal(own.finished, timeout=20_000):
        own.save(DANA)
        assert home.checks.own == (DANA, ())
    assert home.kept == {"about me": written(DANA)}
    assert (own.place, own.where) == (Place.KEYCHAIN, "in a drawer")
    assert home.said == ["Saved in a drawer."]
    assert home.store.state(SAVED)


def test_the_next_run_reads_it(home: Home, qtbot: QtBot) -> None:
    _save(qtbot, home.start())
    own = home.start()
    assert own.wishes == (Wish.READ_PROFILE,)
    with qtbot.waitSignal(own.replaced, timeout=20_000):
        own.read()
    assert (own.profile, own.place) == (DANA, Place.KEYCHAIN)
    assert home.checks.own == (DANA, ())
    assert not own.wishes


def test_where_the_keychain_does_not_answer_the_checks_say_so(home: Home) -> None:
    home.store.set_state(SAVED, "yes")
    own = home.start()
    own.take(Reply())
    assert home.checks.own == (None, LEFT_OUT)
    assert own.wishes == (Wish.READ_PROFILE,), "it can be asked again"
    assert "could not be read: the keychain did not answer." in home.said[0]


def test_what_was_deleted_elsewhere_is_not_asked_for_again(home: Home) -> None:
    home.store.set_state(SAVED, "yes")
    own = home.start()
    own.take(Reply(frozenset({Wish.READ_PROFILE}), "in a drawer"))
    assert own.place is Place.NOWHERE
    assert not home.store.state(SAVED)


def test_an_answer_that_comes_late_does_not_undo_what_was_saved(home: Home, qtbot: QtBot) -> None:
    home.store.set_state(SAVED, "yes")
    own = home.start()
    _save(qtbot, own)
    own.take(Reply(frozenset({Wish.READ_PROFILE}), "", profile=written(Profile())))
    assert own.profile == DANA


def test_without_a_keychain_it_stays_in_memory_and_that_is_said(home: Home, qtbot: QtBot) -> None:
    own = home.start(NO_KEYCHAIN)
    _save(qtbot, own)
    assert (own.profile, own.place) == (DANA, Place.MEMORY)
    assert home.checks.own == (DANA, ())
    assert home.said == [KEPT_IN_MEMORY]
    assert not home.store.state(SAVED)
    own.delete()
    assert home.said[-1] == DELETED
    assert own.place is Place.NOWHERE


def test_deleting_takes_it_out_of_the_keychain(home: Home, qtbot: QtBot) -> None:
    own = home.start()
    _save(qtbot, own)
    _save(qtbot, own, Profile())  # nothing is kept of nothing
    assert home.kept == {}
    assert home.checks.own == (None, ())
    assert (own.profile, own.place) == (Profile(), Place.NOWHERE)
    assert not home.store.state(SAVED)
    assert home.said[-1] == DELETED


def test_what_could_not_be_deleted_stays_listed(home: Home, qtbot: QtBot) -> None:
    home.store.set_state(SAVED, "yes")
    own = home.start(NO_KEYCHAIN)
    with qtbot.waitSignal(own.finished, timeout=20_000):
        own.delete()
    assert own.place is Place.UNREAD
    assert home.said == [NOT_DELETED]
    assert home.store.state(SAVED)


def test_quitting_while_it_is_deleted_does_not_forget_that_it_is_there(home: Home) -> None:
    home.store.set_state(SAVED, "yes")
    own = home.start()
    assert own.forget() == (Wish.DELETE_PROFILE,)
    home.store.forget_everything()
    own.close()
    assert home.store.state(SAVED)


def test_a_value_can_be_added_once_what_was_saved_is_known(home: Home, qtbot: QtBot) -> None:
    own = home.start()
    with qtbot.waitSignal(own.finished, timeout=20_000):
        own.add("phone", "415 555 0132")
    assert own.profile == Profile(phones=("415 555 0132",))
    assert own.with_value("phone", "415 555 0132") is None
    unread = home.start()
    assert unread.with_value("phone", "415 555 0199") is None
