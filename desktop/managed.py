r"""What IT set on this machine, where each system keeps such things.

Linux: JSON files in `/etc/clearpost/policies/managed` and `recommended`, read in the order of
their names, the later one wins, as browsers do it. Only files of root count, because anybody
could otherwise pass for IT. Windows: `HKEY_LOCAL_MACHINE\Software\Policies\Clearpost`, with
recommended values in the key `Recommended` below it. macOS: the preferences domain
`com.clearpost.app` as configuration profiles leave it in `/Library/Managed Preferences`, with
recommended values in the dictionary `Recommended`.

Whatever cannot be used is said with its place, and the rest counts. The readers for Windows and
macOS are written from the manuals and tested with stand-ins; they have not run there yet.
"""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from desktop.settings import Value, read_layer

LINUX_ROOT = Path("/etc/clearpost/policies")
MAC_ROOT = Path("/Library/Managed Preferences")
MAC_DOMAIN = "com.clearpost.app"
WINDOWS_KEY = r"Software\Policies\Clearpost"


class Managed(NamedTuple):
    """Both kinds of values, and a line about everything that could not be used."""

    managed: dict[str, Value]
    recommended: dict[str, Value]
    problems: tuple[str, ...] = ()


def read_linux(root: Path = LINUX_ROOT, *, owner: int = 0) -> Managed:
    """Read the JSON files of IT.

    Args:
        root: the folder of `managed` and `recommended`.
        owner: the user whose files count.
    """
    problems: list[str] = []
    layers = []
    for name in ("managed", "recommended"):
        layer: dict[str, Value] = {}
        for file in _trusted_files(root / name, owner, problems):
            layer |= _read_json(file, name == "managed", problems)
        layers.append(layer)
    return Managed(layers[0], layers[1], tuple(problems))


def _trusted_files(folder: Path, owner: int, problems: list[str]) -> Iterable[Path]:
    try:
        if not folder.is_dir() or not _is_trusted(folder, owner, problems):
            return
        files = sorted(folder.glob("*.json"))
    except OSError as error:
        problems.append(f"{folder}: cannot be read ({error.strerror}); tell IT")
        return
    yield from (file for file in files if _is_trusted(file, owner, problems))


def _is_trusted(path: Path, owner: int, problems: list[str]) -> bool:
    """Whether nobody but `owner` can have written it."""
    facts = path.stat()
    if facts.st_uid != owner:
        problems.append(f"{path}: left out, because it does not belong to root")
        return False
    if facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        problems.append(f"{path}: left out, because others than root may write it")
        return False
    return True


def _read_json(file: Path, is_managed: bool, problems: list[str]) -> dict[str, Value]:
    try:
        text = file.read_text("utf-8-sig")
        data = json.loads(text, object_pairs_hook=lambda pairs: _table(pairs, file, problems))
    except OSError as error:
        problems.append(f"{file}: cannot be read ({error.strerror}); tell IT")
        return {}
    except UnicodeDecodeError:
        problems.append(f"{file}: is not UTF-8; save it as UTF-8")
        return {}
    except json.JSONDecodeError as error:
        problems.append(f"{file}:{error.lineno}:{error.colno}: is not JSON here ({error.msg})")
        return {}
    except RecursionError:
        problems.append(f"{file}: is not a table of settings")
        return {}
    if not isinstance(data, dict):
        problems.append(f'{file}:1: should be a table such as {{"theme": "dark"}}')
        return {}
    values, complaints = read_layer(data, is_managed=is_managed)
    for key, complaint in complaints.items():
        problems.append(f"{file}:{_line_of(key, text)} {key}: {complaint}")
    return values


def _table(pairs: list[tuple[str, Any]], file: Path, problems: list[str]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in pairs:
        if key in table:
            problems.append(f"{file} {key}: is there twice; the last one counts")
        table[key] = value
    return table


def _line_of(key: str, text: str) -> int:
    """The line on which a key is written, as far as searching tells; 1 otherwise."""
    return text.count("\n", 0, max(0, text.find(json.dumps(key, ensure_ascii=False)))) + 1


def read_windows(registry: Any = None) -> Managed:
    """Read the registry.

    Args:
        registry: the module `winreg`, or what stands in for it.
    """
    if registry is None:
        import winreg

        registry = winreg
    problems: list[str] = []
    layers = []
    for name, is_managed in ((WINDOWS_KEY, True), (rf"{WINDOWS_KEY}\Recommended", False)):
        raw = _registry_values(registry, name)
        layers.append(_usable(raw, is_managed, rf"HKLM\{name}", problems))
    return Managed(layers[0], layers[1], tuple(problems))


def _registry_values(registry: Any, name: str) -> dict[str, object]:
    try:
        key = registry.OpenKey(registry.HKEY_LOCAL_MACHINE, name)
    except OSError:
        return {}  # nothing is managed
    values: dict[str, object] = {}
    with key:
        _, number, _ = registry.QueryInfoKey(key)
        for index in range(number):
            name, value, _ = registry.EnumValue(key, index)
            values[name] = value
    return values


def read_mac(root: Path = MAC_ROOT, user: str = "") -> Managed:
    """Read the property lists that configuration profiles leave; the user's wins.

    Args:
        root: the folder of managed preferences.
        user: the short name of the person.
    """
    import plistlib  # nobody else needs an XML parser

    problems: list[str] = []
    managed: dict[str, Value] = {}
    recommended: dict[str, Value] = {}
    places = [root / f"{MAC_DOMAIN}.plist"]
    if user:
        places.append(root / user / f"{MAC_DOMAIN}.plist")
    for place in places:
        try:
            raw = plistlib.loads(place.read_bytes())
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(f"{place}: cannot be read ({error.strerror}); tell IT")
            continue
        except (plistlib.InvalidFileException, ValueError):
            problems.append(f"{place}: is not a property list; tell IT")
            continue
        if not isinstance(raw, dict):
            problems.append(f"{place}: is not a table of settings; tell IT")
            continue
        advice = raw.pop("Recommended", {})
        managed |= _usable(raw, True, str(place), problems)
        if isinstance(advice, dict):
            recommended |= _usable(advice, False, f"{place} Recommended", problems)
    return Managed(managed, recommended, tuple(problems))


def _usable(
    raw: Mapping[str, object], is_managed: bool, place: str, problems: list[str]
) -> dict[str, Value]:
    """The values that can be used; numbers stand for yes and no where a system has no others."""
    values, complaints = read_layer(raw, is_managed=is_managed)
    again = {key: bool(raw[key]) for key in complaints if raw[key] in (0, 1)}
    more, still = read_layer(again, is_managed=is_managed)
    for key, complaint in complaints.items():
        if key not in more:
            problems.append(f"{place} {key}: {still.get(key, complaint)}")
    return values | more


def _read_mac_of_this_person() -> Managed:
    import getpass

    return read_mac(user=getpass.getuser())


read_managed: Callable[[], Managed]
if sys.platform == "win32":
    read_managed = read_windows
elif sys.platform == "darwin":
    read_managed = _read_mac_of_this_person
else:
    read_managed = read_linux
