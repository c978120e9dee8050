"""No word of a draft gets into a log, an error, a traceback or a report, whatever goes wrong.

The one place that shows a draft's words is the text output of `clearpost check`, which quotes the
line to whoever typed it, and the result of `clearpost fix`, which is the draft.
"""

from __future__ import annotations

import io
import json
import signal
import struct
import subprocess
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checker import Draft, bulk, load_pack, wire
from checker.errors import CheckerError, ServiceError
from checker.intake import read_file, read_stream
from checker.service import Client, Service
from checker.wire import encode, pack_frame
from desktop.answers import Answer, Answers
from desktop.session import Session
from desktop.store import Store
from resources import BUILTIN_PACK, EXAMPLE_PACK
from tests.privacy.processes import DAY, DRAFT, EXAMPLE, RARE, ROOT, Watch, rare_words

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
LOGGED = ("-X", "dev", "-X", "faulthandler", "-W", "always")


def test_a_run_with_everything_logged_holds_no_word_of_the_draft(watch: Watch) -> None:
    ended = watch.python(*LOGGED, "-m", "tests.privacy.whole_check", "log", given=DRAFT.encode())
    assert ended.code == 0, ended.err
    assert b"the log is open" in ended.out
    assert rare_words(ended.out) == []
    assert rare_words(ended.err) == []


def test_reports_and_reprs_hold_no_word_of_the_draft(watch: Watch) -> None:
    ended = watch.python(*LOGGED, "-m", "tests.privacy.whole_check", given=DRAFT.encode())
    assert b"confidential.term" in ended.out
    assert b"it failed (ValueError)" in ended.out  # the detector that quotes the draft did run
    assert b'{"failed": "' in ended.out  # and so did the questions that make no sense
    assert rare_words(ended.out) == []


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_the_output_for_programs_holds_no_word_of_the_draft(
    watch: Watch, draft: str, form: str
) -> None:
    command = ("-m", "desktop", "check", "--pack", EXAMPLE, "--as-of", DAY, "--format", form)
    ended = watch.python(*LOGGED, *command, draft)
    assert ended.code == 1
    assert rare_words(ended.out) == []
    assert rare_words(ended.err) == []


BAD_LINES = [
    f'{{"id": 1, "text": "{RARE[0]}',
    f'{{"id": 1, "text": ["{RARE[1]}"]}}',
    f'{{"id": 1, "{RARE[2]}": "a"}}',
    f'["{RARE[3]}"]',
    RARE[4],
    "[" * 100_000 + RARE[5],
    json.dumps({"id": 2, "text": DRAFT}),
]


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")])
def test_bad_lines_are_answered_and_not_quoted(watch: Watch, jobs: tuple[str, ...]) -> None:
    lines = "\n".join(BAD_LINES).encode() + b"\n" + RARE[6].encode() + b"\xff\xfe\n"
    command = ("-m", "desktop", "check", "--pack", EXAMPLE, "--as-of", DAY, "--jsonl", *jobs)
    ended = watch.python(*LOGGED, *command, given=lines)
    assert ended.code == 2
    assert len(ended.out.splitlines()) == len(BAD_LINES) + 1
    assert rare_words(ended.out) == []
    assert rare_words(ended.err) == []


def test_a_broken_pack_is_explained_and_the_draft_is_not_quoted(
    watch: Watch, draft: str, tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.toml").write_text('id = "a"\nversion = "1"\nwrong = [')
    ended = watch.python(*LOGGED, "-m", "desktop", "check", "--pack", str(pack), draft)
    assert ended.code == 2
    assert "pack.toml:3" in ended.err
    assert rare_words(ended.out) + rare_words(ended.err) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are not sent there")
@pytest.mark.parametrize("end", ["SIGABRT", "SIGSEGV", "SIGTERM", "SIGINT"])
def test_a_dying_child_leaves_no_word_on_its_error_channel(end: str, tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, *LOGGED, "-m", "checker.service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
    )
    with child:
        assert child.stdin
        assert child.stdout
        child.stdin.write(pack_frame(load_question()) + pack_frame(check_question()))
        child.stdin.flush()
        assert wire.read_frame(child.stdout)
        assert wire.read_frame(child.stdout)
        # Half a question is on its way when it dies.
        child.stdin.write(struct.pack(">I", 100_000) + DRAFT.encode())
        child.stdin.flush()
        child.send_signal(getattr(signal, end))
        out, err = child.communicate(timeout=30)
    assert rare_words(out) + rare_words(err) == []
    if end in ("SIGABRT", "SIGSEGV"):
        assert b"Fatal Python error" in err
    assert list(tmp_path.iterdir()) == []


DIES = """
import sys
draft = sys.stdin.buffer.read1(1 << 20)
sys.stderr.buffer.write(draft)
sys.stdout.buffer.write(draft)
raise SystemExit(draft)
"""


def test_a_child_that_repeats_what_it_was_told_is_not_believed_and_not_heard(
    capfd: pytest.CaptureFixture[str],
) -> None:
    command = [sys.executable, "-c", DIES]
    with (
        pytest.raises(ServiceError) as raised,
        Client(Path(DRAFT), builtin=BUILTIN_PACK, as_of=MOMENT, command=command),
    ):
        raise AssertionError("it should not have started")
    told = capfd.readouterr()
    assert rare_words("".join(traceback.format_exception(raised.value))) == []
    assert rare_words(told.out + told.err) == []


def load_question() -> wire.Message:
    return {
        "do": "load",
        "pack": str(EXAMPLE_PACK),
        "builtin": str(BUILTIN_PACK),
        "as_of": MOMENT.isoformat(),
    }


def check_question() -> wire.Message:
    draft = encode(Draft.of(DRAFT))
    return {"do": "check", "draft": draft, "as_of": MOMENT.isoformat(), "audiences": None}


def _file(name: str, data: bytes) -> Callable[[Path], object]:
    def read(folder: Path) -> object:
        (folder / name).write_bytes(data)
        return read_file(folder / name)

    return read


WORDS = DRAFT.encode()
ERRORS: dict[str, Callable[[Path], object]] = {
    "a file that is not UTF-8": _file("a.txt", WORDS + b"\xff"),
    "a file that is not UTF-16": _file("a.txt", b"\xff\xfe" + WORDS + b"\xdc"),
    "a file that looks binary": _file("a.txt", WORDS + b"\0\xff"),
    "a PDF": _file("a.pdf", b"%PDF-1.7 " + WORDS),
    "a stream that is too long": lambda _: read_stream(io.BytesIO(WORDS * 40_000)),
    "a line that is not JSON": lambda _: bulk.parse(b'{"text": "' + WORDS),
    "a line that is not UTF-8": lambda _: bulk.parse(b'{"text": "' + RARE[0].encode() + b"\xff"),
    "a line without a text": lambda _: bulk.parse(json.dumps({"id": 1, "txt": DRAFT}).encode()),
    "a frame that is no message": lambda _: wire.take_frame(
        bytearray(struct.pack(">I", len(WORDS)) + WORDS)
    ),
    "a draft of the wrong shape": lambda _: wire.decode(Draft, {"segments": [DRAFT]}),
    "a draft that does not travel": lambda _: pack_frame({"text": DRAFT * 200_000}),
    "a draft in place of a pack": lambda folder: load_pack(Path(_file_of(folder))),
}


def _file_of(folder: Path) -> Path:
    path = folder / "post.txt"
    path.write_bytes(WORDS)
    return path


@pytest.mark.parametrize("name", ERRORS)
def test_a_traceback_holds_no_word_of_the_draft(name: str, tmp_path: Path) -> None:
    with pytest.raises((CheckerError, ValueError)) as raised:
        ERRORS[name](tmp_path)
    lines = traceback.format_exception(raised.value)
    assert rare_words("".join(lines) + repr(raised.value) + str(raised.value)) == []


def test_a_disk_that_fails_is_told_without_the_words_of_the_answer(tmp_path: Path) -> None:
    (tmp_path / "clearpost.sqlite").mkdir()  # nothing can be kept there
    store = Store(tmp_path)
    answers = Answers(store)
    session = Session(answers, today=lambda: date(2026, 11, 22))
    answers.unlock(b"k" * 32)
    session.begin(DRAFT, 0.0)
    service = Service()
    service.answer(load_question())
    report = wire.decode_report(service.answer(check_question())["report"])
    assert session.report_arrived(session.revision, report)
    for finding in session.visible_findings:
        session.dismiss(finding, Answer.MINE)
    assert not session.visible_findings
    assert store.problems
    assert rare_words("".join(store.problems)) == []
