"""From the baseline to the target: what has been, where one should be each year and when figures come; knows its data.

Data (JSON-ready; keys without "optional" are required)::

    language   "fi"
    past       [[year, value, status], …]          (may be empty; only shown statuses are read)
    interval   [[year, low, high], …]              (95 %, of the past)
    path       [[year, level], …]                  (two or more; equal levels of a limit)
    baseline   {"year", "value", "label"} or None
    target     {"year", "value", "label"}
    latest     "31,9 %"                            (beside the last value that is not the baseline's; may be empty)
    path_label "polku tavoitteeseen"
    readings   [2026, 2027]                        (years of the term whose figures come before the deadline)

The vertical axis need not begin at 0: nothing is a bar, and the values are written.
"""

from kotolib.display.figures import axes, labels, signs
from kotolib.display.figures.axes import Frame, Scale
from kotolib.display.figures.canvas import Canvas
from kotolib.display.figures.labels import Note
from kotolib.display.figures.lettering import fitted
from kotolib.display.figures.lettering import width as wide
from kotolib.display.figures.tokens import (
    BOLD,
    GRID_LINE,
    INCH,
    INK,
    MUTED,
    OWN,
    OWN_LINE,
    PAPER,
    WIDTHS,
    Lettering,
    Stroke,
)

HEIGHTS = {"wide": 2.2 * INCH, "narrow": 2.3 * INCH}
_TOP, _BOTTOM, _SIDE = 24.0, 20.0, 14.0
_HEAVY = 4
"""A circle or the target counts as so many points of a line, where a label looks for room."""
_PATH = Stroke(MUTED, 1.2, (3, 2))
_POINT, _LAST, _READING = 2.2, 3.6, 3.0
_WIDEST_NOTE = 110.0


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    canvas = Canvas(WIDTHS[width], HEIGHTS[width], letters)
    past = signs.shown(data["past"])
    frame = _frame(canvas, data, past)
    _draw_readings(canvas, frame, data)
    years = _years(data, past)
    axes.draw_years(canvas, frame, axes.fitting_years(years, frame.x, (0, canvas.width)))
    lines = _draw_lines(canvas, frame, data, past)
    _draw_target(canvas, frame, data)
    _draw_texts(canvas, frame, data, (past, lines))
    return canvas


def _frame(canvas: Canvas, data: dict, past: list) -> Frame:
    years = [point.year for point in past] + [year for year, _ in data["path"]]
    values = [point.value for point in past] + [level for _, level in data["path"]]
    values += [bound for year, *bounds in data["interval"] for bound in bounds]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.15
    x = Scale(min(years), max(years), _SIDE, canvas.width - _SIDE)
    return Frame(x, Scale(low - room, high + room, canvas.height - _BOTTOM, _TOP))


def _years(data: dict, past: list) -> dict[int, str]:
    """Years that deserve a tick, most important first."""
    wanted = [data["target"]["year"], *([data["baseline"]["year"]] if data["baseline"] else [])]
    wanted += [past[-1].year] if past else []
    wanted += [*data["readings"], data["path"][0][0], *([past[0].year] if past else [])]
    return {int(year): f"{int(year)}" for year in dict.fromkeys(wanted)}


def _draw_readings(canvas: Canvas, frame: Frame, data: dict) -> None:
    canvas.lines([[(frame.x(year), frame.top), (frame.x(year), frame.bottom)] for year in data["readings"]], GRID_LINE)


def _draw_lines(canvas: Canvas, frame: Frame, data: dict, past: list) -> list[tuple[float, float]]:
    """The path and what has been; gives points on them."""
    way = [(frame.x(year), frame.y(level)) for year, level in data["path"]]
    canvas.line([way[0], way[-1]], _PATH)
    on_path = dict(zip((year for year, _ in data["path"]), way, strict=True))
    circles = [on_path.get(year) or (frame.x(year), way[-1][1]) for year in data["readings"]]
    canvas.dots(circles, _READING, PAPER, Stroke(MUTED, 1.2))
    signs.draw_intervals(canvas, frame, data["interval"])
    if data["baseline"]:
        canvas.dots([(frame.x(data["baseline"]["year"]), frame.y(data["baseline"]["value"]))], _READING, MUTED)
    parts = [[frame.place(point) for point in part] for part in signs.unbroken(past, (), ())]
    canvas.lines(parts, OWN_LINE)
    signs.draw_points(canvas, frame, past[:-1], (OWN, _POINT))
    signs.draw_points(canvas, frame, past[-1:], (OWN, _LAST))
    axis = labels.along([(frame.left, frame.bottom), (frame.right, frame.bottom)])
    bars = [[(frame.x(year), frame.y(bound)) for bound in bounds] for year, *bounds in data["interval"]]
    on_lines = [place for part in (way[:: len(way) - 1], *parts, *bars) for place in labels.along(part)]
    return [*axis, *on_lines, *circles * _HEAVY]


def _draw_target(canvas: Canvas, frame: Frame, data: dict) -> None:
    target = data["target"]
    canvas.diamonds([(frame.x(target["year"]), frame.y(target["value"]))], 6, PAPER, Stroke(INK, 1.6))


def _draw_texts(canvas: Canvas, frame: Frame, data: dict, drawn: tuple[list, list]) -> None:
    past, marks = drawn
    target, baseline = data["target"], data["baseline"]
    marks = [*marks, *[(frame.x(target["year"]), frame.y(target["value"]))] * _HEAVY]
    notes = [(target["label"], (target["year"], target["value"]), Lettering(INK, 9, BOLD))]
    if past and data["latest"]:
        notes.append((data["latest"], (past[-1].year, past[-1].value), Lettering(OWN, 10, BOLD)))
    if baseline:
        notes.append((baseline["label"], (baseline["year"], baseline["value"]), Lettering(MUTED, 8.5)))
    for text, (year, value), lettering in notes:
        _note(canvas, text, (frame.x(year), frame.y(value)), (lettering, marks))
    if data["path_label"]:
        _name_path(canvas, frame, data, marks)


def _note(canvas: Canvas, text: str, at: tuple[float, float], how: tuple[Lettering, list]) -> None:
    lettering, marks = how
    lines = fitted(text, lettering, _WIDEST_NOTE)
    half = max(wide(line, lettering) for line in lines) / 2
    x = min(max(at[0], half + 1), canvas.width - half - 1)
    away = 8 + len(lines) * lettering.leading / 2
    beside = [(min(max(at[0] + side * (half + 9), half + 1), canvas.width - half - 1), at[1]) for side in (1, -1)]
    places = [(x, at[1] - away), (x, at[1] + away), *beside, (x, at[1] - away - 9), (x, at[1] + away + 9)]
    labels.draw_note(canvas, Note(lines, lettering.to("middle").on_marks()), places, marks)


def _name_path(canvas: Canvas, frame: Frame, data: dict, marks: list) -> None:
    """Above or below the middle of the path."""
    (first, start), (last, end) = data["path"][0], data["path"][-1]
    lettering = Lettering(MUTED, 8.5)
    half = wide(data["path_label"], lettering) / 2
    places = []
    for share in (0.6, 0.75, 0.4):
        x = frame.x(first + (last - first) * share)
        y = frame.y(start + (end - start) * share)
        x = min(max(x, half + 1), canvas.width - half - 1)
        places += [(x, y + side) for side in (-13, 13, -24, 24)]
    labels.draw_note(canvas, Note([data["path_label"]], lettering.to("middle").on_marks()), places, marks)
