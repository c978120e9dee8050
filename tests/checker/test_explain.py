from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.explain import ONLY_THIS, apply_edits, apply_fixes, explain
from checker.model import Draft, Edit, Finding, Fix, Span
from checker.pack.model import FixTemplate, Term
from tests.support.rules import match, pack, rule


class OneTerm:
    """A term table with a single row."""

    def __init__(self, **values: object) -> None:
        given = {"id": "T1", "term": "Bluefin", "clause": "SMP-4.1", **values}
        self._term = Term(**given)  # type: ignore[arg-type]

    def __len__(self) -> int:
        return 1

    def term(self, row: int) -> Term:
        return self._term


def of_term(text: str, start: int, end: int, **values: object) -> Finding:
    hit = match("confidential.term", start, end, type="term", term=0, rank=5)
    whole = pack(terms=OneTerm(**values))
    return explain(hit, (), segment=0, text=text, pack=whole, only_this=False)


def of_rule(text: str, start: int, end: int, **values: object) -> Finding:
    one = rule("personal.badge", **values)
    return explain(
        match("personal.badge", start, end),
        (),
        segment=0,
        text=text,
        pack=pack(one),
        only_this=False,
    )


def test_a_fix_may_take_parameters_out_of_a_link_and_keep_the_rest() -> None:
    fixes = (
        FixTemplate("Keep the link", drop=("pwd",)),
        FixTemplate("Write “[link]”", "[link]", safe=False),
    )
    text = "Join https://meet.example/7?pwd=x9 now"
    finding = of_rule(text, 5, 34, fixes=fixes)
    assert [fix.title for fix in finding.fixes] == [
        "Keep the link",
        "Write “[link]”",
        "Leave it out",
    ]
    assert applied(text, finding) == "Join https://meet.example/7 now"


def test_a_link_with_nothing_to_take_out_is_not_offered_to_keep() -> None:
    fixes = (FixTemplate("Keep the link", drop=("pwd",)), FixTemplate("Write “[link]”", "[link]"))
    finding = of_rule("Join https://meet.example/7 now", 5, 27, fixes=fixes)
    assert [fix.title for fix in finding.fixes] == ["Write “[link]”", "Leave it out"]


def applied(text: str, finding: Finding, number: int = 0) -> str:
    draft, _ = apply_fixes(Draft.of(text), [finding.fixes[number]])
    return draft.segments[0].text


@pytest.mark.parametrize(
    ("text", "words", "replacement", "expected"),
    [
        ("Bluefin ships in May", "Bluefin", "a new sensor", "A new sensor ships in May"),
        (
            "the Bluefin prototype works",
            "Bluefin",
            "a new sensor",
            "the new sensor prototype works",
        ),
        ("We love Bluefin!", "Bluefin", "a new sensor", "We love a new sensor!"),
        ("Great! Bluefin", "Bluefin", "our next product", "Great! Our next product"),
        ("Wait for #Bluefin", "Bluefin", "our next product", "Wait for our next product"),
        ("our Bluefin team", "Bluefin", "our next product", "our next product team"),
    ],
)
def test_a_term_is_replaced_by_words_that_read_naturally(
    text: str, words: str, replacement: str, expected: str
) -> None:
    start = text.index(words)
    finding = of_term(text, start, start + len(words), replacement=replacement)
    assert applied(text, finding) == expected


def test_a_replacement_in_a_language_with_endings_is_looked_at_first() -> None:
    finding = of_term("das Projekt", 4, 11, replacement="ein neues Vorhaben", language="de-AT")
    assert [fix.safe for fix in finding.fixes] == [False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail b1234 please", "mail please"),
        ("b1234 is it", "is it"),
        ("it is b1234", "it is"),
        ("(b1234)", "()"),
        ("ask b1234, or me", "ask, or me"),
        ("one\nb1234 is it", "one\nis it"),
    ],
)
def test_leaving_out_leaves_no_blank_too_many(text: str, expected: str) -> None:
    start = text.index("b1234")
    finding = of_rule(text, start, start + 5)
    assert finding.fixes[-1].title == "Leave it out"
    assert applied(text, finding, -1) == expected


def test_the_last_four_digits_can_stay() -> None:
    fixes = (FixTemplate("Keep the last four", "[ending in {last4}]"),)
    finding = of_rule("card 4111-1111 1111 1234", 5, 24, fixes=fixes)
    assert applied("card 4111-1111 1111 1234", finding) == "card [ending in 1234]"


def test_an_embargo_says_until_when() -> None:
    until = datetime(2027, 3, 2, 8, tzinfo=UTC)
    finding = of_term("Bluefin", 0, 7, embargo_until=until, reason="Unreleased monitor")
    assert finding.why == "Unreleased monitor. Under embargo until 2 March 2027, 08:00 UTC."


def test_in_protected_speech_only_the_token_is_spoken_of() -> None:
    one = rule()
    finding = explain(
        match(one.id, 0, 5), (), segment=0, text="b1234", pack=pack(one), only_this=True
    )
    assert finding.why.endswith(ONLY_THIS)


def test_no_message_quotes_the_draft() -> None:
    text = "Bluefin b1234"
    for finding in (of_term(text, 0, 7, reason="Code name"), of_rule(text, 8, 13)):
        said = f"{finding.message} {finding.why} {finding.evidence}"
        assert "Bluefin" not in said
        assert "b1234" not in said


def test_of_fixes_that_overlap_the_first_counts() -> None:
    one = Fix("a", (Edit(0, Span(0, 3), "x"),), True)
    two = Fix("b", (Edit(0, Span(2, 5), "y"),), True)
    draft, _ = apply_fixes(Draft.of("abcdef"), [one, two])
    assert draft.segments[0].text == "xdef"


def test_two_values_in_a_row_can_both_be_left_out() -> None:
    text = "ask b1234 b5678."
    fixes = [of_rule(text, start, start + 5).fixes[-1] for start in (4, 10)]
    assert apply_fixes(Draft.of(text), fixes)[0] == Draft.of("ask.")


EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6), st.text(max_size=5)), max_size=5)


@given(st.text(st.characters(), min_size=40, max_size=60), EDITS)
def test_undoing_gives_the_draft_back(text: str, parts: list[tuple[int, int, str]]) -> None:
    fixes = [Fix("f", (Edit(0, Span(s, s + n), words),), True) for s, n, words in parts]
    draft = Draft.of(text)
    changed, undo = apply_fixes(draft, fixes)
    assert apply_edits(changed, undo)[0] == draft
