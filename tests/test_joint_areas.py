"""Values of several municipalities together: counts add, everything else is computed from added counts."""

import numpy as np
import pandas as pd
import pytest

import kotolib as koto
from kotolib import areas, frame, sources
from kotolib.indicators import derived, quality, stored
from tests import declared_project as project

THREE = {"Kangasala": "211", "Orivesi": "562", "Pälkäne": "635"}
JOINT = "Kangasala+Orivesi+Pälkäne"


@pytest.fixture(scope="module")
def values(here):
    """The rows of an indicator for an area, by year, of one group."""

    def read(area: str, indicator: str, group: str = "", against: tuple[str, ...] = ()) -> pd.DataFrame:
        rows = koto.values(here(area), indicator, against).own
        return rows[rows["group"] == group].set_index("year")

    return read


def of_each(values, indicator: str, column: str = "value") -> pd.DataFrame:
    """A column of the three municipalities by year."""
    return pd.DataFrame({code: values(code, indicator)[column] for code in THREE.values()})


# --- by hand


def test_counts_add(values):
    for indicator in ("population", "immigration.count", "births.count", "population_projection.count"):
        joint = values(JOINT, indicator)["value"].dropna()
        pd.testing.assert_series_equal(
            joint, of_each(values, indicator).sum(axis=1, skipna=False).loc[joint.index], check_names=False
        )


def test_a_count_from_shares_adds_the_exact_count_to_the_rounded_ones(values, here):
    joint = values(JOINT, "foreign_language.count")
    each = of_each(values, "foreign_language.count")
    assert each.loc[2023, "211"] == 1_132
    assert joint.loc[2023, "value"] == each.loc[2023].sum()
    v = koto.values(here(JOINT), "foreign_language.count")
    assert v.is_rounded(v.latest()) and set(v.origin[v.frame["status"] != frame.MISSING]) == {"count_from_share"}


def test_the_precision_of_a_joint_count_is_that_of_the_rounded_members(values):
    residents = sum(values(code, "population").loc[2023, "value"] for code in ("562", "635"))
    assert values(JOINT, "foreign_language.count").loc[2023, "denominator"] == residents


def test_years_that_only_one_member_has_are_missing(values):
    assert values("211", "foreign_language.count").loc[2015, "status"] == frame.OK
    assert values(JOINT, "foreign_language.count").loc[2013:2019, "status"].unique().tolist() == [frame.MISSING]


def test_a_share_is_weighted_by_population_and_the_year_ahead_by_the_last_population(values):
    joint, share = values(JOINT, "foreign_language.share"), of_each(values, "foreign_language.share")
    people = of_each(values, "population")
    for year, weight in ((2021, 2021), (2024, 2024), (2025, 2024)):
        expected = (share.loc[year] * people.loc[weight]).sum() / people.loc[weight].sum()
        assert joint.loc[year, "value"] == pytest.approx(expected)
        assert joint.loc[year, "denominator"] == people.loc[weight].sum()


def test_a_rate_is_the_added_events_over_the_added_residents(values):
    moves, people = of_each(values, "immigration.count").sum(axis=1), of_each(values, "population").sum(axis=1)
    row = values(JOINT, "immigration.per_1000").loc[2022]
    residents = (people[2021] + people[2022]) / 2
    assert (row["numerator"], row["denominator"]) == (moves[2022], residents)
    assert row["value"] == pytest.approx(1000 * moves[2022] / residents)
    mean = values(JOINT, "immigration.per_1000", derived.MEAN_5).loc[2022]
    years = sum((people[year - 1] + people[year]) / 2 for year in range(2018, 2023))
    assert mean["value"] == pytest.approx(1000 * moves.loc[2018:2022].sum() / years)


def test_the_domestic_net_adds_since_moves_between_members_cancel(values):
    joint = values(JOINT, "domestic_net_migration.count")["value"]
    each = of_each(values, "domestic_net_migration.count")
    assert joint.to_dict() == each.sum(axis=1).to_dict() and joint.index.max() == 2023


def test_the_interval_of_a_joint_count_is_that_of_its_own_events(values):
    joint = values(JOINT, "immigration.count")
    each = {side: of_each(values, "immigration.count", side) for side in ("low", "high")}
    assert joint["value"].between(joint["low"], joint["high"]).all()
    width = (joint["high"] - joint["low"]) / (each["high"] - each["low"]).sum(axis=1)
    assert (width < 1).all()


# --- who is in it


def test_the_order_of_members_and_one_named_twice_change_nothing(here):
    for indicator in ("foreign_language.share", "net_immigration.per_1000"):
        expected = koto.values(here("211+562+635"), indicator)
        for word in ("635+211+562", "562+635+211+562", "Pälkäne+Kangasala+Orivesi"):
            found = koto.values(here(word), indicator)
            pd.testing.assert_frame_equal(found.frame, expected.frame)
            assert found.areas.keys() == expected.areas.keys()


def test_one_municipality_twice_is_the_municipality(here):
    v = koto.values(here("211+211"), "foreign_language.count")
    assert list(v.areas) == ["211"] and not v.is_rounded(v.own.set_index("year", drop=False).loc[2023].rename(0))


@pytest.mark.parametrize("indicator", sorted(sources.load().indicators))
def test_all_members_of_a_region_are_the_region(indicator, here):
    region = koto.area("MK06")
    assert len(region.members) == 23
    joint = koto.values(here("+".join(region.members)), indicator).own
    own = koto.values(here("MK06"), indicator).own
    pd.testing.assert_frame_equal(
        joint.drop(columns="area").reset_index(drop=True), own.drop(columns="area").reset_index(drop=True)
    )


@pytest.mark.parametrize("region", [region.id for region in areas.regions()])
def test_every_region_is_its_members_together(region, here):
    members = koto.area(region).members
    joint = koto.values(here("+".join(members)), "foreign_language.count").own
    own = koto.values(here(region), "foreign_language.count").own
    np.testing.assert_array_equal(joint["value"].to_numpy(), own["value"].to_numpy())
    assert joint["status"].tolist() == own["status"].tolist()


def test_aland_and_the_mainland_add_like_others(here, values):
    joint = values("Maarianhamina+Turku", "foreign_language.share")
    share, people = (
        {code: values(code, name).loc[2023, "value"] for code in ("478", "853")}
        for name in ("foreign_language.share", "population")
    )
    expected = sum(share[code] * people[code] for code in share) / sum(people.values())
    assert joint.loc[2023, "value"] == pytest.approx(expected)
    assert list(koto.values(here("Maarianhamina+Turku"), "population", ("country", "region")).areas)[1:] == ["SSS"]


def test_members_of_one_region_are_set_against_it_and_those_of_several_are_not(here):
    assert list(koto.values(here(JOINT), "population", ("region", "country")).areas)[1:] == ["MK06", "SSS"]
    assert list(koto.values(here("Kangasala+Hämeenlinna"), "population", ("region", "country")).areas)[1:] == ["SSS"]


def test_an_employment_area_has_the_values_of_its_members(values):
    area = koto.area("työllisyysalue:Turku")
    assert len(area.members) > 1
    total = sum(values(code, "population").loc[2023, "value"] for code in area.members)
    assert values(area.word, "population").loc[2023, "value"] == total


@pytest.mark.parametrize("indicator", ["foreign_language.count", "foreign_language.share", "immigration.per_1000"])
def test_an_employment_area_of_one_municipality_has_its_values(indicator, values):
    area = koto.area("työllisyysalue:Lahti")
    assert area.members == ("398",)
    body, municipality = values(area.word, indicator), values("398", indicator)
    pd.testing.assert_frame_equal(body.drop(columns="area"), municipality.drop(columns="area"))


# --- small numbers


def test_a_member_whose_own_count_is_hidden_is_in_the_sum(values):
    hidden = stored.rows(("766",))
    hidden = hidden[hidden["indicator"] == "foreign_language.count"].set_index("year").loc[2010]
    assert hidden["status"] == frame.BELOW_QUALITY and values("766", "foreign_language.count").loc[2010, "status"] == (
        frame.BELOW_QUALITY
    )
    together = values("Maarianhamina+Sottunga", "foreign_language.count").loc[2010, "value"]
    assert together == values("478", "foreign_language.count").loc[2010, "value"] + hidden["numerator"]


def test_members_that_are_small_together_stay_hidden(here):
    v = koto.values(here("Sottunga+Kökar"), "foreign_language.count")
    small = v.own[v.own["status"] == frame.BELOW_QUALITY]
    assert len(small) and small[["value", "numerator"]].isna().all(axis=None)


def test_members_that_are_small_alone_may_be_told_together(values):
    joint = values("Sottunga+Kumlinge+Vårdö", "immigration.per_1000")
    alone = values("766", "immigration.per_1000")
    events = sum(values(code, "immigration.count")["value"] for code in ("766", "295", "941"))
    assert ((events < quality.FEWEST) == (joint["status"] == frame.BELOW_QUALITY)).all()
    assert (joint["status"] == frame.OK).sum() > (alone["status"] == frame.OK).sum()


# --- declared otherwise


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A project with a secret of the source, a number that cannot be added, and a rate that a table begins."""
    month = "\n      - {table: 12r5_counts, content: TYOTTOMATLOPUSSA, months: last}"
    given = "\n      - {table: key_figures, content: economic_dependency_ratio}"
    rate = (
        "\n      - {table: sotkanet_1990_2012, content: foreign_language_per_1000, years: '-1999',"
        " weight: {table: sotkanet_1990_2012, content: population}}"
        "\n      - {derived: per_1000, count: births.count, population: population, years: '2015-'}"
    )
    make = project.indicator
    files = {
        "12r5_counts.yaml": project.table("12r5_counts", {"unemployed.last": make(parts=month)}),
        "key_figures.yaml": project.table(
            "key_figures", {"dependency.ratio": make(kind="given", unit="ratio", parts=given)}, provider="key_figures"
        ),
        "11ae.yaml": project.table(
            "11ae",
            {
                "births.count": make(parts="\n      - {table: 11ae, content: vm01}"),
                "mixed.per_1000": make(kind="rate", unit="per_1000", parts=rate),
            },
        ),
        "sotkanet.yaml": project.table("sotkanet_1990_2012", {}, provider="thl_sotkanet").replace(
            "indicators:", "indicators: {}"
        ),
    }
    home = project.make(tmp_path_factory.mktemp("joint"), own=files)

    def read(area: str, indicator: str) -> pd.DataFrame:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KOTO_HOME", str(home))
            return koto.values(koto.begin(area, as_of="2026-11-24"), indicator).own

    return read


def test_a_secret_of_one_member_hides_the_sum(own):
    alone = own("295", "unemployed.last").set_index("year")
    joint = own("295+478", "unemployed.last").set_index("year")
    secret = alone.index[alone["status"] == frame.SUPPRESSED_BY_SOURCE]
    assert len(secret) and joint.loc[secret, "status"].unique().tolist() == [frame.SUPPRESSED_BY_SOURCE]
    # A zero beside secrets is hidden with them: it would tell that the secrets are small.
    assert joint["value"].isna().equals(joint["status"].isin((frame.SUPPRESSED, frame.SUPPRESSED_BY_SOURCE)))


def test_a_number_that_cannot_be_added_does_not_apply_to_several(own):
    assert own("211", "dependency.ratio")["status"].unique().tolist() == [frame.OK]
    for area in (JOINT, "MK06"):
        rows = own(area, "dependency.ratio")
        assert rows["status"].unique().tolist() == [frame.NOT_APPLICABLE] and rows["value"].isna().all()


def test_a_rate_that_a_table_begins_goes_on_from_added_counts_in_its_own_years(own):
    region, members = own("MK06", "mixed.per_1000"), "+".join(koto.area("MK06").members)
    joint = own(members, "mixed.per_1000")
    assert set(joint["year"]) == {*range(1990, 2000), *range(2015, 2023)}
    pd.testing.assert_frame_equal(
        joint.drop(columns="area").reset_index(drop=True), region.drop(columns="area").reset_index(drop=True)
    )
    alone = [own(code, "mixed.per_1000").set_index("year").loc[1995] for code in ("211", "562")]
    two = own("211+562", "mixed.per_1000").set_index("year").loc[1995]
    expected = sum(row["value"] * row["denominator"] for row in alone) / sum(row["denominator"] for row in alone)
    assert two["value"] == pytest.approx(expected)
