"""One sentence for the person, above the draft and never in its way.

A newer sentence takes the place of the older one. What only confirms goes away by itself; what
somebody may want to act on stays until it is closed.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_SHORT_MS = 7000


class MessageBar(QFrame):
    """A line that comes and goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.action = QPushButton()
        self.also = QPushButton()
        """A second thing to do, which some sentences have."""
        self._close = QPushButton("Close")
        self._close.setObjectName("quiet")
        self._close.setAccessibleName("Close this message")
        self._do: Callable[[], object] | None = None
        self._do_also: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.also)
        row.addWidget(self.action)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHORT_MS)
        self._timer.timeout.connect(self.hide)
        self.action.clicked.connect(self._act)
        self.also.clicked.connect(self._act_also)
        self._close.clicked.connect(self.hide)
        self.hide()

    def say(
        self,
        sentence: str,
        label: str = "",
        do: Callable[[], object] | None = None,
        *,
        stays: bool = True,
    ) -> None:
        """Show a sentence, with a button where there is something to do about it."""
        self.words.setText(sentence)
        self.action.setText(label)
        self.action.setVisible(bool(label))
        self._do, self._do_also = do, None
        self.also.hide()
        self.show()
        if stays:
            self._timer.stop()
        else:
            self._timer.start()

    def offer(self, label: str, do: Callable[[], object]) -> None:
        """Put one more button beside the sentence that is shown."""
        self.also.setText(label)
        self.also.show()
        self._do_also = do

    def _act_also(self) -> None:
        do, self._do_also = self._do_also, None
        self.hide()
        if do is not None:
            do()

    def _act(self) -> None:
        do, self._do = self._do, None
        self.hide()
        if do is not None:
            do()
