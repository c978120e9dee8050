"""A hundred thousand posts through `clearpost check --jsonl --live`, one process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import corpus

_COUNT = 100_000


def run() -> dict[str, object]:
    """Posts per second on one core, start-up included."""
    posts = corpus.posts(5000, [])
    with tempfile.TemporaryDirectory() as folder:
        source, sink = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        with source.open("w") as file:
            for number in range(_COUNT):
                text = f"{number} {posts[number % len(posts)]}"
                file.write(json.dumps({"id": number, "text": text}) + "\n")
        start = time.perf_counter()
        with source.open() as given, sink.open("w") as told:
            subprocess.run(
                [sys.executable, "-m", "desktop", "check", "--jsonl", "--live"],
                stdin=given,
                stdout=told,
                check=False,
            )
        seconds = time.perf_counter() - start
        with sink.open() as file:
            answered = sum(1 for _ in file)
    return {
        "posts": _COUNT,
        "answered": answered,
        "seconds": round(seconds, 1),
        "posts_per_second": round(answered / seconds),
        "goal": 5000,
    }
