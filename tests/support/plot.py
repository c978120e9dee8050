"""A plain chart as SVG: two axes, lines and dots, a legend. For the pictures in docs/plots.

The same figures give the same file, so that a diff of a picture says something. It is readable on
a light and on a dark page: colors of the middle, and words in the color the reader's page asks for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

COLORS = ("#2f7ed8", "#d9822b", "#2ca05a", "#c43d4d", "#8457c2", "#12939a", "#b0569c", "#8a7a2f")
_WIDTH, _HEIGHT = 760, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 210, 44, 52
_STYLE = """text{font:12px system-ui,sans-serif;fill:#1f2328}.t{font-size:15px;font-weight:600}
.g{stroke:#8b949e;stroke-opacity:.3}.l{fill:none;stroke-width:1.6}.b{stroke:#8b949e;opacity:.45}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}}"""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its words, its ends, the places that are marked."""

    label: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    log: bool = False

    def share(self, value: float) -> float:
        """Where between the ends a value lies, 0 to 1."""
        low, high, at = self.low, self.high, min(max(value, self.low), self.high)
        if self.log:
            low, high, at = math.log(low), math.log(high), math.log(at)
        return (at - low) / (high - low)


@dataclass(slots=True)
class Chart:
    """Collects what is drawn; `svg` gives the picture."""

    title: str
    x: Axis
    y: Axis
    _drawn: list[str] = field(default_factory=list)
    _legend: list[str] = field(default_factory=list)

    def line(self, points: Iterable[Point], color: str = "", name: str = "") -> None:
        """A line through points, in the background where it has no color."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in map(self._at, points))
        look = f'class="l" stroke="{color}"' if color else 'class="l b"'
        self._drawn.append(f'<polyline {look} points="{path}"/>')
        self._name(name, color or "#8b949e")

    def dots(
        self,
        points: Sequence[tuple[float, float, float, float]],
        color: str,
        name: str,
        *,
        hollow: bool = False,
    ) -> None:
        """Dots at x and y, each with a bar from a low to a high end."""
        for x, y, low, high in points:
            across, up = self._at((x, y))
            ends = (self._at((x, low))[1], self._at((x, high))[1])
            fill = "none" if hollow else color
            self._drawn.append(
                f'<path stroke="{color}" d="M{_n(across)} {_n(ends[0])}V{_n(ends[1])}"/>'
                f'<circle cx="{_n(across)}" cy="{_n(up)}" r="4" fill="{fill}" stroke="{color}"/>'
            )
        self._name(name, color)

    def svg(self) -> str:
        """The picture."""
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
                f'role="img" aria-label="{escape(self.title)}">',
                f"<style>{_STYLE}</style>",
                f'<text class="t" x="{_LEFT}" y="24">{escape(self.title)}</text>',
                *self._grid(),
                *self._drawn,
                *self._legend,
                "</svg>\n",
            ]
        )

    def _grid(self) -> Iterable[str]:
        foot, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
        for value, words in self.x.ticks:
            at = _n(self._at((value, self.y.low))[0])
            yield f'<path class="g" d="M{at} {_TOP}V{foot}"/>'
            yield f'<text x="{at}" y="{foot + 18}" text-anchor="middle">{escape(words)}</text>'
        for value, words in self.y.ticks:
            up = self._at((self.x.low, value))[1]
            yield f'<path class="g" d="M{_LEFT} {_n(up)}H{right}"/>'
            yield f'<text x="{_LEFT - 8}" y="{_n(up + 4)}" text-anchor="end">{escape(words)}</text>'
        middle = (_LEFT + right) / 2
        yield (
            f'<text x="{_n(middle)}" y="{_HEIGHT - 12}" text-anchor="middle">'
            f"{escape(self.x.label)}</text>"
        )
        halfway = _n((_TOP + foot) / 2)
        yield (
            f'<text transform="translate(16 {halfway}) rotate(-90)" text-anchor="middle">'
            f"{escape(self.y.label)}</text>"
        )

    def _at(self, point: Point) -> Point:
        across = _LEFT + self.x.share(point[0]) * (_WIDTH - _RIGHT - _LEFT)
        return across, _HEIGHT - _BOTTOM - self.y.share(point[1]) * (_HEIGHT - _BOTTOM - _TOP)

    def _name(self, name: str, color: str) -> None:
        if name:
            x, y = _WIDTH - _RIGHT + 16, _TOP + 8 + 20 * len(self._legend)
            self._legend.append(
                f'<path stroke="{color}" stroke-width="3" d="M{x} {y}h16"/>'
                f'<text x="{x + 22}" y="{y + 4}">{escape(name)}</text>'
            )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
