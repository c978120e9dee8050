"""Short pages about what did not go as it should: checks not run, mistakes in a list."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import NotRun
from desktop.packs import Packs
from desktop.ui.page import escape

_KINDS = {
    "failed": "It failed.",
    "skipped": "It was left out.",
    "unsupported": "This version cannot do it.",
}

_WHO = {
    True: "Nothing of it is used, not even in part. Whoever keeps it can mend it from these lines:",
    False: "Choose another one in Settings, or ask whoever keeps it:",
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


def problems_page(packs: Packs) -> str:
    """What is wrong with a pack, a line each with its file and place."""
    if not packs.problems:
        return "<p>Nothing is wrong with it by now.</p>"
    rows = "".join(f"<p>{escape(problem)}</p>" for problem in packs.problems)
    return f"<p>{packs.rejection} {_WHO[packs.could_be_read]}</p>{rows}"


def _sentence(words: str) -> str:
    """Words with a capital and a full stop."""
    words = escape(words.strip().rstrip("."))
    return f"{words[:1].upper()}{words[1:]}." if words else ""
