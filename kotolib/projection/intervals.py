"""How far the truth may lie from a projection: signed quantiles of earlier misses; knows no years and no names.

Intervals that a model derives from its own fit are far too narrow on short yearly series (80 % intervals of
exponential smoothing held a third of the outcomes). These are taken from what forecasts of the same horizon, made
for municipalities of like size with only what was known at the time, really missed by.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from kotolib.projection.method import OFFSET

LEVELS = (0.80, 0.95)
"""The two intervals shown."""
MARGIN = 1.25
"""Misses are stretched by this (γ), chosen after 2022–2023 were seen: hits of those years are not independent of it."""
NEAREST_AT_LEAST = 200
"""At least so many misses speak for a municipality …"""
NEAREST_SHARE = 0.10
"""… or this share of all, if that is more."""
SMALLEST_POOL = 300
"""With fewer misses of a horizon (less than one year of all municipalities) no interval is told."""


def log_error(actual: ArrayLike, forecast: ArrayLike) -> np.ndarray:
    """The miss as a logarithm, ``ln((actual + 5) / (forecast + 5))``: positive when more came than was projected."""
    return np.log((np.asarray(actual, dtype=float) + OFFSET) / (np.asarray(forecast, dtype=float) + OFFSET))


def log_size(count: ArrayLike) -> np.ndarray:
    """Size of an area as the search for the nearest sees it."""
    return np.log(np.asarray(count, dtype=float) + OFFSET)


@dataclass(frozen=True)
class Pool:
    """Earlier misses of one horizon, sorted by the size of the area at the origin.

    Attributes
    ----------
    sizes, errors
        Log sizes, rising, and the log errors that belong to them; same length.
    """

    sizes: np.ndarray
    errors: np.ndarray

    @classmethod
    def of(cls, counts: ArrayLike, errors: ArrayLike) -> "Pool":
        """A pool from counts at the origin and log errors, in any order.

        Raises
        ------
        ValueError
            Fewer than `SMALLEST_POOL` errors: such a horizon must not be told.
        """
        sizes, errors = log_size(counts), np.asarray(errors, dtype=float)
        if len(errors) < SMALLEST_POOL:
            raise ValueError(f"{len(errors)} earlier errors are too few for an interval; at least {SMALLEST_POOL}")
        order = np.argsort(sizes, kind="stable")
        return cls(sizes[order], errors[order])

    def nearest(self, size: float) -> np.ndarray:
        """The errors of the areas nearest in log size, sorted; those as near as the last one all come along."""
        wanted = min(len(self.sizes), max(NEAREST_AT_LEAST, int(NEAREST_SHARE * len(self.sizes))))
        place = np.searchsorted(self.sizes, size)
        about = self.sizes[max(0, place - wanted) : place + wanted]
        radius = np.partition(np.abs(about - size), wanted - 1)[wanted - 1]
        return np.sort(self.errors[np.abs(self.sizes - size) <= radius])

    def spreads(self, size: float) -> np.ndarray:
        """Log distance of the lower and upper bound from the point, (levels, 2); lower ≤ 0 ≤ upper."""
        near = self.nearest(size)
        found = np.array([signed_quantiles(near, level) for level in LEVELS])
        return np.stack([np.minimum(found[:, 0], 0.0), np.maximum(found[:, 1], 0.0)], axis=1)


def signed_quantiles(ordered: np.ndarray, level: float) -> tuple[float, float]:
    """Lower and upper quantile of sorted errors, each moved outwards as ``n + 1`` asks of a finite sample.

    The count behind split conformal intervals (Vovk et al. 2005; Lei et al. 2018), each side by itself since misses
    are skewed; linear between neighbouring errors.

    References
    ----------
    Lei, J., G'Sell, M., Rinaldo, A., Tibshirani, R. J., Wasserman, L. (2018). Distribution-free predictive inference
    for regression. JASA 113, 1094–1111.
    """
    n, outside = len(ordered), (1 - level) / 2
    # The small shift keeps 0.1 · 10 from counting as 0.99999…
    low = np.floor((n + 1) * outside + 1e-9) / n
    high = min(1.0, np.ceil((n + 1) * (1 - outside) - 1e-9) / n)
    return _at(ordered, low), _at(ordered, high)


def _at(ordered: np.ndarray, share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


def bounds(pool: Pool, counts: ArrayLike, forecasts: ArrayLike, margin: float = MARGIN) -> np.ndarray:
    """Bounds of one horizon's projections in whole persons.

    Parameters
    ----------
    pool
        Misses of the same horizon, all known before the origin.
    counts, forecasts
        Persons at the origin and projected, one per area.
    margin
        What the misses are stretched by; 1 tells them as they were.

    Returns
    -------
    ndarray
        Areas × levels × (low, high), persons, outwards to the next whole one, never negative; the projection lies
        always between. NaN where the count or the projection is NaN.
    """
    forecasts = np.asarray(forecasts, dtype=float)
    sizes, inverse = np.unique(log_size(counts), return_inverse=True)
    unknown = np.full((len(LEVELS), 2), np.nan)
    spreads = np.array([unknown if np.isnan(size) else pool.spreads(size) for size in sizes])[inverse]
    raw = (forecasts[:, None, None] + OFFSET) * np.exp(margin * spreads) - OFFSET
    # The point itself is the last word where rounding in the logarithm would pass it.
    low = np.minimum(np.maximum(raw[..., 0], 0.0), forecasts[:, None])
    return np.stack([np.floor(low), np.ceil(np.maximum(raw[..., 1], forecasts[:, None]))], axis=-1)
