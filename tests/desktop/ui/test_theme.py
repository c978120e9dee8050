"""The colors: readable in light and dark, and told by shape too."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from checker.model import SEVERITIES
from desktop.ui.theme import DARK, ICONS, LIGHT, SEVERITY_NAMES, Theme, contrast, pixmap

SCHEMES = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_worked_out_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SCHEMES
def test_every_text_stands_out_from_what_is_behind_it(colors):
    texts = (colors.ink, colors.muted, colors.accent, colors.error, colors.warning, colors.note)
    for behind in (colors.paper, colors.sheet, colors.hover, colors.chosen):
        for text in texts:
            assert contrast(text, behind) >= 4.5, (text, behind)
    assert contrast(colors.on_accent, colors.accent) >= 4.5


@SCHEMES
def test_what_can_be_used_has_an_outline_that_can_be_seen(colors):
    assert contrast(colors.edge, colors.paper) >= 3
    assert contrast(colors.edge, colors.sheet) >= 3


@SCHEMES
def test_the_palette_is_set_whole_because_qt_does_not_do_it(qapp, colors):
    theme = Theme(qapp, "dark" if colors is DARK else "light")
    assert theme.colors is colors
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == colors.paper
    assert QApplication.palette().color(QPalette.ColorRole.Text).name() == colors.ink


def test_a_change_of_theme_is_told(qapp, qtbot):
    theme = Theme(qapp, "light")
    with qtbot.waitSignal(theme.changed):
        theme.apply("dark")


def drawn(name: str) -> bytes:
    return bytes(pixmap(name, "#000000", 24).toImage().bits())


def test_every_severity_has_a_shape_and_a_word_of_its_own(qapp):
    shapes = {drawn(f"severity-{severity}") for severity in SEVERITIES}
    assert len(shapes) == len(set(SEVERITY_NAMES.values())) == len(SEVERITIES)


def test_every_picture_can_be_drawn(qapp):
    names = [path.stem for path in ICONS.glob("*.svg")]
    assert {"app", "tray-watching", "tray-paused", "tray-found"} <= set(names)
    for name in names:
        assert not pixmap(name, "#000000", 16, 2.0).isNull(), name


def test_the_tray_states_differ_by_shape(qapp):
    states = ("watching", "paused", "found")
    assert len({drawn(f"tray-{state}") for state in states}) == 3
