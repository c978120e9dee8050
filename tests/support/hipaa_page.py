"""The page about HIPAA's identifiers, made from the table that the tests run.

`python -m tests.support.hipaa_page` writes docs/hipaa.md.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "hipaa.md"


@dataclass(frozen=True)
class Identifier:
    """One letter of the list."""

    letter: str
    name: str
    rules: tuple[str, ...]
    lines: tuple[str, ...]
    note: str


def identifiers() -> list[Identifier]:
    """The whole list, A to R."""
    data = tomllib.loads((ROOT / "tests" / "hipaa.toml").read_text(encoding="utf-8"))
    return [
        Identifier(t["letter"], t["name"], tuple(t["rules"]), tuple(t["lines"]), t["note"])
        for t in data["identifier"]
    ]


def page() -> str:
    """The whole page."""
    rows = (
        f"| {one.letter} | {one.name} | "
        f"{', '.join(f'`{rule}`' for rule in one.rules) or 'not checked'} | {one.note} |"
        for one in identifiers()
    )
    table = "\n".join(rows)
    return f"""# HIPAA's identifiers

<!-- Made from tests/hipaa.toml by `python -m tests.support.hipaa_page`; a test keeps it so. -->

Health data are no longer about a person once the eighteen identifiers of the safe harbor list (45
CFR 164.514(b)(2)(i), A to R) are gone and nothing else that is known leads back to them. This page
says which rules of the built-in pack look for each. It is no legal advice, and a text without a
finding is not thereby anonymous.

| | identifier | rules | what is not |
| --- | --- | --- | --- |
{table}

What no single identifier gives away, several pieces may: an age, an illness, a hospital and a day.
Such combinations are rules too (`resources/pack/rules/combinations.toml`). News about oneself is
never one.
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
