"""A post, an article and the peer: time inside the engine with 10,000 terms and all rules."""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from checker import Draft, Engine, load_pack
from checker.pack.terms import TermTable
from resources import BUILTIN_PACK
from tests.bench import corpus

DAY = datetime(2026, 11, 22, tzinfo=UTC)
_POSTS = 3000
_PEER_POSTS = 60


def timed(engine: Engine, texts: list[str]) -> list[float]:
    """Microseconds per text, each seen for the first time.

    Processor time of this thread: on a machine that others use, a time slice that goes to them
    is 4 ms, forty times a post.
    """
    engine.forget()
    times = []
    for text in texts:
        draft = Draft.of(text)
        start = time.thread_time_ns()
        engine.check(draft, as_of=DAY, deep=False)
        times.append((time.thread_time_ns() - start) / 1000)
    return times


def spread(times: list[float]) -> dict[str, float]:
    """Median and 99th percentile."""
    ordered = sorted(times)
    return {
        "p50_us": round(statistics.median(ordered), 1),
        "p99_us": round(ordered[int(len(ordered) * 0.99)], 1),
    }


def run() -> dict[str, object]:
    """Figures of the engine; of the peer where its interpreter is at hand."""
    terms = list(corpus.terms(10_000))
    names = [term.term for term in terms]
    pack = replace(load_pack(BUILTIN_PACK), terms=TermTable.build(terms), has_company_terms=True)
    engine = Engine(pack)
    posts = corpus.posts(_POSTS, names)
    timed(engine, posts[:300])
    gc.collect()
    gc.freeze()  # as the child that checks does
    ours = spread(timed(engine, posts))
    article = " ".join(corpus.posts(200, names))[:50_000]
    articles = [f"{number} {article}" for number in range(9)]
    figures: dict[str, object] = {
        "rules": len(pack.rules),
        "post_280": {**ours, "goal_p50_us": 150, "goal_p99_us": 600},
        "article_50000_ms": {
            "p50": round(statistics.median(timed(engine, articles)) / 1000, 2),
            "goal": 15,
        },
    }
    peer = os.environ.get("CLEARPOST_PEER_PYTHON")
    if peer:
        theirs = _peer(peer, names, posts[:_PEER_POSTS])
        beside = spread(timed(engine, posts[:_PEER_POSTS]))
        ratio = round(theirs["p50_us"] / beside["p50_us"], 1)
        figures["peer_presidio_deny_list"] = {**theirs, "times_slower": ratio, "goal": 20}
    else:
        figures["peer_presidio_deny_list"] = "not run: the peer could not be installed"
    return figures


def _peer(python: str, names: list[str], posts: list[str]) -> dict[str, float]:
    script = Path(__file__).with_name("peer_presidio.py")
    given = json.dumps({"terms": names, "posts": posts})
    done = subprocess.run(
        [python, str(script)], input=given, capture_output=True, check=True, text=True
    )
    return spread(json.loads(done.stdout.splitlines()[-1]))
