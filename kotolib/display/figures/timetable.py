"""Phases as bars over months, decisions and meetings as marks above them, today as a line; knows its data dict only.

Data (JSON-ready; days are ordinals of the calendar)::

    language  "fi"
    months    [[first day, "tammi", 2026], …]       (in order, without holes)
    end       day after the last month
    now       a day, or None outside the months
    now_text  "nyt 24.11."
    rows      [{"label": "Tilannekuva kootaan", "start": day, "end": day after the last,
                "state": "done" | "ongoing" | "planned" | "late", "text": "alkaa 1.12."}, …]
    events    [{"label": "Päätökset", "role": "decision" | "meeting",
                "marks": [{"day": day, "done": true, "date": "15.12.", "label": "valtuusto 15.12."}, …]}, …]

Filled is done and open is to be done. In the narrow drawing names stand above their bars, and marks have their dates
only.
"""

from dataclasses import dataclass

from kotolib.display.figures.axes import Scale
from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.lettering import fitted, width
from kotolib.display.figures.tokens import (
    AXIS,
    BOLD,
    GRID_LINE,
    INK,
    MUTED,
    OFF_TRACK,
    OWN,
    PAPER,
    REGION,
    WIDTHS,
    Lettering,
    Stroke,
)

_WIDEST_NAME = 158.0
_TOP, _BETWEEN, _BAR, _LEAST = 16.0, 7.0, 10.0, 3.0
_LANE = {"wide": 16.0, "narrow": 26.0}
_BESIDE, _RADIUS = 6.0, 5.0
_AXIS_ROOM = 30.0
_NAME = Lettering(INK, 9)
_LATE = Lettering(OFF_TRACK, 9, BOLD)
_EDGE = Stroke(OWN, 1.3)
_NOW = Stroke(INK, 1.1, (3, 2))
_COLOURS = {"decision": REGION, "meeting": OWN}


@dataclass(frozen=True)
class _Placed:
    """A mark with its label: where the mark stands, the label's text and box, and in which lane."""

    mark: dict
    x: float
    text: str
    left: float
    lane: int


@dataclass(frozen=True)
class _Row:
    """A bar with the lines of its name and the height that both take."""

    bar: dict
    lines: list[str]
    height: float


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    x = _scale(data, width)
    events = [(one, _placed(one, x, width)) for one in data["events"] if one["marks"]]
    rows = [_row(bar, width, x.start) for bar in data["rows"]]
    bands = [_band(one, placed, width) for one, placed in events]
    height = _TOP + sum(bands) + sum(row.height for row in rows) + _AXIS_ROOM
    canvas = Canvas(WIDTHS[width], height, letters)
    bottom = height - _AXIS_ROOM
    _draw_months(canvas, data, x, bottom)
    _draw_now(canvas, data, x, bottom)
    top = _TOP
    for (one, placed), band in zip(events, bands, strict=True):
        _draw_events(canvas, one, placed, (top, width))
        top += band
    for row in rows:
        _draw_row(canvas, data, row, (x, top, width))
        top += row.height
    return canvas


def _scale(data: dict, which: str) -> Scale:
    left = 1.0
    if which == "wide":
        names = [row["label"] for row in data["rows"]] + [one["label"] for one in data["events"] if one["marks"]]
        lines = [line for name in names for line in fitted(name, _NAME, _WIDEST_NAME)]
        left = max((width(line, _NAME) for line in lines), default=0.0) + 10
    return Scale(data["months"][0][0], data["end"], left, WIDTHS[which] - 2)


# --- months and today


def _draw_months(canvas: Canvas, data: dict, x: Scale, bottom: float) -> None:
    months = data["months"]
    days = [day for day, _, _ in months] + [data["end"]]
    canvas.lines([[(x(day), _TOP - 2), (x(day), bottom)] for day in days], GRID_LINE)
    step = _step(months, x)
    for place, (day, name, year) in enumerate(months):
        if place % step == 0 and step < 12:
            canvas.text(name, (x(day) + 1, bottom + 12), AXIS)
        if place == 0 or year != months[place - 1][2]:
            _draw_year(canvas, x, (day, year), bottom)


def _step(months: list, x: Scale) -> int:
    """Every how many months a name fits."""
    room = (x.end - x.start) / len(months)
    widest = max(width(name, AXIS) for _, name, _ in months) + 4
    return next((step for step in (1, 2, 3, 6) if step * room >= widest), 12)


def _draw_year(canvas: Canvas, x: Scale, first: tuple[int, int], bottom: float) -> None:
    day, year = first
    place = (x(day) + 1, bottom + 24)
    box = canvas.box_of(str(year), place, AXIS)
    clear = not any(box.overlaps(other) for _, other, _ in canvas.texts)
    if box.right <= canvas.width and clear:
        canvas.text(str(year), place, AXIS)


def _draw_now(canvas: Canvas, data: dict, x: Scale, bottom: float) -> None:
    if data["now"] is None:
        return
    at = x(data["now"])
    lettering = Lettering(INK, 9, BOLD).to("middle").on_marks()
    half = width(data["now_text"], lettering) / 2
    canvas.line([(at, _TOP - 4), (at, bottom)], _NOW)
    canvas.text(data["now_text"], (min(max(at, half + 1), canvas.width - half - 1), 9.5), lettering)


# --- decisions and meetings


def _lettering(one: dict) -> Lettering:
    return Lettering(_COLOURS[one["role"]], 9)


def _placed(one: dict, x: Scale, which: str) -> list[_Placed]:
    """Each mark in the first lane where it and its label stand free."""
    lanes: list[list[tuple[float, float]]] = []
    found = []
    for mark in one["marks"]:
        at = min(max(x(mark["day"]), x.start + _RADIUS), x.end - _RADIUS)
        text, lefts = _label(one, mark, at, (x, which))
        wide = width(text, _lettering(one))
        spans = [(min(left, at - _RADIUS), max(left + wide, at + _RADIUS)) for left in lefts]
        lane, chosen = _first_free(lanes, spans)
        lanes[lane].append(spans[chosen])
        found.append(_Placed(mark, at, text, lefts[chosen], lane))
    return found


def _label(one: dict, mark: dict, at: float, where: tuple[Scale, str]) -> tuple[str, list[float]]:
    """The label and the left edges that it may have, best first."""
    x, which = where
    lettering = _lettering(one)
    if which == "narrow" or one["role"] == "meeting":
        text = mark["date"]
    else:
        text = mark["label"] if width(mark["label"], lettering) < (x.end - x.start) * 0.55 else mark["date"]
    wide = width(text, lettering)
    if which == "narrow":
        return text, [min(max(at - wide / 2, 0.0), x.end - wide)]
    lefts = [at + _RADIUS + 3, at - _RADIUS - 3 - wide]
    fitting = [left for left in lefts if left >= x.start and left + wide <= x.end]
    return text, fitting or [min(max(lefts[0], x.start), x.end - wide)]


def _first_free(lanes: list[list[tuple[float, float]]], spans: list[tuple[float, float]]) -> tuple[int, int]:
    for lane, taken in enumerate(lanes):
        for place, (left, right) in enumerate(spans):
            if all(right + 4 <= a or left - 4 >= b for a, b in taken):
                return lane, place
    lanes.append([])
    return len(lanes) - 1, 0


def _band(one: dict, placed: list[_Placed], which: str) -> float:
    """Height of a heading's lanes; in the narrow drawing the heading has a line of its own."""
    lanes = 1 + max(mark.lane for mark in placed)
    return lanes * _LANE[which] + _BETWEEN + (_NAME.leading if which == "narrow" else 0)


def _draw_events(canvas: Canvas, one: dict, placed: list[_Placed], where: tuple[float, str]) -> None:
    top, which = where
    colour, lane = _COLOURS[one["role"]], _LANE[which]
    canvas.text(one["label"], (0, top + 10), Lettering(colour, 9, BOLD).on_marks())
    start = top + (_NAME.leading if which == "narrow" else 0)
    for mark in placed:
        y = start + mark.lane * lane + 7
        _draw_mark(canvas, one["role"], mark, y)
        below = which == "narrow"
        baseline = y + 15.5 if below else y + 3
        canvas.text(mark.text, (mark.left, baseline), _lettering(one).on_marks())


def _draw_mark(canvas: Canvas, role: str, mark: _Placed, y: float) -> None:
    colour = _COLOURS[role]
    fill = colour if mark.mark["done"] else PAPER
    if role == "decision":
        canvas.diamonds([(mark.x, y)], _RADIUS, fill, Stroke(colour, 1.3))
    else:
        canvas.dots([(mark.x, y)], _RADIUS - 1.5, fill, Stroke(colour, 1.3))


# --- phases


def _row(bar: dict, which: str, left: float) -> _Row:
    room = left - 10 if which == "wide" else WIDTHS[which] - 4
    lines = fitted(bar["label"], _NAME, max(room, 40.0))
    written = len(lines) * _NAME.leading
    height = max(written, _BAR) if which == "wide" else written + _BAR + 4
    return _Row(bar, lines, height + _BETWEEN)


def _draw_row(canvas: Canvas, data: dict, row: _Row, where: tuple[Scale, float, str]) -> None:
    x, top, which = where
    written = len(row.lines) * _NAME.leading
    for step, line in enumerate(row.lines):
        canvas.text(line, (0, top + _NAME.size * 0.9 + step * _NAME.leading), _NAME.on_marks())
    middle = top + written / 2 if which == "wide" else top + written + 2 + _BAR / 2
    box = _bar(x, row.bar, middle)
    _draw_bar(canvas, data, row.bar, (box, x))
    _draw_state(canvas, row.bar, box, x)


def _bar(x: Scale, bar: dict, middle: float) -> Box:
    left = min(x(bar["start"]), x.end - _LEAST)
    return Box(left, middle - _BAR / 2, max(x(bar["end"]), left + _LEAST), middle + _BAR / 2)


def _draw_bar(canvas: Canvas, data: dict, bar: dict, where: tuple[Box, Scale]) -> None:
    box, x = where
    if bar["state"] == "done":
        canvas.boxes([box], OWN, _EDGE)
        return
    canvas.boxes([box], PAPER, _EDGE)
    if bar["state"] == "ongoing" and data["now"] is not None:
        until = min(max(x(data["now"]), box.left), box.right)
        canvas.boxes([Box(box.left, box.top, until, box.bottom)], OWN)


def _draw_state(canvas: Canvas, bar: dict, box: Box, x: Scale) -> None:
    """The word of the state: right of the bar, left of it, or on it; never over the paper's edge."""
    lettering = _LATE if bar["state"] == "late" else Lettering(MUTED, 9)
    wide, baseline = width(bar["text"], lettering), (box.top + box.bottom) / 2 + 3
    if box.right + _BESIDE + wide <= x.end + 1:
        canvas.text(bar["text"], (box.right + _BESIDE, baseline), lettering.on_marks())
    elif box.left - _BESIDE - wide >= x.start:
        canvas.text(bar["text"], (box.left - _BESIDE, baseline), lettering.to("end").on_marks())
    else:
        ground = OWN if bar["state"] == "done" else PAPER
        on = Lettering(PAPER if ground == OWN else lettering.colour, 8.5, lettering.face)
        canvas.text(bar["text"], (box.right - 4, baseline), on.to("end").on_marks(ground))
