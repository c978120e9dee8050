"""The text a person reads."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Report, Span, Weighed
from checker.render import Checked, Run
from checker.render.text import Style, render
from tests.checker.render.samples import AS_OF, BROKEN, INFO, checked, finding, run

EMAIL = "anna@aldermere.example"
PLAIN = Style()


def marked(text: str, value: str, width: int = 100) -> tuple[str, str]:
    """The line shown for a finding and the mark under it, without what stands left of both."""
    shown = render(run(checked(text, finding(text, value))), Style(width=width)).split("\n")
    return shown[1].partition(" | ")[2], shown[2].partition(" | ")[2]


def test_a_finding_reads_from_what_to_what_instead() -> None:
    text = f"Hello\nWrite to {EMAIL} today"
    assert render(run(checked(text, finding(text, EMAIL))), PLAIN) == (
        "post.txt:2:10  warning  This looks like someone's email address.  [personal.email]\n"
        "    2 | Write to anna@aldermere.example today\n"
        "      |          ^^^^^^^^^^^^^^^^^^^^^^\n"
        "    Anyone who reads the post can write to them.\n"
        "    Clause: SMP-4.1 Personal data of others\n"
        "    Instead: Write “[email]” · Leave it out\n"
        "    Seen: valid domain\n"
        "\n"
        "1 finding: 1 warning.\n"
        "Not checked: company terms (no company list installed).\n"
        "Not checked: names and topics (not part of this version).\n"
    )


def test_nothing_found_never_reads_as_all_clear() -> None:
    shown = render(run(checked("Lunch?")), PLAIN)
    assert shown.startswith("Nothing found by the checks that ran.\nNot checked: company terms")


def test_the_summary_counts_files_and_severities() -> None:
    text = f" {EMAIL}"
    files = [
        checked(text, finding(text, EMAIL), finding(text, EMAIL, "error"), path="a"),
        checked(text, finding(text, EMAIL), path="b"),
        Checked("c", error="there is no such file"),
    ]
    shown = render(run(*files), PLAIN)
    assert "3 findings in 2 files: 1 error, 2 warnings. 1 file could not be read.\n" in shown


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["<clipboard>"], "The clipboard could not be read."),
        (["-"], "Standard input could not be read."),
        (["<clipboard>", "a"], "2 inputs could not be read."),
        (["a", "b"], "2 files could not be read."),
    ],
)
def test_what_could_not_be_read_is_called_what_it_is(names: list[str], told: str) -> None:
    files = [Checked(name, error="holds no text") for name in names]
    assert told in render(run(checked("Lunch?"), *files), PLAIN)


def test_where_nothing_was_read_nothing_was_checked() -> None:
    assert render(run(Checked("c", error="is a folder")), PLAIN) == "Nothing was checked.\n"


def test_a_check_that_failed_is_said() -> None:
    shown = render(run(checked("x", not_run=(BROKEN,))), PLAIN)
    assert "Not checked: patterns (it failed (ValueError))." in shown


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("", 0),
        ("彼女は", 6),
        ("e\u0301", 1),
        ("\t", 4),
        ("a\t", 4),
        ("👍", 2),
        ("\x1b[2J", 4),
        ("\u202e", 8),
        ("\0", 1),
        ("\ud800", 1),
        ("e" + "\u0301" * 500, 1),
    ],
)
def test_the_mark_stands_under_the_place(before: str, columns: int) -> None:
    _, mark = marked(before + " " + EMAIL, EMAIL)
    assert mark == " " * (columns + 1) + "^" * len(EMAIL)


def test_a_wide_value_has_a_wide_mark() -> None:
    _, mark = marked("a 彼女 b", "彼女")
    assert mark == "  ^^^^"


@pytest.mark.parametrize("before", ["\x1b[2J", "\u202e", "\u2066", "\x07", "\x9b", "\u2028", "\r"])
def test_nothing_a_terminal_would_act_on_reaches_it(before: str) -> None:
    line, _ = marked(f"{before} {EMAIL}", EMAIL)
    assert before not in line
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in line)


def test_a_flood_of_marks_is_thinned() -> None:
    line, _ = marked("e" + "\u0301" * 500 + f" {EMAIL}", EMAIL)
    assert line.count("\u0301") < 10


def test_a_long_line_is_cut_around_the_place() -> None:
    line, mark = marked("word " * 40_000 + EMAIL + " word" * 40_000, EMAIL, width=60)
    assert line.startswith("…")
    assert line.endswith("…")
    assert len(line) <= 60
    assert line[mark.index("^") : mark.index("^") + len(EMAIL)] == EMAIL


def test_a_place_over_two_lines_shows_the_first() -> None:
    line, mark = marked("at 12 Hill Street\nSpringfield now", "12 Hill Street\nSpringfield")
    assert line == "at 12 Hill Street"
    assert mark == "   " + "^" * len("12 Hill Street") + "…"


def test_windows_line_ends_are_not_part_of_a_line() -> None:
    line, _ = marked(f"Hi\r\n {EMAIL}\r\nBye", EMAIL)
    assert line == f" {EMAIL}"


def test_color_is_only_added() -> None:
    text = f" {EMAIL}"
    report = run(checked(text, finding(text, EMAIL)))
    colored = render(report, Style(color=True))
    assert "\x1b[1;33mwarning\x1b[0m" in colored
    for code in ("\x1b[1;33m", "\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[32m"):
        colored = colored.replace(code, "")
    assert colored == render(report, PLAIN)


def test_what_was_weighed_is_shown_when_asked_for() -> None:
    text = f" {EMAIL}"
    item = Weighed("personal.phone", 0, Span(1, 5), "part of a link")
    file = checked(text, weighed=(item,))
    assert "part of a link" not in render(run(file), PLAIN)
    shown = render(run(file), Style(explain=True))
    assert "Weighed and not reported:\npost.txt:1:2  personal.phone: part of a link\n" in shown


def test_what_else_was_seen_is_for_those_who_ask() -> None:
    text = f" {EMAIL}"
    file = checked(text, replace(finding(text, EMAIL), also=("personal.phone",)))
    assert "also" not in render(run(file), PLAIN)
    shown = render(run(file), Style(explain=True))
    assert "Seen: valid domain, also personal.phone\n" in shown


def test_where_nothing_was_weighed_that_is_said() -> None:
    shown = render(run(checked("Lunch?")), Style(explain=True))
    assert shown.startswith("Nothing was weighed and set aside.\n\nNothing found")


def test_a_name_cannot_break_out_of_its_line() -> None:
    text = f" {EMAIL}"
    shown = render(run(checked(text, finding(text, EMAIL), path="a\n\x1b[31mb")), PLAIN)
    assert shown.startswith("a␊␛[31mb:1:2")


@given(st.text(st.characters(), max_size=80), st.text(st.characters(), min_size=1, max_size=20))
def test_any_text_can_be_shown(before: str, value: str) -> None:
    text = before + value
    found = finding(text, value)
    file = Checked("p", checked(text).draft, Report((found,), INFO, AS_OF))
    shown = render(Run(INFO, AS_OF, (file,)), Style(width=40))
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") for c in shown)
    assert "^" in shown
