"""From one table of the store to yearly rows of one part of an indicator, in today's municipalities.

Knows the tidy form of tables and how months become years; not which part wins, nor what a value means.
"""

import pandas as pd

from kotolib import areas, frame, store
from kotolib.sources.declaration import TablePart, Weight
from kotolib.store.cards import KEYS as KEYS_OF_TABLES

DIMENSIONS = KEYS_OF_TABLES[3:]
"""Columns of a table beside area, time and content."""
SPREAD = {"none": (), "age_5": ("age", "sex"), "age_total": ("age",), "sex_total": ()}
"""What a part's `group` makes of the dimensions: these stay, or are added up, where the others are totals."""
TOTAL = "SSS"
OLDEST = 90
"""The last five-year age group is open: it begins here."""

KEYS = ["area", "year", "group"]
SIDES = ["value", "numerator", "denominator"]
ROWS = [*KEYS, *SIDES, "status"]

_WORST = {status: rank for rank, status in enumerate(
    (frame.OK, frame.PRELIMINARY, frame.BELOW_QUALITY, frame.NOT_APPLICABLE, frame.MISSING,
     frame.SUPPRESSED_BY_SOURCE, frame.SUPPRESSED)
)}  # fmt: skip
_BY_RANK = {rank: status for status, rank in _WORST.items()}


def read(part: TablePart, kind: str, edition: str) -> pd.DataFrame:
    """Rows `area, year, group, value, numerator, denominator, status` of a part, under the codes of its own table.

    Both sides of a ratio are told where the table has both; else they are NaN.
    """
    contents = [part.content] if part.content else [part.numerator, part.denominator]
    rows = selected(store.table(part.table, contents=contents, edition=edition), part)
    rows = _grouped(_yearly(rows, part.months), part)
    if not part.content:
        return _ratio(rows, part, factor(kind))
    if part.scale == "per_1000":
        rows["value"] = rows["value"] / 10
    return rows.assign(numerator=float("nan"), denominator=float("nan"))[ROWS]


def is_told(part: TablePart, edition: str) -> bool:
    """Whether the edition has the table of a part, and the table the contents of it and of its weight.

    A content that is declared by labels alone may not be in a table that was fetched.
    """
    needed = [(part.table, word) for word in (part.content, part.numerator, part.denominator) if word]
    if part.weight and part.weight.table:
        needed.append((part.weight.table, part.weight.content))
    there = store.tables(edition)
    return all(table in there and word in store.card(table, edition).contents for table, word in needed)


def nothing() -> pd.DataFrame:
    """The rows of a table that is not there yet: none, with their columns."""
    texts = dict.fromkeys(("area", "group", "status"), "str") | {"year": "int64"}
    return pd.DataFrame({name: pd.Series(dtype=texts.get(name, "float64")) for name in ROWS})


def weights(weight: Weight, edition: str) -> pd.DataFrame:
    """Rows `area, year, denominator` of a table that weighs another one's shares.

    A monthly one is a table of its own, so it is told in today's municipalities.
    """
    rows = store.table(weight.table, contents=[weight.content], edition=edition)
    rows = _yearly(selected(rows, None), weight.months)
    if weight.months != "none":
        rows = merged(rows.assign(group="", numerator=float("nan"), denominator=float("nan")), "count")
    return rows[["area", "year", "value"]].rename(columns={"value": "denominator"})


def factor(kind: str) -> float:
    """What a ratio of two counts is multiplied by: shares are per cent, rates per thousand."""
    return 1000.0 if kind == "rate" else 100.0


def selected(rows: pd.DataFrame, part: TablePart | None) -> pd.DataFrame:
    """The rows of what `where` names, else of the totals; a dimension that becomes groups, or has no total, stays."""
    where, spread = (part.where, SPREAD[part.group]) if part else ({}, ())
    for name in DIMENSIONS:
        if name not in rows.columns:
            continue
        if name in where:
            rows = rows[rows[name] == where[name]]
        elif name not in spread:
            # A content that has a total is read by it; one that has none stays as it is told.
            totals = rows["content"].isin(rows.loc[rows[name] == TOTAL, "content"].unique())
            rows = rows[~totals | (rows[name] == TOTAL)]
    return rows


def _yearly(rows: pd.DataFrame, months: str) -> pd.DataFrame:
    times = rows["time"].unique()
    years = rows["time"].map({time: int(time[:4]) for time in times}).astype("int64")
    if months == "none":
        return rows.assign(year=years).drop(columns="time")
    rows = rows.assign(year=years, month=rows["time"].map({time: time[5:] for time in times})).drop(columns="time")
    if months == "last":
        return rows[rows["month"] == "12"].drop(columns="month")
    keys = [name for name in ("area", "year", "content", *DIMENSIONS) if name in rows.columns]
    found = _collapsed(rows, keys, months)
    # A year of fewer than twelve months is not a year.
    return found[found["rows"] == 12].drop(columns="rows")


def _grouped(rows: pd.DataFrame, part: TablePart) -> pd.DataFrame:
    group = part.group
    if group == "none":
        return rows.assign(group="")
    if group == "sex_total":
        # What the table tells of women and men apart is added up; what it tells of both stands alone.
        return _collapsed(rows.assign(group=""), ["content", *KEYS], "sum").drop(columns="rows")
    ages = rows[rows["age"] != TOTAL]
    if part.below_age:
        young = {age: _years_old(age) < part.below_age for age in ages["age"].unique()}
        ages = ages[ages["age"].map(young).astype(bool)]
    if group == "age_total":
        ages = ages.assign(group="")
    else:
        label = ages["age"].map({age: _five_years(age) for age in ages["age"].unique()})
        sex = ages["sex"] if "sex" in ages.columns else pd.Series(TOTAL, index=ages.index)
        ages = ages.assign(group=label.where(sex == TOTAL, label + "/" + sex))
    return _collapsed(ages, KEYS, "sum").drop(columns="rows")


def _five_years(age: str) -> str:
    low = min(_years_old(age) // 5 * 5, OLDEST)
    return f"{low}+" if low == OLDEST else f"{low:02d}-{low + 4:02d}"


def _years_old(age: str) -> int:
    return int("".join(filter(str.isdigit, age)))


def _collapsed(rows: pd.DataFrame, keys: list[str], how: str) -> pd.DataFrame:
    """One row for each key: the sum or mean of the values, NaN where one is, the worst status, the number of rows."""
    ranked = rows.assign(rank=rows["status"].map(_WORST), hole=rows["value"].isna())
    found = ranked.groupby(keys, observed=True, as_index=False).agg(
        value=("value", how), rank=("rank", "max"), hole=("hole", "max"), rows=("value", "size")
    )
    found = found.assign(value=found["value"].mask(found["hole"]), status=found["rank"].map(_BY_RANK))
    return found.drop(columns=["rank", "hole"])


def _ratio(rows: pd.DataFrame, part: TablePart, by: float) -> pd.DataFrame:
    """The ratios of both sides; where only one side is told there is no value, and so none of what it is part of."""
    top = rows[rows["content"] == part.numerator].set_index(KEYS)
    bottom = rows[rows["content"] == part.denominator].set_index(KEYS)
    both = top.join(bottom, suffixes=("", "_under"), how="outer").reset_index()
    rank = both[["status", "status_under"]].apply(lambda column: column.map(_WORST)).max(axis=1)
    both = both.assign(numerator=both["value"], denominator=both["value_under"], status=rank.map(_BY_RANK))
    return with_reason(_divided(both, by))[ROWS]


def _divided(rows: pd.DataFrame, by: float) -> pd.DataFrame:
    """The rows with the ratio of their sides as value; over nobody there is no ratio."""
    empty = rows["denominator"] == 0
    value = by * rows["numerator"] / rows["denominator"].mask(empty)
    return rows.assign(value=value, status=rows["status"].mask(empty & is_shown(rows), frame.NOT_APPLICABLE))


def merged(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows under today's codes: counts of merged municipalities added, ratios computed anew from their sides.

    A published figure of a municipality that merged with nobody stays as it was published.
    """
    living = areas.living_codes()
    moved = rows.assign(area=rows["area"].map({code: living.get(code, code) for code in rows["area"].unique()}))
    twice = moved.duplicated(KEYS, keep=False)
    if not twice.any():
        return moved
    return pd.concat([moved[~twice], added(moved[twice], kind)], ignore_index=True)


def added(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """One row for each (area, year, group): sums of counts, ratios of summed sides; a missing part makes it missing."""
    holes = rows[SIDES].isna().add_prefix("no_")
    ranked = rows[[*KEYS, *SIDES]].assign(rank=rows["status"].map(_WORST)).join(holes)
    by = ranked.groupby(KEYS, observed=True, as_index=False)
    sums, worst = by[SIDES].sum(), by[["rank", *holes.columns]].max()
    for side in SIDES:
        sums[side] = sums[side].mask(worst[f"no_{side}"])
    sums["status"] = worst["rank"].map(_BY_RANK)
    return with_reason(sums if kind == "count" else _divided(sums, factor(kind)))


def is_shown(rows: pd.DataFrame) -> pd.Series:
    """Which rows have a number to show."""
    return rows["status"].isin(frame.SHOWN)


def with_reason(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows, NaN exactly where the status says why: a hole without a reason is `missing`."""
    shown = is_shown(rows)
    rows = rows.assign(value=rows["value"].where(shown))
    return rows.assign(status=rows["status"].mask(shown & rows["value"].isna(), frame.MISSING))
