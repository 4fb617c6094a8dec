"""Whether a series goes up or down, by a rule that one odd year cannot turn; knows numbers, writes no sentence."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from kotolib import frame, uncertainty
from kotolib.comparison import chance, reasons, series
from kotolib.indicators import Values

POINTS = 5
"""A trend is the direction of five figures."""
UP, DOWN, NO_CLEAR_CHANGE = "up", "down", "no_clear_change"
Word = Literal["up", "down", "no_clear_change"]
_NONE = 1e-9
"""A slope smaller than this part of the figures is a rounding error of zero."""


@dataclass(frozen=True)
class Trend:
    """The direction of the last five figures of an area.

    Attributes
    ----------
    word
        `up`, `down`, or, only for what chance moves, `no_clear_change`; None where nothing may be said.
    slope
        Of the least-squares line, units a year; NaN without five figures.
    years
        First and last, None without five figures.
    status, reason
        `ok` where there is a word. Otherwise why there is none; with `no_clear_change`, `reason` says what the word
        rests on.
    """

    word: Word | None
    slope: float
    years: tuple[int, int] | None
    status: str = frame.OK
    reason: str = ""


def trend_word(values: Values, area_id: str | None = None, group: str = "") -> Word | None:
    """The word of :func:`trend`.

    Examples
    --------
    >>> import kotolib as koto
    >>> trend_word(koto.values(koto.begin("211", as_of="2026-11-24"), "foreign_language.share"))
    'up'
    """
    return trend(values, area_id, group).word


def trend(values: Values, area_id: str | None = None, group: str = "") -> Trend:
    """The direction of the last five figures of an unbroken stretch.

    The sign of the least-squares slope must survive leaving out any one of the five years. For what chance moves, the
    first and the last figure must also differ by more than chance explains (95 %): shares by Newcombe's interval,
    events by the conditional test of two Poisson rates. A stock of the register has no *no clear change*: where its
    direction turns with one year, there is no word.

    Parameters
    ----------
    values
        One indicator.
    area_id
        Whose series; the own area unless told.
    group
        Group of the indicator.
    """
    stretches = series.unbroken(values, area_id or next(iter(values.areas)), group)
    if not stretches or len(stretches[-1]) < POINTS:
        return Trend(None, float("nan"), None, frame.MISSING, reasons.SHORT)
    rows = stretches[-1].tail(POINTS)
    years = (int(rows["year"].iloc[0]), int(rows["year"].iloc[-1]))
    slope = _slope(rows["year"].to_numpy(), rows["value"].to_numpy())
    if any(chance.is_few(values, row) for _, row in rows.iterrows()):
        return Trend(None, float("nan"), years, frame.BELOW_QUALITY, reasons.FEW)
    if values.indicator.variation == "survey":
        return Trend(None, slope, years, frame.MISSING, reasons.SURVEY)
    word, reason = _word(values, rows)
    if word is None:
        return Trend(None, slope, years, frame.NOT_APPLICABLE, reason)
    return Trend(word, slope, years, reason=reason)


def _word(values: Values, rows: pd.DataFrame) -> tuple[Word | None, str]:
    sign = steady_sign(rows["year"].to_numpy(), rows["value"].to_numpy())
    by_chance = values.indicator.variation != "none"
    if sign == 0:
        level = bool(np.ptp(rows["value"]) == 0)
        return (NO_CLEAR_CHANGE if by_chance else None), (reasons.LEVEL if level else reasons.UNSTEADY)
    if by_chance:
        found = chance.difference(values, rows.iloc[-1], rows.iloc[0], uncertainty.WATCH)
        if found.clear is None:
            return None, found.reason
        # A line may rise between two ends of which the last is the lower: then nothing is clear either.
        if not found.clear or np.sign(found.amount) != sign:
            return NO_CLEAR_CHANGE, reasons.WITHIN_CHANCE
    return (UP if sign > 0 else DOWN), ""


def steady_sign(years: np.ndarray, figures: np.ndarray) -> int:
    """Sign of the least-squares slope if leaving out any one year leaves it as it is, else 0.

    Examples
    --------
    >>> import numpy as np
    >>> years = np.arange(2020, 2025)
    >>> steady_sign(years, np.array([3.0, 3.1, 3.3, 3.2, 3.6])), steady_sign(years, np.array([3.0, 3.0, 3.0, 3.0, 9.0]))
    (1, 0)
    """
    signs = {_sign(years, figures)}
    for left_out in range(len(years)):
        signs.add(_sign(np.delete(years, left_out), np.delete(figures, left_out)))
    return signs.pop() if len(signs) == 1 else 0


def _sign(years: np.ndarray, figures: np.ndarray) -> int:
    slope = _slope(years, figures)
    return 0 if abs(slope) <= _NONE * np.abs(figures).max() else int(np.sign(slope))


def _slope(years: np.ndarray, figures: np.ndarray) -> float:
    apart = years - years.mean()
    return float((apart * (figures - figures.mean())).sum() / (apart**2).sum())
