"""The same measure in up to nine municipalities, each in its own small panel on one scale; knows its data dict only.

Data (JSON-ready; keys without "optional" are required, ``None`` is a value that is not there)::

    language     "fi"
    decimals     1
    panels       [{"role": "own" | "other", "name": "Kangasala", "label": "3,9",     (the last value as written)
                   "points": [[year, value, status], …]}, …]                         (at most nine)
    gaps         optional [[first missing year, last missing year, text], …]         (no line runs over them)
    breaks       optional [[x, reason], …]
    hidden_text  optional                               (in a panel of which nothing is shown)
    missing_text optional "ei tietoa"                   (the same, where nothing is hidden)

The own panel comes first, the others in alphabetical order, whatever the order given. Behind each panel's line are
the lines of all others in grey.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kotolib.display.figures import axes, labels, signs
from kotolib.display.figures.axes import Frame, Scale
from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.labels import Note
from kotolib.display.figures.lettering import width as width_of
from kotolib.display.figures.lettering import wrapped
from kotolib.display.figures.tokens import (
    AXIS,
    AXIS_LINE,
    BOLD,
    GRID_LINE,
    HAIR,
    INK,
    NOTE,
    OWN,
    PAPER,
    REASON,
    WIDTHS,
    Lettering,
    Stroke,
)
from kotolib.language.sorting import alphabetical

MOST = 9
_COLUMNS = {"wide": 3, "narrow": 2}
_PITCH = {"wide": 86.0, "narrow": 78.0}
_PLOT = {"wide": 56.0, "narrow": 48.0}
_HEAD, _FOOT = 20.0, 16.0
_BETWEEN = {"wide": 16.0, "narrow": 8.0}
_BEHIND = Stroke(HAIR, 0.8, cap="round")
_LINES = {"own": Stroke(OWN, 2.4, cap="round"), "other": Stroke(INK, 1.6, cap="round")}
_NAMES = {"own": Lettering(OWN, 9.5, BOLD), "other": Lettering(INK, 9.5)}
_VALUES = {"own": Lettering(OWN, 9, BOLD), "other": Lettering(INK, 9)}
_DOT = {"own": 2.9, "other": 2.5}


@dataclass(frozen=True)
class _Panel:
    """One municipality: the stretches its line may run through, and its place on the paper."""

    data: dict
    parts: list
    frame: Frame

    @property
    def role(self) -> str:
        return "own" if self.data["role"] == "own" else "other"


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    if len(data["panels"]) > MOST:
        raise ValueError(f"at most {MOST} panels, got: {len(data['panels'])}")
    ordered = sorted(data["panels"], key=lambda panel: (panel["role"] != "own", alphabetical(panel["name"])))
    rows = -(-len(ordered) // _COLUMNS[width])
    canvas = Canvas(WIDTHS[width], rows * _PITCH[width] + _FOOT - 2, letters)
    ticks, panels = _panels(canvas, data, ordered, width)
    for place, panel in enumerate(panels):
        _draw_axes(canvas, panel, ticks, (place, len(panels), data["language"], width))
        others = [other for other in panels if other is not panel]
        canvas.lines([_places(panel.frame, part) for other in others for part in other.parts], _BEHIND)
        _draw_panel(canvas, panel, data)
    return canvas


def _panels(canvas: Canvas, data: dict, ordered: list[dict], width: str) -> tuple[list[float], list[_Panel]]:
    shown = [signs.shown(panel["points"]) for panel in ordered]
    values = [point.value for points in shown for point in points]
    low, high, ticks = axes.value_range(values, True, data["decimals"] == 0)
    years = [year for panel in ordered for year, *_ in panel["points"]]
    first, last = (min(years), max(years)) if years else (0, 0)
    ends = (first, last) if first < last else (first - 1, last + 1)
    left = axes.room_for(axes.tick_texts(ticks, data["language"]))
    label = max((width_of(panel["label"], _VALUES["own"]) for panel in ordered), default=0.0) + 7
    across = (canvas.width - left) / _COLUMNS[width]
    panels = []
    for place, (panel, points) in enumerate(zip(ordered, shown, strict=True)):
        row, column = divmod(place, _COLUMNS[width])
        x = left + column * across
        bottom = row * _PITCH[width] + _HEAD + _PLOT[width]
        reach = x + across - label - (_BETWEEN[width] if column < _COLUMNS[width] - 1 else 1)
        frame = Frame(Scale(*ends, x + 1, reach), Scale(low, high, bottom, bottom - _PLOT[width]))
        parts = signs.unbroken(points, data.get("gaps") or (), data.get("breaks") or ())
        panels.append(_Panel(panel, parts, frame))
    return ticks, panels


def _places(frame: Frame, part: Sequence) -> list[tuple[float, float]]:
    return [frame.place(point) for point in part]


def _draw_axes(canvas: Canvas, panel: _Panel, ticks: Sequence[float], where: tuple) -> None:
    """Grid and base line of a panel; values only at the left of the paper, years only beneath the lowest panels."""
    place, count, language, width = where
    frame, columns = panel.frame, _COLUMNS[width]
    if place % columns == 0:
        axes.draw_values(canvas, frame, ticks, language)
    else:
        canvas.lines([[(frame.left, frame.y(t)), (frame.right, frame.y(t))] for t in ticks if t], GRID_LINE)
    base = frame.y(0) if frame.y.low <= 0 <= frame.y.high else frame.bottom
    ends = int(frame.x.low), int(frame.x.high)
    canvas.line([(frame.left, base), (frame.right, base)], AXIS_LINE)
    canvas.lines([[(frame.x(year), frame.bottom), (frame.x(year), frame.bottom + 2.5)] for year in ends], AXIS_LINE)
    if place + columns >= count:
        kept = axes.fitting_years({year: str(year) for year in ends[::-1]}, frame.x, (0, canvas.width))
        for year, text in kept.items():
            canvas.text(text, (frame.x(year), frame.bottom + 13), AXIS.to("middle"))


def _draw_panel(canvas: Canvas, panel: _Panel, data: dict) -> None:
    frame, role = panel.frame, panel.role
    canvas.text(panel.data["name"], (frame.left, frame.top - 9), _NAMES[role])
    for first, last in signs.runs(signs.hidden_years(panel.data["points"])):
        _draw_hidden(canvas, frame, (frame.x(first - 0.5), frame.x(last + 0.5)))
    canvas.lines([_places(frame, part) for part in panel.parts], _LINES[role])
    points = [point for part in panel.parts for point in part]
    if not points:
        _draw_reason(canvas, panel, data)
        return
    lone = [part[0] for part in panel.parts[:-1] if len(part) == 1]
    signs.draw_points(canvas, frame, lone, (_LINES[role].colour, 1.6))
    signs.draw_points(canvas, frame, points[-1:], (_LINES[role].colour, _DOT[role]))
    x, y = frame.place(points[-1])
    canvas.text(panel.data["label"], (x + 6, y + 3), _VALUES[role].on_marks())


def _draw_hidden(canvas: Canvas, frame: Frame, span: tuple[float, float]) -> None:
    """A hatched stub of the same height for every hidden year."""
    high = signs.HIDDEN_SHARE * (frame.bottom - frame.top)
    canvas.hatched(Box(max(span[0], frame.left), frame.bottom - high, min(span[1], frame.right), frame.bottom))


def _draw_reason(canvas: Canvas, panel: _Panel, data: dict) -> None:
    """Why a panel has no line."""
    hidden = signs.hidden_years(panel.data["points"])
    text, look = (data.get("hidden_text"), REASON) if hidden else (data.get("missing_text"), NOTE)
    if text:
        lines = wrapped(text, look, max(panel.frame.right - panel.frame.left, 60))
        middle = (panel.frame.top + panel.frame.bottom) / 2 - 4
        labels.draw_note(canvas, Note(lines, look.on_marks(PAPER)), [(panel.frame.left + 2, middle)])
