"""An area among its similar municipalities, one row and one scale for each measure; knows its data dict only.

Data (JSON-ready; keys without "optional" are required, ``None`` is a value that is not there)::

    language       "fi"
    name           "Kangasala"
    country_label  "koko maa"
    median_label   "samankaltaisten kuntien mediaani"
    rows           [{"label": "Vieraskielisten osuus 2025",
                     "decimals": 1,
                     "value": 3.9, "status": "ok",
                     "text": "3,9 %",                (the own value as it is written)
                     "reason": optional "peitetty tietosuojan vuoksi" (instead of a value that is not shown)
                     "others": [2.5, …],             (similar municipalities, only what may be shown)
                     "median": 3.4 or None,
                     "country": 11.4 or None}, …]

Rows stand in the order given. Lowest and highest of the similar municipalities are written beneath their range, the
country's value above its sign. ``value`` and ``text`` are read only where the status lets them be seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kotolib.display.figures import labels, signs
from kotolib.display.figures.axes import Scale
from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.labels import Note
from kotolib.display.figures.lettering import width as width_of
from kotolib.display.figures.lettering import wrapped
from kotolib.display.figures.tokens import (
    AXIS,
    AXIS_LINE,
    BOLD,
    DIAMOND_LINE,
    INK,
    MUTED,
    NOTE,
    OWN,
    PAPER,
    RANGE_EDGE,
    RANGE_FILL,
    WIDTHS,
    Lettering,
    Stroke,
)
from kotolib.language.numbers import number

_ROW = {"wide": 46.0, "narrow": 50.0}
_TOP = {"wide": 22.0, "narrow": 8.0}
_LABELS, _VALUES = 178.0, {"wide": 78.0, "narrow": 62.0}
_BAR, _MEDIAN, _DOT, _DIAMOND = 4.3, 9.5, 4.6, 4.6
_ABOVE, _BENEATH = -12.5, 17.0
_END, _LINE = 22.0, 16.0
_AIR = 5.0
"""Between the plot and the own value, and right of it."""
_LABEL = Lettering(INK)
_NAME = Lettering(OWN, 9, BOLD, "middle")
_VALUE = Lettering(OWN, 10, BOLD)
_TICK, _MEDIAN_LINE = Stroke(RANGE_EDGE, 0.9), Stroke(INK, 1.6)


@dataclass(frozen=True)
class _Row:
    """One measure on the paper: ``y`` is the middle of its bar, ``room`` the width of the column of own values;
    ``value`` is ``None`` unless it may be seen."""

    data: dict
    value: float | None
    scale: Scale
    y: float
    room: float

    @property
    def others(self) -> list[float]:
        return sorted(value for value in self.data["others"] if value is not None)

    def text(self, value: float, language: str) -> str:
        return number(value, self.data["decimals"], language)


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    names = [_label_lines(row, width) for row in data["rows"]]
    rows, bottom = _placed(data, width, names)
    canvas = Canvas(WIDTHS[width], bottom, letters)
    for row, lines in zip(rows, names, strict=True):
        _draw_range(canvas, row)
        _draw_signs(canvas, row)
        _draw_label(canvas, row, lines, width)
        _draw_ends(canvas, row, data["language"])
        _draw_value(canvas, row)
    _draw_above(canvas, rows, data)
    _draw_median_label(canvas, rows, data["median_label"])
    return canvas


def _label_lines(row: dict, width: str) -> list[str]:
    return wrapped(row["label"], _LABEL, _LABELS - 10 if width == "wide" else WIDTHS[width] - 2)


def _placed(data: dict, width: str, names: list[list[str]]) -> tuple[list[_Row], float]:
    """Every row with its scale and height, and where the last one ends; beneath it is room for one more line."""
    left = (_LABELS if width == "wide" else 0.0) + 14
    room = _room(data, width)
    right = WIDTHS[width] - room - 14
    y, rows = _TOP[width], []
    for row, lines in zip(data["rows"], names, strict=True):
        above = (len(lines) * _LABEL.leading + 23) if width == "narrow" else 8.0
        value = row["value"] if signs.may_show(row["value"], row["status"]) else None
        seen = [v for v in (value, row["median"], row["country"], *row["others"]) if v is not None]
        rows.append(_Row(row, value, _scale(seen, left, right), y + above, room))
        y += above + max(_ROW[width] - (8 if width == "wide" else 26), _reason_height(row, room) - 8)
    lowest = max((row.y + max(_END, _reason_height(row.data, room) / 2 + 2) for row in rows), default=_END)
    return rows, lowest + (_LINE if _needs_line(rows) else 0.0)


def _room(data: dict, width: str) -> float:
    """The width of the column of own values: no word of a reason may run over the paper's edge."""
    words = [word for row in data["rows"] for word in (row.get("reason") or "").split()]
    return max([_VALUES[width], *(width_of(word, NOTE) + _AIR for word in words)])


def _reasons(row: dict, room: float) -> list[str]:
    return wrapped(row.get("reason") or "", NOTE, room - _AIR)


def _reason_height(row: dict, room: float) -> float:
    return len(_reasons(row, room)) * NOTE.leading


def _needs_line(rows: list[_Row]) -> bool:
    """Only one row: the name of its median has a line beneath."""
    return len(rows) < 2 and any(row.data["median"] is not None for row in rows)


def _scale(seen: Sequence[float], left: float, right: float) -> Scale:
    """From the lowest to the highest value; one value alone stands in the middle."""
    low, high = (min(seen), max(seen)) if seen else (0.0, 1.0)
    if low == high:
        low, high = low - 1, high + 1
    return Scale(low, high, left, right)


def _draw_range(canvas: Canvas, row: _Row) -> None:
    """The range as a bar with a tick for every municipality, or a plain line where there is none."""
    x, y = row.scale, row.y
    if not row.others:
        canvas.line([(x.start, y), (x.end, y)], AXIS_LINE)
        return
    ends = Box(x(row.others[0]), y - _BAR, x(row.others[-1]), y + _BAR)
    canvas.boxes([ends], RANGE_FILL)
    canvas.lines([[(x(value), y - _BAR), (x(value), y + _BAR)] for value in row.others], _TICK)


def _draw_signs(canvas: Canvas, row: _Row) -> None:
    x, y, median, country = row.scale, row.y, row.data["median"], row.data["country"]
    if median is not None:
        canvas.line([(x(median), y - _MEDIAN), (x(median), y + _MEDIAN)], _MEDIAN_LINE)
    if country is not None:
        canvas.diamonds([(x(country), y)], _DIAMOND, PAPER, DIAMOND_LINE)
    if row.value is not None:
        canvas.dots([(x(row.value), y)], _DOT, OWN, Stroke(PAPER, 1.2))


def _draw_label(canvas: Canvas, row: _Row, lines: list[str], width: str) -> None:
    """What the row measures: left of it, or above it where the paper is narrow."""
    half = (len(lines) - 1) / 2 * _LABEL.leading
    first = row.y + 3 - half if width == "wide" else row.y - 26 - 2 * half
    for number_, line in enumerate(lines):
        canvas.text(line, (0, first + number_ * _LABEL.leading), _LABEL)


def _draw_ends(canvas: Canvas, row: _Row, language: str) -> None:
    """Lowest and highest of the range beneath it; pushed apart where they would touch."""
    if not row.others:
        return
    ends = sorted({row.others[0], row.others[-1]})
    texts = [row.text(value, language) for value in ends]
    if len(set(texts)) == 1:
        ends, texts = ends[:1], texts[:1]
    _write_apart(
        canvas, row, [(text, row.scale(value), AXIS) for text, value in zip(texts, ends, strict=True)], _BENEATH
    )


def _write_apart(canvas: Canvas, row: _Row, texts: Sequence[tuple[str, float, Lettering]], away: float) -> None:
    """Texts on one line so far from the row's middle, each centred as near its place as the others and the columns
    beside the plot allow."""
    ordered, baseline = sorted(texts, key=lambda one: one[1]), row.y + away
    wide = [width_of(text, lettering) + 6 for text, _, lettering in ordered]
    middles = labels.spread([x for _, x, _ in ordered], wide, _plot(canvas, row.room))
    for (text, _, lettering), middle in zip(ordered, middles, strict=True):
        canvas.text(text, (middle, baseline), lettering.to("middle"))


def _plot(canvas: Canvas, room: float) -> tuple[float, float]:
    """The left and right edge within which texts of the plot stay."""
    return (_LABELS - 10 if canvas.width == WIDTHS["wide"] else -2.0), canvas.width - room + 4


def _draw_value(canvas: Canvas, row: _Row) -> None:
    """The own value at the right, or why there is none."""
    x = canvas.width - row.room + 4
    if row.value is not None:
        canvas.text(row.data["text"], (x, row.y + 3.4), _VALUE)
        return
    labels.draw_note(canvas, Note(_reasons(row.data, row.room), NOTE), [(x, row.y)])


def _draw_above(canvas: Canvas, rows: list[_Row], data: dict) -> None:
    """The country's value above its sign; in the first row that has one also what the signs are."""
    own_named = country_named = False
    for row in rows:
        texts, country = [], row.data["country"]
        if row.value is not None and not own_named:
            texts.append((data["name"], row.scale(row.value), _NAME))
            own_named = True
        if country is not None:
            name = "" if country_named else data["country_label"] + " "
            texts.append((name + row.text(country, data["language"]), row.scale(country), Lettering(MUTED)))
            country_named = True
        _write_apart(canvas, row, texts, _ABOVE)


def _draw_median_label(canvas: Canvas, rows: list[_Row], text: str) -> None:
    """Beside the upper end of a median where that hides nothing, the second row first; else beneath the last row."""
    look = Lettering(INK, 8.5)
    for row in [row for row in (*rows[1:], *rows[:1]) if row.data["median"] is not None]:
        x, y = row.scale(row.data["median"]), row.y + _ABOVE
        for place, side in (((x + 3, y), "start"), ((x - 3, y), "end")):
            box = canvas.box_of(text, place, look.to(side))
            if box.inside(canvas.sheet) and not any(box.overlaps(other, -2) for _, other, _ in canvas.texts):
                canvas.line([(x, row.y - _MEDIAN), (x, y - 5)], Stroke(INK, 0.8))
                canvas.text(text, place, look.to(side))
                return
    _draw_median_key(canvas, rows, text, look)


def _draw_median_key(canvas: Canvas, rows: list[_Row], text: str, look: Lettering) -> None:
    """The sign and its meaning on a line of their own."""
    named = [row for row in rows if row.data["median"] is not None]
    if named:
        canvas.height += 0.0 if _needs_line(rows) else _LINE
        x, y = named[-1].scale.start, canvas.height - 4
        canvas.line([(x, y + 1), (x, y - 8)], _MEDIAN_LINE)
        canvas.text(text, (x + 5, y), look)
