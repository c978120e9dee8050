"""SARIF 2.1.0."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from checker.model import ClauseRef, Finding
from checker.render import Checked
from checker.render.sarif import render, uri
from tests.checker.render.samples import BROKEN, PACK, checked, finding, run
from tests.support.sarif_schema import LOG

EMAIL = "anna@aldermere.example"
TEXT = f"Hello 😀\nWrite to {EMAIL} today"


def log_of(*files: Checked) -> Any:
    log = json.loads(render(run(*files), PACK, "0.1.0"))
    Draft7Validator(LOG).validate(log)
    (one,) = log["runs"]
    return one


def test_a_result_names_rule_place_level_and_fix() -> None:
    (result,) = log_of(checked(TEXT, finding(TEXT, EMAIL)))["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == (
        "personal.email",
        0,
        "warning",
    )
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "post.txt", "index": 0},
        "region": {
            "startLine": 2,
            "startColumn": 10,
            "endLine": 2,
            "endColumn": 32,
            "charOffset": 17,
            "charLength": 22,
        },
    }
    write, leave_out = result["fixes"]
    (change,) = write["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "[email]"}
    assert "insertedContent" not in leave_out["artifactChanges"][0]["replacements"][0]


def test_columns_count_code_points_and_the_log_says_so() -> None:
    text = f"😀 {EMAIL}"
    one = log_of(checked(text, finding(text, EMAIL)))
    assert one["columnKind"] == "unicodeCodePoints"
    region = one["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["charOffset"]) == (3, 2)


def test_a_rule_helps_with_its_clause() -> None:
    (rule,) = log_of(checked(TEXT, finding(TEXT, EMAIL)))["tool"]["driver"]["rules"]
    assert rule["id"] == "personal.email"
    assert "SMP-4.1 Title of SMP-4.1: One sentence that says what to do. " in rule["help"]["text"]
    assert rule["properties"]["clause"]["url"] == "clearpost:policy#smp-4.1"


@pytest.mark.parametrize("severity", ["note", "warning", "error"])
def test_severity_is_the_level(severity: Any) -> None:
    (result,) = log_of(checked(TEXT, finding(TEXT, EMAIL, severity)))["results"]
    assert result["level"] == severity


def test_words_of_the_draft_stay_out() -> None:
    text = f"A zanzibar secret: {EMAIL}"
    shown = render(run(checked(text, finding(text, EMAIL))), PACK, "0.1.0")
    assert "zanzibar" not in shown
    assert EMAIL not in shown


def prints(*findings: Finding, text: str = TEXT) -> list[str]:
    results = log_of(checked(text, *findings))["results"]
    return [result["partialFingerprints"]["clearpostPlace/v1"] for result in results]


def test_a_fingerprint_outlives_an_edit_and_tells_neighbors_apart() -> None:
    first = finding(TEXT, EMAIL)
    moved = finding(f"New line\n{TEXT}", EMAIL)
    assert prints(first) == prints(moved, text=f"New line\n{TEXT}")
    twice = prints(first, replace(first, span=first.span.shifted(1)))
    assert len(set(twice)) == 2


def test_what_was_not_read_or_run_is_notified() -> None:
    one = log_of(
        checked("x", not_run=(BROKEN,)), Checked("gone.txt", error="there is no such file")
    )
    (invocation,) = one["invocations"]
    assert invocation["executionSuccessful"] is False
    texts = [n["message"]["text"] for n in invocation["toolExecutionNotifications"]]
    assert texts == [
        "gone.txt: there is no such file",
        "Not checked: patterns (it failed (ValueError)).",
    ]


def test_a_check_left_out_is_no_failure() -> None:
    (invocation,) = log_of(checked("x"))["invocations"]
    assert invocation["executionSuccessful"] is True
    assert len(invocation["toolExecutionNotifications"]) == 2


def test_the_same_file_twice_is_one_artifact() -> None:
    one = log_of(checked("x"), checked("x"))
    assert one["artifacts"] == [{"location": {"uri": "post.txt"}}]


def test_a_term_speaks_for_itself_and_its_rule_for_all_terms() -> None:
    term = replace(
        finding(TEXT, EMAIL), rule_id="confidential.term", why="Unreleased bedside monitor."
    )
    one = log_of(checked(TEXT, term))
    (rule,) = one["tool"]["driver"]["rules"]
    assert "bedside" not in json.dumps(rule)
    assert "bedside" in one["results"][0]["message"]["text"]


def test_the_rule_of_all_terms_names_a_clause_only_where_it_is_that_of_each() -> None:
    mild = replace(finding(TEXT, EMAIL, "note"), rule_id="confidential.term")
    grave = replace(finding(TEXT, "Hello", "error"), rule_id="confidential.term")
    other = replace(grave, clause=ClauseRef("SMP-2.4", "Clients", "clearpost:policy#smp-2.4"))
    (same,) = log_of(checked(TEXT, grave, mild))["tool"]["driver"]["rules"]
    assert same["properties"]["clause"]["id"] == "SMP-4.1"
    assert same["defaultConfiguration"]["level"] == "error"
    (mixed,) = log_of(checked(TEXT, other, mild))["tool"]["driver"]["rules"]
    assert mixed["properties"] == {"category": "confidential"}


def test_the_tool_says_its_version_where_it_knows_it() -> None:
    assert log_of(checked("x"))["tool"]["driver"]["version"] == "0.1.0"
    assert '"version": ""' not in render(run(checked("x")), PACK, "")


def test_paths_become_uris() -> None:
    assert uri("my posts/ä.txt") == "my%20posts/%C3%A4.txt"
    assert uri("-") == "stdin:"
    assert uri("<clipboard>") == "clipboard:"
    assert uri(str(Path("/a b").absolute())).startswith("file:///")
    assert uri("a\udcff") == "a%FF"


@given(st.text(), st.text(min_size=1, max_size=9))
def test_any_text_gives_a_valid_log(before: str, value: str) -> None:
    text = before + value
    log_of(checked(text, finding(text, value)))
