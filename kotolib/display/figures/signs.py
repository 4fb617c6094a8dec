"""The signs that mean the same in every drawing: gap, break, hidden, preliminary, interval; knows no drawing.

Only a value whose status is in :data:`kotolib.frame.SHOWN` is ever read here. What is hidden has one fixed height,
whatever its value, so that nothing in a picture can tell it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kotolib.display.figures.axes import Frame
from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.labels import Note, draw_note, note_box
from kotolib.display.figures.lettering import wrapped
from kotolib.display.figures.tokens import BREAK_LINE, GAP_LINE, INTERVAL_BAR, NOTE, PAPER, REASON, Stroke
from kotolib.frame import PRELIMINARY, SHOWN, SUPPRESSED, SUPPRESSED_BY_SOURCE

HIDDEN = (SUPPRESSED, SUPPRESSED_BY_SOURCE)
HIDDEN_SHARE = 0.16
"""Height of a hidden value, as a share of the axis."""

_UNUSUAL_STEP = 1.5
_NOTE_ROOM = 78.0
_NARROWEST_NOTE = 46.0


@dataclass(frozen=True)
class Point:
    """A value that may be shown."""

    year: float
    value: float
    preliminary: bool


def shown(points: Sequence[Sequence]) -> list[Point]:
    """Those of ``[year, value, status]`` that may be shown, in order of time."""
    kept = [Point(year, value, status == PRELIMINARY) for year, value, status in points if may_show(value, status)]
    return sorted(kept, key=lambda point: point.year)


def may_show(value: float | None, status: str) -> bool:
    """True for a number whose status lets it be seen."""
    return value is not None and status in SHOWN


def hidden_years(points: Sequence[Sequence]) -> list[int]:
    """Years whose value exists and is hidden."""
    return sorted(year for year, _, status in points if status in HIDDEN)


def unbroken(points: Sequence[Point], gaps: Sequence[Sequence], breaks: Sequence[Sequence]) -> list[list[Point]]:
    """The stretches that a line may run through: it ends before every gap, break and missing year.

    A year is missing when two neighbours stand further apart than one and a half of the usual step, so that
    elections every four years make one line although one came in the fifth year.
    """
    steps = sorted(b.year - a.year for a, b in pairwise(points))
    usual = steps[len(steps) // 2] if steps else 1
    parts: list[list[Point]] = []
    for point in points:
        before = parts[-1][-1].year if parts else None
        far = before is None or point.year - before > _UNUSUAL_STEP * usual
        if far or _apart(before, point.year, gaps, breaks):
            parts.append([])
        parts[-1].append(point)
    return parts


def _apart(first: float, second: float, gaps: Sequence[Sequence], breaks: Sequence[Sequence]) -> bool:
    in_gap = any(first < end and start < second for start, end, *_ in gaps)
    return in_gap or any(first < at <= second for at, *_ in breaks)


def runs(years: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring years as (first, last)."""
    found: list[list[int]] = []
    for year in years:
        if found and year == found[-1][1] + 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    return [(first, last) for first, last in found]


def draw_gap(canvas: Canvas, frame: Frame, gap: Sequence, marks: Sequence) -> None:
    """Dotted verticals where the line ends and begins again, and the reason between them."""
    first, last, text = gap
    ends = frame.x(first - 1), frame.x(last + 1)
    left, right = max(ends[0], frame.left), min(ends[1], frame.right)
    lines = wrapped(text, NOTE, max(right - left - 6, _NARROWEST_NOTE))
    box = _note_between(canvas, frame, (left, right), Note(lines, NOTE.to("middle").on_marks()), marks)
    inside = [x for x in ends if frame.left - 0.1 <= x <= frame.right + 0.1]
    crossed = {x: box.left - 2 < x < box.right + 2 for x in inside}
    canvas.lines([[(x, box.bottom + 2 if crossed[x] else frame.top + 8), (x, frame.bottom)] for x in inside], GAP_LINE)


def _note_between(canvas: Canvas, frame: Frame, ends: tuple[float, float], note: Note, marks: Sequence) -> Box:
    """A note between two verticals, high if it hides nothing there, else lower or further left."""
    wide = note_box(note.lines, note.lettering, (0, 0)).right * 2
    half = len(note.lines) * note.lettering.leading / 2
    middle = min(sum(ends) / 2, ends[1] - 4 - wide / 2)
    heights = _heights(frame.top + 10 + half, frame.bottom - half - 6)
    places = [(x, y) for x in (middle, ends[0] - 4 - wide / 2) for y in heights]
    return draw_note(canvas, note, places, marks)


def draw_break(canvas: Canvas, frame: Frame, broken: Sequence, marks: Sequence) -> None:
    """An ink vertical with its reason beside it; no line crosses it."""
    at, text = broken
    x = frame.x(at)
    canvas.line([(x, frame.top), (x, frame.bottom)], BREAK_LINE)
    lines = wrapped(text, REASON, _NOTE_ROOM)
    half = len(lines) * REASON.leading / 2
    side, start = ("start", x + 4) if x + _NOTE_ROOM < frame.right else ("end", x - 4)
    heights = _heights(frame.top + half, frame.bottom - half - 2)
    draw_note(canvas, Note(lines, REASON.to(side).on_marks()), [(start, y) for y in heights], marks)


def _heights(highest: float, lowest: float) -> list[float]:
    """Heights to try for a note, a line apart, from above."""
    return [highest + step * NOTE.leading for step in range(max(1, int((lowest - highest) / NOTE.leading) + 1))]


def draw_hidden(canvas: Canvas, frame: Frame, years: Sequence[int], text: str) -> None:
    """Hatched areas of fixed height over hidden years, with their text once, above the widest of them."""
    base = frame.y(min(max(0.0, frame.y.low), frame.y.high))
    up = base - HIDDEN_SHARE * (frame.bottom - frame.top)
    areas = [
        Box(max(frame.x(first - 0.5), frame.left), up, min(frame.x(last + 0.5), frame.right), base)
        for first, last in runs(years)
    ]
    for area in areas:
        canvas.hatched(area)
    if areas:
        _write_hidden(canvas, max(areas, key=lambda area: area.right - area.left), text)


def _write_hidden(canvas: Canvas, area: Box, text: str) -> None:
    lines = wrapped(text, REASON, max(_NOTE_ROOM, area.right - area.left))
    note = Note(lines, REASON.to("middle").on_marks())
    half_wide = max(canvas.box_of(line, (0, 0), REASON).right for line in lines) / 2
    middle = min(max((area.left + area.right) / 2, half_wide + 1), canvas.width - half_wide - 1)
    half = len(lines) * REASON.leading / 2
    draw_note(canvas, note, [(middle, area.top - half - 2 - 11 * step) for step in range(6)])


def draw_points(canvas: Canvas, frame: Frame, points: Sequence[Point], look: tuple[str, float]) -> None:
    """Discs of a colour and a radius; those of preliminary values are open."""
    colour, radius = look
    canvas.dots([frame.place(p) for p in points if not p.preliminary], radius, colour)
    canvas.dots([frame.place(p) for p in points if p.preliminary], radius, PAPER, Stroke(colour, 1.8))


def draw_intervals(canvas: Canvas, frame: Frame, intervals: Sequence[Sequence]) -> None:
    """A bar without caps behind each point."""
    bars = [[(frame.x(year), frame.y(low)), (frame.x(year), frame.y(high))] for year, low, high in intervals]
    canvas.lines(bars, INTERVAL_BAR)


def starred(years: Sequence[int], preliminary: set) -> dict[int, str]:
    """Texts of years, with an asterisk where the value is preliminary."""
    return {year: f"{year}*" if year in preliminary else str(year) for year in years}
