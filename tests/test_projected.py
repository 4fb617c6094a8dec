"""Longitude and latitude become the metres of Finnish maps."""

from itertools import pairwise
from math import cos, hypot, radians

import pytest

from kotolib import areas
from kotolib.areas import projected

PUBLISHED = {  # longitude, latitude: east, north
    # JHS 197, appendix 3, example 1: point G4, Geta
    (19.84813676944, 60.3851068722): (106256.35961, 6715706.37708),
    # EPSG:3067 by PROJ 9: corners and middle of the country
    (24.9384, 60.1699): (385611.3167, 6672118.3802),
    (19.5, 60.2): (84797.8858, 6697317.0181),
    (31.5, 62.9): (728578.2028, 6982444.1796),
    (21.0, 69.1): (261450.8249, 7677194.6483),
    (27.0, 70.05): (500000.0, 7771449.0212),
}


@pytest.mark.parametrize("place", PUBLISHED)
def test_places_have_their_published_coordinates(place):
    assert projected.east_north(*place) == pytest.approx(PUBLISHED[place], abs=0.002)


def test_the_constants_are_those_of_the_recommendation():
    flattening, radius, series = projected._n, projected._MERIDIAN_RADIUS, projected._SERIES
    assert flattening == pytest.approx(0.001679220395, abs=1e-12)
    assert radius == pytest.approx(6367449.145771, abs=1e-6)
    expected = (0.000837731824734, 0.000000760852779, 0.000000001197638, 0.000000000002443)
    assert series == pytest.approx(expected, abs=1e-15)


def test_shapes_keep_their_angles_and_lengths():
    for lon, lat in [(20.5, 60.2), (27.0, 64.0), (31.0, 62.8), (21.0, 69.2)]:
        step = 1e-4
        (x, y), (x1, y1), (x2, y2) = (
            projected.east_north(*place) for place in [(lon, lat), (lon + step, lat), (lon, lat + step)]
        )
        along, up = (x1 - x, y1 - y), (x2 - x, y2 - y)
        lengths = hypot(*along), hypot(*up)
        assert abs(along[0] * up[0] + along[1] * up[1]) < 1e-3 * lengths[0] * lengths[1]
        degree = 111_320 * step
        assert lengths[0] / (degree * cos(radians(lat))) == pytest.approx(lengths[1] / degree, rel=0.006)


def test_the_country_has_its_size_in_square_kilometres():
    square_metres = 0.0
    for polygons in areas.boundaries().values():
        for ring in (ring for polygon in polygons for ring in polygon):
            places = [projected.east_north(*place) for place in ring]
            square_metres += sum((x1 - x) * (y + y1) / 2 for (x, y), (x1, y1) in pairwise(places))
    assert abs(square_metres) / 1e6 == pytest.approx(338_000, rel=0.02)
