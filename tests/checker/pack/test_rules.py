from __future__ import annotations

import pytest

from checker.errors import Problem
from checker.pack.model import FixTemplate, Rule
from checker.pack.rules import Defaults, read_rules
from checker.pack.toml import read
from tests.support.pack_files import RULE


def rules(text: str, defaults: Defaults | None = None) -> tuple[list[Rule], list[str]]:
    problems: list[Problem] = []
    document = read("rules/x.toml", text, problems)
    assert document is not None
    return read_rules(document, defaults or {}, problems), [str(p) for p in problems]


def test_a_file_of_one_rule() -> None:
    (rule,), problems = rules(RULE)
    assert not problems
    assert rule.id == "personal.badge"
    assert rule.category == "personal"
    assert rule.fixes == (FixTemplate("Write “[badge]”", "[badge]"),)
    assert rule.source == "rules/x.toml:2"


def test_the_nearest_word_wins() -> None:
    defaults: Defaults = {
        "personal": {"clause": "SMP-4.1", "why": "category", "message": "category"},
        "personal.other": {"why": "type", "message": "type"},
    }
    family = """
[defaults]
type = "other"
message = "file"
[[rule]]
id = "personal.a"
patterns = ["a"]
[[rule]]
id = "personal.b"
patterns = ["b"]
message = "rule"
"""
    (a, b), problems = rules(family, defaults)
    assert not problems
    assert (a.clause, a.why, a.message) == ("SMP-4.1", "type", "file")
    assert b.message == "rule"
    assert b.source == "rules/x.toml:8"


@pytest.mark.parametrize(
    ("rotate", "said"),
    [
        ('rotate = "https://www.demo.example/settings/keys"', "Renew it at demo.example."),
        ("", "Renew it in the settings of the service."),
    ],
)
def test_the_why_says_where_a_key_is_renewed(rotate: str, said: str) -> None:
    text = RULE.replace("why = ", f'{rotate}\nwhy = "Renew it {{where}}."\n# ', 1)
    (rule,), problems = rules(text)
    assert not problems
    assert rule.why == said


def test_a_fix_replaces_or_drops_and_not_both() -> None:
    fix = '{ title = "Keep the link", drop = ["PWD"] }'
    text = "\n".join(f"fix = [{fix}]" if "fix" in line else line for line in RULE.split("\n"))
    (rule,), problems = rules(text)
    assert not problems
    assert rule.fixes == (FixTemplate("Keep the link", drop=("pwd",)),)
    _, problems = rules(text.replace('["PWD"]', '["PWD"], replacement = ""'))
    assert "needs a title and a replacement, or parameters to drop" in problems[0]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("personal.badge", "Badge", 'id: should be "category.kebab-name", such as "payment.iban"'),
        ("personal.badge", "people.badge", 'id: category "people" is not one of confidential'),
        ('"other"', '"othr"', 'type: "othr" is not known, did you mean "other"?'),
        ("b\\d{4}", "b(?=x)", "patterns: 'b(?=x)' RE2 cannot take it: invalid perl operator: (?="),
        ("b\\d{4}", "№", "has a character beyond Latin-1; use names or near for such words"),
        ("title = ", "titel = ", "fix: takes title, replacement or drop, and safe"),
        ('title = "Write “[badge]”", ', "", "fix: needs a title and a replacement"),
        ("fix =", "validator = 'lunh'\nfix =", 'validator: there is no check called "lunh"'),
        ("fix =", "confidence = 1.5\nfix =", "confidence: should be above 0 and at most 1"),
        ("fix =", "severity = 'fatal'\nfix =", 'severity: "fatal" is not known; one of note'),
        ("fix =", "bounds = 'wrd'\nfix =", 'bounds: "wrd" is not known, did you mean "word"?'),
        ("patterns = ['b\\d{4}']\n", "", 'patterns: "patterns" is missing'),
        ('why = "It opens doors."\n', "", 'why: "why" is missing'),
    ],
)
def test_a_mistake_is_told_with_what_would_be_right(old: str, new: str, told: str) -> None:
    text = RULE.replace(old, new)
    assert text != RULE
    found, problems = rules(text)
    assert found == []
    assert any(told in problem for problem in problems), problems


def test_what_stands_beside_a_family_is_named() -> None:
    _, problems = rules('message = "x"\n[[rule]]\nid = "personal.a"\n')
    assert "rules/x.toml:1 message: belongs into [defaults] or [[rule]]" in problems


def test_an_entity_needs_no_words() -> None:
    (rule,), problems = rules(
        'id = "personal.link"\ntype = "url"\npatterns = ["x"]\nentity = true\n'
    )
    assert not problems
    assert rule.entity


def test_patterns_share_named_parts() -> None:
    defaults: Defaults = {"parts": {"tail": "[0-9]{4}"}}
    (rule,), problems = rules(RULE.replace("b\\d{4}", "b{tail}x{2}"), defaults)
    assert not problems
    assert rule.patterns == ("b[0-9]{4}x{2}",)


def test_a_part_may_be_made_of_others_but_not_of_itself() -> None:
    defaults: Defaults = {"parts": {"tail": "{two}y", "two": "x{2}"}}
    (rule,), problems = rules(RULE.replace("b\\d{4}", "b{tail}"), defaults)
    assert not problems
    assert rule.patterns == ("bx{2}y",)
    found, problems = rules(RULE.replace("b\\d{4}", "b{tail}"), {"parts": {"tail": "a{tail}"}})
    assert not found
    assert "there is no part {tail}" in problems[0]


def test_a_part_that_is_not_there_is_told_with_the_near_one() -> None:
    defaults: Defaults = {"parts": {"tail": "[0-9]{4}"}}
    found, problems = rules(RULE.replace("b\\d{4}", "b{tial}"), defaults)
    assert not found
    assert 'there is no part {tial}, did you mean "tail"?' in problems[0]
