"""The window: a bar above, the desk with draft and findings, a line below that hides nothing.

It puts the parts together. It never blocks: whatever has to be
said stands in a bar above the draft, and the only question it asks is before a draft would be lost.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from checker.pack.model import Policy
from checker.wire import PackState
from desktop.length import NETWORKS, measure, network
from desktop.packs import Packs
from desktop.session import Session
from desktop.settings import Settings
from desktop.store import Store
from desktop.ui.clipboard import keeper
from desktop.ui.desk import Desk, as_widget
from desktop.ui.fit import fit_to_screen
from desktop.ui.flow import FlowLayout
from desktop.ui.jobs import CheckService
from desktop.ui.kept_view import NOT_YET_KEPT, KeptView
from desktop.ui.leaving import NOT_KEPT, leaving_question
from desktop.ui.menus import fill_menus
from desktop.ui.message_bar import MessageBar
from desktop.ui.outside import not_opened, open_outside
from desktop.ui.own_profile import OwnProfile
from desktop.ui.pages import Pages
from desktop.ui.status_line import StatusLine, name_it
from desktop.ui.theme import ICONS, Theme

_STATE = "window"


class MainWindow(QMainWindow):
    """The whole of Clearpost that is seen."""

    quit_requested = Signal()
    """The person wants to quit, and has been asked about the draft."""
    clipboard_check_requested = Signal()
    consent_requested = Signal()
    """The person wants the clipboard watched; say first what that means."""
    forgot_everything = Signal()
    """What is kept on disk was deleted; drop what is held in memory and in the keychain."""

    def __init__(
        self,
        session: Session,
        checks: CheckService,
        settings: Settings,
        store: Store,
        packs: Packs,
        own: OwnProfile,
        policy_provider: Callable[[], Policy | None],
        *,
        open_address: Callable[[str], bool] = open_outside,
    ) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.session = session
        self.hides_on_close = False
        """Whether closing leaves Clearpost in the tray, where the draft is safe."""
        self.answers_kept = NOT_YET_KEPT
        """What becomes of the answers to findings in this run."""
        self._settings = settings
        self._store = store
        self._packs = packs
        self._own = own
        self._open_address = open_address
        self._is_leaving = self._has_forgotten = self._is_told_of_loss = False
        self.theme = Theme(app, settings["theme"], self)
        self.pages = Pages(
            self, session, settings, packs, self.theme, own, policy_provider, self._kept_view
        )
        self.desk = Desk(session, checks, settings, packs, self.theme.colors)
        self.bar = MessageBar()
        self.status = StatusLine()
        self.networks = QComboBox()
        self.length = QLabel()
        self.undo_button = QPushButton("Undo")
        self.fix_button = QPushButton()
        self.copy_button = QPushButton("Copy cleaned text")
        self.setWindowTitle("Clearpost")
        self.setWindowIcon(QIcon(str(ICONS / "app.svg")))
        self._lay_out()
        self.actions_by_name = fill_menus(self)
        self._connect(checks)
        self._restore()
        self._on_setting_changed("network")
        self.status.show_packs(packs)
        self.desk.setFocus()
        for problem in (*settings.problems, *store.problems):
            self.bar.say(problem)

    def _lay_out(self) -> None:
        self.copy_button.setObjectName("primary")
        self.undo_button.setAccessibleName("Undo the last change")
        for known in NETWORKS:
            self.networks.addItem(known.name, known.key)
        self.networks.setAccessibleName("Count the length for")
        left = QWidget()
        counted = QHBoxLayout(left)
        counted.setContentsMargins(0, 0, 0, 0)
        counted.setSpacing(10)
        counted.addWidget(self.networks)
        counted.addWidget(self.length)
        right = QWidget()
        buttons = QHBoxLayout(right)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        for button in (self.undo_button, self.fix_button, self.copy_button):
            buttons.addWidget(button)
        top = FlowLayout(gap=8, spread=True)
        top.setContentsMargins(14, 10, 14, 0)
        top.addWidget(left)
        top.addWidget(right)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(top)
        column.addWidget(as_widget(self.desk), 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self.setMinimumWidth(400)  # how high it has to be depends on what stands below what
        fit_to_screen(self, 1060, 700)

        for button in middle.findChildren(QPushButton):
            button.setAutoDefault(True)  # Enter presses it, as Space does

    def _connect(self, checks: CheckService) -> None:
        desk = self.desk
        desk.changed.connect(self._show)
        desk.said.connect(self.bar.say)
        desk.done.connect(lambda sentence: self.bar.say(sentence, stays=False))
        desk.clause_wanted.connect(self.pages.show_policy)
        desk.link_wanted.connect(self._open_outside)
        desk.is_own.connect(self._offer_to_add)
        self._own.said.connect(self.bar.say)
        self._own.replaced.connect(desk.check_now)
        self.pages.link_wanted.connect(self._open_outside)
        self.pages.said.connect(self.bar.say)
        self.pages.consent_wanted.connect(self.consent_requested)
        self.undo_button.clicked.connect(desk.undo)
        self.fix_button.clicked.connect(desk.fix_all_safe)
        self.copy_button.clicked.connect(desk.copy_out)
        self.networks.activated.connect(
            lambda: self._settings.set("network", self.networks.currentData())
        )
        self.status.not_run_wanted.connect(self.pages.show_not_run)
        self.status.problems_wanted.connect(self.pages.show_problems)
        checks.message.connect(self.bar.say)
        checks.loaded.connect(self._on_loaded)
        checks.pack_rejected.connect(self._on_rejected)
        self._settings.listen(self._on_setting_changed)
        self.theme.changed.connect(self._on_colors_changed)

    # What others tell the window

    def open_text(self, text: str) -> None:
        """Begin on a text that lies elsewhere too, such as on the clipboard."""
        self.desk.open_text(text)
        self.bring_to_front()

    def bring_to_front(self) -> None:
        """Show the window, above the others where the system allows it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def say(self, sentence: str) -> None:
        """Show a sentence above the draft."""
        self.bar.say(sentence)

    def show_clipboard_state(self, words: str) -> None:
        """Say in the line below whether the clipboard is watched."""
        self.status.show_clipboard(words)

    def _on_loaded(self, state: PackState) -> None:
        self._packs.accepted(state)
        self.status.show_packs(self._packs)
        self.desk.refresh()
        self.pages.show_packs()
        trouble = self._packs.unknown(self._settings["audiences"])
        if trouble and not self.pages.is_open("settings"):
            settings = self.pages.show_settings
            self.bar.say(f"{trouble} See My teams in Settings.", "Settings", settings)

    def _on_rejected(self, problems: list[str], could_be_read: bool) -> None:
        self._packs.rejected(problems, could_be_read)
        self.status.show_packs(self._packs)
        self.bar.say(self._packs.rejection, "Show where", self.pages.show_problems)

    def _on_setting_changed(self, key: str) -> None:
        if key == "theme":
            self.theme.apply(self._settings["theme"])
        elif key == "network":
            self.networks.setCurrentIndex(self.networks.findData(self._settings["network"]))
            self.networks.setEnabled(not self._settings.resolve("network").is_locked)
            self._show()
        elif key == "audiences":
            self.desk.check_now()

    def _on_colors_changed(self) -> None:
        self.desk.set_colors(self.theme.colors)

    # What is seen

    def _show(self) -> None:
        """Bring buttons, counts and the line below up to date."""
        session = self.session
        length = measure(self.desk.editor.text, network(self._settings["network"]))
        over = f"  ·  {-length.left:,} too many" if length.left < 0 else ""
        self.length.setText(f"{length.used:,} of {length.limit:,}{over}")
        name_it(self.length, "over" if over else "muted")
        safe = sum(any(fix.safe for fix in f.fixes) for f in session.visible_findings)
        self.fix_button.setText(f"Fix all safe ones ({safe})" if safe else "Fix all safe ones")
        self.fix_button.setEnabled(safe > 0)
        self.undo_button.setEnabled(session.can_undo)
        self.copy_button.setEnabled(bool(session.text.strip()))
        report = session.report if session.text.strip() else None
        self.status.show_not_run(report.not_run if report else ())
        for name, enabled in (
            ("undo", session.can_undo),
            ("redo", session.can_redo),
            ("fix", safe > 0),
            ("copy", bool(session.text.strip())),
            ("next", bool(session.visible_findings)),
            ("previous", bool(session.visible_findings)),
        ):
            self.actions_by_name[name].setEnabled(enabled)

    def _offer_to_add(self, type_: str, value: str) -> None:
        """Where somebody said "It is mine": offer to know it from now on, and no more than that."""
        if self._own.with_value(type_, value) is not None:
            self.bar.offer("Add it to About me", lambda: self._own.add(type_, value))

    def _open_outside(self, address: str) -> None:
        if not self._open_address(address):
            self.bar.say(not_opened(address))

    # What is kept

    def _kept_view(self) -> KeptView:
        return KeptView(
            self.kept_paths,
            self.forget_everything,
            self.answers_kept,
            lambda: self._own.place_in_words,
            self.theme.colors,
            self,
        )

    def kept_paths(self) -> tuple[Path, ...]:
        """Every file that Clearpost keeps about the person."""
        return (*self._store.paths(), *self._settings.paths())

    def forget_everything(self) -> None:
        """Delete them all."""
        self._has_forgotten = True
        self._settings.forget_everything()
        self.session.answers.forget_everything()
        self.forgot_everything.emit()
        self._store.forget_everything()
        self.desk.refresh()
        problems = (*self._store.problems, *self._settings.problems)
        self.bar.say("\n".join(problems) or "Deleted. Clearpost keeps nothing about you now.")

    # Leaving

    def may_leave(self) -> bool:
        """Whether the draft may go away; asks where it was not copied out."""
        if self.session.is_copied_out:
            return True
        self.bring_to_front()
        box = leaving_question(self)
        box.exec()
        role = box.buttonRole(box.clickedButton())
        if role is QMessageBox.ButtonRole.AcceptRole:
            self.desk.copy_out()
        return role in (
            QMessageBox.ButtonRole.AcceptRole,
            QMessageBox.ButtonRole.DestructiveRole,
        )

    def _hands_copy_on(self) -> bool:
        """See that what was copied here can still be pasted; where it cannot, say so once."""
        if self._is_told_of_loss or not keeper.is_needed() or keeper.hand_over():
            return True
        self._is_told_of_loss = True
        self.bring_to_front()
        self.say(NOT_KEPT)
        return False

    def leave(self) -> None:
        """Quit, unless the person would rather keep writing."""
        if self.may_leave() and self._hands_copy_on():
            self._is_leaving = True
            self.close()
            self.quit_requested.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.hides_on_close and not self._is_leaving:
            self.hide()
            event.ignore()
        elif self._is_leaving or (self.may_leave() and self._hands_copy_on()):
            self._keep_state()
            event.accept()
        else:
            event.ignore()

    def _keep_state(self) -> None:
        if not self._has_forgotten:
            geometry = bytes(self.saveGeometry().toBase64().data()).decode()
            self._store.set_state(_STATE, geometry)

    def _restore(self) -> None:
        if geometry := self._store.state(_STATE):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
