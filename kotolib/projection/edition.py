"""The projection of one area from an edition's own figures; knows which tables the counts come from and keeps the
edition's earlier misses beside the store, since they are the same for every area."""

import functools
import sys
from functools import lru_cache
from pathlib import Path

import pandas as pd

from kotolib import areas, indicators, store
from kotolib.projection import segments
from kotolib.projection.calibration import Calibration, calibrate
from kotolib.projection.project import Outlook, outlook
from kotolib.situation import Situation
from kotolib.store import made

INDICATOR = "foreign_language.count"


def of_area(here: Situation) -> Outlook:
    """The projection of the situation's area, with its record.

    The input is the derived series, so that municipalities are alike; what came is the exact count where there is one.
    Counts of a joint area are added before they are projected.
    """
    calibration, counts = read(here.edition)
    own = counts.reindex(list(here.area.members)).sum(skipna=False)
    return outlook(calibration, own, here.area.id, actual=_as_told(here))


def _as_told(here: Situation) -> dict[tuple[str, int], float]:
    """What came, as every page tells it: exact where it is known, and in a joint area also for the members that are."""
    rows = indicators.values(here, INDICATOR).shown()
    return {(here.area.id, int(year)): float(value) for year, value in zip(rows["year"], rows["value"], strict=True)}


def read(edition: str = "latest") -> tuple[Calibration, pd.DataFrame]:
    """The edition's calibration, and its counts by area and year."""
    return _edition(*ensure(edition))


def ensure(edition: str = "latest") -> tuple[Path, Path]:
    """Paths of the misses and of the counts, made first if this edition has none yet (some seconds)."""
    code = (sys.modules["kotolib.projection"],)
    misses = made.once("projection-misses", code, "", lambda: _calibrated(shipped(edition)).to_frame(), edition)
    counts = made.once("projection-counts", code, "", lambda: _flat(shipped(edition).current), edition)
    return misses, counts


def shipped(edition: str = "latest") -> segments.Segments:
    """The two segments: Sotkanet 1990–2012, then table 159t with 11re and 11lj of December.

    A municipality that one of the tables does not have (it is on the division of another year) is left out of all.
    """
    yearly = functools.partial(_yearly, edition)
    people = pd.concat([yearly("11re", "vaesto"), yearly("11lj", "vaesto", month="M12")], ignore_index=True)
    needed = [
        yearly("sotkanet_1990_2012", "foreign_language_per_1000"),
        yearly("sotkanet_1990_2012", "population"),
        yearly("159t", "vaesto_kieli_ulk_p"),
        people,
    ]
    living = areas.living_codes()
    whole = set.intersection(*(_throughout(rows, living) for rows in needed))
    return segments.build(*(rows[rows["area"].replace(living).isin(whole)] for rows in needed), living)


def _throughout(rows: pd.DataFrame, living: dict[str, str]) -> set[str]:
    """Today's municipalities that have a row in every year of a table."""
    years = rows.groupby(rows["area"].replace(living))["year"].nunique()
    return set(years.index[years == rows["year"].nunique()])


def _yearly(edition: str, table: str, content: str, month: str = "") -> pd.DataFrame:
    rows = store.table(table, contents=[content], edition=edition)
    rows = rows[rows["time"].str.slice(4) == month]
    rows = rows[rows["area"] != "SSS"]
    return rows.assign(year=rows["time"].str.slice(0, 4).astype("int64"))[["area", "year", "value"]]


def _calibrated(both: segments.Segments) -> Calibration:
    return calibrate(both.earlier, both.current, both.first_growth)


def _flat(counts: pd.DataFrame) -> pd.DataFrame:
    flat = counts.rename_axis("area").reset_index()
    return flat.rename(columns={name: str(name) for name in flat.columns})


@lru_cache(maxsize=2)
def _edition(misses: Path, counts: Path) -> tuple[Calibration, pd.DataFrame]:
    matrix = made.read(counts).set_index("area")
    matrix.columns = matrix.columns.astype("int64")
    return Calibration.from_frame(made.read(misses)), matrix
