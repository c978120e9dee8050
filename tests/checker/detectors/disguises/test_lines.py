"""Every disguise does what its lines show, and leaves alone what only looks like it."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from checker.detectors.disguises import DISGUISES
from checker.engine import Engine
from checker.model import Draft, Finding
from checker.pack.load import load_pack
from checker.pack.samples import parse
from resources import BUILTIN_PACK

DAY = datetime(2026, 11, 22, tzinfo=UTC)
LINES = tomllib.loads((Path(__file__).parent / "lines.toml").read_text(encoding="utf-8"))
LEAST = 12


@cache
def engine() -> Engine:
    return Engine(load_pack(BUILTIN_PACK))


def findings(text: str) -> tuple[Finding, ...]:
    report = engine().check(Draft.of(text), as_of=DAY, deep=False)
    assert not [check for check in report.not_run if check.kind == "failed"]
    return report.findings


@pytest.mark.parametrize("disguise", LINES)
def test_a_value_in_disguise_is_found_where_it_stands(disguise: str) -> None:
    missed = []
    for line in LINES[disguise]["flags"]:
        kind, _, sample = line.partition(": ")
        text, marks = parse(sample)
        found = [(finding.type, finding.span) for finding in findings(text)]
        if (kind, marks[0]) not in found:
            missed.append((text, [(name, text[a:b]) for name, (a, b) in found]))
    assert not missed


@pytest.mark.parametrize("disguise", LINES)
def test_what_only_looks_like_a_disguise_is_left_alone(disguise: str) -> None:
    texts = [parse(line)[0] for line in LINES[disguise]["allows"]]
    found = {text: [f.rule_id for f in findings(text)] for text in texts}
    assert not {text: rules for text, rules in found.items() if rules}


def test_every_disguise_has_its_lines() -> None:
    assert {disguise.name for disguise in DISGUISES} == LINES.keys()
    assert all(len(set(lines[key])) >= LEAST for lines in LINES.values() for key in lines)
