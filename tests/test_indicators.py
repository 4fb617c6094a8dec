"""Values: published figures, sums, reasons and random variation, and a new indicator without code."""

import hashlib
import itertools
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import kotolib as koto
from kotolib import areas, frame, house, indicators, sources, store, uncertainty
from kotolib.errors import StoreDamaged, WrongWords
from kotolib.indicators import computing, derived, parts, quality, stored
from tests import declared_project as project

CODES = [area.code for area in areas.municipalities()]


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """Every value of the shipped edition."""
    return pd.read_parquet(stored.ensure())


@pytest.fixture(scope="module")
def of(table):
    """Rows of one indicator (and area), by area, year and group; of one group only where groups are not asked for."""

    def rows(indicator: str, area: str | None = None, group: str | None = "") -> pd.DataFrame:
        found = table[table["indicator"] == indicator]
        if area is not None:
            found = found[found["area"] == area]
        return found if group is None else found[found["group"] == group]

    return rows


@pytest.fixture(scope="module")
def value(of):
    def one(indicator: str, area: str, year: int, group: str = "") -> float:
        rows = of(indicator, area, group)
        return float(rows.loc[rows["year"] == year, "value"].iloc[0])

    return one


def published(table_id: str, content: str, area: str) -> dict[str, float]:
    """What the table itself says of an area, by time."""
    rows = store.table(table_id, areas=[area], contents=[content])
    return dict(zip(rows["time"], rows["value"], strict=True))


# --- published figures


@pytest.mark.parametrize(
    ("indicator", "area", "year", "figure"),
    [
        ("population", "091", 2023, 674_500),
        ("population", "837", 2023, 255_050),
        ("population", "SSS", 2023, 5_603_851),
        ("foreign_language.share", "092", 2023, 26.9),
        ("foreign_language.share", "092", 2024, 28.7),
        ("foreign_language.share", "SSS", 2020, 7.82),
        ("foreign_language.share", "SSS", 2021, 8.26),
        ("foreign_language.share", "SSS", 2022, 8.91),
        ("foreign_language.share", "SSS", 2023, 9.97),
        ("foreign_language.share", "SSS", 2024, 10.83),
        ("foreign_language.share", "SSS", 2025, 11.38),
        ("immigration.count", "SSS", 2022, 49_998),
        ("foreign_language.count", "211", 2023, 1_132),
        ("foreign_language.count", "211", 2025, 1_344),
    ],
)
def test_published_figures_are_reproduced(indicator, area, year, figure, value):
    assert round(value(indicator, area, year), 2) == figure


def test_the_country_mean_of_shares_is_weighted_by_population_computed_by_hand():
    shares = store.table("159t").pivot(index="area", columns="time", values="value")
    people = store.table("11re").pivot(index="area", columns="time", values="value").drop(index="SSS")
    people.loc["507"] += people.loc["588"]
    weights = people.drop(index="588")["2021"]
    expected = (shares["2021"] * weights).sum() / weights.sum()
    own = indicators.values(koto.begin("SSS", as_of="2026-11-24"), "foreign_language.share")
    assert float(own.own.set_index("year").loc[2021, "value"]) == pytest.approx(expected, abs=1e-9)


def test_an_exact_count_wins_over_the_rounded_share_and_the_share_goes_on_after_it(of):
    rows = of("foreign_language.count", "211").set_index("year")
    assert rows.loc[1990:2023, "origin"].unique().tolist() == ["11rm_kangasala"]
    assert rows.loc[2024:, "origin"].unique().tolist() == ["count_from_share"]


def test_the_population_of_the_year_after_the_last_grows_as_the_last_year_did(of, value):
    before, last = value("population", "905", 2023), value("population", "905", 2024)
    row = of("foreign_language.count", "905").set_index("year").loc[2025]
    assert row["denominator"] == pytest.approx(last * last / before)
    assert row["value"] == round(value("foreign_language.share", "905", 2025) * row["denominator"] / 100)
    assert row["status"] == frame.PRELIMINARY


def test_the_population_is_never_told_for_the_year_that_is_only_estimated(of):
    assert of("population")["year"].max() == 2024


# --- sums


def test_the_country_and_every_region_stand_once(table):
    assert set(table["area"]) == {*CODES, *(region.id for region in areas.regions()), "SSS"}
    assert not table.duplicated(["indicator", "area", "year", "group"]).any()


def test_codes_are_text_of_three_digits(table):
    assert {"005", "009", "091"} <= set(table["area"])
    assert all(len(code) == 3 and code.isdigit() for code in CODES)


def counts() -> list[str]:
    return [name for name, indicator in sources.load().indicators.items() if indicator.kind == "count"]


@pytest.mark.parametrize("indicator", counts())
def test_municipalities_add_up_to_regions_and_the_country(indicator, of):
    rows = of(indicator, group=None)
    # A count that is too small to be shown is in the sums all the same.
    whole = rows["value"].fillna(rows["numerator"].where(rows["status"] == frame.BELOW_QUALITY))
    by_area = rows.assign(value=whole).pivot(index="area", columns=["year", "group"], values="value")
    for whole in (*areas.regions(), areas.country()):
        sums = by_area.reindex(list(whole.members)).sum(skipna=False)
        # Where a municipality is secret, only the office itself can know the sum.
        told = by_area.reindex([whole.id]).loc[whole.id].where(sums.notna())
        pd.testing.assert_series_equal(told, sums, check_names=False, rtol=1e-12)


def test_a_region_where_a_municipality_has_no_figure_is_missing(of):
    rows = of("foreign_language.count", "MK06").set_index("year")
    assert rows.loc[2013:2019, "status"].unique().tolist() == [frame.MISSING]
    assert rows.loc[2013:2019, "value"].isna().all()


def test_shares_of_regions_lie_between_those_of_their_municipalities(of):
    by_area = of("foreign_language.share").pivot(index="area", columns="year", values="value")
    for whole in (*areas.regions(), areas.country()):
        members = by_area.loc[list(whole.members)]
        assert (by_area.loc[whole.id] >= members.min()).all() and (by_area.loc[whole.id] <= members.max()).all()


# --- reasons


def test_every_value_that_is_not_there_has_its_reason(table):
    for _, rows in table.groupby("indicator"):
        frame.check(rows[list(frame.COLUMNS)])
    assert not np.isinf(table[["value", "numerator", "denominator", "low", "high"]]).to_numpy().any()


def test_the_gap_of_the_foreign_language_share_stays_a_gap(of):
    years = set(of("foreign_language.share")["year"])
    assert years == {*range(1990, 2013), *range(2020, 2026)}


def test_a_count_of_few_persons_from_a_share_is_not_told(of):
    rows = of("foreign_language.count", "766").set_index("year")
    small = rows["numerator"] < quality.FEWEST
    assert small.any()
    assert rows.loc[small, "status"].unique().tolist() == [frame.BELOW_QUALITY]
    assert rows.loc[small, "value"].isna().all()


def test_published_counts_of_few_are_told_as_published(of):
    rows = of("immigration.count", "766").set_index("year")
    official = published("11ae", "vm41", "766")
    assert {str(year): number for year, number in rows["value"].items()} == official
    assert min(official.values()) < 5


def test_a_rate_is_hidden_by_the_scarcer_of_what_came_and_what_went(of):
    came, went = (of(name).set_index(["area", "year"])["value"] for name in ("immigration.count", "emigration.count"))
    rows = of("net_immigration.per_1000").set_index(["area", "year"])
    scarcer = pd.concat([came, went], axis=1).min(axis=1).loc[rows.index]
    assert ((scarcer < quality.FEWEST) == (rows["status"] == frame.BELOW_QUALITY)).all()


def test_a_five_year_mean_is_judged_by_the_events_of_five_years(of):
    one = of("immigration.count", "766").set_index("year")["value"]
    means = of("immigration.per_1000", "766", derived.MEAN_5).set_index("year")
    assert means.index.min() == 2014
    events = one.rolling(5).sum().loc[means.index]
    assert ((events < quality.FEWEST) == (means["status"] == frame.BELOW_QUALITY)).all()
    assert (means["status"] == frame.OK).any() and (means["status"] == frame.BELOW_QUALITY).any()


def test_a_five_year_mean_is_events_over_the_population_years(of, value):
    events = sum(value("immigration.count", "211", year) for year in range(2018, 2023))
    people = [value("population", "211", year) for year in range(2017, 2023)]
    years = sum((before + after) / 2 for before, after in itertools.pairwise(people))
    assert value("immigration.per_1000", "211", 2022, derived.MEAN_5) == pytest.approx(1000 * events / years)


def test_five_years_with_a_hole_have_no_mean_and_a_preliminary_year_makes_it_preliminary():
    years = [2010, 2011, 2012, 2013, 2014, 2015, 2017]
    rows = pd.DataFrame({"area": "005", "year": years, "group": "", "numerator": 10.0, "denominator": 1000.0})
    rows = rows.assign(value=10.0, status=frame.OK)[parts.ROWS]
    rows.loc[rows["year"] == 2015, "status"] = frame.PRELIMINARY
    means = derived.five_years(rows).set_index("year")
    assert means["status"].to_dict() == {2014: frame.OK, 2015: frame.PRELIMINARY}
    assert derived.five_years(rows.iloc[:0]).empty


def test_a_few_persons_more_or_less_are_told_by_the_rule_of_ten():
    rows = pd.DataFrame({"value": [9.0, 10.0, -9.0, np.nan], "status": [frame.OK] * 3 + [frame.MISSING]})
    judged = quality.without_small(rows, rows["value"])
    assert judged["status"].tolist() == [frame.BELOW_QUALITY, frame.OK, frame.BELOW_QUALITY, frame.MISSING]


def test_a_zero_of_a_series_that_the_source_hides_is_not_told():
    secret = frame.SUPPRESSED_BY_SOURCE
    rows = pd.DataFrame({
        "area": ["766", "766", "766", "005", "005"], "group": "", "year": [2016, 2017, 2018, 2016, 2017],
        "value": [np.nan, 0.0, 2.0, 0.0, 1.0], "numerator": [np.nan, 0.0, 1.0, 0.0, 5.0],
        "status": [secret, frame.OK, frame.OK, frame.OK, frame.OK],
    })  # fmt: skip
    judged = quality.without_telling_zeros(rows)
    assert judged["status"].tolist() == [secret, frame.SUPPRESSED, frame.OK, frame.OK, frame.OK]
    assert judged["value"].isna().tolist() == judged["numerator"].isna().tolist() == [True, True, False, False, False]


def test_no_zero_of_sottunga_stands_beside_its_secret_years(of):
    rows = of("unemployed.share", "766").set_index("year")
    assert rows.loc[[2015, 2017], "status"].tolist() == [frame.SUPPRESSED] * 2
    assert rows["value"].isna().all() and rows["numerator"].isna().all()


def test_no_total_is_made_of_an_election_whose_voters_are_not_all_known(of):
    # Nobody entitled to vote in Pertunmaa is in the files, and Åland has elections of its own.
    for area in ("SSS", "507", "478"):
        assert of("election_turnout.share", area).set_index("year")["status"].get(2021, frame.MISSING) == frame.MISSING
    assert of("election_turnout.share", "MK06").set_index("year")["status"][2021] == frame.OK


# --- mergers


def test_a_merged_municipality_has_the_counts_of_both_in_every_year(of):
    people = {code: published("11re", "vaesto", code) for code in ("507", "588")}
    rows = of("population", "507").set_index("year").loc[:2023, "value"]
    assert {str(y): n for y, n in rows.items()} == {y: people["507"][y] + people["588"][y] for y in people["507"]}
    moves = {code: published("11ae", "vm41", code) for code in ("507", "588")}
    rows = of("immigration.count", "507").set_index("year")["value"]
    assert {str(y): n for y, n in rows.items()} == {y: moves["507"][y] + moves["588"][y] for y in moves["507"]}


def test_the_share_of_a_merged_municipality_is_weighed_anew_and_not_averaged(value):
    share, people = (
        {code: published("sotkanet_1990_2012", content, code)["2010"] for code in ("507", "588")}
        for content in ("foreign_language_per_1000", "population")
    )
    expected = sum(share[code] * people[code] for code in share) / sum(people.values()) / 10
    assert value("foreign_language.share", "507", 2010) == pytest.approx(expected)
    assert abs(expected - sum(share.values()) / 20) > 0.01


def test_a_municipality_that_merged_with_nobody_keeps_its_published_share(value):
    assert (
        value("foreign_language.share", "211", 2010)
        == published("sotkanet_1990_2012", "foreign_language_per_1000", "211")["2010"] / 10
    )


# --- random variation


def test_the_interval_of_a_count_is_that_of_its_events_and_holds_it(of):
    rows = of("immigration.count")
    low, high = uncertainty.count_interval(rows["value"].to_numpy())
    np.testing.assert_allclose(rows["low"], low)
    np.testing.assert_allclose(rows["high"], high)
    assert rows["value"].between(rows["low"], rows["high"]).all()


def test_the_interval_of_a_rate_is_that_of_its_events_over_its_residents(of):
    rows = of("immigration.per_1000", group=None)
    shown = rows[rows["status"].isin(frame.SHOWN)]
    low, high = uncertainty.rate_interval(shown["numerator"].to_numpy(), shown["denominator"].to_numpy())
    np.testing.assert_allclose(shown["low"], low)
    np.testing.assert_allclose(shown["high"], high)
    assert rows.loc[~rows["status"].isin(frame.SHOWN), ["low", "high"]].isna().all(axis=None)


def one_interval(events: float) -> tuple[float, float]:
    """Exact Poisson limits below ten by scipy, Byar's approximation from ten up, written from their papers."""
    if events < 10:
        low = stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0.0
        return low, stats.chi2.ppf(0.975, 2 * events + 2) / 2
    z, more = stats.norm.ppf(0.975), events + 1
    low = events * (1 - 1 / (9 * events) - z / (3 * events**0.5)) ** 3
    return low, more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3


@pytest.mark.parametrize(("area", "year"), [("211", 2022), ("091", 2015), ("766", 2020), ("MK21", 2018)])
def test_the_interval_of_a_net_joins_those_of_both_sides(area, year, of, value):
    came, went = value("immigration.count", area, year), value("emigration.count", area, year)
    (came_low, came_high), (went_low, went_high) = one_interval(came), one_interval(went)
    row = of("net_immigration.count", area).set_index("year").loc[year]
    assert row["value"] == came - went
    assert row["low"] == pytest.approx(came - went - ((came - came_low) ** 2 + (went_high - went) ** 2) ** 0.5)
    assert row["high"] == pytest.approx(came - went + ((came_high - came) ** 2 + (went - went_low) ** 2) ** 0.5)


def test_the_interval_of_a_net_rate_is_that_of_the_net_over_the_residents(of):
    net = of("net_immigration.count", "211").set_index("year")
    rate = of("net_immigration.per_1000", "211").set_index("year")
    shown = rate[rate["status"] == frame.OK]
    for side in ("low", "high"):
        expected = 1000 * net.loc[shown.index, side] / shown["denominator"]
        pd.testing.assert_series_equal(shown[side], expected, check_names=False)


def test_registers_of_people_have_no_random_variation(of):
    for name in ("population", "foreign_language.share", "foreign_language.count", "foreign_citizens.share"):
        assert of(name, group=None)[["low", "high"]].isna().all(axis=None)


# --- reading


def test_values_carry_what_they_are_set_against_and_their_sources(here):
    v = koto.values(here("211"), "foreign_language.share", against=("country", "region"))
    assert list(v.areas) == ["211", "SSS", "MK06"]
    assert set(v.frame["area"]) == {"211", "SSS", "MK06"}
    assert [card.id for card in v.source] == ["159t", "sotkanet_1990_2012"]
    assert v.origin.index.equals(v.frame.index)
    assert float(v.latest()["value"]) == 3.9


def test_a_derived_value_names_the_tables_of_what_it_is_computed_from(here):
    count = koto.values(here("091"), "foreign_language.count")
    assert {card.id for card in count.source} == {"159t", "sotkanet_1990_2012", "11re", "11lj"}
    rate = koto.values(here("211"), "net_immigration.per_1000")
    assert {card.id for card in rate.source} == {"11ae", "11re"}


def test_only_the_municipality_that_has_its_own_table_names_it(here):
    ids = {
        code: [card.id for card in koto.values(here(code), "foreign_language.count").source] for code in ("211", "837")
    }
    assert "11rm_kangasala" in ids["211"] and "11rm_kangasala" not in ids["837"]


def test_what_stands_behind_a_hidden_value_is_not_told(here):
    v = koto.values(here("766"), "foreign_language.count", against=("region",))
    hidden = v.frame[v.frame["status"] == frame.BELOW_QUALITY]
    assert len(hidden) and hidden[["value", "numerator", "low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize(("area", "against", "expected"), [
    ("211", ("country", "country"), ["211", "SSS"]),
    ("211", "region", ["211", "MK06"]),
    ("MK06", ("region", "country"), ["MK06", "SSS"]),
    ("SSS", ("region", "country"), ["SSS"]),
])  # fmt: skip
def test_an_area_is_never_set_against_itself_or_twice_against_one(area, against, expected, here):
    assert list(koto.values(here(area), "population", against).areas) == expected


def test_an_unknown_indicator_or_comparison_names_the_right_words(here):
    with pytest.raises(WrongWords, match=r"Lähimmät: foreign_language\.share"):
        koto.values(here(), "foreign_langauge.share")
    with pytest.raises(WrongWords, match="country, region"):
        koto.values(here(), "population", against=("county",))


def test_stale_is_told_from_the_day_of_the_page(here):
    v = koto.values(here(), "immigration.count")
    assert v.indicator.stale_after == 3
    assert [v.is_stale(year, 2026) for year in (2022, 2023)] == [True, False]


def test_the_module_lists_the_declared_indicators_when_it_is_called():
    assert set(indicators()) == set(sources.load().indicators) >= {"population", "foreign_language.share"}


# --- new indicators without code


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A project whose declarations are the test's own: a share, counts, a balance, rates and monthly figures."""
    behind = "[came.count, went.count]"
    part = "\n      - {{table: 11ae, content: {}}}".format
    balance = "\n      - {derived: balance, plus: came.count, minus: went.count}"
    rate = "\n      - {{derived: per_1000, count: {}, population: population}}".format
    month = "\n      - {{table: 12r5_counts, content: TYOTTOMATLOPUSSA, months: {}}}".format
    ratio = "\n      - {table: 12r5_counts, numerator: TYOTTOMATLOPUSSA, denominator: TYOVOIMATK, months: last}"
    make = project.indicator
    moves = {
        "came.count": make(variation="poisson", unit="moves", parts=part("vm41")),
        "went.count": make(variation="poisson", unit="moves", parts=part("vm42")),
        "own_net.count": make(variation="poisson", unit="moves", parts=balance),
        "births.per_1000": make(kind="rate", unit="per_1000", parts=rate("births.count")),
        "births.count": make(parts=part("vm01")),
        "own_net.per_1000": make(
            kind="rate", unit="per_1000", variation="poisson", behind=behind, parts=rate("own_net.count")
        ),
    }
    months = {
        "unemployed.last": make(parts=month("last")),
        "unemployed.mean": make(parts=month("mean")),
        "unemployed.share": make(kind="share", unit='"%"', decimals="1", parts=ratio),
    }
    files = {
        "11ae.yaml": project.table("11ae", moves),
        "12r5_counts.yaml": project.table("12r5_counts", months),
        "14jt.yaml": (project.DECLARATIONS / "right.yaml").read_text(encoding="utf-8"),
    }
    home = project.make(tmp_path_factory.mktemp("own"), own=files)

    def read(area: str, name: str, against: tuple[str, ...] = ()):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KOTO_HOME", str(home))
            return koto.values(koto.begin(area, as_of="2026-11-24"), name, against)

    return read


def test_a_new_share_appears_in_values_without_code(own):
    v = own("211", "early_childhood.share", ("country", "region"))
    rows = v.own.set_index("year")
    assert rows.loc[2024, "value"] == pytest.approx(100 * 54 / 1769)
    assert rows.loc[2024, ["numerator", "denominator"]].tolist() == [54, 1769]
    assert (v.of("SSS")["status"] == frame.OK).all() and v.source[0].id == "14jt"


def test_a_new_share_is_missing_where_the_table_has_none_and_in_its_region(own):
    v = own("035", "early_childhood.share", ("region",))
    assert v.frame["status"].unique().tolist() == [frame.MISSING]


def test_a_new_balance_has_both_sides_behind_it(own, value):
    rows = own("211", "own_net.count").own.set_index("year")
    assert rows.loc[2022, "value"] == value("net_immigration.count", "211", 2022)
    assert rows.loc[2022, "low"] < rows.loc[2022, "value"] < rows.loc[2022, "high"]
    assert own("766", "own_net.count").own["status"].eq(frame.BELOW_QUALITY).all()


def test_a_new_rate_per_thousand_uses_the_mean_of_the_two_year_ends(own, value):
    rows = own("211", "births.per_1000").own
    row = rows[(rows["group"] == "") & (rows["year"] == 2022)].iloc[0]
    residents = (value("population", "211", 2021) + value("population", "211", 2022)) / 2
    assert row["denominator"] == residents
    assert row["value"] == pytest.approx(1000 * value("births.count", "211", 2022) / residents)


def test_a_new_rate_of_a_balance_is_that_of_the_published_net(own, of):
    rows = own("211", "own_net.per_1000").own
    expected = of("net_immigration.per_1000", "211", None)
    for column in ("value", "low", "high"):
        np.testing.assert_allclose(rows[column].to_numpy(), expected[column].to_numpy())


def test_a_monthly_table_becomes_years(own):
    months = published("12r5_counts", "TYOTTOMATLOPUSSA", "211")
    last, mean = (own("211", name).own.set_index("year") for name in ("unemployed.last", "unemployed.mean"))
    assert last.loc[2022, "value"] == months["2022M12"]
    assert mean.loc[2022, "value"] == pytest.approx(np.mean([months[f"2022M{month:02d}"] for month in range(1, 13)]))
    assert 2023 not in last.index and 2023 not in mean.index  # the copy ends in October


def test_a_secret_of_the_source_stays_one_in_sums_and_ratios(own):
    v = own("295", "unemployed.last", ("region",))
    assert frame.SUPPRESSED_BY_SOURCE in set(v.own["status"])
    secret = v.own.loc[v.own["status"] == frame.SUPPRESSED_BY_SOURCE, "year"]
    region = v.of("MK21").set_index("year")
    assert region.loc[secret, "status"].unique().tolist() == [frame.SUPPRESSED_BY_SOURCE]
    share = own("295", "unemployed.share").own.set_index("year")
    assert share.loc[secret, "status"].unique().tolist() == [frame.SUPPRESSED_BY_SOURCE]


def test_chance_of_what_is_no_number_of_events_is_told_with_the_remedy(tmp_path, monkeypatch):
    net = project.indicator(variation="poisson", parts="\n      - {table: 11ae, content: vm4142}")
    home = project.make(tmp_path / "home", own={"11ae.yaml": project.table("11ae", {"net.count": net})})
    monkeypatch.setenv("KOTO_HOME", str(home))
    with pytest.raises(StoreDamaged, match=r"net\.count.*behind"):
        computing.compute(sources.load())
    assert not (home / "data_sources" / "store").exists()


# --- the rules of ratios and of which part wins


def rows_of(values: dict[str, tuple], kind: str = "") -> pd.DataFrame:
    """Rows of 2023 by area: value, numerator, denominator, status."""
    rows = [(area, 2023, "", *row) for area, row in values.items()]
    return pd.DataFrame(rows, columns=parts.ROWS).assign(origin=kind)


def test_sums_of_shares_are_per_cent_and_of_rates_per_thousand():
    rows = rows_of({"005": (50.0, 5.0, 10.0, frame.OK), "009": (10.0, 9.0, 90.0, frame.OK)}).assign(area="x")
    assert parts.added(rows, "share")["value"].tolist() == [14.0]
    assert parts.added(rows, "rate")["value"].tolist() == [140.0]


def test_a_ratio_over_nobody_does_not_apply():
    rows = rows_of({"005": (np.nan, 0.0, 0.0, frame.OK)})
    assert parts.added(rows, "share")[["value", "status"]].values.tolist() == [
        [pytest.approx(np.nan, nan_ok=True), frame.NOT_APPLICABLE]
    ]


def test_a_sum_tells_the_worst_reason_of_its_parts():
    rows = rows_of({"005": (1.0, np.nan, np.nan, frame.PRELIMINARY), "009": (2.0, np.nan, np.nan, frame.OK)})
    assert parts.added(rows.assign(area="x"), "count")[["value", "status"]].values.tolist() == [
        [3.0, frame.PRELIMINARY]
    ]
    for status in (frame.MISSING, frame.SUPPRESSED_BY_SOURCE, frame.NOT_APPLICABLE):
        rows.loc[1, ["value", "status"]] = [np.nan, status]
        assert parts.added(rows.assign(area="x"), "count")["status"].tolist() == [status]


@pytest.mark.parametrize(
    ("better", "wins"),
    [
        (frame.OK, "better"),
        (frame.PRELIMINARY, "better"),
        (frame.MISSING, "next"),
        (frame.NOT_APPLICABLE, "next"),
        (frame.SUPPRESSED_BY_SOURCE, "better"),
        (frame.SUPPRESSED, "better"),
    ],
)
def test_a_hole_is_filled_from_the_next_part_but_a_secret_never_is(better, wins):
    value = 1.0 if better in frame.SHOWN else np.nan
    first = rows_of({"005": (value, np.nan, np.nan, better)}, "better")
    second = rows_of({"005": (2.0, np.nan, np.nan, frame.OK), "009": (3.0, np.nan, np.nan, frame.OK)}, "next")
    rows = computing._first_wins([first, second]).set_index("area")
    assert rows["origin"].to_dict() == {"005": wins, "009": "next"}


# --- the same values every time


def test_values_do_not_depend_on_the_process(tmp_path, monkeypatch):
    tables = (*project.CORE, "159t", "sotkanet_1990_2012", "11rm", "11rm_kangasala")
    home = project.make(tmp_path / "home", shipped=tables)
    monkeypatch.setenv("KOTO_HOME", str(home))
    code = (
        "import sys; from kotolib import sources; from kotolib.indicators import computing; "
        "sys.stdout.write(computing.compute(sources.load()).to_csv(index=False))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(house.Path(koto.__file__).parents[1])}
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout
    here = computing.compute(sources.load()).to_csv(index=False).encode()
    assert hashlib.sha256(said).hexdigest() == hashlib.sha256(here).hexdigest()
