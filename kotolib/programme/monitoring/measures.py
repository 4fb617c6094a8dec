"""How a goal's measures progress, and the state of a milestone, which has no number; knows days and states."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kotolib.programme.monitoring import why
from kotolib.programme.monitoring.status import ACHIEVED, CANNOT_BE_ASSESSED, OFF_TRACK, ON_TRACK, UNCERTAIN
from kotolib.programme.records import Goal, Measure

DONE, ONGOING, NOT_STARTED, SUSPENDED = "done", "ongoing", "not_started", "suspended"


@dataclass(frozen=True)
class Progress:
    """The measures of one goal.

    Attributes
    ----------
    all
        The rows, in the workbook's order.
    states
        State → how many; `unknown` where none is written.
    late
        Ids of those that should have begun and have not, or should have ended and have not.
    suspended
        Ids of those that were broken off.
    """

    all: tuple[Measure, ...] = ()
    states: dict[str, int] = field(default_factory=dict, hash=False)
    late: tuple[str, ...] = ()
    suspended: tuple[str, ...] = ()

    @property
    def deviating(self) -> tuple[str, ...]:
        """Ids of the measures that have not gone as planned; their `note` says what was done about it."""
        return tuple(one.id for one in self.all if one.id in self.late + self.suspended)


def progress(rows: Iterable[Measure], goal: Goal, day: date) -> Progress:
    """The measures of a goal as they stand on a day.

    Examples
    --------
    >>> rows = [Measure(id="TP1", goal="T1", state="not_started", start=date(2026, 1, 1))]
    >>> progress(rows, Goal(id="T1"), date(2026, 11, 24)).late
    ('TP1',)
    """
    own = tuple(row for row in rows if row.goal == goal.id)
    return Progress(
        all=own,
        states=dict(Counter(row.state or "unknown" for row in own)),
        late=tuple(row.id for row in own if _is_late(row, day)),
        suspended=tuple(row.id for row in own if row.state == SUSPENDED),
    )


def _is_late(row: Measure, day: date) -> bool:
    if row.state in (DONE, SUSPENDED, "continuous"):
        return False
    should_have_begun = row.state in (NOT_STARTED, None) and row.start is not None and row.start < day
    return bool(should_have_begun or (row.end and row.end < day))


def milestone(goal: Goal, own: Progress, day: date) -> tuple[str, str]:
    """State and reason of a milestone: what is done by when.

    All measures done: achieved. The deadline passed without that: off track. Something late or broken off: uncertain.
    """
    if not own.all or set(own.states) == {"unknown"}:
        return CANNOT_BE_ASSESSED, why.NO_MEASURES
    if own.states.get(DONE, 0) == len(own.all):
        return ACHIEVED, ""
    if goal.deadline and goal.deadline < day:
        return OFF_TRACK, ""
    return (UNCERTAIN if own.deviating else ON_TRACK), ""
