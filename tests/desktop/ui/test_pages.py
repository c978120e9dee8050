"""The pages beside the draft say what holds, and follow what changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from checker.model import Profile
from desktop import VERSION
from desktop.ui.kept_view import DELETE, IN_MEMORY, kept_with
from tests.support.window import ANA, TEXT


def test_the_keys_and_the_version_are_in_the_help(bench):
    bench.window.pages.show_keys()
    assert "F8" in bench.page_text("keys")
    assert "Next finding" in bench.page_text("keys")
    bench.window.pages.show_about()
    assert VERSION in bench.page_text("about")
    assert "Apache License" in bench.page_text("about")
    bench.window.pages.show_left_alone()
    assert "public figures" not in bench.page_text("left alone")


def test_the_settings_have_a_key_on_every_system(bench, qtbot):
    QTest.keyClick(bench.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bench.window.pages.is_open("settings"))


def test_the_menu_item_that_deletes_leads_to_the_question(bench, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.windowTitle()))
    bench.window.pages.delete_kept()
    assert asked == [DELETE]


def test_what_is_kept_says_what_is_true_in_this_run(bench):
    bench.window.answers_kept = IN_MEMORY
    bench.window.pages.show_kept()
    assert "no keychain was found" in bench.page_text("kept")
    bench.window.answers_kept = kept_with("in the login keyring")
    bench.window.pages.show_kept()
    assert "in the login keyring" in bench.page_text("kept")


def test_what_was_said_about_oneself_is_among_what_is_kept_and_deleted(bench, monkeypatch):
    bench.window.pages.show_kept()
    assert "About me: nothing is saved" in bench.page_text("kept")
    assert not bench.page("kept").delete.isEnabled()
    bench.own.save(Profile(names=("Dana Roe",)))
    bench.window.pages.show_kept()
    page = bench.page("kept")
    assert "forgotten when Clearpost closes" in page.page.toPlainText()
    assert "About me" in page.question().informativeText()
    assert "Dana" not in page.page.toPlainText() + page.question().informativeText()

    def choose(box):
        role = QMessageBox.ButtonRole.DestructiveRole
        button = next(b for b in box.buttons() if box.buttonRole(b) is role)
        monkeypatch.setattr(box, "clickedButton", lambda: button)

    monkeypatch.setattr(QMessageBox, "exec", choose)
    bench.window.forgot_everything.connect(bench.own.forget)
    page.delete.click()
    assert bench.own.profile == Profile()
    assert "nothing is saved" in page.page.toPlainText()


def test_a_rejected_list_is_told_with_every_mistake(bench):
    bench.load_pack(company=True)
    lines = ["terms/terms.csv:14 audience: no such audience", "rules/x.toml:3 severity: wrong"]
    bench.checks.pack_rejected.emit(lines, True)
    assert "2 mistakes" in bench.window.bar.words.text()
    assert "stays in use" in bench.window.bar.words.text()
    assert "mistake" in bench.window.status.pack.text()
    bench.window.bar.action.click()
    assert all(line in bench.page_text("problems") for line in lines)


def test_a_clause_and_the_rights_open_in_the_reader(bench):
    bench.load_pack()
    bench.write(TEXT, ANA)
    clause = next(b for b in bench.panel.card.findChildren(QPushButton) if "SMP-4.1" in b.text())
    clause.click()
    assert bench.page("policy").isVisible()
    before = bench.page("policy").page.verticalScrollBar().value()
    rights = next(b for b in bench.panel.findChildren(QPushButton) if "Your rights" in b.text())
    rights.click()
    assert bench.page("policy").page.verticalScrollBar().value() < before


def test_what_is_kept_is_listed_and_deleted(bench, monkeypatch, qtbot):
    bench.settings.set("theme", "light")
    bench.store.set_state("window", "")
    bench.window.pages.show_kept()
    page = bench.page("kept")
    paths = bench.window.kept_paths()
    assert len(paths) == 2
    assert all(str(path) in page.page.toPlainText() for path in paths)

    def choose(box):
        role = QMessageBox.ButtonRole.DestructiveRole
        button = next(b for b in box.buttons() if box.buttonRole(b) is role)
        monkeypatch.setattr(box, "clickedButton", lambda: button)

    monkeypatch.setattr(QMessageBox, "exec", choose)
    bench.write(TEXT)
    with qtbot.waitSignal(bench.window.forgot_everything):
        page.delete.click()
    assert not any(path.exists() for path in paths)
    assert "Nothing is kept" in page.page.toPlainText()
    assert bench.session.text == TEXT
    bench.session.mark_copied()
    bench.window.close()
    assert bench.window.kept_paths() == ()


def test_settings_stay_open_while_colors_change(bench):
    bench.load_pack()
    bench.window.pages.show_policy()
    bench.window.pages.show_settings()
    bench.settings.set("theme", "dark")
    bench.settings.set("theme", "light")
    assert bench.page("settings").isVisible()
    assert bench.page("policy").isVisible()
