"""The page "About me" takes what is the person's own, and says what becomes of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from checker.model import Profile
from desktop.keychain import Reply, Wish
from desktop.profile import FIELDS, SAVED, written
from desktop.ui.about_me import AboutMeView
from desktop.ui.own_profile import KEPT_IN_MEMORY, OwnProfile, Place
from tests.support.findings import finding_of
from tests.support.keychain import keychain_in
from tests.support.window import ANA, TEXT, Bench

DANA = Profile(names=("Dana Roe",), emails=("dana@example.com",))


def _open(bench: Bench) -> AboutMeView:
    bench.window.pages.show_about_me()
    page = bench.page("about me")
    assert isinstance(page, AboutMeView)
    return page


@pytest.fixture
def page(bench, tmp_path):
    bench.own._command = keychain_in(tmp_path / "keychain.json")
    return _open(bench)


def _choose(monkeypatch, role):
    def choose(box):
        button = next(b for b in box.buttons() if box.buttonRole(b) is role)
        monkeypatch.setattr(box, "clickedButton", lambda: button)

    monkeypatch.setattr(QMessageBox, "exec", choose)


def test_it_says_what_it_is_for_and_where_it_is_kept(page):
    assert "keychain of this computer" in page.where.text()
    assert not page.delete.isEnabled()
    assert all(edit.accessibleName() for edit in page.fields.values())


def test_what_is_saved_is_used_and_the_draft_is_checked_again(bench, page, qtbot):
    bench.write(TEXT)
    bench.checks.asked.clear()
    page.fields["names"].setPlainText(" Dana  Roe\n")
    page.fields["emails"].setPlainText("dana@example.com")
    with qtbot.waitSignal(page.accepted, timeout=20_000):
        page.save.click()
        assert not page.save.isEnabled()
    assert bench.checks.own == (DANA, ())
    assert bench.checks.asked == [bench.session.revision]
    assert bench.window.bar.words.text() == "Saved in a drawer."
    again = _open(bench)
    assert again.fields["names"].toPlainText() == "Dana Roe"
    assert "It is kept in a drawer" in again.where.text()
    assert again.delete.isEnabled()


def test_what_is_wrong_is_said_under_its_field_and_nothing_is_saved(bench, page):
    page.fields["names"].setPlainText("Dana Roe")
    page.fields["phones"].setPlainText("+1 212 555 0123\n12")
    page.save.click()
    assert page.complaints["phones"].text().startswith("Phone numbers, line 2:")
    assert page.complaints["phones"].isVisible()
    assert not page.complaints["names"].isVisible()
    assert page.focusWidget() is page.fields["phones"]
    assert bench.own.place is Place.NOWHERE
    QTest.keyClicks(page.fields["phones"], "3")
    assert not page.complaints["phones"].isVisible()


def test_all_of_it_together_can_be_too_long(page):
    page.fields["names"].setPlainText("\n".join(f"Dana {c * 70}" for c in "abcdefgh"))
    page.fields["handles"].setPlainText("\n".join(c * 79 for c in "abcdefgh"))
    page.save.click()
    assert "too long. Leave something out." in page.complaints[None].text()
    assert page.isVisible()


def test_who_cancels_keeps_what_was_saved(bench, page, qtbot):
    page.fields["names"].setPlainText("Dana Roe")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert bench.own.profile == Profile()
    assert _open(bench).fields["names"].toPlainText() == ""


def test_without_a_keychain_it_is_said_that_it_will_be_forgotten(bench, qtbot):
    page = _open(bench)
    page.fields["emails"].setPlainText("dana@example.com")
    with qtbot.waitSignal(page.accepted, timeout=20_000):
        page.save.click()
    assert bench.window.bar.words.text() == KEPT_IN_MEMORY
    assert "forgotten when Clearpost closes" in _open(bench).where.text()


@pytest.mark.parametrize("role", ["DestructiveRole", "RejectRole"])
def test_deleting_asks_first(bench, page, qtbot, monkeypatch, role):
    page.fields["emails"].setPlainText("dana@example.com")
    with qtbot.waitSignal(page.accepted, timeout=20_000):
        page.save.click()
    page = _open(bench)
    _choose(monkeypatch, QMessageBox.ButtonRole[role])
    page.delete.click()
    if role == "RejectRole":
        assert bench.own.place is Place.KEYCHAIN
        return
    qtbot.waitUntil(lambda: not page.isVisible(), timeout=20_000)
    assert bench.own.profile == Profile()
    assert all(edit.toPlainText() == "" for edit in page.fields.values())


def test_what_was_saved_before_is_read_when_the_page_opens(bench, qtbot, tmp_path):
    bench.store.set_state(SAVED, "yes")
    path = tmp_path / "keychain.json"
    own = OwnProfile(bench.checks, bench.store, command=keychain_in(path))
    with qtbot.waitSignal(own.finished, timeout=20_000):
        own.save(DANA)
    later = OwnProfile(bench.checks, bench.store, command=keychain_in(path))
    page = AboutMeView(later)
    qtbot.addWidget(page)
    with qtbot.waitSignal(later.replaced, timeout=20_000):
        later.read()
        assert not page.fields["names"].isEnabled()
        assert "may ask you to unlock" in page.where.text()
    assert page.fields["names"].toPlainText() == "Dana Roe"
    assert page.fields["names"].isEnabled()


def test_what_is_typed_is_not_lost_when_the_keychain_answers_late(bench, qtbot):
    bench.store.set_state(SAVED, "yes")
    own = OwnProfile(bench.checks, bench.store)
    page = AboutMeView(own)
    qtbot.addWidget(page)
    QTest.keyClicks(page.fields["names"], "Robin Poe")
    own.take(Reply(frozenset({Wish.READ_PROFILE}), "in a drawer", profile=written(DANA)))
    assert page.fields["names"].toPlainText() == "Robin Poe"
    assert page.fields["emails"].toPlainText() == "dana@example.com"


def test_it_is_reached_from_the_menu_and_from_settings(bench):
    menu = bench.window.menuBar().actions()[1].menu()
    action = next(a for a in menu.actions() if a.text().replace("&", "") == "About me…")
    action.trigger()
    assert bench.window.pages.is_open("about me")
    bench.page("about me").close()
    bench.window.pages.show_settings()
    bench.page("settings").about_me.click()
    assert bench.window.pages.is_open("about me")


def test_tab_goes_from_field_to_field(page):
    first, second = (page.fields[field.kind] for field in FIELDS[:2])
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert page.focusWidget() is second


# "It is mine"


def _answer_mine(bench):
    label = "It is mine"
    buttons = bench.panel.card.findChildren(type(bench.window.bar.action))
    next(b for b in buttons if b.text() == label).click()


def test_what_is_mine_can_be_added_and_is_never_added_by_itself(bench, qtbot):
    bench.load_pack()
    bench.write(TEXT, ANA)
    _answer_mine(bench)
    bar = bench.window.bar
    assert bar.also.isVisible()
    assert bar.also.text() == "Add it to About me"
    assert bar.action.text() == "Show it again"
    assert bench.own.profile == Profile()
    with qtbot.waitSignal(bench.own.finished, timeout=20_000):
        bar.also.click()
    assert bench.own.profile == Profile(emails=("ana@corp.test",))


def test_nothing_is_offered_that_is_no_contact_or_known_already(bench):
    bench.load_pack()
    bench.own.save(Profile(emails=("ana@corp.test",)))
    bench.write(TEXT, ANA)
    _answer_mine(bench)
    assert not bench.window.bar.also.isVisible()
    other = finding_of(TEXT, "Call us", type_="person")
    bench.report(other)
    _answer_mine(bench)
    assert not bench.window.bar.also.isVisible()
