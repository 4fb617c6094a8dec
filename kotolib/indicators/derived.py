"""The closed list of derived kinds: how one indicator is computed from others; knows no table and no municipality.

Every function takes frames with `area, year, group, value, denominator, status` and gives rows of the same form.
"""

import pandas as pd

from kotolib import frame
from kotolib.indicators.parts import KEYS, with_reason

MEAN_5 = "mean_5"
"""The group of five-year means, used where single years are too small."""


def _joined(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    both = left.merge(right, on=KEYS, suffixes=("", "_other"))
    preliminary = (both["status"] == frame.PRELIMINARY) | (both["status_other"] == frame.PRELIMINARY)
    shown = both["status"].isin(frame.SHOWN) & both["status_other"].isin(frame.SHOWN)
    reason = both["status"].where(~both["status"].isin(frame.SHOWN), both["status_other"])
    both["status"] = reason.mask(shown, frame.OK).mask(shown & preliminary, frame.PRELIMINARY)
    return both


def prolonged(population: pd.DataFrame) -> pd.DataFrame:
    """The population with one more year, by the growth of the last one (population × population / the year before).

    A share is published before the year-end population that it is a share of; the added year is preliminary.
    """
    last = int(population["year"].max())
    now = population[population["year"] == last].set_index("area")
    before = population[population["year"] == last - 1].set_index("area")["value"]
    value = now["value"] * now["value"] / before.reindex(now.index)
    more = now.assign(year=last + 1, value=value, status=frame.PRELIMINARY).reset_index()
    return pd.concat([population, with_reason(more)], ignore_index=True)


def count_from_share(share: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Persons = share × population / 100, rounded; exact to ± 0.05 points of the population.

    `denominator` is the population, from which the precision of the count is told.
    """
    both = _joined(share, prolonged(population))
    count = (both["value"] * both["value_other"] / 100).round()
    rows = both.assign(value=count, numerator=count, denominator=both["value_other"])
    return with_reason(rows)[[*KEYS, "value", "numerator", "denominator", "status"]]


def per_1000(count: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Events for a thousand residents; the residents are the mean of the two year-ends.

    Also five-year means as group ``mean_5``, written to the last of the five years.
    """
    people = population.sort_values(KEYS)
    previous = people.assign(year=people["year"] + 1)
    both_ends = _joined(people, previous)
    mean = both_ends.assign(value=(both_ends["value"] + both_ends["value_other"]) / 2)[[*KEYS, "value", "status"]]
    both = _joined(count, mean)
    rows = both.assign(numerator=both["value"], denominator=both["value_other"])
    rows = rows.assign(value=1000 * rows["numerator"] / rows["denominator"])[
        [*KEYS, "value", "numerator", "denominator", "status"]
    ]
    return with_reason(pd.concat([rows, five_years(rows)], ignore_index=True))


def five_years(rows: pd.DataFrame) -> pd.DataFrame:
    """Five-year means of yearly rates: events of five consecutive years over their population-years."""
    shown = rows[rows["status"].isin(frame.SHOWN)]
    sides = {}
    for side in ("numerator", "denominator"):
        by_year = shown.pivot(index="year", columns="area", values=side)
        by_year = by_year.reindex(range(by_year.index.min(), by_year.index.max() + 1)) if len(by_year) else by_year
        sides[side] = by_year.rolling(5).sum().stack().rename(side)
    means = pd.concat(sides.values(), axis=1).dropna().reset_index()
    means = means.assign(group=MEAN_5, value=1000 * means["numerator"] / means["denominator"], status=frame.OK)
    return means[rows.columns]


def balance(plus: pd.DataFrame, minus: pd.DataFrame) -> pd.DataFrame:
    """What came less what went."""
    both = _joined(plus, minus)
    rows = both.assign(value=both["value"] - both["value_other"], numerator=float("nan"), denominator=float("nan"))
    return with_reason(rows)[[*KEYS, "value", "numerator", "denominator", "status"]]
