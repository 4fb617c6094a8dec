"""Triggers of figures: a population that went another way than was projected, an alarm on a goal, a limit of one's own.

A projection is a reason only where the figure is outside its 95 % interval and at least twenty persons from it: in a
small place the interval is passed by a family. The projection is that which could be made when the programme was made.
"""

from collections.abc import Iterator
from datetime import date

from kotolib import frame
from kotolib.programme.measured import DOWN, UP, Rhythm, measured
from kotolib.programme.monitoring import Monitoring, readings, status
from kotolib.programme.monitoring.figure import Reading
from kotolib.programme.monitoring.readings import Readings
from kotolib.programme.records import Following, Goal, Programme
from kotolib.programme.triggers import reasons
from kotolib.programme.triggers.reasons import Looked, Reason, facts
from kotolib.projection import edition
from kotolib.projection.record import RecordRow
from kotolib.situation import Situation

LEAST_PERSONS = 20
CONCERNED = ("5.2", "5.5", "5.6", "5.7", "5.8")
_GROUP = "statistical"


def projection(here: Situation, programme: Programme, made: date | None) -> Looked:
    """The foreign-language population against the projection of the programme's day.

    Parameters
    ----------
    here
        The situation.
    programme
        As it was read.
    made
        The programme's day; None where it is not told.
    """
    looked = {"kind": reasons.PROJECTION, "group": _GROUP}
    if made is None:
        return Looked(**looked, not_evaluated=reasons.NO_DATE)
    found = edition.of_area(here)
    if found.status != frame.OK:
        small = found.status == frame.BELOW_QUALITY
        return Looked(**looked, not_evaluated=reasons.TOO_SMALL if small else reasons.NO_FIGURE)
    looked["false_a_year"] = 1 - found.overall.current.inside95
    row = _newest_outcome(found.record, _known(programme, here, made))
    if row is None:
        return Looked(**looked, not_evaluated=reasons.NOT_YET)
    apart = row.actual - row.forecast
    if row.inside95 or abs(apart) < LEAST_PERSONS:
        return Looked(**looked)
    told = facts(
        made=row.made, year=row.target, actual=row.actual, forecast=row.forecast, low=row.low95, high=row.high95,
        direction=UP if apart > 0 else DOWN,
    )  # fmt: skip
    goals = tuple(goal.id for goal in programme.goals if goal.population not in (None, "everyone"))
    return Looked(**looked, reasons=(Reason(reasons.PROJECTION, reasons.UPDATE, CONCERNED, goals, told),))


def _known(programme: Programme, here: Situation, made: date) -> int:
    """The newest year whose figure had been published on the programme's day."""
    indicator = measured(here, programme, edition.INDICATOR)
    rhythm = indicator.rhythm or Rhythm(1, 4)
    return next(year for year in range(made.year, made.year - 5, -1) if rhythm.published(year) <= made)


def _newest_outcome(record: tuple[RecordRow, ...], known: int) -> RecordRow | None:
    rows = [row for row in record if row.made == known]
    return max(rows, key=lambda row: row.target, default=None)


def alarms(followed: Monitoring) -> Looked:
    """Goals with an alarm, and how often chance alone would raise one."""
    looked = {"kind": reasons.ALARM, "group": _GROUP}
    if not followed.goals:
        return Looked(**looked, not_evaluated=reasons.NO_GOALS)
    fired = tuple(
        Reason(reasons.ALARM, reasons.CONSIDER, ("5.10",), (one.goal.id,), facts(year=one.latest.year))
        for one in followed.goals
        if one.alarm
    )
    return Looked(
        **looked,
        reasons=fired,
        false_a_year=followed.judged_by_chance * status.FALSE_ALARM,
        family_wise=followed.false_alarm,
    )


# --- limits that the municipality has written


def limits(here: Situation, programme: Programme) -> Iterator[Looked]:
    """The rows of *Seuranta* that name an indicator and a limit."""
    for row in programme.monitoring:
        if row.kind == "trigger" and row.indicator and row.limit is not None:
            yield _limit(here, programme, row)


def _limit(here: Situation, programme: Programme, row: Following) -> Looked:
    looked = {"kind": reasons.LIMIT, "group": _GROUP, "row": row.id}
    indicator = measured(here, programme, row.indicator)
    if indicator is None:
        return Looked(**looked, not_evaluated=reasons.NO_FIGURE)
    found = readings.readings(here, programme, Goal(id=row.id, indicator=row.indicator), indicator)
    newest = found.newest()
    if newest is None or not newest.is_shown:
        return Looked(**looked, not_evaluated=reasons.NO_FIGURE if newest is None else reasons.HIDDEN)
    rises = row.limit >= _at_start(found, programme.basics.first_year).value
    beyond = newest.value >= row.limit if rises else newest.value <= row.limit
    told = facts(
        indicator=indicator.id, year=newest.year, value=newest.value, limit=row.limit, direction=UP if rises else DOWN
    )
    fired = (Reason(reasons.LIMIT, reasons.UPDATE, ("5.2",), row.goals, told, row.id),) if beyond else ()
    return Looked(**looked, reasons=fired)


def _at_start(found: Readings, first: int | None) -> Reading:
    """The figure of the eve of the term, or the nearest told one: a limit is passed from the side where that was."""
    told = [one for one in found.all if one.is_shown]
    return min(told, key=lambda one: (abs(one.year - (first or one.year) + 1), one.year))
