"""The parts that read drafts cannot reach the network, because they never load what could.

import-linter holds our own imports to this (`pyproject.toml`); here a fresh interpreter loads all
of it and is asked what is there, and who brought it.
"""

from __future__ import annotations

import json
import pkgutil

import pytest

import checker
import desktop
from tests.privacy.processes import Watch

NEVER = ("PySide6", "http", "requests", "urllib3", "asyncio", "xmlrpc", "ftplib", "smtplib")
"""Not even by others."""
ON_DEMAND = ("keyring", "pyperclip")
"""Loaded by the child that needs them, and by nothing that reads a draft."""
SOCKETS = ("socket", "ssl")
"""Loaded by others, who have no use for them here: `email.utils` of the standard library, and
python-stdnum for its online look-ups, which are never called."""
OTHERS = ("email/utils.py", "stdnum/util.py", "ssl.py")

LOOK = """
import importlib, json, sys

brought = []

class Eye:
    def find_spec(self, name, path, target=None):
        if name in {sockets!r}:
            frame = sys._getframe(1)
            while "importlib" in frame.f_code.co_filename:
                frame = frame.f_back
            brought.append(frame.f_code.co_filename.replace("\\\\", "/"))

sys.meta_path.insert(0, Eye())
for name in {names!r}:
    importlib.import_module(name)
print(json.dumps({{"there": sorted(sys.modules), "brought": brought}}))
"""


def modules_of(package: object, path: list[str], without: tuple[str, ...] = ()) -> list[str]:
    name = package.__name__  # type: ignore[attr-defined]
    found = [module.name for module in pkgutil.walk_packages(path, f"{name}.")]
    return [module for module in found if not module.startswith(without)]


CHECKER = modules_of(checker, list(checker.__path__), ("checker.__",))
DESKTOP = modules_of(desktop, list(desktop.__path__), ("desktop.ui", "desktop.app"))


def loaded(watch: Watch, names: list[str]) -> tuple[set[str], list[str]]:
    """Which modules are there after an import of these, and which files brought sockets in."""
    ended = watch.python("-c", LOOK.format(sockets=SOCKETS, names=names))
    assert ended.code == 0, ended.err
    assert ended.seen == ()
    answer = json.loads(ended.out)
    return {name.partition(".")[0] for name in answer["there"]}, answer["brought"]


@pytest.mark.parametrize("name", ["checker", "desktop"])
def test_what_reads_drafts_loads_nothing_that_could_send_them(watch: Watch, name: str) -> None:
    names = CHECKER if name == "checker" else DESKTOP
    assert f"{name}.{'cli' if name == 'checker' else '__main__'}" in names
    there, brought = loaded(watch, names)
    assert there.isdisjoint(NEVER)
    assert there.isdisjoint(ON_DEMAND)
    assert [file for file in brought if not file.endswith(OTHERS)] == []


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["nothing"]])
def test_the_command_line_loads_no_window(watch: Watch, arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from desktop.__main__ import main\n"
        f"main({arguments!r})\n"
        "print('PySide6' in sys.modules or 'desktop.ui' in sys.modules, file=sys.stderr)"
    )
    ended = watch.python("-c", code)
    assert ended.err.splitlines()[-1] == "False"
    assert ended.seen == ()


def test_the_version_is_told_without_loading_the_engine(watch: Watch) -> None:
    code = "import sys; from desktop.__main__ import main; main(['--version']); print(*sys.modules)"
    ended = watch.python("-c", code)
    assert b"clearpost 0." in ended.out
    assert b"checker.engine" not in ended.out
