"""Clearpost's engine: a draft in, explained findings out, on this device and nowhere else.

>>> from datetime import UTC, datetime
>>> from checker import Draft, Engine, load_pack
>>> from resources import BUILTIN_PACK
>>> engine = Engine(load_pack(BUILTIN_PACK))
>>> report = engine.check(Draft.of("Lunch at noon?"), as_of=datetime(2026, 11, 22, tzinfo=UTC))
>>> report.findings
()
"""

from __future__ import annotations

from checker.engine import Engine
from checker.model import Draft, Report
from checker.pack.load import load_pack

__all__ = ["Draft", "Engine", "Report", "load_pack"]
