"""The figures that a municipality itself has measured (*Mittarit*), under the protection of small own counts.

A count of services or of people reached is a fact and has no chance. Reported crimes are events, and a share of people
varies by chance; of how many people it is, the workbook may tell.
"""

import math
from collections.abc import Iterator
from dataclasses import replace

from kotolib import disclosure, frame, uncertainty
from kotolib.programme import evidence, judgeable, own_counts
from kotolib.programme.measured import Measured
from kotolib.programme.monitoring import why
from kotolib.programme.monitoring.figure import FEWEST_PEOPLE, Reading
from kotolib.programme.records import Programme
from kotolib.situation import Situation

_UNSHOWN = {frame.MISSING: why.NO_FIGURE, frame.BELOW_QUALITY: why.FEW}


def of(here: Situation, programme: Programme, indicator: Measured) -> tuple[tuple[Reading, ...], bool]:
    """The measurements of an own indicator by rising year, and whether their intervals are only the narrowest possible:
    those of a share whose people are not told."""
    people, least = _people(here, indicator)
    if indicator.brought:
        return tuple(_delivered(here, programme, indicator, people)), least
    row = indicator.own
    measured = ((row.first_value, row.first_date), (row.last_value, row.last_date))
    by_year = {
        when.year: replace(_told(here, programme, indicator, (when.year, value), people), day=when)
        for value, when in measured
        # A year alone is written as its last day, and so may lie ahead; a later year is a slip.
        if value is not None and when is not None and when.year <= here.as_of.year
    }
    return tuple(by_year[year] for year in sorted(by_year)), least


def _delivered(here: Situation, programme: Programme, indicator: Measured, people: float) -> Iterator[Reading]:
    """Every year of a delivered figure, hidden ones too: an older figure must not stand for a hidden one."""
    for _, row in indicator.brought.rows.iterrows():
        year = int(row["year"])
        if row["status"] in frame.SHOWN:
            behind = people if math.isnan(row["denominator"]) else row["denominator"]
            yield _told(here, programme, indicator, (year, indicator.brought.printed(row)), behind)
        else:
            yield Reading(year, math.nan, status=row["status"], reason=_UNSHOWN.get(row["status"], why.HIDDEN))


def _people(here: Situation, indicator: Measured) -> tuple[float, bool]:
    """How many people an own share is of, and whether that is only the most that there can be."""
    if not (indicator.is_share or indicator.is_gap_of_shares) or not indicator.population:
        return math.nan, False
    if indicator.own.people is not None:
        return indicator.own.people, False
    if indicator.is_gap_of_shares:
        return math.nan, True
    whole = judgeable.whole_population(here, indicator)
    return (math.nan if whole is None else whole), True


def _told(
    here: Situation, programme: Programme, indicator: Measured, told: tuple[int, float], people: float
) -> Reading:
    year, value = told
    if indicator.counts_people:
        count = own_counts.shown(here, programme, indicator.own, value, year)
        if not count.is_shown:
            reason = why.DIFFERENCE if count.reason == disclosure.DIFFERENCE else why.HIDDEN
            return Reading(year, math.nan, status=count.status, reason=reason)
    return _of_own(indicator, told, people, disclosure.rule(programme.basics.smallest_count))


def _of_own(indicator: Measured, told: tuple[int, float], people: float, rule: disclosure.Rule) -> Reading:
    year, value = told
    if evidence.counts_crimes(indicator) and value % 1 == 0 and value >= 0:
        return _of_events(year, value)
    if math.isnan(people):
        return Reading(year, value)
    if indicator.is_gap_of_shares:
        return _of_own_gap(year, value, people)
    if 0 <= value <= 100:
        return _of_own_share(indicator, told, people, rule)
    return Reading(year, value)


def _of_events(year: int, value: float) -> Reading:
    at_95, at_998 = (
        tuple(float(end) for end in uncertainty.count_interval(value, level))
        for level in (uncertainty.WATCH, uncertainty.ALARM)
    )
    return Reading(year, value, at_95, at_998, reason=why.FEW if value < uncertainty.EXACT_BELOW else "")


def _of_own_share(indicator: Measured, told: tuple[int, float], people: float, rule: disclosure.Rule) -> Reading:
    year, value = told
    if people <= 0:
        return Reading(year, math.nan, status=frame.NOT_APPLICABLE, reason=why.NOBODY)
    count = value / 100 * people
    if not own_counts.shows_share(value, indicator.own.people, rule):
        return Reading(year, math.nan, status=frame.SUPPRESSED, reason=why.HIDDEN)
    at_95, at_998 = (
        tuple(100 * float(end) for end in uncertainty.share_interval(count, people, level))
        for level in (uncertainty.WATCH, uncertainty.ALARM)
    )
    return Reading(year, value, at_95, at_998, reason=why.FEW if people < FEWEST_PEOPLE else "")


def _of_own_gap(year: int, value: float, people: float) -> Reading:
    """The share behind a gap is not told: its chance is that of a half, the most that there can be, and that of the
    whole population, which it is set against, is next to nothing."""
    if people <= 0:
        return Reading(year, math.nan, status=frame.NOT_APPLICABLE, reason=why.NOBODY)
    at_95, at_998 = (
        tuple(value + 100 * (float(end) - 0.5) for end in uncertainty.share_interval(people / 2, people, level))
        for level in (uncertainty.WATCH, uncertainty.ALARM)
    )
    return Reading(year, value, at_95, at_998, reason=why.FEW if people < FEWEST_PEOPLE else "")
