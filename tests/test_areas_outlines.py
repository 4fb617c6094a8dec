"""The outlines are closed, of the right size and joined where municipalities have been."""

import math
from itertools import pairwise

import pytest

from kotolib import areas

LIVING = {area.code: area for area in areas.municipalities()}


def _square_kilometres(polygon) -> float:
    outer, *holes = [abs(_ring_area(ring)) for ring in polygon]
    return outer - sum(holes)


def _ring_area(ring) -> float:
    pairs = [(math.radians(x), math.sin(math.radians(y))) for x, y in ring]
    return 6371**2 * sum((next_x - x) * (y + next_y) / 2 for (x, y), (next_x, next_y) in pairwise(pairs))


def test_every_municipality_has_closed_rings_inside_finland():
    outlines = areas.boundaries()
    assert outlines.keys() == LIVING.keys()
    for polygons in outlines.values():
        for ring in (ring for polygon in polygons for ring in polygon):
            assert len(ring) >= 4 and ring[0] == ring[-1]
            assert all(19 < x < 32 and 59 < y < 71 for x, y in ring)


def test_the_outlines_have_the_areas_of_the_places():
    size = {code: sum(map(_square_kilometres, polygons)) for code, polygons in areas.boundaries().items()}
    assert sum(size.values()) == pytest.approx(338_000, rel=0.02)  # the country's land and inland waters
    assert size["507"] == pytest.approx(1_211 + 454, rel=0.02)  # Mäntyharju with Pertunmaa
    assert size["148"] == pytest.approx(17_334, rel=0.02)  # Inari


def test_pertunmaa_lies_in_one_piece_with_mantyharju_and_kauniainen_is_a_hole_in_espoo():
    outlines = areas.boundaries()
    assert [len(polygon) for polygon in outlines["507"]] == [1]
    (espoo,) = [polygon for polygon in outlines["049"] if len(polygon) > 1]
    assert set(espoo[1]) == set(outlines["235"][0][0])
