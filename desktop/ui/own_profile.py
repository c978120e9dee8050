"""The profile while Clearpost runs: read once, told to the checks, saved when the person says so.

The keychain is asked only where a profile was saved before, so that those who never used it are
never asked anything. Where it does not answer, the checks say that they ran without the profile;
where there is none at all, the profile lives in memory until Clearpost closes, and that is said.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from checker.model import NotRun, Profile
from desktop.keychain import Reply, Wish
from desktop.profile import NO_ANSWER, SAVED, is_empty, not_run, usable, with_value, written
from desktop.store import Store
from desktop.ui.unlock import KeychainRequest

PATIENT_MS = 30_000
"""Whoever presses a button is there to answer what the keychain asks."""
KEPT_IN_MEMORY = (
    "No keychain answered, so this stays in memory and is forgotten when Clearpost closes."
)
DELETED = "Deleted. Clearpost knows nothing about you now."
NOT_DELETED = (
    "The keychain did not answer, so what you saved under About me is still in it. "
    "Open About me to try again."
)
NOT_READ = (
    "What you saved under About me could not be read: {reason}. "
    "Until then your own address looks like anybody's."
)


class Checks(Protocol):
    """What is asked of `desktop.ui.jobs.CheckService`."""

    def use_profile(self, profile: Profile | None, left_out: tuple[NotRun, ...] = ()) -> None: ...


class Place(Enum):
    """Where the profile is."""

    NOWHERE = auto()
    UNREAD = auto()
    """In the keychain, and not read so far."""
    KEYCHAIN = auto()
    MEMORY = auto()


class OwnProfile(QObject):
    """What is the person's own, and where it is kept."""

    changed = Signal()
    """The profile, its place or whether the keychain is being asked is another one."""
    replaced = Signal()
    """The checks go by another profile from now on."""
    finished = Signal()
    """What was to be saved or deleted is, or will not be."""
    said = Signal(str)
    """A sentence for the person."""

    def __init__(
        self,
        checks: Checks,
        store: Store,
        *,
        command: list[str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.profile = Profile()
        self.where = ""
        """The name of the keychain that it is in."""
        self.place = Place.UNREAD if store.state(SAVED) else Place.NOWHERE
        self._checks = checks
        self._store = store
        self._command = command
        self._request: KeychainRequest | None = None
        self._is_deleting = False

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """What there is still to ask of the keychain, for whoever asks it anyway."""
        return (Wish.READ_PROFILE,) if self.place is Place.UNREAD else ()

    @property
    def place_in_words(self) -> str:
        """Where the profile is, as the end of a sentence; empty where there is none."""
        return {
            Place.NOWHERE: "",
            Place.UNREAD: "it is in the keychain, which did not answer so far",
            Place.KEYCHAIN: f"it is kept {self.where} and in no file of ours",
            Place.MEMORY: "no keychain was found here, so it stays in memory and is forgotten "
            "when Clearpost closes",
        }[self.place]

    @property
    def is_busy(self) -> bool:
        """Whether the keychain is being asked."""
        return self._request is not None

    def take(self, reply: Reply) -> None:
        """Take what the keychain answered to `wishes`; what was saved meanwhile stays."""
        if self.place is not Place.UNREAD:
            return
        is_read = Wish.READ_PROFILE in reply.done
        found = usable(reply.profile) if is_read else not_run(NO_ANSWER)
        if isinstance(found, NotRun):
            self._checks.use_profile(None, (found,))
            self.said.emit(NOT_READ.format(reason=found.reason))
            self.replaced.emit()
        elif found is None:
            self._mark_saved(False)
            self._use(Profile(), Place.NOWHERE)
        else:
            self._use(found, Place.KEYCHAIN, reply.where)

    def read(self) -> None:
        """Ask the keychain for what was saved; for somebody who waits for it."""
        if self.place is Place.UNREAD and not self.is_busy:
            self._ask(Wish.READ_PROFILE)

    def save(self, profile: Profile) -> None:
        """Use this profile from now on and keep it; nothing is kept of an empty one."""
        if is_empty(profile):
            self.delete()
            return
        self._use(profile, Place.MEMORY)
        self._ask(Wish.WRITE_PROFILE, profile=written(profile))

    def with_value(self, type_: str, value: str) -> Profile | None:
        """The profile with this added; None where it cannot be, or is in it."""
        return None if self.place is Place.UNREAD else with_value(self.profile, type_, value)

    def add(self, type_: str, value: str) -> None:
        """Save the profile with this added."""
        if wider := self.with_value(type_, value):
            self.save(wider)

    def delete(self) -> None:
        """Drop it here and in the keychain."""
        if wishes := self.forget():
            self._ask(*wishes)
        else:
            self.said.emit(DELETED)
            self.finished.emit()

    def forget(self) -> tuple[Wish, ...]:
        """Drop it here; what there is to ask of the keychain, for `take_deletion` to hear of."""
        self.stop()
        self._is_deleting = bool(self._store.state(SAVED))
        self._use(Profile(), Place.NOWHERE)
        return (Wish.DELETE_PROFILE,) if self._is_deleting else ()

    def take_deletion(self, reply: Reply) -> bool:
        """Take what came of the wish to delete; what is still there is said and stays listed."""
        self._is_deleting = False
        is_deleted = Wish.DELETE_PROFILE in reply.done
        self._mark_saved(not is_deleted)
        self._use(Profile(), Place.NOWHERE if is_deleted else Place.UNREAD)
        if not is_deleted:
            self.said.emit(NOT_DELETED)
        return is_deleted

    def close(self) -> None:
        """Stop; what was not deleted in time is remembered as being there."""
        self.stop()
        if self._is_deleting:
            self._mark_saved(True)

    def stop(self) -> None:
        """Ask no more."""
        if self._request is not None:
            self._request.stop()
            self._request = None

    def _ask(self, wish: Wish, *, profile: str = "") -> None:
        self.stop()  # only the last question counts
        self._request = KeychainRequest(
            wish, profile=profile, command=self._command, limit_ms=PATIENT_MS, parent=self
        )
        self._request.arrived.connect(lambda reply: self._take(wish, reply))
        self.changed.emit()
        self._request.start()

    def _take(self, wish: Wish, reply: Reply) -> None:
        self.stop()
        if wish is Wish.READ_PROFILE:
            self.take(reply)
        elif wish is Wish.DELETE_PROFILE:
            if self.take_deletion(reply):
                self.said.emit(DELETED)
        elif wish in reply.done:
            self._mark_saved(True)
            self.place, self.where = Place.KEYCHAIN, reply.where
            self.said.emit(f"Saved {reply.where}.")
        else:
            self.said.emit(KEPT_IN_MEMORY)
        self.changed.emit()
        if wish is not Wish.READ_PROFILE:
            self.finished.emit()

    def _mark_saved(self, is_saved: bool) -> None:
        if is_saved is not bool(self._store.state(SAVED)):
            self._store.set_state(SAVED, "yes" if is_saved else "")

    def _use(self, profile: Profile, place: Place, where: str = "") -> None:
        self.profile, self.place, self.where = profile, place, where
        self._checks.use_profile(None if is_empty(profile) else profile)
        self.changed.emit()
        self.replaced.emit()
