"""How far chance alone moves a count or a rate of events and a share of people; knows no indicator, area or judgement.

Only for what chance moves: events (moves, births, crimes) and trials (who is employed, who votes). A stock of the
population register does not vary in this sense.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

WATCH = 0.95
"""The level for "look at this"."""
ALARM = 0.998
"""The level for "act on this": among twenty indicators a year, 95 % raises one false flag."""

EXACT_BELOW = 10
"""Byar's approximation is used from this count up, the exact limits below it (PHE 2018)."""


def count_interval(events: ArrayLike, level: float = WATCH) -> tuple[np.ndarray, np.ndarray]:
    """Interval of the expected number of events behind an observed number.

    Below ten events the exact Poisson limits of Garwood (1936), from ten up Byar's approximation (Breslow and Day
    1987), as Public Health England's *Technical guide: confidence intervals* (2018) advises for counts and rates.

    Parameters
    ----------
    events
        Whole, non-negative numbers of events, any shape; NaN where the number is hidden or missing.
    level
        Two-sided confidence level, `WATCH` (95 %) or `ALARM` (99.8 %).

    Returns
    -------
    low, high
        Same shape as ``events``, in events; NaN where ``events`` is NaN, low 0 for no events.

    Raises
    ------
    ValueError
        A negative, endless or broken number of events (for the mean of several years give their sum, and to
        :func:`rate_interval` the summed exposure), or a level that does not lie between 0 and 1.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437–442.
    Breslow, N. E., Day, N. E. (1987). Statistical methods in cancer research, vol. II, p. 69. IARC.
    Public Health England (2018). Technical guide: confidence intervals.

    Examples
    --------
    >>> low, high = count_interval([0, 4, 100])
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.0, 1.09, 81.36], [3.69, 10.24, 121.63])
    """
    observed = _whole_events(events)
    low, high = _byar(observed, _two_sided(level))
    few = observed < EXACT_BELOW
    exact = np.array(_exact_limits(level))[np.where(few, observed, 0).astype(int)]
    return np.where(few, exact[..., 0], low)[()], np.where(few, exact[..., 1], high)[()]


def rate_interval(
    events: ArrayLike, exposure: ArrayLike, per: float = 1000, level: float = WATCH
) -> tuple[np.ndarray, np.ndarray]:
    """Interval of a rate: the limits of the count of events over its exposure (PHE 2018).

    Parameters
    ----------
    events
        As for :func:`count_interval`.
    exposure
        Person-years, for instance the mean of the two year-ends' population; broadcast against ``events``.
    per
        The rate is told per so many.

    Returns
    -------
    low, high
        Events per ``per`` of exposure; NaN where either number is NaN or the exposure is 0.

    Raises
    ------
    ValueError
        As :func:`count_interval`, or a negative exposure.

    Examples
    --------
    >>> low, high = rate_interval(31, 9_350)
    >>> round(float(low), 2), round(float(high), 2)
    (2.25, 4.71)
    """
    low, high = count_interval(events, level)
    scale = per / _exposed(exposure)
    return (low * scale)[()], (high * scale)[()]


def change_p_value(events_a: float, exposure_a: float, events_b: float, exposure_b: float) -> float:
    """How often chance alone would part two equal rates at least this far.

    The conditional exact test of two Poisson rates: given their sum, the events of the first period are binomial
    with its share of the exposure. Two-sided by doubling the smaller tail, so it never says more than the exact
    interval of the ratio does.

    Parameters
    ----------
    events_a, events_b
        Whole numbers of events in two periods or places that share no events.
    exposure_a, exposure_b
        Person-years of each; 1 and 1 compare the counts of two years.

    Returns
    -------
    float
        Between 0 and 1; NaN where a number is NaN or an exposure is 0. No events at all is 1.

    References
    ----------
    Przyborowski, J., Wilenski, H. (1940). Homogeneity of results in testing samples from Poisson series.
    Biometrika 31, 313–323.

    Examples
    --------
    >>> round(change_p_value(10, 1, 21, 1), 3)
    0.071
    """
    first, second = float(_whole_events(events_a)), float(_whole_events(events_b))
    exposed, of_all = float(_exposed(exposure_a)), float(_exposed(exposure_a) + _exposed(exposure_b))
    if math.isnan(first + second + of_all):
        return math.nan
    tail = _binomial_tail(int(first), int(first + second), exposed / of_all)
    return min(1.0, 2 * tail)


def change_is_clear(
    events_a: float, exposure_a: float, events_b: float, exposure_b: float, level: float = WATCH
) -> bool | None:
    """Whether a rate (or, with exposures 1 and 1, a count) of events differs more than chance explains.

    The test is :func:`change_p_value`. Registers hold much the same people from year to year, so the answer is on
    the careful side.

    Takes what :func:`change_p_value` takes, and a level. ``None`` where a number is hidden or missing or an exposure is
    0: then nothing can be said, which is not the same as "no clear change".

    Examples
    --------
    >>> change_is_clear(41, 1, 52, 1), change_is_clear(41, 1, 82, 1), change_is_clear(41, 1, float("nan"), 1)
    (False, True, None)
    """
    outside = 1 - _sound_level(level)
    p_value = change_p_value(events_a, exposure_a, events_b, exposure_b)
    return None if math.isnan(p_value) else p_value < outside


def rate_difference(
    events_a: float, exposure_a: float, events_b: float, exposure_b: float, level: float = WATCH
) -> tuple[float, float, float]:
    """Difference of two rates (a − b) and its interval, which leaves out 0 exactly when :func:`change_is_clear`.

    Given the sum of both, the events of a are binomial; the exact limits of that share (Clopper and Pearson 1934) are
    carried over to the difference. The limits are exact as a test; far from 0 they do not hold the chance in the
    sum itself, which is small where one side is the rest of a country.

    Takes what :func:`change_p_value` takes, and a level; gives events per one of exposure. All are NaN where a number
    is NaN or an exposure is 0; without a single event the limits are NaN, since nothing can be learnt of the ratio.

    Examples
    --------
    >>> [round(1000 * number, 2) for number in rate_difference(31, 9_350, 50_000, 5_600_000)]
    [-5.61, -6.68, -4.22]
    """
    first, second = float(_whole_events(events_a)), float(_whole_events(events_b))
    exposed, other = float(_exposed(exposure_a)), float(_exposed(exposure_b))
    of_all, outside = first + second, (1 - _sound_level(level)) / 2

    def apart(share: float) -> float:
        return of_all * (share / exposed - (1 - share) / other)

    if math.isnan(of_all + exposed + other) or of_all == 0:
        return 0.0 if of_all == 0 and exposed + other > 0 else math.nan, math.nan, math.nan
    limits = _share_limits(int(first), int(of_all), outside)
    return first / exposed - second / other, apart(limits[0]), apart(limits[1])


def share_interval(count: ArrayLike, n: ArrayLike, level: float = WATCH) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's score interval of a share, without continuity correction.

    Parameters
    ----------
    count, n
        How many of how many; broadcast against each other. A count made of a published, rounded share, or the mean of
        twelve months, need not be whole.
    level
        Two-sided confidence level, `WATCH` (95 %) or `ALARM` (99.8 %).

    Returns
    -------
    low, high
        Between 0 and 1; NaN where a number is NaN or ``n`` is 0.

    Raises
    ------
    ValueError
        A negative or endless number, or more than ``n``.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the American
    Statistical Association 22, 209–212.

    Examples
    --------
    >>> low, high = share_interval([0, 81], [10, 263])
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0, 0.2553], [0.2775, 0.3662])
    """
    found, trials = _of_how_many(count, n)
    square = _two_sided(level) ** 2
    share = found / trials
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    half = np.sqrt(square * (share * (1 - share) / trials + square / (4 * trials**2))) / (1 + square / trials)
    # At the ends rounding would leave a limit just beside 0 or 1, and the share itself outside.
    low = np.where(found == 0, 0.0, np.minimum(middle - half, share))
    high = np.where(found == trials, 1.0, np.maximum(middle + half, share))
    return np.where(np.isnan(share), np.nan, low)[()], np.where(np.isnan(share), np.nan, high)[()]


def share_difference(
    count_a: ArrayLike, n_a: ArrayLike, count_b: ArrayLike, n_b: ArrayLike, level: float = WATCH
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Difference of two shares (a − b) of different people, and Newcombe's hybrid score interval of it (method 10).

    Takes what :func:`share_interval` takes, twice; gives numbers between −1 and 1 (times 100: percentage points), NaN
    where a number is NaN or an ``n`` is 0. Where both are years of one register most people are in both, and the
    interval is on the careful side.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions: comparison of
    eleven methods. Statistics in Medicine 17, 873–890.

    Examples
    --------
    >>> [round(float(number), 4) for number in share_difference(56, 70, 48, 80)]
    [0.2, 0.0524, 0.3339]
    """
    low_a, high_a = share_interval(count_a, n_a, level)
    low_b, high_b = share_interval(count_b, n_b, level)
    share_a, share_b = np.divide(*_of_how_many(count_a, n_a)), np.divide(*_of_how_many(count_b, n_b))
    difference = share_a - share_b
    low = difference - np.hypot(share_a - low_a, high_b - share_b)
    high = difference + np.hypot(high_a - share_a, share_b - low_b)
    return difference[()], low[()], high[()]


def _of_how_many(count: ArrayLike, n: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    found, trials = np.broadcast_arrays(np.asarray(count, dtype=float), np.asarray(n, dtype=float))
    if (found < 0).any() or (found > trials).any() or np.isinf(trials).any():
        raise ValueError("a share is a count of no more than all: neither negative nor endless")
    return found, np.where(trials == 0, np.nan, trials)


def _whole_events(events: ArrayLike) -> np.ndarray:
    observed = np.asarray(events, dtype=float)
    known = observed[~np.isnan(observed)]
    if (known < 0).any():
        raise ValueError("the number of events is negative; give the number of events, not a change or a net figure")
    if not (known == np.floor(known)).all() or np.isinf(known).any():
        raise ValueError("events are whole numbers; for a mean of several years give their sum and summed exposure")
    return observed


def _exposed(exposure: ArrayLike) -> np.ndarray:
    exposed = np.asarray(exposure, dtype=float)
    if (exposed < 0).any() or np.isinf(exposed).any():
        raise ValueError("the exposure is negative or endless; give person-years, for instance the mean population")
    return np.where(exposed == 0, np.nan, exposed)


def _sound_level(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1 (95 % is 0.95), got: {level}")
    return level


def _two_sided(level: float) -> float:
    """The normal deviate that leaves half of what is outside ``level`` above it."""
    return NormalDist().inv_cdf(1 - (1 - _sound_level(level)) / 2)


def _byar(observed: np.ndarray, deviate: float) -> tuple[np.ndarray, np.ndarray]:
    # Small counts are lifted to 1 only to keep the arithmetic defined: the exact limits replace them.
    count = np.maximum(observed, 1)
    low = count * np.maximum(1 - 1 / (9 * count) - deviate / (3 * np.sqrt(count)), 0) ** 3
    high = (count + 1) * (1 - 1 / (9 * (count + 1)) + deviate / (3 * np.sqrt(count + 1))) ** 3
    return low, high


@lru_cache(maxsize=16)
def _exact_limits(level: float) -> tuple[tuple[float, float], ...]:
    """Garwood's limits for 0, 1, … events below ten."""
    outside = (1 - _sound_level(level)) / 2
    return tuple((_exact_low(count, outside), _exact_high(count, outside)) for count in range(EXACT_BELOW))


def _exact_low(count: int, outside: float) -> float:
    """The mean at which so many events or more have the probability ``outside``."""
    if count == 0:
        return 0.0
    return _crossing(lambda mean: _at_least(count, mean) < outside)


def _exact_high(count: int, outside: float) -> float:
    """The mean at which so many events or fewer have the probability ``outside``."""
    return _crossing(lambda mean: _at_most(count, mean) > outside)


def _crossing(still_below: Callable[[float], bool]) -> float:
    """Where ``still_below`` turns from true to false."""
    low, high = 0.0, 1.0
    while still_below(high):
        low, high = high, 2 * high
    return _halved(low, high, still_below)


def _halved(low: float, high: float, still_below: Callable[[float], bool]) -> float:
    """The same between two numbers, halving until no number lies between."""
    middle = (low + high) / 2
    while low < middle < high:
        low, high = (middle, high) if still_below(middle) else (low, middle)
        middle = (low + high) / 2
    return middle


def _poisson(count: int, mean: float) -> float:
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1)) if mean > 0 else float(count == 0)


def _at_most(count: int, mean: float) -> float:
    return math.fsum(_poisson(number, mean) for number in range(count + 1))


def _at_least(count: int, mean: float) -> float:
    # Added up from its own side: one minus the other tail would lose the digits of a small probability.
    if mean > count + 1:
        return 1 - _at_most(count - 1, mean)
    terms, term, number = [], _poisson(count, mean), count
    while term > 1e-20 * (terms[0] if terms else 0):
        terms.append(term)
        number += 1
        term *= mean / number
    return math.fsum(terms)


def _share_limits(count: int, trials: int, outside: float) -> tuple[float, float]:
    """The shares at which so many or more, and so many or fewer, have the probability ``outside``."""

    def too_low(share: float) -> bool:
        return count >= trials * share and _binomial_tail(count, trials, share) < outside

    def not_too_high(share: float) -> bool:
        return count > trials * share or _binomial_tail(count, trials, share) > outside

    middle = count / trials
    low = 0.0 if count == 0 else _halved(0.0, middle, too_low)
    return low, 1.0 if count == trials else _halved(middle, 1.0, not_too_high)


def _binomial_tail(count: int, trials: int, share: float) -> float:
    """Probability of ``count`` or what lies further from the expected number, on the side where ``count`` lies."""
    if count > trials * share:
        return _binomial_tail(trials - count, trials, 1 - share)
    choose = math.lgamma(trials + 1) - math.lgamma(count + 1) - math.lgamma(trials - count + 1)
    first = math.exp(choose + count * math.log(share) + (trials - count) * math.log1p(-share))
    # Below the expected number the terms only fall: twelve standard deviations further nothing shows any more.
    reach = min(count, 40 + int(12 * math.sqrt(trials * share * (1 - share))))
    lower = count - np.arange(reach)
    return first * (1 + float(np.cumprod(lower / (trials - lower + 1) * ((1 - share) / share)).sum()))
