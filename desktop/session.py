"""The draft somebody is working on: its text, its findings and the way back.

The window's editor has Qt's own undo switched off, because underlines are real character formats
and would fill it with steps of ours. So the history lives here, in code points, and the editor
only carries out what it is told.

Every change makes a new revision. A report counts for the revision it was made for; between two
reports the findings move along with the text, so that underlines do not jump while typing, and a
finding that was touched is dropped until the next report says what is there now.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile

from checker.model import Draft, Edit, Finding, Fix, Report, Span
from checker.spans import Spans
from desktop.answers import Answer, Answers

_PAUSE = 2.0
"""Seconds without typing after which undo starts a new step."""
_MOST_STEPS = 1000
_MOST_KEPT = 40_000_000
"""Characters that the history may hold."""


@dataclass(frozen=True, slots=True)
class Change:
    """Text that takes the place of other text, in code points."""

    start: int
    removed: str = field(repr=False)
    inserted: str = field(repr=False)

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.start, self.inserted, self.removed)

    def applied_to(self, text: str) -> str:
        """The text after the change."""
        return text[: self.start] + self.inserted + text[self.start + len(self.removed) :]


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back: changes in the order in which they were made."""

    changes: tuple[Change, ...]
    at: float = 0.0
    is_typing: bool = False

    def size(self) -> int:
        """Characters it holds."""
        return sum(len(c.removed) + len(c.inserted) for c in self.changes)


class Session:
    """One draft, from the first character to copying it out."""

    def __init__(self, answers: Answers, *, today: Callable[[], date] = date.today) -> None:
        self.text = ""
        self.revision = 0
        self.answers = answers
        self._today = today
        self._report: Report | None = None
        self._reported = -1
        self._findings: tuple[Finding, ...] = ()
        self._dismissed: tuple[tuple[str, Span], ...] = ()
        self._undo: deque[Step] = deque(maxlen=_MOST_STEPS)
        self._redo: list[Step] = []
        self._safe_text = ""
        """The text as it also lies elsewhere: copied out, or in the file it came from."""

    # The text

    @property
    def draft(self) -> Draft:
        """The draft as the checker takes it."""
        return Draft.of(self.text)

    def edit(self, start: int, removed: int, inserted: str, now: float) -> None:
        """Take in what was typed, deleted or pasted in the editor.

        Args:
            start: where, in code points.
            removed: how many code points went away there.
            inserted: what came in their place.
            now: a clock in seconds that never goes back; typing is grouped by it.
        """
        change = Change(start, self.text[start : start + removed], inserted)
        if change.removed == change.inserted:
            return
        self._carry_out((change,))
        self._redo.clear()
        last = self._undo[-1] if self._undo else None
        joined = _joined(last, change, now) if last else None
        if joined:
            self._undo[-1] = joined
        else:
            is_typing = len(change.removed) + len(change.inserted) == 1
            self._remember_step(Step((change,), now, is_typing))

    def begin(self, text: str, now: float, *, lies_elsewhere: bool = True) -> tuple[Change, ...]:
        """Start on another text; undo brings the one before back.

        Args:
            text: what was pasted, dropped or read from the clipboard.
            now: as in `edit`.
            lies_elsewhere: nothing is lost when Clearpost closes before it was copied out.
        """
        change = Change(0, self.text, text)
        self._dismissed = ()
        if lies_elsewhere:
            self._safe_text = text
        if self.text == text:
            return ()
        return self._do((change,), now)

    def undo(self) -> tuple[Change, ...]:
        """Take the last step back; the editor carries out what is returned, in that order."""
        if not self._undo:
            return ()
        step = self._undo.pop()
        self._redo.append(step)
        changes = tuple(change.reversed() for change in reversed(step.changes))
        self._carry_out(changes)
        return changes

    def redo(self) -> tuple[Change, ...]:
        """Make the step again that undo took back last."""
        if not self._redo:
            return ()
        step = replace(self._redo.pop(), is_typing=False)
        self._undo.append(step)
        self._carry_out(step.changes)
        return step.changes

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    # Fixes

    def apply(self, fix: Fix, now: float = 0.0) -> tuple[Change, ...]:
        """Carry out a fix of a finding that is still there; nothing for one that has gone."""
        if not any(fix in finding.fixes for finding in self._findings):
            return ()
        return self._do(self._changes(fix.edits), now)

    def apply_all_safe(self, now: float = 0.0) -> tuple[Change, ...]:
        """Carry out the first safe fix of every visible finding, as one step."""
        edits: list[Edit] = []
        taken = Spans()
        for finding in self.visible_findings:
            fix = next((fix for fix in finding.fixes if fix.safe), None)
            if fix and not any(taken.meeting(edit.span) for edit in fix.edits):
                edits.extend(fix.edits)
                for edit in fix.edits:
                    taken.add(edit.span)
        return self._do(self._changes(edits), now) if edits else ()

    def _changes(self, edits: tuple[Edit, ...] | list[Edit]) -> tuple[Change, ...]:
        """Edits of one text as changes; from the end, so that the earlier spans still hold."""
        return tuple(
            Change(edit.span.start, self.text[edit.span.start : edit.span.end], edit.replacement)
            for edit in sorted(edits, key=lambda edit: edit.span, reverse=True)
        )

    # Findings

    def report_arrived(self, revision: int, report: Report) -> bool:
        """Take in a report; False for one that is out of date."""
        if revision != self.revision:
            return False
        self._report, self._reported = report, revision
        self._findings = tuple(sorted(report.findings, key=lambda f: (f.span, f.rule_id)))
        return True

    @property
    def report(self) -> Report | None:
        """The newest report with its findings where they are by now."""
        return replace(self._report, findings=self._findings) if self._report else None

    @property
    def is_checked(self) -> bool:
        """Whether the newest report is about the text as it is."""
        return self._reported == self.revision

    @property
    def visible_findings(self) -> tuple[Finding, ...]:
        """The findings that were not answered, in the order of the text."""
        return tuple(f for f in self._findings if not self._is_dismissed(f))

    @property
    def dismissed_findings(self) -> tuple[Finding, ...]:
        """The findings that were answered, now or in an earlier draft."""
        return tuple(f for f in self._findings if self._is_dismissed(f))

    def next_finding(self, offset: int) -> Finding | None:
        """The first visible finding that starts behind `offset`; from the top after the last."""
        findings = self.visible_findings
        return next(
            (f for f in findings if f.span.start > offset), findings[0] if findings else None
        )

    def previous_finding(self, offset: int) -> Finding | None:
        """The last visible finding that starts before `offset`; from the end before the first."""
        findings = self.visible_findings
        before = list(takewhile(lambda f: f.span.start < offset, findings))
        return before[-1] if before else (findings[-1] if findings else None)

    def finding_at(self, offset: int) -> Finding | None:
        """The visible finding at an offset, the gravest where several meet."""
        touching = [f for f in self.visible_findings if f.span.start <= offset <= f.span.end]
        return max(
            touching, key=lambda f: (f.severity == "error", f.severity == "warning"), default=None
        )

    def dismiss(self, finding: Finding, answer: Answer) -> None:
        """Hide a finding here, and wherever its rule meets the same words in the same place."""
        self._dismissed = (*self._dismissed, (finding.rule_id, finding.span))
        self.answers.remember(finding, self.text, answer, self._today())

    def take_back(self, finding: Finding) -> None:
        """Show a finding again that was answered."""
        place = (finding.rule_id, finding.span)
        self._dismissed = tuple(known for known in self._dismissed if known != place)
        self.answers.forget(finding, self.text)

    def _is_dismissed(self, finding: Finding) -> bool:
        place = (finding.rule_id, finding.span)
        return place in self._dismissed or self.answers.knows(finding, self.text)

    # Leaving

    @property
    def is_copied_out(self) -> bool:
        """Whether nothing is lost when the draft goes away."""
        return not self.text.strip() or self.text == self._safe_text

    def mark_copied(self) -> None:
        """The text as it is now lies on the clipboard, or wherever the person took it."""
        self._safe_text = self.text

    # Inside

    def _do(self, changes: tuple[Change, ...], now: float) -> tuple[Change, ...]:
        """Carry out changes as one step of the history."""
        self._carry_out(changes)
        self._redo.clear()
        self._remember_step(Step(changes, now))
        return changes

    def _remember_step(self, step: Step) -> None:
        self._undo.append(step)
        while len(self._undo) > 1 and sum(s.size() for s in self._undo) > _MOST_KEPT:
            self._undo.popleft()

    def _carry_out(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            self.text = change.applied_to(self.text)
            self._findings = tuple(
                moved for f in self._findings if (moved := _moved_finding(f, change))
            )
            self._dismissed = tuple(
                (rule_id, place)
                for rule_id, span in self._dismissed
                if (place := _moved(span, change))
            )
        self.revision += 1


def _joined(last: Step, change: Change, now: float) -> Step | None:
    """The last step with one more typed or deleted character, where undo takes both at once."""
    if not last.is_typing or now - last.at > _PAUSE or len(last.changes) != 1:
        return None
    before = last.changes[0]
    if len(change.inserted) == 1 and not change.removed and not before.removed:
        follows = change.start == before.start + len(before.inserted)
        ends_word = before.inserted[-1].isspace() and not change.inserted.isspace()
        if follows and not ends_word:
            return Step((Change(before.start, "", before.inserted + change.inserted),), now, True)
    if len(change.removed) == 1 and not change.inserted and not before.inserted:
        if change.start + 1 == before.start:  # backspace
            return Step((Change(change.start, change.removed + before.removed, ""),), now, True)
        if change.start == before.start:  # delete
            return Step((Change(change.start, before.removed + change.removed, ""),), now, True)
    return None


def _moved(span: Span, change: Change) -> Span | None:
    """Where a span is after a change; None where the change reached into it."""
    end = change.start + len(change.removed)
    if change.start >= span.end:
        return span
    if end <= span.start:
        return span.shifted(len(change.inserted) - len(change.removed))
    return None


def _moved_finding(finding: Finding, change: Change) -> Finding | None:
    """The finding after a change, without the fixes that the change reached into."""
    span = _moved(finding.span, change)
    if span is None:
        return None
    if span == finding.span and change.start >= _reach(finding):
        return finding
    return replace(
        finding,
        span=span,
        fixes=tuple(f for fix in finding.fixes if (f := _moved_fix(fix, change))),
    )


def _reach(finding: Finding) -> int:
    """Where the last place ends that the finding or a fix of it speaks of."""
    return max([finding.span.end, *(e.span.end for fix in finding.fixes for e in fix.edits)])


def _moved_fix(fix: Fix, change: Change) -> Fix | None:
    spans = [_moved(edit.span, change) for edit in fix.edits]
    if None in spans:
        return None
    edits = zip(fix.edits, spans, strict=True)
    return replace(fix, edits=tuple(replace(edit, span=span) for edit, span in edits if span))
