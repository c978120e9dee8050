"""Charts are well-formed, stay inside their frame and are the same every time."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from tests.support.plot import COLORS, Axis, Chart

X = Axis("length", 1, 1000, ((1, "1"), (1000, "1k")), log=True)
Y = Axis("share <of all>", 0, 1, ((0, "0"), (1, "1")))


def drawn() -> str:
    chart = Chart("Time & length", X, Y)
    chart.line([(1, 0.0), (1000, 1.0)], COLORS[0], "a line")
    chart.line([(0.001, -1), (10**9, 7)])
    chart.dots([(31.6, 0.5, 0.4, 0.6)], COLORS[1], "dots", hollow=True)
    return chart.svg()


def test_a_chart_is_well_formed_and_says_what_it_shows() -> None:
    root = ElementTree.fromstring(drawn())
    assert root.attrib["aria-label"] == "Time & length"
    words = {node.text for node in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"length", "share <of all>", "1k", "a line", "dots"} <= words


def test_an_axis_can_be_logarithmic() -> None:
    assert (X.share(1), X.share(1000), round(X.share(31.6228), 3)) == (0.0, 1.0, 0.5)
    assert Y.share(0.25) == 0.25


def test_what_lies_outside_is_drawn_at_the_edge() -> None:
    lines = re.findall(r'points="([^"]+)"', drawn())
    assert lines[0] == lines[1]


def test_a_chart_is_readable_on_a_dark_page_and_the_same_every_time() -> None:
    assert "prefers-color-scheme:dark" in drawn()
    assert drawn() == drawn()
