"""The one values table of an edition on disk: made once, sorted by area, read by slices; knows no display.

It is a pure function of the edition, the declarations, the areas' division and this code, all of which its name
carries; it can be deleted at will.
"""

import sys
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

from kotolib import sources
from kotolib.store import made

DECIDES = ("kotolib", "kotolib.areas", "kotolib.sources", "kotolib.store", "kotolib.indicators")
"""Packages whose code decides the values."""


def ensure() -> Path:
    """The path of the values table, computed first if this edition has none yet.

    Raises
    ------
    StoreDamaged
        The snapshot or a declaration cannot be trusted; nothing is written.
    CannotKeep
        The table cannot be written.
    """
    code = tuple(sys.modules[name] for name in DECIDES)
    return made.once("values", code, sources.load().text, _computed)


def _computed() -> pd.DataFrame:
    from kotolib.indicators import computing

    return computing.compute(sources.load())


def rows(area_ids: tuple[str, ...]) -> pd.DataFrame:
    """Every value of some areas: `indicator`, the columns of :mod:`kotolib.frame` and `origin`."""
    path = ensure()
    return _slice(path, path.stat().st_mtime_ns, tuple(sorted(area_ids)))


@lru_cache(maxsize=4)
def _file(path: Path, written: int) -> pq.ParquetFile:
    return pq.ParquetFile(path, memory_map=False)


@lru_cache(maxsize=64)
def _slice(path: Path, written: int, area_ids: tuple[str, ...]) -> pd.DataFrame:
    file = _file(path, written)
    column = file.schema_arrow.get_field_index("area")
    groups = [
        number
        for number in range(file.num_row_groups)
        if any(_within(file.metadata.row_group(number).column(column).statistics, code) for code in area_ids)
    ]
    table = file.read_row_groups(groups, use_threads=False)
    wanted = pa.compute.is_in(table["area"], value_set=pa.array(area_ids, pa.string()))
    return table.filter(wanted).to_pandas()


def _within(statistics, code: str) -> bool:
    return statistics is None or statistics.min <= code <= statistics.max
