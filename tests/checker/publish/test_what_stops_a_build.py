"""What is wrong with a rule stops the build of its pack, with file, line and key."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest

from checker.console import Console
from checker.publish import cli
from tests.support.packs import RULE, write_pack

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FILE = "rules/personal.badge.toml"
FLAGS = 'flags = ["My ⟦badge 1234⟧ is here"]\n'
ALLOWS = 'allows = ["My badge is here"]\n'
FAMILY = f"""
[defaults]
type = "other"
severity = "warning"
clause = "SMP-4.1"
message = "This looks like the number of a badge."
why = "It opens doors."

[[rule]]
id = "personal.badge"
patterns = ['badge [0-9]{{4}}']
{FLAGS}{ALLOWS}
[[rule]]
id = "personal.door"
patterns = ['door [0-9]{{4}}']
flags = ["My ⟦door 1234⟧ is here"]
allows = ["My door is here"]
"""


@pytest.fixture(autouse=True)
def small_builtin(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pack does not extend the built-in one, which takes its time to load."""
    monkeypatch.setattr(cli, "BUILTIN_PACK", write_pack(tmp_path_factory.mktemp("builtin")))


def build(
    folder: Path,
    rule: str,
    more: Mapping[str, str] = MappingProxyType({}),
    clock: Callable[[], float] = lambda: 0.0,
) -> tuple[int, list[str], Path]:
    """The exit code of a build, what it says, and the file that it would write."""
    out, err = io.StringIO(), io.StringIO()
    console = Console(io.BytesIO(), out, err, {})
    path = write_pack(folder / "pack", **{FILE: rule, **more})
    file = folder / "pack.zip"
    code = cli.run(["build", str(path), "--out", str(file)], console, now=NOW, clock=clock)
    return code, out.getvalue().splitlines(), file


def stopped(folder: Path, rule: str, more: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    code, said, file = build(folder, rule, more)
    assert code == 1
    assert not file.exists()
    assert not list(folder.glob("*.partial"))
    return said


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_what_is_right_is_built(tmp_path: Path) -> None:
    for number, rule in enumerate((RULE, FAMILY)):
        code, _, file = build(tmp_path / str(number), rule)
        assert (code, file.exists()) == (0, True)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("badge (?=[0-9])", "invalid perl operator: (?="),
        ("(?<!x)badge", "invalid perl operator: (?<"),
        (r"(badge) \1", r"invalid escape sequence: \1"),
        ("badge [0-9", "missing ]"),
        ("(badge", "missing )"),
        ("badge{9999}", "invalid repetition size"),
        ("badge **", "bad repetition operator"),
        ("badge [\N{GREEK SMALL LETTER ALPHA}]", "a character beyond Latin-1"),
    ],
)
def test_a_pattern_that_re2_cannot_take(tmp_path: Path, pattern: str, reason: str) -> None:
    rule = RULE.replace("badge [0-9]{4}", pattern)
    (said,) = stopped(tmp_path, rule)
    assert said.startswith(f"{FILE}:{line_of(rule, 'patterns')} patterns: ")
    assert reason in said


def test_an_example_that_re2_cannot_take(tmp_path: Path) -> None:
    rule = RULE + "examples = ['(?=x)']\n"
    (said,) = stopped(tmp_path, rule)
    assert said.startswith(f"{FILE}:{line_of(rule, 'examples')} examples: ")


@pytest.mark.parametrize(
    ("lines", "missing"), [(FLAGS, "flags"), (ALLOWS, "allows"), (FLAGS + ALLOWS, "flags allows")]
)
def test_a_rule_without_samples(tmp_path: Path, lines: str, missing: str) -> None:
    rule = RULE.replace(lines, "")
    said = stopped(tmp_path, rule)
    assert [re.findall(r":(\d+) (\w+): ", one) for one in said] == [
        [(str(line_of(rule, "id = ")), key)] for key in sorted(missing.split())
    ]
    assert all("show at least one line that it" in one for one in said)


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("⟦badge 1234⟧", "⟦badge 12⟧", "flags", "does not find ⟦badge 12⟧"),
        ("⟦badge 1234⟧", "badge ⟦1234⟧", "flags", "finds ⟦badge 1234⟧ in place of ⟦1234⟧"),
        ("⟦badge 1234⟧", "badge 1234", "flags", "has a ⟦mark⟧"),
        ("My badge is", "My badge 4321 is", "allows", "finds ⟦badge 4321⟧"),
        ("⟦badge 1234⟧", "⟦badge {{nothing:4}}⟧", "flags", "nothing"),
    ],
)
def test_a_sample_that_fails(tmp_path: Path, old: str, new: str, key: str, reason: str) -> None:
    rule = RULE.replace(old, new)
    (said,) = stopped(tmp_path, rule)
    assert said.startswith(f"{FILE}:{line_of(rule, new)} {key}: personal.badge: ")
    assert reason in said


@pytest.mark.parametrize(
    ("old", "new", "words", "key"),
    [
        ("door [0-9]{4}", "door (?=x)", "patterns = ['door", "patterns"),
        ('flags = ["My ⟦door 1234⟧ is here"]\n', "", 'id = "personal.door"', "flags"),
        ("⟦door 1234⟧", "⟦door⟧", "⟦door⟧", "flags"),
        ("My door is", "My door 1234 is", "My door 1234 is", "allows"),
    ],
)
def test_the_line_is_that_of_the_rule_in_a_family(
    tmp_path: Path, old: str, new: str, words: str, key: str
) -> None:
    rules = FAMILY.replace(old, new)
    (said,) = stopped(tmp_path, rules)
    line = line_of(rules, words)
    if key == "flags" and not new:
        line -= 1  # nothing to point at but the rule
    assert said.startswith(f"{FILE}:{line} {key}: ")


def test_a_rule_that_takes_longer_and_longer(tmp_path: Path) -> None:
    def clock() -> float:
        """A machine on which each look at the clock is thirty times as far as the last one."""
        clock.now *= 30.0  # type: ignore[attr-defined]
        return clock.now  # type: ignore[attr-defined,no-any-return]

    clock.now = 1e-30  # type: ignore[attr-defined]
    code, said, file = build(tmp_path, RULE, clock=clock)
    assert (code, file.exists()) == (1, False)
    assert said[0].startswith(f"{FILE}:{line_of(RULE, 'id = ')} patterns: personal.badge: takes ")


def test_a_sample_is_run_with_the_thresholds_of_the_pack(tmp_path: Path) -> None:
    unsure = {"calibration.toml": "[type.other]\nthreshold = 0.99\n"}
    (said,) = stopped(tmp_path, RULE, unsure)
    assert said.startswith(f"{FILE}:{line_of(RULE, 'flags')} flags: personal.badge: does not find")


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    rules = FAMILY.replace("⟦door 1234⟧", "⟦door⟧").replace("My badge is", "My badge 1234 is")
    assert len(stopped(tmp_path, rules)) == 2
