"""The closed list of derived kinds: how one indicator is computed from others; knows no table and no municipality.

Every function takes frames with `area, year, group, value, denominator, status` and gives rows of the same form.
"""

import pandas as pd

from kotolib import frame
from kotolib.indicators.parts import KEYS, ROWS, is_shown, with_reason

MEAN_5 = "mean_5"
"""The group of five-year means, used where single years are too small."""


def _joined(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """The rows that both have; preliminary when one of them is, hidden for the reason of the first that is hidden."""
    both = left.merge(right, on=KEYS, suffixes=("", "_other"))
    follows = is_shown(both) & (both["status_other"] != frame.OK)
    return both.assign(status=both["status"].mask(follows, both["status_other"]))


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
    return with_reason(rows)[ROWS]


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
    rows = rows.assign(value=1000 * rows["numerator"] / rows["denominator"])[ROWS]
    return with_reason(pd.concat([rows, five_years(rows)], ignore_index=True))


def five_years(rows: pd.DataFrame) -> pd.DataFrame:
    """Five-year means of yearly rates: events of five consecutive years over their population-years.

    Preliminary when one of the years is; only of all groups together.
    """
    shown = rows[is_shown(rows) & (rows["group"] == "")]
    if shown.empty:
        return shown
    shown = shown.assign(early=(shown["status"] == frame.PRELIMINARY).astype(float))
    sums = {side: _of_five(shown, side).stack() for side in ("numerator", "denominator", "early")}
    means = pd.DataFrame(sums).dropna().reset_index()
    status = means["early"].gt(0).map({False: frame.OK, True: frame.PRELIMINARY})
    means = means.assign(group=MEAN_5, value=1000 * means["numerator"] / means["denominator"], status=status)
    return means[rows.columns]


def _of_five(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return sums_of_five(rows.pivot(index="year", columns="area", values=column))


def sums_of_five(by_year: pd.DataFrame) -> pd.DataFrame:
    """Sums of each year and the four before it; NaN where one of the five is not there."""
    return by_year.reindex(range(by_year.index.min(), by_year.index.max() + 1)).rolling(5).sum()


def balance(plus: pd.DataFrame, minus: pd.DataFrame) -> pd.DataFrame:
    """What came less what went."""
    both = _joined(plus, minus)
    rows = both.assign(value=both["value"] - both["value_other"], numerator=float("nan"), denominator=float("nan"))
    return with_reason(rows)[ROWS]
