"""Intervals and changes of events against scipy, and what must hold of any of them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kotolib import uncertainty
from kotolib.uncertainty import ALARM, WATCH, change_is_clear, change_p_value, count_interval, rate_interval

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
