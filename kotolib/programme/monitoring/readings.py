"""The figures by which a goal is followed, year by year, with their chance at 95 % and 99.8 %; judges no goal.

A declared indicator gives all its years; a gap is that of the area to the country, in the direction it had at the
baseline; the municipality's own indicator gives the two measurements of *Mittarit*, under the protection of small own
counts.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import NormalDist

import pandas as pd

from kotolib import comparison, frame, uncertainty
from kotolib.comparison import chance, series
from kotolib.indicators import Values
from kotolib.language.numbers import as_written
from kotolib.programme.measured import Measured
from kotolib.programme.monitoring import own_figures, why
from kotolib.programme.monitoring.figure import FEWEST_PEOPLE, NONE, Reading
from kotolib.programme.records import Goal, Programme
from kotolib.situation import Situation

GAP = "gap"
_WIDER = NormalDist().inv_cdf((1 + uncertainty.ALARM) / 2) / NormalDist().inv_cdf((1 + uncertainty.WATCH) / 2)


@dataclass(frozen=True)
class Readings:
    """All figures of a goal's indicator.

    Attributes
    ----------
    all
        By rising year, those that are hidden too.
    values
        Of a declared indicator, with the country and the similar municipalities; None of an own one.
    least_chance
        Whether the intervals are the narrowest that there can be, since how many people stand behind an own share is
        not known.
    """

    all: tuple[Reading, ...] = ()
    values: Values | None = field(default=None, compare=False)
    least_chance: bool = False

    def of(self, year: int | None) -> Reading | None:
        """The figure of a year, hidden or not."""
        return next((one for one in self.all if one.year == year), None)

    def newest(self, until: int = 9999) -> Reading | None:
        """The last figure that is there, hidden or not, up to a year."""
        return next((one for one in reversed(self.all) if one.year <= until and one.status != frame.MISSING), None)

    def with_figure(self, year: int, value: float) -> "Readings":
        """The same with a figure tried out in the place of a year's and of all later ones.

        Its chance is that of the nearest figure: how wide the interval of a figure to come is, nobody knows.
        """
        before = tuple(one for one in self.all if one.year < year)
        there = self.of(year)
        like = next((one for one in reversed((*before, there)) if one and one.is_shown and one.by_chance), None)
        chance = {}
        if like:
            moved = value - like.value
            ends = {"interval": like.interval, "alarm": like.alarm}
            chance = {name: (low + moved, high + moved) for name, (low, high) in ends.items()}
        tried = replace(there, value=value, **chance) if there and there.is_shown else Reading(year, value, **chance)
        return replace(self, all=(*before, tried))

    def break_between(self, first: int, last: int) -> tuple[str, int | None]:
        """Why two years may not be set against each other (`break`, `gap` or empty), and the first year of the break.

        A hole in one table breaks nothing; two tables with years between them do.
        """
        if self.values is None:
            return "", None
        for part in self.values.indicator.parts:
            if part.break_before and first < part.years[0] <= last:
                return why.BREAK, part.years[0]
        own = next(iter(self.values.areas))
        rows = [series.row(self.values, own, year) for year in (first, last)]
        if any(row is None for row in rows) or series.together(self.values, own, (first, last)):
            return "", None
        origins = {self.values.origin[row.name] for row in rows}
        return (why.GAP, None) if len(origins) > 1 else ("", None)


def readings(here: Situation, programme: Programme, goal: Goal, indicator: Measured) -> Readings:
    """The figures of a goal.

    Parameters
    ----------
    here
        The situation.
    programme
        Has the threshold of small own counts.
    goal
        Its type decides whether the level or the gap is followed.
    indicator
        What it is measured by.

    Examples
    --------
    >>> import kotolib as koto
    >>> from kotolib.programme.measured import measured
    >>> here, goal = koto.begin("211", as_of="2026-11-24"), Goal(id="T1", indicator="unemployed.share")
    >>> newest = readings(here, Programme(), goal, measured(here, Programme(), goal.indicator)).newest()
    >>> newest.year, newest.value
    (2024, 8.4)
    """
    if indicator.own:
        found, least = own_figures.of(here, programme, indicator)
        return Readings(found, least_chance=least)
    v = comparison.values(here, indicator.id, against=("country", "similar"))
    found = _gaps(v, goal) if goal.target_type == GAP else _levels(v)
    return Readings(tuple(found), v)


# --- declared


def _levels(v: Values) -> Iterator[Reading]:
    for _, row in v.of(next(iter(v.areas)), "").iterrows():
        reason = _unfit(v, row)
        at_95, at_998 = (interval_of(v, row, level) for level in (uncertainty.WATCH, uncertainty.ALARM))
        value = as_written(float(row["value"]), v.indicator.decimals) if row["status"] in frame.SHOWN else math.nan
        yield Reading(int(row["year"]), value, at_95, at_998, row["status"], reason)


def _unfit(v: Values, row: pd.Series) -> str:
    """Why a row is not judged."""
    if row["denominator"] == 0:
        return why.NOBODY
    if row["status"] == frame.BELOW_QUALITY:
        return why.FEW
    if row["status"] not in frame.SHOWN:
        return why.NO_FIGURE if row["status"] == frame.MISSING else why.HIDDEN
    few_people = v.indicator.kind == "share" and row["denominator"] < FEWEST_PEOPLE
    return why.FEW if few_people or chance.is_few(v, row) else ""


def interval_of(v: Values, row: pd.Series, level: float) -> tuple[float, float]:
    """The interval of a row at a level, in the indicator's unit; NaN where the declaration knows of no chance."""
    declared = v.indicator
    if row["status"] not in frame.SHOWN or pd.isna(row["low"]):
        return NONE
    if level == uncertainty.WATCH:
        return float(row["low"]), float(row["high"])
    if declared.variation == "binomial":
        low, high = uncertainty.share_interval(row["numerator"], row["denominator"], level)
        return 100 * float(low), 100 * float(high)
    if len(declared.behind) > 1:
        # Of a net its sides are not at hand here: both halves of the interval grow as those of a normal one.
        value = float(row["value"])
        return value - _WIDER * (value - float(row["low"])), value + _WIDER * (float(row["high"]) - value)
    if declared.kind == "rate":
        low, high = uncertainty.rate_interval(row["numerator"], row["denominator"], level=level)
    else:
        low, high = uncertainty.count_interval(row["value"], level)
    return float(low), float(high)


# --- a gap to the country


def _gaps(v: Values, goal: Goal) -> Iterator[Reading]:
    own_id = next(iter(v.areas))
    years = [int(year) for year in v.of(own_id, "")["year"]]
    pairs = {year: (series.row(v, own_id, year), series.row(v, frame.COUNTRY, year)) for year in years}
    told = [year for year, pair in pairs.items() if not _why_no_gap(v, pair)]
    if not told:
        sign = 1.0
    else:
        begun = goal.baseline_year if goal.baseline_year in told else told[-1]
        sign = math.copysign(1.0, _points(v, pairs[begun]))
    for year, pair in pairs.items():
        if reason := _why_no_gap(v, pair):
            yield Reading(year, math.nan, status=_status_without(reason, pair), reason=reason)
        else:
            yield _gap(v, year, pair, sign)


def _gap(v: Values, year: int, pair: tuple[pd.Series, pd.Series], sign: float) -> Reading:
    at_95, at_998 = (_gap_interval(v, pair, sign, level) for level in (uncertainty.WATCH, uncertainty.ALARM))
    preliminary = any(row["status"] == frame.PRELIMINARY for row in pair)
    status = frame.PRELIMINARY if preliminary else frame.OK
    return Reading(year, as_written(sign * _points(v, pair), v.indicator.decimals), at_95, at_998, status)


def _points(v: Values, pair: tuple[pd.Series, pd.Series]) -> float:
    """The gap of the figures as they are printed: a reader subtracts those."""
    own, other = (as_written(float(row["value"]), v.indicator.decimals) for row in pair)
    return own - other


def _gap_interval(v: Values, pair: tuple[pd.Series, pd.Series], sign: float, level: float) -> tuple[float, float]:
    """From the intervals of both figures (MOVER; Zou and Donner 2008, Statistics in Medicine 27, 1693–1702)."""
    own, other = pair
    (low, high), (other_low, other_high) = (interval_of(v, row, level) for row in pair)
    if math.isnan(low):
        return NONE
    if math.isnan(other_low):
        other_low = other_high = float(other["value"])
    points = float(own["value"] - other["value"])
    below = math.hypot(own["value"] - low, other_high - other["value"])
    above = math.hypot(high - own["value"], other["value"] - other_low)
    ends = (sign * (points - below), sign * (points + above))
    return min(ends), max(ends)


def _why_no_gap(v: Values, pair: tuple[pd.Series | None, pd.Series | None]) -> str:
    own, other = pair
    if v.indicator.kind == "count":
        return why.A_COUNT
    if reason := _unfit(v, own):
        return reason
    return why.NO_OTHER if other is None or other["status"] not in frame.SHOWN else ""


def _status_without(reason: str, pair: tuple[pd.Series, pd.Series | None]) -> str:
    """The status of a year that has no gap."""
    if reason in (why.FEW, why.A_COUNT):
        return frame.BELOW_QUALITY if reason == why.FEW else frame.NOT_APPLICABLE
    hidden = [row["status"] for row in pair if row is not None and row["status"] not in frame.SHOWN]
    return hidden[0] if hidden else frame.MISSING
