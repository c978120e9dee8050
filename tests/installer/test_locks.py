"""The lock files hold every package with its hashes, for all systems, and no address."""

from __future__ import annotations

import re
import tomllib

import pytest

from installer import locks

PROJECT = tomllib.loads((locks.ROOT / "pyproject.toml").read_text("utf-8"))


def pinned(name: str) -> dict[str, str]:
    text = locks.path(name).read_text("utf-8")
    return {
        match[1].replace("_", "-").lower(): match[2]
        for match in re.finditer(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE)
    }


@pytest.mark.parametrize("name", locks.LOCKS)
def test_a_lock_has_hashes_and_names_no_address(name: str) -> None:
    text = locks.path(name).read_text("utf-8")
    assert pinned(name)
    assert locks.problems(text) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("six==1.17.0", "has no hash: six==1.17.0"),
        ("six==1.17.0 \\\n    # via nothing", "has no hash"),
        ("--" + "index-url mirror", "names an address"),
        ("six @ file:" + "///somewhere/six.whl --hash=sha256:00", "names an address"),
    ],
)
def test_what_may_not_be_in_a_lock_is_told(line: str, problem: str) -> None:
    assert locks.problems(line)[0].startswith(problem)


def test_the_lock_follows_the_project_file() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    locked = pinned("dev")
    for requirement in wanted:
        name, _, version = requirement.partition("==")
        assert locked[name.lower()] == version


def test_the_environment_for_tests_also_runs_the_program() -> None:
    assert pinned("run").items() <= pinned("dev").items()


def test_other_systems_are_locked_too() -> None:
    text = locks.path("run").read_text("utf-8")
    assert "sys_platform == 'win32'" in text
    assert "sys_platform == 'linux'" in text


def test_the_notice_names_every_library_people_run() -> None:
    notice = (locks.ROOT / "NOTICE").read_text("utf-8").lower().replace(".", "-")
    assert [name for name in pinned("run") if name not in notice] == []
