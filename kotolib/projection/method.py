"""The point of the outlook: shrunken, damped logarithmic growth; knows nothing of intervals, areas or sources.

A municipality goes on growing as it has grown, as far as it is large enough for that to mean something; the smaller
it is, the more it is taken to follow the whole country; and all growth slows down a little every year. Chosen among
thirty methods by their misses in 1995–2011 and 2021–2024; the constants were rounded with those years in sight, and
are kept: tuning them anew every year gained nothing.
"""

import numpy as np
from numpy.typing import ArrayLike

from kotolib.errors import N_, WrongWords

TREND_YEARS = 3
"""Growth is the mean of three years: with one, a single register correction steers the next five; five are late."""
HALF_OWN = 2000.0
"""Persons at which own and country's growth weigh the same. The optimum is flat: 800 to 20 000 differ by 2 %."""
DAMPING = 0.97
"""Each further year keeps this share of the growth; 0.95 to 1 differ by 2 %."""
OFFSET = 5.0
"""Persons added before a logarithm: there are municipalities with none, and one newcomer to two is no doubling."""
LARGEST_GROWTH = 0.3
"""Own yearly log growth is cut here (35 % a year): beyond it stand register corrections and single families."""
LONGEST_HORIZON = 5
"""Years; the share of hits falls with each and is not known beyond."""


def check_horizon(horizon: int) -> int:
    """The same number of years, if a projection may reach that far.

    Raises
    ------
    WrongWords
        Below one year or beyond `LONGEST_HORIZON`.
    """
    if not 1 <= horizon <= LONGEST_HORIZON:
        raise WrongWords(
            N_("Laskelma ulottuu 1–{longest} vuoden päähän, ei {horizon} vuoden: pidemmältä ei tiedetä, osuuko se."),
            longest=LONGEST_HORIZON,
            horizon=horizon,
        )
    return horizon


def trend_years(years: int) -> int:
    """Over how many years growth is taken when the segment has ``years`` yearly counts; 0 when it has one."""
    return min(TREND_YEARS, years - 1)


def country_growth(counts: ArrayLike, given: float | None = None) -> float:
    """Yearly log growth of all municipalities together over the last three years.

    Parameters
    ----------
    counts
        Municipalities × years, persons, of one unbroken segment up to and including the origin. Whoever is hidden in
        the first or the last of the years is left out of both sums.
    given
        The growth to use when the segment has one year only, from two totals of the same statistic.

    Raises
    ------
    ValueError
        One year and no ``given`` growth, or no persons to grow from.

    Examples
    --------
    >>> round(country_growth([[60, 64, 70, 75], [40, 41, 42, 45]]), 4)
    0.0608
    """
    counts = np.asarray(counts, dtype=float)
    span = trend_years(counts.shape[1])
    if span == 0:
        if given is None:
            raise ValueError("a segment of one year tells no growth: give the country's growth from two known totals")
        return float(given)
    ends = counts[:, [-1 - span, -1]]
    before, now = ends[~np.isnan(ends).any(axis=1)].sum(axis=0)
    if not (before > 0 and now > 0):
        raise ValueError("no persons to take the country's growth from: give the counts of all municipalities")
    return float(np.log(now / before) / span)


def own_growth(counts: ArrayLike, growth: float) -> np.ndarray:
    """Yearly log growth of each area over the last three years, cut at `LARGEST_GROWTH`.

    Parameters
    ----------
    counts
        Areas × years, persons, the last column being the origin.
    growth
        The country's, which stands in where there is one year only.
    """
    counts = np.asarray(counts, dtype=float)
    span = trend_years(counts.shape[1])
    if span == 0:
        return np.full(len(counts), float(growth))
    rate = np.log((counts[:, -1] + OFFSET) / (counts[:, -1 - span] + OFFSET)) / span
    return np.clip(rate, -LARGEST_GROWTH, LARGEST_GROWTH)


def own_weight(count: ArrayLike) -> np.ndarray:
    """The weight of the own growth, 0…1: 2 % at 50 persons, half at 2 000, 99 % in Helsinki."""
    count = np.asarray(count, dtype=float)
    return count / (count + HALF_OWN)


def point(counts: ArrayLike, growth: float, horizon: int = LONGEST_HORIZON) -> np.ndarray:
    """Projected persons, one to five years after the last column.

    Shrinkage of small areas' rates towards a common one is Stein's idea (Efron and Morris 1975); the damped trend is
    Gardner and McKenzie's (1985), here on logarithms.

    Parameters
    ----------
    counts
        Areas × years, persons, of one unbroken segment up to and including the origin; NaN where hidden. Areas do
        not touch each other: a joint area is one more row of added counts.
    growth
        The country's yearly log growth, from :func:`country_growth`.
    horizon
        Years ahead, at most `LONGEST_HORIZON`.

    Returns
    -------
    ndarray
        Areas × horizon, persons, not rounded, never negative; NaN where a needed count is NaN.

    Raises
    ------
    WrongWords
        The horizon is too long.

    References
    ----------
    Efron, B., Morris, C. (1975). Data analysis using Stein's estimator and its generalizations. JASA 70, 311–319.
    Gardner, E. S., McKenzie, E. (1985). Forecasting trends in time series. Management Science 31, 1237–1246.

    Examples
    --------
    >>> point([[838, 913, 989, 1138]], growth=0.06, horizon=2).round().tolist()
    [[1224.0, 1314.0]]
    """
    counts = np.asarray(counts, dtype=float)
    count = counts[:, -1]
    weight = own_weight(count)
    rate = weight * own_growth(counts, growth) + (1 - weight) * growth
    # The country's growth needs no offset, so the offset enters with the weight of the own growth.
    offset = (OFFSET * weight)[:, None]
    damped_years = np.cumsum(DAMPING ** np.arange(1, check_horizon(horizon) + 1))
    return np.maximum((count[:, None] + offset) * np.exp(rate[:, None] * damped_years) - offset, 0.0)
