"""One figure of a goal with its chance; knows neither where it came from nor what it is held against."""

import math
from calendar import isleap
from dataclasses import dataclass
from datetime import date

from kotolib import frame, uncertainty

FEWEST_PEOPLE = 30
"""A share of fewer people is not judged: one family would turn it."""
NONE = (math.nan, math.nan)
"""No interval."""


@dataclass(frozen=True)
class Reading:
    """One figure of a goal.

    Attributes
    ----------
    year
        What it tells of.
    value
        As it is printed, in the indicator's unit; of a gap points, positive in the direction of the baseline's gap.
        NaN where it is not told.
    interval, alarm
        At 95 % and at 99.8 %; NaN where chance does not move the figure, or its chance is not known.
    day
        When an own figure was measured; None where it tells of the whole year.
    status, reason
        As of a value; `reason` (:mod:`why`) says why the figure is not judged, also where it may be shown.
    """

    year: int
    value: float
    interval: tuple[float, float] = NONE
    alarm: tuple[float, float] = NONE
    status: str = frame.OK
    reason: str = ""
    day: date | None = None

    @property
    def moment(self) -> float:
        """The year and how much of the next one has passed: 2025.0 is the end of 2025."""
        if self.day is None:
            return float(self.year)
        return self.year - 1 + (self.day - date(self.year - 1, 12, 31)).days / (366 if isleap(self.year) else 365)

    @property
    def is_shown(self) -> bool:
        """Whether there is a number to show."""
        return self.status in frame.SHOWN

    @property
    def by_chance(self) -> bool:
        """Whether it has an interval."""
        return not math.isnan(self.interval[0])

    def ends(self, level: float = uncertainty.WATCH) -> tuple[float, float]:
        """The interval to be judged by; both ends are the figure where chance does not move it."""
        if not self.by_chance:
            return self.value, self.value
        return self.interval if level == uncertainty.WATCH else self.alarm
