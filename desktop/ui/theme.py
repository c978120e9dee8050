"""How Clearpost looks: two sets of colors, one sheet of rules, the system's own font.

Qt's Fusion style is used on every system, with palettes of our own: `setColorScheme` alone changes
nothing on a bare X server or offscreen, and the natural styles draw a dark palette only by halves.
The colors are few: paper, ink, one accent, and one for each severity. Every pair that carries text
has a contrast of at least 4.5 to 1 (https://www.w3.org/TR/WCAG22/#contrast-minimum), which a test
works out from the numbers below. Severity is always told by shape and word as well.

Sizes are given in `em` or worked out from the font, so that 200 % and a large font cut nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

import resources
from checker.model import Severity

ICONS: Path = resources.HERE / "icons"

SEVERITY_NAMES: dict[Severity, str] = {
    "error": "Stop and look",
    "warning": "Look",
    "note": "Hint",
}
"""What the three severities are called in the window."""


@dataclass(frozen=True, slots=True)
class Colors:
    """One color for each part a thing plays on the screen."""

    paper: str
    """Behind everything."""
    sheet: str
    """What is written or read on."""
    ink: str
    muted: str
    """Text of the second rank, on paper, sheet and hover alike."""
    line: str
    """Hairlines between parts."""
    edge: str
    """Outlines of buttons and fields, which must be seen to be used: 3 to 1."""
    hover: str
    chosen: str
    accent: str
    on_accent: str
    error: str
    warning: str
    note: str

    def of(self, severity: Severity) -> str:
        """The color of a severity."""
        return {"error": self.error, "warning": self.warning, "note": self.note}[severity]


LIGHT = Colors(
    paper="#f5f4f1",
    sheet="#ffffff",
    ink="#1d2125",
    muted="#565d64",
    line="#e0ddd7",
    edge="#8c8880",
    hover="#efede8",
    chosen="#e3eeec",
    accent="#17655c",
    on_accent="#ffffff",
    error="#b3261e",
    warning="#8a5200",
    note="#3d5f8a",
)
DARK = Colors(
    paper="#1a1c1e",
    sheet="#212427",
    ink="#e7e6e2",
    muted="#a6adb4",
    line="#34383c",
    edge="#747a81",
    hover="#2a2e31",
    chosen="#24393a",
    accent="#7cc9bd",
    on_accent="#0f2421",
    error="#ff9c92",
    warning="#efb85a",
    note="#9fbfe6",
)


def contrast(one: str, other: str) -> float:
    """The contrast of two colors as WCAG works it out, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def palette(colors: Colors) -> QPalette:
    """Qt's palette of a set of colors."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colors.paper,
        QPalette.ColorRole.WindowText: colors.ink,
        QPalette.ColorRole.Base: colors.sheet,
        QPalette.ColorRole.AlternateBase: colors.hover,
        QPalette.ColorRole.Text: colors.ink,
        QPalette.ColorRole.Button: colors.sheet,
        QPalette.ColorRole.ButtonText: colors.ink,
        QPalette.ColorRole.BrightText: colors.error,
        QPalette.ColorRole.ToolTipBase: colors.sheet,
        QPalette.ColorRole.ToolTipText: colors.ink,
        QPalette.ColorRole.PlaceholderText: colors.muted,
        QPalette.ColorRole.Highlight: colors.accent,
        QPalette.ColorRole.HighlightedText: colors.on_accent,
        QPalette.ColorRole.Accent: colors.accent,
        QPalette.ColorRole.Link: colors.accent,
        QPalette.ColorRole.LinkVisited: colors.accent,
        QPalette.ColorRole.Light: colors.sheet,
        QPalette.ColorRole.Midlight: colors.hover,
        QPalette.ColorRole.Mid: colors.line,
        QPalette.ColorRole.Dark: colors.edge,
        QPalette.ColorRole.Shadow: colors.edge,
    }
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.muted))
    return made


def sheet(c: Colors) -> str:
    """The rules for what the palette cannot say."""
    return f"""
QMainWindow, QDialog {{ background: {c.paper}; }}
QToolTip {{ background: {c.sheet}; color: {c.ink}; border: 1px solid {c.edge}; padding: 4px; }}
QMenuBar {{ background: {c.paper}; padding: 1px 6px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {c.chosen}; color: {c.ink}; }}
QMenu {{ background: {c.sheet}; border: 1px solid {c.edge}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 14px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.chosen}; color: {c.ink}; }}
QMenu::item:disabled {{ color: {c.muted}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 5px 8px; }}

QPushButton, QToolButton#plain {{
  background: {c.sheet}; color: {c.ink};
  border: 1px solid {c.edge}; border-radius: 6px; padding: 5px 12px;
}}
QPushButton:hover, QToolButton#plain:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.chosen}; }}
QPushButton {{ outline: none; }}
QPushButton:focus, QToolButton#plain:focus {{ border: 2px solid {c.accent}; padding: 4px 11px; }}
QPushButton:disabled {{ color: {c.muted}; background: {c.paper}; border-color: {c.line}; }}
QPushButton#primary {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QPushButton#primary:focus {{ border-color: {c.ink}; }}
QPushButton#primary:disabled {{
  background: {c.paper}; color: {c.muted}; border-color: {c.line};
}}
QPushButton#quiet {{
  background: transparent; border: 1px solid transparent; color: {c.muted}; padding: 4px 8px;
}}
QPushButton#quiet:hover {{ background: {c.hover}; color: {c.ink}; }}
QPushButton#quiet:focus {{ border: 2px solid {c.accent}; padding: 3px 7px; }}
QPushButton#link {{
  background: transparent; border: none; border-bottom: 1px solid transparent;
  color: {c.accent}; padding: 1px 0; text-align: left; text-decoration: underline;
}}
QPushButton#link:hover {{ color: {c.ink}; }}
QPushButton#link:focus {{ border-bottom: 1px solid {c.accent}; background: {c.chosen}; }}
QPushButton#fix {{
  text-align: left; padding: 8px 12px; background: {c.sheet}; border: 1px solid {c.accent};
}}
QPushButton#fix[first="true"] {{ background: {c.chosen}; }}
QPushButton#fix:hover {{ background: {c.chosen}; }}
QPushButton#fix:focus {{ border: 2px solid {c.accent}; padding: 7px 11px; }}

QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}

QLineEdit, QComboBox, QSpinBox, QPlainTextEdit#field {{
  background: {c.sheet}; color: {c.ink}; border: 1px solid {c.edge}; border-radius: 6px;
  padding: 5px 9px; selection-background-color: {c.accent}; selection-color: {c.on_accent};
}}
QLineEdit {{ placeholder-text-color: {c.muted}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{
  border: 2px solid {c.accent}; padding: 4px 8px;
}}
QPlainTextEdit#field {{ padding: 2px 5px; placeholder-text-color: {c.muted}; }}
QPlainTextEdit#field:focus {{ border: 2px solid {c.accent}; padding: 1px 4px; }}
QPlainTextEdit#field:disabled {{ color: {c.muted}; background: {c.paper}; }}
QSpinBox {{ padding: 4px 0; }}
QSpinBox:focus {{ padding: 3px 0; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: 1.6em; }}
QComboBox::down-arrow {{ image: url({_file("chevron", c)}); width: 0.7em; height: 0.7em; }}
QComboBox QAbstractItemView {{
  background: {c.sheet}; border: 1px solid {c.edge}; outline: none;
  selection-background-color: {c.chosen}; selection-color: {c.ink};
}}

QCheckBox {{ spacing: 9px; }}
QCheckBox::indicator {{
  width: 1.1em; height: 1.1em; border: 1px solid {c.edge}; border-radius: 4px;
  background: {c.sheet};
}}
QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; }}
QCheckBox::indicator:checked {{
  background: {c.accent}; border-color: {c.accent}; image: url({_file("check", c)});
}}
QCheckBox::indicator:disabled {{ border-color: {c.line}; background: {c.paper}; }}

QFrame#sheet {{ background: {c.sheet}; border: 1px solid {c.line}; border-radius: 10px; }}
QFrame#sheet[focused="true"] {{ border: 2px solid {c.accent}; }}
QFrame#sheet > QPlainTextEdit, QFrame#sheet > QListView, QFrame#sheet QScrollArea,
QFrame#sheet QTextBrowser {{ background: transparent; border: none; }}
QFrame#bar {{ background: {c.chosen}; border: none; border-bottom: 1px solid {c.line}; }}
QFrame#status {{ background: {c.paper}; border: none; border-top: 1px solid {c.line}; }}
QFrame#line {{ background: {c.line}; border: none; }}
QLabel#muted {{ color: {c.muted}; }}
QLabel#over {{ color: {c.error}; font-weight: 600; }}
QLabel#heading {{ font-weight: 600; }}

QSplitter::handle {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 2px; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _file(name: str, colors: Colors) -> str:
    """A picture for the style sheet, which takes files only: one per set of colors."""
    kind = "light" if colors is LIGHT else "dark"
    return (ICONS / f"{name}-{kind}.svg").as_posix()


@lru_cache(maxsize=128)
def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """One of our pictures in one color, sharp at the screen's scale."""
    buffer = QBuffer()
    buffer.setData((ICONS / f"{name}.svg").read_bytes().replace(b"currentColor", color.encode()))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    side = round(size * ratio)
    reader.setScaledSize(QSize(side, side))
    made = QPixmap.fromImage(reader.read())
    made.setDevicePixelRatio(ratio)
    return made


class Theme(QObject):
    """The colors in use: those the person chose, or the system's where it says."""

    changed = Signal()

    def __init__(
        self, app: QApplication, choice: str = "system", parent: QObject | None = None
    ) -> None:
        super().__init__(parent or app)
        self._app = app
        self._choice = choice
        self.colors = LIGHT
        if app.style().name() != "fusion":
            app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.apply(choice)

    def apply(self, choice: str) -> None:
        """Show `light`, `dark` or what the `system` says."""
        self._choice = choice
        dark = choice == "dark" or (
            choice == "system" and self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self.colors = DARK if dark else LIGHT
        rules = sheet(self.colors)
        if self._app.styleSheet() != rules:  # every widget there is would be polished anew
            self._app.setPalette(palette(self.colors))
            self._app.setStyleSheet(rules)
        self.changed.emit()

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self.apply("system")
