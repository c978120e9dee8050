"""A million terms from the index that `pack build` wrote: ready, size, time of a post."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from checker.pack.parts import INDEX, terms_digest
from checker.pack.source import open_source
from checker.pack.terms import TermTable
from tests.bench import corpus

_COUNT = 1_000_000
_MANIFEST = 'id = "million"\nversion = "1"\nformat = 1\nextends = "builtin"\n'

_CHILD = """
import json, sys, time
start = time.perf_counter()
from checker import Engine, load_pack
from resources import BUILTIN_PACK
from pathlib import Path
from tests.bench import corpus
from tests.bench.engine import spread, timed
pack = load_pack(Path(sys.argv[1]), builtin=BUILTIN_PACK)
engine = Engine(pack)
timed(engine, ["hello"])
ready = time.perf_counter() - start
status = Path("/proc/self/status")
peak = int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024 if status.exists() else 0
posts = corpus.posts(2000, json.loads(sys.argv[2]))
timed(engine, posts[:300])
import psutil
size = psutil.Process().memory_info().rss / 2**20
print(json.dumps({"ready_s": round(ready, 2), "peak_mb": round(peak), "resident_mb": round(size),
                  **spread(timed(engine, posts))}))
"""


def run() -> dict[str, object]:
    """Build the pack once, then measure a fresh process that opens it."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder)
        (pack / "pack.toml").write_text(_MANIFEST)
        (pack / "terms").mkdir()
        (pack / "index").mkdir()
        sample: list[str] = []
        with (pack / "terms/list.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("id", "term", "mode", "clause", "reason", "replacement"))
            for term in corpus.terms(_COUNT):
                rows.writerow(
                    (term.id, term.term, term.mode, term.clause, term.reason, term.replacement)
                )
                if len(sample) < 200:
                    sample.append(term.term)
        table = TermTable.build(corpus.terms(_COUNT))
        (pack / INDEX).write_bytes(table.to_bytes(terms_digest(open_source(pack))))
        size = (pack / INDEX).stat().st_size
        del table
        child = subprocess.run(
            [sys.executable, "-c", _CHILD, folder, json.dumps(sample)],
            capture_output=True,
            check=True,
            text=True,
        )
    figures: dict[str, object] = json.loads(child.stdout)
    goals = {"p50_us": 250, "ready_s": 1.5, "resident_mb": 300}
    return {"terms": _COUNT, "index_mb": round(size / 2**20), **figures, "goals": goals}
