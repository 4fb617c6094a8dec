"""A joint programme's goals by member municipality, so that no hidden figure can be subtracted out; writes no sentence.

A member has its own baseline, of the same year, and of a share or rate the same target. A number of persons has one
target for all together, so its members are followed and not judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kotolib import areas, frame, indicators
from kotolib.programme.measured import measured
from kotolib.programme.monitoring import status as states
from kotolib.programme.monitoring import why
from kotolib.programme.monitoring.figure import Reading
from kotolib.programme.monitoring.following import NO_CHANGE, NO_DISTANCE, NO_LEVEL, NO_READINGS, Followed, follow_goal
from kotolib.programme.monitoring.readings import GAP, Readings, readings
from kotolib.programme.records import Goal, Programme
from kotolib.situation import Situation


@dataclass(frozen=True)
class ByMember:
    """One goal of a joint programme.

    Attributes
    ----------
    total
        Of all members together.
    members
        Code → the same of one member, with the figures of the baseline's and the newest year only. One that may not be
        told beside the others and the total has the reason `difference`.
    """

    total: Followed
    members: Mapping[str, Followed]


def by_member(here: Situation, programme: Programme, goal: Goal) -> ByMember:
    """A goal for the total and for each member, of an indicator that the offices publish.

    Parameters
    ----------
    here
        The situation of the joint area.
    programme
        As it was read.
    goal
        One of its goals. A member's own one, and one measured by own figures, has no members: those are protected by
        :mod:`kotolib.programme.own_counts`.

    Examples
    --------
    >>> import kotolib as koto
    >>> aimed = {"target_type": "level", "baseline": 8, "baseline_year": 2021, "target": 6}
    >>> goal = Goal(id="T1", indicator="unemployed.share", **aimed)
    >>> sorted(by_member(koto.begin("211+562", as_of="2026-11-24"), Programme(), goal).members)
    ['211', '562']
    """
    total = follow_goal(here, programme, goal)
    indicator = total.measured
    if len(here.area.members) < 2 or goal.municipality or indicator is None or indicator.own or total.latest is None:
        return ByMember(total, {})
    years = {total.latest.year, goal.baseline_year} - {None}
    found = {code: _of_member(here, programme, goal, code) for code in here.area.members}
    told = {code: _of_years(one, years) for code, one in found.items()}
    return ByMember(total, _protected(here, told, total, years))


def _of_member(here: Situation, programme: Programme, goal: Goal, code: str) -> Followed:
    there = replace(here, area=areas.get(code))
    indicator = measured(there, programme, goal.indicator)
    begun = readings(there, programme, goal, indicator).of(goal.baseline_year)
    baseline = begun.value if begun is not None and begun.is_shown else None
    own = goal.model_copy(update={"baseline": baseline})
    if indicator.is_count and goal.target_type != GAP:
        found = follow_goal(there, programme, own.model_copy(update={"target": None, "target_type": "level"}))
        return replace(found, status=None, reason=why.NO_OWN_TARGET)
    if goal.target_type == "not_worse":
        own = own.model_copy(update={"target": None})
    return follow_goal(there, programme, own)


def _of_years(one: Followed, years: set[int]) -> Followed:
    """Only the figures that are shown beside the total: between others a hidden one could be found out."""
    kept = tuple(reading for reading in one.readings.all if reading.year in years)
    return replace(one, readings=Readings(kept))


def _protected(here: Situation, told: dict[str, Followed], total: Followed, years: set[int]) -> dict[str, Followed]:
    """With exactly one member hidden beside a told total, the smallest of the others is hidden too."""
    shown_total = [year for year in years if _is_shown(total.readings.of(year))]
    hidden = {code for code, one in told.items() if any(not _is_shown(one.readings.of(year)) for year in shown_total)}
    if len(hidden) == 1 and shown_total:
        others = [code for code in told if code not in hidden]
        hidden.add(min(others, key=lambda code: (_size(here, code), code)))
    return {code: _hidden(one) if code in hidden else one for code, one in told.items()}


def _is_shown(reading: Reading | None) -> bool:
    return reading is not None and reading.is_shown


def _size(here: Situation, code: str) -> float:
    """Residents of a member."""
    latest = indicators.values(replace(here, area=areas.get(code)), "population").latest()
    return 0.0 if latest is None else float(latest["value"])


def _hidden(one: Followed) -> Followed:
    """Nothing but why; what was hidden for a reason of its own keeps that."""
    own_reason = one.latest is None or not one.latest.is_shown
    reason = (one.latest.reason if one.latest else why.NO_FIGURE) if own_reason else why.DIFFERENCE
    latest = Reading(one.latest.year, float("nan"), status=frame.SUPPRESSED, reason=reason) if one.latest else None
    return replace(
        one,
        status=None if one.status is None else states.CANNOT_BE_ASSESSED,
        reason=reason,
        alarm=False,
        goal=one.goal.model_copy(update={"baseline": None}),
        baseline=None,
        baseline_now=None,
        path=None,
        target=None,
        readings=NO_READINGS,
        latest=latest,
        trend=None,
        likelihood=None,
        level=NO_LEVEL,
        change=NO_CHANGE,
        distance=NO_DISTANCE,
        gap=None,
        reached_at_start=False,
    )
