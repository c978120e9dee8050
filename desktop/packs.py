"""Which pack is in use, and how to say it.

`--pack` wins over the setting. A pack with a mistake is never used, not even in part: the one
before stays in use, or the built-in one, and every mistake is said. Without an organization's pack
the built-in rules check, and "no company list installed" stays in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from checker.wire import PackState

_AGING_DAYS = 14
"""From this age on the age itself is said."""


class Packs:
    """The pack that is wished for, the one in use, and what is wrong with the wished one."""

    def __init__(
        self,
        wished: Path | None,
        *,
        given: Path | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.wished = wished
        self.given = given
        """The one that `--pack` named; it is used for this run, whatever the settings say."""
        self.current: PackState | None = None
        self.problems: tuple[str, ...] = ()
        self.could_be_read = True
        """Whether what was wished for is a pack at all, with mistakes or not."""
        self._today = today

    def wish(self, path: Path | None) -> None:
        """Use another pack from the next load on; None is the built-in one alone."""
        self.wished = path
        self.given = None
        self.problems = ()

    def accepted(self, state: PackState) -> None:
        """A pack was loaded and is in use now."""
        self.current = state

    def rejected(self, problems: list[str], could_be_read: bool = True) -> None:
        """The wished pack cannot be used; what was in use stays so."""
        self.problems = tuple(problems)
        self.could_be_read = could_be_read

    @property
    def rejection(self) -> str:
        """What is wrong with the wished pack and what checks instead, in two sentences."""
        if not self.could_be_read:
            what = "The company list could not be read."
        else:
            count = len(self.problems)
            mistakes = "a mistake" if count == 1 else f"{count} mistakes"
            what = f"The company list has {mistakes} and was not taken."
        stays = "The one before stays" if self.has_company_list else "The built-in rules are"
        return f"{what} {stays} in use."

    @property
    def audiences(self) -> tuple[str, ...]:
        """The teams that the list in use names."""
        return self.current.audiences if self.current else ()

    def unknown(self, audiences: Iterable[str]) -> str:
        """What is wrong with names of teams; empty where the list in use names them all."""
        if self.current is None:
            return ""
        wrong = [name for name in audiences if name not in ("all", *self.audiences)]
        if not wrong:
            return ""
        if not self.audiences:
            return f'The list in use names no teams, so there is none called "{wrong[0]}".'
        return f'The list in use names no team "{wrong[0]}". It names: {", ".join(self.audiences)}.'

    @property
    def has_company_list(self) -> bool:
        return self.current is not None and self.current.info.has_company_terms

    def status(self) -> str:
        """One line on the list in use, for the status bar."""
        if self.current is None:
            return "the list is being read"
        line = self._list_in_use(self.current)
        if not self.problems:
            return line
        return f"{line} (another {'has a mistake' if self.could_be_read else 'could not be read'})"

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
