"""How far chance alone moves a count or a rate of events; knows no indicator, no area and no words of judgement.

Only for events (moves, births, crimes): a stock of the population register does not vary by chance in this sense.
Shares of a whole number of people have methods of their own.
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

    Parameters
    ----------
    events_a, exposure_a, events_b, exposure_b
        As for :func:`change_p_value`.
    level
        `WATCH` or `ALARM`.

    Returns
    -------
    bool or None
        ``None`` where a number is hidden or missing or an exposure is 0: then nothing can be said, which is not the
        same as "no clear change".

    Raises
    ------
    ValueError
        As :func:`rate_interval`.

    Examples
    --------
    >>> change_is_clear(41, 1, 52, 1), change_is_clear(41, 1, 82, 1), change_is_clear(41, 1, float("nan"), 1)
    (False, True, None)
    """
    outside = 1 - _sound_level(level)
    p_value = change_p_value(events_a, exposure_a, events_b, exposure_b)
    return None if math.isnan(p_value) else p_value < outside


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
    """Where ``still_below`` turns from true to false, halving until no number lies between."""
    low, high = 0.0, 1.0
    while still_below(high):
        low, high = high, 2 * high
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


def _binomial_tail(count: int, trials: int, share: float) -> float:
    """Probability of ``count`` or what lies further from the expected number, on the side where ``count`` lies."""
    if count > trials * share:
        return _binomial_tail(trials - count, trials, 1 - share)
    choose = math.lgamma(trials + 1) - math.lgamma(count + 1) - math.lgamma(trials - count + 1)
    term = math.exp(choose + count * math.log(share) + (trials - count) * math.log1p(-share))
    terms, odds = [], (1 - share) / share
    # Below the expected number the terms only fall, so the sum may stop at what no longer shows.
    while count >= 0 and term > 1e-18 * (terms[0] if terms else 0):
        terms.append(term)
        term *= odds * count / (trials - count + 1)
        count -= 1
    return math.fsum(terms)
