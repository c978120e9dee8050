"""The window: its parts fit, nothing is cut, and nothing is lost on leaving."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from desktop.ui.clipboard import keeper
from desktop.ui.leaving import NOT_KEPT
from tests.support.findings import finding_of
from tests.support.window import ANA, BO, NAMES, TEXT, Bench


def test_it_opens_no_larger_than_the_screen(bench):
    room = bench.window.screen().availableGeometry()
    bench.window.pages.show_settings()
    for window in (bench.window, bench.page("settings")):
        assert window.width() <= room.width()
        assert window.height() <= room.height()


def test_the_list_in_use_is_always_in_sight(bench):
    assert bench.window.status.pack.text() == "The list is being read"
    bench.load_pack(company=True)
    assert "Aldermere Health list" in bench.window.status.pack.text()


def test_the_length_is_counted_as_the_network_does(bench):
    bench.settings.set("network", "x")
    bench.desk.editor.insert("漢" * 141)
    assert bench.window.length.text() == "282 of 280  ·  2 too many"
    bench.settings.set("network", "bluesky")
    assert bench.window.length.text() == "141 of 300"
    assert bench.window.networks.currentText() == "Bluesky"


@pytest.mark.parametrize(
    ("choice", "leaves", "copies"),
    [("Keep writing", False, False), ("Copy and close", True, True), ("Close", True, False)],
)
def test_leaving_with_a_draft_asks(bench, monkeypatch, qtbot, choice, leaves, copies):
    bench.write(TEXT)
    QGuiApplication.clipboard().clear()

    def choose(box):
        button = next(b for b in box.buttons() if b.text() == choice)
        monkeypatch.setattr(box, "clickedButton", lambda: button)

    monkeypatch.setattr(QMessageBox, "exec", choose)
    quits: list[bool] = []
    bench.window.quit_requested.connect(lambda: quits.append(True))
    bench.window.leave()
    assert bool(quits) is leaves
    assert bench.window.isVisible() is not leaves
    assert (QGuiApplication.clipboard().text() == TEXT) is copies


def test_a_copy_that_cannot_be_handed_on_keeps_the_window_open_once(bench, monkeypatch, qtbot):
    monkeypatch.setattr(keeper, "is_needed", lambda: True)
    monkeypatch.setattr(keeper, "hand_over", lambda: False)
    bench.write(TEXT)
    bench.window.copy_button.click()
    bench.window.leave()
    assert bench.window.isVisible()
    assert bench.window.bar.words.text() == NOT_KEPT
    with qtbot.waitSignal(bench.window.quit_requested):
        bench.window.leave()


def test_closing_into_the_tray_asks_nothing_and_keeps_the_draft(bench):
    bench.window.hides_on_close = True
    bench.write(TEXT)
    bench.window.close()
    assert not bench.window.isVisible()
    bench.window.bring_to_front()
    assert bench.desk.editor.text == TEXT


def test_leaving_with_nothing_to_lose_asks_nothing(bench, qtbot):
    with qtbot.waitSignal(bench.window.quit_requested):
        bench.window.leave()


@pytest.mark.parametrize("width", [420, 480, 900, 1600])
def test_nothing_is_cut_from_narrow_to_wide(bench, qtbot, width):
    bench.load_pack()
    bench.write(TEXT, ANA, BO, not_run=(NAMES,))
    bench.window.resize(width, 700)
    stacked = Qt.Orientation.Vertical if width < 600 else Qt.Orientation.Horizontal
    qtbot.waitUntil(lambda: bench.desk.orientation() == stacked)
    assert bench.window.width() == width
    for button in (bench.window.undo_button, bench.window.copy_button):
        right = button.mapTo(bench.window, button.rect().topRight()).x()
        assert right < width
        assert button.width() >= button.sizeHint().width()


def test_a_narrow_window_shows_the_fix_without_scrolling(bench, qtbot):
    bench.write(TEXT, ANA, BO)
    bench.window.resize(480, 860)
    qtbot.waitUntil(lambda: bench.desk.orientation() == Qt.Orientation.Vertical)
    fix = bench.panel.card.fix_buttons[0]
    qtbot.waitUntil(lambda: fix.visibleRegion().boundingRect() == fix.rect())


def test_a_long_list_leaves_the_card_its_room(bench, qtbot):
    text = "\n".join(f"badge{number} here" for number in range(30))
    replacements = ("[badge]", "[number]", "")
    found = [finding_of(text, f"badge{n}", replacements=replacements) for n in range(30)]
    bench.write(text, *found)
    bench.window.resize(1060, 720)
    card = bench.panel.card
    qtbot.waitUntil(lambda: card.visibleRegion().boundingRect() == card.rect())
    rows = bench.panel.list.viewport().height() / bench.panel.list.sizeHintForRow(0)
    assert rows >= 2


def test_in_each_menu_a_letter_leads_to_one_item(bench):
    for heading in bench.window.menuBar().actions():
        letters = [
            action.text()[action.text().index("&") + 1].casefold()
            for action in heading.menu().actions()
            if "&" in action.text()
        ]
        assert len(set(letters)) == len(letters), heading.text()


def test_the_smallest_window_still_shows_draft_list_and_card(bench, qtbot):
    bench.write(TEXT, ANA, BO)
    bench.window.resize(400, 100)
    line = bench.window.fontMetrics().height()

    def are_usable():
        parts = (bench.desk.editor, bench.panel.list, bench.panel.card)
        return all(part.visibleRegion().boundingRect().height() >= 2 * line for part in parts)

    qtbot.waitUntil(are_usable)


def test_a_large_font_and_right_to_left_are_drawn(bench, qtbot):
    bench.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    font = bench.window.font()
    font.setPointSize(24)
    bench.window.setFont(font)
    text = "שלום ana@corp.test"
    bench.write(text, finding_of(text, "ana@corp.test"))
    assert not bench.window.grab().isNull()


def test_other_colors_are_taken_by_all_parts(bench):
    bench.write(TEXT, ANA)
    bench.settings.set("theme", "dark")
    assert bench.window.theme.colors.paper == "#1a1c1e"
    assert bench.window.palette().window().color().name() == "#1a1c1e"


def test_everything_that_can_be_used_has_a_name(bench):
    bench.load_pack()
    bench.write(TEXT, ANA, not_run=(NAMES,))
    for button in bench.window.findChildren(QPushButton):
        if button.isVisible():
            reader = QAccessible.queryAccessibleInterface(button)
            assert reader.text(QAccessible.Text.Name), button
    labels = [label for label in bench.window.findChildren(QLabel) if label.isVisible()]
    assert labels


def test_messages_of_the_checks_stand_above_the_draft(bench):
    bench.checks.message.emit("Checking had stopped.")
    assert bench.window.bar.isVisible()
    assert bench.window.bar.words.text() == "Checking had stopped."


def test_the_window_comes_back_as_it_stood(bench, tmp_path, qtbot):
    bench.window.resize(777, 555)
    bench.window.close()
    again = Bench(tmp_path)
    assert (again.window.width(), again.window.height()) == (777, 555)
    again.close()
