"""Counts how often findings are right that say how sure they are, and writes what was counted.

    python3 installer/dev.py calibrate --cases CASES.jsonl.gz --plain POSTS.jsonl.gz

The engine runs over labelled cases with its rules taken at their word, each finding is judged, and
the curves of resources/pack/calibration.toml are fitted to the outcome. Whether they hold where
they were not fitted is told by five folds: the sources of the cases are shared out, and each fifth
is judged by curves fitted on the other four. The data are never part of the project.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from checker import Draft, Engine, load_pack
from checker.model import Finding, Match
from checker.pack.calibration import Calibration
from checker.pack.rules import TYPES
from checker.sureness import basis
from checker.view import Sentences
from resources import BUILTIN_PACK
from tests.bench.isotonic import (
    BASIS_FEWEST,
    BASIS_PRIOR,
    FEWEST,
    PRIOR,
    Observation,
    fit,
    wilson,
)
from tests.bench.judge import Case, read_cases, read_plain
from tests.support.plot import COLORS, Axis, Chart

PLOTS = Path(__file__).parent.parent.parent / "docs" / "plots"
FIGURES = PLOTS / "calibration.json"
PICTURE = PLOTS / "calibration.svg"
CURVES = BUILTIN_PACK / "calibration.toml"
FOLDS = 5
_EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)

Told = tuple[float, bool]
"""How sure a finding said it was, and whether it was right."""


class Recorder(Engine):
    """An engine that takes rules at their word and remembers what won."""

    def __init__(self) -> None:
        pack = load_pack(BUILTIN_PACK)
        super().__init__(replace(pack, calibration=Calibration()))
        self.winners: list[Match] = []

    def _findings(
        self,
        winners: Iterable[tuple[Match, tuple[str, ...]]],
        segment: int,
        text: str,
        parts: Sentences,
    ) -> Iterable[Finding]:
        won = list(winners)
        self.winners.extend(match for match, _ in won)
        return super()._findings(won, segment, text, parts)


def observe(engine: Recorder, case: Case, now: datetime) -> Iterable[Observation]:
    """What is found in a case and can be judged."""
    engine.winners.clear()
    engine.check(Draft.of(case.text), as_of=now, deep=False)
    for match in engine.winners:
        rule = engine.pack.rules.get(match.rule_id)
        right = case.verdict(match.span, match.type)
        if rule is None or right is None:
            continue
        yield Observation(
            case.source,
            rule.category,
            match.type,
            basis(match, rule),
            match.confidence,
            right,
        )


def folds(observations: Sequence[Observation]) -> list[set[str]]:
    """The sources in five parts of about the same size, the same on every run."""
    sizes: dict[str, int] = defaultdict(int)
    for row in observations:
        sizes[row.source] += 1
    parts: list[set[str]] = [set() for _ in range(FOLDS)]
    loads = [0] * FOLDS
    for source in sorted(sizes, key=lambda name: (-sizes[name], name)):
        least = loads.index(min(loads))
        parts[least].add(source)
        loads[least] += sizes[source]
    return parts


def held_out(observations: Sequence[Observation]) -> list[tuple[Observation, float]]:
    """Each finding with what curves say of it that never saw its source."""
    told = []
    for part in folds(observations):
        curves = fit(row for row in observations if row.source not in part)
        for row in observations:
            if row.source in part:
                sure = curves.sureness(row.said, row.category, row.type, row.basis)
                told.append((row, sure))
    return told


def bins(told: Iterable[Told]) -> list[dict[str, Any]]:
    """How often findings were right, by how sure they said they were."""
    groups: dict[int, list[Told]] = defaultdict(list)
    for sure, right in told:
        groups[next(i for i in range(len(_EDGES) - 1) if sure <= _EDGES[i + 1])].append(
            (sure, right)
        )
    rows = []
    for index, group in sorted(groups.items()):
        hits = sum(right for _, right in group)
        low, high = wilson(hits, len(group))
        rows.append(
            {
                "from": _EDGES[index],
                "to": _EDGES[index + 1],
                "said": round(sum(sure for sure, _ in group) / len(group), 3),
                "right": hits,
                "n": len(group),
                "share": round(hits / len(group), 3),
                "low": round(low, 3),
                "high": round(high, 3),
            }
        )
    return rows


def gap(rows: Sequence[dict[str, Any]]) -> float:
    """How far what is said is from what is right, on average over the findings."""
    total = sum(row["n"] for row in rows)
    return round(sum(row["n"] * abs(row["said"] - row["share"]) for row in rows) / total, 4)


def figures(observations: Sequence[Observation], day: date) -> dict[str, Any]:
    """Everything that was counted, without a word of any case."""
    told = held_out(observations)
    before = bins((row.said, row.right) for row in observations)
    after = bins((sure, row.right) for row, sure in told)
    by_type: dict[str, list[bool]] = defaultdict(list)
    for row in observations:
        by_type[row.type].append(row.right)
    return {
        "on": day.isoformat(),
        "findings": len(observations),
        "right": sum(row.right for row in observations),
        "folds": [sorted(part) for part in folds(observations)],
        "before": before,
        "after": after,
        "gap_before": gap(before),
        "gap_after": gap(after),
        "types": {
            name: {"n": len(rights), "right": sum(rights)}
            for name, rights in sorted(by_type.items())
        },
    }


def written(curves: Calibration, observations: Sequence[Observation], day: date) -> str:
    """`calibration.toml`."""
    judged: dict[str, int] = defaultdict(int)
    for row in observations:
        for name in ("default", f"category.{row.category}", f"type.{row.type}"):
            judged[name] += 1
    lines = [
        "# How often a rule is right that says it is so sure: pairs of what it says and how often",
        "# that was right. What a match rests on has a curve of its own where it was seen often.",
        "# Made by `python3 installer/dev.py calibrate` from labelled cases, which are no part of",
        f"# the pack: isotonic, {PRIOR} cases' worth of what was believed before at each step,",
        f"# no curve of its own below {FEWEST} cases (a basis: {BASIS_PRIOR} and {BASIS_FEWEST}).",
        "# Thresholds are a person's choice and are kept.",
        f"# Counted on {day.isoformat()} over {len(observations):,} findings.",
    ]
    order = {"default": 0, "category": 1, "type": 2}
    for name in sorted(curves.entries, key=lambda n: (order[n.partition(".")[0]], n)):
        entry = curves.entries[name]
        lines += ["", f"[{name}]"]
        if entry.threshold is not None:
            lines.append(f"threshold = {entry.threshold}")
        if judged[name]:
            lines.append(f"judged = {judged[name]}")
        named = {"curve": entry.curve} if entry.curve else {}
        for key, curve in {**named, **dict(sorted(entry.by_basis.items()))}.items():
            knots = ", ".join(f"[{said}, {right}]" for said, right in curve.knots)
            lines.append(f"{key} = [{knots}]")
    return "\n".join(lines) + "\n"


def picture(counted: dict[str, Any]) -> str:
    """What findings said beside how often they were right."""
    rows = [*counted["before"], *counted["after"]]
    low = min(0.5, *(int(10 * min(row["said"], row["low"])) / 10 for row in rows))
    marks = tuple((tenth / 10, f"{tenth * 10} %") for tenth in range(round(low * 10), 11))
    chart = Chart(
        "Findings that say how sure they are",
        Axis("how sure they said they were", low, 1.0, marks),
        Axis("how often they were right", low, 1.0, marks),
    )
    chart.line([(low, low), (1.0, 1.0)], name="said = right")
    for key, color, name in (
        ("before", COLORS[1], "a rule's own word"),
        ("after", COLORS[0], "as counted, held out"),
    ):
        dots = [(row["said"], row["share"], row["low"], row["high"]) for row in counted[key]]
        chart.dots(dots, color, name, hollow=key == "before")
    return chart.svg()


def table(rows: Iterable[dict[str, Any]]) -> str:
    """The bins as lines of text."""
    lines = [f"{'said':>12} {'mean':>6} {'right':>6} {'n':>6} {'share':>6}   95 %"]
    lines += [
        f"{row['from']:>5.2f} - {row['to']:.2f} {row['said']:>6.3f} {row['right']:>6} "
        f"{row['n']:>6} {row['share']:>6.3f}   {row['low']:.3f} - {row['high']:.3f}"
        for row in rows
    ]
    return "\n".join(lines)


def main(argv: Sequence[str]) -> int:
    """Count, print, and write the curves, the figures and the picture."""
    parser = argparse.ArgumentParser(prog="dev.py calibrate", description=__doc__)
    parser.add_argument("--cases", type=Path, action="append", required=True)
    parser.add_argument("--plain", type=Path, action="append", default=[])
    parser.add_argument("--dry-run", action="store_true", help="print and write nothing")
    parser.add_argument("--on", type=date.fromisoformat, default=None, help="the day to write down")
    args = parser.parse_args(argv)
    now = datetime.now(UTC)
    day = args.on or now.date()
    engine = Recorder()
    cases = [case for path in args.cases for case in read_cases(path)]
    cases += [case for path in args.plain for case in read_plain(path, TYPES)]
    observations = [row for case in cases for row in observe(engine, case, now)]
    counted = figures(observations, day)
    print(f"{len(cases):,} texts, {len(observations):,} findings that could be judged")
    print(f"\nThe rules' own word (off by {counted['gap_before']}):\n{table(counted['before'])}")
    print(f"\nAs counted, held out (off by {counted['gap_after']}):\n{table(counted['after'])}")
    known = load_pack(BUILTIN_PACK).calibration.entries
    thresholds = {n: e.threshold for n, e in known.items() if e.threshold is not None}
    curves = fit(observations, thresholds or None)
    aside = [row for row in observations if _is_aside(curves, row)]
    print(f"\nSet aside: {len(aside)}, of which right: {sum(row.right for row in aside)}")
    if not args.dry_run:
        PLOTS.mkdir(parents=True, exist_ok=True)
        CURVES.write_text(written(curves, observations, day), encoding="utf-8")
        FIGURES.write_text(json.dumps(counted, indent=1) + "\n", encoding="utf-8")
        PICTURE.write_text(picture(counted), encoding="utf-8")
    return 0


def _is_aside(curves: Calibration, row: Observation) -> bool:
    sure = curves.sureness(row.said, row.category, row.type, row.basis)
    return sure < curves.threshold(row.category, row.type)


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))
