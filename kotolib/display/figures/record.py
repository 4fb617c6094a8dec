"""Rows that set earlier calculations against what came: intervals, the calculated and the actual; knows no fan.

What the rows are is told in :mod:`kotolib.display.figures.outlook`.
"""

from dataclasses import dataclass

from kotolib.display.figures import axes
from kotolib.display.figures.axes import Scale
from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.lettering import width as width_of
from kotolib.display.figures.lettering import wrapped
from kotolib.display.figures.tokens import (
    AXIS,
    AXIS_LINE,
    FAN80,
    GRID_LINE,
    HEADING,
    INK,
    ITALIC,
    MUTED,
    OFF_TRACK,
    OWN,
    OWN2,
    SEMIBOLD,
    WIDTHS,
    Lettering,
    Stroke,
)
from kotolib.language.numbers import number

_ROW = 12.5
_ABOVE, _BELOW = 12.0, 20.0
_COLUMN_GAP = {True: 14.0, False: 6.0}
_BAR = 5.0
_TICK = 4.6
_CALCULATED = Stroke(OWN, 2.0, cap="round")
_INTERVAL95 = Stroke(OWN2, 1.0)
_HEAD = Lettering(INK, 9, SEMIBOLD, "end")
_HORIZON = Lettering(MUTED, 8.5, ITALIC)
_DASH = "–"


@dataclass(frozen=True)
class _Sheet:
    """Where the columns stand: labels end at ``left``, the plot is ``x``, numbers end at the two columns."""

    left: float
    x: Scale
    ticks: list[float]
    columns: tuple[float, float]
    top: float
    bottom: float


def height(record: dict | None, width: str) -> float:
    """Height that the rows take beneath the fan, in points; 0 without rows."""
    if not record or not record["rows"]:
        return 0.0
    lines = len(_heading(record, WIDTHS[width]))
    return _ABOVE + lines * HEADING.leading + 4 + (len(record["rows"]) + len(_by_horizon(record))) * _ROW + _BELOW


def draw(canvas: Canvas, record: dict, language: str, top: float) -> None:
    """Heading, columns, rows by horizon and the scale, from ``top`` downwards."""
    y = top + _ABOVE
    for line in _heading(record, canvas.width):
        y += HEADING.leading
        canvas.text(line, (0, y - 3), HEADING)
    sheet = _sheet(canvas, record, language, y + 4)
    _draw_scale(canvas, sheet, language)
    _draw_heads(canvas, sheet, record)
    middle = sheet.top - _ROW / 2
    for horizon, rows in _by_horizon(record).items():
        middle += _ROW
        canvas.text(record["horizons"][horizon], (sheet.x.start, middle + 3), _HORIZON.on_marks())
        for row in rows:
            middle += _ROW
            _draw_row(canvas, sheet, row, middle)
            _write_row(canvas, sheet, (record, row, language), middle)


def _heading(record: dict, width: float) -> list[str]:
    narrow = width < WIDTHS["wide"]
    text = (record.get("heading_narrow") if narrow else None) or record["heading"]
    return wrapped(text, HEADING, width)


def _by_horizon(record: dict) -> dict[str, list[dict]]:
    """Rows in groups of the same horizon, the shortest first, each in order of time."""
    horizons = sorted({row["horizon"] for row in record["rows"]})
    ordered = sorted(record["rows"], key=lambda row: row["target"])
    return {str(horizon): [row for row in ordered if row["horizon"] == horizon] for horizon in horizons}


def _row_label(record: dict, row: dict, wide: bool) -> str:
    pattern = record["row_label"] if wide else "{made} → {target}"
    return pattern.format(made=row["made"], target=row["target"])


def _heads(record: dict, wide: bool) -> list[str]:
    return [(None if wide else record.get(f"{name}_narrow")) or record[name] for name in ("forecast", "actual")]


def _sheet(canvas: Canvas, record: dict, language: str, top: float) -> _Sheet:
    wide = canvas.width == WIDTHS["wide"]
    rows = record["rows"]
    gap = _COLUMN_GAP[wide]
    left = max(width_of(_row_label(record, row, wide), AXIS) for row in rows) + 1
    texts = [[_written(row, name, language) for row in rows] for name in ("forecast", "actual")]
    rooms = [
        max([width_of(head, _HEAD), *(width_of(text, AXIS) for text in column)])
        for head, column in zip(_heads(record, wide), texts, strict=True)
    ]
    columns = canvas.width - rooms[1] - gap, canvas.width - 0.5
    values = [row[key] for row in rows for key in ("low95", "high95", "actual") if row[key] is not None]
    low, high, ticks = axes.value_range(values, False, True)
    margin = 0.03 * (max(values) - min(values))
    low, high = min(low, min(values) - margin), max(high, max(values) + margin)
    x = Scale(low, high, left + 6, columns[0] - rooms[0] - gap)
    return _Sheet(left, x, ticks, columns, top, top + (len(rows) + len(_by_horizon(record))) * _ROW)


def _draw_scale(canvas: Canvas, sheet: _Sheet, language: str) -> None:
    """Verticals and their values, as many as have room."""
    texts = dict(zip(sheet.ticks, axes.tick_texts(sheet.ticks, language), strict=True))
    canvas.lines([[(sheet.x(t), sheet.top), (sheet.x(t), sheet.bottom)] for t in sheet.ticks], GRID_LINE)
    canvas.line([(sheet.x.start, sheet.bottom), (sheet.x.end, sheet.bottom)], AXIS_LINE)
    for tick, text in axes.fitting_years(texts, sheet.x, (0, canvas.width)).items():
        canvas.line([(sheet.x(tick), sheet.bottom), (sheet.x(tick), sheet.bottom + 3)], AXIS_LINE)
        canvas.text(text, (sheet.x(tick), sheet.bottom + 4 + AXIS.size), AXIS.to("middle"))


def _draw_heads(canvas: Canvas, sheet: _Sheet, record: dict) -> None:
    wide = canvas.width == WIDTHS["wide"]
    colours = OWN, INK
    for text, x, colour in zip(_heads(record, wide), sheet.columns, colours, strict=True):
        canvas.text(text, (x, sheet.top + _ROW / 2 + 3), Lettering(colour, 9, SEMIBOLD, "end"))


def _draw_row(canvas: Canvas, sheet: _Sheet, row: dict, middle: float) -> None:
    """95 % as a line, 80 % as a bar, the calculated as a tick, the actual as a disc or, outside 80 %, a diamond."""
    x = sheet.x
    canvas.line([(x(row["low95"]), middle), (x(row["high95"]), middle)], _INTERVAL95)
    canvas.boxes([Box(x(row["low80"]), middle - _BAR / 2, x(row["high80"]), middle + _BAR / 2)], FAN80)
    canvas.line([(x(row["forecast"]), middle - _TICK), (x(row["forecast"]), middle + _TICK)], _CALCULATED)
    if row["actual"] is None:
        return
    at = x(row["actual"])
    if row["inside80"]:
        canvas.dots([(at, middle)], 2.8, INK)
    else:
        canvas.area([(at - 4, middle), (at, middle - 4), (at + 4, middle), (at, middle + 4)], OFF_TRACK)


def _write_row(canvas: Canvas, sheet: _Sheet, what: tuple[dict, dict, str], middle: float) -> None:
    record, row, language = what
    outside = row["actual"] is not None and not row["inside80"]
    label = _row_label(record, row, canvas.width == WIDTHS["wide"])
    canvas.text(label, (sheet.left, middle + 3), AXIS.to("end"))
    colours = OWN, OFF_TRACK if outside else INK
    for name, x, colour in zip(("forecast", "actual"), sheet.columns, colours, strict=True):
        canvas.text(_written(row, name, language), (x, middle + 3), Lettering(colour, 9, anchor="end"))


def _written(row: dict, name: str, language: str) -> str:
    if row[name] is None:
        return _DASH
    return row.get(f"{name}_text") or number(row[name], 0, language)
