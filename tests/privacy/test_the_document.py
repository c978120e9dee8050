"""`docs/privacy.md` says what is so: the tests it names exist, what is kept is listed."""

from __future__ import annotations

import re

from tests.privacy.processes import ROOT
from tests.privacy.test_nobody_is_counted import KEPT

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE)
    assert len(named) > 10
    for file, name in named:
        source = (ROOT / "tests" / "privacy" / file).read_text(encoding="utf-8")
        assert f"def {name}(" in source


def test_every_table_and_column_that_is_kept_is_explained() -> None:
    for table, columns in KEPT.items():
        (row,) = re.findall(rf"^\| `{table}` \| (.+?) \|", PAGE, re.MULTILINE)
        assert re.findall(r"`(\w+)`", row) == list(columns)
