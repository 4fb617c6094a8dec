"""What a new edition of a table has that the earlier did not: years, areas, contents and revised figures.

Knows rows in the tidy form; writes no sentence.
"""

from dataclasses import dataclass

import pandas as pd

from kotolib import frame
from kotolib.store.cards import KEYS

SHOWN = 3
"""Revised figures that are told one by one."""


@dataclass(frozen=True)
class Revised:
    """A figure that was told otherwise before."""

    where: tuple[str, ...]
    before: float
    now: float


@dataclass(frozen=True)
class Difference:
    """What has changed.

    Attributes
    ----------
    new, gone
        Dimension → codes that are new, and that are no more; only those that changed.
    revised
        How many figures that both editions tell are different.
    examples
        The first of them.
    """

    new: dict[str, tuple[str, ...]]
    gone: dict[str, tuple[str, ...]]
    revised: int
    examples: tuple[Revised, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether both editions tell the same."""
        return not (self.new or self.gone or self.revised)


def between(before: pd.DataFrame, now: pd.DataFrame) -> Difference:
    """What is different from one edition of a table to the next.

    Examples
    --------
    >>> row = {"area": "211", "time": "2023", "content": "n", "value": 7.0, "status": "ok"}
    >>> found = between(pd.DataFrame([row]), pd.DataFrame([row | {"value": 8.0}, row | {"time": "2024"}]))
    >>> found.new, found.revised, found.examples[0].before, found.examples[0].now
    ({'time': ('2024',)}, 1, 7.0, 8.0)
    """
    keys = [key for key in KEYS if key in before.columns and key in now.columns]
    new, gone = {}, {}
    for key in keys:
        had, has = set(before[key].astype("str").unique()), set(now[key].astype("str").unique())
        new |= {key: tuple(sorted(has - had))} if has - had else {}
        gone |= {key: tuple(sorted(had - has))} if had - has else {}
    return Difference(new, gone, *_revised(before, now, keys))


def _revised(before: pd.DataFrame, now: pd.DataFrame, keys: list[str]) -> tuple[int, tuple[Revised, ...]]:
    """How many figures are different, and the first of them; one time after another, for tables may be large."""
    count, examples = 0, ()
    for time in sorted(set(before["time"].unique()) & set(now["time"].unique())):
        sides = (rows[rows["time"] == time] for rows in (before, now))
        found, first = _revised_of_a_time(*sides, keys)
        count, examples = count + found, (*examples, *first)[:SHOWN]
    return count, examples


def _revised_of_a_time(before: pd.DataFrame, now: pd.DataFrame, keys: list[str]) -> tuple[int, tuple[Revised, ...]]:
    sides = []
    for rows in (before, now):
        rows = rows[rows["status"].isin(frame.SHOWN)]
        sides.append(rows[[*keys, "value"]].astype(dict.fromkeys(keys, "str")))
    # A dimension that only one of them has does not tell rows apart in the other.
    if any(side.duplicated(keys).any() for side in sides):
        return 0, ()
    both = sides[0].merge(sides[1], on=keys, suffixes=("", "_now"))
    other = both[both["value"] != both["value_now"]]
    first = other.head(SHOWN)
    examples = [
        Revised(tuple(row[key] for key in keys), float(row["value"]), float(row["value_now"]))
        for _, row in first.iterrows()
    ]
    return len(other), tuple(examples)
