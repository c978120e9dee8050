"""The list of findings as it is drawn: a shape, what was noticed, and where.

A row grows with its words and its font, so that nothing is cut at 200 % or in a narrow window.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.findings_model import FINDING, PLACE, FindingsModel
from desktop.ui.theme import Colors, pixmap

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop


class _Row(QStyledItemDelegate):
    """Draws one finding in two lines or more."""

    def __init__(self, view: QListView, colors: Colors) -> None:
        super().__init__(view)
        self._view = view
        self.colors = colors
        self._heights: dict[tuple[str, int, str], int] = {}
        """Measured once: many findings say the same, and rows are asked at every key."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        metrics = option.fontMetrics
        width = self._view.viewport().width()
        key = (index.data(), self._width(), option.font.key())
        height = self._heights.get(key)
        if height is None:
            words = self._words(QRect(0, 0, self._width(), 10_000), metrics.height())
            message = metrics.boundingRect(words, _WRAP, index.data())
            height = message.height() + metrics.height() + round(metrics.height() * 1.25)
            if len(self._heights) > 1000:
                self._heights.clear()
            self._heights[key] = height
        return QSize(width, height)

    def _width(self) -> int:
        """Of a row as if the scroll bar were there, so that its coming moves no words."""
        bar = self._view.verticalScrollBar().sizeHint().width()
        return self._view.width() - 2 * self._view.frameWidth() - bar

    def _words(self, row: QRect, height: int) -> QRect:
        """Where the words of a row stand."""
        side = round(height * 0.75)
        return row.adjusted(side + height + round(height * 0.6), round(height * 0.5), -side, 0)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        finding = index.data(FINDING)
        option_state = option.state
        row, metrics, height = option.rect, option.fontMetrics, option.fontMetrics.height()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option_state & QStyle.StateFlag.State_Selected)
        hovered = bool(option_state & QStyle.StateFlag.State_MouseOver)
        back = row.adjusted(4, 2, -4, -2)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colors.chosen if chosen else self.colors.hover))
            painter.drawRoundedRect(back, 6, 6)
        if option_state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self.colors.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(back, 6, 6)
        words = self._words(QRect(row.topLeft(), QSize(self._width(), row.height())), height)
        side = round(height * 1.05)
        shape = QRect(row.left() + round(height * 0.75), words.top(), side, side)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            shape = QStyle.visualRect(option.direction, row, shape)
            words = QStyle.visualRect(option.direction, row, words)
        ratio = painter.device().devicePixelRatioF()
        color = self.colors.of(finding.severity)
        painter.drawPixmap(
            shape.topLeft(), pixmap(f"severity-{finding.severity}", color, side, ratio)
        )
        message = metrics.boundingRect(words, _WRAP, index.data())
        painter.setPen(QColor(self.colors.ink))
        painter.drawText(words, _WRAP, index.data())
        painter.setPen(QColor(self.colors.muted))
        below = QRect(words)
        below.setTop(words.top() + message.height() + round(height * 0.2))
        place = metrics.elidedText(index.data(PLACE), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop, place)
        painter.restore()


class FindingsList(QListView):
    """The rows; Enter asks for the fixes of the chosen one."""

    fixes_wanted = Signal()

    def __init__(self, model: FindingsModel, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = _Row(self, colors)
        self.setModel(model)
        self.setItemDelegate(self._row)
        self.setAccessibleName("Findings")
        self.setAccessibleDescription("Arrow keys choose a finding, Enter goes to its fixes.")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.activated.connect(self.fixes_wanted)

    def set_colors(self, colors: Colors) -> None:
        """Draw in other colors."""
        self._row.colors = colors
        self.viewport().update()

    def content_height(self, most_rows: int) -> int:
        """How high the rows are together, so many of them at most."""
        count = min(self.model().rowCount(), most_rows)
        return sum(self.sizeHintForRow(row) for row in range(count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            event.accept()
            self.fixes_wanted.emit()
        else:
            super().keyPressEvent(event)
