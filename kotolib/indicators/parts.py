"""From one table of the store to yearly rows of one part of an indicator, in today's municipalities.

Knows the tidy form of tables and how months become years; not which part wins, nor what a value means.
"""

import pandas as pd

from kotolib import areas, frame, store
from kotolib.sources.declaration import TablePart

DIMENSIONS = ("age", "sex", "language")
TOTAL = "SSS"
_WORST = {status: rank for rank, status in enumerate(
    (frame.OK, frame.PRELIMINARY, frame.BELOW_QUALITY, frame.NOT_APPLICABLE, frame.MISSING,
     frame.SUPPRESSED_BY_SOURCE, frame.SUPPRESSED)
)}  # fmt: skip
_BY_RANK = {rank: status for status, rank in _WORST.items()}

KEYS = ["area", "year", "group"]


def read(part: TablePart) -> pd.DataFrame:
    """Rows `area, year, group, value, numerator, denominator, status` of a part, without weights.

    Areas are today's codes; figures of merged municipalities have been added, or weighed together where both sides
    of a ratio are known. A count is its own numerator.
    """
    contents = [part.content] if part.content else [part.numerator, part.denominator]
    rows = _selected(store.table(part.table, contents=contents), part)
    rows = _grouped(_yearly(rows, part.months), part.group)
    if not part.content:
        return _ratio(rows, part)
    if part.scale == "per_1000":
        rows["value"] = rows["value"] / 10
    return rows.assign(numerator=float("nan"), denominator=float("nan"))[
        [*KEYS, "value", "numerator", "denominator", "status"]
    ]


def weights(table: str, content: str) -> pd.DataFrame:
    """Rows `area, year, denominator` of a table that weighs another one's shares."""
    rows = _yearly(_selected(store.table(table, contents=[content]), None), "none")
    return rows.rename(columns={"value": "denominator"})[["area", "year", "denominator"]]


def _selected(rows: pd.DataFrame, part: TablePart | None) -> pd.DataFrame:
    """The rows of the totals, or of what `where` names; a dimension that becomes groups, or has no total, stays."""
    where = part.where if part else {}
    spread = {"age_5": ("age", "sex"), "age_total": ("age",)}.get(part.group, ()) if part else ()
    for name in DIMENSIONS:
        if name in rows.columns and name not in spread:
            wanted = where.get(name, TOTAL)
            if name in where or (rows[name] == wanted).any():
                rows = rows[rows[name] == wanted]
    return rows


def _yearly(rows: pd.DataFrame, months: str) -> pd.DataFrame:
    rows = rows.assign(year=rows["time"].str.slice(0, 4).astype("int64"), month=rows["time"].str.slice(5))
    if months == "none":
        return rows.drop(columns=["time", "month"])
    if months == "last":
        return rows[rows["month"] == "12"].drop(columns=["time", "month"])
    keys = [name for name in ("area", "year", "content", *DIMENSIONS) if name in rows.columns]
    ranked = rows.assign(rank=rows["status"].map(_WORST))
    found = ranked.groupby(keys, observed=True, as_index=False).agg(
        value=("value", lambda column: getattr(column, months)(skipna=False)),
        rank=("rank", "max"),
        seen=("month", "nunique"),
    )
    # A year of fewer than twelve months is not a year.
    return found[found["seen"] == 12].assign(status=lambda t: t["rank"].map(_BY_RANK)).drop(columns=["seen", "rank"])


def _grouped(rows: pd.DataFrame, group: str) -> pd.DataFrame:
    if group == "none":
        return rows.assign(group="")
    ages = rows[rows["age"] != TOTAL]
    number = ages["age"].str.extract(r"(\d+)")[0].astype("int64")
    if group == "age_total":
        ages = ages.assign(group="")
    else:
        low = (number // 5 * 5).clip(upper=90)
        label = low.map(lambda age: "90+" if age == 90 else f"{age:02d}-{age + 4:02d}")
        sex = ages["sex"] if "sex" in ages.columns else TOTAL
        ages = ages.assign(group=label.where(sex == TOTAL, label + "/" + sex))
    ranked = ages.assign(rank=ages["status"].map(_WORST))
    found = ranked.groupby(KEYS, observed=True, as_index=False).agg(
        value=("value", lambda column: column.sum(skipna=False)), rank=("rank", "max")
    )
    return found.assign(status=found["rank"].map(_BY_RANK)).drop(columns="rank")


def _ratio(rows: pd.DataFrame, part: TablePart) -> pd.DataFrame:
    top = rows[rows["content"] == part.numerator].set_index(KEYS)
    bottom = rows[rows["content"] == part.denominator].set_index(KEYS)
    both = top.join(bottom, lsuffix="", rsuffix="_under", how="inner").reset_index()
    rank = both[["status", "status_under"]].apply(lambda column: column.map(_WORST)).max(axis=1)
    both = both.assign(numerator=both["value"], denominator=both["value_under"], status=rank.map(_BY_RANK))
    both["value"] = (100 * both["numerator"] / both["denominator"]).where(both["denominator"] > 0)
    both.loc[both["value"].isna() & both["status"].isin(frame.SHOWN), "status"] = frame.NOT_APPLICABLE
    return both[[*KEYS, "value", "numerator", "denominator", "status"]]


def merged(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows under today's codes: counts of merged municipalities added, ratios computed anew from their sides.

    A published figure of a municipality that merged with nobody stays as it was published.
    """
    living = areas.living_codes()
    moved = rows.assign(area=rows["area"].map(lambda code: living.get(code, code)))
    twice = moved.duplicated(KEYS, keep=False)
    if not twice.any():
        return moved
    return pd.concat([moved[~twice], added(moved[twice], kind)], ignore_index=True)


def added(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """One row for each (area, year, group): sums of counts, ratios of summed sides; a missing part makes it missing."""
    sides = ["value", "numerator", "denominator"]
    holes = rows[sides].isna().add_prefix("no_")
    by = rows.assign(rank=rows["status"].map(_WORST)).join(holes).groupby(KEYS, observed=True, as_index=False)
    sums = by[sides].sum()
    worst = by[["rank", *holes.columns]].max()
    for side in sides:
        sums[side] = sums[side].mask(worst[f"no_{side}"])
    sums["status"] = worst["rank"].map(_BY_RANK)
    if kind != "count":
        factor = {"rate": 1000.0}.get(kind, 100.0)
        sums["value"] = factor * sums["numerator"] / sums["denominator"]
    return with_reason(sums)


def with_reason(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows, NaN exactly where the status says why: a hole without a reason is `missing`."""
    shown = rows["status"].isin(frame.SHOWN)
    rows = rows.assign(value=rows["value"].where(shown))
    return rows.assign(status=rows["status"].mask(shown & rows["value"].isna(), frame.MISSING))
