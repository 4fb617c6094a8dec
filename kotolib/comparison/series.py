"""The years of a series that may be looked at together: no gap and no declared break between them; knows no trend."""

import numpy as np
import pandas as pd

from kotolib import sources
from kotolib.indicators import Values

_STEPS = {"every_three_years": 3, "every_four_years": 5}
"""The longest step between two figures of a table that is not yearly; the municipal elections of 2012 and 2017 were
five years apart."""


def unbroken(values: Values, area_id: str, group: str = "") -> list[pd.DataFrame]:
    """The rows of an area that have a number to show, cut at every gap and declared break; earliest stretch first.

    Examples
    --------
    >>> import kotolib as koto
    >>> v = koto.values(koto.begin("211", as_of="2026-11-24"), "foreign_language.share")
    >>> [(int(rows["year"].iloc[0]), int(rows["year"].iloc[-1])) for rows in unbroken(v, "211")]
    [(1990, 2012), (2020, 2025)]
    """
    rows = values.shown(area_id, group)
    if rows.empty:
        return []
    years = rows["year"]
    cut = years.diff().fillna(0) > longest_step(values)
    for first in _breaks(values):
        cut |= (years >= first) & (years.shift(fill_value=first) < first)
    return [stretch for _, stretch in rows.groupby(cut.cumsum())]


def row(values: Values, area_id: str, year: int, group: str = "") -> pd.Series | None:
    """The row of one area and year, whatever its status; None where there is none."""
    table = values.frame
    area, of_group = table["area"], table["group"]
    for place in np.flatnonzero(table["year"].to_numpy() == year):
        if area.iat[place] == area_id and of_group.iat[place] == group:
            return table.iloc[place]
    return None


def together(values: Values, area_id: str, years: tuple[int, int], group: str = "") -> bool:
    """Whether two years of an area lie in one unbroken stretch."""
    return any(set(years) <= set(rows["year"]) for rows in unbroken(values, area_id, group))


def _breaks(values: Values) -> list[int]:
    return [part.years[0] for part in values.indicator.parts if part.break_before]


def longest_step(values: Values) -> int:
    """How many years apart two figures may be without a gap between them."""
    catalogue = sources.load()
    home = catalogue.home.get(values.indicator.id, "")
    return _STEPS.get(catalogue.sources[home].updates, 1) if home else 1
