"""The window: a draft in, explained findings out, and nothing lost."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from checker.model import NotRun, PackInfo
from checker.wire import PackState
from desktop import VERSION
from desktop.answers import Answer, Answers
from desktop.packs import Packs
from desktop.session import Session
from desktop.settings import Settings
from desktop.store import Store
from desktop.ui.clipboard import keeper
from desktop.ui.clipboard.backend import OWN_MIME
from desktop.ui.draft_view import MOST_CHARACTERS
from desktop.ui.kept_view import DELETE, IN_MEMORY, kept_with
from desktop.ui.leaving import NOT_KEPT
from desktop.ui.page import Page
from desktop.ui.window import MainWindow
from tests.support.findings import finding_of, policy_of, report_of

TEXT = "Call us\nor write to ana@corp.test or bo@corp.test today"
NAMES = NotRun("names", "not part of this version", "unsupported")


class FakeChecks(QObject):
    """Takes drafts and answers when a test says so."""

    reported = Signal(int, object)
    loaded = Signal(object)
    pack_rejected = Signal(list, bool)
    state_changed = Signal(str)
    message = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []
        self.starts = 0

    def check(self, revision, draft, *, audiences=None):
        self.asked.append(revision)

    def start(self):
        self.starts += 1


class Bench:
    """A window with its parts in reach."""

    def __init__(self, folder) -> None:
        self.settings = Settings(folder / "settings.json")
        self.store = Store(folder)
        self.packs = Packs(None)
        self.checks = FakeChecks()
        self.session = Session(Answers(self.store))
        self.opened: list[str] = []
        self.window = MainWindow(
            self.session,
            self.checks,  # type: ignore[arg-type]
            self.settings,
            self.store,
            self.packs,
            lambda: self.packs.current.policy if self.packs.current else None,
            open_address=self.opened.append,
        )
        self.desk, self.panel = self.window.desk, self.window.desk.panel

    def load_pack(self, *, company: bool = False) -> None:
        self.checks.loaded.emit(
            PackState(
                info=PackInfo("example", "1", 3, has_company_terms=company),
                title="Aldermere Health",
                made_on=date(2026, 11, 20),
                contact="",
                terms=3,
                policy=policy_of("SMP-1.2", "SMP-1.3", "SMP-2.1", "SMP-4.1", "SMP-8.1", "SMP-9.1"),
            )
        )

    def write(self, text=TEXT, *findings, not_run=()):
        self.desk.editor.insert(text)
        self.report(*findings, not_run=not_run)

    def close(self) -> None:
        """Let go of everything at once; a window that lingers slows the next test."""
        self.session.mark_copied()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.store.close()

    def report(self, *findings, not_run=()):
        self.checks.reported.emit(self.session.revision, report_of(*findings, not_run=not_run))

    def page_text(self, name) -> str:
        page = self.window._pages[name].findChild(Page)
        assert page is not None
        return page.toPlainText()


ANA = finding_of(TEXT, "ana@corp.test", replacements=("[email]", ""))
BO = finding_of(TEXT, "bo@corp.test", "error")


@pytest.fixture
def bench(qtbot, tmp_path):
    made = Bench(tmp_path)
    made.window.show()
    with qtbot.waitActive(made.window):  # shortcuts go to the active window only
        made.window.activateWindow()
    yield made
    made.close()


def test_typing_is_checked_and_findings_are_shown(bench, qtbot):
    QTest.keyClicks(bench.desk.editor, "hello")
    qtbot.waitUntil(lambda: bench.checks.asked[-1:] == [bench.session.revision])
    assert bench.session.text == "hello"
    bench.write(TEXT)
    text = bench.session.text
    bench.report(finding_of(text, "ana@corp.test"))
    assert bench.desk.model.rowCount() == 1
    assert bench.panel.state is None
    assert "1 finding" in bench.panel.heading.text()


def test_a_late_report_is_dropped(bench):
    bench.write(TEXT, ANA)
    late = bench.session.revision
    bench.desk.editor.insert(" more")
    bench.checks.reported.emit(late, report_of(BO))
    assert [f.rule_id for f in bench.session.visible_findings] == [ANA.rule_id]


def test_a_fix_is_applied_checked_again_and_undone(bench, qtbot):
    bench.write(TEXT, ANA, BO)
    bench.panel.card.fix_buttons[0].click()
    assert bench.desk.editor.text == TEXT.replace("ana@corp.test", "[email]") == bench.session.text
    assert [f.message for f in bench.session.visible_findings] == [BO.message]
    qtbot.waitUntil(lambda: bench.checks.asked[-1:] == [bench.session.revision])
    bench.window.undo_button.click()
    assert bench.desk.editor.text == TEXT == bench.session.text


def test_all_safe_fixes_are_one_step(bench):
    bench.write(TEXT, ANA, BO)
    assert "(2)" in bench.window.fix_button.text()
    bench.window.fix_button.click()
    assert "corp.test" not in bench.desk.editor.text
    QTest.keyClick(bench.desk.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bench.desk.editor.text == TEXT


def test_f8_goes_through_the_findings_and_enter_to_the_fix(bench, qtbot):
    bench.write(TEXT, ANA, BO)
    QTest.keyClick(bench.window, Qt.Key.Key_F8)
    assert bench.desk.chosen == ANA
    assert bench.desk.editor.place == ANA.span.start
    QTest.keyClick(bench.window, Qt.Key.Key_F8)
    assert bench.desk.chosen == BO
    QTest.keyClick(bench.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert bench.desk.chosen == ANA
    qtbot.waitUntil(bench.panel.list.hasFocus)
    QTest.keyClick(bench.panel.list, Qt.Key.Key_Return)
    qtbot.waitUntil(bench.panel.card.fix_buttons[0].hasFocus)
    QTest.keyClick(bench.panel.card.fix_buttons[0], Qt.Key.Key_Escape)
    qtbot.waitUntil(bench.desk.editor.hasFocus)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_what_has_the_focus(bench, qtbot, key):
    bench.write(TEXT, ANA)
    QTest.keyClick(bench.window, Qt.Key.Key_F8)
    QTest.keyClick(bench.panel.list, Qt.Key.Key_Return)
    qtbot.waitUntil(bench.panel.card.fix_buttons[0].hasFocus)
    QTest.keyClick(bench.panel.card.fix_buttons[0], key)
    assert bench.desk.editor.text == TEXT.replace("ana@corp.test", "[email]")


def test_enter_presses_an_answer_too(bench):
    bench.write(TEXT, ANA)
    QTest.keyClick(bench.panel.card.answers[Answer.MINE], Qt.Key.Key_Return)
    assert bench.desk.model.rowCount() == 0


def test_it_opens_no_larger_than_the_screen(bench):
    room = bench.window.screen().availableGeometry()
    bench.window.show_settings()
    for window in (bench.window, bench.window._pages["settings"]):
        assert window.width() <= room.width()
        assert window.height() <= room.height()


def test_the_card_follows_the_cursor(bench):
    bench.write(TEXT, ANA, BO)
    cursor = bench.desk.editor.textCursor()
    cursor.setPosition(BO.span.start + 2)
    bench.desk.editor.setTextCursor(cursor)
    assert bench.panel.card.finding == BO


@pytest.mark.parametrize("answer", [Answer.PUBLIC, Answer.MINE, Answer.NOT_USEFUL])
def test_an_answer_hides_a_finding_and_can_be_taken_back(bench, answer):
    bench.write(TEXT, ANA, BO)
    bench.panel.card.answers[answer].click()
    assert bench.desk.model.rowCount() == 1
    bench.window.bar.action.click()
    assert bench.desk.model.rowCount() == 2
    assert bench.desk.chosen == ANA


def test_asking_opens_a_mail_without_a_word_of_the_draft(bench):
    bench.write(TEXT, ANA)
    bench.panel.card.answers[Answer.ASK].click()
    (address,) = bench.opened
    assert address.startswith("mailto:privacy@aldermere.example")
    assert "ana" not in address.replace("aldermere", "")
    assert "corp.test" not in address


def test_nothing_found_is_said_only_of_the_checks_that_ran(bench):
    bench.load_pack()
    bench.write(TEXT, not_run=(NAMES,))
    assert bench.panel.title.text() == "Nothing found by the checks that ran"
    assert "names" in bench.panel.words.text()
    assert "No company list" in bench.panel.words.text()
    assert "names" in bench.window.status.not_run.text()
    assert bench.window.status.pack.text() == "No company list installed"
    bench.window.status.not_run.click()
    assert "not part of this version" in bench.page_text("not run").lower()


def test_answered_findings_are_not_taken_for_none(bench):
    bench.write(TEXT, ANA)
    bench.panel.card.answers[Answer.MINE].click()
    assert "answered 1 finding" in bench.panel.words.text()
    bench.panel.button.click()
    assert bench.desk.model.rowCount() == 1


def test_a_check_that_failed_is_said_and_can_be_tried_again(bench, qtbot):
    bench.write(TEXT, not_run=(NotRun("all checks", "it does not start", "failed"),))
    assert bench.panel.title.text() == "This draft could not be checked"
    assert "it does not start" in bench.panel.words.text()
    asked = len(bench.checks.asked)
    bench.panel.button.click()
    assert bench.checks.starts == 1
    assert len(bench.checks.asked) == asked + 1
    assert bench.desk.editor.text == TEXT


def test_an_empty_draft_and_a_first_check_have_their_own_words(bench):
    assert bench.panel.title.text() == "Nothing to check yet"
    bench.desk.editor.insert("hello")
    assert bench.panel.title.text() == "Checking"
    bench.report()
    bench.desk.editor.insert(" you")
    assert bench.panel.title.text().startswith("Nothing found by")
    bench.desk.editor.selectAll()
    bench.desk.editor.insert("")
    assert bench.panel.title.text() == "Nothing to check yet"
    assert bench.window.status.not_run.isHidden()


def test_the_keys_and_the_version_are_in_the_help(bench):
    bench.window.show_keys()
    assert "F8" in bench.page_text("keys")
    assert "Next finding" in bench.page_text("keys")
    bench.window.show_about()
    assert VERSION in bench.page_text("about")
    assert "Apache License" in bench.page_text("about")
    bench.window.show_left_alone()
    assert "public figures" not in bench.page_text("left alone")


def test_the_menu_item_that_deletes_leads_to_the_question(bench, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.windowTitle()))
    bench.window.delete_kept()
    assert asked == [DELETE]


def test_what_is_kept_says_what_is_true_in_this_run(bench):
    bench.window.answers_kept = IN_MEMORY
    bench.window.show_kept()
    assert "no keychain was found" in bench.page_text("kept")
    bench.window.answers_kept = kept_with("in the login keyring")
    bench.window.show_kept()
    assert "in the login keyring" in bench.page_text("kept")


def test_the_list_in_use_is_always_in_sight(bench):
    assert bench.window.status.pack.text() == "The list is being read"
    bench.load_pack(company=True)
    assert "Aldermere Health list" in bench.window.status.pack.text()


def test_a_rejected_list_is_told_with_every_mistake(bench):
    bench.load_pack(company=True)
    lines = ["terms/terms.csv:14 audience: no such audience", "rules/x.toml:3 severity: wrong"]
    bench.checks.pack_rejected.emit(lines, True)
    assert "2 mistakes" in bench.window.bar.words.text()
    assert "stays in use" in bench.window.bar.words.text()
    assert "mistake" in bench.window.status.pack.text()
    bench.window.bar.action.click()
    assert all(line in bench.page_text("problems") for line in lines)


def test_what_is_copied_is_the_draft_marked_as_ours(bench):
    bench.write(TEXT, ANA)
    bench.window.copy_button.click()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == TEXT
    assert data.hasFormat(OWN_MIME)
    assert "1 finding is left" in bench.window.bar.words.text()
    assert bench.session.is_copied_out


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


def test_a_copied_text_opens_and_the_draft_before_is_one_undo_away(bench):
    bench.write(TEXT)
    bench.window.open_text("from the\r\nclipboard")
    assert bench.session.text == bench.desk.editor.text == "from the\nclipboard"
    assert "one undo away" in bench.window.bar.words.text()
    bench.window.bar.action.click()
    assert bench.desk.editor.text == TEXT


def test_a_text_that_is_too_long_is_refused_kindly(bench):
    bench.write(TEXT)
    bench.window.open_text("x" * (MOST_CHARACTERS + 1))
    assert "clearpost check" in bench.window.bar.words.text()
    assert bench.session.text == TEXT


def test_a_dropped_file_is_read(bench, tmp_path):
    path = tmp_path / "post.txt"
    path.write_bytes("\ufeffHello from a file 👋\r\n".encode())
    bench.desk.editor.file_dropped.emit(path)
    assert bench.session.text == "Hello from a file 👋\n"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.png looks like a binary file"),
        ("old.txt", "Größe".encode("latin-1"), "old.txt is not UTF-8"),
        ("gone.txt", None, "gone.txt could not be opened"),
        ("folder", ..., "folder could not be opened: is a folder"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_draft_stays(bench, tmp_path, name, data, says):
    bench.write(TEXT)
    path = tmp_path / name
    if data is ...:
        path.mkdir()
    elif data is not None:
        path.write_bytes(data)
    bench.desk.open_file(path)
    assert says in bench.window.bar.words.text()
    assert bench.session.text == TEXT


def test_a_clause_and_the_rights_open_in_the_reader(bench):
    bench.load_pack()
    bench.write(TEXT, ANA)
    clause = next(b for b in bench.panel.card.findChildren(QPushButton) if "SMP-4.1" in b.text())
    clause.click()
    assert bench.window._pages["policy"].isVisible()
    before = bench.window._pages["policy"].page.verticalScrollBar().value()
    rights = next(b for b in bench.panel.findChildren(QPushButton) if "Your rights" in b.text())
    rights.click()
    assert bench.window._pages["policy"].page.verticalScrollBar().value() < before


def test_what_is_kept_is_listed_and_deleted(bench, monkeypatch, qtbot):
    bench.settings.set("theme", "light")
    bench.store.set_state("window", "")
    bench.window.show_kept()
    page = bench.window._pages["kept"]
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


def test_settings_stay_open_while_colors_change(bench):
    bench.load_pack()
    bench.window.show_policy()
    bench.window.show_settings()
    bench.settings.set("theme", "dark")
    bench.settings.set("theme", "light")
    assert bench.window._pages["settings"].isVisible()
    assert bench.window._pages["policy"].isVisible()


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
