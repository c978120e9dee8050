from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from checker.model import Profile
from desktop.app import App
from desktop.ui.clipboard.watch import SETTING as WATCH
from desktop.ui.first_run import FirstRunPage
from desktop.ui.kept_view import kept_with
from tests.support.keychain import keychain_in


@pytest.fixture
def app(qtbot: QtBot, qapp: QApplication) -> Iterator[App]:
    app = App(qapp)
    qtbot.addWidget(app.window)
    yield app
    app.close()


def _open(qtbot: QtBot, app: App, *, background: bool = False) -> None:
    app.open(background=background)
    qtbot.waitUntil(lambda: app.watch is not None)


def test_without_a_tray_the_window_opens_even_in_the_background(qtbot: QtBot, app: App) -> None:
    _open(qtbot, app, background=True)
    assert app.window.isVisible()
    assert app.tray is None
    assert not app.window.hides_on_close


def test_the_pack_is_loaded_and_its_status_is_in_sight(qtbot: QtBot, app: App) -> None:
    _open(qtbot, app)
    qtbot.waitUntil(lambda: app.packs.current is not None, timeout=20_000)
    assert app.packs.status() == "no company list installed"


def test_a_list_chosen_in_the_settings_is_loaded(qtbot: QtBot, app: App, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('id = "small"\nversion = "1"\nextends = "builtin"\n')
    _open(qtbot, app)
    with qtbot.waitSignal(
        app.checks.loaded, timeout=20_000, check_params_cb=lambda state: state.info.id == "small"
    ):
        app.settings.set("pack", str(tmp_path))
    assert app.packs.has_company_list


def _asked(qtbot: QtBot, app: App) -> FirstRunPage:
    """The page that asks, once it is there."""
    qtbot.waitUntil(lambda: app.page is not None and app.page.isVisible())
    assert app.page is not None
    return app.page


@pytest.mark.parametrize("agrees", [True, False])
def test_the_first_run_asks_once_and_takes_the_answer(qtbot: QtBot, app: App, agrees: bool) -> None:
    _open(qtbot, app)
    page = _asked(qtbot, app)
    assert page.isWindow()
    assert page.parentWidget() is app.window
    button = page.watch_button if agrees else page.not_now_button
    button.click()
    assert not page.isVisible()
    assert app.settings.resolve(WATCH).value is agrees
    assert (app.store.consent_day(WATCH) is not None) is agrees
    again = App(QApplication.instance())  # type: ignore[arg-type]
    qtbot.addWidget(again.window)
    _open(qtbot, again)
    with qtbot.waitExposed(again.window):
        pass
    QApplication.processEvents()
    assert again.page is None
    again.close()


def test_who_starts_in_the_background_is_asked_when_the_window_is_seen(
    qtbot: QtBot, app: App
) -> None:
    app._build_rest(has_tray=False)
    assert app.page is None
    app.window.show()
    _asked(qtbot, app)


def test_asked_for_in_settings_it_stands_over_them(qtbot: QtBot, app: App) -> None:
    _open(qtbot, app)
    _asked(qtbot, app).not_now_button.click()
    app.window.pages.show_settings()
    settings = app.window.pages.opened("settings")
    assert settings is not None
    qtbot.waitUntil(settings.isActiveWindow)
    app.window.consent_requested.emit()
    page = _asked(qtbot, app)
    assert page.parentWidget() is settings
    app.window.consent_requested.emit()
    assert app.page is page


def test_without_a_keychain_that_is_said_once(
    qtbot: QtBot, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(app.window, "say", said.append)
    _open(qtbot, app)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [
        "About your answers to findings: no keychain was found here, "
        "so they stay in memory and are forgotten when Clearpost closes."
    ]
    assert "no keychain" in app.window.answers_kept


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file that the app takes for the keychain."""
    path = tmp_path / "keychain.json"
    monkeypatch.setattr("desktop.ui.unlock.child_command", lambda _: keychain_in(path))
    return path


DANA = Profile(emails=("jo.doe@mail.org",))


def test_the_next_run_asks_the_keychain_once_for_the_key_and_the_profile(
    qtbot: QtBot, qapp: QApplication, app: App, keychain: Path
) -> None:
    with qtbot.waitSignal(app.own.finished, timeout=20_000):
        app.own.save(DANA)
    again = App(qapp)
    qtbot.addWidget(again.window)
    with qtbot.waitSignal(again.own.replaced, timeout=20_000):
        again._build_rest(has_tray=False)
    assert again.own.profile == DANA
    assert again.window.answers_kept == kept_with("in a drawer")
    assert sorted(json.loads(keychain.read_text())) == ["about me", "remembered answers"]
    with qtbot.waitSignal(
        again.checks.reported, timeout=20_000, check_params_cb=lambda _, r: bool(r.findings)
    ) as reported:
        again.window.open_text("Write to jo.doe@mail.org today")
    assert reported.args is not None
    assert [finding.rule_id for finding in reported.args[1].findings] == ["self.email"]
    again.close()


def test_who_remembers_no_answers_and_saved_nothing_is_asked_nothing(
    qtbot: QtBot, app: App, keychain: Path
) -> None:
    app.settings.set("remember_answers", False)
    _open(qtbot, app)
    assert app._asked is None
    assert not keychain.exists()


def test_forgetting_everything_empties_the_keychain(qtbot: QtBot, app: App, keychain: Path) -> None:
    _open(qtbot, app)
    qtbot.waitUntil(lambda: app.window.answers_kept == kept_with("in a drawer"), timeout=20_000)
    with qtbot.waitSignal(app.own.finished, timeout=20_000):
        app.own.save(DANA)
    app.window.forget_everything()
    qtbot.waitUntil(lambda: not app.own._is_deleting, timeout=20_000)
    assert json.loads(keychain.read_text()) == {}
    assert app.own.profile == Profile()
    assert app.window.kept_paths() == ()


def test_at_first_start_a_broken_list_leaves_the_built_in_rules_checking(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    app = App(qapp, pack=tmp_path / "none")
    qtbot.addWidget(app.window)
    _open(qtbot, app)
    qtbot.waitUntil(lambda: app.packs.current is not None, timeout=20_000)
    assert app.packs.rejection.endswith("could not be read. The built-in rules are in use.")
    assert not app.packs.could_be_read
    with qtbot.waitSignal(
        app.checks.reported, timeout=20_000, check_params_cb=lambda _, report: bool(report.findings)
    ):
        app.window.open_text("Pay to GR16 0110 1250 0000 0001 2300 695 by Friday")
    app.close()


def test_forgetting_everything_leaves_no_file(qtbot: QtBot, app: App) -> None:
    _open(qtbot, app)
    app.settings.set("theme", "dark")
    assert app.window.kept_paths()
    app.window.forget_everything()
    assert app.window.kept_paths() == ()


def test_quitting_ends_the_child(qtbot: QtBot, app: App) -> None:
    _open(qtbot, app)
    qtbot.waitUntil(lambda: app.packs.current is not None, timeout=20_000)
    app.close()
    assert app.checks._process is None
