"""From shares and populations to the two segments of yearly counts; knows how codes are carried, not which tables.

The foreign-language population is known by municipality in two unbroken runs of years of different sources, which
are never chained. Counts are made of the published shares, alike for all municipalities.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Segments:
    """Yearly counts of persons in today's municipalities.

    Attributes
    ----------
    earlier, current
        Municipalities (text codes, sorted, the same in both) × years (int), persons.
    extrapolated
        Years whose population was not known and was extrapolated; the page says so.
    """

    earlier: pd.DataFrame
    current: pd.DataFrame
    extrapolated: tuple[int, ...] = ()

    @property
    def first_growth(self) -> float:
        """What :func:`growth_between` gives: the country's growth for a forecast made in the current first year."""
        return growth_between(self.earlier, self.current)


def matrix(counts: pd.DataFrame, living: Mapping[str, str]) -> pd.DataFrame:
    """Counts of today's municipalities by year: merged ones are added.

    Parameters
    ----------
    counts
        Tidy: `area` (text code), `year`, `count`.
    living
        Today's code of every code that has ended (others may be left out).

    Returns
    -------
    DataFrame
        Municipalities × years, sorted; a sum over a missing part is missing.

    Examples
    --------
    >>> tidy = pd.DataFrame({"area": ["507", "588"], "year": [2012, 2012], "count": [70.0, 30.0]})
    >>> matrix(tidy, {"588": "507"}).to_dict()
    {2012: {'507': 100.0}}
    """
    wide = counts.pivot(index="area", columns="year", values="count").astype(float)
    return _carried(wide, living)


def counts_from_shares(
    shares: pd.DataFrame, populations: pd.DataFrame, per: float, living: Mapping[str, str]
) -> pd.DataFrame:
    """Whole persons in today's municipalities from published shares.

    Populations of the shares' own division are used: a municipality that had a share is multiplied before it is
    carried forward, one that has none any more lends its people to the one it went into.

    Parameters
    ----------
    shares
        Tidy: `area`, `year`, `value`: persons per ``per`` inhabitants, 31 December.
    populations
        Tidy: `area`, `year`, `value`: inhabitants, 31 December, all municipalities without sums. Years without
        shares are not looked at.
    per
        1000 for Sotkanet's per mille, 100 for per cent.
    living
        As in :func:`matrix`.

    Returns
    -------
    DataFrame
        Municipalities × years. A share with one decimal of a per cent knows the count to ± 0.05 % of inhabitants.
    """
    share = _wide(shares)
    ended = {code: today for code, today in living.items() if code not in share.index}
    people = _carried(_wide(populations), ended).reindex(index=share.index, columns=share.columns)
    return _carried(np.round(share * people / per), living)


def extrapolated(populations: pd.DataFrame, year: int) -> pd.DataFrame:
    """The populations with ``year`` added where it is not known: the last year times its own change.

    Only one year ahead; adds at most about half a per cent of error and goes when the figure comes.

    Parameters
    ----------
    populations
        Tidy: `area`, `year`, `value`, of one division in its last two years.
    year
        The year wanted.

    Raises
    ------
    ValueError
        More than one year would be made up, or an area is not known in both of the last two years.
    """
    wide = _wide(populations)
    if year in wide.columns:
        return populations
    if year - 1 not in wide.columns or year - 2 not in wide.columns:
        raise ValueError(f"the population of {year} can be extrapolated from {year - 2} and {year - 1} only")
    after = wide[year - 1] * (wide[year - 1] / wide[year - 2])
    lost = after.index[after.isna() & wide[year - 1].notna()].tolist()
    if lost:
        raise ValueError(f"no population in {year - 2} and {year - 1} for {lost}: carry merged codes forward first")
    added = pd.DataFrame({"area": after.index, "year": year, "value": after.to_numpy()}).dropna()
    return pd.concat([populations[["area", "year", "value"]], added], ignore_index=True)


def build(
    earlier_shares: pd.DataFrame,
    earlier_populations: pd.DataFrame,
    current_shares: pd.DataFrame,
    current_populations: pd.DataFrame,
    living: Mapping[str, str],
) -> Segments:
    """Both segments, as projections and their benchmark use them.

    Parameters
    ----------
    earlier_shares, earlier_populations
        Sotkanet's foreign-language speakers per 1 000 and population, 1990–2012, on the division of 2013.
    current_shares, current_populations
        Foreign-language share in per cent (table 159t) and population (11re, then 11lj of December). The population
        of the last year of shares is extrapolated when it is not known.
    living
        As in :func:`matrix`.

    Raises
    ------
    ValueError
        A count is missing in either segment, or the two do not hold the same municipalities.
    """
    people = current_populations[["area", "year", "value"]]
    people = people.assign(area=people["area"].replace(dict(living))).groupby(["area", "year"], as_index=False)
    people = people["value"].sum(min_count=1)
    last = int(current_shares["year"].max())
    made_up = () if (people["year"] == last).any() else (last,)
    current = counts_from_shares(current_shares, extrapolated(people, last), 100, living)
    earlier = counts_from_shares(earlier_shares, earlier_populations, 1000, living)
    return Segments(_whole(earlier), _whole(current), made_up)


def growth_between(earlier: pd.DataFrame, current: pd.DataFrame) -> float:
    """The country's yearly log growth from the last year of one segment to the first of the other.

    The one figure that reaches over the gap: two totals of the same statistic, no municipality's series.
    """
    years = int(current.columns[0]) - int(earlier.columns[-1])
    return float(np.log(current.iloc[:, 0].sum() / earlier.iloc[:, -1].sum()) / years)


def _wide(tidy: pd.DataFrame) -> pd.DataFrame:
    return tidy.pivot(index="area", columns="year", values="value").astype(float)


def _carried(wide: pd.DataFrame, living: Mapping[str, str]) -> pd.DataFrame:
    today = pd.Index([living.get(code, code) for code in wide.index], dtype="str", name="area")
    groups = wide.groupby(today)
    # A sum over a missing part is missing, not the sum of the rest.
    return groups.sum().where(~wide.isna().groupby(today).any()).sort_index().rename_axis(columns=None)


def _whole(counts: pd.DataFrame) -> pd.DataFrame:
    missing = counts.index[counts.isna().any(axis=1)].tolist()
    if missing:
        raise ValueError(f"the counts of {missing} are not known in every year: give their shares and populations")
    return counts
