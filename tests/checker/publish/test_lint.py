"""A pack that does not do what its authors show is not published."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.pack.model import Rule, Term
from checker.publish.lint import Result, active_day, lint
from checker.publish.timing import Growth, measure
from resources import BUILTIN_PACK, EXAMPLE_PACK
from tests.support.packs import RULE, TERMS, write_pack

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def lint_small(folder: Path, **changed: str) -> Result:
    path = write_pack(folder / "pack", **changed)
    return lint(path, builtin=BUILTIN_PACK, now=NOW, clock=None)


def problems(folder: Path, **changed: str) -> list[str]:
    return [str(problem) for problem in lint_small(folder, **changed).problems]


def test_a_pack_that_is_right_has_no_problem(tmp_path: Path) -> None:
    result = lint_small(tmp_path)
    assert result.problems == []
    assert (result.rules, result.terms, result.samples) == (1, 2, 5)


def with_rule(folder: Path, old: str, new: str) -> list[str]:
    assert old in RULE
    return problems(folder, **{"rules/personal.badge.toml": RULE.replace(old, new)})


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("⟦badge 1234⟧", "⟦token 1234⟧", "10 flags: personal.badge: does not find ⟦token 1234⟧"),
        ("⟦badge 1234⟧", "badge ⟦1234⟧", "10 flags: personal.badge: finds ⟦badge 1234⟧ in place"),
        ("⟦badge 1234⟧", "badge 1234", "10 flags: personal.badge: a flagged line has a ⟦mark⟧"),
        ("⟦badge 1234⟧", "⟦badge 1234", "10 flags: personal.badge: ⟦ has no ⟧"),
        ("My badge is", "My badge 7777 is", "11 allows: personal.badge: finds ⟦badge 7777⟧"),
        ("My badge is", "My ⟦badge⟧ is", "11 allows: personal.badge: a line that is left alone"),
        ("It opens doors.", "It " + "opens " * 40, "why: personal.badge: message and why take"),
        ('["My badge is here"]', "[]", "allows: personal.badge: show at least one line"),
    ],
)
def test_a_rule_that_does_not_do_what_it_shows_is_named(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    (found,) = with_rule(tmp_path, old, new)
    assert found.startswith("rules/personal.badge.toml:")
    assert problem in found


def test_the_same_pattern_twice_is_named(tmp_path: Path) -> None:
    twin = RULE.replace('"personal.badge"', '"personal.twin"')
    found = problems(tmp_path, **{"rules/personal.twin.toml": twin})
    assert any("personal.badge has the same pattern" in problem for problem in found)


def test_a_sibling_may_win_a_place_that_the_rule_saw(tmp_path: Path) -> None:
    sibling = RULE.replace('"personal.badge"', '"personal.token"').replace(
        "badge [0-9]{4}", "[0-9]{4}"
    )
    sibling = sibling.replace("⟦badge 1234⟧", "badge ⟦1234⟧") + 'near = ["badge"]\n'
    (found,) = problems(tmp_path, **{"rules/personal.token.toml": sibling})
    assert "personal.badge: finds ⟦1234⟧ in place of ⟦badge 1234⟧" in found
    twin = RULE.replace('"personal.badge"', '"personal.token"').replace("{4}", "+")
    assert problems(tmp_path / "twin", **{"rules/personal.token.toml": twin}) == []


def test_a_link_that_is_none_is_named(tmp_path: Path) -> None:
    policy = (write_pack(tmp_path / "pack") / "policy.toml").read_text(encoding="utf-8")
    policy += 'link = "intranet/policy"\n'
    (problem,) = problems(tmp_path, **{"policy.toml": policy})
    assert "link: SMP-4.1: should be a web address" in problem


def with_terms(folder: Path, old: str, new: str) -> list[str]:
    assert old in TERMS
    return problems(folder, **{"terms/names.csv": TERMS.replace(old, new)})


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Project Larch ships", "Something ships", "2 must_match: T1 does not match: Something"),
        ("A larch", "The project larch", "2 must_not_match: T1 matches: The project larch"),
    ],
)
def test_a_term_that_does_not_do_what_it_shows_is_named(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    (found,) = with_terms(tmp_path, old, new)
    assert found == f"terms/names.csv:{problem}" or found.startswith(f"terms/names.csv:{problem}")


def test_a_term_is_not_taken_for_one_whose_id_begins_alike(tmp_path: Path) -> None:
    terms = "id,term,clause,must_match\nT10,Larch,SMP-4.1,A larch\nT1,Bluebell,SMP-4.1,A rose\n"
    (found,) = problems(tmp_path, **{"terms/names.csv": terms})
    assert found.startswith("terms/names.csv:3 must_match: T1 does not match")


def test_a_term_without_a_day_is_named(tmp_path: Path) -> None:
    header, _ = TERMS.split("\n", 1)
    rows = header.replace("expires", "public_since") + (
        "\nT1,Project Larch,SMP-4.1,error,our project,2026-01-01,2025-01-01,all,,"
    )
    (found,) = problems(tmp_path, **{"terms/names.csv": rows})
    assert found == "terms/names.csv:2 from: its dates leave no day on which it counts"


def test_a_term_is_run_on_a_day_of_its_own(tmp_path: Path) -> None:
    future = TERMS.replace("2026-01-01,2027-01-01", "2031-01-01,2032-01-01")
    past = TERMS.replace("2026-01-01,2027-01-01", "2021-01-01,2022-01-01")
    for number, rows in enumerate((future, past)):
        assert problems(tmp_path / str(number), **{"terms/names.csv": rows}) == []


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_terms_that_do_not_count_are_not_run(tmp_path: Path, status: str) -> None:
    rows = f"id,term,status,must_match\nT1,Larch,{status},Something else\n"
    assert problems(tmp_path, **{"terms/names.csv": rows}) == []


def test_a_line_one_edit_away_waits_for_the_version_that_finds_it(tmp_path: Path) -> None:
    rows = "id,term,mode,must_match\nT1,Grey Finch,fuzzy,The Gray Finch flies\n"
    assert problems(tmp_path, **{"terms/names.csv": rows}) == []
    rows = rows.replace("Gray Finch", "Gruy Fanch")
    assert len(problems(tmp_path, **{"terms/names.csv": rows})) == 1


def test_two_terms_may_share_a_place(tmp_path: Path) -> None:
    rows = "id,term,must_match\nT1,Larch,Larch ships\nT2,LARCH,Larch ships\n"
    assert problems(tmp_path, **{"terms/names.csv": rows}) == []


def test_an_active_day_counts() -> None:
    day = timedelta(days=1)
    term = Term(id="T", term="x", valid_from=NOW + day, expires=NOW + 3 * day)
    assert active_day(term, NOW) == NOW + day
    over = Term(id="T", term="x", embargo_until=NOW - day)
    assert active_day(over, NOW) == NOW - day
    public = Term(id="T", term="x", public_since=NOW - day)
    assert active_day(public, NOW) == NOW - day - timedelta(seconds=1)


class Stopwatch:
    """A clock that goes by the length of what was checked, to the power of `power`."""

    def __init__(self, power: float) -> None:
        self.power = power
        self.now = 0.0
        self.running = False
        self.length = 0

    def __call__(self) -> float:
        self.running = not self.running
        if not self.running:
            self.now += (self.length / 1000) ** self.power
        return self.now


@pytest.mark.parametrize(("power", "is_linear"), [(1.0, True), (2.0, False)])
def test_time_that_grows_faster_than_the_text_is_noticed(
    monkeypatch: pytest.MonkeyPatch, power: float, is_linear: bool
) -> None:
    from checker.detectors.patterns import PatternDetector

    clock = Stopwatch(power)

    def detect(_: PatternDetector, view: object) -> list[object]:
        clock.length = len(view.raw)  # type: ignore[attr-defined]
        return []

    monkeypatch.setattr(PatternDetector, "detect", detect)
    rule = Rule(id="personal.badge", type="other", patterns=("b[0-9]",))
    growth = measure(rule, (), clock)
    assert growth.is_linear is is_linear
    assert growth.ratio == pytest.approx(4**power, rel=0.1)


def test_what_is_quick_harms_nobody() -> None:
    assert Growth(0.001, 90.0).is_linear
    assert not Growth(0.5, 16.0).is_linear


def test_the_example_pack_is_right() -> None:
    result = lint(EXAMPLE_PACK, builtin=BUILTIN_PACK, now=NOW, clock=None)
    assert result.problems == []
    assert result.terms > 0


def test_the_built_in_pack_is_right() -> None:
    result = lint(BUILTIN_PACK, builtin=BUILTIN_PACK, now=NOW, clock=None)
    assert not result.problems, "\n".join(map(str, result.problems))
    assert result.rules > 100
