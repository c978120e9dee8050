"""The app: builds each object once, and says who hears from whom.

No logic lives here. What the window needs is built first and shown; the clipboard, the tray and
the keychain come in the moment after, because nobody waits for them.
"""

from __future__ import annotations

import signal
import sys
from datetime import datetime
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop import VERSION
from desktop.answers import Answers
from desktop.folders import data_folder
from desktop.keychain import TIME_LIMIT_SECONDS, Key, Reply, Wish
from desktop.managed import read_managed
from desktop.packs import Packs
from desktop.session import Session
from desktop.settings import Settings
from desktop.store import Store
from desktop.ui.clipboard import choose_backend
from desktop.ui.clipboard.watch import SETTING as WATCH
from desktop.ui.clipboard.watch import ClipboardWatch
from desktop.ui.copies import Copies
from desktop.ui.first_run import FirstRunPage
from desktop.ui.first_sight import FirstSight
from desktop.ui.instance import SingleInstance
from desktop.ui.jobs import CheckService
from desktop.ui.kept_view import IN_MEMORY, NOT_YET_KEPT, SWITCHED_OFF, kept_with
from desktop.ui.own_profile import PATIENT_MS, OwnProfile
from desktop.ui.tray import HINTS, Tray
from desktop.ui.unlock import KeychainRequest
from desktop.ui.window import MainWindow

ALREADY_RUNNING = (
    "Clearpost is running already and shows itself with the list it has, so --pack was not used. "
    "Quit it first, or choose the list in its settings."
)
_ASKED = "asked about the clipboard"
_TOLD = "told that there is no keychain"
_SOON_MS = int(TIME_LIMIT_SECONDS * 1000)


def run(*, pack: str | None, background: bool) -> int:
    """Open the app and stay until it is quit; the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop would never look at Ctrl-C
    application = QApplication(["clearpost"])
    application.setApplicationName("clearpost")
    application.setApplicationDisplayName("Clearpost")
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName("clearpost")
    instance = SingleInstance()
    if not instance.acquire():
        if instance.problem:
            print(f"clearpost: {instance.problem}", file=sys.stderr)
        elif pack:
            print(f"clearpost: {ALREADY_RUNNING}", file=sys.stderr)
        return 2 if instance.problem else 0
    app = App(application, pack=Path(pack) if pack else None)
    instance.raised.connect(app.window.bring_to_front)
    application.aboutToQuit.connect(app.close)
    application.aboutToQuit.connect(instance.release)
    app.open(background=background)
    return application.exec()


class App(QObject):
    """Every object there is one of."""

    def __init__(self, application: QApplication, *, pack: Path | None = None) -> None:
        super().__init__()
        self._application = application
        managed = read_managed()
        self.settings = Settings(
            platformdirs.user_config_path("clearpost", appauthor=False) / "settings.json",
            recommended=managed.recommended,
            managed=managed.managed,
            problems=managed.problems,
        )
        self.store = Store(data_folder())
        self.answers = Answers(self.store)
        self.session = Session(self.answers)
        self.packs = Packs(pack or _path(self.settings["pack"]), given=pack)
        self.checks = CheckService(parent=self)
        self.checks.load(self.packs.wished)
        self.checks.start()
        self.own = OwnProfile(self.checks, self.store, parent=self)
        self.window = MainWindow(
            self.session,
            self.checks,
            self.settings,
            self.store,
            self.packs,
            self.own,
            lambda: self.packs.current.policy if self.packs.current else None,
        )
        self.window.quit_requested.connect(application.quit)
        self.settings.listen(self._on_setting_changed)
        self.watch: ClipboardWatch | None = None
        self.copies: Copies | None = None
        self.tray: Tray | None = None
        self.page: FirstRunPage | None = None
        self._asked: KeychainRequest | None = None

    def open(self, *, background: bool = False) -> None:
        """Show the window, or the tray alone where there is one."""
        has_tray = Tray.is_there()
        self._application.setQuitOnLastWindowClosed(not has_tray)
        self.window.hides_on_close = has_tray
        if not (background and has_tray and self.settings["start_in_background"]):
            self.window.show()
        QTimer.singleShot(0, self, lambda: self._build_rest(has_tray))

    def close(self) -> None:
        """End what runs beside the window."""
        if self.watch is not None:
            self.watch.stop()
        if self._asked is not None:
            self._asked.stop()
        self.own.close()
        if self.tray is not None:
            self.tray.hide()
        self.checks.stop()
        self.store.close()

    def _build_rest(self, has_tray: bool) -> None:
        backend = choose_backend(self._application)
        self.watch = ClipboardWatch(backend, self.settings)
        self.copies = Copies(self.watch, self.checks, self.window, self.settings)
        self.window.clipboard_check_requested.connect(self.copies.ask)
        self.window.consent_requested.connect(self.ask_for_consent)
        self.window.forgot_everything.connect(self._forget_key)
        self.watch.state_changed.connect(self._show_watch)
        if has_tray:
            self.tray = Tray(self.window, self.watch, self.copies)
            self.tray.consent_requested.connect(self.ask_for_consent)
            self.tray.quit_requested.connect(self.window.leave)
            self.tray.show()
        self.watch.start()
        self._show_watch()
        self._read_keychain()
        if not self.store.state(_ASKED):
            FirstSight(self.window).came.connect(self._ask_once)

    # The clipboard

    def _ask_once(self) -> None:
        if not self.store.state(_ASKED):  # the tray may have asked meanwhile
            self.ask_for_consent()

    def ask_for_consent(self) -> None:
        """Say what the clipboard watch reads and when, and take the answer."""
        assert self.watch is not None
        self.store.set_state(_ASKED, "yes")
        if self.page is not None:
            self.page.show()
            self.page.raise_()
            self.page.activateWindow()
            return
        # Over the window that it was asked for in, Settings say, which has the keys again after it.
        self.page = FirstRunPage(
            limits="" if self.watch.backend.can_watch else self.watch.backend.limits,
            is_forbidden=self.settings.resolve(WATCH).is_locked,
            parent=self._application.activeWindow() or self.window,
        )
        self.page.setWindowModality(Qt.WindowModality.WindowModal)
        self.page.answered.connect(self._take_consent)
        self.page.show()

    def _take_consent(self, agrees: bool) -> None:
        if self.page is not None:
            self.page.deleteLater()
            self.page = None
        if agrees:
            self.store.give_consent(WATCH, datetime.now().astimezone().date())
        else:
            self.store.withdraw_consent(WATCH)
        self.settings.set(WATCH, agrees)

    def _show_watch(self) -> None:
        assert self.watch is not None
        words = HINTS.get(self.watch.state) or self.watch.reason
        self.window.show_clipboard_state(words[:1].upper() + words[1:])

    # The keychain: the key of the remembered answers, and the profile

    def _read_keychain(self) -> None:
        """Ask for the key where answers are remembered, for the profile where one was saved."""
        remembers = self.settings["remember_answers"]
        if not remembers:
            self.window.answers_kept = SWITCHED_OFF
        wishes = (*((Wish.GET_KEY,) if remembers else ()), *self.own.wishes)
        if wishes:
            self._talk_to_keychain(*wishes)

    def _talk_to_keychain(self, *wishes: Wish, limit_ms: int = _SOON_MS) -> None:
        if self._asked is not None:
            self._asked.stop()  # only the last question counts
        self._asked = KeychainRequest(*wishes, limit_ms=limit_ms, parent=self)
        self._asked.arrived.connect(lambda reply: self._take(wishes, reply))
        self._asked.start()

    def _take(self, wishes: tuple[Wish, ...], reply: Reply) -> None:
        if Wish.GET_KEY in wishes:
            self._take_key(reply.key)
        if Wish.READ_PROFILE in wishes:
            self.own.take(reply)
        if Wish.DELETE_PROFILE in wishes:
            self.own.take_deletion(reply)

    def _take_key(self, key: Key) -> None:
        if not key.is_lasting:
            self.window.answers_kept = IN_MEMORY
            if not self.store.state(_TOLD):
                self.store.set_state(_TOLD, "yes")
                self.window.say(f"About your answers to findings: {IN_MEMORY}.")
        elif self.settings["remember_answers"]:
            self.answers.unlock(key.value)
            self.window.answers_kept = kept_with(key.where)
            self.window.desk.refresh()

    def _forget_key(self) -> None:
        self.answers.stop_remembering()
        self.window.answers_kept = NOT_YET_KEPT
        # Whoever deletes is there to answer what the keychain may ask.
        self._talk_to_keychain(Wish.DELETE_KEY, *self.own.forget(), limit_ms=PATIENT_MS)

    def _on_setting_changed(self, key: str) -> None:
        if key == "pack":
            self.packs.wish(_path(self.settings["pack"]))
            self.checks.load(self.packs.wished)
        elif key == "remember_answers":
            if not self.settings["remember_answers"]:
                self.answers.stop_remembering()
            self._read_keychain()


def _path(text: str) -> Path | None:
    return Path(text) if text else None
