"""The page that asks, once, whether Clearpost may look at what is copied.

It says exactly what is read, when, and what never is, before anything is read. Both answers weigh
the same: same size, same look, neither is the default and neither has the focus at first. Whoever
closes the page has said "Not now" and is not asked again; Settings opens the same page whenever
the person wants it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.clipboard.watch import FORBIDDEN
from desktop.ui.fit import fit_to_screen

TITLE = "Should Clearpost look at what you copy?"
WATCHING = (
    "When you copy text in any program, Clearpost reads that text and checks it right then, "
    "before you paste it into a post. If something in it is worth a look, the icon says so."
)
DETAILS = (
    (
        "What is read",
        "Copied text, up to 1 MB. From a copied piece of a web page, the text it shows.",
    ),
    (
        "What is never read",
        "Anything a password manager marks as secret. Files and pictures. Text you only select "
        "with the mouse. What you copied from Clearpost itself.",
    ),
    (
        "Where it goes",
        "Nowhere. It is checked on this computer, forgotten with the next copy, and never saved, "
        "logged or sent. Nobody sees what you copied or what was found.",
    ),
    (
        "What stays yours",
        "Copying and pasting work as always; nothing is blocked. You can pause from the icon and "
        "change your mind in Settings at any time.",
    ),
    (
        "If you say not now",
        'Clearpost checks what you type, paste or drop here. "Check clipboard now" reads the '
        "clipboard that one time.",
    ),
)

_WIDTH = 560


class FirstRunPage(QDialog):
    """What is read and when, with two answers."""

    answered = Signal(bool)
    """Whether the person wants the clipboard watched."""

    def __init__(
        self, *, limits: str = "", is_forbidden: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show the page.

        Args:
            limits: what `ClipboardBackend.limits` says about this desktop.
            is_forbidden: IT has switched the watch off, so there is nothing to agree to.
            parent: the widget it belongs to.
        """
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.watch_button = QPushButton("Watch the clipboard")
        self.not_now_button = QPushButton("Not now")
        for button in (self.watch_button, self.not_now_button):
            button.setAutoDefault(False)  # or Enter would agree before anybody has read
        self.watch_button.clicked.connect(self.accept)
        self.not_now_button.clicked.connect(self.reject)
        self.watch_button.setEnabled(not is_forbidden)

        text = QVBoxLayout()
        text.setContentsMargins(0, 0, 6, 0)
        heading = _words(TITLE, "heading")
        grown = heading.font()
        grown.setPointSizeF(grown.pointSizeF() * 1.4)
        heading.setFont(grown)
        text.addWidget(heading)
        text.addSpacing(4)
        text.addWidget(_words(limits or WATCHING))
        if is_forbidden:
            text.addWidget(_words(FORBIDDEN))
        for title, words in DETAILS:
            text.addSpacing(self.fontMetrics().height() // 2)
            text.addWidget(_words(title, "heading"))
            text.addWidget(_words(words))
        text.addStretch()

        page = QWidget()
        page.setLayout(text)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)

        # A share of one each: neither answer is larger than the other.
        answers = QHBoxLayout()
        answers.addWidget(self.watch_button, 1)
        answers.addWidget(self.not_now_button, 1)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(14)
        layout.addWidget(scroll, 1)
        layout.addLayout(answers)
        self.finished.connect(lambda result: self.answered.emit(bool(result)))
        scroll.setFocus()  # the arrow keys read on
        margins = layout.contentsMargins()
        below = answers.sizeHint().height() + layout.spacing()
        inside = _WIDTH - margins.left() - margins.right()
        height = text.totalHeightForWidth(inside) + below + margins.top() + margins.bottom()
        fit_to_screen(self, _WIDTH, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)


def _words(text: str, name: str = "") -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
