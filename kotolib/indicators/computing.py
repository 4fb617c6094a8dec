"""Computes every declared indicator for every municipality, region and the country, once an edition.

Knows the order of parts and of dependencies; not how the result is stored or read.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from kotolib import areas, frame
from kotolib.indicators import agreement, derived, parts, quality
from kotolib.indicators.parts import KEYS
from kotolib.sources import Catalogue
from kotolib.sources.declaration import Balance, CountFromShare, Indicator, Part, Per1000, TablePart

ORIGIN = "origin"
"""Column of the values table: the table, or the derived kind, that a row came from."""
ROUNDED_SHARE = "count_from_share"
OF_SUMS = ("per_1000", "balance")
"""Origins of rows that are derived from sums, for one municipality and several alike."""
DERIVED = (ROUNDED_SHARE, *OF_SUMS)

LEFT_OUT_AT_MOST = 0.01
"""What part of a whole may be hidden and left out: it moves a mean by less than the last decimal that is shown."""


class Done(dict[str, pd.DataFrame]):
    """Rows by indicator, of what has been computed of an edition."""

    def __init__(self, edition: str) -> None:
        super().__init__()
        self.edition = edition


def compute(catalogue: Catalogue, edition: str = "latest") -> pd.DataFrame:
    """All values: `indicator`, the columns of :mod:`kotolib.frame` and `origin`, sorted by area and indicator.

    Raises
    ------
    StoreDamaged
        A declaration asks of a table what it does not have; the message lists every such fault.
    """
    agreement.check(catalogue, edition)
    done = Done(edition)
    for name, indicator in catalogue.indicators.items():
        done[name] = _indicator(indicator, done)
    table = pd.concat([rows.assign(indicator=name) for name, rows in done.items()], ignore_index=True)
    columns = ["indicator", *frame.COLUMNS, ORIGIN]
    return table[columns].sort_values(["area", "indicator", "group", "year"], ignore_index=True)


def _indicator(indicator: Indicator, done: Done) -> pd.DataFrame:
    rows = in_order(indicator, lambda some: _of_municipalities(indicator, some, done), lambda part: ratio(part, done))
    rows = judged(rows, indicator, [done[name] for name in indicator.behind])
    frame.check(rows[list(frame.COLUMNS)])
    return rows.sort_values(KEYS, ignore_index=True)


def in_order(
    indicator: Indicator,
    add: Callable[[list[Part]], pd.DataFrame],
    derive: Callable[[Per1000 | Balance], pd.DataFrame],
) -> pd.DataFrame:
    """The parts of an indicator, the first that has a value winning.

    Parameters
    ----------
    indicator
        The declaration.
    add
        Gives the rows of all parts that are told of each municipality (tables, counts from shares) and then added up.
    derive
        Gives the rows of a part that is derived from sums (per 1 000, balance) for any area alike.
    """
    told = [part for part in indicator.parts if isinstance(part, TablePart | CountFromShare)]
    rows = []
    for part in indicator.parts:
        if part not in told:
            rows.append(_in_years(derive(part), part).assign(origin=part.derived))
        elif part is told[0]:
            rows.append(add(told))
    return _first_wins(rows)


def ratio(part: Per1000 | Balance, done: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows that are derived alike for one municipality and for sums of several."""
    if isinstance(part, Per1000):
        return derived.per_1000(done[part.count], done[part.population])
    return derived.balance(done[part.plus], done[part.minus])


def judged(rows: pd.DataFrame, indicator: Indicator, behind: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows without derived values that too few stand behind and without the zeros of groups whose other years are
    secret, and with the random variation of the others."""
    rows = quality.without_telling_zeros(rows)
    is_derived = rows[ORIGIN].isin(DERIVED)
    if is_derived.any():
        events = quality.events_behind(rows, behind) if behind else rows["numerator"]
        rows = quality.without_small(rows, events.where(is_derived))
    return quality.with_intervals(rows, indicator, behind)


def _of_municipalities(indicator: Indicator, some: list[Part], done: Done) -> pd.DataFrame:
    """What parts tell of municipalities, in today's division, and the sums of regions and the country."""
    rows = _first_wins([_in_years(_told(part, indicator, done), part) for part in some])
    if indicator.kind == "given":
        return pd.concat([rows, _not_added(rows)], ignore_index=True)
    leaves_out = any(part.weight and part.weight.hidden == "left_out" for part in some if isinstance(part, TablePart))
    return _first_wins([rows, _sums(rows, indicator.kind, leaves_out)])


def _told(part: Part, indicator: Indicator, done: Done) -> pd.DataFrame:
    if isinstance(part, CountFromShare):
        rows = derived.count_from_share(municipal(done[part.share]), municipal(done[part.population]))
        return rows.assign(origin=part.derived)
    if not parts.is_told(part, done.edition):
        return parts.nothing().assign(origin=pd.Series(dtype="str"))
    rows = parts.read(part, indicator.kind, done.edition)
    if part.weight:
        rows = _weighed(rows, _carried(_weights(part, done), rows), parts.factor(indicator.kind))
    return parts.with_reason(parts.merged(rows, indicator.kind)).assign(origin=part.table)


def _in_years(rows: pd.DataFrame, part: Part) -> pd.DataFrame:
    return rows[rows["year"].between(*part.years)]


def _weights(part: TablePart, done: Done) -> pd.DataFrame:
    if part.weight.table:
        return parts.weights(part.weight, done.edition)
    population = municipal(done[part.weight.indicator])
    population = population[population["group"] == ""][["area", "year", "value"]]
    return population.rename(columns={"value": "denominator"})


def _carried(weights: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The weights with the last year's for every later year: a share may be ahead of what weighs it."""
    last = weights[weights["year"] == weights["year"].max()]
    later = [last.assign(year=year) for year in range(last["year"].max() + 1, rows["year"].max() + 1)]
    return pd.concat([weights, *later], ignore_index=True)


def _weighed(rows: pd.DataFrame, weights: pd.DataFrame, factor: float) -> pd.DataFrame:
    rows = rows.drop(columns=["numerator", "denominator"]).merge(weights, on=["area", "year"], how="left")
    return rows.assign(numerator=rows["value"] * rows["denominator"] / factor)


def _sums(rows: pd.DataFrame, kind: str, leaves_out: bool) -> pd.DataFrame:
    """The rows of regions and the country."""
    members, under, size = municipal(rows), [], {}
    for wholes in (areas.regions(), (areas.country(),)):
        whole_of = {code: whole.id for whole in wholes for code in whole.members}
        size |= {whole.id: len(whole.members) for whole in wholes}
        under.append(members.assign(area=members["area"].map(whole_of)))
    everybody = pd.concat(under, ignore_index=True)
    return added(_without_hidden(everybody) if leaves_out else everybody, kind, size)


def _not_added(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the regions and the country that no table tells of: figures that are given as such do not add up."""
    sums = _sums(rows, "given", leaves_out=False)
    sums = sums[~sums["area"].isin(rows["area"])]
    return not_added(sums)


def not_added(sums: pd.DataFrame) -> pd.DataFrame:
    """The rows without a value: a figure that is given as such has no sum."""
    return sums.assign(value=float("nan"), status=frame.NOT_APPLICABLE)


def _without_hidden(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, those that the source hides counted as nobody where they are at most a hundredth of the whole.

    Nothing of the hidden is told: the whole is then the mean of the others, and the declaration's note says so.
    """
    hidden = rows["status"] == frame.SUPPRESSED_BY_SOURCE
    weight = rows.assign(hidden=rows["denominator"].where(hidden, 0.0)).groupby(KEYS, observed=True)
    few = weight["hidden"].transform("sum") <= LEFT_OUT_AT_MOST * weight["denominator"].transform("sum")
    nobody = hidden & few
    rows = rows.assign(status=rows["status"].mask(nobody, frame.OK))
    rows[parts.SIDES] = rows[parts.SIDES].mask(nobody, 0.0)
    return rows


def added(rows: pd.DataFrame, kind: str, size: dict[str, int]) -> pd.DataFrame:
    """Sums of members that stand under the id of their whole, which has so many members, with their weakest origin.

    Where a member has no row at all, what they add up to is missing.
    """
    if kind == "count":
        rows = _with_rounded_sides(rows)
    by = rows.assign(rounded=rows[ORIGIN] == ROUNDED_SHARE).groupby(KEYS, observed=True, as_index=False)
    told = by.agg(members=("area", "size"), rounded=("rounded", "max"), origin=(ORIGIN, "min"))
    sums = parts.added(rows, kind).join(told[["members", "rounded", ORIGIN]])  # both are sorted by their keys
    partial = sums["members"] < sums["area"].map(size).astype("float64")  # a table without rows maps to text
    sums = sums.assign(
        origin=sums[ORIGIN].mask(sums["rounded"], ROUNDED_SHARE), status=sums["status"].mask(partial, frame.MISSING)
    )
    sums[parts.SIDES] = sums[parts.SIDES].mask(partial)
    if kind == "count":
        sums[["numerator", "denominator"]] = sums[["numerator", "denominator"]].where(sums["rounded"])
    return sums.drop(columns=["members", "rounded"])


def _with_rounded_sides(rows: pd.DataFrame) -> pd.DataFrame:
    """Counts with themselves as numerators, and as denominators the residents whose shares were rounded."""
    rounded = rows[ORIGIN] == ROUNDED_SHARE
    return rows.assign(numerator=rows["value"], denominator=rows["denominator"].where(rounded, 0.0))


def municipal(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of today's municipalities."""
    return rows[rows["area"].isin(areas.country().members)]


def _first_wins(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Rows of the first frame and, of each next one, those whose (area, year, group) has no shown value yet.

    A hole in a better table does not hide what the next one knows, except a hole that is a secret.
    """
    rows = frames[0]
    for more in frames[1:]:
        holds = rows["status"].isin((*frame.SHOWN, frame.SUPPRESSED, frame.SUPPRESSED_BY_SOURCE))
        taken = pd.MultiIndex.from_frame(rows.loc[holds, KEYS])
        more = more[~pd.MultiIndex.from_frame(more[KEYS]).isin(taken)]
        kept = rows[~pd.MultiIndex.from_frame(rows[KEYS]).isin(pd.MultiIndex.from_frame(more[KEYS]))]
        rows = pd.concat([kept, more], ignore_index=True)
    return rows
