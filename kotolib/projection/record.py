"""What forecasts made in earlier years would have said, and what came: rolling origins, hits and misses.

Knows years and areas by name, but not where the counts come from. Only what was known at an origin is used there:
its counts, the country's growth up to it and the misses whose outcome had been seen. Leaving out single
municipalities instead would look right and be wrong, since all municipalities of one year share the same shock.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kotolib.projection.intervals import MARGIN, Pool, bounds, log_error
from kotolib.projection.method import LONGEST_HORIZON, country_growth, point

COLUMNS = ("segment", "area", "origin", "horizon", "count", "forecast", "actual", "growth", "inside80", "inside95")
"""segment, area: text · origin, horizon: int · the rest float: persons, log growth, 1 or 0; NaN where not known."""


@dataclass(frozen=True)
class RecordRow:
    """One earlier forecast of one area and what came.

    Attributes
    ----------
    made, target
        Years; the forecast was made of the figures of the end of ``made``.
    horizon
        ``target - made``.
    forecast
        Persons, not rounded.
    low80, high80, low95, high95
        Whole persons.
    actual
        Persons: the exact count where there is one.
    inside80, inside95
        Whether ``actual`` lies within, bounds included.
    """

    made: int
    target: int
    horizon: int
    forecast: float
    low80: float
    high80: float
    low95: float
    high95: float
    actual: float
    inside80: bool
    inside95: bool


@dataclass(frozen=True)
class Coverage:
    """Share of outcomes that fell within the intervals, over all municipalities.

    Attributes
    ----------
    first_made, last_made
        Years in which the forecasts were made.
    first_target, last_target
        Years they were made for.
    outcomes
        How many forecasts there were.
    inside80, inside95
        Shares of them, 0…1.
    """

    first_made: int
    last_made: int
    first_target: int
    last_target: int
    outcomes: int
    inside80: float
    inside95: float


def rolling_forecasts(counts: pd.DataFrame, origins: Iterable[int], first_growth: float | None = None) -> pd.DataFrame:
    """Forecasts made in each of the years with what was known then, and what came.

    Parameters
    ----------
    counts
        Municipalities × years (int, without gaps) of one unbroken segment, persons; index: codes.
    origins
        Years of the segment to stand in.
    first_growth
        The country's yearly log growth for an origin that has no year before it.

    Returns
    -------
    DataFrame
        `COLUMNS` without segment and hits; a row per area, origin and horizon. Targets after the segment are there
        for the last origin only, with ``actual`` NaN: these are the projections of today.
    """
    values = counts.to_numpy(dtype=float)
    years = _unbroken(counts.columns)
    tables = []
    for origin in origins:
        place = years.index(origin)
        growth = country_growth(values[:, : place + 1], first_growth)
        ahead = point(values[:, : place + 1], growth)
        last = LONGEST_HORIZON if origin == years[-1] else min(LONGEST_HORIZON, years[-1] - origin)
        tables += [_of_one_horizon(counts, place, ahead, horizon, growth) for horizon in range(1, last + 1)]
    return pd.concat(tables, ignore_index=True)


def _unbroken(columns: Iterable[int]) -> list[int]:
    years = [int(year) for year in columns]
    if years != list(range(years[0], years[0] + len(years))):
        raise ValueError(f"a segment has every year once and in order, got: {years}; never chain over a gap")
    return years


def _of_one_horizon(counts: pd.DataFrame, place: int, ahead: np.ndarray, horizon: int, growth: float) -> pd.DataFrame:
    target = place + horizon
    known = target < counts.shape[1]
    return pd.DataFrame(
        {
            "area": pd.array(counts.index, dtype="str"),
            "origin": int(counts.columns[place]),
            "horizon": horizon,
            "count": counts.iloc[:, place].to_numpy(dtype=float),
            "forecast": ahead[:, horizon - 1],
            "actual": counts.iloc[:, target].to_numpy(dtype=float) if known else np.nan,
            "growth": growth,
        }
    )


def is_inside(actual: np.ndarray, limits: np.ndarray) -> np.ndarray:
    """1 or 0 for each area and level, NaN where either is not known; ``limits`` from :func:`bounds`."""
    actual = np.asarray(actual, dtype=float)[:, None]
    hits = ((limits[..., 0] <= actual) & (actual <= limits[..., 1])).astype(float)
    return np.where(np.isnan(actual) | np.isnan(limits).any(axis=-1), np.nan, hits)


def with_hits(
    forecasts: pd.DataFrame, pool_of: Callable[[int, int], Pool | None], margin: float = MARGIN
) -> pd.DataFrame:
    """The same forecasts with ``inside80`` and ``inside95``.

    Parameters
    ----------
    forecasts
        From :func:`rolling_forecasts`.
    pool_of
        Gives the misses for a horizon that were known in a year, `None` where they are too few.
    margin
        What the misses are stretched by.
    """
    hits = np.full((len(forecasts), 2), np.nan)
    for (origin, horizon), rows in forecasts.groupby(["origin", "horizon"]).indices.items():
        pool = pool_of(horizon, origin)
        if pool is not None:
            made = forecasts.iloc[rows]
            hits[rows] = is_inside(made["actual"].to_numpy(), bounds(pool, made["count"], made["forecast"], margin))
    return forecasts.assign(inside80=hits[:, 0], inside95=hits[:, 1])


def coverage(forecasts: pd.DataFrame) -> Coverage:
    """Hits of the forecasts whose outcome is known and that had an interval.

    Raises
    ------
    ValueError
        There are none.
    """
    judged = forecasts[forecasts["inside80"].notna()]
    if judged.empty:
        raise ValueError("no forecast with an interval and a known outcome: give a longer earlier segment")
    target = judged["origin"] + judged["horizon"]
    return Coverage(
        first_made=int(judged["origin"].min()),
        last_made=int(judged["origin"].max()),
        first_target=int(target.min()),
        last_target=int(target.max()),
        outcomes=len(judged),
        inside80=float(judged["inside80"].mean()),
        inside95=float(judged["inside95"].mean()),
    )


def worst(forecasts: pd.DataFrame) -> Coverage:
    """The (origin, horizon) whose 80 % intervals held fewest outcomes."""
    share = forecasts.groupby(["origin", "horizon"])["inside80"].mean()
    origin, horizon = share.idxmin()
    return coverage(forecasts[(forecasts["origin"] == origin) & (forecasts["horizon"] == horizon)])


def bias(forecasts: pd.DataFrame) -> float:
    """Sum of the forecasts over the sum of what came, minus one; only forecasts whose outcome is known."""
    known = forecasts[forecasts["actual"].notna() & forecasts["forecast"].notna()]
    return float(known["forecast"].sum() / known["actual"].sum() - 1)


def errors(forecasts: pd.DataFrame) -> np.ndarray:
    """Log errors of the forecasts, NaN where the outcome is not known."""
    return log_error(forecasts["actual"], forecasts["forecast"])
