"""From values and years to places on the paper, and the axes that say so; knows no series and no signs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kotolib.display.figures.canvas import Canvas
from kotolib.display.figures.lettering import width
from kotolib.display.figures.tokens import AXIS, AXIS_LINE, GRID_LINE, ZERO_LINE, Lettering, Stroke
from kotolib.language.numbers import number

_ROUND_STEPS = (1, 2, 2.5, 4, 5, 8, 10)
_MOST_WASTE = 0.15
_TICK = 3.0
_BESIDE = 5.0
_BETWEEN_LABELS = 8.0


@dataclass(frozen=True)
class Scale:
    """A straight line from values to points: ``low`` stands at ``start`` and ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Place of ``value`` in points."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True)
class Frame:
    """Where the plot stands on its canvas: the scale of years (or other x values) and that of values."""

    x: Scale
    y: Scale

    def place(self, point) -> tuple[float, float]:
        """Where a point with a year and a value stands."""
        return self.x(point.year), self.y(point.value)

    @property
    def left(self) -> float:
        """Left edge in points."""
        return self.x.start

    @property
    def right(self) -> float:
        """Right edge in points."""
        return self.x.end

    @property
    def top(self) -> float:
        """Upper edge in points."""
        return self.y.end

    @property
    def bottom(self) -> float:
        """Lower edge in points."""
        return self.y.start


def value_range(values: Sequence[float], from_zero: bool, whole: bool = False) -> tuple[float, float, list[float]]:
    """Lowest and highest value of an axis that holds ``values``, and its round ticks.

    Parameters
    ----------
    values
        Everything that will be drawn; may be empty.
    from_zero
        The axis holds 0.
    whole
        Ticks are whole numbers (counts).
    """
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = low + 1
    return min((_axis(low, high, step) for step in _steps(high - low, whole)), key=lambda axis: _cost(axis, high - low))


def _steps(span: float, whole: bool) -> list[float]:
    """Round steps of the right size."""
    power = math.floor(math.log10(span)) - 1
    steps = [times * 10.0**exponent for exponent in range(power, power + 3) for times in _ROUND_STEPS]
    return [step for step in steps if step >= 1 and step == int(step)] or [1.0] if whole else steps


def _axis(low: float, high: float, step: float) -> tuple[float, float, list[float]]:
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = [round(place * step, 10) for place in range(first, last + 1)]
    bottom, top = _trimmed(ticks, low, high)
    return bottom, top, [tick for tick in ticks if bottom <= tick <= top]


def _cost(axis: tuple[float, float, list[float]], span: float) -> tuple:
    """The best axis has 3–5 ticks, best of all four, ends at ticks and has little empty paper."""
    bottom, top, ticks = axis
    uneven = 0.04 * (ticks[-1] < top) + 0.06 * abs(len(ticks) - 4)
    return not 3 <= len(ticks) <= 5, (top - bottom) / span + uneven, len(ticks)


def _trimmed(ticks: list[float], low: float, high: float) -> tuple[float, float]:
    """Ends of the axis: the outer ticks, or just beyond the data where the tick would waste much paper."""
    bottom, top = ticks[0], ticks[-1]
    span = high - low
    if top - high > _MOST_WASTE * span and len(ticks) > 3:
        top = high + 0.04 * span
    if low - bottom > _MOST_WASTE * span and len(ticks) > 3:
        bottom = low - 0.04 * span
    return bottom, top


def tick_texts(ticks: Sequence[float], language: str) -> list[str]:
    """The ticks as text, all with the decimals that their step needs."""
    decimals = next(d for d in range(8) if all(abs(tick - round(tick, d)) < 1e-9 for tick in ticks) or d == 7)
    return [number(tick, decimals, language) for tick in ticks]


def room_for(texts: Sequence[str], lettering: Lettering = AXIS) -> float:
    """Width of the left margin that holds the tick texts, in points."""
    return max((width(text, lettering) for text in texts), default=0.0) + _BESIDE


def draw_values(canvas: Canvas, frame: Frame, ticks: Sequence[float], language: str) -> None:
    """Horizontal grid with the value of each line at its left; the zero line is ink where values lie below it."""
    below = frame.y.low < 0
    grid = [[(frame.left, frame.y(t)), (frame.right, frame.y(t))] for t in ticks if t != 0]
    canvas.lines(grid, GRID_LINE)
    for tick, text in zip(ticks, tick_texts(ticks, language), strict=True):
        canvas.text(text, (frame.left - _BESIDE, frame.y(tick) + AXIS.size * 0.33), AXIS.to("end"))
    if below and frame.y.high >= 0:
        canvas.line([(frame.left, frame.y(0)), (frame.right, frame.y(0))], ZERO_LINE)


def draw_years(canvas: Canvas, frame: Frame, years: dict[int, str], line: Stroke | None = AXIS_LINE) -> None:
    """The axis of years with a tick and a text for each of ``years``."""
    if line:
        canvas.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], line)
        canvas.lines([[(frame.x(y), frame.bottom), (frame.x(y), frame.bottom + _TICK)] for y in years], line)
    for year, text in years.items():
        canvas.text(text, (frame.x(year), frame.bottom + _TICK + AXIS.size + 1), AXIS.to("middle"))


def fitting_years(wanted: dict[int, str], places: Scale, limits: tuple[float, float]) -> dict[int, str]:
    """Those of ``wanted`` (year and text, most important first) that stand clear of each other, in order of time."""
    taken: list[tuple[float, float, int]] = []
    for year, text in wanted.items():
        half = width(text, AXIS) / 2
        left, right = places(year) - half, places(year) + half
        clear = all(right + _BETWEEN_LABELS <= a or left - _BETWEEN_LABELS >= b for a, b, _ in taken)
        if clear and left >= limits[0] - 0.5 and right <= limits[1] + 0.5:
            taken.append((left, right, year))
    return {year: wanted[year] for _, _, year in sorted(taken)}


def round_years(first: int, last: int) -> list[int]:
    """Round years between two others, the roundest first: tens in a long series, every year in a short one."""
    unit = next(unit for unit, longest in ((1, 5), (2, 9), (5, 20), (10, 10**9)) if last - first < longest)
    inner = [
        year for year in range(first + 1, last) if year % unit == 0 and min(year - first, last - year) >= 0.6 * unit
    ]
    return sorted(inner, key=lambda year: (-next(u for u in (50, 20, 10, 5, 2, 1) if year % u == 0), year))
