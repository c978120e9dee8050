"""Every rule does what its table shows: the long tail of lines it flags and leaves alone.

A table is a file in `tests/tables`: one rule at the top, or a `[[case]]` per rule.

    rule = "payment.iban"
    flags = ["Pay to ⟦GR16 0110 1250 0000 0001 2300 695⟧ by Friday"]
    allows = ["Reference GR16 0110 only"]

`any_rule = true` lets another rule of the same type have the place.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from checker.detectors.patterns import build
from checker.engine import Engine
from checker.pack.load import load_pack
from checker.pack.samples import parse
from checker.publish.lint import sample_problem
from checker.view import View
from resources import BUILTIN_PACK

TABLES = Path(__file__).parent.parent / "tables"
LEAST = 6
BATCH = 40
NEAR = " la la. "
KEYS = {"rule", "flags", "allows", "any_rule"}


@dataclass(frozen=True)
class Case:
    file: str
    rule: str
    flags: tuple[str, ...]
    allows: tuple[str, ...]
    any_rule: bool = False


def read_tables() -> list[Case]:
    cases = []
    for path in sorted(TABLES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in data.get("case", [data]):
            unknown = table.keys() - KEYS
            assert not unknown, f"{path.name}: unknown keys {unknown}"
            cases.append(
                Case(
                    path.name,
                    table["rule"],
                    tuple(table.get("flags", ())),
                    tuple(table.get("allows", ())),
                    table.get("any_rule", False),
                )
            )
    return cases


CASES = read_tables()


@cache
def engine() -> Engine:
    return Engine(load_pack(BUILTIN_PACK))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_does_what_its_table_shows(case: Case) -> None:
    rules = engine().pack.rules
    assert case.rule in rules, f"{case.file}: there is no rule {case.rule}"
    rule = rules[case.rule]
    said = [
        sample_problem(engine(), rule, line, flagged=flagged, any_rule=case.any_rule and flagged)
        for flagged, lines in ((True, case.flags), (False, case.allows))
        for line in lines
    ]
    problems = [what for what in said if what]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("first", range(0, len(CASES), BATCH))
def test_a_long_text_is_read_as_its_parts_are(first: int) -> None:
    detector = build(engine().pack)
    apart = NEAR + " la" * 150 + "." + NEAR
    text, expected = apart, set()
    for case in CASES[first : first + BATCH]:
        if case.rule == "secret.private-key":
            continue  # a key without an end runs to the end of the next
        for sample in case.flags[:2]:
            line = parse(sample)[0].replace("\n\n", "\n")
            expected |= {
                (m.rule_id, m.span.shifted(len(text) - len(NEAR)), m.confidence)
                for m in detector.detect(View(NEAR + line + NEAR))
            }
            text += line + apart
    found = {(m.rule_id, m.span, m.confidence) for m in detector.detect(View(text))}
    assert found == expected


def test_every_rule_has_a_table_with_enough_lines_of_either_kind() -> None:
    flags: dict[str, set[str]] = {}
    allows: dict[str, set[str]] = {}
    for case in CASES:
        flags.setdefault(case.rule, set()).update(case.flags)
        allows.setdefault(case.rule, set()).update(case.allows)
    thin = {
        rule: (len(flags.get(rule, ())), len(allows.get(rule, ())))
        for rule in engine().pack.rules
        if min(len(flags.get(rule, ())), len(allows.get(rule, ()))) < LEAST
    }
    assert not thin, f"flagged and quiet lines, at least {LEAST} of each: {thin}"


def test_a_table_that_is_wrong_would_be_noticed() -> None:
    rule = next(iter(engine().pack.rules.values()))
    assert sample_problem(engine(), rule, "nothing ⟦here⟧", flagged=True)
    assert sample_problem(engine(), rule, "no mark", flagged=True)
    flagged = replace(rule).flags[0]
    assert sample_problem(engine(), rule, flagged, flagged=True) == ""
    assert sample_problem(engine(), rule, flagged, flagged=False)
