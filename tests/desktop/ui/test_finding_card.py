"""The card: what, why, clause, fixes and the answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from checker.model import Edit, Fix, Span
from desktop.answers import Answer
from desktop.ui.finding_card import FindingCard, fix_words
from desktop.ui.theme import LIGHT
from tests.support.findings import CLAUSE, finding_of

TEXT = "one\nwrite to ana@corp.test"


@pytest.fixture
def card(qtbot):
    made = FindingCard(LIGHT)
    qtbot.addWidget(made)
    made.resize(360, 500)
    made.show()
    return made


def words_on(card) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_it_says_what_why_and_where(card):
    finding = finding_of(TEXT, "ana@corp.test")
    card.show_finding(finding, TEXT)
    words = words_on(card)
    assert finding.message in words
    assert finding.why in words
    assert "line 2" in words
    assert "Look" in words


def test_each_fix_is_a_button_with_what_it_writes(card, qtbot):
    finding = finding_of(TEXT, "ana@corp.test", replacements=("the press office", ""))
    card.show_finding(finding, TEXT)
    first, second = card.fix_buttons
    assert first.words == "Write instead: “the press office”"
    assert first.accessibleName() == f"Fix: {first.words}"
    assert second.words == "Leave it out"
    with qtbot.waitSignal(card.fix_chosen) as chosen:
        first.click()
    assert chosen.args == [finding.fixes[0]]


def test_a_fix_follows_the_text_it_mends(card, qtbot):
    card.show_finding(finding_of(TEXT, "ana@corp.test"), TEXT)
    moved = finding_of(f"so {TEXT}", "ana@corp.test")
    card.show_finding(moved, f"so {TEXT}")
    with qtbot.waitSignal(card.fix_chosen) as chosen:
        card.fix_buttons[0].click()
    assert chosen.args == [moved.fixes[0]]


@pytest.mark.parametrize("answer", [a for a in Answer if a is not Answer.FIX])
def test_every_answer_is_offered(card, qtbot, answer):
    card.show_finding(finding_of(TEXT, "ana@corp.test"), TEXT)
    button = next(b for b in card.findChildren(QPushButton) if b.text() == answer.label)
    with qtbot.waitSignal(card.answered) as answered:
        button.click()
    assert answered.args == [answer]


def test_nobody_to_ask_is_said(card):
    card.show_finding(finding_of(TEXT, "ana@corp.test", contact=""), TEXT)
    assert not card.answers[Answer.ASK].isEnabled()
    assert "nobody" in card.answers[Answer.ASK].toolTip()


def test_the_clause_opens_in_the_reader_and_on_the_intranet(card, qtbot):
    clause = replace(CLAUSE, link="https://intranet.aldermere.example/smp#4.1")
    card.show_finding(replace(finding_of(TEXT, "ana@corp.test"), clause=clause), TEXT)
    here, there = (b for b in card.findChildren(QPushButton) if b.objectName() == "link")
    with qtbot.waitSignal(card.clause_wanted) as wanted:
        here.click()
    assert wanted.args == ["SMP-4.1"]
    with qtbot.waitSignal(card.link_wanted) as outside:
        there.click()
    assert outside.args == [clause.link]


def test_a_long_replacement_wraps_and_does_not_widen_the_card(card):
    finding = finding_of(TEXT, "ana@corp.test", replacements=("words " * 30,))
    card.show_finding(finding, TEXT)
    assert card.minimumSizeHint().width() < 360
    assert len(fix_words(finding.fixes[0])) < 70


def test_a_title_that_says_it_all_is_not_repeated():
    fix = Fix("Write “our next product”", (Edit(0, Span(0, 1), "our next product"),), True)
    assert fix_words(fix) == fix.title


def test_enter_reaches_the_first_fix(card, qtbot):
    card.show_finding(finding_of(TEXT, "ana@corp.test"), TEXT)
    card.activateWindow()
    card.focus_fix()
    qtbot.waitUntil(lambda: card.fix_buttons[0].hasFocus())


def test_tab_goes_through_the_card_as_it_is_read(card, qtbot):
    card.show_finding(finding_of(TEXT, "ana@corp.test"), TEXT)
    other = replace(CLAUSE, id="SMP-9.1")
    finding = finding_of(TEXT, "one", replacements=("two", "three", ""))
    card.show_finding(replace(finding, clause=other), TEXT)
    card.activateWindow()
    (link,) = card.links
    link.setFocus()
    qtbot.waitUntil(link.hasFocus)
    for button in (*card.fix_buttons, *card.answers.values()):
        qtbot.keyClick(card.focusWidget(), Qt.Key.Key_Tab)
        assert card.focusWidget() is button
