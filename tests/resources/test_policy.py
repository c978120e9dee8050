"""The sample policy is prose, and this is what the prose has to keep to.

People read it in the window at the moment they are about to post, so it must be complete, plain
and kind; counsel reads it for the rights it grants and for wording that labor law calls overbroad.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from importlib import resources
from typing import Any

import pytest

POLICY: dict[str, Any] = tomllib.loads(
    (resources.files("resources") / "pack" / "policy.toml").read_text(encoding="utf-8")
)
CLAUSES: dict[str, dict[str, Any]] = {clause["id"]: clause for clause in POLICY["clause"]}

CLAUSES_PER_SECTION = {1: 3, 2: 7, 3: 4, 4: 6, 5: 5, 6: 6, 7: 1, 8: 3, 9: 3}
IDS = [
    f"SMP-{section}.{number}"
    for section, count in CLAUSES_PER_SECTION.items()
    for number in range(1, count + 1)
]
CATEGORIES = {
    **{f"SMP-2.{number}": "confidential" for number in range(1, 8)},
    **{f"SMP-3.{number}": "finance" for number in range(1, 5)},
    **dict.fromkeys(("SMP-4.1", "SMP-4.2", "SMP-4.5", "SMP-4.6"), "personal"),
    **{"SMP-4.3": "health", "SMP-4.4": "payment"},
    **{"SMP-5.1": "secret", "SMP-5.2": "confidential", "SMP-5.5": "confidential"},
    **dict.fromkeys(("SMP-5.3", "SMP-5.4"), "place"),
    **{f"SMP-6.{number}": "conduct" for number in range(1, 7)},
}
PROSE = ("rule", "why", "fine", "not_fine", "instead")
FIELDS = ("id", "title", *PROSE, "owner", "valid_from", "version")

SENTENCE_END = re.compile(r"[.!?][\"')]?(?=\s|$)")
WORD = re.compile(r"[A-Za-z']+")

# Wording of the kinds that labor boards have found to chill the right to speak about work.
OVERBROAD = (
    r"\b(anything|everything|information|whatever)\b[^.]{0,30}\b(not|isn't) (yet )?publi(c|shed)",
    r"\bnon-?public information\b",
    r"\b(any|all) (company|employer|work|internal|employee|staff) (information|details|matters)\b",
    r"\bwork matters\b",
    r"\b(harm|hurt|damage)\w*\b[^.]{0,30}\b(image|reputation|brand)\b",
    r"\b(disparag|defam|negativ|insubordinat|embarrass|unprofessional)\w*",
    r"\b(be|stay|remain) (respectful|polite|friendly|positive|courteous|civil|professional)\b",
    r"\b(never|do not|don't) (criticize|complain|speak|talk|contact)\b",
    r"\bcommon sense\b",
    r"\bwithout (our |prior |the company's )*(permission|approval|consent)\b",
)
# Words that blame or threaten the reader; a "violation of law" by others is what SMP-1.3 is about.
UNKIND = re.compile(
    r"\bviolat(?!ion of law\b)\w*|\bbreach\w*|\bforbid\w*|\bforbidden\b|\bprohibit\w*|\billegal\w*"
    r"|\bdisciplin(e|ary)\b|\btermination\b|\bdismiss\w*|\byou must\b|\bfailure to\b|\bstrictly\b"
    r"|\bconsequences\b",
    re.IGNORECASE,
)
BRITISH = re.compile(
    r"\b\w*(organis|recognis|apologis|realis|summaris|authoris|anonymis|minimis|analys(?=e[ds]?\b))\w*"
    r"|\b(colour|behaviour|favour|honour|neighbour|labour|rumour|humour|harbour)\w*"
    r"|\b(licence|defence|offence|centre|theatre|metre|programme|cheque|grey|whilst|amongst)s?\b"
    r"|\b(travell|cancell|labell|modell)(ed|ing)\b|\b(judgement|enrol|fulfil|e-mail|mum)s?\b",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
RESERVED_DOMAIN = re.compile(
    r"(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|org|net))$", re.IGNORECASE
)
PHONE = re.compile(r"\+?\d(?:[ ().-]{0,2}\d){6,}")
RESERVED_PHONE = re.compile(r"(?:^|\D)555\D{0,2}01\d\d$")
KEY_SHAPED = re.compile(r"(?=\w*\d)(?=\w*[A-Za-z])\w{16,}")


def prose(clause: dict[str, Any], *names: str) -> str:
    """The named fields as one text."""
    return " ".join(clause[name] for name in names)


def syllables(word: str) -> int:
    """How many syllables an English word has, nearly: vowel groups less the silent e."""
    word = re.sub(r"'s$|'", "", word.lower())
    word = re.sub(r"(?<![le])e$|(?<![tdie])ed$|(?<![sxzcgie])(?<![cs]h)es$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade: the US school year in which a text is read with ease."""
    text = re.sub(r"SMP-\d\.\d", "it", text)
    words = WORD.findall(text)
    sentences = max(1, len(SENTENCE_END.findall(text)))
    per_word = sum(syllables(word) for word in words) / len(words)
    return 0.39 * len(words) / sentences + 11.8 * per_word - 15.59


def test_the_measure_of_reading_grade_tells_plain_from_heavy() -> None:
    assert reading_grade("The cat sat on the mat. It was a good cat.") < 2
    assert (
        reading_grade(
            "Employees are categorically required to refrain from the dissemination of proprietary "
            "information irrespective of the communication medium utilized."
        )
        > 16
    )


def test_there_are_exactly_the_38_clauses_in_their_order() -> None:
    assert len(IDS) == 38
    assert [clause["id"] for clause in POLICY["clause"]] == IDS


def test_counsel_must_adapt_it_and_rights_are_pointed_to_first() -> None:
    notice = POLICY["notice"]
    assert "not legal advice" in notice
    assert "counsel must adapt" in notice
    assert re.search(r"SMP-1\.2 \(your rights\) and SMP-1\.3 \(the immunity notice\) first", notice)
    assert POLICY["title"]
    assert POLICY["version"] == "2026.11"


@pytest.mark.parametrize("clause_id", IDS)
class TestEveryClause:
    def test_has_every_field_filled_in_and_no_other(self, clause_id: str) -> None:
        clause = CLAUSES[clause_id]
        assert set(clause) - {"category"} == set(FIELDS)
        for name in FIELDS:
            if name != "valid_from":
                assert clause[name] == clause[name].strip() != ""
        assert isinstance(clause["valid_from"], datetime.date)
        assert re.fullmatch(r"\d+\.\d+", clause["version"])

    def test_has_the_category_of_the_terms_that_name_it(self, clause_id: str) -> None:
        assert CLAUSES[clause_id].get("category") == CATEGORIES.get(clause_id)

    def test_has_a_title_of_at_most_six_words(self, clause_id: str) -> None:
        title = CLAUSES[clause_id]["title"]
        assert len(title.split()) <= 6
        assert not title.endswith(".")

    def test_states_its_rule_in_one_sentence(self, clause_id: str) -> None:
        rule = CLAUSES[clause_id]["rule"]
        assert len(SENTENCE_END.findall(rule)) == 1
        assert rule.endswith(".")

    def test_ends_every_text_like_a_sentence(self, clause_id: str) -> None:
        for name in PROSE:
            assert re.search(r"[.!?]\"?$", CLAUSES[clause_id][name]), name

    def test_reads_easily(self, clause_id: str) -> None:
        assert reading_grade(prose(CLAUSES[clause_id], "rule", "why", "instead")) <= 12

    def test_is_not_worded_so_wide_that_it_covers_talk_about_work(self, clause_id: str) -> None:
        text = prose(CLAUSES[clause_id], "title", "rule", "why", "instead")
        for pattern in OVERBROAD:
            assert not re.search(pattern, text, re.IGNORECASE), pattern

    def test_neither_blames_nor_threatens(self, clause_id: str) -> None:
        assert not UNKIND.search(prose(CLAUSES[clause_id], "title", *PROSE))

    def test_is_in_american_spelling(self, clause_id: str) -> None:
        assert not BRITISH.search(prose(CLAUSES[clause_id], "title", "owner", *PROSE))

    def test_shows_only_values_that_belong_to_nobody(self, clause_id: str) -> None:
        text = prose(CLAUSES[clause_id], *PROSE)
        assert all(RESERVED_DOMAIN.search(domain) for domain in EMAIL.findall(text))
        assert all(RESERVED_PHONE.search(number) for number in PHONE.findall(text))
        assert "http" not in text
        assert not KEY_SHAPED.search(text)

    def test_points_only_to_clauses_that_exist(self, clause_id: str) -> None:
        named = re.findall(r"SMP-\d\.\d", prose(CLAUSES[clause_id], *PROSE))
        assert set(named) <= set(IDS)


def test_the_policy_as_a_whole_reads_at_grade_eight_or_below() -> None:
    grades = [reading_grade(prose(clause, "rule", "why", "instead")) for clause in CLAUSES.values()]
    assert sum(grades) / len(grades) <= 8


def test_titles_are_told_apart() -> None:
    titles = [clause["title"].casefold() for clause in CLAUSES.values()]
    assert len(set(titles)) == len(titles)


def test_the_rights_clause_names_what_people_may_always_speak_of() -> None:
    clause = CLAUSES["SMP-1.2"]
    text = prose(clause, "rule", "why", "instead")
    for word in ("pay", "hours", "safety", "union", "coworkers", "staffing", "authority"):
        assert word in clause["rule"]
    assert "law comes first" in text
    assert "sites where people review their employer" in text
    assert "never need to ask us" in text


def test_the_immunity_notice_says_whom_and_how_and_where_it_ends() -> None:
    clause = CLAUSES["SMP-1.3"]
    rule, why = clause["rule"], clause["why"]
    for part in (
        "held liable under trade secret law",
        "in confidence with a government official or an attorney",
        "solely to report or look into a suspected violation of law",
        "court filing made under seal",
    ):
        assert part in rule
    assert "federal, state, or local" in why
    assert "does not cover posts to the public" in why
    assert "SMP-8.2" in clause["instead"]


@pytest.mark.parametrize(
    ("clause_id", "field", "fact"),
    [
        ("SMP-1.1", "why", "review their employer are not covered"),
        ("SMP-2.1", "rule", "only what is on this list"),
        ("SMP-2.1", "instead", "not there, it is not confidential"),
        ("SMP-2.6", "rule", "free to share"),
        ("SMP-4.2", "why", "yourself is always yours"),
        ("SMP-4.4", "rule", "last four digits at most"),
        ("SMP-5.1", "instead", "rotate the key"),
        ("SMP-5.1", "instead", "deleting is not enough"),
        ("SMP-5.5", "rule", "online checkers as outside"),
        ("SMP-6.1", "rule", "in the post itself"),
        ("SMP-6.2", "why", "free to talk to reporters and public officials"),
        ("SMP-6.5", "why", "not a rule about tone"),
        ("SMP-8.1", "rule", "keep a record, take the post down, and tell the right desk"),
        ("SMP-8.2", "rule", "no one may punish you"),
        ("SMP-8.2", "why", "can point to you"),
        ("SMP-8.3", "rule", "put the post right first"),
        ("SMP-9.2", "rule", "every quarter"),
        ("SMP-9.3", "rule", "on your own device and nowhere else"),
        ("SMP-9.3", "rule", "no counts about you"),
        ("SMP-9.3", "rule", "leaves the choice to you"),
    ],
)
def test_a_promise_or_fact_stands_where_people_look_for_it(
    clause_id: str, field: str, fact: str
) -> None:
    assert fact in CLAUSES[clause_id][field]
