"""Later editions of the shipped figures, made by carrying tables on: each year's edition is a project of its own.

What a coming year brings is chosen by the test: by how many points the share of foreign-language speakers rises, and
by how many the share of the unemployed. Everything else is as it is in the shipped snapshot.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd

from kotolib import house, store
from kotolib.store import snapshot, writing
from kotolib.store.cards import Card

SHIPPED = house.data_sources()
TABLES = (
    *("11re", "11lj", "159t", "sotkanet_1990_2012"),
    *("12r5", "12r5_share", "12r5_counts"),
    *("11rm", "11rm_kangasala"),
)
"""Whose declarations come along; their figures and those of every other table are there too."""
_SHARE = "vaesto_kieli_ulk_p"


def make(folder: Path, language: dict[int, float], unemployed: dict[int, float] | None = None) -> Path:
    """A project whose snapshot goes on for some years.

    Parameters
    ----------
    folder
        An empty folder of the test; to be KOTO_HOME.
    language
        Coming year (2026 …) → points that the share of foreign-language speakers rises in Kangasala; elsewhere 0,4.
    unemployed
        Coming year (2025 …) → by what each month's share of the unemployed is multiplied from the year before.
    """
    data_sources = folder / "data_sources"
    data_sources.mkdir(parents=True)
    for name in ("areas", "absent", "questions"):
        (data_sources / name).symlink_to(SHIPPED / name, target_is_directory=True)
    for table in TABLES:
        shutil.copy(SHIPPED / f"{table}.yaml", data_sources)
    shutil.copytree(SHIPPED / "snapshot", data_sources / "snapshot")
    last = max((*language, *(unemployed or {})))
    _write(data_sources / "snapshot", "159t", _risen(_read("159t"), language))
    _write(data_sources / "snapshot", "11lj", _grown(_read("11lj"), last))
    if unemployed:
        _write(data_sources / "snapshot", "12r5_share", _multiplied(_read("12r5_share"), unemployed))
    writing.write_edition(f"{last + 1}-05", data_sources / "snapshot")
    return folder


def _read(table: str) -> pd.DataFrame:
    return store.table(table)


def _risen(rows: pd.DataFrame, language: dict[int, float]) -> pd.DataFrame:
    for year, points in sorted(language.items()):
        before = rows[(rows["time"] == str(year - 1)) & (rows["content"] == _SHARE)]
        rise = before["area"].map({"211": points}).fillna(0.4)
        rows = pd.concat([rows, before.assign(time=str(year), value=(before["value"] + rise).round(1))])
    return rows


def _grown(rows: pd.DataFrame, last: int) -> pd.DataFrame:
    """Decembers of the years to come, each of half a per cent more residents."""
    newest = rows[rows["time"] == rows.loc[rows["time"].str.endswith("M12"), "time"].max()]
    first = int(newest["time"].iloc[0][:4]) + 1
    for year in range(first, last + 1):
        more = newest.assign(time=f"{year}M12", value=(newest["value"] * 1.005 ** (year - first + 1)).round())
        rows = pd.concat([rows, more])
    return rows


def _multiplied(rows: pd.DataFrame, factors: dict[int, float]) -> pd.DataFrame:
    for year, factor in sorted(factors.items()):
        before = rows[rows["time"].str.startswith(str(year - 1))]
        times = before["time"].str.replace(str(year - 1), str(year))
        more = (before["value"] * factor).round(1)
        rows = pd.concat([rows[~rows["time"].str.startswith(str(year))], before.assign(time=times, value=more)])
    return rows


def _write(folder: Path, table: str, rows: pd.DataFrame) -> None:
    keys = [key for key in writing.KEYS if key in rows.columns]
    rows = rows.drop_duplicates(keys, keep="last").sort_values(keys, ignore_index=True)
    writing.write(rows, _carried(snapshot.card(table), rows), folder)


def _carried(card: Card, rows: pd.DataFrame) -> Card:
    return replace(
        card,
        times=(rows["time"].min(), rows["time"].max()),
        rows=len(rows),
        statuses=rows["status"].value_counts().to_dict(),
        checksum=writing.checksum(rows),
    )
