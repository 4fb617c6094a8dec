"""The gap between an area and one that it is set against: in points and as a ratio, how it changed, and who moved.

Knows numbers; the words *narrowed* and *widened* are display's.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kotolib import frame, uncertainty
from kotolib.areas.area import Area
from kotolib.comparison import chance, reasons, remainder, series
from kotolib.indicators import Values

OWN, OTHER, BOTH, NEITHER = "own", "other", "both", "neither"
NARROWED, WIDENED, CROSSED, UNCHANGED = "narrowed", "widened", "crossed", "unchanged"
FAR_MORE = 2.0
"""A side that moved so many times as far as the other is the one that moved."""
YEARS_OF_CHANGE = 5
"""How far back the change of the gap is looked at unless years are told."""


@dataclass(frozen=True)
class Gap:
    """The gap in two years. Every pair is (first year, last year).

    Attributes
    ----------
    area_id, years, group
        What the own area is set against, and when; `years` is None where there are no two years to look at.
    own, other
        The figures, the other's the official one.
    points
        `own` less `other`, in the indicator's unit.
    ratio
        `own` divided by `other`; NaN where the other is not positive.
    change
        Of the points.
    turn
        `narrowed`, `widened`, `crossed` (the other side is now ahead) or `unchanged` to the declared decimals.
    own_change, other_change
        How far each side's figure moved.
    side
        Which side moved: `own`, `other`, `both` or `neither`. A side counts as moved where chance does not explain its
        change (a stock of the register: where the shown figure changed); one that moved at least twice as far as the
        other is the one. The other side is judged without the own area in it, where that can be told.
    clear
        Whether chance explains no such change of the gap; None for a stock, and where it cannot be told
        (`no_interval` says why).
    status, reason
        `ok` or `preliminary`, or why there is no gap or no change.
    """

    area_id: str
    years: tuple[int, int] | None
    group: str = ""
    own: tuple[float, float] = (math.nan, math.nan)
    other: tuple[float, float] = (math.nan, math.nan)
    points: tuple[float, float] = (math.nan, math.nan)
    ratio: tuple[float, float] = (math.nan, math.nan)
    change: float = math.nan
    turn: str | None = None
    own_change: float = math.nan
    other_change: float = math.nan
    side: str | None = None
    clear: bool | None = None
    status: str = frame.OK
    reason: str = ""
    no_interval: str = ""


def gap(values: Values, years: tuple[int, int] | None = None, against: str | None = None, group: str = "") -> Gap:
    """The gap to one area that the values are set against.

    Parameters
    ----------
    values
        One share or rate, read with `against`.
    years
        First and last year; by default the last year that both have, and the one five years before it or the first
        after it, within one unbroken stretch of both.
    against
        Id of the other area; the country unless told, or the first other where it is not there.
    group
        Group of the indicator.

    Returns
    -------
    Gap
        Nothing is derived from fewer than ten persons, nor over a gap or a declared break.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> found = gap(koto.values(here, "foreign_language.share", against=("country",)), (2020, 2024))
    >>> found.turn, found.side
    ('widened', 'other')
    """
    own, *others = values.areas.values()
    other = _other(values, others, against)
    if other is None or other.id == own.id:
        return Gap("", years, group, status=frame.NOT_APPLICABLE, reason=reasons.NOT_ASKED)
    if values.indicator.kind == "count":
        return Gap(other.id, years, group, status=frame.NOT_APPLICABLE, reason=reasons.A_COUNT)
    years = years or _years(values, own.id, other.id, group)
    if years is None:
        return Gap(other.id, None, group, status=frame.MISSING, reason=reasons.SHORT)
    return _between(values, own, other, (years, group))


def _other(values: Values, others: list[Area], against: str | None) -> Area | None:
    if against:
        return values.areas.get(against)
    return values.areas.get(frame.COUNTRY, others[0] if others else None)


def _years(values: Values, own_id: str, other_id: str, group: str) -> tuple[int, int] | None:
    """The last stretch in which both have an unbroken series, at most five years long."""
    sides = [series.unbroken(values, area_id, group) for area_id in (own_id, other_id)]
    if not all(sides):
        return None
    common = sorted(set(sides[0][-1]["year"]) & set(sides[1][-1]["year"]))
    recent = [int(year) for year in common if year >= common[-1] - YEARS_OF_CHANGE]
    return (recent[0], recent[-1]) if len(recent) > 1 else None


def _between(values: Values, own: Area, other: Area, at: tuple[tuple[int, int], str]) -> Gap:
    years, group = at
    rows = {area.id: [series.row(values, area.id, year, group) for year in years] for area in (own, other)}
    for area, reason in ((own, reasons.OWN_HIDDEN), (other, reasons.OTHER_HIDDEN)):
        for row in rows[area.id]:
            if row is None or row["status"] not in frame.SHOWN:
                status = frame.MISSING if row is None else row["status"]
                return Gap(other.id, years, group, status=status, reason=reason)
    if any(chance.is_few(values, row) for pair in rows.values() for row in pair):
        return Gap(other.id, years, group, status=frame.BELOW_QUALITY, reason=reasons.FEW)
    if not all(series.together(values, area.id, years, group) for area in (own, other)):
        return Gap(other.id, years, group, status=frame.NOT_APPLICABLE, reason=reasons.BREAK)
    return _told(values, other, rows[own.id], rows[other.id])


def _told(values: Values, other: Area, ours: list[pd.Series], theirs: list[pd.Series]) -> Gap:
    own, their = (tuple(float(row["value"]) for row in pair) for pair in (ours, theirs))
    points = (own[0] - their[0], own[1] - their[1])
    years, group = (int(ours[0]["year"]), int(ours[1]["year"])), ours[0]["group"]
    without = [remainder.rest_row(values, other, year, group) for year in years]
    told_apart = all(row is not None for row in without)
    moves = [_move(values, ours), _move(values, without if told_apart else theirs)]
    clear, no_interval = _is_clear(*moves)
    preliminary = any(row["status"] == frame.PRELIMINARY for row in (*ours, *theirs))
    return Gap(
        area_id=other.id,
        years=years,
        group=group,
        own=own,
        other=their,
        points=points,
        ratio=tuple(mine / yours if yours > 0 else math.nan for mine, yours in zip(own, their, strict=True)),
        change=points[1] - points[0],
        turn=_turn(values, points),
        own_change=own[1] - own[0],
        other_change=their[1] - their[0],
        side=_side(values, *moves),
        clear=clear,
        status=frame.PRELIMINARY if preliminary else frame.OK,
        no_interval=no_interval,
    )


def _move(values: Values, pair: list[pd.Series]) -> chance.Difference:
    return chance.difference(values, pair[1], pair[0], uncertainty.WATCH)


def _turn(values: Values, points: tuple[float, float]) -> str:
    first, last = (round(point, values.indicator.decimals) for point in points)
    if first * last < 0:
        return CROSSED
    if abs(first) == abs(last):
        return UNCHANGED
    return NARROWED if abs(last) < abs(first) else WIDENED


def _side(values: Values, own: chance.Difference, other: chance.Difference) -> str:
    ours, theirs = (_has_moved(values, move) for move in (own, other))
    if ours and theirs:
        if abs(own.amount) >= FAR_MORE * abs(other.amount):
            return OWN
        return OTHER if abs(other.amount) >= FAR_MORE * abs(own.amount) else BOTH
    return OWN if ours else OTHER if theirs else NEITHER


def _has_moved(values: Values, move: chance.Difference) -> bool:
    if move.clear is None:
        return round(move.amount, values.indicator.decimals) != 0
    return move.clear


def _is_clear(own: chance.Difference, other: chance.Difference) -> tuple[bool | None, str]:
    """Whether the change of the gap is: from the intervals of both sides' changes (MOVER; Zou and Donner 2008)."""
    if own.clear is None or other.clear is None:
        return None, own.reason or other.reason
    change = own.amount - other.amount
    low = change - np.hypot(own.amount - own.low, other.high - other.amount)
    high = change + np.hypot(own.high - own.amount, other.amount - other.low)
    return bool(low > 0 or high < 0), ""
