"""Short pages about what did not go as it should: checks not run, mistakes in a list."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from checker.model import NotRun

_KINDS = {
    "failed": "It failed.",
    "skipped": "It was left out.",
    "unsupported": "This version cannot do it.",
}


def not_run_page(not_run: Sequence[NotRun]) -> str:
    """Which checks did not run, and why."""
    if not not_run:
        return "<p>Every check ran on this draft.</p>"
    rows = "".join(
        f'<p class="head">{escape(item.check)}</p>'
        f"<p>{_KINDS[item.kind]} {_sentence(item.reason)}</p>"
        for item in not_run
    )
    return f"<p>These checks say nothing about your draft, neither good nor bad.</p>{rows}"


def problems_page(problems: Sequence[str]) -> str:
    """What is wrong with a pack, a line each with its file and place."""
    if not problems:
        return "<p>Nothing is wrong with it by now.</p>"
    rows = "".join(f"<p>{escape(problem)}</p>" for problem in problems)
    return (
        "<p>This list was not taken, not even in part. The one before stays in use. "
        f"Whoever keeps the list can mend it from these lines:</p>{rows}"
    )


def _sentence(words: str) -> str:
    """Words with a capital and a full stop."""
    words = escape(words.strip().rstrip("."))
    return f"{words[:1].upper()}{words[1:]}." if words else ""
