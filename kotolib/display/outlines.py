"""Outlines of municipalities as few whole numbers for a map; knows shapes, not figures and not how they are drawn.

A border between two municipalities is one arc. Each arc is thinned and rounded once and then serves both sides, so
neighbours never part and never overlap.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from math import hypot

from kotolib import areas
from kotolib.areas import projected

_GRID_LINES = 4000
_FINEST = 10.0
_LARGEST_ERROR = 1 / 1500

Place = tuple[float, float]


def outlines(codes: Iterable[str]) -> dict[str, list[list[int]]]:
    """Rings of every municipality on a common grid, ready for the data of a map.

    Parameters
    ----------
    codes
        Codes of municipalities; what is shown on one map belongs into one call.

    Returns
    -------
    dict of str to list of list of int
        Each ring is ``[x, y, dx, dy, dx, dy, …]``: the first point, then steps to the next; the last point is not the
        first one again. x runs east and y south from the upper left corner of all. One unit is a 4 000th of the longer
        side, at least ten metres; no point of a border lies further than a 1 500th of that side from its place.

    Raises
    ------
    KeyError
        No municipality of today has the code: merged ones are first led on (:func:`kotolib.areas.forward`).

    Examples
    --------
    >>> outlines(["211"])["211"][0][:2]
    [909, 0]
    """
    return {code: [list(ring) for ring in rings] for code, rings in _outlines(tuple(codes)).items()}


@lru_cache(maxsize=8)
def _outlines(codes: tuple[str, ...]) -> dict[str, tuple[tuple[int, ...], ...]]:
    rings = {code: [_opened(ring) for polygon in areas.boundaries()[code] for ring in polygon] for code in codes}
    nodes = _nodes(ring for many in rings.values() for ring in many)
    cut = {code: [_arcs(ring, nodes) for ring in many] for code, many in rings.items()}
    places = {arc: [_south_east(*place) for place in arc] for many in cut.values() for ring in many for arc, _ in ring}
    thin = _on_grid(places)
    assembled = {code: [_assembled(ring, thin) for ring in many] for code, many in cut.items()}
    return {code: tuple(_steps(ring) for ring in many if len(ring) > 2) for code, many in assembled.items()}


def _opened(ring: tuple[Place, ...]) -> tuple[Place, ...]:
    """The ring without its closing point and without points that stand twice in a row."""
    return tuple(b for a, b in pairwise(ring) if a != b)


def _south_east(longitude: float, latitude: float) -> Place:
    east, north = projected.east_north(longitude, latitude)
    return east, -north


def _nodes(rings: Iterable[tuple[Place, ...]]) -> set[Place]:
    """Points where borders meet: those with more than two neighbours."""
    beside: dict[Place, set[Place]] = {}
    for ring in rings:
        for a, b in pairwise((*ring, ring[0])):
            beside.setdefault(a, set()).add(b)
            beside.setdefault(b, set()).add(a)
    return {place for place, others in beside.items() if len(others) > 2}


def _arcs(ring: tuple[Place, ...], nodes: set[Place]) -> list[tuple[tuple[Place, ...], bool]]:
    """A ring as arcs from node to node, each with whether it runs as written or backwards.

    Both neighbours of a border write it in the same direction. A ring without nodes begins at its smallest point.
    """
    at = [place for place, point in enumerate(ring) if point in nodes]
    start = at[0] if at else min(range(len(ring)), key=ring.__getitem__)
    turned = (*ring[start:], *ring[:start], ring[start])
    cuts = [place - start for place in at] or [0]
    pieces = [turned[a : b + 1] for a, b in pairwise([*cuts, len(turned) - 1])]
    return [(piece, True) if piece <= piece[::-1] else (piece[::-1], False) for piece in pieces]


def _on_grid(places: dict) -> dict:
    """Every arc thinned and in whole steps of a grid."""
    xs, ys = zip(*(place for arc in places.values() for place in arc), strict=True)
    side = max(max(xs) - min(xs), max(ys) - min(ys))
    grid = max(side / _GRID_LINES, _FINEST)
    left, top = min(xs), min(ys)
    thin = {arc: thinned(many, side * _LARGEST_ERROR) for arc, many in places.items()}
    return {arc: [(round((x - left) / grid), round((y - top) / grid)) for x, y in many] for arc, many in thin.items()}


def thinned(places: list[Place], error: float) -> list[Place]:
    """A line with fewer points, none of the left out further than ``error`` from it (Douglas and Peucker 1973).

    The ends stay. A closed line keeps at least three different points.
    """
    kept = _kept(places, error)
    return places if places[0] == places[-1] and len(kept) < 4 else kept


def _kept(places: list[Place], error: float) -> list[Place]:
    if len(places) < 3:
        return list(places)
    far, at = max((_from_line(place, places[0], places[-1]), -k) for k, place in enumerate(places[1:-1], 1))
    if far <= error:
        return [places[0], places[-1]]
    return _kept(places[: -at + 1], error)[:-1] + _kept(places[-at:], error)


def _from_line(place: Place, start: Place, end: Place) -> float:
    """How far a place is from the stretch between two others."""
    along, up = end[0] - start[0], end[1] - start[1]
    length = along * along + up * up
    share = ((place[0] - start[0]) * along + (place[1] - start[1]) * up) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return hypot(place[0] - start[0] - share * along, place[1] - start[1] - share * up)


def _assembled(ring: list, thin: dict) -> list[tuple[int, int]]:
    """The points of a ring from its thinned arcs, each once."""
    line = [place for arc, forwards in ring for place in (thin[arc] if forwards else thin[arc][::-1])]
    return [b for a, b in pairwise([line[-1], *line]) if a != b]


def _steps(ring: list[tuple[int, int]]) -> tuple[int, ...]:
    steps = [part for (x, y), (x1, y1) in pairwise(ring) for part in (x1 - x, y1 - y)]
    return (*ring[0], *steps)
