"""The reader of the policy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl

from checker.pack.load import load_pack
from desktop.ui.policy_view import PolicyView, found, in_order, policy_page
from desktop.ui.theme import DARK, LIGHT
from resources import BUILTIN_PACK


@pytest.fixture(scope="module")
def policy():
    return load_pack(BUILTIN_PACK).policy


@pytest.fixture
def reader(qtbot, policy):
    made = PolicyView(policy, LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def test_rights_and_immunity_come_first_wherever_the_pack_has_them(policy):
    turned = replace(policy, clauses=policy.clauses[::-1])
    for some in (policy, turned):
        assert [c.id for c in in_order(some)][:2] == ["SMP-1.2", "SMP-1.3"]
        assert sorted(c.id for c in in_order(some)) == sorted(c.id for c in policy.clauses)


def test_the_page_opens_with_the_notice_and_the_rights(reader):
    text = reader.page.toPlainText()
    assert text.index("counsel") < text.index("Your rights come first")
    assert text.index("Your rights come first") < text.index("Who and what this covers")


def test_every_clause_shows_all_it_holds(reader, policy):
    text = reader.page.toPlainText()
    for clause in policy.clauses:
        parts = (clause.title, clause.fine, clause.not_fine, clause.instead, clause.owner)
        for part in parts:
            assert part in text, clause.id
    assert "valid from 1 November 2026" in text


def test_it_opens_at_a_clause(reader):
    reader.search.setText("no such words at all")
    reader.open_at("smp-2.3")
    assert reader.search.text() == ""
    assert reader.page.verticalScrollBar().value() > 0


def test_search_narrows_as_one_types(reader, qtbot):
    reader.search.setText("immunity notice")
    assert "SMP-1.3" in reader.page.toPlainText()
    assert "of 38 clauses" in reader.count.text()
    reader.search.setText("zzzz")
    assert "No clause has these words" in reader.page.toPlainText()


def test_search_wants_every_word(policy):
    assert found(policy.clauses, "UNION   pay")
    assert not found(policy.clauses, "union zzzz")
    assert len(found(policy.clauses, "")) == len(policy.clauses)


def test_a_clause_named_in_the_text_is_a_link_to_it(reader, policy):
    assert 'href="clearpost:policy#smp-1.2"' in policy_page(policy, policy.clauses, "", LIGHT)
    reader.search.setText("reporting")
    reader.page.anchorClicked.emit(QUrl("clearpost:policy#smp-1.2"))
    assert reader.search.text() == ""


def test_the_intranet_opens_outside_and_only_when_clicked(qtbot, policy):
    link = "https://intranet.aldermere.example/smp"
    clauses = (replace(policy.clauses[0], link=link), *policy.clauses[1:])
    reader = PolicyView(replace(policy, clauses=clauses), LIGHT)
    qtbot.addWidget(reader)
    with qtbot.waitSignal(reader.link_wanted) as wanted:
        reader.page.anchorClicked.emit(QUrl(link))
    assert wanted.args == [link]


def test_words_of_the_pack_cannot_become_markup(policy):
    clause = replace(policy.clauses[0], title="<img src='https://example.com/x.png'>")
    page = policy_page(policy, [clause], "img", DARK)
    assert "<img" not in page
    assert "&lt;" in page


def test_nothing_in_a_page_is_fetched(reader):
    assert reader.page.loadResource(2, QUrl("https://example.com/x.png")) is None


@pytest.mark.parametrize("query", ["salary", "salaries", "wages", "earn", "Wage"])
def test_people_find_their_rights_by_the_words_they_use(policy, query):
    assert "SMP-1.2" in [clause.id for clause in found(policy.clauses, query)]


def test_escape_clears_the_search_first(reader, qtbot):
    assert reader.focusWidget() is reader.search
    qtbot.keyClicks(reader.search, "union")
    qtbot.keyClick(reader.search, Qt.Key.Key_Escape)
    assert reader.isVisible()
    assert reader.search.text() == ""
    qtbot.keyClick(reader.search, Qt.Key.Key_Escape)
    assert not reader.isVisible()
