"""Everything that happens to a draft, in one process: the engine, every renderer, the service.

    python -m tests.privacy.whole_check [LOG]      the draft on standard input

Prints what the renderers and the service made of it. With LOG a logger takes down whatever
anybody logs at any level, and its lines are printed instead.
"""

from __future__ import annotations

import faulthandler
import io
import json
import logging
import sys
import warnings
from datetime import UTC, datetime

from checker import Draft, Engine, load_pack
from checker.detectors import Detector
from checker.explain import apply_fixes
from checker.model import Match
from checker.render import Checked, Run, sarif, text
from checker.render import json as as_json
from checker.service import Service, serve
from checker.view import View
from checker.wire import encode, pack_frame, read_frame
from resources import BUILTIN_PACK, EXAMPLE_PACK

_DAY = datetime(2026, 11, 22, tzinfo=UTC)


class Quoting:
    """A detector with a mistake of the worst kind: what it raises quotes the draft."""

    name = "a broken detector"
    scope = "paragraph"

    def detect(self, view: View) -> list[Match]:
        raise ValueError(f"cannot read {view.raw!r}")


def engines() -> list[Engine]:
    """One as it is, and one with a detector that breaks."""
    pack = load_pack(EXAMPLE_PACK, builtin=BUILTIN_PACK)
    whole, broken = Engine(pack), Engine(pack)
    detector: Detector = Quoting()
    broken._detectors.append(detector)
    return [whole, broken]


def rendered(draft: Draft) -> str:
    """The draft's reports as programs read them, and its fixed text's."""
    parts: list[str] = []
    for engine in engines():
        report = engine.check(draft, as_of=_DAY, entities=True, explain=True)
        fixes = [fix for finding in report.findings for fix in finding.fixes[:1]]
        fixed, undo = apply_fixes(draft, fixes)
        again = engine.check(fixed, as_of=_DAY)
        run = Run(report.pack, _DAY, (Checked("a", draft, report), Checked("b", fixed, again)))
        parts += (as_json.render(run), sarif.render(run, engine.pack, "0"))
        parts += map(repr, (draft, fixed, undo, report, run, engine, run.files))
        text.render(run, text.Style(color=True, width=80, explain=True))
        engine.forget()
    return "\n".join(parts)


def served(draft: Draft) -> str:
    """What the service answers about it, over pipes held in memory."""
    _, broken = engines()
    load = {
        "do": "load",
        "pack": str(EXAMPLE_PACK),
        "builtin": str(BUILTIN_PACK),
        "as_of": _DAY.isoformat(),
    }
    check = {"do": "check", "draft": encode(draft), "as_of": _DAY.isoformat(), "audiences": None}
    texts = [segment.text for segment in draft.segments]
    questions = [
        load,
        check,
        {**check, "do": "check_many", "texts": texts},
        {**check, "draft": texts},
        {**check, "as_of": texts[0]},
        {**check, "do": texts[0]},
    ]
    source, sink = io.BytesIO(b"".join(map(pack_frame, questions))), io.BytesIO()
    serve(source, sink)
    sink.seek(0)
    answers = []
    while (answer := read_frame(sink)) is not None:
        answers.append(answer)
    assert len(answers) == len(questions)
    service = Service()
    service._engine = broken
    return json.dumps([*answers, service.answer(check)])


def main(arguments: list[str]) -> int:
    """Check the draft of standard input in every way."""
    log = io.StringIO()
    if arguments:
        faulthandler.enable()
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        logging.basicConfig(stream=log, level=logging.DEBUG, force=True)
        logging.getLogger("tests").debug("the log is open")
    draft = Draft.of(sys.stdin.buffer.read().decode())
    outcome = rendered(draft) + served(draft)
    sys.stdout.write(log.getvalue() if arguments else outcome)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
