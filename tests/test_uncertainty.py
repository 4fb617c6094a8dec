"""Intervals and changes of events and shares against scipy and statsmodels, and what must hold of any of them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from kotolib import uncertainty
from kotolib.uncertainty import (
    ALARM,
    WATCH,
    change_is_clear,
    change_p_value,
    count_interval,
    rate_difference,
    rate_interval,
    share_difference,
    share_interval,
)

steady = settings(deadline=None)
"""Two cores may be busy: no example fails for being slow."""

LEVELS = [WATCH, ALARM, 0.8, 0.9999]
counts = st.integers(min_value=0, max_value=200_000)
exposures = st.floats(min_value=0.5, max_value=1e6)


@pytest.mark.parametrize("level", LEVELS)
def test_below_ten_events_the_limits_are_garwoods(level):
    events = np.arange(10)
    low, high = count_interval(events, level)
    outside = (1 - level) / 2
    expected_low = np.where(events == 0, 0, stats.chi2.ppf(outside, 2 * np.maximum(events, 1)) / 2)
    np.testing.assert_allclose(low, expected_low, rtol=0, atol=1e-9)
    np.testing.assert_allclose(high, stats.chi2.ppf(1 - outside, 2 * events + 2) / 2, rtol=0, atol=1e-9)


@pytest.mark.parametrize("level", LEVELS)
def test_a_tiny_lower_limit_keeps_its_digits(level):
    low, _ = count_interval([1, 2, 9], level)
    exact = stats.chi2.ppf((1 - level) / 2, [2, 4, 18]) / 2
    np.testing.assert_allclose(low, exact, rtol=1e-9)


@pytest.mark.parametrize("level", [WATCH, ALARM])
def test_from_ten_up_byar_stays_near_the_exact_limits(level):
    events = np.array([10, 11, 15, 41, 100, 1000, 49_998])
    low, high = count_interval(events, level)
    outside = (1 - level) / 2
    np.testing.assert_allclose(low, stats.chi2.ppf(outside, 2 * events) / 2, rtol=0.02)
    np.testing.assert_allclose(high, stats.chi2.ppf(1 - outside, 2 * events + 2) / 2, rtol=0.02)
    # Byar is not the exact interval: ten is where the rule changes.
    assert abs(low[0] - stats.chi2.ppf(outside, 20) / 2) > 1e-5


def test_byar_gives_the_published_limits():
    low, high = count_interval(10)
    deviate = 1.959963984540054
    assert low == pytest.approx(10 * (1 - 1 / 90 - deviate / (3 * math.sqrt(10))) ** 3, rel=1e-12)
    assert high == pytest.approx(11 * (1 - 1 / 99 + deviate / (3 * math.sqrt(11))) ** 3, rel=1e-12)


@given(counts, st.sampled_from(LEVELS))
@steady
def test_the_count_lies_within_and_a_higher_level_is_wider(events, level):
    low, high = count_interval(events, level)
    wider_low, wider_high = count_interval(events, 0.99999)
    assert 0 <= wider_low <= low <= events < high < wider_high


@given(st.integers(min_value=0, max_value=5000), st.sampled_from(LEVELS))
@steady
def test_limits_rise_with_the_count_also_where_the_rule_changes(events, level):
    low, high = count_interval([events, events + 1], level)
    assert low[0] < low[1]
    assert high[0] < high[1]


def test_what_is_hidden_stays_hidden_and_shapes_are_kept():
    low, high = count_interval([[0, 4], [np.nan, 100]])
    assert low.shape == high.shape == (2, 2)
    assert low[0, 0] == 0
    assert np.isnan([low[1, 0], high[1, 0]]).all()
    assert not np.isnan([low[1, 1], high[1, 1]]).any()


@pytest.mark.parametrize("events", [-1, [3, -2], 2.5, np.inf])
def test_what_is_no_count_of_events_is_refused(events):
    with pytest.raises(ValueError, match="events"):
        count_interval(events)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5, math.nan])
def test_a_level_that_is_none_is_refused(level):
    with pytest.raises(ValueError, match="between 0 and 1"):
        count_interval(5, level)
    with pytest.raises(ValueError, match="between 0 and 1"):
        change_is_clear(5, 1, 6, 1, level)


@given(counts, st.floats(min_value=1, max_value=1e6), st.sampled_from([1, 100, 1000, 100_000]))
@steady
def test_a_rates_interval_is_the_counts_over_the_exposure(events, exposure, per):
    low, high = rate_interval(events, exposure, per)
    plain = np.array(count_interval(events))
    np.testing.assert_allclose([low, high], plain / exposure * per, rtol=1e-12)


def test_a_rate_without_exposure_is_no_number():
    low, high = rate_interval([3, 3, 3], [0, np.nan, 1000])
    assert np.isnan(low[:2]).all()
    assert np.isnan(high[:2]).all()
    assert low[2] == pytest.approx(0.6187, abs=1e-4)
    with pytest.raises(ValueError, match="exposure"):
        rate_interval(3, -1)


@pytest.mark.parametrize(
    ("first", "second"), [(0, 0), (0, 5), (3, 9), (41, 52), (41, 82), (1200, 1350), (20_000, 20_400)]
)
@pytest.mark.parametrize("exposure", [(1, 1), (1000, 1100), (31_000, 7_000)])
def test_the_change_is_judged_by_the_conditional_binomial(first, second, exposure):
    found = change_p_value(first, exposure[0], second, exposure[1])
    given_sum = stats.binom(first + second, exposure[0] / sum(exposure))
    expected = min(1, 2 * min(given_sum.cdf(first), given_sum.sf(first - 1)))
    assert found == pytest.approx(expected, rel=1e-8, abs=1e-15)


@given(counts, exposures, counts, exposures)
@steady
def test_the_order_of_the_two_does_not_matter(first, exposed_first, second, exposed_second):
    forth = change_p_value(first, exposed_first, second, exposed_second)
    back = change_p_value(second, exposed_second, first, exposed_first)
    assert 0 <= forth <= 1
    assert forth == pytest.approx(back, rel=1e-6, abs=1e-12)


@given(st.integers(min_value=0, max_value=3000), st.integers(min_value=0, max_value=500))
@steady
def test_the_same_rate_is_never_a_clear_change(events, more):
    assert change_is_clear(events, 1, events, 1) is False
    assert change_p_value(events, 1, events + more, 1) >= change_p_value(events, 1, events + more + 1, 1) - 1e-12


def test_a_clear_change_and_the_two_levels():
    assert change_is_clear(41, 1, 52, 1) is False
    assert change_is_clear(41, 1, 82, 1) is True
    assert change_is_clear(41, 1, 65, 1, WATCH) is True
    assert change_is_clear(41, 1, 65, 1, ALARM) is False
    assert change_is_clear(41, 1, 65, 65 / 41) is False


@pytest.mark.parametrize(
    "hidden", [(np.nan, 1, 3, 1), (3, np.nan, 3, 1), (3, 1, np.nan, 1), (3, 0, 3, 1), (3, 1, 3, 0)]
)
def test_nothing_is_said_of_a_change_that_is_not_known(hidden):
    assert math.isnan(change_p_value(*hidden))
    assert change_is_clear(*hidden) is None


@pytest.mark.parametrize("wrong", [(-1, 1, 3, 1), (3, 1, 2.5, 1), (3, -1, 3, 1)])
def test_a_change_of_what_are_no_events_is_refused(wrong):
    with pytest.raises(ValueError, match=r"events|exposure"):
        change_is_clear(*wrong)


def test_a_false_alarm_is_no_more_frequent_than_the_level_says():
    # All pairs of two counts with the same mean: the share of those called clear, each weighed by its probability.
    mean, numbers = 12, np.arange(45)
    chance = stats.poisson(mean).pmf(numbers)
    called = np.array([[change_is_clear(int(a), 1, int(b), 1) for b in numbers] for a in numbers])
    assert 0.005 < chance @ called @ chance <= 0.05


def test_the_exact_limits_are_made_once_a_level():
    count_interval([1, 2], WATCH)
    before = uncertainty._exact_limits.cache_info().hits
    count_interval([3], WATCH)
    assert uncertainty._exact_limits.cache_info().hits == before + 1


# --- differences of rates


@pytest.mark.parametrize("level", [WATCH, ALARM])
@pytest.mark.parametrize(("count", "trials"), [(0, 5), (5, 5), (1, 3), (10, 50_000), (300, 1000), (15_000, 49_998)])
def test_the_limits_of_the_conditional_share_are_clopper_and_pearsons(count, trials, level):
    outside = (1 - level) / 2
    low, high = uncertainty._share_limits(count, trials, outside)
    exact = stats.binomtest(count, trials).proportion_ci(level, method="exact")
    assert (low, high) == (pytest.approx(exact.low, rel=1e-8), pytest.approx(exact.high, rel=1e-8))


@given(
    st.integers(min_value=0, max_value=400),
    st.floats(min_value=10, max_value=1e5),
    st.integers(min_value=0, max_value=400),
    st.floats(min_value=10, max_value=1e5),
    st.sampled_from([WATCH, ALARM]),
)
@steady
def test_the_interval_of_a_difference_of_rates_says_what_the_test_says(first, exposed, second, other, level):
    difference, low, high = rate_difference(first, exposed, second, other, level=level)
    assert difference == pytest.approx(first / exposed - second / other)
    if first + second == 0:
        assert math.isnan(low)
        assert math.isnan(high)
        return
    assert low <= difference + 1e-9
    assert difference <= high + 1e-9
    p_value = change_p_value(first, exposed, second, other)
    if abs(p_value - (1 - level)) > 1e-9:  # on the very edge rounding decides
        assert (low > 0 or high < 0) == change_is_clear(first, exposed, second, other, level)


def test_a_difference_of_rates_turns_with_its_sides_and_keeps_what_is_hidden_hidden():
    difference, low, high = rate_difference(31, 9_350, 60, 9_000)
    assert rate_difference(60, 9_000, 31, 9_350) == pytest.approx((-difference, -high, -low))
    for hidden in ((math.nan, 1, 3, 1), (3, 0, 3, 1), (3, 1, 3, math.nan)):
        assert all(math.isnan(number) for number in rate_difference(*hidden))


# --- shares


def grid():
    for n in (1, 2, 3, 5, 29, 30, 140, 1000, 12_345, 5_603_851):
        for count in sorted({0, 1, n // 3, n // 2, n - 1, n}):
            if count <= n:
                yield count, n


@pytest.mark.parametrize("level", LEVELS)
def test_the_interval_of_a_share_is_wilsons(level):
    counts_, ns = np.array(list(grid())).T
    low, high = share_interval(counts_, ns, level)
    expected = np.array([proportion_confint(k, n, alpha=1 - level, method="wilson") for k, n in grid()]).T
    np.testing.assert_allclose([low, high], expected, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("level", [WATCH, ALARM])
def test_the_interval_of_a_difference_of_shares_is_newcombes(level):
    pairs = [(a, b) for a in grid() for b in grid() if a[1] in (1, 3, 30, 5_603_851) or b[1] in (2, 140, 12_345)]
    one, other = np.array([a for a, _ in pairs]).T, np.array([b for _, b in pairs]).T
    found = share_difference(*one, *other, level)
    expected = [confint_proportions_2indep(*a, *b, method="newcomb", compare="diff", alpha=1 - level) for a, b in pairs]
    np.testing.assert_allclose(np.array(found[1:]), np.array(expected).T, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found[0], one[0] / one[1] - other[0] / other[1])


def test_newcombes_own_examples():
    # Newcombe 1998, table II, method 10: (a) 56/70 − 48/80, (d) 5/56 − 0/29, (h) 10/10 − 0/10.
    for numbers, expected in (
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((10, 10, 0, 10), (0.6075, 1.0)),
    ):
        _, low, high = share_difference(*numbers)
        assert (round(float(low), 4), round(float(high), 4)) == expected


trials = st.integers(min_value=1, max_value=6_000_000).flatmap(
    lambda n: st.tuples(st.integers(min_value=0, max_value=n), st.just(n))
)


@given(trials, st.sampled_from(LEVELS))
@steady
def test_a_share_lies_within_its_interval_and_a_higher_level_is_wider(one, level):
    low, high = share_interval(*one, level)
    wider_low, wider_high = share_interval(*one, 0.99999)
    assert 0 <= wider_low <= low <= one[0] / one[1] <= high <= wider_high <= 1
    assert low < high


@given(trials)
@steady
def test_those_who_are_and_those_who_are_not_have_mirrored_intervals(one):
    count, n = one
    low, high = share_interval(count, n)
    other_low, other_high = share_interval(n - count, n)
    assert (low, high) == (pytest.approx(1 - other_high, abs=1e-12), pytest.approx(1 - other_low, abs=1e-12))


@given(trials, trials)
@steady
def test_a_difference_of_shares_lies_within_its_interval_and_turns_with_its_sides(one, other):
    difference, low, high = share_difference(*one, *other)
    back, back_low, back_high = share_difference(*other, *one)
    assert -1 - 1e-12 <= low <= difference <= high <= 1 + 1e-12
    assert (difference, low, high) == pytest.approx((-back, -back_high, -back_low), abs=1e-12)
    same, same_low, same_high = share_difference(*one, *one)
    assert same == 0
    assert same_low < 0 < same_high


def test_shares_keep_shapes_and_what_is_hidden_and_take_counts_that_are_not_whole():
    low, high = share_interval([[0, np.nan], [3, 1.5]], [10, 10])
    assert low.shape == high.shape == (2, 2)
    assert np.isnan([low[0, 1], high[0, 1]]).all()
    assert low[1, 0] < 0.3 < high[1, 0]
    assert np.isnan(share_interval(0, 0)).all()
    assert np.isnan(share_difference(1, 10, 0, 0)).all()


@pytest.mark.parametrize("wrong", [(-1, 10), (11, 10), (1, -1), (1, math.inf)])
def test_what_is_no_share_is_refused(wrong):
    with pytest.raises(ValueError, match="share"):
        share_interval(*wrong)
    with pytest.raises(ValueError, match="share"):
        share_difference(1, 2, *wrong)


def test_wilson_covers_as_often_as_it_says_also_for_small_groups():
    n, numbers = 40, np.arange(41)
    low, high = share_interval(numbers, n)
    shares = np.linspace(0.05, 0.95, 37)
    covered = [stats.binom(n, p).pmf(numbers) @ ((low <= p) & (p <= high)) for p in shares]
    assert np.mean(covered) == pytest.approx(0.95, abs=0.01)
    assert min(covered) > 0.9
