"""The smallest change that can be told from chance, beside statsmodels and beside chance itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import power_proportions_2indep

from kotolib import comparison, uncertainty
from kotolib.programme.detectability import count_change, people_needed, share_change, smallest

SHARES = st.floats(min_value=0.05, max_value=0.95)
PEOPLE = st.integers(min_value=30, max_value=100_000)


@given(SHARES, PEOPLE)
def test_a_share_agrees_with_statsmodels(share, people):
    effect = share_change(share, people) / np.sqrt(share * (1 - share))
    power = NormalIndPower().power(effect, nobs1=people, alpha=0.05, ratio=1, alternative="two-sided")
    assert power == pytest.approx(0.80, abs=1e-4)


@given(st.floats(min_value=0.2, max_value=0.8), st.integers(min_value=200, max_value=50_000))
def test_the_power_of_the_test_of_two_shares_is_near_eighty_per_cent(share, people):
    change = share_change(share, people)
    towards_half = -change if share > 0.5 else change
    power = power_proportions_2indep(towards_half, share, people, value=0, alpha=0.05, return_results=False)
    # The formula takes the standard error of no change: in smaller groups the power is a little beside 80 %.
    assert 0.70 < power < 0.86


def test_people_needed_agree_with_statsmodels():
    effect = 0.04 / np.sqrt(0.6 * 0.4)
    needed = NormalIndPower().solve_power(effect, power=0.8, alpha=0.05, ratio=1)
    assert people_needed(0.6, 0.04) == int(np.ceil(needed)) == 2355


def test_a_hundred_and_forty_people_see_about_seventeen_points():
    assert 16 < 100 * share_change(0.6, 140) <= 17


@given(st.integers(min_value=10, max_value=100_000))
def test_a_count_agrees_with_statsmodels(events):
    effect = count_change(events) / np.sqrt(events)
    power = NormalIndPower().power(effect, nobs1=1, alpha=0.05, ratio=1, alternative="two-sided")
    assert power == pytest.approx(0.80, abs=1e-4)


def test_our_own_test_of_two_shares_finds_such_a_change_in_four_of_five():
    random = np.random.default_rng(7)
    share, people = 0.6, 400
    first = random.binomial(people, share, 4000)
    second = random.binomial(people, share - share_change(share, people), 4000)
    _, low, high = uncertainty.share_difference(first, people, second, people)
    assert 0.77 < np.mean((low > 0) | (high < 0)) < 0.83


@given(SHARES, PEOPLE, PEOPLE)
def test_more_people_never_see_less(share, one, other):
    few, many = sorted((one, other))
    assert share_change(share, many) <= share_change(share, few)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_at_the_ends_a_change_of_nothing_is_not_called_detectable(share):
    assert share_change(share, 100) > 0.02


@pytest.mark.parametrize(("share", "people"), [(1.2, 100), (-0.1, 100), (0.5, 0)])
def test_impossible_shares_are_refused(share, people):
    with pytest.raises(ValueError, match="share"):
        share_change(share, people)


def test_rows_are_read_by_what_their_indicator_declares_of_chance(here):
    def of(name: str):
        v = comparison.values(here(), name)
        return smallest(v, v.latest()), v.latest()

    turnout, row = of("election_turnout.share")
    assert turnout.behind == row["denominator"] and 1 < turnout.change < 2
    arrivals, row = of("immigration.count")
    assert arrivals.change == pytest.approx(count_change(row["value"]))
    rate, row = of("immigration.per_1000")
    assert rate.change == pytest.approx(1000 * count_change(row["numerator"]) / row["denominator"])
    assert of("net_immigration.count")[0].change > arrivals.change
    assert of("foreign_language.share")[0] is None and of("unemployed.share")[0] is None
