from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker import Draft, Engine, load_pack
from checker.bulk import Answers
from checker.errors import PackError, ServiceError
from checker.model import Profile
from checker.service import Client, Service, own_command, serve
from checker.wire import Message, decode_report, encode, pack_frame, read_frame
from resources import BUILTIN_PACK

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
POST = "Write to jo.doe@aldermere.example or jo.doe@mail.org today"
LOAD: Message = {
    "do": "load",
    "pack": None,
    "builtin": str(BUILTIN_PACK),
    "as_of": NOW.isoformat(),
}


def _check(text: str, **more: object) -> Message:
    return {"do": "check", "draft": encode(Draft.of(text)), "as_of": NOW.isoformat(), **more}


def _broken_pack(folder: Path) -> Path:
    (folder / "rules").mkdir(parents=True)
    (folder / "pack.toml").write_text('id = "broken"\nversion = "1"\nextends = "builtin"\n')
    (folder / "rules" / "a.toml").write_text('id = "personal.a"\npatern = ["a"]\n')
    return folder


def _child(code: str) -> list[str]:
    """A child that is told in Python what to do."""
    return [sys.executable, "-c", code]


_ANSWERS_THEN = """
import sys, pathlib
from checker.service import Service
from checker.wire import pack_frame, read_frame
service, mark = Service(), pathlib.Path({mark!r})
while (question := read_frame(sys.stdin.buffer)) is not None:
    if question["do"] != "load" and not mark.exists():
        mark.touch()
        {then}
    sys.stdout.buffer.write(pack_frame(service.answer(question)))
    sys.stdout.buffer.flush()
"""


def test_the_service_reports_what_the_engine_does() -> None:
    service = Service()
    loaded = service.answer(LOAD)
    assert loaded["state"]["info"]["id"] == "builtin"
    assert len(loaded["state"]["policy"]["clauses"]) == 38
    answer = service.answer(_check(POST, deep=False, entities=True))
    expected = Engine(load_pack(BUILTIN_PACK)).check(
        Draft.of(POST), as_of=NOW, deep=False, entities=True
    )
    assert decode_report(answer["report"]) == expected
    assert expected.findings


def test_a_pack_with_mistakes_is_listed_and_the_one_before_stays(tmp_path: Path) -> None:
    service = Service()
    broken = {**LOAD, "pack": str(_broken_pack(tmp_path / "pack"))}
    first = service.answer(broken)
    assert not first["has_pack"]
    assert first["problems"][0]["path"] == "rules/a.toml"
    service.answer(LOAD)
    assert service.answer(broken)["has_pack"]
    assert decode_report(service.answer(_check(POST))["report"]).pack.id == "builtin"


def test_a_failure_is_named_and_nothing_of_the_draft_is_said() -> None:
    service = Service()
    assert service.answer(_check(POST)) == {"failed": "ServiceError"}
    service.answer(LOAD)
    assert service.answer({"do": "check", "draft": POST}) == {"failed": "ServiceError"}
    assert service.answer({"do": "sing"}) == {"failed": "KeyError"}


def test_questions_are_answered_in_order_until_quit() -> None:
    questions = [LOAD, _check(POST), {"do": "ping"}, {"do": "quit"}, {"do": "ping"}]
    sink = io.BytesIO()
    serve(io.BytesIO(b"".join(map(pack_frame, questions))), sink)
    sink.seek(0)
    answers = []
    while (answer := read_frame(sink)) is not None:
        answers.append(answer)
    assert [sorted(answer) for answer in answers] == [["state"], ["report"], []]


def _line(text: str) -> bytes:
    return json.dumps({"id": 7, "text": text}).encode()


def test_lines_are_answered_as_this_process_would() -> None:
    lines = [_line("Lunch at noon?"), b"\xff", _line(POST)]
    with Client(None, builtin=BUILTIN_PACK, as_of=NOW) as client:
        assert client.state is not None
        assert client.state.info.id == "builtin"
        client.begin_lines(lines, first=5, deep=False, entities=True)
        written, tally = client.finish_lines()
    engine = Engine(load_pack(BUILTIN_PACK))
    here = Answers(entities=True)
    expected = here.from_engine(
        lines, lambda draft: engine.check(draft, as_of=NOW, deep=False, entities=True), first=5
    )
    assert written == "".join(expected)
    assert tally == here.tally
    assert (tally.bad_lines, tally.worst) == (1, 1)


def test_what_is_the_persons_own_travels_along() -> None:
    profile = Profile(emails=("jo.doe@aldermere.example",))
    with Client(None, builtin=BUILTIN_PACK, as_of=NOW) as client:
        report = client.check(Draft.of(POST), profile=profile, deep=False)
    assert [f.rule_id for f in report.findings] == ["self.email", "personal.email"]


def test_two_children_work_at_once() -> None:
    with (
        Client(None, builtin=BUILTIN_PACK, as_of=NOW) as one,
        Client(None, builtin=BUILTIN_PACK, as_of=NOW) as other,
    ):
        one.begin_lines([_line(POST)], first=1)
        other.begin_lines([_line("Lunch?")], first=2)
        assert '"personal.email"' in one.finish_lines()[0]
        assert '"findings":[]' in other.finish_lines()[0]


@pytest.mark.parametrize(
    "then",
    [
        "sys.exit(3)",
        "read_frame(sys.stdin.buffer)",
        "print('noise')",
        "sys.stdout.buffer.write(pack_frame({})); sys.stdout.buffer.flush(); continue",
        "sys.stdout.buffer.write(pack_frame({'report': 1})); sys.stdout.buffer.flush(); continue",
    ],
)
def test_a_child_that_dies_hangs_or_talks_nonsense_is_started_again(
    tmp_path: Path, then: str
) -> None:
    command = _child(_ANSWERS_THEN.format(mark=str(tmp_path / "mark"), then=then))
    with Client(None, builtin=BUILTIN_PACK, as_of=NOW, command=command, check_seconds=1) as client:
        assert client.check(Draft.of(POST)).findings


def test_a_text_that_kills_twice_is_said_without_quoting_it() -> None:
    code = _ANSWERS_THEN.format(mark="/nowhere/mark", then="sys.exit(3)").replace(
        "mark.touch()", ""
    )
    with (
        Client(None, builtin=BUILTIN_PACK, as_of=NOW, command=_child(code)) as client,
        pytest.raises(ServiceError, match="stopped twice over the same text"),
    ):
        client.check(Draft.of(POST))


_LOADS_NONSENSE = """
import sys
from checker.wire import pack_frame, read_frame
read_frame(sys.stdin.buffer)
sys.stdout.buffer.write(pack_frame({answer}))
sys.stdout.buffer.flush()
read_frame(sys.stdin.buffer)
"""


@pytest.mark.parametrize(
    "code",
    [
        "pass",
        *(
            _LOADS_NONSENSE.format(answer=answer)
            for answer in ("{}", "{'state': {}}", "{'problems': 3}", "{'failed': 'MemoryError'}")
        ),
    ],
)
def test_a_child_that_never_starts_is_said(code: str) -> None:
    client = Client(None, builtin=BUILTIN_PACK, as_of=NOW, command=_child(code))
    with pytest.raises(ServiceError, match="does not start"), client:
        pass


def test_a_pack_with_mistakes_is_raised_with_every_problem(tmp_path: Path) -> None:
    client = Client(_broken_pack(tmp_path / "pack"), builtin=BUILTIN_PACK, as_of=NOW)
    with pytest.raises(PackError, match=r"rules/a\.toml:2 patern"), client:
        pass


def test_the_child_ends_when_its_input_closes() -> None:
    done = subprocess.run(own_command(), input=b"", capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_child_ends_on_noise_and_quotes_none_of_it() -> None:
    done = subprocess.run(
        own_command(), input=b"my secret draft", capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert b"secret" not in done.stdout + done.stderr
