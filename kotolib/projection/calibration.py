"""All earlier forecasts of all municipalities, ready to tell how far a new one may miss; made once per edition.

Knows the two segments of the foreign-language population and that they are never chained; reads no files.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kotolib.errors import N_, StoreDamaged
from kotolib.projection import record
from kotolib.projection.intervals import MARGIN, SMALLEST_POOL, Pool
from kotolib.projection.method import LONGEST_HORIZON
from kotolib.projection.record import Coverage

EARLIER = "earlier"
CURRENT = "current"

FIRST_ORIGIN = 1995
"""Forecasts of 1993 and 1994 overshot by 13 % in one year, after the leap of 1991, and would widen all that follow."""
FIRST_JUDGED = 2001
"""Hits are counted from here: at the longest horizon two whole years of outcomes are known by then."""


@dataclass(frozen=True)
class Overall:
    """How the intervals have held over all municipalities; each figure is printed with every projection.

    Attributes
    ----------
    earlier
        Forecasts made in the earlier segment (2001–2011).
    current
        Forecasts made in the present one (2020–2024). With the margin of 1.25 not independent of it.
    worst
        The year and horizon of the present segment that went worst (made 2022, for 2023).
    latest_bias
        Sum of all municipalities' last one-year forecasts against what came, minus one (+0.03: 3 % too many).
    """

    earlier: Coverage
    current: Coverage
    worst: Coverage
    latest_bias: float


@dataclass(frozen=True, eq=False)
class Calibration:
    """Earlier forecasts and their outcomes.

    Attributes
    ----------
    forecasts
        :data:`kotolib.projection.record.COLUMNS`, a row per segment, area, origin and horizon.
    margin
        What the misses are stretched by in ``inside80`` and ``inside95`` and in every interval told from here.
    """

    forecasts: pd.DataFrame = field(repr=False)
    margin: float = MARGIN

    def to_frame(self) -> pd.DataFrame:
        """One flat frame of text and numbers, for a parquet file."""
        return self.forecasts.assign(margin=self.margin)

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> "Calibration":
        """What :meth:`to_frame` gave.

        Raises
        ------
        StoreDamaged
            The frame is something else.
        """
        if set(frame.columns) != {*record.COLUMNS, "margin"} or frame["margin"].nunique() != 1:
            raise StoreDamaged(
                N_("Laskelman osuvuustaulukko on rikki: poista kansio data_sources/store, niin se tehdään uudelleen.")
            )
        return cls(frame[list(record.COLUMNS)], float(frame["margin"].iloc[0]))

    @property
    def origin(self) -> int:
        """The year that projections start from."""
        return int(self._current["origin"].max())

    @property
    def origins(self) -> tuple[int, ...]:
        """Years of the present segment, the last being the origin of today's projections."""
        return tuple(sorted(self._growths))

    def growth(self, origin: int) -> float:
        """The country's yearly log growth that forecasts made in ``origin`` used."""
        return self._growths[origin]

    def total(self, year: int) -> float:
        """All municipalities together at the end of a year of the present segment, persons."""
        return float(self._totals[year])

    def pool(self, horizon: int, known_by: int) -> Pool | None:
        """The misses of one horizon whose outcome was known by the end of a year, `None` if they are too few."""
        key = (horizon, known_by)
        if key not in self._pools:
            self._pools[key] = self._make_pool(horizon, known_by)
        return self._pools[key]

    def horizons(self, known_by: int) -> list[int]:
        """The horizons, from 1 without a gap, that enough misses are known of."""
        told = []
        for horizon in range(1, LONGEST_HORIZON + 1):
            if self.pool(horizon, known_by) is None:
                break
            told.append(horizon)
        return told

    @cached_property
    def overall(self) -> Overall:
        """The hits over all municipalities."""
        current = self._current
        last_year = current[(current["origin"] == self.origin - 1) & (current["horizon"] == 1)]
        return Overall(
            earlier=record.coverage(self.forecasts[self.forecasts["segment"] == EARLIER]),
            current=record.coverage(current),
            worst=record.worst(current),
            latest_bias=record.bias(last_year),
        )

    def _make_pool(self, horizon: int, known_by: int) -> Pool | None:
        known = self._misses["horizon"] == horizon
        known &= self._misses["target"] <= known_by
        counts, errors = self._misses["count"][known], self._misses["error"][known]
        return Pool.of(counts, errors) if len(errors) >= SMALLEST_POOL else None

    @cached_property
    def _pools(self) -> dict[tuple[int, int], Pool | None]:
        return {}

    @cached_property
    def _current(self) -> pd.DataFrame:
        return self.forecasts[self.forecasts["segment"] == CURRENT]

    @cached_property
    def _growths(self) -> dict[int, float]:
        first = self._current.drop_duplicates("origin")
        return {int(origin): float(growth) for origin, growth in zip(first["origin"], first["growth"], strict=True)}

    @cached_property
    def _totals(self) -> dict[int, float]:
        nearest = self._current[self._current["horizon"] == 1]
        return nearest.groupby("origin")["count"].sum().to_dict()

    @cached_property
    def _misses(self) -> dict[str, np.ndarray]:
        error = record.errors(self.forecasts)
        count, horizon = self.forecasts["count"].to_numpy(), self.forecasts["horizon"].to_numpy()
        target = self.forecasts["origin"].to_numpy() + horizon
        # Sorted by size once, so that each of the pools finds its part in order.
        order = np.argsort(count, kind="stable")
        order = order[~np.isnan(error[order])]
        return {"horizon": horizon[order], "target": target[order], "count": count[order], "error": error[order]}


def calibrate(
    earlier: pd.DataFrame, current: pd.DataFrame, first_growth: float | None = None, margin: float = MARGIN
) -> Calibration:
    """Make every forecast that could have been made, and see what came.

    Parameters
    ----------
    earlier
        Municipalities × years of the closed segment (1990–2012), persons; index: codes of today's municipalities.
    current
        The same for the segment that is projected (2020–2025). Municipalities only: a joint area would be counted
        twice in the country's growth and in the pool.
    first_growth
        The country's yearly log growth up to the first year of ``current``
        (:func:`kotolib.projection.segments.growth_between`).
    margin
        What the misses are stretched by.

    Returns
    -------
    Calibration
        About 29 000 forecasts; a second of work.

    Raises
    ------
    ValueError
        The segments overlap, have gaps or hold different municipalities.
    """
    _check_segments(earlier, current)
    origins = [year for year in earlier.columns[:-1] if year >= FIRST_ORIGIN]
    past = record.rolling_forecasts(earlier, origins).assign(segment=EARLIER)
    present = record.rolling_forecasts(current, list(current.columns), first_growth).assign(segment=CURRENT)
    made = pd.concat([past, present], ignore_index=True).assign(inside80=np.nan, inside95=np.nan)
    bare = Calibration(made, margin)
    judged = made["origin"] >= FIRST_JUDGED
    hits = record.with_hits(made[judged], bare.pool, margin)
    made.loc[judged, ["inside80", "inside95"]] = hits[["inside80", "inside95"]]
    return Calibration(made[list(record.COLUMNS)].astype({"segment": "str"}), margin)


def _check_segments(earlier: pd.DataFrame, current: pd.DataFrame) -> None:
    if set(earlier.index) != set(current.index) or not earlier.index.is_unique or not current.index.is_unique:
        raise ValueError("both segments hold each of today's municipalities once: carry old codes forward, add counts")
    if max(earlier.columns) >= min(current.columns):
        raise ValueError("the earlier segment ends before the current one begins; the two are never chained")
