"""The settings page: made from the table, honest about what is managed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox

from checker.model import PackInfo
from checker.wire import PackState
from desktop.packs import Packs
from desktop.settings import SETTINGS, Settings
from desktop.ui.settings_view import MANAGED, SettingsView
from tests.support.findings import policy_of

SHOWN = {key: setting for key, setting in SETTINGS.items() if len(setting.choices) != 1}
PACKS = Packs(None)
PACKS.accepted(
    PackState(
        info=PackInfo("example", "1", 3, has_company_terms=True),
        title="Aldermere",
        made_on=None,
        contact="",
        terms=3,
        policy=policy_of("SMP-1.2"),
        audiences=("sales", "dach"),
    )
)


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def page(qtbot, settings):
    made = SettingsView(settings, PACKS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_setting_has_a_row_with_its_help(page):
    assert set(page.controls) == set(SHOWN)
    words = {label.text() for label in page.findChildren(QLabel)}
    assert {setting.help for setting in SHOWN.values()} <= words


def test_every_control_has_a_name_for_a_screen_reader(page):
    for key, control in page.controls.items():
        name = control.text() if isinstance(control, QCheckBox) else control.accessibleName()
        assert name == SETTINGS[key].label
        assert control.accessibleDescription() == SETTINGS[key].help


def test_a_choice_holds_at_once(page, settings):
    theme = page.controls["theme"]
    assert isinstance(theme, QComboBox)
    theme.setCurrentIndex(theme.findData("dark"))
    theme.activated.emit(theme.currentIndex())
    assert settings["theme"] == "dark"
    box = page.controls["remember_answers"]
    assert isinstance(box, QCheckBox)
    box.click()
    assert settings["remember_answers"] is False
    delay = page.controls["live_check_delay_ms"]
    assert isinstance(delay, QSpinBox)
    delay.setValue(300)
    assert settings["live_check_delay_ms"] == 300


def test_teams_are_written_with_commas(page, settings):
    line = page.controls["audiences"]
    assert isinstance(line, QLineEdit)
    line.setText("sales,  dach ,")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert settings["audiences"] == ("sales", "dach")


def test_the_watch_is_not_switched_on_without_consent(page, settings, qtbot):
    box = page.controls["clipboard_watch"]
    assert isinstance(box, QCheckBox)
    with qtbot.waitSignal(page.consent_wanted):
        box.click()
    assert settings["clipboard_watch"] is False
    assert not box.isChecked()
    settings.set("clipboard_watch", True)
    assert box.isChecked()
    box.click()
    assert settings["clipboard_watch"] is False


def test_what_is_managed_is_shown_and_cannot_be_changed(qtbot, tmp_path):
    settings = Settings(tmp_path / "s.json", managed={"theme": "dark", "clipboard_watch": False})
    page = SettingsView(settings, PACKS)
    qtbot.addWidget(page)
    page.show()
    theme = page.controls["theme"]
    assert isinstance(theme, QComboBox)
    assert theme.currentData() == "dark"
    assert not theme.isEnabled()
    assert not page.controls["clipboard_watch"].isEnabled()
    assert page.controls["network"].isEnabled()
    assert sum(label.text() == MANAGED for label in page.findChildren(QLabel)) == 2
    assert MANAGED in theme.accessibleDescription()


def test_a_change_from_elsewhere_is_shown(page, settings):
    settings.set("network", "x")
    box = page.controls["network"]
    assert isinstance(box, QComboBox)
    assert box.currentText() == "X"


def test_a_team_that_the_list_does_not_name_is_not_taken(page, settings):
    line = page.controls["audiences"]
    assert isinstance(line, QLineEdit)
    assert "sales, dach" in page.teams.text()
    line.setText("sales, slaes")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert settings["audiences"] == ()
    assert '"slaes"' in page.teams.text()
    assert "sales, dach" in page.teams.text()
    line.setText("sales")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert settings["audiences"] == ("sales",)
    assert "slaes" not in page.teams.text()


def test_a_list_given_for_this_run_is_named(qtbot, settings, tmp_path):
    page = SettingsView(settings, Packs(tmp_path, given=tmp_path))
    qtbot.addWidget(page)
    page.show()
    assert str(tmp_path) in page.list_in_use.text()
