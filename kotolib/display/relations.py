"""What may be said of a value beside another: ratio to the country, change over an unbroken stretch, clear or not.

Knows numbers and their uncertainty; gives words' keys and figures, writes no sentence.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from kotolib import indicators, uncertainty
from kotolib.display import wording
from kotolib.errors import N_
from kotolib.frame import COUNTRY
from kotolib.indicators import Values, quality, stored
from kotolib.situation import Situation

YEARS_OF_CHANGE = 5
"""A change is told over at most five years, inside one unbroken stretch of one source."""

_NEARLY = N_("lähes sama kuin koko maassa")
_RATIOS = (
    (0.22, 0.28, N_("noin neljäsosa koko maan osuudesta")),
    (0.30, 0.37, N_("noin kolmasosa koko maan osuudesta")),
    (0.46, 0.54, N_("noin puolet koko maan osuudesta")),
    (0.64, 0.70, N_("noin kaksi kolmasosaa koko maan osuudesta")),
    (0.95, 1.05, _NEARLY),
    (1.90, 2.10, N_("noin kaksinkertainen koko maan osuuteen verrattuna")),
    (2.85, 3.15, N_("noin kolminkertainen koko maan osuuteen verrattuna")),
)
_SAME = N_("sama kuin koko maassa")
_LARGER = N_("{points} prosenttiyksikköä suurempi kuin koko maassa")
_SMALLER = N_("{points} prosenttiyksikköä pienempi kuin koko maassa")


@dataclass(frozen=True)
class Change:
    """From which row to which, and by how much as the numbers are printed."""

    first: pd.Series
    last: pd.Series
    amount: float


@dataclass(frozen=True)
class Relation:
    """How a share stands beside the country's: the message, the points between them, and the country's row."""

    message: str
    points: float
    country: pd.Series


def to_country(own: float, country: float, decimals: int = 1) -> tuple[str, float]:
    """The message that relates a share to the country's, and the points between them as they are printed.

    Examples
    --------
    >>> to_country(3.9, 11.4)
    ('noin kolmasosa koko maan osuudesta', 7.5)
    """
    own, country = wording.as_written(own, decimals), wording.as_written(country, decimals)
    points = wording.as_written(abs(own - country), decimals)
    if points == 0:
        return _SAME, points
    for low, high, message in _RATIOS:
        if country > 0 and low <= own / country <= high:
            return message, points
    return (_LARGER if own > country else _SMALLER), points


def nearly_alike(own: float, country: float) -> bool:
    """Whether a ratio would say no more than that both are nearly the same."""
    low, high = next((low, high) for low, high, message in _RATIOS if message == _NEARLY)
    return country > 0 and low <= own / country <= high


def beside_country(v: Values) -> Relation | None:
    """The area's newest share beside the country's of the same year; nothing where few people stand behind it."""
    row = v.latest()
    if v.indicator.kind != "share" or row is None or row["area"] == COUNTRY or v.is_few(row):
        return None
    same = of_year(v, COUNTRY, int(row["year"]))
    if same is None:
        return None
    return Relation(*to_country(row["value"], same["value"], v.indicator.decimals), same)


def of_year(v: Values, area_id: str, year: int) -> pd.Series | None:
    """The shown row of an area and a year."""
    rows = v.shown(area_id)
    same = rows[rows["year"] == year]
    return same.iloc[0] if len(same) else None


def people_at_most(here: Situation, v: Values, row: pd.Series) -> float:
    """How many people stand behind a share: as the source tells, else no more than so large a part of all residents;
    infinite where the residents of the year are not known."""
    if not pd.isna(row["numerator"]):
        return float(row["numerator"])
    residents = _residents(stored.ensure(here.edition), here).get(int(row["year"]), float("inf"))
    return residents * row["value"] / 100 if row["value"] else 0.0


@lru_cache(maxsize=8)
def _residents(table: Path, here: Situation) -> dict[int, float]:
    """Residents by year; a section asks for the same ones dozens of times."""
    rows = indicators.values(here, "population").shown()
    return dict(zip(rows["year"].astype(int), rows["value"], strict=True))


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
    # The difference of the printed numbers, so that the reader's own subtraction agrees.
    amount = wording.as_written(wording.told(v, other) - wording.told(v, one), v.indicator.decimals)
    return Change(one, other, amount)


def mean_before(v: Values) -> tuple[float, pd.Series, bool] | None:
    """For counts that vary by chance: the mean of the five years before the last, the last row, and whether it clearly
    differs (two Poisson counts, 95 %); None for a net, or with fewer than six unbroken years, or ten events."""
    rows = v.shown()
    if len(rows) < YEARS_OF_CHANGE + 1 or len(v.indicator.behind) > 1:
        return None
    window = rows.iloc[-YEARS_OF_CHANGE - 1 :]
    if window["year"].iloc[-1] - window["year"].iloc[0] != YEARS_OF_CHANGE or (window["value"] < 0).any():
        return None
    before, last = window.iloc[:-1]["value"], window.iloc[-1]
    if min(before.sum(), last["value"]) < quality.FEWEST:
        return None
    clear = uncertainty.change_is_clear(before.sum(), YEARS_OF_CHANGE, last["value"], 1.0)
    return float(before.mean()), last, bool(clear)
