"""Residents by age now and later: a pyramid of men and women, or one row of bars for all; knows its data dict only.

Data (JSON-ready; keys without "optional" are required)::

    language     "fi"
    groups       ["0–4", "5–9", …]            (youngest first)
    now          {"label": "2024", "men": [862, …], "women": [843, …]}      a pyramid, or
                 {"label": "2024", "all": [1705, …]}                        one row of bars for each group
    later        optional, the same keys; drawn as an outline
    age_label    "Ikä"
    men_label    "Miehet"                     (pyramid)
    women_label  "Naiset"                     (pyramid)
    hidden_text  optional                     (beside groups whose value is ``None``)

Bars are filled, the later year is an outline. Both sides of a pyramid have the same scale, which begins at 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kotolib.display.figures import axes, signs
from kotolib.display.figures.axes import Scale
from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.lettering import width as width_of
from kotolib.display.figures.tokens import (
    AXIS,
    AXIS_LINE,
    BOLD,
    GRID_LINE,
    HEADING,
    INCH,
    INK,
    OWN,
    OWN2,
    REASON,
    REGION,
    REGION2,
    WIDTHS,
    Lettering,
    Stroke,
)

_TOP, _BOTTOM = 22.0, 18.0
_ROW = {"wide": 11.5, "narrow": 10.5}
_LONE_ROW = {"wide": 15.0, "narrow": 14.0}
_TALLEST = 3.3 * INCH
_BAR = 0.84
_OUTLINE = Stroke(INK, 1.5)
_YEAR = Lettering(INK, 9, BOLD)
_LOOKS = {"men": (OWN2, OWN), "women": (REGION2, REGION), "all": (OWN2, OWN)}


@dataclass(frozen=True)
class _Side:
    """One side of the drawing: its scale runs away from the ages."""

    name: str
    scale: Scale
    now: Sequence
    later: Sequence | None

    @property
    def outward(self) -> int:
        return -1 if self.scale.end < self.scale.start else 1


@dataclass(frozen=True)
class _Rows:
    """Where the age groups stand, the youngest lowest."""

    count: int
    height: float

    @property
    def bottom(self) -> float:
        return _TOP + self.count * self.height

    def middle(self, group: int) -> float:
        return self.bottom - (group + 0.5) * self.height


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    names = ("men", "women") if "men" in data["now"] else ("all",)
    count = len(data["groups"])
    rows = _Rows(count, min((_ROW if len(names) == 2 else _LONE_ROW)[width], _TALLEST / count))
    canvas = Canvas(WIDTHS[width], rows.bottom + _BOTTOM, letters)
    ticks, sides = _sides(canvas, data, names)
    for side in sides:
        _draw_grid(canvas, side, rows, (ticks, data["language"]))
        _draw_side(canvas, side, rows, data.get("hidden_text"))
    _draw_ages(canvas, data, sides, rows)
    _draw_year_labels(canvas, data, sides[-1], rows)
    return canvas


def _sides(canvas: Canvas, data: dict, names: tuple[str, ...]) -> tuple[list[float], list[_Side]]:
    later = data.get("later") or {}
    values = [v for year in (data["now"], later) for name in names for v in year.get(name) or () if v is not None]
    _, high, ticks = axes.value_range(values, True, True)
    ages = max(width_of(text, AXIS) for text in [*data["groups"], data["age_label"]])
    outer = width_of(axes.tick_texts(ticks, data["language"])[-1], AXIS) / 2 + 1
    if len(names) == 1:
        spans = [(ages + 8, canvas.width - outer)]
    else:
        half = ages / 2 + (12 if canvas.width == WIDTHS["wide"] else 5)
        spans = [(canvas.width / 2 - half, outer), (canvas.width / 2 + half, canvas.width - outer)]
    return ticks, [
        _Side(name, Scale(0, high, *span), data["now"][name], later.get(name))
        for name, span in zip(names, spans, strict=True)
    ]


def _draw_grid(canvas: Canvas, side: _Side, rows: _Rows, axis: tuple[Sequence[float], str]) -> None:
    """Verticals with their values beneath; where texts would touch, every second is left out."""
    ticks, language = axis
    texts = axes.tick_texts(ticks, language)
    canvas.lines([[(side.scale(t), _TOP), (side.scale(t), rows.bottom)] for t in ticks if t], GRID_LINE)
    canvas.line([(side.scale(0), _TOP), (side.scale(0), rows.bottom)], AXIS_LINE)
    room = abs(side.scale(ticks[1]) - side.scale(ticks[0]))
    every = 1 if room > max(width_of(text, AXIS) for text in texts) + 5 else 2
    for tick, text in list(zip(ticks, texts, strict=True))[::every]:
        canvas.text(text, (side.scale(tick), rows.bottom + AXIS.size + 4), AXIS.to("middle"))


def _draw_side(canvas: Canvas, side: _Side, rows: _Rows, hidden_text: str | None) -> None:
    fill, edge = _LOOKS[side.name]
    bars = [_bar(side, rows, group, value) for group, value in enumerate(side.now) if value]
    canvas.boxes(bars, fill, Stroke(edge, 0.7))
    for group, value in enumerate(side.now):
        if value is None:
            _draw_hidden(canvas, side, rows, (group, hidden_text))
    if side.later:
        _draw_outline(canvas, side, rows)


def _bar(side: _Side, rows: _Rows, group: int, value: float) -> Box:
    left, right = sorted((side.scale(0), side.scale(value)))
    half = rows.height * _BAR / 2
    return Box(left, rows.middle(group) - half, right, rows.middle(group) + half)


def _draw_hidden(canvas: Canvas, side: _Side, rows: _Rows, what: tuple[int, str | None]) -> None:
    """A hatched stub of one fixed length for a group that is not shown; its text where there is one row of bars."""
    group, text = what
    stub = _bar(side, rows, group, signs.HIDDEN_SHARE * side.scale.high)
    canvas.hatched(stub)
    if text and side.name == "all":
        canvas.text(text, (stub.right + 4, rows.middle(group) + 3), REASON.on_marks())


def _draw_outline(canvas: Canvas, side: _Side, rows: _Rows) -> None:
    """The later year as one stepped line from the axis round all groups; it stops at groups that are not shown."""
    piece: list[tuple[float, float]] = []
    pieces = [piece]
    for group, value in enumerate(side.later or ()):
        if value is None:
            piece = []
            pieces.append(piece)
            continue
        lower, upper = rows.middle(group) + rows.height / 2, rows.middle(group) - rows.height / 2
        piece += [(side.scale(value), lower), (side.scale(value), upper)]
    closed = [[(side.scale(0), part[0][1]), *part, (side.scale(0), part[-1][1])] for part in pieces if part]
    canvas.lines(closed, _OUTLINE)


def _draw_ages(canvas: Canvas, data: dict, sides: list[_Side], rows: _Rows) -> None:
    """Age groups between the sides or at the left; the oldest is always named, every second where rows are low."""
    pyramid = len(sides) == 2
    x = canvas.width / 2 if pyramid else sides[0].scale.start - 5
    lettering = AXIS.to("middle" if pyramid else "end")
    every = 1 if rows.height >= 11 else 2
    for group, text in enumerate(data["groups"]):
        if (rows.count - 1 - group) % every == 0:
            canvas.text(text, (x, rows.middle(group) + 3), lettering)
    canvas.text(data["age_label"], (x, _TOP - 10), lettering)
    if pyramid:
        canvas.text(data["men_label"], (sides[0].scale.end, _TOP - 10), _heading("men"))
        canvas.text(data["women_label"], (sides[1].scale.end, _TOP - 10), _heading("women").to("end"))


def _heading(name: str) -> Lettering:
    return Lettering(_LOOKS[name][1], HEADING.size, HEADING.face)


def _draw_year_labels(canvas: Canvas, data: dict, side: _Side, rows: _Rows) -> None:
    """The first year inside the longest bar, the later one beside its outline."""
    shown = [(value, -group) for group, value in enumerate(side.now) if value]
    if shown:
        group = -max(shown)[1]
        canvas.text(data["now"]["label"], (side.scale(0) + 6, rows.middle(group) + 3), _YEAR)
    if side.later:
        _label_outline(canvas, data["later"]["label"], side, rows)


def _label_outline(canvas: Canvas, text: str, side: _Side, rows: _Rows) -> None:
    """Right of the outline, in the highest row where it stands outside the bar and leaves room; else in the heading."""
    for group in range(rows.count - 1, -1, -1):
        now, later = side.now[group] or 0, side.later[group] or 0
        x = side.scale(later) + 4
        if later > now and x + width_of(text, _YEAR) <= canvas.width:
            canvas.text(text, (x, rows.middle(group) + 3), _YEAR.on_marks())
            return
    canvas.text(text, (side.scale(side.scale.high / 2), _TOP - 10), _YEAR.to("middle"))
