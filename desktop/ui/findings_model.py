"""The findings as a list: the primary surface, because every reader and every key reaches it.

The model follows the session. When the findings change, only the rows that differ are taken out
and put in, so that the chosen row stays chosen while somebody types elsewhere. Each row says to a
screen reader in one sentence what an eye sees: "warning, line 3: This looks like ...".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from checker.model import SEVERITIES, Finding, Severity

FINDING = Qt.ItemDataRole.UserRole
PLACE = Qt.ItemDataRole.UserRole + 1
"""Where it is and what it says there, for the second line of a row."""

_MOST_QUOTED = 36
_QUIET_MS = 900
"""A result is announced when the typing has come to rest."""

_COUNTED: dict[Severity, str] = {
    "error": "to stop and look at",
    "warning": "to look at",
    "note": "as a hint",
}


def line_of(finding: Finding, text: str) -> int:
    """The line of the draft in which the finding begins; the first is 1."""
    return text.count("\n", 0, finding.span.start) + 1


def quote(finding: Finding, text: str) -> str:
    """The words of the draft at the finding, on one line and not too long."""
    words = " ".join(text[finding.span.start : finding.span.end].split())
    return words if len(words) <= _MOST_QUOTED else f"{words[: _MOST_QUOTED - 1].rstrip()}…"


def count_in_words(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, as a sentence without its end."""
    parts = [
        f"{count} {_COUNTED[severity]}"
        for severity in reversed(SEVERITIES)
        if (count := sum(f.severity == severity for f in findings))
    ]
    return ", ".join(parts)


class FindingsModel(QAbstractListModel):
    """One row for each visible finding, in the order of the text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._text = ""
        self._places: list[str] = []

    def show(self, findings: Sequence[Finding], text: str) -> None:
        """Show these findings of this text."""
        before, now = self._findings, tuple(findings)
        most = min(len(before), len(now))
        start = next((i for i in range(most) if not _same(before[i], now[i])), most)
        most -= start
        tail = next((i for i in range(most) if not _same(before[-1 - i], now[-1 - i])), most)
        old_end, new_end = len(before) - tail, len(now) - tail
        self._text = text
        if old_end > start:
            self.beginRemoveRows(QModelIndex(), start, old_end - 1)
            self._findings = before[:start] + before[old_end:]
            self.endRemoveRows()
        if new_end > start:
            self.beginInsertRows(QModelIndex(), start, new_end - 1)
            self._findings = now
            self.endInsertRows()
        self._findings = now
        places = [self._place(finding) for finding in now]
        if now and (before != now or places != self._places):
            # Not what the rows say, so that the view need not lay them out anew.
            roles = [FINDING, PLACE, Qt.ItemDataRole.AccessibleTextRole]
            self.dataChanged.emit(self.index(0), self.index(len(now) - 1), roles)
        self._places = places

    def _place(self, finding: Finding) -> str:
        clause = f"{finding.clause.id}  ·  " if finding.clause else ""
        line = line_of(finding, self._text)
        return f"line {line}  ·  {clause}“{quote(finding, self._text)}”"

    def finding(self, index: QModelIndex | QPersistentModelIndex) -> Finding | None:
        """The finding of a row."""
        return self._findings[index.row()] if index.isValid() else None

    def row_of(self, finding: Finding) -> int:
        """The row of a finding; -1 where it has gone."""
        return next((i for i, known in enumerate(self._findings) if known == finding), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._findings)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        finding = self.finding(index)
        if finding is None:
            return None
        line = line_of(finding, self._text)
        if role == Qt.ItemDataRole.DisplayRole:
            return finding.message
        if role == FINDING:
            return finding
        if role == PLACE:
            return self._place(finding)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{finding.severity}, line {line}: {finding.message}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            clause = f" Clause {finding.clause.id}." if finding.clause else ""
            return f"{finding.why}{clause} Press Enter for the fixes."
        return None


def _same(one: Finding, other: Finding) -> bool:
    """Whether two reports speak of one thing, which may have moved along with the text."""
    return (
        one.rule_id == other.rule_id
        and one.severity == other.severity
        and one.message == other.message
        and len(range(*one.span)) == len(range(*other.span))
    )


class Announcer(QObject):
    """Tells screen readers about a result, politely and once the typing rests."""

    announced = Signal(str)

    def __init__(self, speaker: QWidget) -> None:
        super().__init__(speaker)
        self._speaker = speaker
        self._waiting = self._last = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self._speak)

    def say(self, sentence: str) -> None:
        """Announce a sentence soon, in place of one still waiting; never one twice running."""
        self._waiting = sentence
        self._timer.start()

    def _speak(self) -> None:
        if self._waiting == self._last:
            return
        self._last = self._waiting
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._speaker, self._last))
        self.announced.emit(self._last)
