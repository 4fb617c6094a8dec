"""Computes every declared indicator for every municipality, region and the country, once an edition.

Knows the order of parts and of dependencies; not how the result is stored or read.
"""

import pandas as pd

from kotolib import areas, frame
from kotolib.indicators import derived, parts, quality
from kotolib.indicators.parts import KEYS
from kotolib.sources import Catalogue
from kotolib.sources.declaration import Indicator, TablePart

ORIGIN = "origin"
"""Column of the values table: the table, or the derived kind, that a row came from."""
DERIVED = ("count_from_share", "per_1000", "balance")


def compute(catalogue: Catalogue) -> pd.DataFrame:
    """All values: `indicator`, the columns of :mod:`kotolib.frame` and `origin`, sorted by area and indicator."""
    done: dict[str, pd.DataFrame] = {}
    for name, indicator in catalogue.indicators.items():
        done[name] = _indicator(indicator, done)
    table = pd.concat([rows.assign(indicator=name) for name, rows in done.items()], ignore_index=True)
    columns = ["indicator", *frame.COLUMNS, ORIGIN]
    return table[columns].sort_values(["area", "indicator", "group", "year"], ignore_index=True)


def _indicator(indicator: Indicator, done: dict[str, pd.DataFrame]) -> pd.DataFrame:
    rows = None
    for part in indicator.parts:
        more = _part(part, indicator, done)
        more = more[more["year"].between(*part.years)]
        rows = more if rows is None else _first_wins(rows, more)
    behind = [done[name] for name in indicator.behind]
    is_derived = rows[ORIGIN].isin(DERIVED)
    if is_derived.any():
        events = quality.events_behind(rows, behind) if behind else rows["numerator"].where(is_derived)
        rows = quality.without_small(rows, events.where(is_derived))
    return quality.sorted_rows(quality.with_intervals(rows, indicator, behind))


def _part(part, indicator: Indicator, done: dict[str, pd.DataFrame]) -> pd.DataFrame:
    if isinstance(part, TablePart):
        return _from_table(part, indicator, done).assign(origin=part.table)
    match part.derived:
        case "count_from_share":
            municipal = _municipal(done[part.share])
            rows = derived.count_from_share(municipal, _municipal(done[part.population]))
            rows = _with_sums(rows, indicator)
        case "per_1000":
            rows = derived.per_1000(done[part.count], done[part.population])
        case "balance":
            rows = derived.balance(done[part.plus], done[part.minus])
    return rows.assign(origin=part.derived)


def _from_table(part: TablePart, indicator: Indicator, done: dict[str, pd.DataFrame]) -> pd.DataFrame:
    rows = parts.read(part)
    if part.weight:
        rows = _weighed(rows, _weights(part, done))
    return _with_sums(parts.with_reason(parts.merged(rows, indicator.kind)), indicator)


def _weights(part: TablePart, done: dict[str, pd.DataFrame]) -> pd.DataFrame:
    if part.weight.table:
        return parts.weights(part.weight.table, part.weight.content)
    population = _municipal(done[part.weight.indicator])[["area", "year", "value"]]
    last = population[population["year"] == population["year"].max()]
    # A share may be a year ahead of its population: then the last population weighs it.
    carried = pd.concat([population, last.assign(year=last["year"] + 1)], ignore_index=True)
    return carried.rename(columns={"value": "denominator"})


def _weighed(rows: pd.DataFrame, weights: pd.DataFrame) -> pd.DataFrame:
    rows = rows.drop(columns=["numerator", "denominator"]).merge(weights, on=["area", "year"], how="left")
    return rows.assign(numerator=rows["value"] * rows["denominator"] / 100)


def _with_sums(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The rows and those of regions and the country, computed unless the table itself gives them."""
    if indicator.kind == "given":
        return rows
    municipal = _municipal(rows)
    sums = [rows]
    for wholes in (areas.regions(), (areas.country(),)):
        whole_of = {code: whole.id for whole in wholes for code in whole.members}
        summed = parts.added(municipal.assign(area=municipal["area"].map(whole_of)), indicator.kind)
        counted = municipal.assign(area=municipal["area"].map(whole_of)).groupby(KEYS, observed=True).size()
        expected = summed["area"].map({whole.id: len(whole.members) for whole in wholes})
        complete = pd.MultiIndex.from_frame(summed[KEYS]).map(counted).to_numpy() == expected.to_numpy()
        summed.loc[~complete, ["value", "numerator", "denominator"]] = float("nan")
        summed.loc[~complete, "status"] = frame.MISSING
        sums.append(summed)
    return _first_wins(*[pd.concat(sums[:1]), pd.concat(sums[1:])])


def _municipal(rows: pd.DataFrame) -> pd.DataFrame:
    codes = {area.code for area in areas.municipalities()}
    return rows[rows["area"].isin(codes)]


def _first_wins(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """The first frame and those rows of the second whose (area, year, group) has no shown value in the first.

    A hole in a better table does not hide what the next one knows, except a hole that is a secret.
    """
    secret = (frame.SUPPRESSED, frame.SUPPRESSED_BY_SOURCE)
    holds = first[first["status"].isin((*frame.SHOWN, *secret))]
    taken = pd.MultiIndex.from_frame(holds[KEYS])
    more = second[~pd.MultiIndex.from_frame(second[KEYS]).isin(taken)]
    kept = first[~pd.MultiIndex.from_frame(first[KEYS]).isin(pd.MultiIndex.from_frame(more[KEYS]))]
    return pd.concat([kept, more], ignore_index=True)
