"""What happens to a text that was copied: checked aside, offered, never pushed."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.answers import Answer
from desktop.ui.clipboard.backend import Skip
from desktop.ui.copies import REASONS, things
from tests.support.copies import TODAY, Desktop, finding


@pytest.fixture
def desktop(qapp: object, tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


def test_a_copy_is_checked_and_flagged_without_a_window_moving(desktop: Desktop) -> None:
    desktop.watch.arrived.emit("Project Aurora", False)
    desktop.checks.report("error", "warning")
    assert (desktop.copies.count, desktop.flagged) == (2, [2])
    assert not desktop.window.is_visible
    assert desktop.window.desk.opened == []


def test_a_copy_with_nothing_in_it_is_forgotten(desktop: Desktop) -> None:
    desktop.watch.arrived.emit("Lunch?", False)
    desktop.checks.report()
    assert desktop.flagged == []
    desktop.copies.open()
    assert desktop.window.is_visible
    assert desktop.window.desk.opened == []


def test_hints_alone_raise_no_flag(desktop: Desktop) -> None:
    desktop.watch.arrived.emit("sam@example.com", False)
    desktop.checks.report("note", "note")
    assert (desktop.copies.count, desktop.flagged) == (0, [])


def test_what_was_answered_before_raises_no_flag(desktop: Desktop) -> None:
    text = "Project Aurora ships on Monday at nine"
    desktop.window.session.answers.remember(finding(0, "error"), text, Answer.PUBLIC, TODAY)
    desktop.watch.arrived.emit(text, False)
    desktop.checks.report("error")
    assert desktop.flagged == []


def test_opening_makes_the_copy_the_draft(desktop: Desktop) -> None:
    desktop.watch.arrived.emit("Project\r\nAurora", False)
    desktop.checks.report("error")
    desktop.copies.open()
    assert desktop.window.desk.opened == ["Project\nAurora"]
    assert desktop.window.is_visible
    assert desktop.copies.count == 0
    desktop.copies.open()
    assert len(desktop.window.desk.opened) == 1


def test_a_draft_in_progress_is_asked_about_first(desktop: Desktop) -> None:
    desktop.write("half a thought")
    desktop.watch.arrived.emit("Project Aurora", False)
    desktop.checks.report("error")
    desktop.copies.open()
    assert desktop.window.session.text == "half a thought"
    assert "stays" in desktop.window.bar.said[-1]
    assert desktop.copies.count == 1
    assert desktop.window.bar.do is not None
    desktop.window.bar.do()
    assert desktop.window.session.text == "Project Aurora"
    desktop.window.session.undo()
    assert desktop.window.session.text == "half a thought"


def test_an_old_offer_does_nothing_when_the_copy_is_gone(desktop: Desktop) -> None:
    desktop.write("half a thought")
    desktop.watch.arrived.emit("Project Aurora", False)
    desktop.checks.report("error")
    desktop.copies.open()
    desktop.watch.pause()
    assert desktop.window.bar.do is not None
    desktop.window.bar.do()
    assert desktop.window.session.text == "half a thought"


def test_an_open_empty_window_takes_the_copy_by_itself(desktop: Desktop) -> None:
    desktop.window.is_visible = True
    desktop.watch.arrived.emit("Project Aurora", False)
    assert desktop.window.session.text == "Project Aurora"
    assert not desktop.window.is_active
    desktop.checks.report("error")
    assert desktop.flagged == [1]
    assert desktop.window.bar.said == []
    desktop.copies.open()
    assert desktop.window.desk.opened == ["Project Aurora"]


def test_an_open_window_with_a_draft_only_hears_of_it(desktop: Desktop) -> None:
    desktop.window.is_visible = True
    desktop.write("half a thought")
    desktop.watch.arrived.emit("Project Aurora", False)
    desktop.checks.report("error")
    assert desktop.window.bar.said == ["1 thing to look at before you post, in what you copied."]
    assert desktop.window.session.text == "half a thought"


def test_the_next_copy_takes_the_place_of_the_last(desktop: Desktop) -> None:
    desktop.watch.arrived.emit("first", False)
    first = desktop.checks.asked[-1][0]
    desktop.watch.arrived.emit("second", False)
    desktop.checks.report("error", number=first)
    assert desktop.copies.count == 0
    desktop.checks.report("error")
    desktop.copies.open()
    assert desktop.window.desk.opened == ["second"]


@pytest.mark.parametrize("rest", ["pause", "stop"])
def test_when_the_watch_rests_nothing_copied_is_kept(desktop: Desktop, rest: str) -> None:
    desktop.watch.arrived.emit("Project Aurora", False)
    desktop.checks.report("error")
    getattr(desktop.watch, rest)()
    assert desktop.copies.count == 0
    desktop.copies.open()
    assert desktop.window.desk.opened == []


def test_a_copy_that_was_asked_for_opens_at_once(desktop: Desktop) -> None:
    desktop.watch.arrived.emit("as asked", True)
    assert desktop.window.desk.opened == ["as asked"]
    assert desktop.window.is_visible


def test_asking_does_not_replace_a_draft_in_progress(desktop: Desktop) -> None:
    desktop.write("half a thought")
    desktop.watch.arrived.emit("as asked", True)
    assert desktop.window.session.text == "half a thought"
    assert desktop.window.bar.label == "Look at the copied text"


@pytest.mark.parametrize("skip", list(Skip))
def test_who_asked_is_told_why_there_is_no_text(desktop: Desktop, skip: Skip) -> None:
    desktop.backend.holds = skip
    desktop.copies.ask()
    assert desktop.window.bar.said == [REASONS[skip]]
    assert desktop.window.is_visible


@pytest.mark.parametrize("skip", list(Skip))
def test_unasked_only_a_text_that_was_missed_is_said(desktop: Desktop, skip: Skip) -> None:
    desktop.watch.skipped.emit(skip.value, False)
    missed = skip in (Skip.TOO_LARGE, Skip.TIMED_OUT, Skip.NO_TOOL)
    assert desktop.copies.trouble == (REASONS[skip] if missed else "")
    assert desktop.window.bar.said == []
    desktop.copies.open()
    assert desktop.window.bar.said == ([REASONS[skip]] if missed else [])


def test_a_check_that_failed_does_not_look_like_all_clear(desktop: Desktop) -> None:
    desktop.watch.arrived.emit("Project Aurora", False)
    desktop.checks.report(not_run="checking stopped while this was read")
    assert "was not checked" in desktop.copies.trouble
    desktop.copies.open()
    assert desktop.window.desk.opened == ["Project Aurora"]


def test_where_only_the_front_window_sees_the_clipboard_asking_brings_it_there(
    qapp: object, tmp_path: Path
) -> None:
    desktop = Desktop(tmp_path, can_watch=False)
    desktop.backend.answers_at_once = False
    desktop.copies.ask()
    assert desktop.window.is_visible


def test_the_teams_of_the_person_count_for_copies_too(desktop: Desktop) -> None:
    desktop.settings.set("audiences", ("sales",))
    desktop.watch.arrived.emit("Project Aurora", False)
    assert desktop.checks.asked[-1][2] == ("sales",)


def test_one_is_one_thing() -> None:
    assert things(1) == "1 thing to look at before you post"
