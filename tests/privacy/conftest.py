"""A home with eyes on it, for each test of a promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.privacy.processes import Watch


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    """Start watched processes."""
    return Watch(tmp_path)


@pytest.fixture
def draft(tmp_path: Path) -> str:
    """The path of a draft on disk."""
    from tests.privacy.processes import DRAFT

    path = tmp_path / "post.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return str(path)
