"""Values beside others: similar municipalities, the rest of the whole, gaps, funnels and the trend's word."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import confint_proportions_2indep

from kotolib import areas, comparison, frame, indicators, sources
from kotolib.comparison import funnels, gaps, reasons, series, trends
from kotolib.errors import WrongWords
from kotolib.indicators import Values, stored
from kotolib.uncertainty import ALARM, change_is_clear
from tests import declared_project as project
from tests.odd_municipalities import ODD

HELSINKI, UUSIMAA = "091", "MK01"


def declared(variation="none", kind="share", **changes):
    """A declaration without breaks: the share of foreign-language speakers with another chance and kind."""
    return indicators.indicators()["foreign_language.share"].model_copy(
        update={"id": "test.measure", "variation": variation, "kind": kind, "parts": (), **changes}
    )


def rows(area, figures, counts=None, first=2020, status=frame.OK, scale=100.0):
    """Yearly rows: figures, or (numerator, denominator) pairs from which they are computed."""
    table = frame.empty()
    for step, figure in enumerate(counts or figures):
        top, under = figure if counts else (1000.0, 10_000.0)
        value = scale * top / under if counts else figure
        hidden = pd.isna(value)
        table.loc[len(table)] = {
            "area": area, "year": first + step, "group": "", "value": value, "numerator": top, "denominator": under,
            "low": math.nan, "high": math.nan, "status": frame.MISSING if hidden else status,
        }  # fmt: skip
    return table


def made_of(*tables, indicator=None):
    together = frame.check(pd.concat(tables, ignore_index=True))
    ids = list(dict.fromkeys(together["area"]))
    known = {area_id: areas.get(area_id) for area_id in ids}
    return Values(together, indicator or declared(), (), pd.Series("159t", index=together.index), known)


# --- values beside similar municipalities


def test_similar_municipalities_come_with_their_rows_and_the_areas_stay(here):
    beside = comparison.values(here(), "foreign_language.share", against=("region", "country", "similar"))
    plain = indicators.values(here(), "foreign_language.share", against=("region", "country"))
    assert list(beside.areas) == list(plain.areas) == ["211", "MK06", "SSS"]
    assert list(beside.similar) == list(comparison.similar(here().area).areas)
    assert plain.similar == {}
    pd.testing.assert_frame_equal(beside.frame[: len(plain.frame)], plain.frame)
    assert beside.latest().equals(plain.latest())
    assert len(beside.frame) == len(beside.origin)
    for code, area in beside.similar.items():
        theirs = indicators.values(here(code), "foreign_language.share")
        columns = ["year", "value", "status"]
        assert beside.of(code)[columns].to_numpy().tolist() == theirs.own[columns].to_numpy().tolist()
        assert area.code == code


def test_without_similar_nothing_is_added(here):
    beside = comparison.values(here(), "foreign_language.share", against=("country",))
    assert beside.similar == {}
    assert set(beside.frame["area"]) == {"211", "SSS"}


def test_an_unfit_indicator_is_read_without_a_set_and_says_why(here):
    beside = comparison.values(here(), "net_immigration.per_1000", against=("country", "similar"))
    assert beside.similar == {}
    assert "SSS" in beside.areas
    spread = comparison.median_and_range(beside)
    assert (spread.status, spread.reason) == (frame.NOT_APPLICABLE, reasons.RELATIVE)
    assert math.isnan(spread.median)


def test_the_sources_of_similar_municipalities_are_named_too(here):
    beside = comparison.values(here(), "foreign_language.share", against=("similar",))
    assert "159t" in [card.id for card in beside.source]
    assert len({card.id for card in beside.source}) == len(beside.source)


def test_a_chosen_set_takes_the_place_of_the_nearest(here):
    chosen = ("536", "604", "423")
    beside = comparison.values(here(), "foreign_language.share", against=("similar",), chosen=chosen)
    assert sorted(beside.similar) == sorted(chosen)


def test_a_number_too_small_to_show_does_not_come_back_as_its_numerator(here):
    beside = comparison.values(here("766"), "immigration.per_1000", against=("similar",))
    small = beside.frame[beside.frame["status"] == frame.BELOW_QUALITY]
    assert len(small[small["area"].isin(beside.similar)]) > 0
    assert small["numerator"].isna().all()


@pytest.mark.parametrize("code", [*ODD, "211+562+635", "maakunta:Uusimaa", "SSS"])
@pytest.mark.parametrize("indicator", ["foreign_language.share", "immigration.per_1000", "net_immigration.per_1000"])
def test_every_odd_municipality_is_compared_or_says_why_not(here, code, indicator):
    v = comparison.values(here(code), indicator, against=("region", "country", "similar"))
    told = [comparison.median_and_range(v), comparison.gap(v), comparison.trend(v), *comparison.rest(v).values()]
    for one in told:
        assert one.status in frame.STATUSES
        assert one.status in frame.SHOWN or one.reason
    for one in comparison.rest(v).values():
        assert math.isnan(one.difference) == (one.status not in frame.SHOWN)
        assert math.isnan(one.low) == math.isnan(one.high) == (one.clear is None)
        assert one.clear is not None or one.reason or one.no_interval
        assert one.clear is None or one.low <= one.difference <= one.high


# --- median and range


def test_the_median_and_the_range_are_those_of_the_set_without_the_own_municipality(here):
    beside = comparison.values(here("545"), "foreign_language.share", against=("country", "similar"))
    spread = comparison.median_and_range(beside, 2024)
    theirs = [float(beside.of(code).set_index("year").at[2024, "value"]) for code in beside.similar]
    assert (spread.low, spread.median, spread.high) == (min(theirs), sorted(theirs)[4], max(theirs))
    # Närpiö is far above all that are like it, and not in its own reference.
    assert spread.own > spread.high
    assert (spread.number, spread.of, spread.hidden) == (9, 9, ())


def test_the_own_latest_year_is_compared_unless_told(here):
    beside = comparison.values(here(), "foreign_language.share", against=("similar",))
    assert comparison.median_and_range(beside).year == int(beside.latest()["year"])


def test_no_median_of_fewer_than_half(here):
    beside = comparison.values(here("766"), "immigration.per_1000", against=("similar",))
    spread = comparison.median_and_range(beside, 2022)
    assert spread.number < spread.of / 2
    assert (spread.status, spread.reason) == (frame.MISSING, reasons.TOO_FEW_SHOWN)
    assert {status for _, status in spread.hidden} == {frame.BELOW_QUALITY}
    assert math.isnan(spread.median)


def test_a_year_that_nobody_has_is_missing(here):
    beside = comparison.values(here(), "foreign_language.share", against=("similar",))
    spread = comparison.median_and_range(beside, 2016)
    assert (spread.own_status, spread.number, spread.status) == (frame.MISSING, 0, frame.MISSING)


def test_values_read_without_a_set_say_that_nobody_asked(here):
    spread = comparison.median_and_range(indicators.values(here(), "foreign_language.share"))
    assert (spread.status, spread.reason) == (frame.NOT_APPLICABLE, reasons.NOT_ASKED)


# --- the rest of the whole


def test_the_rest_is_what_the_other_municipalities_add_up_to(here):
    v = indicators.values(here(HELSINKI), "immigration.per_1000", against=("region", "country"))
    year = int(v.latest()["year"])
    found = comparison.rest(v)
    for whole_id in (UUSIMAA, "SSS"):
        members = set(areas.get(whole_id).members) - {HELSINKI}
        table = stored.rows(tuple(sorted(members)))
        chosen = (table["indicator"] == "immigration.per_1000") & (table["year"] == year) & (table["group"] == "")
        others = table[chosen]
        assert len(others) == len(members)
        expected = 1000 * others["numerator"].sum() / others["denominator"].sum()
        assert found[whole_id].rest == pytest.approx(expected)
        assert found[whole_id].difference == pytest.approx(found[whole_id].own - expected)
    # Helsinki is above Uusimaa and a third of it: the rest lies below the whole.
    assert found[UUSIMAA].rest < found[UUSIMAA].whole < found[UUSIMAA].own


def test_the_whole_stays_the_official_number(here):
    v = indicators.values(here(HELSINKI), "immigration.per_1000", against=("country",))
    assert comparison.rest(v)["SSS"].whole == v.latest("SSS")["value"]


def test_a_stock_has_a_plain_difference_and_no_interval(here):
    v = indicators.values(here(), "foreign_language.share", against=("country",))
    found = comparison.rest(v)["SSS"]
    assert found.clear is None
    assert found.no_interval == reasons.REGISTER
    assert math.isnan(found.low)
    assert found.difference == pytest.approx(found.own - found.rest)
    assert found.ratio == pytest.approx(found.own / found.rest)


def test_rates_of_events_are_tested_by_the_conditional_poisson(here):
    v = indicators.values(here("545"), "immigration.per_1000", against=("region",))
    found = comparison.rest(v)["MK15"]
    own, whole = v.latest(), v.latest("MK15")
    sides = (
        own["numerator"],
        own["denominator"],
        whole["numerator"] - own["numerator"],
        whole["denominator"] - own["denominator"],
    )
    assert found.clear == change_is_clear(*sides) is True
    assert 0 < found.low < found.difference < found.high


def test_shares_that_chance_moves_are_tested_by_newcombe():
    v = made_of(rows("211", None, [(81, 263)]), rows("SSS", None, [(181, 943)]), indicator=declared("binomial"))
    found = comparison.rest(v)["SSS"]
    low, high = confint_proportions_2indep(81, 263, 100, 680, method="newcomb", compare="diff")
    assert (found.low, found.high) == (pytest.approx(100 * low), pytest.approx(100 * high))
    assert found.rest == pytest.approx(100 * 100 / 680)
    assert found.clear is True
    at_alarm = comparison.rest(v, level=ALARM)["SSS"]
    assert at_alarm.low < found.low < found.high < at_alarm.high


def test_two_shares_that_chance_may_part_are_not_clear():
    v = made_of(rows("211", None, [(14, 40)]), rows("SSS", None, [(4014, 10_040)]), indicator=declared("binomial"))
    found = comparison.rest(v)["SSS"]
    assert found.clear is False
    assert found.low < 0 < found.high


def test_a_net_has_a_plain_difference(here):
    found = comparison.rest(indicators.values(here(), "net_immigration.per_1000", against=("country",)))["SSS"]
    assert (found.status, found.no_interval, found.clear) == (frame.OK, reasons.BALANCE, None)


def test_numbers_of_people_are_not_compared(here):
    found = comparison.rest(indicators.values(here(), "immigration.count", against=("country",)))["SSS"]
    assert (found.status, found.reason) == (frame.NOT_APPLICABLE, reasons.A_COUNT)


def test_of_a_joint_area_only_the_members_inside_are_taken_out(here):
    # Tampere and Pälkäne lie in Pirkanmaa, Hämeenlinna does not.
    situation = here("837+635+109")
    v = indicators.values(situation, "immigration.per_1000")
    region = indicators.values(here("maakunta:Pirkanmaa"), "immigration.per_1000")
    pirkanmaa = areas.get("maakunta:Pirkanmaa")
    both = replace(
        v,
        frame=pd.concat([v.frame, region.frame], ignore_index=True),
        areas={**v.areas, pirkanmaa.id: pirkanmaa},
    )
    year = int(v.latest()["year"])
    members = sorted(set(pirkanmaa.members) - {"837", "635"})
    table = stored.rows(tuple(members))
    others = table[(table["indicator"] == "immigration.per_1000") & (table["year"] == year) & (table["group"] == "")]
    found = comparison.rest(both)["MK06"]
    assert found.rest == pytest.approx(1000 * others["numerator"].sum() / others["denominator"].sum())
    assert found.own == v.latest()["value"]


def test_an_area_outside_the_whole_is_held_against_all_of_it():
    v = made_of(rows("211", None, [(500, 10_000)]), rows(UUSIMAA, None, [(60_000, 400_000)]))
    assert comparison.rest(v)[UUSIMAA].rest == pytest.approx(15.0)


def test_a_whole_of_which_nothing_is_left_is_no_comparison():
    v = made_of(rows(UUSIMAA, None, [(500, 10_000)]))
    region = areas.get("maakunta:Uusimaa")
    twin = replace(v, areas={"j": replace(region, id="j"), UUSIMAA: region})
    twin = replace(twin, frame=pd.concat([v.frame, v.frame.assign(area="j")], ignore_index=True))
    found = comparison.rest(twin)[UUSIMAA]
    assert (found.status, found.reason) == (frame.NOT_APPLICABLE, reasons.NOTHING_LEFT)


@pytest.mark.parametrize(
    ("own", "whole", "status", "reason"),
    [
        (rows("211", [5.0]).assign(numerator=math.nan), rows("SSS", [6.0]), frame.MISSING, reasons.NO_NUMERATOR),
        (rows("211", [5.0]), rows("SSS", [6.0]).assign(denominator=math.nan), frame.MISSING, reasons.NO_NUMERATOR),
        (rows("211", [math.nan]), rows("SSS", [6.0]), frame.MISSING, reasons.OWN_HIDDEN),
        (rows("211", [5.0]), rows("SSS", [math.nan]), frame.MISSING, reasons.OTHER_HIDDEN),
        (rows("211", [5.0], first=2021), rows("SSS", [6.0]), frame.MISSING, reasons.OTHER_HIDDEN),
        (rows("211", None, [(9, 300)]), rows("SSS", None, [(5000, 90_000)]), frame.BELOW_QUALITY, reasons.FEW),
        (rows("211", None, [(90, 300)]), rows("SSS", None, [(95, 900)]), frame.BELOW_QUALITY, reasons.FEW),
        (rows("211", None, [(90, 300)]), rows("SSS", None, [(80, 900)]), frame.MISSING, reasons.DOES_NOT_ADD),
        (rows("211", None, [(90, 300)]), rows("SSS", None, [(200, 300)]), frame.MISSING, reasons.DOES_NOT_ADD),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_apart_says_why(own, whole, status, reason):
    found = comparison.rest(made_of(own, whole))["SSS"]
    assert (found.status, found.reason) == (status, reason)
    assert math.isnan(found.difference)
    assert math.isnan(found.rest)


def test_what_the_source_hides_stays_hidden_with_its_own_status():
    own = rows("211", [math.nan]).assign(status=frame.SUPPRESSED_BY_SOURCE)
    found = comparison.rest(made_of(own, rows("SSS", [6.0])), 2020)["SSS"]
    assert (found.status, found.reason) == (frame.SUPPRESSED_BY_SOURCE, reasons.OWN_HIDDEN)
    assert math.isnan(found.own)


def test_nothing_is_derived_from_sottungas_handful(here):
    found = comparison.rest(indicators.values(here("766"), "foreign_language.share", against=("country",)))["SSS"]
    assert (found.status, found.reason) == (frame.BELOW_QUALITY, reasons.FEW)
    assert found.own == 3.0


# --- the gap


def gap_of(own, other, **changes):
    v = made_of(rows("211", own), rows(UUSIMAA, other), indicator=declared(**changes))
    return comparison.gap(v, (2020, 2020 + len(own) - 1))


def test_the_gap_in_points_and_as_a_ratio():
    found = gap_of([10.0, 12.0], [20.0, 20.5])
    assert found.points == (-10.0, -8.5)
    assert found.ratio == (0.5, pytest.approx(12 / 20.5))
    assert found.change == pytest.approx(1.5)
    assert (found.own_change, found.other_change) == (2.0, 0.5)
    assert (found.turn, found.side, found.clear) == (gaps.NARROWED, gaps.OWN, None)


@pytest.mark.parametrize(
    ("own", "other", "turn", "side"),
    [
        ([10.0, 12.0], [20.0, 20.0], gaps.NARROWED, gaps.OWN),
        ([10.0, 10.0], [20.0, 18.0], gaps.NARROWED, gaps.OTHER),
        ([10.0, 11.0], [20.0, 19.0], gaps.NARROWED, gaps.BOTH),
        ([10.0, 11.0], [20.0, 23.0], gaps.WIDENED, gaps.OTHER),
        ([10.0, 11.5], [20.0, 22.0], gaps.WIDENED, gaps.BOTH),
        ([10.0, 22.0], [20.0, 20.0], gaps.CROSSED, gaps.OWN),
        ([10.0, 10.0], [20.0, 20.0], gaps.UNCHANGED, gaps.NEITHER),
        ([10.0, 10.04], [20.0, 20.0], gaps.UNCHANGED, gaps.NEITHER),
    ],
)
def test_which_way_the_gap_turned_and_which_side_moved(own, other, turn, side):
    found = gap_of(own, other)
    assert (found.turn, found.side) == (turn, side)


def test_a_side_that_moved_only_because_we_are_in_it_did_not_move():
    # Ours rises by 10 points and is half of the whole: the rest stands still, the whole rises by 5.
    ours = rows("211", None, [(1000, 10_000), (2000, 10_000)])
    whole = rows("SSS", None, [(3000, 20_000), (4000, 20_000)])
    found = comparison.gap(made_of(ours, whole), (2020, 2021))
    assert found.other_change == pytest.approx(5)
    assert found.side == gaps.OWN


def test_chance_alone_moves_no_side():
    ours = rows("211", None, [(30, 100), (34, 100)])
    other = rows(UUSIMAA, None, [(4000, 10_000), (4010, 10_000)])
    found = comparison.gap(made_of(ours, other, indicator=declared("binomial")), (2020, 2021))
    assert (found.turn, found.side, found.clear) == (gaps.NARROWED, gaps.NEITHER, False)
    clear = rows("211", None, [(3000, 10_000), (3400, 10_000)])
    found = comparison.gap(made_of(clear, other, indicator=declared("binomial")), (2020, 2021))
    assert (found.turn, found.side, found.clear) == (gaps.NARROWED, gaps.OWN, True)


@pytest.mark.parametrize(
    ("own", "other", "years", "reason"),
    [
        (rows("211", [10.0, math.nan, 11.0]), rows(UUSIMAA, [20.0] * 3), (2020, 2022), reasons.BREAK),
        (rows("211", [10.0] * 3), rows(UUSIMAA, [20.0, math.nan, 20.0]), (2020, 2022), reasons.BREAK),
        (rows("211", [10.0, math.nan]), rows(UUSIMAA, [20.0] * 2), (2020, 2021), reasons.OWN_HIDDEN),
        (rows("211", [10.0] * 2), rows(UUSIMAA, [20.0]), (2020, 2021), reasons.OTHER_HIDDEN),
        (rows("211", None, [(9, 100), (20, 100)]), rows(UUSIMAA, [20.0] * 2), (2020, 2021), reasons.FEW),
        (rows("211", [10.0]), rows(UUSIMAA, [20.0]), None, reasons.SHORT),
        (rows("211", [math.nan]), rows(UUSIMAA, [20.0]), None, reasons.SHORT),
    ],
)  # fmt: skip
def test_a_gap_that_cannot_be_told_says_why(own, other, years, reason):
    found = comparison.gap(made_of(own, other), years)
    assert found.reason == reason
    assert found.status not in frame.SHOWN
    assert math.isnan(found.change)


def test_without_years_the_last_unbroken_ones_are_taken(here):
    v = indicators.values(here(), "foreign_language.share", against=("region", "country"))
    found = comparison.gap(v)
    assert (found.area_id, found.years) == ("SSS", (2020, 2025))
    assert comparison.gap(v, against="MK06").area_id == "MK06"
    assert comparison.gap(v, (2010, 2022)).reason == reasons.BREAK


def test_a_gap_to_nobody_and_of_numbers_is_none(here):
    alone = indicators.values(here(), "foreign_language.share")
    assert comparison.gap(alone).reason == reasons.NOT_ASKED
    count = indicators.values(here(), "population", against=("country",))
    assert comparison.gap(count).reason == reasons.A_COUNT


# --- the trend's word


@pytest.mark.parametrize(
    ("figures", "word"),
    [
        ([3.0, 3.2, 3.5, 3.7, 4.1], "up"),
        ([4.1, 3.7, 3.5, 3.2, 3.0], "down"),
        # The last year alone makes the rise: without it the four are level.
        ([3.0, 3.0, 3.0, 3.0, 9.0], None),
        ([3.1, 3.1, 3.1, 3.1, 3.1], None),
        # Slope 0.1; without the first year it is −0.06.
        ([3.0, 3.8, 3.2, 3.7, 3.5], None),
        # Only the last five count.
        ([9.0, 8.0, 3.0, 3.2, 3.5, 3.7, 4.1], "up"),
    ],
)
def test_a_stock_has_a_word_when_no_single_year_could_turn_it(figures, word):
    found = comparison.trend(made_of(rows("211", figures)))
    assert found.word == word
    assert comparison.trend_word(made_of(rows("211", figures))) == word
    if word is None:
        assert found.reason == (reasons.LEVEL if len(set(figures)) == 1 else reasons.UNSTEADY)


def test_the_slope_is_the_least_squares_one_by_hand():
    # (−2·3,0 − 3,2 + 3,7 + 2·4,1) / 10
    assert comparison.trend(made_of(rows("211", [3.0, 3.2, 3.5, 3.7, 4.1]))).slope == pytest.approx(0.27)


def test_no_clear_change_is_said_only_of_what_chance_moves():
    unsteady = [(400, 10_000), (380, 10_000), (410, 10_000), (390, 10_000), (400, 10_000)]
    assert comparison.trend_word(made_of(rows("211", None, unsteady))) is None
    chance = made_of(rows("211", None, unsteady), indicator=declared("binomial"))
    assert comparison.trend_word(chance) == trends.NO_CLEAR_CHANGE


@pytest.mark.parametrize(
    ("of", "word", "reason"),
    [(100, trends.NO_CLEAR_CHANGE, reasons.WITHIN_CHANCE), (10_000, "up", "")],
)
def test_a_steady_rise_must_also_be_more_than_chance(of, word, reason):
    steady = [(round(of * share), of) for share in (0.30, 0.32, 0.34, 0.36, 0.38)]
    found = comparison.trend(made_of(rows("211", None, steady), indicator=declared("binomial")))
    assert (found.word, found.reason) == (word, reason)


def test_events_are_tested_with_their_exposure():
    doubled = [(20, 9_000), (25, 9_000), (30, 9_000), (35, 9_000), (45, 9_000)]
    rising = made_of(rows("211", None, doubled, scale=1000), indicator=declared("poisson", "rate"))
    assert comparison.trend_word(rising) == "up"
    few = [(20, 9_000), (22, 9_000), (24, 9_000), (26, 9_000), (28, 9_000)]
    assert (
        comparison.trend_word(made_of(rows("211", None, few, scale=1000), indicator=declared("poisson", "rate")))
        == trends.NO_CLEAR_CHANGE
    )
    counts = made_of(rows("211", [20, 25, 30, 35, 45]), indicator=declared("poisson", "count"))
    assert comparison.trend_word(counts) == "up"


def test_a_net_is_tested_by_the_intervals_of_its_years():
    both = indicators.indicators()["net_immigration.count"].behind
    figures = [40.0, 60.0, 80.0, 100.0, 120.0]
    net = rows("211", figures)
    # Of 200 who came and 160 who went, and so on: the net of a year varies by about ± 40.
    narrow = net.assign(low=net["value"] - 20, high=net["value"] + 20)
    wide = net.assign(low=net["value"] - 80, high=net["value"] + 80)
    indicator = declared("poisson", "count", behind=both)
    assert comparison.trend_word(made_of(narrow, indicator=indicator)) == "up"
    assert comparison.trend_word(made_of(wide, indicator=indicator)) == trends.NO_CLEAR_CHANGE
    assert comparison.trend(made_of(net, indicator=indicator)).reason == reasons.BALANCE


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ([3.0], reasons.SHORT),
        ([3.0, 3.1, 3.2, 3.3], reasons.SHORT),
        ([3.0, 3.1, math.nan, 3.3, 3.4, 3.5], reasons.SHORT),
        ([math.nan] * 6, reasons.SHORT),
    ],
)
def test_a_short_or_torn_series_has_no_word(figures, reason):
    found = comparison.trend(made_of(rows("211", figures)))
    assert (found.word, found.reason) == (None, reason)


def test_no_trend_over_a_declared_break():
    figures = [3.0, 3.2, 3.5, 3.7, 4.1]
    part = indicators.indicators()["foreign_language.share"].parts[0]
    told = sources.load().indicators["foreign_language.share"].name
    broken = part.model_copy(update={"years": (2022, 9999), "break_before": told})
    assert comparison.trend(made_of(rows("211", figures), indicator=declared(parts=(broken,)))).reason == reasons.SHORT
    later = part.model_copy(update={"years": (2020, 9999), "break_before": told})
    assert comparison.trend_word(made_of(rows("211", figures), indicator=declared(parts=(later,)))) == "up"


def test_no_trend_of_a_handful_of_people():
    few = made_of(rows("211", None, [(9, 100), (12, 100), (13, 100), (14, 100), (15, 100)]))
    assert comparison.trend(few).reason == reasons.FEW
    assert comparison.trend_word(few) is None


def test_a_given_ratio_is_small_without_few_people():
    ratio = rows("211", [1.21, 1.25, 1.30, 1.32, 1.40]).assign(numerator=math.nan, denominator=math.nan)
    given_ = declared(kind="given")
    assert comparison.trend_word(made_of(ratio, indicator=given_)) == "up"
    found = comparison.rest(made_of(ratio, rows("SSS", [1.3] * 5), indicator=given_))["SSS"]
    assert (found.status, found.reason) == (frame.MISSING, reasons.NO_NUMERATOR)
    assert comparison.gap(made_of(ratio, rows("SSS", [1.3] * 5), indicator=given_)).turn == gaps.CROSSED


def test_a_series_of_all_zeros_has_no_word():
    zeros = made_of(rows("211", None, [(0, 100)] * 5), indicator=declared("binomial"))
    assert comparison.trend_word(zeros) is None


def test_the_last_of_several_stretches_is_looked_at(here):
    v = indicators.values(here(), "foreign_language.share")
    assert [(int(one["year"].min()), int(one["year"].max())) for one in series.unbroken(v, "211")] == [
        (1990, 2012),
        (2020, 2025),
    ]
    assert comparison.trend(v).years == (2021, 2025)
    assert comparison.trend_word(v) == "up"


@given(st.lists(st.integers(min_value=0, max_value=1000), min_size=5, max_size=5))
@settings(deadline=None)
def test_the_sign_turns_when_the_years_do(figures):
    years = np.arange(2020, 2025)
    series_ = np.array(figures, dtype=float)
    sign = trends.steady_sign(years, series_)
    assert trends.steady_sign(years, series_[::-1]) == -sign
    assert trends.steady_sign(years, 1000 - series_) == -sign
    slopes = [np.polyfit(np.delete(years, out) - 2020, np.delete(series_, out), 1)[0] for out in range(5)]
    if all(slope > 1e-6 for slope in slopes):
        assert sign == 1


def test_flat_series_raise_few_false_alarms():
    # Leaving one out is not enough where chance moves the figures: a third of flat series keep their sign. With the
    # test of the first and the last year it is a few in a hundred.
    random = np.random.default_rng(20_261_124)
    years = np.arange(2020, 2025)
    flat = random.poisson(60, (1500, 5)).astype(float)
    steady = np.array([trends.steady_sign(years, one) for one in flat])
    assert 0.2 < (steady != 0).mean() < 0.5
    clear = np.array([change_is_clear(one[0], 1, one[-1], 1) for one in flat])
    assert (clear & (steady != 0)).mean() < 0.05

    alarms = 0
    shares = random.binomial(800, 0.55, (200, 5))
    for one in shares:
        v = made_of(rows("211", None, [(int(k), 800) for k in one]), indicator=declared("binomial"))
        alarms += comparison.trend_word(v) in ("up", "down")
    assert alarms / len(shares) < 0.05


# --- funnel


def imagined_shares(random, between: float, number: int = 300) -> tuple[np.ndarray, np.ndarray]:
    """Residuals in standard errors of chance, and those errors, of shares that differ by so much beyond chance."""
    sizes = np.exp(random.normal(8.5, 1.3, number))
    errors = np.sqrt(0.55 * 0.45 / sizes)
    return random.normal(0, np.hypot(errors, between)) / errors, errors


def test_chance_alone_leaves_hardly_any_difference_between_municipalities():
    random = np.random.default_rng(20_261_124)
    found = [funnels.between_variance(*imagined_shares(random, 0.0)) for _ in range(200)]
    assert max(found) == 0


def test_the_variance_between_municipalities_is_that_of_dersimonian_and_laird(monkeypatch):
    monkeypatch.setattr(funnels, "WINSORISED", 0.0)
    random = np.random.default_rng(7)
    sizes = np.exp(random.normal(8.5, 1.3, 292)).round()
    counts = (sizes * np.clip(random.normal(0.55, 0.03, 292), 0.01, 0.99)).round()
    share = counts.sum() / sizes.sum()
    errors = np.sqrt(share * (1 - share) / sizes)
    # Weighed by 1/error² the mean is the common share itself: then the published estimate has the same residuals.
    oracle = combine_effects(counts / sizes, errors**2, method_re="dl").tau2
    assert funnels.between_variance((counts / sizes - share) / errors, errors) == pytest.approx(oracle, rel=1e-9)


def test_a_tenth_at_each_end_is_winsorised():
    residuals, errors = imagined_shares(np.random.default_rng(1), 0.03, 251)
    kept = stats.mstats.winsorize(residuals, limits=(0.1, 0.1))
    weights = 1 / errors**2
    published = ((kept**2).sum() - 250) / (weights.sum() - (weights**2).sum() / weights.sum())
    assert funnels.between_variance(residuals, errors) == pytest.approx(float(published), rel=0.03)


def test_those_who_are_truly_apart_do_not_widen_their_own_limits():
    residuals, errors = imagined_shares(np.random.default_rng(2), 0.03)
    apart = np.where(np.arange(300) < 15, 40 * residuals, residuals)
    assert funnels.between_variance(apart, errors) < 1.5 * funnels.between_variance(residuals, errors)
    assert (apart**2).mean() > 10 * (residuals**2).mean()


def test_a_large_municipality_is_not_outside_by_its_size_alone():
    found = comparison.funnel("election_turnout.share", 2021)
    low, high = (ends.round(1).tolist() for ends in found.limits(np.array([500.0, 500_000.0]), 0.998))
    assert low == [44.5, 47.1] and high == [65.7, 63.2]
    assert found.between == pytest.approx(2.6, abs=0.05)
    helsinki = found.points.set_index("area").loc["091"]
    assert helsinki["outside"] == "watch"


@pytest.fixture(scope="module")
def home_with_funnel(tmp_path_factory):
    """A project whose declarations have one indicator with a funnel: unemployed of the labour force, December."""
    return project.make(tmp_path_factory.mktemp("home"), own=project.unemployed([""], funnel=True))


@pytest.fixture
def with_funnel(home_with_funnel, monkeypatch):
    monkeypatch.setenv("KOTO_HOME", str(home_with_funnel))


def test_the_funnel_of_a_declared_indicator(with_funnel):
    found = comparison.funnel("unemployed_test.share", 2022)
    points = found.points.set_index("area")
    judged = points[points["status"] == frame.OK]
    assert len(points) == 308
    assert len(judged) > 290
    assert found.centre == pytest.approx(100 * judged["numerator"].sum() / judged["denominator"].sum())
    assert found.between > 0
    hidden = points[points["status"] != frame.OK]
    assert len(hidden) > 0
    assert hidden[["value", "numerator", "denominator", "z"]].isna().all(axis=None)
    assert (hidden["outside"] == "").all()


def test_a_point_is_outside_exactly_when_it_lies_beyond_the_drawn_limits(with_funnel):
    found = comparison.funnel("unemployed_test.share", 2022)
    judged = found.points[found.points["status"] == frame.OK]
    for level, names in ((0.95, ("watch", "alarm")), (0.998, ("alarm",))):
        low, high = found.limits(judged["denominator"], level)
        beyond = (judged["value"] < low - 1e-9) | (judged["value"] > high + 1e-9)
        assert beyond.tolist() == judged["outside"].isin(names).tolist()
        assert ((low >= 0) & (high <= 100)).all()
    assert set(judged["outside"]) > {""}


def test_a_year_without_figures_has_no_limits(with_funnel):
    found = comparison.funnel("unemployed_test.share", 1999)
    assert (found.status, found.reason, len(found.points)) == (frame.MISSING, reasons.TOO_FEW_SHOWN, 0)


@pytest.mark.parametrize("indicator", ["foreign_language.share", "immigration.per_1000", "no_such.share"])
def test_what_declares_no_funnel_has_none(indicator):
    with pytest.raises(WrongWords, match="suppilokuvio"):
        comparison.funnel(indicator, 2022)
