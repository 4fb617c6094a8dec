"""Texts beside the marks they name: pushed apart, wrapped, led by a thin line; knows no data."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.lettering import width, wrapped
from kotolib.display.figures.tokens import LEADER, Lettering, Stroke

OFFSET = 12.0
"""From the end of a line to its label, in points."""
_MOVED = 2.5
_AIR = 1.5


@dataclass(frozen=True)
class EndLabel:
    """A text that wants to stand right of ``end``."""

    text: str
    end: tuple[float, float]
    lettering: Lettering


@dataclass(frozen=True)
class Note:
    """A few lines inside the plot."""

    lines: Sequence[str]
    lettering: Lettering


def room_for(texts: Sequence[tuple[str, Lettering]], widest: float) -> float:
    """Width of the right margin for end labels, in points: the widest line once wrapped, and the offset."""
    lines = [width(line, lettering) for text, lettering in texts for line in wrapped(text, lettering, widest)]
    return OFFSET + max(lines) + 1.5 if lines else 0.0


def draw_ends(canvas: Canvas, labels: Sequence[EndLabel], x: float, limits: tuple[float, float]) -> None:
    """Write labels in a column at ``x``, each as near its line's end as the others allow.

    Parameters
    ----------
    x
        Right edge of the plot in points; the texts begin :data:`OFFSET` further.
    limits
        Upper and lower edge that the column keeps within.
    """
    room = canvas.width - x - OFFSET
    ordered = sorted(labels, key=lambda label: label.end[1])
    lines = [wrapped(label.text, label.lettering, room) for label in ordered]
    heights = [len(text) * label.lettering.leading + _AIR for text, label in zip(lines, ordered, strict=True)]
    for label, text, middle in zip(ordered, lines, spread([o.end[1] for o in ordered], heights, limits), strict=True):
        _draw_one(canvas, label, text, (x, middle))


def _draw_one(canvas: Canvas, label: EndLabel, lines: list[str], place: tuple[float, float]) -> None:
    x, middle = place
    leading = label.lettering.leading
    baseline = middle - (len(lines) - 1) / 2 * leading + label.lettering.size * 0.33
    for step, line in enumerate(lines):
        canvas.text(line, (x + OFFSET, baseline + step * leading), label.lettering)
    if abs(middle - label.end[1]) > _MOVED or x - label.end[0] > _MOVED:
        canvas.line(
            [(label.end[0] + 3, label.end[1]), (x + OFFSET - 2, middle)], Stroke(label.lettering.colour, LEADER)
        )


def spread(wanted: Sequence[float], heights: Sequence[float], limits: tuple[float, float]) -> list[float]:
    """Middles of labels in a column: in order, not overlapping, together as near ``wanted`` as can be.

    Neighbours that collide form a block, and each block stands at its own mean (least squares), inside ``limits``.
    """
    blocks: list[list] = []
    for want, height in zip(wanted, heights, strict=True):
        blocks.append([want - height / 2, [height], 1])
        while len(blocks) > 1 and blocks[-2][0] + sum(blocks[-2][1]) > blocks[-1][0]:
            _join(blocks, limits)
        _hold(blocks[-1], limits)
        while len(blocks) > 1 and blocks[-2][0] + sum(blocks[-2][1]) > blocks[-1][0]:
            _join(blocks, limits)
    middles = []
    for top, stack, _ in blocks:
        for height in stack:
            middles.append(top + height / 2)
            top += height
    return middles


def _join(blocks: list[list], limits: tuple[float, float]) -> None:
    """Make one block of the last two, at the mean of where its members would have it begin."""
    lower, upper = blocks.pop(), blocks.pop()
    count = upper[2] + lower[2]
    top = (upper[0] * upper[2] + (lower[0] - sum(upper[1])) * lower[2]) / count
    blocks.append([top, upper[1] + lower[1], count])
    _hold(blocks[-1], limits)


def _hold(block: list, limits: tuple[float, float]) -> None:
    block[0] = max(min(block[0], limits[1] - sum(block[1])), limits[0])


def draw_note(canvas: Canvas, note: Note, places: Sequence[tuple[float, float]], marks: Sequence = ()) -> Box:
    """Write a note at that of ``places`` (x, middle) where it hides least; gives the box it takes.

    Parameters
    ----------
    places
        Where it may stand, the best first.
    marks
        Points that lie on the lines drawn.
    """
    found = [note_box(note.lines, note.lettering, place) for place in places]
    best = min(range(len(found)), key=lambda place: (hidden_by(canvas, found[place], marks), place))
    box, leading = found[best], note.lettering.leading
    for step, line in enumerate(note.lines):
        canvas.text(line, (places[best][0], box.top + leading * step + note.lettering.size * 0.86), note.lettering)
    return box


def hidden_by(canvas: Canvas, box: Box, marks: Sequence) -> int:
    """How much a box would cover: points of lines, and far worse, other texts or the world outside the paper."""
    covered = sum(box.left - 2 < x < box.right + 2 and box.top - 1 < y < box.bottom + 1 for x, y in marks)
    texts = sum(box.overlaps(other) for _, other, _ in canvas.texts)
    return covered + 1000 * texts + 5000 * (not box.inside(canvas.sheet))


def along(points: Sequence[tuple[float, float]], apart: float = 5.0) -> list[tuple[float, float]]:
    """Points on the line through ``points``, about ``apart`` points from each other."""
    places = list(points[:1])
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / apart))
        places += [(x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps) for k in range(1, steps + 1)]
    return places


def note_box(lines: Sequence[str], lettering: Lettering, place: tuple[float, float]) -> Box:
    """The box of a note of several lines whose middle is at the height of ``place``."""
    wide = max(width(line, lettering) for line in lines)
    high = len(lines) * lettering.leading
    left = place[0] - {"start": 0, "middle": wide / 2, "end": wide}[lettering.anchor]
    return Box(left, place[1] - high / 2, left + wide, place[1] + high / 2)
