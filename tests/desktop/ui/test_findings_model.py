"""The list of findings: rows, what a screen reader hears, what is announced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget

from desktop.ui.findings_list import FindingsList
from desktop.ui.findings_model import (
    FINDING,
    PLACE,
    Announcer,
    FindingsModel,
    count_in_words,
    line_of,
    quote,
)
from desktop.ui.theme import LIGHT
from tests.support.findings import finding_of

TEXT = "Hello\nwrite to ana@corp.test\nor to bo@corp.test and cy@corp.test"
ANA = finding_of(TEXT, "ana@corp.test")
BO = finding_of(TEXT, "bo@corp.test", "error")
CY = finding_of(TEXT, "cy@corp.test", "note")


@pytest.fixture
def model(qapp):
    made = FindingsModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return made


def test_a_row_says_where_and_what(model):
    model.show([ANA, BO], TEXT)
    first = model.index(0)
    assert model.rowCount() == 2
    assert first.data() == ANA.message
    assert first.data(PLACE) == "line 2  ·  SMP-4.1  ·  “ana@corp.test”"
    assert first.data(FINDING) == ANA


def test_a_screen_reader_hears_severity_line_and_message(model):
    model.show([ANA, BO], TEXT)
    heard = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == f"error, line 3: {BO.message}"
    more = model.index(1).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert BO.why in more
    assert "SMP-4.1" in more


def test_rows_that_stay_are_the_same_rows(model):
    model.show([ANA, BO, CY], TEXT)
    kept = QPersistentModelIndex(model.index(2))
    model.show([ANA, CY], TEXT)
    assert kept.isValid()
    assert kept.row() == 1
    model.show([ANA, BO, CY], TEXT)
    assert kept.row() == 2
    model.show([], "")
    assert not kept.isValid()


def test_a_finding_that_has_gone_has_no_row(model):
    model.show([ANA], TEXT)
    assert model.row_of(ANA) == 0
    assert model.row_of(BO) == -1


def test_a_long_place_is_quoted_in_part():
    text = "x" * 100
    assert len(quote(finding_of(text, text), text)) == 36
    assert quote(finding_of("a\n  b", "a\n  b"), "a\n  b") == "a b"


def test_lines_begin_at_one():
    assert line_of(finding_of("a", "a"), "a") == 1
    assert line_of(BO, TEXT) == 3


def test_findings_are_counted_by_what_they_ask():
    words = "1 to stop and look at, 1 to look at, 1 as a hint"
    assert count_in_words([ANA, BO, CY]) == words
    assert count_in_words([CY]) == "1 as a hint"


def test_results_are_announced_once_and_when_typing_rests(qtbot):
    speaker = QWidget()
    qtbot.addWidget(speaker)
    announcer = Announcer(speaker)
    heard: list[str] = []
    announcer.announced.connect(heard.append)
    announcer.say("1 finding")
    announcer.say("2 findings")
    qtbot.waitUntil(lambda: heard == ["2 findings"])
    announcer.say("2 findings")
    announcer.say("3 findings")
    qtbot.waitUntil(lambda: heard == ["2 findings", "3 findings"])


def test_enter_asks_for_the_fixes(model, qtbot):
    view = FindingsList(model, LIGHT)
    qtbot.addWidget(view)
    view.show()
    model.show([ANA, BO], TEXT)
    view.setCurrentIndex(model.index(1))
    with qtbot.waitSignal(view.fixes_wanted):
        QTest.keyClick(view, Qt.Key.Key_Return)


@pytest.mark.parametrize("points", [9, 26])
def test_a_row_is_as_high_as_its_words_need(model, qtbot, points):
    view = FindingsList(model, LIGHT)
    qtbot.addWidget(view)
    font = view.font()
    font.setPointSize(points)
    view.setFont(font)
    view.resize(220, 300)
    view.show()
    model.show([ANA], TEXT)
    narrow = view.sizeHintForRow(0)
    view.resize(1400, 300)
    assert view.sizeHintForRow(0) < narrow
    assert view.sizeHintForRow(0) > 2 * view.fontMetrics().height()
    view.grab()
