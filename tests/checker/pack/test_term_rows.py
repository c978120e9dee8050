"""Reading term lists, every mistake at once."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import resources
from checker.errors import Problem
from checker.pack import toml
from checker.pack.model import Term
from checker.pack.term_fields import TERM_FIELDS
from checker.pack.term_rows import read_csv, read_toml

EXAMPLE = Path(resources.__file__).parent / "example" / "terms" / "aldermere.csv"
CLAUSES = {"SMP-2.2", "SMP-2.3"}
AUDIENCES = {"dach", "deal-team"}


def read(text: str, **options) -> tuple[list[Term], list[Problem]]:
    problems: list[Problem] = []
    return read_csv("terms/names.csv", text, problems, CLAUSES, AUDIENCES, **options), problems


def read_tables(text: str) -> tuple[list[Term], list[Problem]]:
    problems: list[Problem] = []
    document = toml.read("terms/names.toml", text, problems)
    assert document is not None
    return read_toml(document, problems, CLAUSES, AUDIENCES), problems


def test_a_row_becomes_a_term():
    terms, problems = read(
        "id,term,variants,mode,severity,clause,audience,from,embargo_until,review_by,reason\n"
        "T1,Heron, Grey Heron | Héron ,fuzzy,error,SMP-2.3,dach|all,"
        '2026-01-05,2027-03-02T09:00:00+01:00,2027-01-31,"New, and secret"\n'
    )
    assert not problems
    assert terms == [
        Term(
            id="T1",
            term="Heron",
            variants=("Grey Heron", "Héron"),
            mode="fuzzy",
            severity="error",
            clause="SMP-2.3",
            audience=("dach", "all"),
            valid_from=datetime(2026, 1, 5, tzinfo=UTC),
            embargo_until=datetime(2027, 3, 2, 8, tzinfo=UTC),
            review_by=date(2027, 1, 31),
            reason="New, and secret",
        )
    ]


def test_an_empty_cell_is_the_default():
    (term,), problems = read("id,term,mode,audience,language,severity\nT1,Heron,,,,\n")
    assert not problems
    assert term == Term(id="T1", term="Heron")


def test_toml_says_the_same_as_csv():
    terms, problems = read_tables(
        '[[term]]\nid = "T1"\nterm = "Heron"\nvariants = ["Grey Heron"]\n'
        'from = 2026-01-05\nembargo_until = 2027-03-02T08:00:00Z\nexpires = "2028-01-01"\n'
    )
    assert not problems
    assert terms == [
        Term(
            id="T1",
            term="Heron",
            variants=("Grey Heron",),
            valid_from=datetime(2026, 1, 5, tzinfo=UTC),
            embargo_until=datetime(2027, 3, 2, 8, tzinfo=UTC),
            expires=datetime(2028, 1, 1, tzinfo=UTC),
        )
    ]


# A column, a cell that is wrong, and what is said about it.
WRONG = [
    ("id", "T 1", "should be letters, digits, dots and dashes, such as T001"),
    ("status", "lives", '"lives" is not known, did you mean "live"?'),
    ("mode", "loose", '"loose" is not known; one of word, exact, case, stem, fuzzy, regex, sealed'),
    ("severity", "warn", '"warn" is not known, did you mean "warning"?'),
    ("language", "English", "should be a language code such as en or de"),
    ("clause", "SMP-2.4", 'there is no clause "SMP-2.4", did you mean "SMP-2.'),
    ("audience", "dach|deal-taem", '"deal-taem" is not known, did you mean "deal-team"?'),
    ("audience", "xyz", '"xyz" is not known; pack.toml lists the audiences'),
    ("from", "5.1.2026", "should be a date such as 2026-11-01 or an instant 2026-11-01T08:00:00Z"),
    ("from", "2026-02-30", "there is no such day"),
    ("embargo_until", "2027-03-02T08:00:00", "needs a zone: end it with Z (UTC) or an offset"),
    ("embargo_until", "2027-03-02T28:00:00Z", "there is no such day or time"),
    ("review_by", "2027-03-02T08:00:00Z", "should be a date such as 2026-11-01"),
    ("public_link", "www.example.com", "should be a web address that begins with https://"),
    ("reason", "=1+1", "is a formula; write the text itself"),
    ("variants", "Héron|&", "should hold at least one letter or digit"),
    ("term", "...", "should hold at least one letter or digit"),
    ("term", "@!", "should hold at least one letter or digit"),
    ("term", "", "term is missing"),
]


@pytest.mark.parametrize(("column", "cell", "what"), WRONG)
def test_a_wrong_cell_is_named_with_its_place_and_what_would_be_right(column, cell, what):
    row = {"id": "T1", "term": "Heron", column: cell}
    terms, problems = read(f"{','.join(row)}\n{','.join(row.values())}\n")
    assert terms == []
    (problem,) = problems
    assert (problem.path, problem.line, problem.column) == ("terms/names.csv", 2, column)
    assert problem.what.startswith(what)


# A whole file that is wrong.
BROKEN = [
    ("id;term\nT1;Heron\n", 1, "", "columns should be separated by commas"),
    ("id,trem\nT1,Heron\n", 1, "trem", 'unknown column, did you mean "term"?'),
    ("id,term,id\nT1,Heron,T2\n", 1, "id", "the column is there twice"),
    ("id,status\nT1,live\n", 1, "term", "the column term is missing"),
    ("id,term\nT1,Heron,grey\n", 2, "", "has 3 cells where the first row has 2"),
    ('id,term\nT1,"Heron" x\n', 2, "", "not a valid CSV row"),
    ("id,term\nT1,Heron\nT1,Kite\n", 3, "id", '"T1" is there already, in terms/names.csv:2'),
    ("id,term,mode\nT1,(,regex\n", 2, "term", "RE2 cannot take the pattern"),
    ("id,term,mode\nT1,x*,regex\n", 2, "term", "the pattern matches an empty text"),
    ("id,term,mode,language\nT1,Heron,stem,xx\n", 2, "mode", 'there is no stemmer for "xx"'),
    ("id,term,from,expires\nT1,A,2026-02-01,2026-02-01\n", 2, "expires", "is not after from"),
    ('id,term,reason\nT1,Heron,"two\nlines"\nT2,&,\n', 4, "term", "should hold at least one"),
]


@pytest.mark.parametrize(("text", "line", "column", "what"), BROKEN)
def test_a_broken_file_is_named_with_the_line(text, line, column, what):
    _, problems = read(text)
    assert (line, column) in {(problem.line, problem.column) for problem in problems}
    assert any(problem.what.startswith(what) for problem in problems)


def test_every_mistake_is_named_at_once_and_right_rows_are_kept():
    terms, problems = read("id,term,mode,severity\nT1,,loose,warn\nT2,Heron,,\nT 3,Kite,,\n")
    assert [term.id for term in terms] == ["T2"]
    assert sorted((problem.line, problem.column) for problem in problems) == [
        (2, "mode"),
        (2, "severity"),
        (2, "term"),
        (4, "id"),
    ]


def test_a_file_from_a_spreadsheet_may_begin_with_a_mark_and_end_lines_its_own_way():
    terms, problems = read("\ufeffid,term\r\nT1,Heron\r\n,\r\n")
    assert not problems
    assert [term.id for term in terms] == ["T1"]


def test_an_id_is_unique_over_all_files():
    seen: dict[str, str] = {}
    read("id,term\nT1,Heron\n", seen=seen)
    _, problems = read("id,term\nT1,Kite\n", seen=seen)
    assert [problem.what for problem in problems] == ['"T1" is there already, in terms/names.csv:2']


def test_an_empty_file_lacks_its_columns():
    assert {problem.column for problem in read("")[1]} == {"id", "term"}


TOML_MISTAKES = [
    ('[[term]]\nid = "T1"\ntrem = "x"\nterm = "x"\n', 3, "trem", "unknown key"),
    ('[[term]]\nid = "T1"\nterm = 7\n', 3, "term", "should be a text in quotes"),
    ('[[term]]\nid = "T1"\nterm = "x"\nvariants = [1]\n', 4, "variants", "should be a list"),
    ('[[term]]\nid = "T1"\n', 1, "term", "term is missing"),
    ('[[term]]\nid = "T1"\nterm = "x"\nfrom = 2026-01-05T08:00:00\n', 4, "from", "needs a zone"),
    ('title = "x"\n', 1, "title", "unknown key; terms are [[term]] tables"),
    ('[term]\nid = "T1"\n', 1, "term", "should be [[term]] tables"),
]


@pytest.mark.parametrize(("text", "line", "column", "what"), TOML_MISTAKES)
def test_a_mistake_in_toml_is_named_with_its_line(text, line, column, what):
    terms, (problem,) = read_tables(text)
    assert terms == []
    assert (problem.line, problem.column) == (line, column)
    assert problem.what.startswith(what)


def test_every_field_of_a_term_is_described():
    attributes = {field.attribute or field.name for field in TERM_FIELDS}
    assert attributes == {field.name for field in fields(Term)}
    for field in TERM_FIELDS:
        assert field.meaning
        assert field.type


def test_the_example_has_every_column_and_no_mistake():
    problems: list[Problem] = []
    text = EXAMPLE.read_text(encoding="utf-8")
    terms = read_csv("terms/aldermere.csv", text, problems)
    assert not problems
    assert len(terms) == 18
    assert text.splitlines()[0].split(",") == [field.name for field in TERM_FIELDS]
