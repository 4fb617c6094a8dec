"""Names and values on a map: inside a shape where they fit, else beside it with a thin line; knows shapes, no data.

First the labels that fit inside are set, small shapes before large ones, since the small have one place and the large
many. Then the others find the nearest empty paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, hypot

import numpy as np

from kotolib.display.figures import placing
from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.labels import along
from kotolib.display.figures.lettering import width as width_of
from kotolib.display.figures.placing import Paper
from kotolib.display.figures.tokens import BOLD, CLASSES, INK, ITALIC, LEADER, MUTED, PAPER, REGULAR, Lettering, Stroke
from kotolib.language.numbers import number

_SIZE = {"wide": 8.5, "narrow": 8.0}
_FITS, _OVER, _VALUE = 0.8, 0.56, 0.7
"""Share of a label that lies inside its shape: where it fits, when it may hang over the edge, for a value alone."""
_TINY = 480
_NEAR = {"wide": 70.0, "narrow": 34.0}
_TOUCHES = 4.0
_FAR = 400.0
_DOT = 1.1


@dataclass
class _Label:
    shape: object
    lines: list[tuple[str, Lettering]]
    cells: np.ndarray

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        wide = max(width_of(text, lettering) for text, lettering in self.lines)
        return wide, sum(lettering.leading for _, lettering in self.lines)


def draw_names(canvas: Canvas, shapes: Sequence, named: Sequence, how: tuple) -> int:
    """Write the labels of ``named``; gives how many found no room (an own one counts as a hundred).

    Parameters
    ----------
    shapes
        All shapes of the map.
    named
        Those that should have a label.
    how
        The map's data, the width, and boxes of rings round an area too small for an outline.
    """
    data, width, circles = how
    paper = Paper(canvas.width, canvas.height)
    paper.land = placing.filled([ring for shape in shapes for ring in shape.rings], paper.land.shape)
    for box in circles:
        placing.fill(paper.land, box)
    for _, box, _ in canvas.texts:
        paper.take(box, 3)
    wanted = [_label(shape, data, width, paper) for shape in named]
    own = placing.filled([ring for shape in shapes if shape.own for ring in shape.rings], paper.land.shape)
    tiny = np.logical_or.reduce([own & False, *(label.cells for label in wanted if label.cells.sum() < _TINY)])
    names = _Names(canvas, paper, tiny, own, placing.edge_of(own))
    left = []
    for own_ones in (True, False):
        group = [label for label in wanted if label.shape.own is own_ones]
        left += names.placed(sorted(group, key=lambda label: (label.cells.sum(), label.shape.code)), _NEAR[width])
    return sum(100 if label.shape.own else 1 for label in left)


def _label(shape, data: dict, width: str, paper: Paper) -> _Label:
    """A name and beneath it the value, or the word for a missing one; what is hidden has its name only."""
    face = BOLD if shape.own else REGULAR
    ink = PAPER if shape.shade in CLASSES[3:] else INK
    lettering = Lettering(ink, _SIZE[width], face, "middle").on_marks(shape.shade)
    lines = [(shape.name, lettering)]
    if shape.value is not None:
        lines.append((number(shape.value, data["decimals"], data["language"]), lettering))
    elif not shape.hidden and data.get("missing_text"):
        lines.append((data["missing_text"], Lettering(MUTED, _SIZE[width], ITALIC, "middle", True)))
    return _Label(shape, lines, placing.filled(shape.rings, paper.land.shape))


@dataclass
class _Names:
    """Writes labels on a canvas; ``own`` are the cells of the own area, ``edge`` those of its outline."""

    canvas: Canvas
    paper: Paper
    tiny: np.ndarray
    own: np.ndarray
    edge: np.ndarray

    def placed(self, left: list[_Label], near: float) -> list[_Label]:
        """Place labels, each attempt for all of them before the next; gives those that found no room."""
        for attempt in (
            lambda label: self.inside(label, _FITS),
            lambda label: self.beside(label, near, touching=True),
            lambda label: self.inside(label, _OVER),
            lambda label: self.beside(label, near),
            lambda label: label.shape.own and self.beside(label, _FAR),
            self.value_inside,
            lambda label: self.beside(label, _FAR),
        ):
            left = [label for label in left if not attempt(label)]
        return left

    def inside(self, label: _Label, least: float) -> bool:
        """Inside its shape, a little over the edge at most; never over tiny shapes or, of others, over the own area."""
        held, others = self.paper.taken, self.tiny if label.shape.own else self.tiny | self.own
        self.paper.taken = held | (others & ~label.cells)
        box = placing.inside(self.paper, label.cells, label.size, least, self.edge)
        self.paper.taken = held
        if box:
            self._write(label, box)
        return box is not None

    def value_inside(self, label: _Label) -> bool:
        """The value alone, inside."""
        alone = _Label(label.shape, label.lines[1:], label.cells)
        return bool(alone.lines) and self.inside(alone, _VALUE)

    def beside(self, label: _Label, furthest: float, touching: bool = False) -> bool:
        """On empty paper near its shape, in two lines or one, with a line to the shape unless it stands next to it.

        With ``touching`` only there.
        """
        anchor = placing.deepest(label.cells) if label.cells.any() else label.shape.rings[0][0]
        barrier = np.zeros_like(self.own) if label.shape.own else self.own
        found = []
        for lines in (_on_paper(label.lines), _in_one(_on_paper(label.lines))):
            free = _Label(label.shape, lines, label.cells)
            box = placing.beside(self.paper, anchor, free.size, furthest, barrier)
            if box and (not touching or _touches(box, label.shape)):
                found.append((_away(box, anchor), len(found), free, box))
        if not found:
            return False
        _, _, free, box = min(found, key=lambda one: one[:2])
        if not _touches(box, label.shape):
            self._lead(anchor, box)
        self._write(free, box)
        return True

    def _lead(self, anchor: tuple[float, float], box: Box) -> None:
        end = placing.nearest(box, anchor)
        self.canvas.line([anchor, end], Stroke(PAPER, LEADER + 1.4))
        self.canvas.line([anchor, end], Stroke(INK, LEADER))
        self.canvas.dots([anchor], _DOT, INK, Stroke(PAPER, 0.6))
        self.paper.take_line(anchor, end)

    def _write(self, label: _Label, box: Box) -> None:
        top, middle = box.top, (box.left + box.right) / 2
        clear = label.shape.value is not None and _covers(label.cells, box)
        for text, lettering in label.lines:
            lettering = replace(lettering, halo=False) if clear else lettering
            self.canvas.text(text, (middle, top + 0.86 * lettering.size), lettering)
            top += lettering.leading
        self.paper.take(box)


def _on_paper(lines: list[tuple[str, Lettering]]) -> list[tuple[str, Lettering]]:
    """The same in ink on white."""
    return [
        (text, Lettering(INK, look.size, look.face, "middle") if look.face != ITALIC else look) for text, look in lines
    ]


def _in_one(lines: list[tuple[str, Lettering]]) -> list[tuple[str, Lettering]]:
    return [(" ".join(text for text, _ in lines), lines[0][1])]


def _away(box: Box, point: tuple[float, float]) -> float:
    near = placing.nearest(box, point)
    return hypot(near[0] - point[0], near[1] - point[1])


def _touches(box: Box, shape) -> bool:
    """True when the text stands so near its shape that no line is needed."""
    edge = [place for ring in shape.rings for place in along([*ring, ring[0]], 2.0)]
    return any(_away(box, place) <= _TOUCHES for place in edge)


def _covers(cells: np.ndarray, box: Box) -> bool:
    """True when the whole text lies inside its shape: it needs no ground of its own."""
    return bool(cells[int(box.top) : ceil(box.bottom), int(box.left) : ceil(box.right)].all())
