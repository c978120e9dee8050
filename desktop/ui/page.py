"""A page of text to be read: our own words as simple HTML, and nothing fetched.

Qt's browser would load a picture or a sheet that a page names; `loadResource` here gives nothing,
so that a page can never reach out.
"""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from desktop.ui.theme import Colors


def escape(text: str) -> str:
    """`text` as HTML; the library's `html` brings half a megabyte of entity names along."""
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, name)
    return text


class Page(QTextBrowser):
    """Shows a page in the colors of the theme."""

    def __init__(self, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(12)
        self.set_colors(colors)

    def set_colors(self, colors: Colors) -> None:
        """Use other colors from the next page on."""
        size = self.font().pointSizeF()
        self.document().setDefaultStyleSheet(
            f".title {{ font-size: {size * 1.5:.1f}pt; font-weight: 600; margin: 0 0 2px 0; }}"
            f".head {{ font-size: {size * 1.1:.1f}pt; font-weight: 600; margin: 24px 0 4px 0; }}"
            "p { margin: 4px 0; }"
            "td { padding-top: 5px; }"
            f"a {{ color: {colors.accent}; }}"
            f".muted {{ color: {colors.muted}; }}"
            f".small {{ color: {colors.muted}; font-size: {size * 0.92:.1f}pt; }}"
            f".kind {{ color: {colors.muted}; padding-right: 14px; white-space: nowrap; }}"
        )

    def loadResource(self, _type: int, _name: QUrl | str) -> None:
        return None
