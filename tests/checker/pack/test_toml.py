from __future__ import annotations

from dataclasses import dataclass

import pytest

from checker.errors import Problem
from checker.pack.toml import Reader, read, suggestion

TEXT = '''title = "x"

[head]
a = 1
[[row]]
name = """
name = "not a key"
[[row]]
"""
b = 2
[[row]]
b = 3
'''


@pytest.mark.parametrize(
    ("key", "table", "index", "line"),
    [
        ("title", "", 0, 1),
        ("a", "head", 0, 4),
        ("name", "row", 0, 6),
        ("b", "row", 0, 10),
        ("b", "row", 1, 12),
        ("missing", "row", 1, 11),
        ("missing", "", 0, 1),
    ],
)
def test_a_key_is_found_again_in_its_table(key: str, table: str, index: int, line: int) -> None:
    document = read("x.toml", TEXT, [])
    assert document is not None
    assert document.line(key, table, index) == line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = \n", "x.toml:1 column 5: not valid TOML: Invalid value"),
        ('a = 1\nb = "open\n', "x.toml:2 column 10: not valid TOML: Illegal character '\\n'"),
        ("[a", "x.toml:1: not valid TOML: Expected ']' at the end of a table declaration"),
    ],
)
def test_bad_syntax_is_told_with_line_and_column(text: str, told: str) -> None:
    problems: list[Problem] = []
    assert read("x.toml", text, problems) is None
    assert [str(problem) for problem in problems] == [told]


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    words: tuple[str, ...] = ()
    share: float = 1.0
    count: int = 0
    loud: bool = False


def reads(text: str) -> tuple[dict[str, object], list[str]]:
    problems: list[Problem] = []
    document = read("x.toml", text, problems)
    assert document is not None
    values = Reader(document, "", 0, problems).values(Row, document.data)
    return values, [str(problem) for problem in problems]


def test_values_get_the_types_of_the_model() -> None:
    text = 'name = "n"\nwords = ["a"]\nshare = 1\ncount = 2\nloud = true\n'
    assert reads(text) == (
        {"name": "n", "words": ("a",), "share": 1.0, "count": 2, "loud": True},
        [],
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = 1", "x.toml:1 name: should be a text in quotes"),
        ("words = [1]", "x.toml:1 words: should be a list of texts in quotes"),
        ('words = "a"', "x.toml:1 words: should be a list of texts in quotes"),
        ("share = true", "x.toml:1 share: should be a number"),
        ("count = 1.5", "x.toml:1 count: should be a whole number"),
        ("count = true", "x.toml:1 count: should be a whole number"),
        ("loud = 1", "x.toml:1 loud: should be true or false"),
        ('nam = "x"', 'x.toml:1 nam: unknown key, did you mean "name"?'),
        ("zzz = 1", "x.toml:1 zzz: unknown key"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told(text: str, told: str) -> None:
    assert reads(text)[1] == [told]


def test_a_near_word_is_suggested_and_a_far_one_is_not() -> None:
    assert suggestion("fuzy", ["fuzzy", "word"]) == ', did you mean "fuzzy"?'
    assert suggestion("xyz", ["fuzzy", "word"]) == ""
