"""What the commands do with what they are given."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from checker import cli
from checker.console import Console
from checker.engine import Engine
from checker.errors import ServiceError
from checker.model import NotRun, Profile
from tests.support.packs import write_pack
from tests.support.shell import BADGE, NOW, Shell


def test_a_finding_at_or_above_the_floor_gives_one(shell: Shell) -> None:
    done = shell("check", shell.file("a.txt", BADGE))
    assert done.code == 1
    assert "warning  This looks like the number of a badge." in done.out
    assert done.err == ""
    assert shell("check", shell.file("a.txt", BADGE), "--fail-on", "error").code == 0


def test_nothing_found_gives_zero_and_says_what_was_not_run(shell: Shell) -> None:
    done = shell("check", stdin=b"Lunch?", pack=False)
    assert done.code == 0
    assert "Nothing found by the checks that ran." in done.out
    assert "no company list installed" in done.out


def test_two_beats_one_and_other_files_are_still_checked(shell: Shell) -> None:
    done = shell("check", shell.file("a.txt", BADGE), str(shell.folder / "gone.txt"))
    assert done.code == 2
    assert "1 finding: 1 warning. 1 file could not be read." in done.out
    assert done.err == f"clearpost: {shell.folder / 'gone.txt'}: there is no such file\n"


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.txt", b"caf\xe9", "is not UTF-8: byte 0xE9 in line 1"),
        ("a.bin", b"\x7fELF\0\xff", "looks like a binary file"),
        ("a.docx", b"words", "office documents are not supported yet"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "pictures are not supported yet"),
        ("a.txt", b"x" * 10_000_001, "is larger than 10 MB"),
    ],
)
def test_bad_input_is_one_line_and_two(shell: Shell, name: str, content: bytes, line: str) -> None:
    done = shell("check", shell.file(name, content), shell.file("good.txt", BADGE))
    assert done.code == 2
    assert line in done.err
    assert done.err.count("\n") == 1
    assert "1 finding" in done.out


def test_a_folder_is_one_line_and_two(shell: Shell) -> None:
    done = shell("check", str(shell.folder))
    assert done.code == 2
    assert "is a folder" in done.err


def test_an_empty_file_is_one_line_and_two(shell: Shell) -> None:
    done = shell("check", shell.file("a.txt", ""))
    assert done.code == 2
    assert "is empty; there is nothing to check" in done.err


def test_nul_bytes_are_one_line_and_two(shell: Shell) -> None:
    done = shell("check", stdin=b"one\n\0 badge 1234")
    assert done.code == 2
    assert "holds a NUL byte in line 2" in done.err


def test_utf_16_is_read(shell: Shell) -> None:
    assert shell("check", shell.file("a.txt", BADGE.encode("utf-16"))).code == 1


def test_standard_input_is_the_default_and_a_dash(shell: Shell) -> None:
    assert shell("check", stdin=BADGE.encode()).code == 1
    assert shell("check", "-", stdin=BADGE.encode()).code == 1


def test_the_clipboard_is_one_more_input(shell: Shell) -> None:
    done = shell("check", "--clipboard", "--format", "json", clipboard=f"print({BADGE!r})")
    assert [file["path"] for file in done.json["files"]] == ["<clipboard>"]
    assert done.code == 1


def test_a_clipboard_that_cannot_be_read_is_two(shell: Shell) -> None:
    done = shell("check", "--clipboard", clipboard="raise SystemExit(1)")
    assert (done.code, done.err.count("\n")) == (2, 1)


def test_an_empty_clipboard_is_called_what_it_is(shell: Shell) -> None:
    done = shell("check", "--clipboard", shell.file("a.txt", "Lunch?"), clipboard="")
    assert done.err == "clearpost: the clipboard: holds no text; copy the draft first\n"
    assert "The clipboard could not be read." in done.out


def test_json_lists_every_input(shell: Shell) -> None:
    done = shell("check", "--format", "json", "-", str(shell.folder / "gone"), stdin=b"x")
    assert list(done.json) == ["version", "pack", "as_of", "files"]
    assert done.json["pack"] == {"id": "small", "version": "1", "age_days": 21}
    assert done.json["as_of"] == "2026-11-22T10:00:00Z"
    assert [file["error"] for file in done.json["files"]] == [None, "there is no such file"]


def test_sarif_is_written(shell: Shell) -> None:
    done = shell("check", "--format", "sarif", stdin=BADGE.encode())
    assert done.json["version"] == "2.1.0"
    assert done.code == 1


def test_color_is_for_terminals(shell: Shell) -> None:
    assert "\x1b[" in shell("check", stdin=BADGE.encode(), terminal=True).out
    plain = shell("check", stdin=BADGE.encode(), terminal=True, environ={"NO_COLOR": "1"})
    assert "\x1b[" not in plain.out
    assert "\x1b[" not in shell("check", stdin=BADGE.encode()).out


def test_explain_shows_what_was_set_aside(shell: Shell) -> None:
    text = b"Project Larch ships"
    done = shell("check", "--explain", "--as-of", "2025-06-01", stdin=text)
    assert "not in force on that day" in done.out
    assert done.code == 0


def test_an_audience_narrows_the_terms(shell: Shell) -> None:
    text = b"Bluebell is fine"
    common = ("check", "--fail-on", "note")
    assert shell(*common, stdin=text).code == 1
    assert shell(*common, "--audience", "research", "sales", stdin=text).code == 1
    assert shell(*common, "--audience", "research", stdin=text).code == 0


def test_a_pack_with_mistakes_lists_them_all(shell: Shell) -> None:
    write_pack(shell.pack, **{"rules/a.toml": 'id = "x"', "rules/b.toml": "="})
    done = shell("check")
    assert done.code == 2
    assert "rules/a.toml:1 id: " in done.err
    assert "rules/b.toml:1 " in done.err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "there is no such file; a pack is a folder or a ZIP file"),
        (b"words", "is no pack, which is a folder or a ZIP file: File is not a zip file"),
    ],
)
def test_what_is_no_pack_is_one_line_with_the_path_as_typed(
    shell: Shell, content: bytes | None, told: str
) -> None:
    path = str(shell.folder / "x.zip") if content is None else shell.file("x.zip", content)
    done = shell("check", "--pack", path, pack=False)
    assert (done.code, done.out, done.err) == (2, "", f"clearpost: {path}: {told}\n")


def test_fix_prints_the_text_and_says_what_remains(shell: Shell) -> None:
    done = shell("fix", "-", stdin="My badge 1234\r\n é badge 5678 and Bluebell".encode())
    assert done.out == "My [badge]\r\n é [badge] and"
    assert done.code == 0
    assert done.err == (
        "Changed 3 places: 2 personal.badge, 1 confidential.term.\n"
        "Nothing found by the checks that ran.\n"
        "Not checked: names and topics (not part of this version).\n"
    )


def test_fix_changes_what_check_names_and_nothing_else(shell: Shell) -> None:
    rule = shell.pack / "rules" / "personal.badge.toml"
    words = rule.read_text(encoding="utf-8").replace("[badge]", "badge 9999")
    rule.write_text(words, encoding="utf-8")
    done = shell("fix", "-", stdin=BADGE.encode())
    assert done.out == "My badge 9999 is blue"
    assert done.code == 1
    assert "What remains: 1 finding: 1 warning.\n" in done.err


def test_fix_of_a_clean_text_says_so(shell: Shell) -> None:
    done = shell("fix", "-", stdin=b"Lunch?")
    assert (done.code, done.out) == (0, "Lunch?")
    assert done.err.startswith("Changed nothing.\nNothing found by the checks that ran.\n")


def test_fix_of_an_empty_file_is_as_check(shell: Shell) -> None:
    name = shell.file("empty.txt", "")
    fixed, checked = shell("fix", name), shell("check", name)
    assert (fixed.code, fixed.err) == (checked.code, checked.err)


def test_fix_exits_by_what_remains(shell: Shell) -> None:
    rule = shell.pack / "rules" / "personal.badge.toml"
    rule.write_text(rule.read_text(encoding="utf-8").replace(" }", ", safe = false }"))
    done = shell("fix", "-", stdin=BADGE.encode())
    assert (done.code, done.out) == (1, BADGE)
    assert "This looks like the number of a badge." in done.err


def test_fix_of_what_cannot_be_read_prints_nothing(shell: Shell) -> None:
    done = shell("fix", str(shell.folder / "gone"))
    assert (done.code, done.out) == (2, "")
    assert "there is no such file" in done.err


def test_lines_of_json_are_answered(shell: Shell) -> None:
    posts = [json.dumps({"id": 1, "text": BADGE}), "nope"]
    done = shell("check", "--jsonl", "--live", stdin="\n".join(posts).encode())
    good, bad = map(json.loads, done.out.splitlines())
    assert (good["id"], good["findings"][0]["rule"]) == (1, "personal.badge")
    kinds = {item["check"]: item["kind"] for item in good["not_run"]}
    assert kinds["names and topics"] == "skipped"
    assert "error" in bad
    assert done.code == 2


def test_lines_of_json_may_be_files(shell: Shell) -> None:
    name = shell.file("posts.jsonl", json.dumps({"id": 1, "text": BADGE}))
    assert shell("check", "--jsonl", name).code == 1
    done = shell("check", "--jsonl", str(shell.folder / "gone"), name)
    assert done.code == 2
    assert "gone: there is no such file\n" in done.err
    assert done.out.count("\n") == 1


def test_jobs_give_the_answers_that_one_process_gives(shell: Shell) -> None:
    posts = [{"id": i, "text": BADGE if i % 3 else "Lunch?"} for i in range(150)]
    data = "\n".join(map(json.dumps, posts)).encode()
    alone = shell("check", "--jsonl", "--entities", stdin=data)
    shared = shell("check", "--jsonl", "--entities", "--jobs", "2", stdin=data)
    assert shared == alone
    assert shared.code == 1


def test_a_worker_that_does_not_start_is_two(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ServiceError("the process that checks does not start")

    monkeypatch.setattr(cli, "Client", refuse)
    done = shell("check", "--jsonl", "--jobs", "2")
    assert (done.code, done.err) == (2, "clearpost: the process that checks does not start\n")


def test_a_check_that_fails_is_two(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "_paragraph", _broken)
    done = shell("check", stdin=BADGE.encode())
    assert done.code == 2
    assert "Not checked: patterns (it failed (ValueError))." in done.out


def _broken(*_: object) -> Any:
    return (), (NotRun("patterns", "it failed (ValueError)", "failed"),)


def test_reports_for_programs_hold_no_words_of_the_draft(shell: Shell) -> None:
    text = b"My zanzibar badge 1234"
    for argv in (["--format", "json"], ["--format", "sarif"]):
        assert "zanzibar" not in shell("check", *argv, stdin=text).out


# What is the person's own

OWN = Profile(emails=("jo.doe@mail.org",))
LOCKED = NotRun("own contact data", "the keychain did not answer", "skipped")
MAIL = b"Write to jo.doe@mail.org today"
LINE = b'{"id": 1, "text": "Write to jo.doe@mail.org today"}'


def test_ones_own_address_is_a_hint(shell: Shell) -> None:
    done = shell("check", "--format", "json", stdin=MAIL, pack=False, own=OWN)
    (finding,) = done.json["files"][0]["findings"]
    assert (finding["rule"], finding["severity"], done.code) == ("self.email", "note", 0)


def test_with_a_pack_named_the_profile_is_not_even_read(shell: Shell) -> None:
    def refuse() -> None:
        raise AssertionError

    console = Console(io.BytesIO(MAIL), io.StringIO(), io.StringIO(), {})
    arguments = ["check", "--pack", str(shell.pack)]
    assert cli.run(arguments, console, now=NOW, read_profile=refuse) == 0


def test_a_profile_that_cannot_be_read_is_said_and_is_no_failure(shell: Shell) -> None:
    done = shell("check", "--format", "json", stdin=b"Lunch?", pack=False, own=LOCKED)
    said = {"check": LOCKED.check, "reason": LOCKED.reason, "kind": "skipped"}
    assert said in done.json["files"][0]["not_run"]
    assert done.code == 0
    shown = shell("check", stdin=MAIL, pack=False, own=LOCKED)
    assert "own contact data" in shown.out
    assert shown.code == 1


@pytest.mark.parametrize("jobs", [(), ("--jobs", "1")])
def test_lines_are_told_what_is_ones_own(shell: Shell, jobs: tuple[str, ...]) -> None:
    done = shell("check", "--jsonl", *jobs, stdin=LINE, pack=False, own=OWN)
    assert [finding["rule"] for finding in done.json["findings"]] == ["self.email"]
    locked = shell("check", "--jsonl", *jobs, stdin=LINE, pack=False, own=LOCKED)
    assert "own contact data" in [item["check"] for item in locked.json["not_run"]]


def test_ones_own_address_is_left_where_it_is_by_fix(shell: Shell) -> None:
    checked = shell("check", "--format", "json", stdin=MAIL, pack=False, own=OWN)
    fixes = checked.json["files"][0]["findings"][0]["fixes"]
    fixed = shell("fix", "-", stdin=MAIL, pack=False, own=OWN)
    assert ("jo.doe@mail.org" in fixed.out) is not any(fix["safe"] for fix in fixes)
