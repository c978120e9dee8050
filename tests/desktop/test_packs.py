from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checker.model import PackInfo
from checker.pack.model import Policy
from checker.wire import PackState
from desktop.packs import Packs, spoken_day

TODAY = date(2026, 11, 22)


def _state(title: str = "Aldermere", made_on: date | None = date(2026, 11, 20)) -> PackState:
    return PackState(
        info=PackInfo("aldermere", "2026.11.3", 2, has_company_terms=True),
        title=title,
        made_on=made_on,
        contact="",
        terms=300,
        policy=Policy(title="", version="", notice="", clauses=()),
    )


@pytest.mark.parametrize(
    ("title", "made_on", "status"),
    [
        ("Aldermere", date(2026, 11, 20), "Aldermere list of 20 November"),
        ("Aldermere", date(2026, 11, 8), "Aldermere list of 8 November, 14 days old"),
        ("Aldermere", date(2025, 12, 1), "Aldermere list of 1 December 2025, 356 days old"),
        ("", date(2026, 11, 22), "aldermere list of 22 November"),
        ("Aldermere", None, "Aldermere list, version 2026.11.3"),
    ],
)
def test_the_list_in_use_is_said_with_its_age(
    title: str, made_on: date | None, status: str
) -> None:
    packs = Packs(None, today=lambda: TODAY)
    packs.accepted(_state(title, made_on))
    assert packs.status() == status
    assert packs.has_company_list


def test_without_a_company_list_that_is_said() -> None:
    packs = Packs(None, today=lambda: TODAY)
    assert packs.status() == "the list is being read"
    assert not packs.has_company_list
    state = _state()
    builtin = PackInfo("builtin", "1", 0, has_company_terms=False)
    packs.accepted(
        PackState(info=builtin, title="x", made_on=None, contact="", terms=0, policy=state.policy)
    )
    assert packs.status() == "no company list installed"


def test_a_list_with_mistakes_leaves_the_one_before_and_is_said() -> None:
    packs = Packs(Path("old"), today=lambda: TODAY)
    packs.accepted(_state())
    packs.wish(Path("new"))
    packs.rejected(["terms/names.csv:14 audience: should be a team"])
    assert packs.status() == "Aldermere list of 20 November (another has a mistake)"
    assert packs.problems == ("terms/names.csv:14 audience: should be a team",)
    packs.wish(Path("newer"))
    assert not packs.problems
    assert packs.wished == Path("newer")


def test_a_day_is_said_as_people_say_it() -> None:
    assert spoken_day(date(2026, 1, 1), TODAY) == "1 January"
    assert spoken_day(date(2027, 12, 31), TODAY) == "31 December 2027"


@pytest.mark.parametrize(
    ("could_be_read", "has_list", "says"),
    [
        (True, True, "has a mistake and was not taken. The one before stays in use."),
        (True, False, "has a mistake and was not taken. The built-in rules are in use."),
        (False, False, "could not be read. The built-in rules are in use."),
    ],
)
def test_what_is_wrong_with_a_list_is_said_with_what_checks_instead(
    could_be_read: bool, has_list: bool, says: str
) -> None:
    packs = Packs(Path("new"), today=lambda: TODAY)
    if has_list:
        packs.accepted(_state())
    packs.rejected(["/nonexistent: cannot be read"], could_be_read)
    assert packs.rejection == f"The company list {says}"
