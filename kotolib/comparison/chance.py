"""Whether two figures of one indicator differ by more than chance explains, by what the indicator declares of chance.

Knows rows of values; not whether they are two years or two places.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kotolib import uncertainty
from kotolib.comparison import reasons
from kotolib.indicators import Values, quality

SCALE = {"share": 100.0, "rate": 1000.0}
"""What a share or rate is told per."""


@dataclass(frozen=True)
class Difference:
    """One figure less another: `amount`, its interval, and whether that leaves out 0.

    Without an interval, `clear` is None and `reason` says why; the amount may still be told.
    """

    amount: float
    low: float
    high: float
    clear: bool | None
    reason: str = ""


def difference(values: Values, one: pd.Series, other: pd.Series, level: float) -> Difference:
    """One row less another, neither sharing people or events with the other.

    Shares: Newcombe's hybrid score interval. Events and their rates: the conditional interval of two Poisson rates.
    A net of two counts: from the intervals of both rows, where they have them (MOVER; Zou and Donner 2008, Statistics
    in Medicine 27, 1693–1702).
    """
    amount = float(one["value"] - other["value"])
    declared = values.indicator
    if declared.variation in ("none", "survey"):
        return _without(amount, reasons.REGISTER if declared.variation == "none" else reasons.SURVEY)
    if len(declared.behind) > 1:
        return _of_nets(one, other, amount)
    sides = [_side(values, row) for row in (one, other)]
    if any(math.isnan(number) for side in sides for number in side):
        return _without(amount, reasons.NO_NUMERATOR)
    scale = SCALE.get(declared.kind, 1.0)
    if declared.variation == "binomial":
        _, low, high = uncertainty.share_difference(*sides[0], *sides[1], level)
        return _within(amount, scale * float(low), scale * float(high))
    _, low, high = uncertainty.rate_difference(*sides[0], *sides[1], level)
    return _within(amount, scale * low, scale * high) if not math.isnan(low) else _without(amount, reasons.NO_EVENTS)


def is_few(values: Values, row: pd.Series) -> bool:
    """Whether fewer than ten persons or events stand behind a row; a count that is not known cannot be called few."""
    if len(values.indicator.behind) > 1:
        # What stands behind a net are the moves in and out, and those were weighed when the value was made.
        return False
    # A given figure, such as a ratio, is no number of people, however small.
    behind = row["value"] if values.indicator.kind == "count" else row["numerator"]
    return bool(abs(behind) < quality.FEWEST)


def _side(values: Values, row: pd.Series) -> tuple[float, float]:
    """The count and what it is divided by; events of a year alone are divided by the year."""
    if values.indicator.kind in SCALE:
        return float(row["numerator"]), float(row["denominator"])
    return float(row["value"]), 1.0


def _of_nets(one: pd.Series, other: pd.Series, amount: float) -> Difference:
    ends = [one["low"], one["high"], other["low"], other["high"]]
    if any(pd.isna(end) for end in ends):
        return _without(amount, reasons.BALANCE)
    low = amount - np.hypot(one["value"] - one["low"], other["high"] - other["value"])
    high = amount + np.hypot(one["high"] - one["value"], other["value"] - other["low"])
    return _within(amount, float(low), float(high))


def _within(amount: float, low: float, high: float) -> Difference:
    return Difference(amount, low, high, bool(low > 0 or high < 0))


def _without(amount: float, reason: str) -> Difference:
    return Difference(amount, math.nan, math.nan, None, reason)
