"""The outlook of one area: projection, intervals and its own record, all numbers a page needs; knows no words.

What comes out is the municipality's own calculation, not an official projection, and says only what follows if the
mean growth of the latest years goes on; arrivals that the user expects are given by the user, never hidden here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kotolib.frame import BELOW_QUALITY, MISSING, OK
from kotolib.projection.calibration import Calibration, Overall
from kotolib.projection.intervals import bounds
from kotolib.projection.method import DAMPING, own_growth, own_weight, point, trend_years
from kotolib.projection.record import RecordRow, is_inside

SMALLEST_ORIGIN = 20
"""Persons at the origin below which nothing is projected: a family would be the whole of it."""

PROJECTED = ("area", "made", "year", "count", "point", "low80", "high80", "low95", "high95")

Exact = Mapping[tuple[str, int], float]


@dataclass(frozen=True)
class Assumptions:
    """What the projection takes for granted.

    Attributes
    ----------
    growth_from, growth_to
        Years between which growth was measured.
    country_growth, own_growth
        Mean yearly growth between them, shares (0.09: 9 % a year).
    own_weight
        Weight of the own growth, 0…1; the rest is the country's.
    latest_country_growth
        The country's growth in the last of the years alone, a share.
    damping
        Share of the growth that each further year keeps.
    """

    growth_from: int
    growth_to: int
    country_growth: float
    own_growth: float
    own_weight: float
    latest_country_growth: float
    damping: float


@dataclass(frozen=True)
class Outlook:
    """The projection of one area with its intervals and its record.

    Attributes
    ----------
    area
        Id of the municipality or of the joint area.
    origin_year
        The projection starts from the end of this year.
    status
        `ok`; `below_quality` when the area has under 20 persons; `missing` when a needed count is hidden or missing.
        In the two last cases there are no numbers: nothing is printed from which a count could be solved back.
    origin_count
        Persons the projection starts from (a count from a rounded share, so *noin*); NaN without projection.
    history
        (year, persons) of the segment, the exact count where there is one.
    years, point, low80, high80, low95, high95
        Five of each; points not rounded, bounds in whole persons. A horizon with too few known misses is left out.
    record
        Every earlier forecast whose outcome is known, by horizon and year.
    overall
        Hits over all municipalities.
    gamma
        What the intervals are stretched by, chosen after 2022–2023 were seen.
    assumptions
        `None` without projection.
    """

    area: str
    origin_year: int
    status: str
    origin_count: float
    history: tuple[tuple[int, float], ...]
    years: tuple[int, ...]
    point: tuple[float, ...]
    low80: tuple[float, ...]
    high80: tuple[float, ...]
    low95: tuple[float, ...]
    high95: tuple[float, ...]
    record: tuple[RecordRow, ...]
    overall: Overall
    gamma: float
    assumptions: Assumptions | None

    @property
    def own_hits(self) -> tuple[int, int]:
        """How many outcomes lay within the 80 % interval, and of how many."""
        return self.hits()

    def hits(self, *horizons: int) -> tuple[int, int]:
        """The same for some horizons only, those that a figure shows.

        Examples
        --------
        ``outlook.hits(1, 3)`` → ``(8, 8)``.
        """
        rows = [row for row in self.record if not horizons or row.horizon in horizons]
        return sum(row.inside80 for row in rows), len(rows)


def outlook(calibration: Calibration, counts: pd.Series, area: str, actual: Exact | None = None) -> Outlook:
    """Project one area and tell how earlier projections of it would have done.

    Parameters
    ----------
    calibration
        From :func:`kotolib.projection.calibrate`.
    counts
        Persons by year (index: int), the derived series so that municipalities are alike; NaN where hidden. For a
        joint area the **added counts** of its members: the sum of their projections is another figure, since the
        weights are not linear. Years outside the calibration's present segment are not looked at.
    area
        Id of the area.
    actual
        Exact counts by (area, year) where they exist: they are what came in the record and what stands in
        ``history``; the projection's input stays ``counts``.

    Returns
    -------
    Outlook
        Without numbers where there must be none; see its ``status``.

    Examples
    --------
    ``outlook(calibration, counts.loc["211"], "211", actual={("211", 2023): 1132})``
    """
    exact = {year: count for (whose, year), count in (actual or {}).items() if whose == area}
    series = counts.reindex(calibration.origins).astype(float)
    status = _status(series)
    told = series if status == OK else series.iloc[:0]
    fan = _fan(calibration, told, area)
    return Outlook(
        area=area,
        origin_year=calibration.origin,
        status=status,
        origin_count=float(told.iloc[-1]) if len(told) else np.nan,
        history=tuple((year, float(exact.get(year, count))) for year, count in told.items()),
        **{name: tuple(fan[name]) for name in ("point", "low80", "high80", "low95", "high95")},
        years=tuple(int(year) for year in fan["year"]),
        record=tuple(_record(calibration, told, exact)),
        overall=calibration.overall,
        gamma=calibration.margin,
        assumptions=_assumptions(calibration, told) if len(told) else None,
    )


def project(calibration: Calibration, counts: pd.DataFrame) -> pd.DataFrame:
    """Project many areas at once.

    Parameters
    ----------
    calibration
        From :func:`kotolib.projection.calibrate`.
    counts
        Areas × years, as in :func:`outlook`; joint areas as rows of added counts among the municipalities: no row
        touches another, and the country's growth and the misses come from the calibration alone.

    Returns
    -------
    DataFrame
        `PROJECTED`, a row per area and year, in the order of ``counts``; NaN where nothing may be projected.
    """
    series = counts.reindex(columns=list(calibration.origins)).astype(float)
    origin = calibration.origin
    allowed = series.where(series[origin] >= SMALLEST_ORIGIN)
    ahead = point(allowed.to_numpy(), calibration.growth(origin))
    tables = [
        _of_one_year(calibration, allowed[origin], ahead[:, horizon - 1], horizon)
        for horizon in calibration.horizons(known_by=origin)
    ]
    if not tables:
        return pd.DataFrame(columns=list(PROJECTED))
    # Every year's table has the areas in the same order: interleaved, each area's years stand together.
    order = np.arange(len(tables) * len(counts)).reshape(len(tables), -1).T.ravel()
    return pd.concat(tables, ignore_index=True).iloc[order].reset_index(drop=True)


def _of_one_year(calibration: Calibration, count: pd.Series, ahead: np.ndarray, horizon: int) -> pd.DataFrame:
    origin = calibration.origin
    limits = bounds(calibration.pool(horizon, origin), count.to_numpy(), ahead, calibration.margin)
    columns = (count.index, origin, origin + horizon, count.to_numpy(), ahead, *limits.reshape(len(count), 4).T)
    return pd.DataFrame(dict(zip(PROJECTED, columns, strict=True)))


def _status(series: pd.Series) -> str:
    origin = series.iloc[-1]
    needed = series.iloc[-1 - trend_years(len(series)) :: trend_years(len(series)) or 1]
    if needed.isna().any():
        return MISSING
    return OK if origin >= SMALLEST_ORIGIN else BELOW_QUALITY


def _fan(calibration: Calibration, series: pd.Series, area: str) -> pd.DataFrame:
    if series.empty:
        return pd.DataFrame(columns=list(PROJECTED))
    return project(calibration, pd.DataFrame([series.to_numpy()], index=[area], columns=series.index))


def _record(calibration: Calibration, series: pd.Series, exact: Mapping[int, float]) -> Iterator[RecordRow]:
    """By horizon, then by year. Where the area was too small at the time, nothing would have been told."""
    for horizon in calibration.horizons(known_by=calibration.origin):
        for made in series.index[: -horizon or None]:
            count, actual = series[made], exact.get(made + horizon, series[made + horizon])
            pool = calibration.pool(horizon, known_by=made)
            if pool is None or not count >= SMALLEST_ORIGIN or np.isnan(actual):
                continue
            forecast = point([series.loc[:made].to_numpy()], calibration.growth(made), horizon)[:, -1]
            limits = bounds(pool, [count], forecast, calibration.margin)
            if not np.isnan(limits).any():
                yield _row(int(made), horizon, float(forecast[0]), limits, float(actual))


def _row(made: int, horizon: int, forecast: float, limits: np.ndarray, actual: float) -> RecordRow:
    inside80, inside95 = is_inside([actual], limits)[0]
    (low80, high80), (low95, high95) = limits[0].tolist()
    return RecordRow(
        made=made,
        target=made + horizon,
        horizon=horizon,
        forecast=forecast,
        low80=low80,
        high80=high80,
        low95=low95,
        high95=high95,
        actual=actual,
        inside80=bool(inside80),
        inside95=bool(inside95),
    )


def _assumptions(calibration: Calibration, series: pd.Series) -> Assumptions:
    origin = calibration.origin
    growth = calibration.growth(origin)
    return Assumptions(
        growth_from=origin - trend_years(len(series)),
        growth_to=origin,
        country_growth=float(np.expm1(growth)),
        own_growth=float(np.expm1(own_growth([series.to_numpy()], growth)[0])),
        own_weight=float(own_weight(series.iloc[-1])),
        latest_country_growth=calibration.total(origin) / calibration.total(origin - 1) - 1,
        damping=DAMPING,
    )
