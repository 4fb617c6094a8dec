"""Three separate statements about a goal's newest figure: its level beside similar municipalities, its change since the
baseline, and its distance from the path; never one arrow, and no sentence.
"""

import math
from dataclasses import dataclass

import numpy as np

from kotolib import comparison, frame, uncertainty
from kotolib.comparison import chance, series
from kotolib.indicators import Values
from kotolib.language.numbers import as_written
from kotolib.programme.measured import DOWN, UP
from kotolib.programme.monitoring import why
from kotolib.programme.monitoring.figure import Reading
from kotolib.programme.monitoring.readings import Readings
from kotolib.programme.path import Path

HIGHER, LOWER, ALIKE = "higher", "lower", "alike"
AHEAD, BEHIND, AROUND = "ahead", "behind", "around"
UNCHANGED = "unchanged"
NO_CLEAR_CHANGE = "no_clear_change"


@dataclass(frozen=True)
class Level:
    """Where the newest figure lies beside those of similar municipalities.

    Attributes
    ----------
    year
        Of the figures.
    median, low, high, number
        Of the similar municipalities that have a number to show.
    side
        `higher` or `lower` than the middle half of them, where chance does not explain it; else `alike`. None where
        nothing is said.
    thin
        Whether the similar municipalities are hardly alike.
    status, reason
        `ok`, or why there is no comparison (:mod:`kotolib.comparison.reasons`, :mod:`why`).
    """

    year: int | None = None
    median: float = math.nan
    low: float = math.nan
    high: float = math.nan
    number: int = 0
    side: str | None = None
    thin: bool = False
    status: str = frame.OK
    reason: str = ""


@dataclass(frozen=True)
class Change:
    """How far the newest figure is from the baseline.

    Attributes
    ----------
    years
        The baseline's and the figure's.
    amount, low, high
        In the indicator's unit; NaN limits where chance does not move it or is not known.
    word
        `up`, `down`, `unchanged`, or `no_clear_change` where chance explains it; None where nothing is said.
    status, reason
        `ok`, or why there is no change told.
    """

    years: tuple[int, int] | None = None
    amount: float = math.nan
    low: float = math.nan
    high: float = math.nan
    word: str | None = None
    status: str = frame.OK
    reason: str = ""


@dataclass(frozen=True)
class Distance:
    """How far the newest figure is from the path.

    Attributes
    ----------
    level
        Where the path is in the figure's year.
    amount
        The figure less the level, in the indicator's unit.
    side
        `ahead`, `behind`, or `around` where the interval holds the level.
    yearly
        What is still needed a year to the deadline, signed; NaN at the deadline.
    status, reason
        `ok`, or why there is no distance told.
    """

    level: float = math.nan
    amount: float = math.nan
    side: str | None = None
    yearly: float = math.nan
    status: str = frame.OK
    reason: str = ""


def level(found: Readings, newest: Reading | None, is_gap: bool) -> Level:
    """The figure beside similar municipalities; a gap is itself a comparison and is not set against others' gaps."""
    v = found.values
    if newest is None or not newest.is_shown:
        return Level(status=frame.MISSING, reason=newest.reason if newest else why.NO_FIGURE)
    if v is None or is_gap:
        return Level(newest.year, status=frame.NOT_APPLICABLE)
    spread = comparison.median_and_range(v, newest.year)
    told = {"year": newest.year, "number": spread.number, "status": spread.status, "reason": spread.reason}
    if spread.status != frame.OK:
        return Level(**told)
    if newest.reason:
        return Level(**told | {"status": frame.BELOW_QUALITY, "reason": newest.reason})
    thin = comparison.similar(next(iter(v.areas.values())), edition=v.edition).thin
    return Level(
        **told, median=spread.median, low=spread.low, high=spread.high, side=_side(v, newest, spread.median), thin=thin
    )


def _side(v: Values, newest: Reading, median: float) -> str:
    rows = v.frame[(v.frame["year"] == newest.year) & (v.frame["group"] == "") & v.frame["area"].isin(v.similar)]
    low, high = np.percentile(rows.loc[rows["status"].isin(frame.SHOWN), "value"], (25, 75))
    ends = newest.ends()
    if low <= newest.value <= high or ends[0] <= median <= ends[1]:
        return ALIKE
    return HIGHER if newest.value > high else LOWER


def change(found: Readings, baseline: Reading, newest: Reading, decimals: int | None) -> Change:
    """The newest figure against the baseline that is written in the programme.

    The chance of the change is that of the statistics' two rows; where the baseline is only written, nothing is said of
    its clearness.
    """
    for one in (baseline, newest):
        if not one.is_shown:
            return Change(status=one.status, reason=one.reason)
    years, amount = (baseline.year, newest.year), newest.value - baseline.value
    amount = amount if decimals is None else as_written(amount, decimals)
    if not newest.by_chance:
        word = UNCHANGED if abs(amount) < 1e-9 else UP if amount > 0 else DOWN
        return Change(years, amount, word=word)
    v = found.values
    rows = [series.row(v, next(iter(v.areas)), year) for year in years] if v is not None else [None]
    if any(row is None or row["status"] not in frame.SHOWN for row in rows) or newest.reason:
        return Change(years, amount, reason=newest.reason or why.NO_INTERVAL)
    told = chance.difference(v, rows[1], rows[0], uncertainty.WATCH)
    if told.clear is None:
        return Change(years, amount, reason=why.NO_INTERVAL)
    # The baseline stays as it is written, also when the statistics are revised: its chance is that of today's figure.
    moved = amount - told.amount
    low, high = told.low + moved, told.high + moved
    return Change(years, amount, low, high, UP if low > 0 else DOWN if high < 0 else NO_CLEAR_CHANGE)


def gap_change(baseline: Reading, newest: Reading, clear: bool | None, decimals: int | None) -> Change:
    """The change of a gap in points: `down` is narrower."""
    for one in (baseline, newest):
        if not one.is_shown:
            return Change(status=one.status, reason=one.reason)
    amount = newest.value - baseline.value
    amount = amount if decimals is None else as_written(amount, decimals)
    moved = UNCHANGED if abs(amount) < 1e-9 else UP if amount > 0 else DOWN
    reason = why.NO_INTERVAL if newest.by_chance and clear is None else ""
    word = None if reason else NO_CLEAR_CHANGE if newest.by_chance and not clear else moved
    return Change((baseline.year, newest.year), amount, word=word, reason=reason)


def distance(newest: Reading, way: Path, at: float, wanted: str) -> Distance:
    """The newest figure against the path's level ``at`` in its year."""
    if not newest.is_shown:
        return Distance(status=newest.status, reason=newest.reason)
    low, high = newest.ends()
    behind = newest.value < at if wanted == UP else newest.value > at
    side = AROUND if newest.by_chance and low <= at <= high else BEHIND if behind else AHEAD
    left = way.years[-1] - newest.moment
    yearly = (way.levels[-1] - newest.value) / left if left > 0 else math.nan
    return Distance(at, newest.value - at, side, yearly)
