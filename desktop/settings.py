"""Every setting there is, in one table, and the layers that give it a value.

The settings page, the managed templates and the help are made from `SETTINGS`. Layers, the later
one wins: the default here, the organization's pack, what IT recommends, what the person chose,
what IT manages. A managed value is shown and cannot be changed. The clipboard watch is special:
IT may forbid it and never switch it on, because only the person can agree to it.

What the person chose is a small JSON file, written whole or not at all. A file that cannot be
read is put aside and said; keys of another version of Clearpost are kept as they are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from desktop.setaside import set_aside

Value = bool | int | str | tuple[str, ...]
Source = Literal["default", "pack", "recommended", "person", "managed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that can be set."""

    key: str
    default: Value
    """Its type is the type of every value."""
    label: str
    help: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    """Bounds of a number; no upper one where it is 0."""
    may_be_managed: bool = True
    managed_values: tuple[Value, ...] = ()
    """The only values that IT may set; any where empty."""

    def complaint(self, value: object) -> str:
        """What is wrong with a value; empty where it can be used."""
        if type(self.default) is tuple:
            is_right = isinstance(value, (list, tuple)) and all(isinstance(v, str) for v in value)
            return "" if is_right else 'should be a list of names such as ["sales"]'
        if type(value) is not type(self.default):
            return f"should be {_KINDS[type(self.default)]}"
        if self.choices and value not in self.choices:
            return f"should be one of {', '.join(self.choices)}{_hint(str(value), self.choices)}"
        if type(value) is int and (value < self.least or (self.most and value > self.most)):
            return f"should be a number from {self.least} to {self.most}"
        return ""


def _hint(word: str, known: Iterable[str]) -> str:
    import difflib  # only where somebody mistyped

    near = difflib.get_close_matches(word, known, 1)
    return f'; did you mean "{near[0]}"?' if near else ""


_KINDS = {bool: "true or false", int: "a whole number", str: "a text in quotes"}

SETTINGS: dict[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting(
            key="clipboard_watch",
            default=False,
            label="Watch the clipboard",
            help="Look at text when it is copied, on this device. Off until you agree to it.",
            managed_values=(False,),
        ),
        Setting(
            key="theme",
            default="system",
            label="Colors",
            help="Follow the system, or always light or dark.",
            choices=("system", "light", "dark"),
        ),
        Setting(
            key="language",
            default="en",
            label="Language",
            help="The language of the window.",
            choices=("en",),
        ),
        Setting(
            key="network",
            default="linkedin",
            label="Count the length for",
            help="The network whose way of counting is used for the number above the draft.",
            choices=(
                "linkedin", "x", "mastodon", "bluesky", "threads", "instagram", "facebook",
            ),
        ),
        Setting(
            key="live_check_delay_ms",
            default=0,
            label="Wait before checking (ms)",
            help="How long to wait after a key before the draft is checked again.",
            most=2000,
        ),
        Setting(
            key="audiences",
            default=(),
            label="My teams",
            help="Whose company terms are looked for; empty means everybody's.",
        ),
        Setting(
            key="pack",
            default="",
            label="Company list",
            help="Folder or ZIP file with the organization's list; empty: built-in rules alone.",
        ),
        Setting(
            key="remember_answers",
            default=True,
            label="Remember my answers",
            help="Do not ask again about what you answered. Kept on this device, as keyed hashes.",
        ),
        Setting(
            key="start_in_background",
            default=True,
            label="Stay in the tray when started with the computer",
            help="The window opens when you click the icon.",
        ),
    )
}  # fmt: skip

RENAMED: dict[str, str] = {}
"""Old key -> new key. A key is never used again for something else."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The value of a setting and the layer it comes from."""

    value: Value
    source: Source

    @property
    def is_locked(self) -> bool:
        """Whether IT set it, so that the person cannot."""
        return self.source == "managed"


def read_layer(
    data: Mapping[str, object], *, is_managed: bool = False
) -> tuple[dict[str, Value], dict[str, str]]:
    """What of a layer can be used, and by key what is wrong with the rest."""
    values: dict[str, Value] = {}
    complaints: dict[str, str] = {}
    for written, value in data.items():
        key = RENAMED.get(written, written)
        setting = SETTINGS.get(key)
        if setting is None:
            complaints[written] = f"there is no such setting{_hint(written, SETTINGS)}"
        elif is_managed and not setting.may_be_managed:
            complaints[written] = "cannot be managed; it is the person's own choice"
        elif complaint := setting.complaint(value):
            complaints[written] = complaint
        elif is_managed and setting.managed_values and value not in setting.managed_values:
            allowed = " or ".join(json.dumps(v) for v in setting.managed_values)
            complaints[written] = f"can only be managed to {allowed}; the rest is up to the person"
        else:
            values[key] = tuple(value) if isinstance(value, (list, tuple)) else value  # type: ignore[assignment]
    return values, complaints


class Settings:
    """The layers put together; the person's one can be written."""

    def __init__(
        self,
        path: Path,
        *,
        pack: Mapping[str, Value] | None = None,
        recommended: Mapping[str, Value] | None = None,
        managed: Mapping[str, Value] | None = None,
        problems: tuple[str, ...] = (),
    ) -> None:
        self.path = path
        self.problems = problems
        """What of any layer could not be read or written, a sentence each."""
        self._layers: dict[Source, dict[str, Value]] = {
            "pack": dict(pack or {}),
            "recommended": dict(recommended or {}),
            "person": {},
            "managed": dict(managed or {}),
        }
        self._unread: dict[str, Any] = {}
        self._listeners: list[Callable[[str], None]] = []
        self._read()

    def resolve(self, key: str) -> Resolved:
        """The value of a setting and where it comes from."""
        found = Resolved(SETTINGS[key].default, "default")
        for source, values in self._layers.items():
            if key in values:
                found = Resolved(values[key], source)
        return found

    def __getitem__(self, key: str) -> Any:
        """The value alone."""
        return self.resolve(key).value

    def set(self, key: str, value: Value) -> bool:
        """Write down what the person chose; False where IT has decided.

        Raises:
            ValueError: the value is not one of this setting's.
        """
        if complaint := SETTINGS[key].complaint(value):
            raise ValueError(f"{key} {complaint}")
        if self.resolve(key).is_locked:
            return False
        self._layers["person"][key] = value
        self._write()
        self._tell(key)
        return True

    def use_pack_values(self, values: Mapping[str, Value]) -> None:
        """Take what the pack in use says about settings."""
        before = {key: self[key] for key in SETTINGS}
        self._layers["pack"] = dict(values)
        for key, value in before.items():
            if self[key] != value:
                self._tell(key)

    def forget_everything(self) -> None:
        """Drop the person's choices and their file."""
        before = {key: self[key] for key in SETTINGS}
        self._layers["person"] = {}
        self._unread = {}
        for path in self.paths():
            try:
                path.unlink()
            except OSError as error:
                self._say(f"{path} could not be deleted: {error.strerror or error}.")
        for key, value in before.items():
            if self[key] != value:
                self._tell(key)

    def paths(self) -> tuple[Path, ...]:
        """The files that hold the person's choices."""
        kept = [self.path] if self.path.exists() else []
        return (*kept, *sorted(self.path.parent.glob(f"{self.path.name}.broken-*")))

    def listen(self, listener: Callable[[str], None]) -> None:
        """Call back with the key whenever a value has changed."""
        self._listeners.append(listener)

    def _tell(self, key: str) -> None:
        for listener in self._listeners:
            listener(key)

    def _say(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems = (*self.problems, problem)

    def _read(self) -> None:
        try:
            data = json.loads(self.path.read_text("utf-8"))
            if not isinstance(data, dict):
                raise ValueError("it is not a table of settings")
        except FileNotFoundError:
            return
        except OSError as error:
            self._say(f"{self.path} could not be read: {error.strerror or error}.")
            return
        except (ValueError, RecursionError) as error:
            self._say(set_aside(self.path, str(error) or "it cannot be read"))
            return
        values, complaints = read_layer(data)
        self._layers["person"] = values
        self._unread = {key: data[key] for key in complaints}
        for key, complaint in complaints.items():
            # A key that is unknown may belong to a newer Clearpost; it is kept and not used.
            if key in SETTINGS or key in RENAMED:
                self._say(f"{self.path}: {key} {complaint}.")

    def _write(self) -> None:
        written = self._unread | self._layers["person"]
        text = json.dumps(written, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        fresh = self.path.with_name(f"{self.path.name}.new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            reason = error.strerror or error
            self._say(
                f"{self.path} could not be written: {reason}. The choice holds until you quit."
            )
