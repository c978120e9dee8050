"""Which pack is in use, and how to say it.

`--pack` wins over the setting. A pack with a mistake is never used, not even in part: the one
before stays in use and every mistake is said. Without an organization's pack the built-in rules
check, and "no company list installed" stays in sight.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from checker.wire import PackState

_AGING_DAYS = 14
"""From this age on the age itself is said."""


class Packs:
    """The pack that is wished for, the one in use, and what is wrong with the wished one."""

    def __init__(self, wished: Path | None, *, today: Callable[[], date] = date.today) -> None:
        self.wished = wished
        self.current: PackState | None = None
        self.problems: tuple[str, ...] = ()
        self._today = today

    def wish(self, path: Path | None) -> None:
        """Use another pack from the next load on; None is the built-in one alone."""
        self.wished = path
        self.problems = ()

    def accepted(self, state: PackState) -> None:
        """A pack was loaded and is in use now."""
        self.current = state

    def rejected(self, problems: list[str]) -> None:
        """The wished pack has mistakes; what was in use stays so."""
        self.problems = tuple(problems)

    @property
    def has_company_list(self) -> bool:
        return self.current is not None and self.current.info.has_company_terms

    def status(self) -> str:
        """One line on the list in use, for the status bar."""
        if self.current is None:
            return "the list is being read"
        line = self._list_in_use(self.current)
        return f"{line} (a newer one has a mistake)" if self.problems else line

    def _list_in_use(self, state: PackState) -> str:
        if not state.info.has_company_terms:
            return "no company list installed"
        name = f"{state.title or state.info.id} list"
        if state.made_on is None:
            return f"{name}, version {state.info.version}"
        age = (self._today() - state.made_on).days
        said = f"{name} of {spoken_day(state.made_on, self._today())}"
        return f"{said}, {age} days old" if age >= _AGING_DAYS else said


def spoken_day(day: date, today: date) -> str:
    """A day as people say it: "20 November", with the year where it is another one."""
    said = f"{day.day} {_MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
