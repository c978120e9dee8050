"""Same draft, pack, options and day: same bytes, whatever process they come from.

A report that differs between two runs cannot be checked by the person it is about.
"""

from __future__ import annotations

import pytest

from tests.privacy.processes import DAY, EXAMPLE, Watch

FORMS = {
    "as JSON": ("--format", "json"),
    "as SARIF": ("--format", "sarif"),
    "as text": ("--explain",),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_draft_gives_the_same_bytes_in_any_process(
    watch: Watch, draft: str, form: str
) -> None:
    command = ("-m", "desktop", "check", "--pack", EXAMPLE, "--as-of", DAY, *FORMS[form], draft)
    first, second = (watch.python(*command, seed=seed) for seed in ("1", "4242"))
    assert first.code == 1, first.err
    assert first.out == second.out
