"""Runs the benchmarks named, or all, and prints their figures as JSON.

`--plot` also writes the pictures in docs/plots that one of them makes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial

from tests.bench import bulk, engine, length, million, window

BENCHES: dict[str, Callable[[], dict[str, object]]] = {
    "engine": engine.run,
    "million": million.run,
    "bulk": bulk.run,
    "length": length.run,
    "window": window.run,
}


def main(names: list[str]) -> int:
    """Run them in the order given."""
    benches = dict(BENCHES)
    if "--plot" in names:
        names = [name for name in names if name != "--plot"] or ["length"]
        benches["length"] = partial(length.run, plot=True)
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(BENCHES)}")
        return 2
    print(json.dumps({name: benches[name]() for name in names or BENCHES}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
