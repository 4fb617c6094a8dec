"""A fetched table in the store's tidy form: our names and codes, sums that are told by a difference, zeros that mean no
data, and its card. Knows the form of the store; asks nobody."""

import math
import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from kotolib import frame as values_frame
from kotolib.errors import N_
from kotolib.fetch.decoded import Decoded
from kotolib.fetch.faults import Unreadable
from kotolib.retrieval.matching import Match
from kotolib.sources import Source
from kotolib.sources.declaration import Less
from kotolib.sources.services import Service
from kotolib.store.cards import KEYS, Card

_WORST = (*values_frame.SHOWN, values_frame.BELOW_QUALITY, values_frame.NOT_APPLICABLE, values_frame.MISSING)
_WORST += (values_frame.SUPPRESSED_BY_SOURCE, values_frame.SUPPRESSED)
_DIVISION = re.compile(r"_(\d{4})\d{4}$")


def tidy(source: Source, match: Match, table: Decoded) -> pd.DataFrame:
    """The rows of a table as the store keeps them.

    Returns
    -------
    pandas.DataFrame
        ``area``, ``time``, ``content``, the other declared dimensions (categories), ``value`` and ``status``, sorted.

    Raises
    ------
    Unreadable
        The table holds no number at all.
    """
    names = [name for name in KEYS if name in match.variables]
    rows = pd.DataFrame({name: _ours(name, match, table) for name in names})
    rows = rows.assign(value=table.frame["value"].astype("float64"), status=table.frame["status"])
    if rows["value"].isna().all():
        raise Unreadable(N_("taulukossa ei ole yhtään lukua."), table.label)
    for name, less in source.live.less.items():
        rows = _with_difference(rows, name, less)
    if source.live.zero_is_missing_by:
        rows = _without_false_zeros(rows, source.live.zero_is_missing_by)
    return _sorted(rows, names)


def _ours(name: str, match: Match, table: Decoded) -> pd.Series:
    column = table.frame[table.column(match.variables[name].id)]
    codes = list(column.cat.categories)
    if name == "content":
        return column.cat.rename_categories([match.contents[code] for code in codes])
    if name == "area":
        return column.cat.rename_categories([code.removeprefix("KU") for code in codes])
    return column.cat.rename_categories([match.categories.get(name, {}).get(code, code) for code in codes])


def _with_difference(rows: pd.DataFrame, name: str, less: Less) -> pd.DataFrame:
    """The rows, and those of the category that is all less one; unknown where either is."""
    keys = [key for key in KEYS if key in rows.columns and key != name]
    sides = [rows[rows[name] == code].astype(dict.fromkeys(keys, "str")) for code in (less.all, less.without)]
    both = sides[0].merge(sides[1], on=keys, suffixes=("", "_less"))
    rank = {status: number for number, status in enumerate(_WORST)}
    worst = np.maximum(*(both[side].astype("str").map(rank) for side in ("status", "status_less")))
    made = both[keys].assign(
        **{name: less.code}, value=both["value"] - both["value_less"], status=worst.map(dict(enumerate(_WORST)))
    )
    # Categories stay categories: the texts of millions of rows would take ten times the room.
    kinds = {key: rows[key].dtype for key in (*keys, "status")}
    kinds[name] = pd.CategoricalDtype([*rows[name].cat.categories, less.code])
    rows = rows.assign(**{name: rows[name].astype(kinds[name])})
    return pd.concat([rows, made[rows.columns].astype(kinds)], ignore_index=True)


def _without_false_zeros(rows: pd.DataFrame, content: str) -> pd.DataFrame:
    """The rows, those missing of which the area has none of what it must have some of."""
    keys = [key for key in KEYS if key in rows.columns and key != "content"]
    none = rows[(rows["content"] == content) & (rows["value"] == 0)][keys].astype("str")
    false = pd.MultiIndex.from_frame(rows[keys].astype("str")).isin(pd.MultiIndex.from_frame(none))
    return rows.assign(value=rows["value"].mask(false), status=rows["status"].mask(false, values_frame.MISSING))


def _sorted(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    # One number for each row's place, of which the last key is the last digit; as small a number as holds it.
    kind = np.min_scalar_type(math.prod(len(rows[name].cat.categories) for name in names))
    place = np.zeros(len(rows), dtype=kind)
    for name in names:
        rank = pd.Series(rows[name].cat.categories).rank(method="first").to_numpy() - 1
        place *= kind.type(len(rank))
        place += rank.astype(kind)[rows[name].cat.codes.to_numpy()]
    order = np.argsort(place, kind="stable")
    del place
    # Column by column, the unsorted one going as the sorted one comes.
    return pd.DataFrame({name: rows.pop(name).array.take(order) for name in (*names, "value", "status")}, copy=False)


def card_of(source: Source, service: Service, match: Match, table: Decoded, moment: str) -> Card:
    """The card of a fetched table, without what its rows and files tell.

    Parameters
    ----------
    moment
        When it was fetched, ``2026-11-24``.
    """
    live, contents = source.live, match.variables["content"]
    told = {
        ours: {"label": contents.label_of[theirs], "unit": _unit(table, theirs)}
        for theirs, ours in match.contents.items()
    }
    return Card(
        id=source.table,
        table=live.table,
        provider=source.provider,
        publisher=service.publisher_of(live),
        statistic=service.statistic_of(live),
        title=source.title.model_dump(),
        licence=source.licence,
        updated=table.updated.date().isoformat() if table.updated else table.updated_as_written,
        copied=moment,
        state=f"Haettu palvelusta {_day(moment)}.",
        classification=_division(match),
        times=("", ""),
        dimensions=tuple(name for name in KEYS if name in match.variables),
        contents=told,
        rows=0,
        areas=0,
        statuses={},
        notes=(*_notes(source), *(str(message) for message in match.unfound)),
        sources=(),
        checksum="",
        file_sha256="",
    )


def counted(rows: pd.DataFrame) -> dict[str, object]:
    """What a card tells of its rows."""
    times = [str(time) for time in rows["time"].unique()]
    statuses = {str(name): int(count) for name, count in rows["status"].value_counts().items() if count}
    return {
        "times": (min(times), max(times)),
        "rows": len(rows),
        "areas": int(rows["area"].nunique()),
        "statuses": dict(sorted(statuses.items())),
    }


def _unit(table: Decoded, content: str) -> str:
    unit = table.unit_of(content)
    return unit.symbol or unit.label


def _division(match: Match) -> str:
    """Year of the municipal division, where the variable's own name tells it."""
    found = _DIVISION.search(match.variables["area"].id)
    return found[1] if found else ""


def _day(moment: str) -> str:
    year, month, day = moment[:10].split("-")
    return f"{int(day)}.{int(month)}.{year}"


def _notes(source: Source) -> tuple[str, ...]:
    live = source.live
    notes = [
        f"Koodi {less.code} on laskettu: kaikki ({less.all}) ilman koodia {less.without}."
        for less in live.less.values()
    ]
    if live.zero_is_missing_by:
        notes.append(f"Kun tieto {live.zero_is_missing_by} on nolla, alueen luvut puuttuvat: nolla ei ole luku.")
    return tuple(notes)
