"""Clearpost's engine: a draft in, explained findings out, on this device and nowhere else.

>>> from datetime import UTC, datetime
>>> from checker import Draft, Engine, load_pack
>>> from resources import BUILTIN_PACK
>>> engine = Engine(load_pack(BUILTIN_PACK))
>>> report = engine.check(Draft.of("Lunch at noon?"), as_of=datetime(2026, 11, 22, tzinfo=UTC))
>>> report.findings
()

The names are imported when they are asked for: the window's process reads reports and never loads
an engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.engine import Engine
    from checker.model import Draft, Report
    from checker.pack.load import load_pack

__all__ = ["Draft", "Engine", "Report", "load_pack"]


def __getattr__(name: str) -> Any:
    if name == "Engine":
        from checker.engine import Engine

        return Engine
    if name in ("Draft", "Report"):
        from checker import model

        return getattr(model, name)
    if name == "load_pack":
        from checker.pack.load import load_pack

        return load_pack
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
