"""docs/pack-format.md says what the loader does."""

from __future__ import annotations

from dataclasses import fields

from checker.pack.model import Clause, Manifest, Rule
from checker.pack.term_fields import TERM_FIELDS
from tests.support.pack_format import PAGE, page, required


def test_the_page_is_the_one_that_the_loader_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.support.pack_format"


def test_every_key_is_on_the_page() -> None:
    text = page()
    keys = {field.name for kind in (Manifest, Clause, Rule) for field in fields(kind)}
    keys |= {field.name for field in TERM_FIELDS}
    assert [key for key in keys - {"source", "fixes"} if f"| `{key}` |" not in text] == []


def test_what_is_required_is_what_the_loader_misses() -> None:
    assert required("pack.toml", "") == {"id", "version"}
    assert required("rules/x.toml", 'id = "personal.x"') >= {"type", "patterns", "message", "why"}
