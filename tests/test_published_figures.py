"""Published figures that a reader may look up: unemployed month by month, foreign citizens year by year."""

import pandas as pd
import pytest

from kotolib import areas, frame, store
from kotolib.indicators import stored

CODES = tuple(area.code for area in areas.municipalities())
UNEMPLOYED, CITIZENS = "unemployed.share", "foreign_citizens.share"


def unemployed(area: str) -> pd.DataFrame:
    return store.table("12r5_share", areas=[area]).set_index("time")


def year_of(indicator: str, area: str, year: int) -> pd.Series:
    rows = stored.rows((area,), indicator)
    return rows[(rows["year"] == year) & (rows["group"] == "")].iloc[0]


@pytest.mark.parametrize(
    ("area", "month", "share"),
    [
        ("211", "2024M12", 9.5),
        ("545", "2024M05", 2.7),
        ("091", "2020M05", 18.6),
        ("507", "2019M03", 10.0),
        ("403", "2009M02", 10.8),
        ("005", "2015M12", 14.2),
        ("599", "2007M07", 4.8),
        ("478", "2025M01", 7.3),
    ],
)
def test_the_share_of_unemployed_in_a_month_is_the_published_one(area, month, share):
    row = unemployed(area).loc[month]
    assert (row["value"], row["status"]) == (share, frame.OK)


@pytest.mark.parametrize(
    ("area", "months"),
    [
        ("211", (8.2, 8.3, 8.2, 7.9, 7.7, 8.8, 9.0, 8.2, 8.1, 8.2, 8.6, 9.5)),
        ("545", (4.5, 4.3, 3.9, 3.2, 2.7, 3.2, 3.7, 3.1, 2.8, 2.8, 4.0, 4.6)),
    ],
)
def test_the_year_of_the_unemployed_is_the_mean_of_its_published_months(area, months):
    assert year_of(UNEMPLOYED, area, 2024)["value"] == pytest.approx(sum(months) / 12, abs=1e-9)


def test_a_secret_month_of_sottunga_has_no_number_and_makes_its_year_secret():
    assert unemployed("766").loc["2024M12", "status"] == frame.SUPPRESSED_BY_SOURCE
    year = year_of(UNEMPLOYED, "766", 2024)
    assert year["status"] == frame.SUPPRESSED_BY_SOURCE and pd.isna(year["value"])


@pytest.fixture(scope="module")
def citizens() -> pd.DataFrame:
    """Share and population of each municipality and year."""
    rows = stored.rows(CODES)
    rows = rows[(rows["group"] == "") & rows["indicator"].isin([CITIZENS, "population"])]
    return rows.pivot(index=["year", "area"], columns="indicator", values="value").dropna()


@pytest.mark.parametrize("year", [*range(2006, 2019), 2021])
def test_foreign_citizens_of_the_municipalities_add_up_to_the_country_within_rounding(citizens, year):
    shares, people = (citizens.loc[year, name] for name in (CITIZENS, "population"))
    assert len(shares) == len(CODES)
    whole = year_of(CITIZENS, frame.COUNTRY, year)["value"]
    assert whole == pytest.approx((shares * people).sum() / people.sum(), abs=0.05)


@pytest.mark.parametrize(("year", "share"), [(2007, 2.5), (2011, 3.4), (2015, 4.2), (2018, 4.7)])
def test_the_country_of_added_municipalities_is_the_country_that_the_office_published(year, share):
    office = store.table("key_figures_1987_2018", areas=["SSS"], contents=["foreign_citizen_share"])
    assert office.set_index("time").loc[str(year), "value"] == share
    assert year_of(CITIZENS, frame.COUNTRY, year)["value"] == pytest.approx(share, abs=0.06)
