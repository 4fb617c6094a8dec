"""How a measure has gone, the own area against others; knows its data dict only.

Data (JSON-ready; keys without "optional" are required, ``None`` is a value that is not there)::

    language     "fi"
    unit         "%"                     (stands in the page's subtitle, not in the plot)
    decimals     1                       (0: the axis has whole numbers only)
    series       [{"role": "own" | "country" | "region" | "other",
                   "label": "Kangasala 3,9 %",          (stands at the line's end)
                   "points": [[year, value, status], …]}, …]
    gaps         optional [[first missing year, last missing year, text], …]
    breaks       optional [[x, reason], …]              (2015.5: between 2015 and 2016)
    from_zero    optional, true unless said otherwise
    interval     optional [[year, low, high], …]        (95 %, of the own series)
    range        optional {"label": "Samankaltaiset kunnat 2,5–6,9 %",     (similar municipalities, as a band)
                           "low": [[year, value], …], "high": [[year, value], …]}   (the same years)
    hidden_text  optional                               (beside hatched areas of the own series)

Only statuses in :data:`kotolib.frame.SHOWN` are read; values of all others could be anything.
"""

from dataclasses import dataclass

from kotolib.display.figures import axes, labels, signs
from kotolib.display.figures.axes import Frame, Scale
from kotolib.display.figures.canvas import Canvas
from kotolib.display.figures.tokens import (
    AXIS_LINE,
    INCH,
    LABELS,
    LINES,
    OWN,
    RANGE_FILL,
    RANGE_LINE,
    WIDEST_LABEL,
    WIDTHS,
)
from kotolib.frame import OK

HEIGHTS = {"wide": 2.75 * INCH, "narrow": 2.6 * INCH}
_TOP, _BOTTOM = 7.0, 18.0
_LAST_POINT, _LONE_POINT, _POINT = 3.2, 1.8, 2.4
_FEW_POINTS = 12


@dataclass(frozen=True)
class _Series:
    role: str
    label: str
    points: list
    hidden: list
    parts: list

    @property
    def own(self) -> bool:
        return self.role == "own"


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    canvas = Canvas(WIDTHS[width], HEIGHTS[width], letters)
    series = [_read(one, data) for one in data["series"]]
    ticks, frame = _frame(canvas, data, series, WIDEST_LABEL[width])
    axes.draw_values(canvas, frame, ticks, data["language"])
    _draw_range(canvas, frame, data)
    preliminary = {p.year for one in series if one.own for p in one.points if p.preliminary}
    years = axes.fitting_years(signs.starred(_years(data, series), preliminary), frame.x, (0, _reach(frame)))
    axes.draw_years(canvas, frame, years, AXIS_LINE if frame.y.low >= 0 else None)
    # The own line is drawn last: nothing may lie on it.
    for one in sorted(series, key=lambda one: one.own):
        _draw_series(canvas, frame, one, data)
    _draw_texts(canvas, frame, series, data)
    return canvas


def _read(one: dict, data: dict) -> _Series:
    points = signs.shown(one["points"])
    hidden = signs.hidden_years(one["points"]) if one["role"] == "own" else []
    parts = signs.unbroken(points, data.get("gaps", ()), data.get("breaks", ()))
    return _Series(one["role"], one["label"], points, hidden, parts)


def _frame(canvas: Canvas, data: dict, series: list[_Series], widest: float) -> tuple[list[float], Frame]:
    values = [point.value for one in series for point in one.points]
    values += [bound for _, *bounds in data.get("interval", ()) for bound in bounds]
    values += [value for edge in _edges(data) for _, value in edge]
    low, high, ticks = axes.value_range(values, data.get("from_zero", True), data["decimals"] == 0)
    named = [(one.label, LABELS[one.role]) for one in series if one.points or one.hidden]
    named += [(data["range"]["label"], LABELS["other"])] if _edges(data) else []
    left = axes.room_for(axes.tick_texts(ticks, data["language"]))
    right = canvas.width - labels.room_for(named, widest)
    first, last = _ends(data, series)
    y = Scale(low, high, canvas.height - _BOTTOM, _TOP)
    return ticks, Frame(Scale(first, last, max(left, 11.0), right), y)


def _ends(data: dict, series: list[_Series]) -> tuple[float, float]:
    """First and last year of the axis; one year alone stands in the middle."""
    years = [point.year for one in series for point in one.points] + [year for one in series for year in one.hidden]
    years += [year for first, last, _ in data.get("gaps", ()) for year in (first, last)]
    years += [year for edge in _edges(data) for year, _ in edge]
    first, last = (min(years), max(years)) if years else (0, 0)
    return (first - 1, last + 1) if first == last else (first, last)


def _years(data: dict, series: list[_Series]) -> list[int]:
    """Years that deserve a tick, most important first: the last, the first, the ends of gaps, then round ones."""
    drawn = sorted({point.year for one in series for point in one.points} | {y for one in series for y in one.hidden})
    if not drawn:
        return []
    edges = [year for first, last, _ in data.get("gaps", ()) for year in (last + 1, first - 1) if year in drawn]
    inner = [year for year in axes.round_years(drawn[0], drawn[-1]) if year in drawn]
    return list(dict.fromkeys([drawn[-1], drawn[0], *edges, *inner]))


def _reach(frame: Frame) -> float:
    """How far right the text of the last year may reach: into the margin of the end labels."""
    return frame.right + labels.OFFSET + 6


def _edges(data: dict) -> list[list]:
    """The lower and the upper edge of the similar municipalities' band; nothing without one."""
    band = data.get("range") or {}
    return [band["low"], band["high"]] if band.get("low") else []


def _draw_range(canvas: Canvas, frame: Frame, data: dict) -> None:
    """The band behind all lines; like a line it ends before every gap and break."""
    stops = data.get("gaps", ()), data.get("breaks", ())
    parts = [signs.unbroken(signs.shown([[*point, OK] for point in edge]), *stops) for edge in _edges(data)]
    for low, high in zip(*parts, strict=True):
        lower, upper = ([frame.place(point) for point in part] for part in (low, high))
        canvas.area([*lower, *reversed(upper)], RANGE_FILL)
        canvas.lines([lower, upper], RANGE_LINE)


def _range_label(frame: Frame, data: dict) -> list[labels.EndLabel]:
    if not _edges(data):
        return []
    (year, low), (_, high) = (edge[-1] for edge in _edges(data))
    return [labels.EndLabel(data["range"]["label"], (frame.x(year), frame.y((low + high) / 2)), LABELS["other"])]


def _draw_series(canvas: Canvas, frame: Frame, one: _Series, data: dict) -> None:
    places = [[frame.place(point) for point in part] for part in one.parts]
    if one.own:
        signs.draw_intervals(canvas, frame, data.get("interval", ()))
    canvas.lines(places, LINES[one.role])
    lone = [part[0] for part in one.parts if len(part) == 1]
    if not one.own:
        signs.draw_points(canvas, frame, lone, (LINES[one.role].colour, _LONE_POINT))
        return
    signs.draw_hidden(canvas, frame, one.hidden, data.get("hidden_text", ""))
    few = len(one.points) <= _FEW_POINTS and data.get("interval")
    marked = one.points[:-1] if few else [p for p in one.points[:-1] if p.preliminary or p in lone]
    signs.draw_points(canvas, frame, marked, (OWN, _POINT))
    signs.draw_points(canvas, frame, one.points[-1:], (OWN, _LAST_POINT))


def _draw_texts(canvas: Canvas, frame: Frame, series: list[_Series], data: dict) -> None:
    ends = [
        labels.EndLabel(one.label, _end(frame, one), LABELS[one.role]) for one in series if one.points or one.hidden
    ]
    ends += _range_label(frame, data)
    labels.draw_ends(canvas, ends, frame.right, (0, frame.bottom + 4))
    marks = [
        place for one in series for part in one.parts for place in labels.along([frame.place(point) for point in part])
    ]
    for gap in data.get("gaps", ()):
        signs.draw_gap(canvas, frame, gap, marks)
    for broken in data.get("breaks", ()):
        signs.draw_break(canvas, frame, broken, marks)


def _end(frame: Frame, one: _Series) -> tuple[float, float]:
    """Where the label's leader begins: the last point, or the hatched area when nothing else is shown."""
    if one.points:
        return frame.place(one.points[-1])
    return frame.x(one.hidden[-1]), frame.bottom - signs.HIDDEN_SHARE / 2 * (frame.bottom - frame.top)
