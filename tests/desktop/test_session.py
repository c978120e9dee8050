from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Edit, Finding, Fix, PackInfo, Report, Severity, Span
from desktop.answers import Answer, Answers
from desktop.session import Change, Session
from desktop.store import Store

PACK = PackInfo("builtin", "1", 0, False)


def _session() -> Session:
    return Session(Answers(Store(Path("unused"))), today=lambda: date(2026, 11, 22))


def _fix(start: int, end: int, replacement: str, *, safe: bool = True) -> Fix:
    return Fix("Write it so", (Edit(0, Span(start, end), replacement),), safe)


def _finding(
    start: int, end: int, *fixes: Fix, rule_id: str = "x.y", severity: Severity = "warning"
) -> Finding:
    return Finding(
        rule_id, "other", 0, Span(start, end), severity, 0.9, "message", "why", None, fixes
    )


def _checked(text: str, *findings: Finding) -> Session:
    session = _session()
    session.begin(text, 0.0)
    report = Report(findings, PACK, datetime(2026, 11, 22, tzinfo=UTC))
    assert session.report_arrived(session.revision, report)
    return session


def _type(session: Session, text: str, now: float = 0.0) -> None:
    for char in text:
        session.edit(len(session.text), 0, char, now)


def _after(text: str, changes: tuple[Change, ...]) -> str:
    """What an editor holds that carries the changes out."""
    for change in changes:
        assert text[change.start : change.start + len(change.removed)] == change.removed
        text = change.applied_to(text)
    return text


places = st.tuples(st.integers(0, 30), st.integers(0, 8), st.text(max_size=4), st.floats(0, 9))
actions = st.lists(places | st.sampled_from(["undo", "redo", "type", "back", "begin"]), max_size=30)


@given(actions)
def test_undo_gives_the_text_back_and_redo_makes_it_again(steps: list) -> None:
    session, editor, now = _session(), "", 0.0
    for step in steps:
        now += 0.5
        if step == "undo":
            editor = _after(editor, session.undo())
        elif step == "redo":
            editor = _after(editor, session.redo())
        elif step == "begin":
            editor = _after(editor, session.begin("another draft", now))
        else:
            if step == "type":
                start, removed, inserted = len(editor), 0, "a"
            elif step == "back":
                start, removed, inserted = max(0, len(editor) - 1), 1, ""
            else:
                start, removed, inserted, pause = step
                start, now = min(start, len(editor)), now + pause
            session.edit(start, removed, inserted, now)
            editor = editor[:start] + inserted + editor[start + removed :]
        assert session.text == editor
    final = editor
    while session.can_undo:
        editor = _after(editor, session.undo())
    assert session.text == editor == ""
    while session.can_redo:
        editor = _after(editor, session.redo())
    assert session.text == editor
    if "undo" not in steps:
        assert editor == final


@given(st.text("ab \n", max_size=20), st.data())
def test_every_change_is_a_new_revision(text: str, data: st.DataObject) -> None:
    session = _session()
    session.begin(text, 0.0)
    before = session.revision
    start = data.draw(st.integers(0, len(text)))
    session.edit(start, 0, "x", 0.0)
    session.undo()
    session.redo()
    assert session.revision == before + 3


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    session = _checked("same")
    before = session.revision
    session.edit(0, 4, "same", 0.0)
    assert session.revision == before
    assert session.begin("same", 0.0) == ()


def test_typing_is_undone_word_by_word() -> None:
    session = _session()
    _type(session, "two words")
    session.undo()
    assert session.text == "two "
    session.undo()
    assert session.text == ""
    session.redo()
    session.redo()
    assert session.text == "two words"


def test_a_pause_or_another_place_starts_a_new_step() -> None:
    session = _session()
    _type(session, "ab", now=0.0)
    _type(session, "cd", now=60.0)
    session.edit(0, 0, "x", 60.0)
    texts = []
    while session.can_undo:
        session.undo()
        texts.append(session.text)
    assert texts == ["abcd", "ab", ""]


def test_deleting_either_way_is_one_step() -> None:
    session = _checked("abcdef")
    for at in (5, 4, 3):
        session.edit(at, 1, "", 0.0)
    session.undo()
    assert session.text == "abcdef"
    for _ in range(3):
        session.edit(0, 1, "", 9.0)
    assert session.text == "def"
    session.undo()
    assert session.text == "abcdef"


def test_something_new_ends_what_could_be_made_again() -> None:
    session = _session()
    _type(session, "a")
    session.undo()
    _type(session, "b")
    assert not session.can_redo
    assert session.redo() == ()


def test_undo_of_an_empty_history_does_nothing() -> None:
    assert _session().undo() == ()


def test_the_history_forgets_its_beginning_when_it_gets_too_large() -> None:
    session = _session()
    for number in range(6):
        session.begin(str(number) * 10_000_000, 0.0)
    undone = 0
    while session.undo():
        undone += 1
    assert 0 < undone < 6


def test_a_fix_is_one_step_and_ends_its_finding() -> None:
    fix = _fix(5, 8, "[x]")
    session = _checked("mail abc now abc", _finding(5, 8, fix), _finding(13, 16))
    changes = session.apply(fix)
    assert session.text == "mail [x] now abc" == _after("mail abc now abc", changes)
    assert [f.span for f in session.visible_findings] == [Span(13, 16)]
    session.undo()
    assert session.text == "mail abc now abc"


def test_a_fix_of_a_finding_that_has_gone_does_nothing() -> None:
    fix = _fix(5, 8, "[x]")
    session = _checked("mail abc now", _finding(5, 8, fix))
    session.edit(6, 0, "!", 0.0)
    assert session.apply(fix) == ()
    assert session.text == "mail a!bc now"


def test_a_fix_moves_with_its_finding() -> None:
    session = _checked("mail abc", _finding(5, 8, _fix(5, 8, "[x]")))
    session.edit(0, 0, "Please ", 0.0)
    (finding,) = session.visible_findings
    session.apply(finding.fixes[0])
    assert session.text == "Please mail [x]"


def test_a_fix_that_an_edit_reached_into_is_no_longer_offered() -> None:
    session = _checked("mail abc now", _finding(5, 8, _fix(5, 12, "")))
    session.edit(10, 1, "O", 0.0)
    (finding,) = session.visible_findings
    assert finding.fixes == ()


def test_all_safe_fixes_are_one_step() -> None:
    session = _checked(
        "aa bb cc dd",
        _finding(0, 2, _fix(0, 2, "unsafe", safe=False), _fix(0, 2, "one")),
        _finding(3, 5, _fix(3, 8, "two")),
        _finding(6, 8, _fix(6, 8, "overlaps")),
        _finding(9, 11, _fix(9, 11, "unsafe", safe=False)),
    )
    changes = session.apply_all_safe()
    assert session.text == "one two dd" == _after("aa bb cc dd", changes)
    session.undo()
    assert session.text == "aa bb cc dd"
    assert _checked("aa").apply_all_safe() == ()


def test_a_fix_with_several_edits_keeps_every_place() -> None:
    both = Fix("Both", (Edit(0, Span(0, 1), "longer"), Edit(0, Span(4, 5), "")), True)
    session = _checked("a = b", _finding(0, 5, both))
    session.apply(both)
    assert session.text == "longer = "


def test_only_a_report_about_this_revision_counts() -> None:
    session = _session()
    session.begin("one", 0.0)
    report = Report((_finding(0, 3),), PACK, datetime(2026, 11, 22, tzinfo=UTC))
    assert not session.report_arrived(session.revision - 1, report)
    assert session.report is None
    assert not session.is_checked
    assert session.report_arrived(session.revision, report)
    assert session.is_checked
    session.edit(3, 0, "!", 0.0)
    assert not session.is_checked


@pytest.mark.parametrize(
    ("start", "removed", "inserted", "expected"),
    [
        (0, 0, "xx", Span(7, 10)),
        (0, 3, "", Span(2, 5)),
        (5, 0, "x", Span(6, 9)),
        (8, 0, "x", Span(5, 8)),
        (9, 2, "", Span(5, 8)),
        (6, 0, "x", None),
        (4, 2, "", None),
        (7, 3, "zz", None),
        (5, 3, "", None),
    ],
)
def test_findings_move_with_the_text_until_they_are_touched(
    start: int, removed: int, inserted: str, expected: Span | None
) -> None:
    session = _checked("mail abc now", _finding(5, 8))
    session.edit(start, removed, inserted, 0.0)
    assert [f.span for f in session.visible_findings] == ([expected] if expected else [])
    assert session.report is not None
    assert session.report.findings == session.visible_findings


@given(st.text("ab ", min_size=1, max_size=20), st.data())
def test_a_finding_that_is_still_there_marks_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    session = _checked(text, _finding(start, end))
    for _ in range(3):
        at = data.draw(st.integers(0, len(session.text)))
        removed = data.draw(st.integers(0, 3))
        session.edit(at, min(removed, len(session.text) - at), data.draw(st.text(max_size=3)), 0.0)
    for finding in session.visible_findings:
        assert session.text[finding.span.start : finding.span.end] == text[start:end]


def test_findings_are_walked_in_the_order_of_the_text_and_around_its_ends() -> None:
    session = _checked("aa bb cc", _finding(6, 8), _finding(0, 2), _finding(3, 5))
    found = [f.span.start for f in session.visible_findings]
    assert found == [0, 3, 6]
    after, before = session.next_finding, session.previous_finding
    assert [f.span.start for at in (-1, 0, 3, 6) if (f := after(at))] == [0, 3, 6, 0]
    assert [f.span.start for at in (9, 6, 3, 0) if (f := before(at))] == [6, 3, 0, 6]
    empty = _checked("aa")
    assert empty.next_finding(0) is None
    assert empty.previous_finding(0) is None


def test_the_gravest_finding_at_a_place_is_shown() -> None:
    session = _checked(
        "aabbcc", _finding(0, 4), _finding(2, 6, severity="error"), _finding(0, 6, severity="note")
    )
    assert [f.severity for at in (0, 3, 6) if (f := session.finding_at(at))] == [
        "warning",
        "error",
        "error",
    ]
    assert _checked("aa", _finding(0, 1)).finding_at(2) is None


def test_an_answered_finding_stays_answered_while_the_text_around_it_changes() -> None:
    session = _checked("mail abc", _finding(5, 8), _finding(0, 4))
    mail, abc = session.visible_findings
    session.dismiss(abc, Answer.MINE)
    assert session.visible_findings == (mail,)
    for char in " and much more about it, and then a whole other story":
        session.edit(len(session.text), 0, char, 0.0)
    session.edit(0, 0, "Dear everybody who reads this, ", 0.0)
    moved = _finding(5 + 31, 8 + 31)
    report = Report((moved,), PACK, datetime(2026, 11, 22, tzinfo=UTC))
    session.report_arrived(session.revision, report)
    assert not session.visible_findings
    assert session.dismissed_findings == (moved,)


def test_an_answer_can_be_taken_back() -> None:
    session = _checked("mail abc", _finding(5, 8))
    (finding,) = session.visible_findings
    session.dismiss(finding, Answer.NOT_USEFUL)
    session.take_back(finding)
    assert list(session.visible_findings) == [finding]


def test_a_draft_that_lies_nowhere_else_is_asked_about() -> None:
    session = _session()
    assert session.is_copied_out
    _type(session, "  ")
    assert session.is_copied_out
    _type(session, "words")
    assert not session.is_copied_out
    session.mark_copied()
    assert session.is_copied_out
    _type(session, "!")
    assert not session.is_copied_out
    session.undo()
    session.begin("from a file", 0.0)
    assert session.is_copied_out
    session.begin("typed elsewhere in Clearpost", 0.0, lies_elsewhere=False)
    assert not session.is_copied_out


def test_nothing_of_the_draft_shows_in_a_repr() -> None:
    session = _checked("my secret words")
    session.edit(0, 2, "our", 0.0)
    assert "secret" not in repr(session)
    assert "our" not in repr(Change(0, "my", "our"))
