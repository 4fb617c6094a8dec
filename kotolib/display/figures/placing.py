"""Where the label of a shape can stand: inside it, or beside it on empty paper; knows shapes and boxes, not a map.

The paper is a raster of cells of one square point. Sums over all boxes of one size come from a summed-area table
(Crow 1984), so every place on the paper is tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, hypot

import numpy as np

from kotolib.display.figures.canvas import Box

_AIR = 1
_MOST_TRIED = 1500
_STEPS = 80
_OUTLINE_WEIGHT = 2.0

Point = tuple[float, float]


@dataclass
class Paper:
    """What stands where: ``land`` are the shapes, ``taken`` all that no label may cover."""

    width: float
    height: float
    land: np.ndarray = field(init=False)
    taken: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        shape = (int(self.height), int(self.width))
        self.land, self.taken = np.zeros(shape, bool), np.zeros(shape, bool)

    def take(self, box: Box, air: int = _AIR) -> None:
        """No label may stand where ``box`` stands, nor nearer to it than ``air`` points."""
        fill(self.taken, box, air)

    def take_line(self, start: Point, end: Point) -> None:
        """No label may stand on a line, and no other line may cross it."""
        steps = max(2, ceil(1.5 * hypot(end[0] - start[0], end[1] - start[1])))
        columns = np.linspace(start[0], end[0], steps).astype(int).clip(0, self.taken.shape[1] - 1)
        rows = np.linspace(start[1], end[1], steps).astype(int).clip(0, self.taken.shape[0] - 1)
        self.taken[rows, columns] = True


def fill(cells: np.ndarray, box: Box, air: int = 0) -> None:
    """Set the cells of a box and those around it within ``air`` points."""
    rows = slice(max(int(box.top) - air, 0), max(ceil(box.bottom) + air, 0))
    columns = slice(max(int(box.left) - air, 0), max(ceil(box.right) + air, 0))
    cells[rows, columns] = True


def filled(rings: Sequence[Sequence[Point]], shape: tuple[int, int]) -> np.ndarray:
    """The cells whose middle lies inside an odd number of rings."""
    cells = np.zeros(shape, bool)
    if not rings:
        return cells
    points = [np.asarray(ring, float) for ring in rings]
    starts = np.concatenate(points)
    ends = np.concatenate([np.roll(ring, -1, axis=0) for ring in points])
    left, top = (np.floor(starts.min(axis=0)) - 1).clip(0).astype(int)
    right, bottom = (np.ceil(starts.max(axis=0)) + 1).astype(int).clip(0, shape[::-1])
    edges = starts - (left, top), ends - (left, top)
    cells[top:bottom, left:right] = _between(*edges, (max(bottom - top, 0), max(right - left, 0)))
    return cells


def _between(starts: np.ndarray, ends: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Cells with an odd number of edges to the left of their middle."""
    first, last = (np.ceil(np.sort([starts[:, 1], ends[:, 1]], axis=0) - 0.5)).astype(int).clip(0, shape[0])
    counts = last - first
    edge = np.repeat(np.arange(len(starts)), counts)
    row = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts) + first[edge]
    along = (row + 0.5 - starts[edge, 1]) / (ends[edge, 1] - starts[edge, 1])
    column = np.ceil(starts[edge, 0] + along * (ends[edge, 0] - starts[edge, 0]) - 0.5).astype(int)
    crossings = np.zeros((shape[0], shape[1] + 1), np.int32)
    np.add.at(crossings, (row, column.clip(0, shape[1])), 1)
    return crossings.cumsum(axis=1)[:, : shape[1]] % 2 == 1


def windows(cells: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """How many cells are set in every box of a size (height, width), by the box's upper left corner."""
    high, wide = size
    table = np.pad(cells.cumsum(axis=0, dtype=np.int32).cumsum(axis=1), ((1, 0), (1, 0)))
    return table[high:, wide:] - table[:-high, wide:] - table[high:, :-wide] + table[:-high, :-wide]


def inside(paper: Paper, shape: np.ndarray, size: tuple[float, float], least: float, edge: np.ndarray) -> Box | None:
    """The box of a size (width, height) that lies best inside a shape.

    Parameters
    ----------
    shape
        The shape's cells on the whole paper.
    least
        Share of the box that must lie inside, 0–1.
    edge
        Cells that it covers only where there is no better place.

    Returns
    -------
    Box or None
        None where everything is taken or too small.
    """
    wide, high = ceil(size[0]), ceil(size[1])
    crop = _around(shape, (high, wide))
    cells = shape[crop]
    if cells.shape[0] <= high or cells.shape[1] <= wide:
        return None
    covered = windows(cells, (high, wide)) / (high * wide)
    fits = (covered >= least) & (windows(paper.taken[crop], (high, wide)) == 0)
    if not fits.any():
        return None
    score = covered + sum(_grown(cells, (high, wide), by) for by in (3, 8)) / 4
    score -= _OUTLINE_WEIGHT * windows(edge[crop], (high, wide)) / (high * wide)
    row, column = np.unravel_index(np.where(fits, score, -1).argmax(), score.shape)
    left, top = column + crop[1].start + (wide - size[0]) / 2, row + crop[0].start + (high - size[1]) / 2
    return Box(left, top, left + size[0], top + size[1])


def edge_of(shape: np.ndarray) -> np.ndarray:
    """The cells on both sides of a shape's edge."""
    edge = np.zeros_like(shape)
    for axis in (0, 1):
        for step in (-1, 1):
            edge |= shape != np.roll(shape, step, axis)
    return edge


def _around(shape: np.ndarray, size: tuple[int, int]) -> tuple[slice, slice]:
    """The part of the paper where a box of a size can touch a shape."""
    rows, columns = np.flatnonzero(shape.any(axis=1)), np.flatnonzero(shape.any(axis=0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return tuple(
        slice(max(found[0] - size[axis], 0), min(found[-1] + 1 + size[axis], shape.shape[axis]))
        for axis, found in enumerate((rows, columns))
    )


def _grown(cells: np.ndarray, size: tuple[int, int], by: int) -> np.ndarray:
    """Share of every box that lies inside when it is larger by some points on each side: more in the middle."""
    larger = windows(np.pad(cells, by), (size[0] + 2 * by, size[1] + 2 * by))
    return larger / ((size[0] + 2 * by) * (size[1] + 2 * by))


def beside(paper: Paper, anchor: Point, size: tuple[float, float], furthest: float, barrier: np.ndarray) -> Box | None:
    """The nearest box of a size on empty paper from which a straight line reaches the anchor freely.

    Parameters
    ----------
    anchor
        Where the line would begin.
    furthest
        How far from the anchor the box may be.
    barrier
        Cells that the line may not cross, apart from what is taken.

    Returns
    -------
    Box or None
        None where there is no such place.
    """
    wide, high = ceil(size[0]) + 2, ceil(size[1]) + 2
    top, left = max(int(anchor[1] - furthest) - high, 0), max(int(anchor[0] - furthest) - wide, 0)
    part = slice(top, int(anchor[1] + furthest) + high), slice(left, int(anchor[0] + furthest) + wide)
    blocked = paper.land[part] | paper.taken[part]
    if blocked.shape[0] <= high or blocked.shape[1] <= wide:
        return None
    rows, columns = np.nonzero(windows(blocked, (high, wide)) == 0)
    lefts, tops = columns + left + (wide - size[0]) / 2, rows + top + (high - size[1]) / 2
    ends = np.clip(anchor[0], lefts, lefts + size[0]), np.clip(anchor[1], tops, tops + size[1])
    away = np.hypot(ends[0] - anchor[0], ends[1] - anchor[1])
    near = np.flatnonzero(away <= furthest)
    near = near[np.argsort(away[near], kind="stable")][:_MOST_TRIED]
    free = near[~_crossed(paper.taken | barrier, anchor, (ends[0][near], ends[1][near]))]
    if not len(free):
        return None
    x, y = float(lefts[free[0]]), float(tops[free[0]])
    return Box(x, y, x + size[0], y + size[1])


def _crossed(cells: np.ndarray, start: Point, ends: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Which of the lines from one point to many ends cross cells that are set."""
    shares = np.linspace(0, 1, _STEPS)
    columns = (start[0] + np.outer(ends[0] - start[0], shares)).astype(int).clip(0, cells.shape[1] - 1)
    rows = (start[1] + np.outer(ends[1] - start[1], shares)).astype(int).clip(0, cells.shape[0] - 1)
    return cells[rows, columns].any(axis=1)


def nearest(box: Box, point: Point) -> Point:
    """The point of a box that lies nearest to another point."""
    return min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)


def deepest(shape: np.ndarray) -> Point:
    """A point well inside a shape: the middle of the largest square in it, for a tiny one the mean of its cells."""
    rows, columns = np.nonzero(shape)
    if not len(rows):
        return 0.0, 0.0
    crop = shape[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    size = 1
    while min(crop.shape) > size and (windows(crop, (size + 1, size + 1)) == (size + 1) ** 2).any():
        size += 1
    found = np.argwhere(windows(np.pad(crop, ((0, 1), (0, 1))), (size, size)) == size**2)
    row, column = found[len(found) // 2]
    return float(columns.min() + column + size / 2), float(rows.min() + row + size / 2)
