"""Flows by year: what comes up, what goes down and the net as a line; knows its data dict only.

Data (JSON-ready; keys without "optional" are required)::

    language      "fi"
    years         [2010, …]
    up            {"label": "Maahanmuutto 76", "values": [62, …], "status": optional ["ok", …]}
    down          optional, the same; values are positive counts, drawn downwards
    net           optional, the same with signed values and
                  "word": optional "netto"     (a negative year is written "2021: netto −4")
    last_label    optional "Vuonna 2022:"      (stands over the labels, which give the last year's values)
    hidden_text   optional                     (beside hatched stubs)
    missing_text  optional "ei tietoa"         (at years without a value)

Without ``status`` a number is ``ok`` and ``None`` is ``missing``. The axis always holds 0. At most two negative
years are written; of more, the lowest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kotolib.display.figures import axes, labels, signs
from kotolib.display.figures.axes import Frame, Scale
from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.labels import EndLabel, Note
from kotolib.display.figures.lettering import wrapped
from kotolib.display.figures.tokens import (
    AXIS,
    AXIS_LINE,
    BOLD,
    INCH,
    INK,
    LEADER,
    NOTE,
    OWN,
    OWN2,
    PAPER,
    REASON,
    REGION,
    REGION2,
    WIDEST_LABEL,
    WIDTHS,
    ZERO_LINE,
    Lettering,
    Stroke,
)
from kotolib.frame import MISSING, OK
from kotolib.language.numbers import number

HEIGHTS = {"wide": 2.75 * INCH, "narrow": 2.6 * INCH}
_TOP, _BOTTOM, _NOTES = 7.0, 18.0, 14.0
_BAR = 0.74
_NEAR_TOP = 0.75
_MOST_NOTES = 2
_APART = 42.0
_NET_LINE = Stroke(INK, 1.4, cap="round")
_LOOKS = {"up": (OWN2, OWN), "down": (REGION2, REGION)}
_LETTERINGS = {name: Lettering(colour, 9, BOLD) for name, colour in (("up", OWN), ("down", REGION), ("net", INK))}


@dataclass(frozen=True)
class _Flow:
    """One flow as drawn: ``points`` carry signed values."""

    name: str
    label: str
    points: list
    hidden: list
    missing: list


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    canvas = Canvas(WIDTHS[width], HEIGHTS[width], letters)
    flows = [_read(name, data) for name in ("up", "down", "net") if data.get(name)]
    noted = _noted(flows)
    ticks, frame = _frame(canvas, data, flows, bool(noted))
    axes.draw_values(canvas, frame, ticks, data["language"])
    _draw_bars(canvas, frame, flows)
    canvas.line([(frame.left, frame.y(0)), (frame.right, frame.y(0))], ZERO_LINE if frame.y.low < 0 else AXIS_LINE)
    _draw_net(canvas, frame, flows)
    _draw_labels(canvas, frame, flows, data)
    _draw_reasons(canvas, frame, flows, data)
    _draw_years(canvas, frame, data["years"], _NOTES if noted else 0.0)
    for point in noted:
        _draw_negative(canvas, frame, point, data)
    return canvas


def _read(name: str, data: dict) -> _Flow:
    flow = data[name]
    statuses = flow.get("status") or [OK if value is not None else MISSING for value in flow["values"]]
    rows = list(zip(data["years"], flow["values"], statuses, strict=True))
    turn = -1 if name == "down" else 1
    points = signs.shown([[year, value and turn * value, status] for year, value, status in rows])
    hidden = signs.hidden_years(rows)
    missing = [year for year, value, status in rows if not signs.may_show(value, status) and year not in hidden]
    return _Flow(name, flow["label"], points, hidden, missing)


def _noted(flows: list[_Flow]) -> list:
    """The negative years of the net that are written out."""
    negative = [point for flow in flows if flow.name == "net" for point in flow.points if point.value < 0]
    if len(negative) <= _MOST_NOTES:
        return negative
    return [min(negative, key=lambda point: point.value)]


def _frame(canvas: Canvas, data: dict, flows: list[_Flow], noted: bool) -> tuple[list[float], Frame]:
    values = [point.value for flow in flows for point in flow.points]
    whole = all(value == int(value) for value in values)
    low, high, ticks = axes.value_range(values, True, whole)
    named = [(flow.label, _LETTERINGS[flow.name]) for flow in flows] + [(data.get("last_label") or "", AXIS)]
    widest = WIDEST_LABEL["wide" if canvas.width == WIDTHS["wide"] else "narrow"]
    left, right = axes.room_for(axes.tick_texts(ticks, data["language"])), labels.room_for(named, widest)
    bottom = canvas.height - _BOTTOM - (_NOTES if noted else 0)
    x = Scale(data["years"][0] - 0.6, data["years"][-1] + 0.6, left, canvas.width - right + 4)
    return ticks, Frame(x, Scale(low, high, bottom, _TOP))


def _draw_bars(canvas: Canvas, frame: Frame, flows: list[_Flow]) -> None:
    for flow in flows:
        if flow.name == "net":
            continue
        fill, edge = _LOOKS[flow.name]
        bars = [_bar(frame, point.year, point.value) for point in flow.points if point.value]
        canvas.boxes(bars, fill, Stroke(edge, 0.7))
        for year in flow.hidden:
            canvas.hatched(_stub(frame, year, flow.name))


def _draw_reasons(canvas: Canvas, frame: Frame, flows: list[_Flow], data: dict) -> None:
    """The reason of every run of years without bars, once for all flows that lack the same years."""
    told = set()
    bars = [_bar(frame, point.year, point.value) for flow in flows if flow.name != "net" for point in flow.points]
    marks = [
        place for bar in bars for x in (bar.left, bar.right) for place in labels.along([(x, bar.top), (x, bar.bottom)])
    ]
    for flow in flows:
        for kind, years, lettering in (("hidden_text", flow.hidden, REASON), ("missing_text", flow.missing, NOTE)):
            for run in signs.runs(years):
                if (kind, run) not in told and flow.name != "net":
                    _reason(canvas, frame, run, (data.get(kind), lettering, flow.name), marks)
                told.add((kind, run))


def _bar(frame: Frame, year: float, value: float) -> Box:
    top, bottom = sorted((frame.y(value), frame.y(0)))
    return Box(frame.x(year - _BAR / 2), top, frame.x(year + _BAR / 2), bottom)


def _stub(frame: Frame, year: float, name: str) -> Box:
    """The hatched stub of a hidden value: as high in every year, whatever the value."""
    high = signs.HIDDEN_SHARE * (frame.bottom - frame.top)
    top = frame.y(0) if name == "down" else frame.y(0) - high
    return Box(frame.x(year - _BAR / 2), top, frame.x(year + _BAR / 2), top + high)


def _reason(canvas: Canvas, frame: Frame, years: tuple[int, int], words: tuple, marks: list) -> None:
    """Why years have no bar, beyond the place of their stubs."""
    text, lettering, name = words
    if not text:
        return
    lines = wrapped(text, lettering, max(frame.x(years[1]) - frame.x(years[0]), 60))
    half_wide = labels.note_box(lines, lettering, (0, 0)).right / 2
    middle = min(max((frame.x(years[0]) + frame.x(years[1])) / 2, frame.left + half_wide), frame.right - half_wide)
    stub = _stub(frame, years[0], name)
    half = len(lines) * lettering.leading / 2
    sign, start = (1, stub.bottom + half + 2) if name == "down" else (-1, stub.top - half - 2)
    heights = [start + sign * step * lettering.leading for step in range(8)]
    places = [(middle + aside, y) for y in heights for aside in (0, 12, -12, 24, -24)]
    labels.draw_note(canvas, Note(lines, lettering.to("middle").on_marks()), places, marks)


def _draw_net(canvas: Canvas, frame: Frame, flows: list[_Flow]) -> None:
    for flow in flows:
        if flow.name == "net":
            parts = signs.unbroken(flow.points, (), ())
            canvas.lines([[frame.place(point) for point in part] for part in parts], _NET_LINE)
            radius = min(2.8, 0.3 * (frame.x(1) - frame.x(0)))
            canvas.dots([frame.place(point) for point in flow.points], radius, INK, Stroke(PAPER, 0.9))


def _draw_labels(canvas: Canvas, frame: Frame, flows: list[_Flow], data: dict) -> None:
    """The last year's values, beside its bars and its net."""
    ends = []
    for flow in flows:
        last = flow.points[-1].value if flow.points and flow.points[-1].year == data["years"][-1] else 0
        y = frame.y(last if flow.name == "net" else _NEAR_TOP * last)
        ends.append(EndLabel(flow.label, (frame.right - 4, y), _LETTERINGS[flow.name]))
    if data.get("last_label"):
        ends.append(EndLabel(data["last_label"], (frame.right - 4, min(end.end[1] for end in ends) - 20), AXIS))
    labels.draw_ends(canvas, ends, frame.right - 4, (0, frame.bottom + 6))


def _draw_years(canvas: Canvas, frame: Frame, years: Sequence[int], lower: float) -> None:
    """The first and last year and some between them, evenly apart when the number of years allows it."""
    span = years[-1] - years[0]
    each = frame.x(1) - frame.x(0)
    even = [step for step in range(1, span + 1) if span % step == 0 and step * each >= _APART]
    step = even[0] if even and even[0] * each < 3 * _APART else max(1, round(_APART / each + 0.5))
    wanted = [years[-1], years[0], *range(years[-1], years[0], -step)]
    kept = axes.fitting_years({year: str(year) for year in wanted}, frame.x, (0, canvas.width))
    beneath = Frame(frame.x, Scale(frame.y.low, frame.y.high, frame.bottom + lower, frame.top))
    axes.draw_years(canvas, beneath, kept, None)


def _draw_negative(canvas: Canvas, frame: Frame, point, data: dict) -> None:
    """A negative net in words beneath the bars, led to its point."""
    words = f"{point.year}: {data['net'].get('word') or ''}".rstrip()
    text = f"{words} {number(point.value, 0 if point.value == int(point.value) else 1, data['language'])}"
    x, y = frame.place(point)
    half = canvas.box_of(text, (0, 0), REASON).right / 2
    middle = min(max(x, half + 1), frame.right - half)
    places = [(middle + shift, frame.bottom + 8) for shift in (0, half - 4, 4 - half)]
    box = labels.draw_note(canvas, Note([text], REASON.to("middle")), places)
    canvas.line([(x, y + 3), (min(max(x, box.left + 2), box.right - 2), box.top)], Stroke(INK, LEADER))
