"""The window with its parts in reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.window import Bench


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    made.window.show()
    with qtbot.waitActive(made.window):  # shortcuts go to the active window only
        made.window.activateWindow()
    yield made
    made.close()
