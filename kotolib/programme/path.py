"""The path from the baseline to the target: how much a year, and where one should be when; knows no figure since then.

A deadline's year is the last year that the path has a level for: whatever its day, the figure of that year is judged.
"""

import math
from dataclasses import dataclass

from kotolib.programme.measured import DOWN, UP, Measured
from kotolib.programme.records import Goal


@dataclass(frozen=True)
class Path:
    """A straight way from the baseline to the target.

    Attributes
    ----------
    years, levels
        From the baseline's year to the deadline's; levels in the indicator's unit.
    yearly
        Required change a year, signed.
    """

    years: tuple[int, ...]
    levels: tuple[float, ...]
    yearly: float

    def at(self, year: int) -> float:
        """The level of a year; NaN outside the path."""
        return self.levels[year - self.years[0]] if self.years[0] <= year <= self.years[-1] else math.nan


def wanted(goal: Goal, measured: Measured | None) -> str:
    """Which way the figure should go: `up`, `down` or empty; the goal's own word counts before the indicator's.

    A gap is always to be narrowed, and what only must not grow worse has no way to go.
    """
    if goal.target_type == "gap":
        return DOWN
    if goal.direction in (UP, DOWN):
        return goal.direction
    return "" if goal.direction == "steady" or measured is None else measured.wanted


def change(goal: Goal, measured: Measured | None) -> float | None:
    """The change of a goal of the type *muutos*, signed: ``5`` with *vähenee* is a change of −5."""
    if goal.target is None:
        return None
    return -goal.target if wanted(goal, measured) == DOWN and goal.target > 0 else goal.target


def level(goal: Goal, measured: Measured | None) -> float | None:
    """The level that is to be reached by the deadline; None where there is none to be computed.

    *Ei heikompi kuin nyt* without a target is its baseline. Of a gap it is the gap that may be left.
    """
    if goal.target_type == "change":
        moved = change(goal, measured)
        return None if moved is None or goal.baseline is None else goal.baseline + moved
    if goal.target_type == "not_worse" and goal.target is None:
        return goal.baseline
    return goal.target


def path(goal: Goal, measured: Measured | None) -> Path | None:
    """The required path of a goal.

    Returns
    -------
    Path or None
        None for a goal without baseline, target or deadline, or whose deadline is not after its baseline, and for
        outputs, milestones and thresholds that nothing leads to year by year.

    Examples
    --------
    >>> from datetime import date
    >>> goal = Goal(
    ...     id="T1", target_type="level", baseline=24, baseline_year=2025, target=20, deadline=date(2029, 12, 31)
    ... )
    >>> path(goal, None).levels, path(goal, None).yearly
    ((24.0, 23.0, 22.0, 21.0, 20.0), -1.0)
    """
    end = level(goal, measured)
    if goal.target_type in ("outputs", "milestone", "threshold") or end is None or goal.baseline is None:
        return None
    if goal.deadline is None or goal.baseline_year is None or goal.deadline.year <= goal.baseline_year:
        return None
    years = tuple(range(goal.baseline_year, goal.deadline.year + 1))
    yearly = (end - goal.baseline) / (len(years) - 1)
    levels = tuple(float(goal.baseline + yearly * step) for step in range(len(years)))
    return Path(years, (*levels[:-1], float(end)), yearly)
