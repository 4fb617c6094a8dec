"""The one values table of an edition: made once, kept on disk, read whole by a process; knows no display.

It is a pure function of the edition, the declarations, the areas' division and this code, all of which its name
carries; it can be deleted at will.
"""

import contextlib
import itertools
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from kotolib import sources
from kotolib.store import made

DECIDES = ("kotolib", "kotolib.areas", "kotolib.sources", "kotolib.store", "kotolib.indicators")
"""Packages whose code decides the values."""

_elsewhere: list[Path] = []


def ensure(edition: str = "latest") -> Path:
    """The path of the values table, computed first if this edition has none yet.

    Raises
    ------
    StoreDamaged
        The snapshot or a declaration cannot be trusted; nothing is written.
    CannotKeep
        The table cannot be written.
    """
    if _elsewhere:
        return _elsewhere[-1]
    code = tuple(sys.modules[name] for name in DECIDES)
    return made.once("values", code, sources.load().text, lambda: _computed(edition), edition)


@contextlib.contextmanager
def read_from(path: Path) -> Iterator[None]:
    """For as long, the values of every edition are those of another file.

    Parameters
    ----------
    path
        A table as :func:`ensure` makes it, saved as Parquet.
    """
    _elsewhere.append(path)
    try:
        yield
    finally:
        _elsewhere.pop()


def _computed(edition: str) -> pd.DataFrame:
    from kotolib.indicators import computing

    return computing.compute(sources.load(), edition)


@dataclass(frozen=True)
class _Table:
    """The whole table, and from which row to which each area's values of each indicator stand in it."""

    frame: pd.DataFrame
    runs: dict[str, dict[str, range]]


def rows(area_ids: Iterable[str], indicator: str = "", edition: str = "latest") -> pd.DataFrame:
    """The values of some areas: `indicator`, the columns of :mod:`kotolib.frame` and `origin`.

    Parameters
    ----------
    area_ids
        Municipalities, regions or the country; one that the table does not tell of has no rows.
    indicator
        Id of the only one wanted; all unless told.
    edition
        Name of the store's edition.

    Returns
    -------
    pandas.DataFrame
        Sorted by area, indicator, group and year.

    Examples
    --------
    >>> told = rows(("211", "SSS"), "population")
    >>> sorted(set(told["area"])), told["year"].is_monotonic_increasing
    (['211', 'SSS'], False)
    """
    path = ensure(edition)
    table = _table(path, path.stat().st_mtime_ns)
    runs = [
        run
        for area_id in sorted(set(area_ids))
        for name, run in table.runs.get(area_id, {}).items()
        if not indicator or name == indicator
    ]
    if runs and sum(map(len, runs)) == runs[-1].stop - runs[0].start:
        return table.frame.iloc[runs[0].start : runs[-1].stop]
    positions = [np.arange(run.start, run.stop) for run in runs]
    return table.frame.take(np.concatenate(positions) if positions else [])


@lru_cache(maxsize=3)
def _table(path: Path, written: int) -> _Table:
    frame = made.read(path)
    return _Table(frame, _runs(frame))


def _runs(frame: pd.DataFrame) -> dict[str, dict[str, range]]:
    """Where the rows of each area and indicator stand: together, since the table is sorted by them."""
    area, indicator = (frame[name].to_numpy(dtype=object) for name in ("area", "indicator"))
    begins = np.flatnonzero((area[1:] != area[:-1]) | (indicator[1:] != indicator[:-1])) + 1
    runs: dict[str, dict[str, range]] = {}
    for start, stop in itertools.pairwise([0, *begins.tolist(), len(frame)]):
        runs.setdefault(area[start], {})[indicator[start]] = range(start, stop)
    return runs
