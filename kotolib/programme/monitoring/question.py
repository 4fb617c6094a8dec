"""One goal with its figures and what they are held against: path, target, direction, baseline; gives no state."""

import math
from dataclasses import dataclass
from functools import cached_property

from kotolib import frame
from kotolib.programme import own_counts
from kotolib.programme import path as paths
from kotolib.programme.measured import UP, Measured
from kotolib.programme.monitoring import coming, why
from kotolib.programme.monitoring.figure import Reading
from kotolib.programme.monitoring.readings import GAP, Readings
from kotolib.programme.monitoring.status import Aim
from kotolib.programme.path import Path
from kotolib.programme.records import Goal
from kotolib.programme.verdicts import Case

MILESTONE, OUTPUTS, THRESHOLD, NOT_WORSE, CHANGE = "milestone", "outputs", "threshold", "not_worse", "change"
COUNTED = (OUTPUTS, MILESTONE)
"""What is counted up to its target: no baseline is needed, and more is better."""


@dataclass(frozen=True)
class Question:
    """A goal whose indicator is known.

    Attributes
    ----------
    case
        The goal with its programme and situation.
    found
        Its figures.
    year
        Of which year's figure the state is asked; None: of the newest.
    """

    case: Case
    found: Readings
    year: int | None = None

    @property
    def goal(self) -> Goal:
        """The goal."""
        return self.case.goal

    @property
    def indicator(self) -> Measured:
        """What it is measured by."""
        return self.case.measured

    @property
    def kind(self) -> str | None:
        """Target type."""
        return self.goal.target_type

    @property
    def is_gap(self) -> bool:
        """Whether a gap is followed."""
        return self.kind == GAP

    @cached_property
    def wanted(self) -> str:
        """Which way is better, empty where nobody says. Of what must not grow worse the indicator says it."""
        found = paths.wanted(self.goal, self.indicator)
        if not found and self.kind == NOT_WORSE:
            return self.indicator.wanted
        return found or (UP if self.kind in COUNTED else "")

    @cached_property
    def target(self) -> float | None:
        """The level to be reached; a gap has no sign."""
        end = paths.level(self.goal, self.indicator)
        return abs(end) if self.is_gap and end is not None else end

    @cached_property
    def way(self) -> Path | None:
        """The required path; a threshold's is level, and outputs are due at an even pace."""
        goal = self.goal
        if self.kind not in (*COUNTED, THRESHOLD) or goal.target is None or goal.deadline is None:
            return paths.path(_without_sign(goal) if self.is_gap else goal, self.indicator)
        first = goal.baseline_year or (self.case.programme.basics.first_year or goal.deadline.year) - 1
        begun = goal.target if self.kind == THRESHOLD else (goal.baseline or 0.0)
        as_level = {"target_type": "level", "baseline": begun, "baseline_year": first}
        return paths.path(goal.model_copy(update=as_level), self.indicator)

    @cached_property
    def newest(self) -> Reading | None:
        """The figure that is judged: the newest, or of a passed deadline that of its year."""
        if self.year is not None:
            return self.found.of(self.year)
        return self.found.newest(self.goal.deadline.year if self.goal.deadline else 9999)

    @cached_property
    def baseline(self) -> Reading | None:
        """The baseline as it is written, under the protection of small own counts."""
        goal = self.goal
        if goal.baseline is None or goal.baseline_year is None:
            return None
        if self.indicator.own and not self._may_tell_baseline:
            return Reading(goal.baseline_year, math.nan, status=frame.SUPPRESSED, reason=why.HIDDEN_BASELINE)
        told = self.found.of(goal.baseline_year)
        chance = {"interval": told.interval, "alarm": told.alarm} if told and told.is_shown else {}
        return Reading(goal.baseline_year, abs(goal.baseline) if self.is_gap else goal.baseline, **chance)

    @property
    def _may_tell_baseline(self) -> bool:
        case, goal = self.case, self.goal
        told = own_counts.number(case.here, case.programme, self.indicator, goal.baseline, goal.baseline_year)
        return told.is_shown

    @property
    def hides_baseline(self) -> bool:
        """Whether the baseline may not be told."""
        return self.baseline is not None and not self.baseline.is_shown

    @property
    def baseline_now(self) -> float | None:
        """What the statistics tell today of the baseline's year, where that is something else."""
        told = self.found.of(self.goal.baseline_year) if self.indicator.declared else None
        if told is None or not told.is_shown or self.baseline is None:
            return None
        margin = 10 ** -(self.indicator.decimals or 0) / 2
        return None if math.isclose(told.value, self.baseline.value, abs_tol=margin) else told.value

    @property
    def reached_at_start(self) -> bool:
        """Whether the baseline is already at the target or beyond it."""
        goal = self.goal
        if goal.baseline is None or self.target is None or not self.wanted or self.kind == NOT_WORSE:
            return False
        baseline = abs(goal.baseline) if self.is_gap else goal.baseline
        return baseline >= self.target if self.wanted == UP else baseline <= self.target

    @cached_property
    def is_final(self) -> bool:
        """Whether the deadline has passed and its own figure, or the last before it, has come for good."""
        newest, deadline, rhythm = self.newest, self.goal.deadline, self.indicator.rhythm
        if newest is None or deadline is None or newest.status != frame.OK or deadline > self.case.here.as_of:
            return False
        more = coming.coming(self.case, newest.year) if rhythm and rhythm.step else ()
        return newest.year == deadline.year or not more

    def level(self, reading: Reading) -> float:
        """Where the path is when a figure was measured; of outputs only whole ones are due."""
        way = self.way
        steps = min(max(reading.moment, way.years[0]), way.years[-1]) - way.years[0]
        at = way.levels[0] + way.yearly * steps
        return float(math.floor(at + 1e-9)) if self.kind in COUNTED else at

    def aim(self) -> Aim:
        """What the judged figure is held against."""
        stands = self.reached_at_start or self.kind == THRESHOLD
        level = self.target if stands else self.level(self.newest)
        began = math.nan if self.kind == THRESHOLD else self.way.levels[0]
        return Aim(self.wanted, level, self.target, began)


def _without_sign(goal: Goal) -> Goal:
    numbers = {name: getattr(goal, name) for name in ("baseline", "target")}
    return goal.model_copy(update={name: abs(number) for name, number in numbers.items() if number is not None})
