"""The smallest change of a figure that can be told from chance; knows shares and events, no goal and no sentence.

Minimum detectable change = (z of 1 − α/2 + z of 1 − β) · standard error of the difference of two years, α 5 % two-sided
and power 80 % (Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, chapter 4). The standard
error is that of two equal shares or rates, each year with as many people. Two years of one register share most of their
people, so the answer is on the careful side.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import pandas as pd

from kotolib.indicators import Values

SIGNIFICANCE, POWER = 0.05, 0.80
FEWEST_EVENTS = 10
_DEVIATES = NormalDist().inv_cdf(1 - SIGNIFICANCE / 2) + NormalDist().inv_cdf(POWER)
_DEVIATE_95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Smallest:
    """The smallest change that can be told from chance.

    Attributes
    ----------
    change
        In the unit of the indicator: percentage points, events, events per 1 000.
    behind
        People of a share (n), events of a count or rate; NaN for a net number.
    few
        Whether fewer than ten events stand behind the figure: then no such number can be given (`change` is NaN).
    """

    change: float
    behind: float
    few: bool = False


def share_change(share: float, people: float) -> float:
    """The smallest detectable change of a share, as a number between 0 and 1.

    Parameters
    ----------
    share
        Between 0 and 1; at the very ends as if half a person were on the other side.
    people
        Of how many, in each of the two years.

    Raises
    ------
    ValueError
        A share outside 0–1, or nobody to have a share of.

    Examples
    --------
    >>> round(100 * share_change(0.6, 140), 1)
    16.4
    """
    if not 0 <= share <= 1 or not people > 0:
        raise ValueError("a share lies between 0 and 1, of one person or more")
    inside = min(max(share, 0.5 / people), 1 - 0.5 / people) if people > 1 else 0.5
    return _DEVIATES * math.sqrt(2 * inside * (1 - inside) / people)


def people_needed(share: float, change: float) -> int:
    """How many people each year must have behind it, that a change of a share can be told from chance.

    Examples
    --------
    >>> people_needed(0.6, 0.04)
    2355
    """
    if not 0 < share < 1 or change == 0:
        raise ValueError("a share between 0 and 1, and a change")
    return math.ceil(2 * share * (1 - share) * (_DEVIATES / change) ** 2)


def count_change(events: float) -> float:
    """The smallest detectable change of a yearly number of events, ten or more.

    Examples
    --------
    >>> round(count_change(50), 1)
    28.0
    """
    if events < FEWEST_EVENTS:
        raise ValueError("fewer than ten events: the normal approximation does not hold")
    return _DEVIATES * math.sqrt(2 * events)


def smallest(values: Values, row: pd.Series) -> Smallest | None:
    """The smallest detectable change from a row, by what its indicator declares of chance.

    Returns
    -------
    Smallest or None
        None for what chance does not move (a stock of the register), for samples, and where what stands behind the
        figure is not known.

    Examples
    --------
    >>> import kotolib as koto
    >>> v = koto.values(koto.begin("211", as_of="2026-11-24"), "election_turnout.share")
    >>> round(smallest(v, v.latest()).change, 1)
    1.2
    """
    declared = values.indicator
    if declared.variation == "binomial":
        people = float(row["denominator"])
        return Smallest(100 * share_change(row["value"] / 100, people), people) if people > 0 else None
    if declared.variation != "poisson":
        return None
    return _of_net(row) if len(declared.behind) > 1 else _of_events(declared.kind, row)


def _of_events(kind: str, row: pd.Series) -> Smallest | None:
    events = float(row["value"] if kind == "count" else row["numerator"])
    if math.isnan(events):
        return None
    if events < FEWEST_EVENTS:
        return Smallest(math.nan, events, few=True)
    scale = 1.0 if kind == "count" else row["value"] / events
    return Smallest(scale * count_change(events), events)


def _of_net(row: pd.Series) -> Smallest | None:
    """A net has its chance from both its sides: the standard error is read from the interval that they gave it."""
    error = float(row["high"] - row["low"]) / (2 * _DEVIATE_95)
    return None if math.isnan(error) else Smallest(_DEVIATES * math.sqrt(2) * error, math.nan)
