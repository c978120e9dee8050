"""The settings, made from the table in `desktop.settings`.

A choice holds from the moment it is made. What IT manages is shown and cannot be changed. The
clipboard watch is not switched on here: who ticks it is shown first what will be read and when.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.length import network
from desktop.packs import Packs
from desktop.settings import SETTINGS, Setting, Settings, Value
from desktop.ui.sheet import put_together, rows, scrolling, sheet, words
from desktop.ui.status_line import name_it

WATCH = "clipboard_watch"
MANAGED = "Managed by your organization"
ABOUT_ME = (
    "Your own names, addresses, numbers and handles, so that they are a hint and not a finding."
)
_CHOICES: dict[str, Callable[[str], str]] = {
    "theme": lambda choice: "Same as the system" if choice == "system" else choice.capitalize(),
    "network": lambda choice: network(choice).name,
}
"""How the choices of a setting are said."""


class SettingsView(QDialog):
    """One row for every setting."""

    consent_wanted = Signal()
    """The person wants the clipboard watched and has to be told what that means first."""
    about_me_wanted = Signal()

    def __init__(self, settings: Settings, packs: Packs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._settings = settings
        self._packs = packs
        self.teams = words("muted")
        """Which teams the list in use names, or which it does not."""
        self.list_in_use = words("muted")
        """The list of this run, where it is not the one of the settings."""
        self._refreshers: dict[str, Callable[[], None]] = {}
        self.controls: dict[str, QWidget] = {}
        inside, column = rows()
        self._problems = words("over")
        column.addWidget(self._problems)
        shown = (setting for setting in SETTINGS.values() if len(setting.choices) != 1)
        for place, setting in enumerate(shown):
            if place:
                column.addWidget(_line())
            column.addWidget(self._row(setting))
        column.addWidget(_line())
        column.addWidget(self._about_me_row())
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        put_together(self, sheet(scrolling(inside)), buttons)
        self.resize(600, 640)
        settings.listen(self._on_changed)
        self._show_problems()
        self.show_packs()

    def _about_me_row(self) -> QWidget:
        """No setting, for it is kept elsewhere; but here is where people look for it."""
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        self.about_me = QPushButton("About me…")
        self.about_me.setAutoDefault(False)
        self.about_me.setAccessibleDescription(ABOUT_ME)
        self.about_me.clicked.connect(self.about_me_wanted)
        text = words("muted")
        text.setText(ABOUT_ME)
        column.addWidget(self.about_me, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(text)
        return row

    def show_packs(self) -> None:
        """Say what the list in use has to do with the settings."""
        self._show_teams(self._settings["audiences"])
        given = self._packs.given
        self.list_in_use.setText(f"In use for this run, from --pack: {given}" if given else "")
        self.list_in_use.setVisible(given is not None)

    def _show_teams(self, named: Sequence[str]) -> bool:
        """Say which teams there are; whether the list in use names all of these."""
        trouble, known = self._packs.unknown(named), self._packs.audiences
        names = f"The list in use names: {', '.join(known)}." if known else ""
        name_it(self.teams, "over" if trouble else "muted")
        self.teams.setText(trouble or names)
        self.teams.setVisible(bool(trouble or names))
        return not trouble

    def _row(self, setting: Setting) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        control = self._control(setting)
        control.setAccessibleDescription(setting.help)
        self.controls[setting.key] = control
        if not isinstance(control, QCheckBox):
            label = QLabel(setting.label)
            label.setBuddy(control)
            control.setAccessibleName(setting.label)
            column.addWidget(label)
        if setting.key == "pack":
            column.addLayout(self._with_browse(control))
        else:
            column.addWidget(control)
        text = QLabel(setting.help)
        text.setObjectName("muted")
        text.setWordWrap(True)
        column.addWidget(text)
        if extra := {"audiences": self.teams, "pack": self.list_in_use}.get(setting.key):
            column.addWidget(extra)
        if self._settings.resolve(setting.key).is_locked:
            row.setEnabled(False)
            managed = QLabel(MANAGED)
            managed.setObjectName("heading")
            column.addWidget(managed)
            control.setAccessibleDescription(f"{setting.help} {MANAGED}.")
        return row

    def _control(self, setting: Setting) -> QWidget:
        """The widget for a kind of value; it shows the value and writes what is chosen."""
        key = setting.key
        if isinstance(setting.default, bool):
            return self._check_box(setting)
        if setting.choices:
            return self._combo_box(setting)
        if isinstance(setting.default, int):
            spin = QSpinBox()
            spin.lineEdit().setTextMargins(8, 0, 8, 0)  # the style sheet cannot reach it
            spin.setRange(setting.least, setting.most or 2**31 - 1)
            self._refreshers[key] = lambda: spin.setValue(self._settings[key])
            self._refreshers[key]()
            spin.valueChanged.connect(lambda value: self._choose(key, value))
            return spin
        line = QLineEdit()
        if isinstance(setting.default, tuple):
            line.setPlaceholderText(", ".join(self._packs.audiences) or "sales, research")
            self._refreshers[key] = lambda: line.setText(", ".join(self._settings[key]))
            line.editingFinished.connect(lambda: self._choose_teams(_names(line.text())))
        else:
            self._refreshers[key] = lambda: line.setText(self._settings[key])
            line.editingFinished.connect(lambda: self._choose(key, line.text().strip()))
        self._refreshers[key]()
        return line

    def _choose_teams(self, names: tuple[str, ...]) -> None:
        """Take names that the list in use knows; the others stay on the screen and are told."""
        if self._show_teams(names):
            self._choose("audiences", names)

    def _check_box(self, setting: Setting) -> QCheckBox:
        box = QCheckBox(setting.label)
        key = setting.key

        def chosen(checked: bool) -> None:
            if key == WATCH and checked:
                box.setChecked(False)
                self.consent_wanted.emit()
            else:
                self._choose(key, checked)

        self._refreshers[key] = lambda: box.setChecked(self._settings[key])
        self._refreshers[key]()
        box.clicked.connect(chosen)
        return box

    def _combo_box(self, setting: Setting) -> QComboBox:
        box = QComboBox()
        key = setting.key
        for choice in setting.choices:
            box.addItem(_CHOICES.get(key, str)(choice), choice)
        self._refreshers[key] = lambda: box.setCurrentIndex(box.findData(self._settings[key]))
        self._refreshers[key]()
        box.activated.connect(lambda: self._choose(key, box.currentData()))
        return box

    def _with_browse(self, line: QWidget) -> QHBoxLayout:
        folder = QPushButton("Choose a folder…")
        folder.setAutoDefault(False)  # or Enter in any field would open it
        folder.clicked.connect(self._choose_folder)
        archive = QPushButton("Choose a ZIP file…")
        archive.setAutoDefault(False)
        archive.clicked.connect(self._choose_archive)
        row = QHBoxLayout()
        row.addWidget(line, 1)
        row.addWidget(folder)
        row.addWidget(archive)
        return row

    def _choose_folder(self) -> None:
        if path := QFileDialog.getExistingDirectory(self, "Company list", self._start()):
            self._choose("pack", path)

    def _choose_archive(self) -> None:
        kinds = "ZIP files (*.zip)"
        path, _ = QFileDialog.getOpenFileName(self, "Company list", self._start(), kinds)
        if path:
            self._choose("pack", path)

    def _start(self) -> str:
        return self._settings["pack"] or str(Path.home())

    def _choose(self, key: str, value: Value) -> None:
        if value != self._settings[key]:
            self._settings.set(key, value)
            self._show_problems()

    def _on_changed(self, key: str) -> None:
        # Chosen here or elsewhere: the tray switches the watch, a pack brings values.
        if key in self._refreshers:  # a setting with one choice has no row
            self._refreshers[key]()
        if key in ("audiences", "pack"):
            self.show_packs()

    def _show_problems(self) -> None:
        self._problems.setText("\n".join(self._settings.problems))
        self._problems.setVisible(bool(self._settings.problems))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("line")
    line.setFixedHeight(1)
    return line
