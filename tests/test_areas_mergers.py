"""Every abolished municipality leads somewhere, in the year that is asked for."""

import pytest

from kotolib import areas
from kotolib.areas.mergers import abolished
from kotolib.errors import WrongWords

LIVING = {area.code: area for area in areas.municipalities()}


def test_every_abolished_code_leads_to_a_living_one_or_was_ceded():
    living_codes = areas.living_codes()
    ceded = {code for code, gone in abolished().items() if not gone.into}
    assert set(living_codes.values()) <= set(LIVING)
    assert living_codes.keys() | ceded == abolished().keys()
    assert not living_codes.keys() & set(LIVING)
    assert len(ceded) == 46


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("588", 2026, "507"),  # Pertunmaa
        ("588", 2024, "588"),
        ("588", 2025, "507"),
        ("502", 2026, "297"),  # Muuruvesi: by way of Juankoski
        ("502", 1980, "174"),
        ("413", 2014, "413"),  # Lavia: 1.1.2015, though the older table has the day of the decision
        ("413", 2015, "609"),
        ("211", 1950, "211"),
    ],
)
def test_forward_gives_the_code_of_a_year(code, year, expected):
    assert areas.forward(code, year) == expected


@pytest.mark.parametrize("code", ["929", "999", "", "21"])
def test_forward_refuses_what_leads_nowhere(code):
    with pytest.raises(WrongWords):
        areas.forward(code)
