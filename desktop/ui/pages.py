"""The pages beside the draft: policy, settings, what is kept, and the short ones of help.

Each is there once. Policy and settings are kept and follow what changes meanwhile; the others say
what holds in the moment they are opened, and are made anew each time.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QMainWindow

from checker.pack.model import Policy
from desktop.packs import Packs
from desktop.session import Session
from desktop.settings import Settings
from desktop.ui.about_me import AboutMeView
from desktop.ui.fit import fit_to_screen
from desktop.ui.help_pages import LEFT_ALONE, LEFT_ALONE_TITLE, about_page, keys_page
from desktop.ui.kept_view import KeptView, TextView
from desktop.ui.notices import not_run_page, problems_page
from desktop.ui.own_profile import OwnProfile
from desktop.ui.policy_view import PolicyView
from desktop.ui.settings_view import SettingsView
from desktop.ui.theme import Theme


class Pages(QObject):
    """Opens the pages of a window."""

    said = Signal(str)
    link_wanted = Signal(str)
    """An address outside, which the person clicked."""
    consent_wanted = Signal()
    """The person wants the clipboard watched; say first what that means."""

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        settings: Settings,
        packs: Packs,
        theme: Theme,
        own: OwnProfile,
        policy: Callable[[], Policy | None],
        kept_view: Callable[[], KeptView],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._packs = packs
        self._theme = theme
        self._own = own
        self._policy = policy
        self._kept_view = kept_view
        self._opened: dict[str, QDialog] = {}
        theme.changed.connect(self._on_colors_changed)

    def opened(self, name: str) -> QDialog | None:
        """The page of this name, where it was opened before."""
        return self._opened.get(name)

    def is_open(self, name: str) -> bool:
        """Whether the page of this name is seen."""
        page = self._opened.get(name)
        return page is not None and page.isVisible()

    def show_policy(self, clause_id: str = "") -> None:
        """Open the reader, at a clause where one is named."""
        policy = self._policy()
        if policy is None:
            self.said.emit("The policy is still being read. Try again in a moment.")
            return
        page = self._opened.get("policy")
        if not isinstance(page, PolicyView):
            page = PolicyView(policy, self._theme.colors, self._window)
            page.link_wanted.connect(self.link_wanted)
        self._open(page, "policy")
        if clause_id:
            page.open_at(clause_id.removeprefix("clearpost:policy#"))

    def show_settings(self) -> None:
        """Open the settings."""
        page = self._opened.get("settings")
        if page is None:
            page = SettingsView(self._settings, self._packs, self._window)
            page.consent_wanted.connect(self.consent_wanted)
            page.about_me_wanted.connect(self.show_about_me)
        self._open(page, "settings")

    def show_about_me(self) -> None:
        """Open the page that takes what is the person's own."""
        page = self._opened.get("about me") or AboutMeView(self._own, self._window)
        self._own.read()
        self._open(page, "about me")

    def show_kept(self) -> None:
        """Say what is kept and where, and offer to delete it."""
        self._open(self._kept_view(), "kept")

    def delete_kept(self) -> None:
        """Ask, and delete what is kept."""
        self._kept_view().ask()

    def show_left_alone(self) -> None:
        """Say what is left alone, and what is only a hint."""
        self._open_text("left alone", LEFT_ALONE_TITLE, LEFT_ALONE)

    def show_keys(self) -> None:
        """List the keys."""
        self._open_text("keys", "Keys", keys_page(self._window.menuBar()))

    def show_about(self) -> None:
        """Say which version this is and under which license."""
        self._open_text("about", "About Clearpost", about_page())

    def show_not_run(self) -> None:
        """Say which checks did not run, and why."""
        report = self._session.report
        page = not_run_page(report.not_run if report else ())
        self._open_text("not run", "What was not run", page)

    def show_problems(self) -> None:
        """Say what is wrong with the list that was not taken."""
        title = "What is wrong with the company list"
        self._open_text("problems", title, problems_page(self._packs))

    def show_packs(self) -> None:
        """Bring what is open up to date with the list in use."""
        if isinstance(settings := self._opened.get("settings"), SettingsView):
            settings.show_packs()
        self._show_policy_anew()

    def _show_policy_anew(self) -> None:
        policy, page = self._policy(), self._opened.get("policy")
        if policy is not None and isinstance(page, PolicyView):
            page.set_policy(policy, self._theme.colors)

    def _on_colors_changed(self) -> None:
        self._show_policy_anew()
        for name, page in list(self._opened.items()):
            if isinstance(page, TextView):  # made anew the next time it is opened
                page.close()
                del self._opened[name]

    def _open_text(self, name: str, title: str, page: str) -> None:
        self._open(TextView(title, page, self._theme.colors, self._window), name)

    def _open(self, page: QDialog, name: str) -> None:
        before = self._opened.get(name)
        if before is not None and before is not page:
            before.close()
            before.deleteLater()
        self._opened[name] = page
        fit_to_screen(page, page.width(), page.height())
        page.show()
        page.raise_()
        page.activateWindow()
