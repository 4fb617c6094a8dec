"""What may be said of a value beside another: ratio to the country, change over an unbroken stretch, clear or not.

Knows numbers and their uncertainty; gives words' keys and figures, writes no sentence.
"""

from dataclasses import dataclass

import pandas as pd

from kotolib import uncertainty
from kotolib.display import wording
from kotolib.errors import N_
from kotolib.indicators import Values, quality

YEARS_OF_CHANGE = 5
"""A change is told over at most five years, inside one unbroken stretch of one source."""

_RATIOS = (
    (0.22, 0.28, N_("noin neljäsosa koko maan osuudesta")),
    (0.30, 0.37, N_("noin kolmasosa koko maan osuudesta")),
    (0.46, 0.54, N_("noin puolet koko maan osuudesta")),
    (0.64, 0.70, N_("noin kaksi kolmasosaa koko maan osuudesta")),
    (0.95, 1.05, N_("lähes sama kuin koko maassa")),
    (1.90, 2.10, N_("noin kaksinkertainen koko maan osuuteen verrattuna")),
    (2.85, 3.15, N_("noin kolminkertainen koko maan osuuteen verrattuna")),
)
_LARGER = N_("{points} prosenttiyksikköä suurempi kuin koko maassa")
_SMALLER = N_("{points} prosenttiyksikköä pienempi kuin koko maassa")


@dataclass(frozen=True)
class Change:
    """From which row to which, and by how much; `clear` is None where values do not vary by chance."""

    first: pd.Series
    last: pd.Series
    amount: float
    clear: bool | None


def to_country(own: float, country: float) -> tuple[str, float]:
    """The message that relates a share to the country's, and the points between them."""
    points = abs(round(own, 1) - round(country, 1))
    if country > 0:
        for low, high, message in _RATIOS:
            if low <= own / country <= high:
                return message, points
    if round(points, 1) == 0:
        return _RATIOS[4][2], points
    return (_LARGER if own > country else _SMALLER), points


def change(v: Values) -> Change | None:
    """The change over the last unbroken stretch, at most five years back; None with fewer than two years.

    A stretch also ends where another table takes over with another definition (a declared break).
    """
    rows = v.shown()
    if len(rows) < 2:
        return None
    first, last = wording.stretches(rows["year"].tolist())[-1]
    broken = [part.years[0] for part in v.indicator.parts if part.break_before and part.years[0] <= last]
    start = max([first, last - YEARS_OF_CHANGE, *broken])
    stretch = rows[rows["year"] >= start]
    if len(stretch) < 2:
        return None
    one, other = stretch.iloc[0], stretch.iloc[-1]
    return Change(one, other, round(other["value"] - one["value"], 6), None)


def mean_before(v: Values) -> tuple[float, pd.Series, bool] | None:
    """For counts that vary by chance: the mean of the five years before the last, the last row, and whether it clearly
    differs (two Poisson counts, 95 %); None for a net, or with fewer than six unbroken years."""
    rows = v.shown()
    if len(rows) < YEARS_OF_CHANGE + 1 or len(v.indicator.behind) > 1:
        return None
    window = rows.iloc[-YEARS_OF_CHANGE - 1 :]
    if window["year"].iloc[-1] - window["year"].iloc[0] != YEARS_OF_CHANGE or (window["value"] < 0).any():
        return None
    before, last = window.iloc[:-1]["value"], window.iloc[-1]
    if before.sum() < quality.FEWEST:
        return None
    clear = uncertainty.change_is_clear(before.sum(), YEARS_OF_CHANGE, last["value"], 1.0)
    return float(before.mean()), last, bool(clear)
