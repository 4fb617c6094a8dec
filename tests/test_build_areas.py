"""The script that makes the tables of areas: dates, and shapes joined along their common border."""

import importlib.util

import pytest

from kotolib import house

SPEC = importlib.util.spec_from_file_location("build_areas", house.data_sources() / "build_areas.py")
build_areas = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(build_areas)

# Two squares side by side: "001" on the left, "002" on the right, the border between them drawn once.
LEFT, RIGHT, BORDER = [[1, 0], [-1, 0], [0, 1], [1, 0]], [[1, 1], [1, 0], [0, -1], [-1, 0]], [[1, 0], [0, 1]]
SQUARES = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [LEFT, RIGHT, BORDER],
    "objects": {
        "any name": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, -3]], "properties": {"kunta": "001"}},
                {"type": "Polygon", "arcs": [[1, 2]], "properties": {"kunta": "002"}},
            ]
        }
    },
}
MERGED = [{"code": "002", "into_code": "001"}]


def test_an_abolished_municipality_is_joined_without_the_border_between():
    joined = build_areas._boundaries(SQUARES, MERGED, {"001"})
    (shape,) = joined["objects"]["municipalities"]["geometries"]
    assert shape == {"type": "MultiPolygon", "id": "001", "arcs": [[[0, 1]]]}
    assert joined["arcs"] == [LEFT, RIGHT]


def test_living_municipalities_keep_their_border():
    kept = build_areas._boundaries(SQUARES, [], {"001", "002"})
    assert [shape["id"] for shape in kept["objects"]["municipalities"]["geometries"]] == ["001", "002"]
    assert kept["arcs"] == [LEFT, RIGHT, BORDER]


def test_a_code_that_the_key_does_not_know_stops_the_script():
    with pytest.raises(SystemExit, match="other codes"):
        build_areas._boundaries(SQUARES, MERGED, {"001", "003"})


@pytest.mark.parametrize(
    ("bare", "later", "date"),
    [
        ("1.1.2009", None, "2009-01-01"),
        ("19.9.1944", None, "1944-09-19"),
        ("26.11.2014", {"from_year": "2015"}, "2015-01-01"),
        ("14.9.2009", None, ""),
    ],
)
def test_dates_are_those_of_the_change_not_of_its_entry(bare, later, date):
    assert build_areas._date(bare, later) == date
