"""The outlines of the municipalities of 2026 as rings of longitude and latitude; draws nothing.

Shapes are those of Statistics Finland's generalised division of 2024 (1:4 500 000) with abolished municipalities
joined to the living ones. One degree of latitude is about 2.1 times one of longitude at 62° N.
"""

from functools import cache
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType

from kotolib.areas import tables
from kotolib.areas.register import register

Ring = tuple[tuple[float, float], ...]
"""Closed: the last point is the first."""
Polygon = tuple[Ring, ...]
"""The outer ring and then its holes."""


def boundaries() -> MappingProxyType:
    """The polygons of every municipality by code.

    Returns
    -------
    mapping of str to tuple of Polygon
        Points are (longitude, latitude) in degrees, WGS84.

    Raises
    ------
    StoreDamaged
        The file of boundaries is missing or broken; restore it.

    Examples
    --------
    >>> len(boundaries())
    308
    """
    return _read(register().folder / "boundaries_2026.topo.json", frozenset(register().rows))


@cache
def _read(path: Path, codes: frozenset[str]) -> MappingProxyType:
    import json  # maps are few and names are many: the name of a municipality must not wait for it

    try:
        topology = json.loads(path.read_text(encoding="utf-8"))
        read = _decode(topology)
    except FileNotFoundError:
        raise tables.damaged(path, "tiedostoa ei ole") from None
    except (OSError, ValueError, KeyError, TypeError, IndexError) as fault:
        raise tables.damaged(path, f"{type(fault).__name__}: {fault}") from fault
    if read.keys() != codes:
        raise tables.damaged(path, "eri kunnat kuin kuntataulussa")
    return MappingProxyType(read)


def _decode(topology: dict) -> dict[str, tuple[Polygon, ...]]:
    arcs = [_degrees(arc, **topology["transform"]) for arc in topology["arcs"]]
    return {
        shape["id"]: tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in shape["arcs"])
        for shape in topology["objects"]["municipalities"]["geometries"]
    }


def _degrees(arc: list[list[int]], scale: list[float], translate: list[float]) -> Ring:
    """An arc's steps from point to point as degrees."""
    east, north = (tuple(accumulate(steps)) for steps in zip(*arc, strict=True))
    return tuple((x * scale[0] + translate[0], y * scale[1] + translate[1]) for x, y in zip(east, north, strict=True))


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs one after another, a negative number backwards; the point where two meet is taken once."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        if points and points[-1] != arc[0]:
            raise ValueError(f"arc {number} does not continue the ring")
        points.extend(arc[1:] if points else arc)
    if points[0] != points[-1]:
        raise ValueError("a ring does not close")
    return tuple(points)
