"""What is counted, written and drawn holds nothing of the cases."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checker.errors import Problem
from checker.model import Span
from checker.pack.calibration_file import read_calibration
from checker.pack.rules import CATEGORIES, TYPES
from checker.pack.toml import read
from tests.bench import calibrate
from tests.bench.calibrate import Recorder, bins, figures, folds, gap, held_out, observe, written
from tests.bench.isotonic import Observation, fit
from tests.bench.judge import Case

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def rows(source: str, said: float, right: int, n: int) -> list[Observation]:
    return [
        Observation(source, "personal", "phone", "named", said, number < right)
        for number in range(n)
    ]


MANY = [row for part in "abcdefg" for row in rows(part, 0.6, 50, 60) + rows(part, 0.9, 59, 60)]


@pytest.fixture(scope="module")
def engine() -> Recorder:
    return Recorder()


def test_findings_of_a_case_are_judged(engine: Recorder) -> None:
    text = "Phone: 415-555-0132, or ask dana.berg@aldermere.example"
    case = Case("1", "made-up", text, ((Span(7, 19), "phone"),), frozenset({"phone", "email"}))
    found = {(row.type, row.right) for row in observe(engine, case, NOW)}
    assert found == {("phone", True), ("email", False)}


def test_no_source_is_judged_by_curves_that_saw_it() -> None:
    parts = folds(MANY)
    assert len(parts) == 5
    assert sorted(source for part in parts for source in part) == list("abcdefg")
    odd = rows("odd", 0.75, 0, 600)
    sure = {round(told, 2) for row, told in held_out(MANY + odd) if row.source == "odd"}
    assert min(sure) > 0.7


def test_bins_count_what_was_said_and_what_was_right() -> None:
    (row,) = bins([(0.91, True)] * 9 + [(0.93, False)])
    assert (row["from"], row["to"], row["right"], row["n"]) == (0.9, 0.95, 9, 10)
    assert (row["said"], row["share"]) == (0.912, 0.9)
    assert row["low"] < 0.9 < row["high"]
    assert gap([row]) == 0.012


def test_what_was_counted_is_nearer_to_the_truth_than_the_rules() -> None:
    counted = figures(MANY, date(2026, 11, 22))
    assert counted["gap_after"] < counted["gap_before"]
    assert json.loads(json.dumps(counted)) == counted


def test_the_file_that_is_written_is_read_again() -> None:
    curves = fit(MANY, {"default": 0.5, "type.email": 0.6})
    problems: list[Problem] = []
    text = written(curves, MANY, date(2026, 11, 22))
    document = read("calibration.toml", text, problems)
    assert document is not None
    again = read_calibration(document, CATEGORIES, sorted(TYPES), problems)
    assert problems == []
    assert again == curves
    assert "Counted on 2026-11-22 over 840 findings" in text


def test_the_command_writes_curves_figures_and_a_picture_and_no_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "cases.jsonl"
    case = {
        "id": "xyzzy-1",
        "source": "made-up",
        "text": "Phone: 415-555-0132 xyzzy",
        "spans": [{"start": 7, "end": 19, "type": "phone"}],
        "scope": ["phone"],
        "weak": False,
        "complete": True,
    }
    cases.write_text(json.dumps(case) + "\n", encoding="utf-8")
    plain = tmp_path / "plain.jsonl"
    plain.write_text('{"id": "1", "source": "posts", "text": "good day xyzzy"}\n', encoding="utf-8")
    for name in ("CURVES", "FIGURES", "PICTURE"):
        monkeypatch.setattr(calibrate, name, tmp_path / name)
    asked = ["--cases", str(cases), "--plain", str(plain), "--on", "2026-11-22"]
    assert calibrate.main([*asked, "--dry-run"]) == 0
    assert not (tmp_path / "CURVES").exists()
    assert calibrate.main(asked) == 0
    written_words = [
        capsys.readouterr().out,
        *(
            (tmp_path / name).read_text(encoding="utf-8")
            for name in ("CURVES", "FIGURES", "PICTURE")
        ),
    ]
    assert "2 texts, 1 findings" in written_words[0]
    assert not any("xyzzy" in words or "0132" in words for words in written_words)
