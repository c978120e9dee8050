"""Time against length: hostile texts of doubling length, and how the time grows.

`dev.py bench length` prints the table; `dev.py bench length --plot` writes it and its picture into
docs/plots too. The exponent is the slope of time against length, both as logarithms: 1 is linear, 2
quadratic. It is the middle one of many slopes, because the step where a text outgrows the
processor's cache is no slope, nor is another program that had the machine for a moment.
"""

from __future__ import annotations

import gc
import json
import math
import statistics
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from checker import Draft, Engine, load_pack
from resources import BUILTIN_PACK
from tests.support.hostile import HOSTILE, Text
from tests.support.plot import COLORS, Axis, Chart

PLOTS = Path(__file__).parent.parent.parent / "docs" / "plots"
FIGURES = PLOTS / "time-against-length.json"
PICTURE = PLOTS / "time-against-length.svg"
DAY = datetime(2026, 11, 22, tzinfo=UTC)
LENGTHS = tuple(1000 * 2**power for power in range(11))
LIMIT = 1.1
_ENOUGH = 1.5
"""Seconds that a kind may take for one length before longer ones are left out."""
_QUICK = 0.2
_STEADY = 6
"""Lengths, from the longest down, where what a check costs at all no longer counts."""
_SHOWN = 7
_SECONDS = ("10 µs", "0.1 ms", "1 ms", "10 ms", "0.1 s", "1 s", "10 s")

Times = Mapping[int, float]
"""Length -> seconds."""


def seconds(engine: Engine, text: str) -> float:
    """Processor time of one check, the best of three where that is quick."""
    draft = Draft.of(text)
    times: list[float] = []
    while len(times) < 3 and sum(times) < _QUICK:
        engine.forget()
        start = time.thread_time()
        engine.check(draft, as_of=DAY, deep=False)
        times.append(time.thread_time() - start)
    return min(times)


def measure(engine: Engine, text: Text) -> Times:
    """One kind of text at all lengths, or as far as patience goes."""
    engine.check(Draft.of(text(LENGTHS[0])), as_of=DAY, deep=False)  # what is loaded late
    times: dict[int, float] = {}
    for length in LENGTHS:
        times[length] = seconds(engine, text(length))
        if times[length] > _ENOUGH:
            break
    return times


def exponent(times: Times) -> float:
    """The middle one of the slopes between all lengths, as logarithms (Theil, 1950; Sen, 1968)."""
    points = [(math.log(n), math.log(t)) for n, t in sorted(times.items())][-_STEADY:]
    return statistics.median(
        (up - down) / (right - left) for (left, down), (right, up) in combinations(points, 2)
    )


def row(times: Times) -> dict[str, object]:
    """One line of the table."""
    longest = max(times)
    return {
        "exponent": round(exponent(times), 2),
        "us_per_character": round(times[longest] / longest * 1e6, 2),
        "ms": {str(n): round(t * 1000, 2) for n, t in times.items()},
    }


def picture(measured: Mapping[str, Times]) -> str:
    """All kinds, those that cost most by name."""
    ends = (LENGTHS[0], LENGTHS[-1])
    slowest = sorted(measured, key=lambda kind: -_per_character(measured[kind]))[:_SHOWN]
    chart = Chart(
        "Hostile texts: twice the text, twice the time",
        Axis("characters", *ends, _ticks(ends, {1000: "1k", 10_000: "10k", 100_000: "100k"}), True),
        Axis(
            "seconds of processor time",
            1e-5,
            10.0,
            tuple((10.0 ** (n - 5), words) for n, words in enumerate(_SECONDS)),
            log=True,
        ),
    )
    for kind in sorted(set(measured) - set(slowest)):
        chart.line(measured[kind].items())
    for kind, color in zip(slowest, COLORS, strict=False):
        chart.line(measured[kind].items(), color, f"{kind} ({exponent(measured[kind]):.2f})")
    chart.line(
        [(ends[0], 1e-3), (ends[1], 1e-3 * ends[1] / ends[0])], "#8b949e", "1 µs a character"
    )
    return chart.svg()


def _ticks(ends: Sequence[int], names: Mapping[int, str]) -> tuple[tuple[float, str], ...]:
    return (*names.items(), (ends[1], "1M"))


def _per_character(times: Times) -> float:
    longest = max(times)
    return times[longest] / longest


def run(*, plot: bool = False) -> dict[str, object]:
    """The table; with `plot` also into docs/plots."""
    engine = Engine(load_pack(BUILTIN_PACK))
    gc.collect()
    gc.freeze()  # as the child that checks does
    measured = {kind: measure(engine, text) for kind, text in HOSTILE.items()}
    kinds = {kind: row(times) for kind, times in sorted(measured.items())}
    worst = max(exponent(times) for times in measured.values())
    found: dict[str, object] = {
        "worst_exponent": round(worst, 2),
        "goal": LIMIT,
        "on": datetime.now(UTC).date().isoformat(),
        "kinds": kinds,
    }
    if plot:
        PLOTS.mkdir(parents=True, exist_ok=True)
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        PICTURE.write_text(picture(measured), encoding="utf-8")
    return found
