"""What counts as right in a labelled case."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from checker.model import Span
from tests.bench.judge import Case, read_cases, read_plain

CASE = Case(
    "1",
    "made-up",
    "call 415 555 0132 or mail dana@example.com today",
    ((Span(5, 17), "phone"), (Span(26, 42), "email")),
)


def test_half_a_finding_on_a_label_is_enough() -> None:
    assert CASE.verdict(Span(5, 17), "phone")
    assert CASE.verdict(Span(11, 17), "phone")
    assert CASE.verdict(Span(0, 10), "phone")
    assert CASE.verdict(Span(0, 8), "phone") is False


def test_a_finding_around_a_label_may_not_be_much_longer() -> None:
    long = Case("2", "made-up", "x" * 200, ((Span(50, 60), "secret"),))
    assert long.verdict(Span(45, 95), "secret")
    assert long.verdict(Span(40, 100), "secret") is False
    assert long.verdict(Span(56, 100), "secret") is False


def test_another_type_is_wrong_unless_nobody_agrees_on_the_border() -> None:
    assert CASE.verdict(Span(5, 17), "credit_card") is False
    tax = Case("3", "made-up", "1234567890", ((Span(0, 10), "tax_id"),))
    assert tax.verdict(Span(0, 10), "national_id")


def test_what_a_case_says_nothing_about_is_not_judged() -> None:
    scoped = Case("4", "made-up", "1234567890", scope=frozenset({"phone"}))
    assert scoped.verdict(Span(0, 10), "tax_id") is None
    assert scoped.verdict(Span(0, 10), "phone") is False
    open_ended = Case("5", "made-up", "1234567890", complete=False)
    assert open_ended.verdict(Span(0, 10), "phone") is None


def test_files_are_read_packed_or_not_and_weak_cases_left_out(tmp_path: Path) -> None:
    given = {
        "id": "6",
        "source": "made-up",
        "text": "415 555 0132",
        "spans": [{"start": 0, "end": 12, "type": "phone", "orig": "PHONE"}],
        "scope": ["phone"],
        "weak": False,
        "complete": True,
    }
    text = json.dumps(given) + "\n\n" + json.dumps({**given, "id": "7", "weak": True}) + "\n"
    (tmp_path / "cases.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "cases.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    (plain,) = read_cases(tmp_path / "cases.jsonl")
    (packed,) = read_cases(tmp_path / "cases.jsonl.gz")
    assert plain == packed
    assert plain.verdict(Span(0, 12), "phone")


def test_in_an_ordinary_post_only_what_alarms_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "plain.jsonl"
    path.write_text('{"id": "1", "source": "made-up", "text": "good morning"}\n', encoding="utf-8")
    (post,) = read_plain(path, ["phone", "person"])
    assert post.verdict(Span(0, 4), "phone") is False
    assert post.verdict(Span(0, 4), "person") is None
