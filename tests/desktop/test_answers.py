from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from checker.model import ClauseRef, Finding, PackInfo, Span
from desktop.answers import Answer, Answers, ask_link
from desktop.store import Store

KEY = b"k" * 32
DAY = date(2026, 11, 22)
TEXT = "Our new office manager is reachable at jo@mail.example for all questions you may have."
VALUE = "jo@mail.example"


def _finding(text: str, value: str = VALUE, rule_id: str = "personal.email") -> Finding:
    start = text.index(value)
    return Finding(
        rule_id,
        "email",
        0,
        Span(start, start + len(value)),
        "warning",
        0.9,
        "message",
        "why",
        ClauseRef("SMP-4.1", "Others", "clearpost:policy#smp-4.1"),
        evidence=("term T014", "valid domain"),
        contact="privacy@aldermere.example",
    )


def _answered(store: Store, text: str = TEXT, answer: Answer = Answer.MINE) -> Answers:
    answers = Answers(store)
    answers.unlock(KEY)
    answers.remember(_finding(text), text, answer, DAY)
    return answers


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_an_answer_holds_in_the_next_run(store: Store) -> None:
    _answered(store)
    later = Answers(store)
    assert not later.knows(_finding(TEXT), TEXT)
    later.unlock(KEY)
    assert later.knows(_finding(TEXT), TEXT)


def test_an_answer_given_before_the_key_arrived_is_kept_too(store: Store) -> None:
    early = Answers(store)
    early.remember(_finding(TEXT), TEXT, Answer.MINE, DAY)
    assert early.knows(_finding(TEXT), TEXT)
    assert store.paths() == ()
    early.unlock(KEY)
    assert early.knows(_finding(TEXT), TEXT)
    later = Answers(store)
    later.unlock(KEY)
    assert later.knows(_finding(TEXT), TEXT)


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("Our new", "Hello! Our very new"),
        TEXT.replace("you may have", "that come up"),
        TEXT.replace("for all questions", "from Monday to Friday"),
        TEXT.replace("manager is reachable at", "cat answers letters to"),
        TEXT.replace(" at ", ", at:  ").upper().replace(VALUE.upper(), VALUE),
        TEXT[: TEXT.index(VALUE) + len(VALUE)],
    ],
)
def test_an_answer_outlives_changes_elsewhere_or_on_one_side(store: Store, changed: str) -> None:
    assert _answered(store).knows(_finding(changed), changed)


@pytest.mark.parametrize(
    ("changed", "value", "rule_id"),
    [
        (f"Complaints go to {VALUE}, always, they say.", VALUE, "personal.email"),
        (TEXT, VALUE, "personal.phone"),
        (TEXT.replace(VALUE, "al@mail.example"), "al@mail.example", "personal.email"),
        (VALUE, VALUE, "personal.email"),
    ],
)
def test_an_answer_holds_for_its_rule_value_and_place_alone(
    store: Store, changed: str, value: str, rule_id: str
) -> None:
    assert not _answered(store).knows(_finding(changed, value, rule_id), changed)


def test_few_words_around_a_value_do_not_stand_for_it(store: Store) -> None:
    answers = _answered(store, f"To {VALUE}, soon")
    text = f"To {VALUE}: the patient list of the third floor"
    assert not answers.knows(_finding(text), text)


@pytest.mark.parametrize("answer", [Answer.FIX, Answer.ASK])
def test_a_fix_or_a_question_hides_nothing(store: Store, answer: Answer) -> None:
    assert not _answered(store, answer=answer).knows(_finding(TEXT), TEXT)


def test_another_key_knows_nothing(store: Store) -> None:
    _answered(store)
    other = Answers(store)
    other.unlock(b"o" * 32)
    assert not other.knows(_finding(TEXT), TEXT)


def test_no_word_of_the_draft_lies_on_the_disk(store: Store) -> None:
    _answered(store)
    store.close()
    (path,) = store.paths()
    kept = path.read_bytes()
    assert b"personal.email" in kept
    for word in TEXT.split():
        assert len(word) < 5 or word.encode() not in kept


def test_an_answer_can_be_forgotten(store: Store) -> None:
    answers = _answered(store)
    answers.forget(_finding(TEXT), TEXT)
    assert not answers.knows(_finding(TEXT), TEXT)
    early = Answers(store)
    early.remember(_finding(TEXT), TEXT, Answer.MINE, DAY)
    early.forget(_finding(TEXT), TEXT)
    early.unlock(KEY)
    assert not early.knows(_finding(TEXT), TEXT)


def test_everything_can_be_forgotten(store: Store) -> None:
    answers = _answered(store)
    store.forget_everything()
    answers.forget_everything()
    assert not answers.knows(_finding(TEXT), TEXT)


def test_who_does_not_want_to_be_remembered_is_asked_again_next_time(store: Store) -> None:
    answers = Answers(store)
    answers.stop_remembering()
    answers.remember(_finding(TEXT), TEXT, Answer.MINE, DAY)
    assert answers.knows(_finding(TEXT), TEXT)
    assert store.paths() == ()


def test_a_question_holds_ids_and_no_word_of_the_draft() -> None:
    link = urlsplit(ask_link(_finding(TEXT), PackInfo("aldermere", "2026.11", 2, True)))
    assert (link.scheme, link.path) == ("mailto", "privacy@aldermere.example")
    query = parse_qs(link.query, keep_blank_values=True, strict_parsing=True)
    assert query["subject"] == ["Question about SMP-4.1"]
    assert query["body"][0].splitlines() == [
        "Rule: personal.email",
        "Term: T014",
        "Clause: SMP-4.1",
        "Pack: aldermere 2026.11",
        "",
        "My question: ",
    ]


def test_every_answer_has_words_for_its_button() -> None:
    assert [answer.label for answer in Answer] == [
        "Fix",
        "It is already public",
        "It is mine",
        "Not useful",
        "Ask",
    ]
