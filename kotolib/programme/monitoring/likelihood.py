"""How likely a target is to be reached if the present direction goes on, in three words; knows only numbers.

A line is laid through the last five yearly figures and carried on to the deadline. How far the figure of that year may
fall from the line is Student's t with three degrees of freedom (the prediction interval of least squares; Draper and
Smith 1998, Applied Regression Analysis, section 3.1). The scatter is what the five figures show, and never less than
what chance alone makes of so many people: five figures that happen to lie on a line promise nothing.

A number would be believed more than five figures can bear, so only a word comes out. `bench monitoring` prints how
often the target was reached behind each word.
"""

import math
from collections.abc import Sequence

import numpy as np

from kotolib.comparison.trends import POINTS
from kotolib.programme.measured import UP

UNLIKELY, EITHER_WAY, LIKELY = "unlikely", "either_way", "likely"
WORDS = (UNLIKELY, EITHER_WAY, LIKELY)
SURE = 0.8
"""A word is said where the computed probability is at least this, or at most the rest."""


def word(figures: Sequence[tuple[int, float]], spread: float, goal: tuple[int, float], wanted: str) -> str | None:
    """The word for reaching a target.

    Parameters
    ----------
    figures
        (year, value) of one unbroken yearly series, rising years; the last five count.
    spread
        Standard deviation of one figure by chance alone; 0 where chance does not move it.
    goal
        Year and value of the target.
    wanted
        `up` or `down`: a figure at the target or beyond has reached it.

    Returns
    -------
    str or None
        `unlikely`, `either_way` or `likely`; None for fewer than five figures.

    Examples
    --------
    >>> rising = [(2020, 50.0), (2021, 51.2), (2022, 51.9), (2023, 53.1), (2024, 54.0)]
    >>> [word(rising, 0.3, (2027, target), "up") for target in (52, 57, 70)]
    ['likely', 'either_way', 'unlikely']
    """
    if len(figures) < POINTS:
        return None
    years, values = (np.array(column, dtype=float) for column in zip(*figures[-POINTS:], strict=True))
    expected, error = _carried_on(years, values, spread, goal[0])
    beyond = (expected - goal[1]) * (1 if wanted == UP else -1)
    if error == 0:
        return LIKELY if beyond >= 0 else UNLIKELY
    probability = _student(beyond / error)
    return LIKELY if probability >= SURE else UNLIKELY if probability <= 1 - SURE else EITHER_WAY


def _carried_on(years: np.ndarray, values: np.ndarray, spread: float, year: int) -> tuple[float, float]:
    """What the line gives of a year, and the standard error of one figure there."""
    apart = years - years.mean()
    squares = float((apart**2).sum())
    slope = float((apart * (values - values.mean())).sum()) / squares
    ahead = year - float(years.mean())
    left = values - values.mean() - slope * apart
    # Rounding leaves something of a perfect line.
    left[np.abs(left) < 1e-9 * max(1.0, float(np.abs(values).max()))] = 0.0
    scatter = max(float((left**2).sum()) / (POINTS - 2), spread**2)
    return float(values.mean()) + slope * ahead, math.sqrt(scatter * (1 + 1 / POINTS + ahead**2 / squares))


def _student(t: float) -> float:
    """Probability of less than t, Student's distribution with three degrees of freedom: those of five figures."""
    over = t / math.sqrt(POINTS - 2)
    return 0.5 + (over / (1 + over**2) + math.atan(over)) / math.pi
