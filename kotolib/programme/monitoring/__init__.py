"""Monitoring: how the goals of a programme are doing, as data for cards, reports, triggers and the checklist.

Knows the goals, their figures and what may be told of them; writes no sentence and draws nothing.
"""

from dataclasses import dataclass

from kotolib.programme.monitoring import coming, editions, status
from kotolib.programme.monitoring.coming import Coming
from kotolib.programme.monitoring.following import Followed, follow_goal, try_out
from kotolib.programme.monitoring.status import (
    ACHIEVED,
    CANNOT_BE_ASSESSED,
    OFF_TRACK,
    ON_TRACK,
    STATUSES,
    UNCERTAIN,
)
from kotolib.programme.records import Following, Programme
from kotolib.situation import Situation

__all__ = [
    "ACHIEVED",
    "CANNOT_BE_ASSESSED",
    "OFF_TRACK",
    "ON_TRACK",
    "STATUSES",
    "UNCERTAIN",
    "Coming",
    "Followed",
    "Monitoring",
    "follow",
    "follow_goal",
    "try_out",
]


@dataclass(frozen=True)
class Monitoring:
    """All goals of a programme as they stand on a day.

    Attributes
    ----------
    here, programme
        Whose, when, and what was read.
    goals
        In the workbook's order.
    calendar
        The coming figures of all goals.
    followers
        Rows of *Seuranta*: who follows, and to whom it is reported.
    """

    here: Situation
    programme: Programme
    goals: tuple[Followed, ...]
    calendar: tuple[Coming, ...]
    followers: tuple[Following, ...]

    def of(self, goal: str) -> Followed | None:
        """The goal of an id."""
        return next((one for one in self.goals if one.goal.id == goal), None)

    @property
    def by_status(self) -> dict[str | None, tuple[str, ...]]:
        """Status → ids of its goals; each of the five, and None for goals that are followed and not judged."""
        every = (*STATUSES, None)
        return {each: tuple(one.goal.id for one in self.goals if one.status == each) for each in every}

    @property
    def alarms(self) -> tuple[str, ...]:
        """Ids of the goals with an alarm."""
        return tuple(one.goal.id for one in self.goals if one.alarm)

    @property
    def result(self) -> dict:
        """What is kept of it for the next time (:mod:`kotolib.programme.monitoring.editions`)."""
        return editions.result(self.goals, self.here.as_of.isoformat(), self.here.edition)

    @property
    def judged_by_chance(self) -> int:
        """How many goals were judged by a figure that chance moves: each can be falsely off track."""
        return sum(one.is_judged and one.latest is not None and one.latest.by_chance for one in self.goals)

    @property
    def false_off_track(self) -> float:
        """Probability that chance alone puts at least one of them off track, if all stand on their paths."""
        return 1 - (1 - status.FALSE_OFF_TRACK) ** self.judged_by_chance

    @property
    def false_alarm(self) -> float:
        """Probability that chance alone raises at least one alarm, if all stand on their paths."""
        return 1 - (1 - status.FALSE_ALARM) ** self.judged_by_chance


def follow(here: Situation, programme: Programme, year: int | None = None) -> Monitoring:
    """Every goal of a programme as it stands.

    Parameters
    ----------
    here
        The situation; its day decides what is old, late or still to come.
    programme
        As it was read from the workbook.
    year
        Of which year's figures; each goal's newest unless told.

    Returns
    -------
    Monitoring
        A goal that cannot be assessed has a reason; a programme without goals has none to tell of.

    Examples
    --------
    >>> import kotolib as koto
    >>> follow(koto.begin("211", as_of="2026-11-24"), Programme()).by_status["off_track"]
    ()
    """
    goals = tuple(follow_goal(here, programme, goal, year) for goal in programme.goals)
    dates = {one.goal.id: one.coming for one in goals}
    return Monitoring(
        here=here,
        programme=programme,
        goals=goals,
        calendar=coming.calendar(programme, dates),
        followers=tuple(row for row in programme.monitoring if row.kind != "trigger"),
    )
