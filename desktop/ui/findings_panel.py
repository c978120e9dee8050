"""The right side: how many findings, the list of them, the chosen one, or why there is none.

"Nothing found" is said only of the checks that ran, and those that did not run stand below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from checker.model import Finding, NotRun
from desktop.ui.finding_card import RIGHTS, RIGHTS_LINK, FindingCard, link_button
from desktop.ui.findings_list import FindingsList
from desktop.ui.findings_model import FindingsModel, count_in_words
from desktop.ui.sheet import scrolling, sheet
from desktop.ui.theme import Colors, pixmap


@dataclass(frozen=True, slots=True)
class State:
    """Why there is nothing in the list."""

    icon: str
    title: str
    text: str
    button: str = ""


_LEAST_SHARE = 0.44
"""What the list keeps of a window that is too low for both, up to a few rows."""
_FEW_ROWS = 2
_GAP = 8
_SHEET_MARGIN = 4
_STACKED_ROWS = 3
"""What the list shows under a draft, where the fixes need the room."""

EMPTY = State("draft", "Nothing to check yet", "Findings appear here while you write.")
CHECKING = State("draft", "Checking", "This takes a moment the first time.")


def nothing_found(not_run: Sequence[NotRun], has_company_list: bool, answered: int) -> State:
    """What is said when the checks that ran found nothing, and which did not run."""
    lines = []
    if not has_company_list:
        lines.append("No company list is installed, so company terms were not looked for.")
    lines += [f"Not run: {item.check} ({item.reason})." for item in not_run]
    if answered:
        findings = "1 finding" if answered == 1 else f"{answered} findings"
        lines.append(f"You have answered {findings} in this draft.")
    button = "Show what I answered" if answered else ""
    return State("done", "Nothing found by the checks that ran", "\n".join(lines), button)


def failed(not_run: Sequence[NotRun]) -> State:
    """What is said when the draft could not be checked."""
    reasons = "\n".join(_capital(f"{item.check}: {item.reason}.") for item in not_run)
    words = f"{reasons}\n\nYour draft is still here, and it has not been checked."
    return State("trouble", "This draft could not be checked", words, "Check again")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class FindingsPanel(QWidget):
    """Heading, list and card, or one of the states."""

    rights_wanted = Signal(str)
    button_clicked = Signal()
    """The button of the state that is shown."""

    def __init__(self, model: FindingsModel, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors = colors
        self._state = EMPTY
        self.is_stacked = False
        """Whether it stands under the draft, not beside it."""
        self.list = FindingsList(model, colors)
        self.card = FindingCard(colors)
        self.heading = QLabel()
        self.heading.setObjectName("muted")
        self.heading.setWordWrap(True)
        self.heading.setContentsMargins(12, 8, 12, 4)
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.title = _centered("heading")
        self.words = _centered("muted")
        self.button = QPushButton()
        self.button.clicked.connect(self.button_clicked)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._state_page())
        self.stack.addWidget(self._findings_page())
        rights = link_button(RIGHTS_LINK)
        rights.clicked.connect(lambda: self.rights_wanted.emit(RIGHTS))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.stack, 1)
        whole.addWidget(rights, 0, Qt.AlignmentFlag.AlignLeading)
        self.show_state(EMPTY)

    def _state_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        whole = _sheet(scrolling(page))
        whole.setMinimumHeight(120)
        return whole

    def _findings_page(self) -> QWidget:
        page = QWidget()
        self._list_sheet = _sheet(self.heading, self.list)
        self._card_area = scrolling(self.card)
        self._card_sheet = _sheet(self._card_area)
        self._card_sheet.setMinimumHeight(self.fontMetrics().height() * 7)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._list_sheet)
        column.addWidget(self._card_sheet, 1)
        self._tallest = (0, 0)
        page.installEventFilter(self)
        self.card.installEventFilter(self)
        return page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        wanted = QEvent.Type.LayoutRequest if watched is self.card else QEvent.Type.Resize
        if event.type() is wanted:
            QTimer.singleShot(0, self, self.fit_list)
        return super().eventFilter(watched, event)

    def fit_list(self) -> None:
        """Give the card the room that its words need and the list what is left, up to its rows."""
        above = max(self.heading.heightForWidth(self.heading.width()), 0) + 16
        most_rows = _STACKED_ROWS if self.is_stacked else self.list.model().rowCount()
        page = self._list_sheet.parentWidget()
        assert page is not None

        def rows(count: int) -> int:
            return self.list.content_height(min(count, most_rows)) + above

        beside_card = page.height() - self._card_height() - _GAP
        least = max(min(rows(_FEW_ROWS), round(page.height() * _LEAST_SHARE)), rows(1))
        room = page.height() - self._card_sheet.minimumHeight() - _GAP
        height = max(min(rows(most_rows), max(beside_card, least), room), above)
        if height != self._list_sheet.height():
            self._list_sheet.setFixedHeight(height)

    def _card_height(self) -> int:
        """The tallest card so far, so that the list does not jump from one finding to the next.

        It is measured as if the scroll bar were there: words that need a line more beside one
        would keep it.
        """
        width = self._card_sheet.contentsRect().width() - 2 * _SHEET_MARGIN
        width -= self._card_area.verticalScrollBar().sizeHint().width()
        before = self._tallest[1] if self._tallest[0] == width else 0
        frame = self._card_sheet.height() - self._card_area.maximumViewportSize().height()
        self._tallest = (width, max(before, self.card.heightForWidth(width) + frame))
        return self._tallest[1]

    def set_colors(self, colors: Colors) -> None:
        """Draw in other colors."""
        self._colors = colors
        self.list.set_colors(colors)
        self.card.set_colors(colors)
        self._draw_icon()

    @property
    def state(self) -> State | None:
        """The state that is shown; None while there are findings."""
        return self._state if self.stack.currentIndex() == 0 else None

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the list and say what is in it."""
        noun = "finding" if len(findings) == 1 else "findings"
        self.heading.setText(f"{len(findings)} {noun}: {count_in_words(findings)}")
        self.stack.setCurrentIndex(1)
        self.fit_list()

    def show_state(self, state: State) -> None:
        """Say why there is nothing in the list."""
        self._state = state
        self.title.setText(state.title)
        self.words.setText(state.text)
        self.words.setVisible(bool(state.text))
        self.button.setText(state.button)
        self.button.setVisible(bool(state.button))
        self._draw_icon()
        self.stack.setCurrentIndex(0)

    def _draw_icon(self) -> None:
        side = round(self.fontMetrics().height() * 2.4)
        color = self._colors.accent if self._state.icon == "done" else self._colors.muted
        self._icon.setPixmap(pixmap(self._state.icon, color, side, self.devicePixelRatioF()))


def _centered(name: str) -> QLabel:
    label = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _sheet(*inside: QWidget) -> QFrame:
    return sheet(*inside, margins=(_SHEET_MARGIN,) * 4)
