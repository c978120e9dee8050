"""Widgets in a row that goes on in the next line where the width ends, like words."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Lays its items out as a paragraph, or spread to both ends while they fit in one line."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap: int = 6,
        line_gap: int = 6,
        spread: bool = False,
    ) -> None:
        super().__init__(parent)
        self._line_gap = line_gap
        self._spread = spread
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), is_meant=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, is_meant=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lay_out(self, rect: QRect, *, is_meant: bool) -> int:
        """The height that is needed; the items are moved only where it is meant."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.y()
        for line in self._lines(inner.width()):
            height = max(size.height() for _, size in line)
            if is_meant:
                self._place(line, inner, y, height)
            y += height + self._line_gap
        return max(y - self._line_gap, inner.y()) - rect.y() + margins.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items that are seen, line by line."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self._gap
        return lines

    def _place(
        self, line: list[tuple[QLayoutItem, QSize]], inner: QRect, y: int, height: int
    ) -> None:
        """Put the items of a line beside each other, at its middle."""
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        needed = sum(size.width() for _, size in line) + self._gap * (len(line) - 1)
        x = inner.x()
        for place, (item, size) in enumerate(line):
            if self._spread and place and place == len(line) - 1:
                x += max(0, inner.width() - needed)
            size = size.boundedTo(QSize(inner.width(), size.height()))
            top = y + (height - size.height()) // 2
            place_there = QRect(QPoint(x, top), size)
            item.setGeometry(QStyle.visualRect(direction, inner, place_there))
            x += size.width() + self._gap
