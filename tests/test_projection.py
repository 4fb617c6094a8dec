"""The projection: what must hold of any, what it says of real municipalities, and that it only knows the past."""

import time
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotolib.errors import SectionFailed, StoreDamaged, WrongWords
from kotolib.frame import BELOW_QUALITY, MISSING, OK
from kotolib.projection import Calibration, Segments, build, calibrate, intervals, method, outlook, project, segments
from kotolib.projection.intervals import LEVELS, Pool, bounds, signed_quantiles
from kotolib.projection.record import rolling_forecasts
from tests.benchmarks import projection as benchmark

steady = settings(deadline=None)
"""Two cores may be busy: no example fails for being slow."""

KANGASALA, HELSINKI = "211", "091"
EXACT = {(KANGASALA, 2023): 1132}


@pytest.fixture(scope="module")
def shipped() -> Segments:
    return benchmark.shipped()


@pytest.fixture(scope="module")
def calibration(shipped) -> Calibration:
    return calibrate(shipped.earlier, shipped.current, shipped.first_growth)


@pytest.fixture(scope="module")
def as_they_were(calibration) -> Calibration:
    """The same forecasts without the margin (γ = 1); its overall figures are not looked at."""
    return replace(calibration, margin=1.0)


def errors_of(size: int = 400, seed: int = 1) -> Pool:
    chance = np.random.default_rng(seed)
    return Pool.of(chance.integers(0, 20_000, size), chance.normal(0, 0.2, size))


counts_of_four_years = st.lists(
    st.lists(st.integers(min_value=0, max_value=200_000), min_size=4, max_size=4), min_size=1, max_size=6
)
growths = st.floats(min_value=-0.1, max_value=0.25)


# The point


def test_the_printed_formula_by_hand():
    growth = 0.06
    own = np.log(1143 / 843) / 3
    weight = 1138 / 3138
    rate = weight * own + (1 - weight) * growth
    offset = 5 * weight
    expected = [(1138 + offset) * np.exp(rate * damped) - offset for damped in (0.97, 0.97 + 0.97**2)]
    np.testing.assert_allclose(method.point([[838, 913, 989, 1138]], growth, 2)[0], expected, rtol=1e-12)


@given(counts_of_four_years, growths)
@steady
def test_areas_do_not_touch_each_other(counts, growth):
    together = method.point(counts, growth)
    np.testing.assert_array_equal(together[::-1], method.point(counts[::-1], growth))
    np.testing.assert_array_equal(together[:1], method.point(counts[:1], growth))


@given(counts_of_four_years, growths)
@steady
def test_persons_are_never_negative_and_never_endless(counts, growth):
    ahead = method.point(counts, growth)
    assert (ahead >= 0).all()
    assert np.isfinite(ahead).all()


@given(st.floats(min_value=-0.1, max_value=0.1), growths)
@steady
def test_a_very_large_municipality_follows_its_own_trend(own, growth):
    counts = 1e12 * np.exp(own * np.arange(4))
    damped = np.cumsum(0.97 ** np.arange(1, 6))
    np.testing.assert_allclose(method.point([counts], growth)[0], counts[-1] * np.exp(own * damped), rtol=1e-6)


@given(growths, st.integers(min_value=0, max_value=10))
@steady
def test_a_very_small_one_follows_the_country(growth, before):
    ahead = method.point([[before, 3, 3, 3]], growth)[0]
    damped = np.cumsum(0.97 ** np.arange(1, 6))
    np.testing.assert_allclose(ahead, 3 * np.exp(growth * damped), atol=0.05)


def test_none_stays_none():
    assert method.point([[0, 0, 0, 0], [4, 3, 1, 0]], 0.09).tolist() == [[0.0] * 5] * 2


def test_a_leap_is_cut_at_thirty_per_cent_a_year():
    assert method.own_growth([[0, 0, 0, 5000], [5000, 0, 0, 0]], 0.05).tolist() == [0.3, -0.3]


def test_growth_is_over_three_years_or_over_what_there_is():
    assert method.country_growth([[7, 100, 1, 1, 200]]) == pytest.approx(np.log(2) / 3)
    assert method.country_growth([[100, 200]]) == pytest.approx(np.log(2))
    assert method.country_growth([[100]], given=0.06) == 0.06
    with pytest.raises(ValueError, match="two known totals"):
        method.country_growth([[100]])


def test_whoever_is_hidden_in_one_end_is_left_out_of_both():
    counts = [[100, 110, 120, 200], [50, 50, 50, np.nan], [np.nan, 9, 9, 900]]
    assert method.country_growth(counts) == pytest.approx(np.log(2) / 3)
    with pytest.raises(ValueError, match="no persons"):
        method.country_growth([[np.nan, 1, 1, 1]])


@pytest.mark.parametrize("horizon", [0, 6, -1])
def test_nothing_is_projected_beyond_five_years(horizon):
    with pytest.raises(WrongWords, match="1–5 vuoden päähän"):
        method.point([[100, 110, 120, 130]], 0.05, horizon)


# The intervals


@given(st.integers(min_value=0, max_value=50_000), st.floats(min_value=0, max_value=60_000))
@settings(steady, max_examples=60)
def test_intervals_are_nested_whole_and_hold_the_point(count, forecast):
    (low80, high80), (low95, high95) = bounds(errors_of(), [count], [forecast])[0]
    assert 0 <= low95 <= low80 <= forecast <= high80 <= high95
    assert all(float(bound).is_integer() for bound in (low95, low80, high80, high95))


def test_the_point_stays_inside_where_all_earlier_ones_were_too_low_or_too_high():
    pool = Pool.of(np.full(300, 100), np.linspace(0.1, 0.3, 300))
    low, high = bounds(pool, [100], [150.0])[0, 0]
    assert low == 150
    assert high > 150
    low, high = bounds(Pool(pool.sizes, pool.errors - 0.5), [100], [150.0])[0, 0]
    assert low < 150
    assert high == 150


def test_a_margin_stretches_both_sides():
    pool = errors_of()
    near, far = (bounds(pool, [500], [600.0], margin)[0] for margin in (1.0, 1.25))
    assert (far[:, 0] < near[:, 0]).all()
    assert (far[:, 1] > near[:, 1]).all()


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=700), st.sampled_from(LEVELS))
@steady
def test_quantiles_are_numpys_with_a_finite_samples_correction(errors, level):
    n, outside = len(errors), round((1 - level) / 2, 6)
    low = max(0, np.floor(round((n + 1) * outside, 6)) / n)
    high = min(1, np.ceil(round((n + 1) * (1 - outside), 6)) / n)
    np.testing.assert_allclose(signed_quantiles(np.sort(errors), level), np.quantile(errors, [low, high]), atol=1e-12)


def test_the_nearest_in_size_speak_and_ties_all_come_along():
    sizes = np.r_[np.full(250, 30), np.full(250, 3000)]
    pool = Pool.of(sizes, np.r_[np.full(250, 0.1), np.full(250, 0.2)])
    assert pool.nearest(intervals.log_size(40)).tolist() == [0.1] * 250
    assert pool.nearest(intervals.log_size(2500)).tolist() == [0.2] * 250


@given(st.integers(min_value=0, max_value=30_000))
@settings(steady, max_examples=40)
def test_the_nearest_are_those_a_plain_search_finds(count):
    pool = errors_of(3000, seed=4)
    distance = np.abs(pool.sizes - intervals.log_size(count))
    expected = pool.errors[distance <= np.sort(distance)[299]]
    assert pool.nearest(intervals.log_size(count)).tolist() == sorted(expected)


def test_fewer_than_three_hundred_misses_tell_no_interval():
    with pytest.raises(ValueError, match="at least 300"):
        errors_of(299)


def test_a_horizon_of_which_too_little_is_known_is_left_out(shipped):
    some = shipped.current.index[:30]
    few = calibrate(shipped.earlier.loc[some], shipped.current.loc[some], shipped.first_growth)
    assert few.horizons(known_by=2025) == [1, 2, 3, 4, 5]
    # Thirty municipalities have 300 outcomes at one year by 2005, at five years by 2009.
    assert few.horizons(known_by=2004) == []
    assert few.horizons(known_by=2005) == [1]
    assert few.pool(5, known_by=2008) is None
    assert few.pool(5, known_by=2009) is not None


# Rolling origins


def test_a_forecast_knows_nothing_of_later_years(shipped):
    later = shipped.current.copy()
    later[[2024, 2025]] *= 3
    made = rolling_forecasts(shipped.current, [2021, 2023], shipped.first_growth)
    again = rolling_forecasts(later, [2021, 2023], shipped.first_growth)
    pd.testing.assert_series_equal(made["forecast"], again["forecast"])
    assert (made["origin"] + made["horizon"]).max() == 2025


def test_an_interval_of_the_record_knows_nothing_of_later_years(shipped, calibration):
    later = shipped.current.copy()
    later[[2024, 2025]] *= 3
    other = calibrate(shipped.earlier, later, shipped.first_growth)
    pool, again = calibration.pool(1, known_by=2023), other.pool(1, known_by=2023)
    np.testing.assert_array_equal(pool.errors, again.errors)
    assert len(calibration.pool(1, known_by=2024).errors) == len(pool.errors) + 308
    early = calibration.forecasts.query("segment == 'current' and origin + horizon <= 2023")
    late = other.forecasts.query("segment == 'current' and origin + horizon <= 2023")
    pd.testing.assert_frame_equal(early, late)


def test_the_pool_begins_in_1995_and_holds_every_later_outcome(calibration):
    assert calibration.forecasts["origin"].min() == 1995
    assert len(calibration.pool(1, known_by=1996).errors) == 308
    assert len(calibration.pool(1, known_by=2025).errors) == 308 * (17 + 5)
    assert len(calibration.pool(5, known_by=2025).errors) == 308 * (13 + 1)


def test_the_first_year_needs_a_given_growth(shipped, calibration):
    with pytest.raises(ValueError, match="two known totals"):
        calibrate(shipped.earlier, shipped.current)
    assert calibration.growth(2020) == pytest.approx(0.06036, abs=1e-5)


def test_segments_are_never_chained(shipped):
    with pytest.raises(ValueError, match="never chain"):
        rolling_forecasts(shipped.current.drop(columns=2022), [2023])
    with pytest.raises(ValueError, match="never chained"):
        calibrate(shipped.earlier, shipped.current.rename(columns=lambda year: year - 10), 0.06)
    with pytest.raises(ValueError, match="today's municipalities"):
        calibrate(shipped.earlier.drop(index=KANGASALA), shipped.current, 0.06)


def test_the_order_of_municipalities_is_of_no_account(shipped, calibration):
    turned = calibrate(shipped.earlier[::-1], shipped.current.sample(frac=1, random_state=3), shipped.first_growth)
    assert turned.overall.current.inside80 == calibration.overall.current.inside80
    one, other = (outlook(known, shipped.current.loc[KANGASALA], KANGASALA) for known in (calibration, turned))
    np.testing.assert_allclose(one.point, other.point, rtol=1e-12)
    assert (one.low95, one.high95) == (other.low95, other.high95)


# One municipality


def test_kangasala_as_published(shipped, calibration):
    ours = outlook(calibration, shipped.current.loc[KANGASALA], KANGASALA, EXACT)
    assert (ours.status, ours.origin_year, ours.origin_count, ours.gamma) == (OK, 2025, 1344, 1.25)
    told = zip(ours.years, ours.point, ours.low80, ours.high80, ours.low95, ours.high95, strict=True)
    assert ours.years == (2026, 2027, 2028, 2029, 2030)
    assert [(year, round(point), *limits) for year, point, *limits in told if year % 2 == 0] == [
        (2026, 1473, 1376, 1608, 1311, 1707),
        (2028, 1756, 1542, 2240, 1379, 2611),
        (2030, 2071, 1657, 2864, 1415, 3334),
    ]


def test_helsinki_as_published(shipped, calibration):
    theirs = outlook(calibration, shipped.current.loc[HELSINKI], HELSINKI)
    assert (round(theirs.point[4]), theirs.low80[4], theirs.high80[4]) == (197_762, 160_822, 259_011)


def test_kangasalas_record_as_published(shipped, as_they_were):
    ours = outlook(as_they_were, shipped.current.loc[KANGASALA], KANGASALA)
    rows = {(row.made, row.target): row for row in ours.record}
    assert len(ours.record) == len(rows) == 15
    row = rows[2021, 2023]
    assert (round(row.forecast), row.actual, row.low80, row.high80, row.inside80) == (1036, 1138, 942, 1147, True)
    row = rows[2021, 2024]
    assert (round(row.forecast), row.actual, row.low80, row.high80, row.inside80) == (1100, 1223, 965, 1281, True)
    row = rows[2022, 2023]
    assert (round(row.forecast), row.actual, row.low80, row.high80, row.inside80) == (1062, 1138, 1008, 1127, False)
    assert (row.low95, row.high95, row.inside95) == (972, 1171, True)
    assert ours.own_hits == (14, 15)


def test_with_the_margin_all_of_kangasalas_outcomes_lie_within(shipped, calibration):
    ours = outlook(calibration, shipped.current.loc[KANGASALA], KANGASALA)
    assert ours.own_hits == (15, 15)
    assert ours.hits(1, 3) == (8, 8)
    assert [(row.horizon, row.made) for row in ours.record] == sorted((row.horizon, row.made) for row in ours.record)


def test_the_exact_count_is_what_came_and_the_input_stays_the_derived_one(shipped, calibration):
    counts = shipped.current.loc[KANGASALA]
    plain, exact = outlook(calibration, counts, KANGASALA), outlook(calibration, counts, KANGASALA, EXACT)
    assert (exact.point, exact.low80, exact.high95) == (plain.point, plain.low80, plain.high95)
    assert [row.forecast for row in exact.record] == [row.forecast for row in plain.record]
    assert {row.actual for row in exact.record if row.target == 2023} == {1132}
    assert {row.actual for row in plain.record if row.target == 2023} == {1138}
    assert dict(exact.history)[2023] == 1132
    # Another area's exact count is nobody else's.
    assert outlook(calibration, counts, KANGASALA, {(HELSINKI, 2023): 1}).history == plain.history


def test_an_exact_count_can_fall_outside_where_the_derived_one_was_inside(shipped, calibration):
    ours = outlook(calibration, shipped.current.loc[KANGASALA], KANGASALA, {(KANGASALA, 2023): 1144})
    missed = [(row.made, row.target) for row in ours.record if not row.inside80]
    assert missed == [(2022, 2023)]
    assert ours.own_hits == (14, 15)


def test_what_the_projection_takes_for_granted_is_told(shipped, calibration):
    granted = outlook(calibration, shipped.current.loc[KANGASALA], KANGASALA).assumptions
    assert (granted.growth_from, granted.growth_to, granted.damping) == (2022, 2025, 0.97)
    assert granted.country_growth == pytest.approx(0.0939, abs=1e-4)
    assert granted.latest_country_growth == pytest.approx(0.0634, abs=1e-4)
    assert granted.own_weight == pytest.approx(1344 / 3344)
    assert granted.own_growth == pytest.approx((1349 / 994) ** (1 / 3) - 1)


def test_the_overall_hits_are_those_of_the_printed_sentence(calibration):
    overall = calibration.overall
    assert (overall.earlier.first_made, overall.earlier.last_made, overall.earlier.outcomes) == (2001, 2011, 13_860)
    assert (overall.current.first_made, overall.current.last_made, overall.current.outcomes) == (2020, 2024, 4_620)
    assert (overall.worst.first_made, overall.worst.first_target, overall.worst.outcomes) == (2022, 2023, 308)
    found = (overall.earlier, overall.current, overall.worst)
    assert [round(100 * coverage.inside80) for coverage in found] == [86, 79, 61]
    assert [round(100 * coverage.inside95) for coverage in found] == [97, 94, 80]
    assert overall.latest_bias == pytest.approx(0.030, abs=0.0005)


def test_an_outlook_does_not_change(shipped, calibration):
    ours = outlook(calibration, shipped.current.loc[KANGASALA], KANGASALA)
    with pytest.raises(FrozenInstanceError):
        ours.gamma = 1.0
    with pytest.raises(FrozenInstanceError):
        ours.record[0].actual = 1.0


# Where nothing is told


def test_nothing_is_projected_below_twenty_persons(shipped, calibration):
    small = shipped.current.index[shipped.current[2025] < 20]
    assert len(small) == 9
    theirs = outlook(calibration, shipped.current.loc[small[0]], small[0])
    assert theirs.status == BELOW_QUALITY
    assert np.isnan(theirs.origin_count)
    assert theirs.history == theirs.years == theirs.point == theirs.low80 == theirs.high95 == theirs.record == ()
    assert theirs.assumptions is None
    assert theirs.overall == calibration.overall
    table = project(calibration, shipped.current.loc[small])
    assert table[["count", "point", "low80", "high80", "low95", "high95"]].isna().all(axis=None)


@pytest.mark.parametrize(("origin", "status"), [(20, OK), (19, BELOW_QUALITY), (np.nan, MISSING)])
def test_twenty_is_enough_and_hidden_is_hidden(calibration, origin, status):
    counts = pd.Series([25, 25, 25, 25, 25, origin], index=range(2020, 2026))
    assert outlook(calibration, counts, "999").status == status


def test_a_hidden_year_that_the_trend_needs_hides_the_projection(calibration):
    counts = pd.Series([60.0, 70, 80, 90, 100, 110], index=range(2020, 2026))
    assert outlook(calibration, counts.mask(counts.index == 2022), "999").status == MISSING
    assert outlook(calibration, counts.drop(2025), "999").status == MISSING
    other = outlook(calibration, counts.mask(counts.index == 2023), "999")
    assert other.status == OK
    assert {row.made for row in other.record} == {2020, 2021, 2022, 2024}
    assert 2023 not in {row.target for row in other.record}


def test_the_record_has_no_row_from_a_year_when_the_area_was_too_small(calibration):
    counts = pd.Series([12.0, 19, 20, 30, 40, 50], index=range(2020, 2026))
    ours = outlook(calibration, counts, "999")
    assert ours.status == OK
    assert {row.made for row in ours.record} == {2022, 2023, 2024}


# Several municipalities together


def test_a_joint_area_is_projected_on_the_added_counts(shipped, calibration):
    members = [KANGASALA, "562", "635"]
    added = shipped.current.loc[members].sum()
    joint = outlook(calibration, added, "j-1")
    assert joint.origin_count == shipped.current.loc[members, 2025].sum()
    np.testing.assert_allclose(joint.point, method.point([added], calibration.growth(2025))[0])
    parts = [outlook(calibration, shipped.current.loc[code], code).point[4] for code in members]
    assert abs(joint.point[4] - sum(parts)) > 1


def test_a_joint_area_is_neither_in_the_countrys_growth_nor_among_the_misses(shipped, calibration):
    joint = pd.DataFrame([shipped.current.sum()], index=["j-1"])
    before = project(calibration, shipped.current)
    after = project(calibration, pd.concat([joint, shipped.current]))
    assert after["area"].iloc[:5].tolist() == ["j-1"] * 5
    pd.testing.assert_frame_equal(before, after.iloc[5:].reset_index(drop=True))


def test_a_joint_area_with_a_hidden_member_is_not_projected(shipped, calibration):
    added = shipped.current.loc[[KANGASALA, "562"]].astype(float)
    added.loc["562", 2025] = np.nan
    assert outlook(calibration, added.sum(skipna=False), "j-1").status == MISSING


def test_the_table_of_all_says_what_each_outlook_says(shipped, calibration):
    table = project(calibration, shipped.current.loc[[HELSINKI, KANGASALA]])
    ours = outlook(calibration, shipped.current.loc[KANGASALA], KANGASALA)
    own = table[table["area"] == KANGASALA]
    assert table["area"].tolist() == [HELSINKI] * 5 + [KANGASALA] * 5
    for name in ("point", "low80", "high80", "low95", "high95"):
        assert tuple(own[name]) == getattr(ours, name)
    assert tuple(own["year"]) == ours.years


# Kept and read again


def test_a_calibration_is_kept_in_a_small_file_and_says_the_same(shipped, calibration, tmp_path):
    path = tmp_path / "calibration.parquet"
    calibration.to_frame().to_parquet(path)
    assert path.stat().st_size < 600_000
    again = Calibration.from_frame(pd.read_parquet(path))
    counts = shipped.current.loc[KANGASALA]
    assert outlook(again, counts, KANGASALA, EXACT) == outlook(calibration, counts, KANGASALA, EXACT)


def test_what_is_no_calibration_is_refused(calibration):
    frame = calibration.to_frame()
    for broken in (frame.drop(columns="growth"), frame.assign(more=1), frame.iloc[:0]):
        with pytest.raises(StoreDamaged, match="osuvuustaulukko"):
            Calibration.from_frame(broken)


def test_one_municipality_costs_little_once_the_calibration_is_there(shipped, calibration):
    frame = calibration.to_frame()
    costs = []
    for code in (KANGASALA, HELSINKI, "837"):
        fresh = Calibration.from_frame(frame)
        begun = time.process_time()
        outlook(fresh, shipped.current.loc[code], code)
        costs.append(time.process_time() - begun)
    assert min(costs) < 0.060


# The segments


def test_the_segments_are_the_published_ones(shipped):
    assert shipped.earlier.shape == (308, 23)
    assert shipped.current.shape == (308, 6)
    assert shipped.earlier[2012].sum() == 266_967
    assert shipped.current.loc[KANGASALA].tolist() == [838, 913, 989, 1138, 1223, 1344]
    assert shipped.extrapolated == (2025,)
    assert list(shipped.earlier.index) == list(shipped.current.index) == sorted(shipped.current.index)


def tidy(rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area", "year", "value"])


def test_a_municipality_with_a_share_is_counted_before_it_is_carried_forward():
    shares = tidy([("507", 2012, 10.0), ("588", 2012, 100.0)])
    people = tidy([("507", 2012, 6000), ("588", 2012, 2000)])
    assert segments.counts_from_shares(shares, people, 1000, {"588": "507"}).loc["507", 2012] == 60 + 200


def test_one_without_a_share_lends_its_people_to_its_successor():
    shares = tidy([("507", 2020, 2.0)])
    people = tidy([("507", 2020, 6000), ("588", 2020, 2000)])
    assert segments.counts_from_shares(shares, people, 100, {"588": "507"}).loc["507", 2020] == 160


def test_a_sum_over_a_missing_part_is_missing():
    counts = pd.DataFrame({"area": ["507", "588"], "year": [2012, 2012], "count": [70.0, np.nan]})
    assert segments.matrix(counts, {"588": "507"}).isna().all(axis=None)


def test_a_population_is_extrapolated_by_its_last_change_and_only_where_it_is_not_known():
    people = tidy([("211", 2023, 1000), ("211", 2024, 1100)])
    longer = segments.extrapolated(people, 2025)
    assert longer[longer["year"] == 2025]["value"].tolist() == [1100 * 1.1]
    assert segments.extrapolated(longer, 2025) is longer
    with pytest.raises(ValueError, match="can be extrapolated"):
        segments.extrapolated(people, 2026)
    with pytest.raises(ValueError, match="carry merged codes"):
        segments.extrapolated(
            people[people["year"] == 2024].assign(area="507").pipe(lambda t: pd.concat([people, t])), 2025
        )


def test_a_count_that_is_not_known_stops_the_building():
    shares, people = tidy([("211", 2012, 10.0), ("211", 2011, 9.0)]), tidy([("211", 2012, 1000)])
    now = tidy([("211", 2020, 2.0)]), tidy([("211", 2020, 1000)])
    with pytest.raises(ValueError, match="211"):
        build(shares, people, *now, {})


def test_a_known_population_is_not_extrapolated():
    years = range(2020, 2023)
    shares, people = tidy([("211", year, 2.0) for year in years]), tidy([("211", year, 1000) for year in years])
    built = build(shares.assign(year=shares["year"] - 20), people.assign(year=people["year"] - 20), shares, people, {})
    assert built.extrapolated == ()
    assert built.current.loc["211"].tolist() == [20, 20, 20]


# The reference table (all of it: `bench projection`)


def test_the_errors_of_the_reference_table_are_reached(shipped, calibration):
    made = benchmark.judged(calibration, shipped)
    rows = benchmark.point_figures("4a", made[made["segment"] == "earlier"])
    found = pd.DataFrame(rows, columns=[*benchmark.KEYS, "n", "value"])
    published = benchmark.reference().query("table == '4a'")
    compared = benchmark.compare(found, published)
    assert len(compared) == 196
    assert (compared["within"] != "no").all()
    assert compared.query("figure == 'rMASE'")["difference"].abs().max() < 0.001


def test_the_benchmark_fails_where_a_published_figure_is_not_reached(calibration):
    rows = benchmark.related_figures(benchmark.foreign_citizens(), calibration)
    found = pd.DataFrame(rows, columns=[*benchmark.KEYS, "n", "value"])
    published = benchmark.reference().query("table == '4f'")
    compared = benchmark.compare(found, published)
    benchmark.hold(compared)
    assert benchmark.summary(compared)["held_to_a_tolerance"] == len(published) == 16
    for broken in (
        published.assign(value=published["value"] + 0.02 * (published["class"] == "≥10 000")),
        published.assign(n=published["n"] + ((published["figure"] == "c80") & (published["horizon"] == "5"))),
        published.replace({"class": {"50–199": "51–199"}}),
    ):
        with pytest.raises(SectionFailed, match=r"poikkeaa vertailuluvuista 1 kohdassa"):
            benchmark.hold(benchmark.compare(found, broken))
