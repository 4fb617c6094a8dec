"""The state of a goal by the interval of its newest figure against the path: one rule of five states; knows only
numbers.

Wholly beyond the target: achieved. Wholly on the wrong side of the path: off track. Holds the path and the baseline:
uncertain. Reaches the path and not the baseline: on track. What nothing allows to judge cannot be assessed. An alarm is
the wrong side of the path at 99.8 %: of twenty goals a year one would be off track by chance at 95 % (Spiegelhalter
2005, Statistics in Medicine 24, 1185–1202). A figure that stands exactly on the path is falsely called off track in at
most 2.5 % of years, and an alarm is falsely raised in 0.1 %; `bench monitoring` measures both.
"""

import math
from dataclasses import dataclass

from kotolib.programme.measured import UP

ACHIEVED = "achieved"
ON_TRACK = "on_track"
UNCERTAIN = "uncertain"
OFF_TRACK = "off_track"
CANNOT_BE_ASSESSED = "cannot_be_assessed"
STATUSES = (ACHIEVED, ON_TRACK, UNCERTAIN, OFF_TRACK, CANNOT_BE_ASSESSED)

FALSE_OFF_TRACK, FALSE_ALARM = 0.025, 0.001
"""How often chance alone puts a figure on the wrong side of its path, at 95 % and at 99.8 %: one side of each."""


@dataclass(frozen=True)
class Aim:
    """What an interval is judged against, in the indicator's unit.

    Attributes
    ----------
    wanted
        `up` or `down`.
    level
        Where the path is in the figure's year.
    target
        Where it ends.
    baseline
        Where it began; NaN where it has no beginning.
    """

    wanted: str
    level: float
    target: float
    baseline: float = math.nan


def status(interval: tuple[float, float], aim: Aim) -> str:
    """The state of a goal.

    Parameters
    ----------
    interval
        Of the figure, 95 %; a figure that chance does not move is both its ends.
    aim
        What it is judged against.

    Returns
    -------
    str
        `achieved`, `on_track`, `uncertain` or `off_track`.

    Examples
    --------
    >>> aim = Aim("up", level=62, target=65, baseline=60)
    >>> [status(interval, aim) for interval in ((66, 70), (61, 66), (58, 64), (55, 61))]
    ['achieved', 'on_track', 'uncertain', 'off_track']
    """
    low, high = _towards(interval, aim.wanted)
    level, target, baseline = (_signed(number, aim.wanted) for number in (aim.level, aim.target, aim.baseline))
    if low >= target:
        return ACHIEVED
    if high < level:
        return OFF_TRACK
    began = level if math.isnan(baseline) else baseline
    # A figure without chance that has reached the path has reached it, also where the path stands still.
    return UNCERTAIN if low < high and low <= began else ON_TRACK


def is_alarm(interval: tuple[float, float], aim: Aim) -> bool:
    """Whether the interval at 99.8 % lies wholly on the wrong side of the path.

    Examples
    --------
    >>> is_alarm((50, 61), Aim("up", level=62, target=65)), is_alarm((50, 63), Aim("up", level=62, target=65))
    (True, False)
    """
    return _towards(interval, aim.wanted)[1] < _signed(aim.level, aim.wanted)


def _towards(interval: tuple[float, float], wanted: str) -> tuple[float, float]:
    """The interval with more being better."""
    low, high = sorted(_signed(end, wanted) for end in interval)
    return low, high


def _signed(number: float, wanted: str) -> float:
    return number if wanted == UP else -number
