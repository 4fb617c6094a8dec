"""What similar municipalities have come to in as many years as a goal has; knows figures and no goal.

Nobody is named: the median, the smallest and the largest of those that have both figures in one unbroken stretch.
"""

from dataclasses import dataclass

import numpy as np

from kotolib import frame
from kotolib.comparison import series
from kotolib.comparison.neighbours import FEWEST_CHOSEN
from kotolib.indicators import Values


@dataclass(frozen=True)
class Reached:
    """How much the figures of similar municipalities changed.

    Attributes
    ----------
    years
        First and last year.
    median, low, high
        Of the changes, in the indicator's unit.
    number, of
        How many have both figures, and how many there are in the set.
    """

    years: tuple[int, int]
    median: float
    low: float
    high: float
    number: int
    of: int


def reached(values: Values, span: int) -> Reached | None:
    """The changes of similar municipalities over a span of years that ends in the own area's newest figure.

    Parameters
    ----------
    values
        Given by :func:`kotolib.comparison.values` with `similar`.
    span
        Years; fewer where the own area's unbroken figures do not go so far back.

    Returns
    -------
    Reached or None
        None where the own area has no earlier figure, or fewer than half of the similar municipalities, or fewer than
        three, have both.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> found = reached(koto.values(here, "unemployed.share", against=("similar",)), 4)
    >>> found.years, found.low <= found.median <= found.high
    ((2020, 2024), True)
    """
    stretches = series.unbroken(values, next(iter(values.areas)))
    if not stretches or span < 1:
        return None
    own = stretches[-1]["year"]
    last = int(own.max())
    first = int(own[own >= last - span].min())
    if first == last:
        return None
    changes = [change for code in values.similar if (change := _change(values, code, (first, last))) is not None]
    if len(changes) < max(FEWEST_CHOSEN, len(values.similar) / 2):
        return None
    median, low, high = float(np.median(changes)), min(changes), max(changes)
    return Reached((first, last), median, low, high, len(changes), len(values.similar))


def _change(values: Values, code: str, years: tuple[int, int]) -> float | None:
    first, last = (series.row(values, code, year) for year in years)
    if any(row is None or row["status"] not in frame.SHOWN for row in (first, last)):
        return None
    return float(last["value"] - first["value"]) if series.together(values, code, years) else None
