"""One finding in full: what was noticed, why it matters, what to write instead, which clause.

Five answers are offered and none of them is asked for: a fix, "It is already public", "It is
mine", "Not useful", "Ask". The rights of the person are one click away on every card.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from checker.model import Finding, Fix
from desktop.answers import Answer
from desktop.ui.findings_model import line_of
from desktop.ui.flow import FlowLayout
from desktop.ui.theme import SEVERITY_NAMES, Colors, pixmap

RIGHTS = "SMP-1.2"
RIGHTS_LINK = "Your rights: pay and conditions, reporting wrongdoing"
_MOST_SHOWN = 44
"""Characters of a replacement that a button shows."""
_OTHER_ANSWERS = (Answer.PUBLIC, Answer.MINE, Answer.NOT_USEFUL, Answer.ASK)


def fix_words(fix: Fix) -> str:
    """What stands on the button of a fix: its title and what will be written."""
    new = next((e.replacement for e in fix.edits if e.replacement), "")
    new = " ".join(new.split())
    if not new or new in fix.title:
        return fix.title
    shown = new if len(new) <= _MOST_SHOWN else f"{new[: _MOST_SHOWN - 1].rstrip()}…"
    return f"{fix.title}: “{shown}”"


class WordButton(QPushButton):
    """A button whose words go on in the next line, which Qt's own do not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fix")
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self._label = _wrapped()
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(12, 7, 12, 7)
        self._inside.addWidget(self._label)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str) -> None:
        """Stand for these words."""
        self._label.setText(words)
        self.setAccessibleName(f"Fix: {words}")

    @property
    def words(self) -> str:
        """What stands on it."""
        return self._label.text()

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize()


def link_button(words: str) -> QPushButton:
    """A button that looks like a link and is reached by keyboard like any other."""
    button = QPushButton(words.replace("&", "&&"))
    button.setObjectName("link")
    button.setAutoDefault(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAccessibleName(words)
    return button


class FindingCard(QWidget):
    """The chosen finding."""

    fix_chosen = Signal(object)
    """A `Fix`."""
    answered = Signal(object)
    """An `Answer` other than a fix."""
    clause_wanted = Signal(str)
    """The id of a clause, to be read."""
    link_wanted = Signal(str)
    """An address on the organization's own pages."""

    def __init__(self, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors = colors
        self._finding: Finding | None = None
        self._text = ""
        self._shape = QLabel()
        self._shape.setAccessibleName("")
        self._kind = QLabel()
        self._message = _wrapped()
        self._message.setObjectName("heading")
        self._why = _wrapped()
        self._why.setObjectName("muted")
        self._clauses = QVBoxLayout()
        self._clauses.setSpacing(2)
        self.links: list[QPushButton] = []
        """To the clause: in the reader here, and on the organization's pages."""
        self._fix_label = QLabel("Fix")
        self._fix_label.setObjectName("muted")
        self._fixes = QVBoxLayout()
        self._fixes.setSpacing(6)
        self.fix_buttons: list[WordButton] = []
        self._answer_label = QLabel("Or say")
        self._answer_label.setObjectName("muted")
        self.answers = {answer: self._answer_button(answer) for answer in _OTHER_ANSWERS}
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._shape)
        top.addWidget(self._kind)
        top.addStretch(1)
        line = QFrame()
        line.setObjectName("line")
        line.setFixedHeight(1)
        answers = QWidget()
        flow = FlowLayout(answers)
        for button in self.answers.values():
            flow.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(6)
        whole.addLayout(top)
        whole.addWidget(self._message)
        whole.addWidget(self._why)
        whole.addLayout(self._clauses)
        whole.addSpacing(6)
        whole.addWidget(self._fix_label)
        whole.addLayout(self._fixes)
        whole.addSpacing(6)
        whole.addWidget(self._answer_label)
        whole.addWidget(answers)
        whole.addStretch(1)

    def _answer_button(self, answer: Answer) -> QPushButton:
        button = QPushButton(answer.label)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self.answered.emit(answer))
        return button

    @property
    def finding(self) -> Finding | None:
        """The finding that is shown."""
        return self._finding

    def set_colors(self, colors: Colors) -> None:
        """Draw in other colors."""
        self._colors = colors
        if self._finding:
            self._show_kind(self._finding)

    def show_finding(self, finding: Finding, text: str) -> None:
        """Show a finding of a draft with this text."""
        is_same, self._text = finding == self._finding, text
        before, self._finding = self._finding, finding
        self._show_kind(finding)
        if is_same:
            return
        self._message.setText(finding.message)
        self._why.setText(finding.why)
        self._why.setVisible(bool(finding.why))
        if before is None or before.clause != finding.clause:
            self._show_clause(finding)
        self._show_fixes(finding)
        self._order_tabs()
        can_ask = bool(finding.contact)
        self.answers[Answer.ASK].setEnabled(can_ask)
        self.answers[Answer.ASK].setToolTip(
            f"Opens a mail to {finding.contact}. It names the clause and no word of your draft."
            if can_ask
            else "No contact is named by the list in use, so there is nobody to ask."
        )

    def minimumSizeHint(self) -> QSize:
        # Qt's own is high enough for the narrowest card, so that a wide one would scroll over air.
        return QSize(super().minimumSizeHint().width(), 0)

    def focus_fix(self) -> None:
        """Go to the first fix, or to the answers where there is none."""
        buttons: list[QPushButton] = [*self.fix_buttons, self.answers[Answer.PUBLIC]]
        first = buttons[0]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_kind(self, finding: Finding) -> None:
        color = self._colors.of(finding.severity)
        side = self.fontMetrics().height()
        self._shape.setPixmap(
            pixmap(f"severity-{finding.severity}", color, side, self.devicePixelRatioF())
        )
        line = line_of(finding, self._text)
        name = SEVERITY_NAMES[finding.severity]
        self._kind.setText(
            f'<span style="color:{color};font-weight:600">{name}</span>'
            f'<span style="color:{self._colors.muted}">&nbsp;&nbsp;·&nbsp;&nbsp;line {line}</span>'
        )

    def _show_clause(self, finding: Finding) -> None:
        _empty(self._clauses)
        self.links = []
        clause = finding.clause
        if clause is None:
            return
        link = link_button(f"{clause.id}  {clause.title}")
        link.setToolTip("Read this clause here")
        link.clicked.connect(lambda: self.clause_wanted.emit(clause.id))
        self.links.append(link)
        if clause.link:
            intranet = link_button("The same clause on your organization's pages")
            intranet.setToolTip(clause.link)
            intranet.clicked.connect(lambda: self.link_wanted.emit(clause.link))
            self.links.append(intranet)
        for button in self.links:
            self._clauses.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_fixes(self, finding: Finding) -> None:
        if len(self.fix_buttons) != len(finding.fixes):
            had_focus = any(button.hasFocus() for button in self.fix_buttons)
            _empty(self._fixes)
            self.fix_buttons = [self._fix_button(place) for place in range(len(finding.fixes))]
            for button in self.fix_buttons:
                self._fixes.addWidget(button)
            if had_focus:
                QTimer.singleShot(0, self, self.focus_fix)
        for button, fix in zip(self.fix_buttons, finding.fixes, strict=True):
            button.show_words(fix_words(fix))
        self._fix_label.setVisible(bool(finding.fixes))

    def _order_tabs(self) -> None:
        """Let Tab go through the card as it is read: buttons made later would come last."""
        order = [self._why, *self.links, *self.fix_buttons, *self.answers.values()]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _fix_button(self, place: int) -> WordButton:
        button = WordButton()
        button.setProperty("first", place == 0)
        button.clicked.connect(lambda: self._choose(place))
        return button

    def _choose(self, place: int) -> None:
        # By place, and looked up when clicked: a fix moves along with the text.
        if self._finding and place < len(self._finding.fixes):
            self.fix_chosen.emit(self._finding.fixes[place])


def _wrapped() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
