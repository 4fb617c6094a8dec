"""Which derived values rest on too few persons or events to be shown, and the random variation of the others.

Knows counts behind values; not where they came from. The rule of smallness: fewer than ten persons or events behind a
derived figure and it is not shown, since one family could turn it (project's rule, after the practice of the
statistical offices; the offices' own open figures are shown as published).
"""

import numpy as np
import pandas as pd

from kotolib import frame, uncertainty
from kotolib.errors import N_, StoreDamaged
from kotolib.indicators.derived import MEAN_5, sums_of_five
from kotolib.indicators.parts import is_shown
from kotolib.sources.declaration import Indicator

FEWEST = 10
"""Persons or events that must stand behind a derived figure."""


def without_small(rows: pd.DataFrame, events: pd.Series) -> pd.DataFrame:
    """The rows with `below_quality` in place of values with fewer than ten events behind them.

    The numerator stays: a joint area adds its members' counts before it is judged.
    """
    small = (events.abs() < FEWEST) & is_shown(rows)
    return rows.assign(
        value=rows["value"].mask(small),
        status=rows["status"].mask(small, frame.BELOW_QUALITY),
    )


def without_telling_zeros(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `suppressed` in place of zeros in a series of which the source hides other years.

    The source's rule hides small counts and prints *none*; but *none* of so small a group tells of each of them as well
    as *all* would (project's rule: the zero of a small group is not shown, though a source prints it).
    """
    secret = rows["status"] == frame.SUPPRESSED_BY_SOURCE
    if not secret.any():
        return rows
    with_secrets = pd.MultiIndex.from_frame(rows.loc[secret, ["area", "group"]])
    telling = (
        is_shown(rows) & (rows["value"] == 0) & pd.MultiIndex.from_frame(rows[["area", "group"]]).isin(with_secrets)
    )
    return rows.assign(
        value=rows["value"].mask(telling),
        numerator=rows["numerator"].mask(telling),
        status=rows["status"].mask(telling, frame.SUPPRESSED),
    )


def events_behind(rows: pd.DataFrame, behind: list[pd.DataFrame]) -> pd.Series:
    """How many events stand behind each row, over five years where the row is a mean; of a net, the scarcer side."""
    sides = [_looked_up(rows, counts[counts["group"] == ""]) for counts in behind]
    return pd.concat(sides, axis=1).min(axis=1, skipna=False)


def _looked_up(rows: pd.DataFrame, counts: pd.DataFrame) -> pd.Series:
    table = counts.pivot(index="area", columns="year", values="value")
    single = _cells(rows, table)
    means = rows["group"] == MEAN_5
    return single.mask(means, _cells(rows, sums_of_five(table.T).T)) if means.any() else single


def _cells(rows: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    row, column = table.index.get_indexer(rows["area"]), table.columns.get_indexer(rows["year"])
    found = table.to_numpy()[row, column]
    return pd.Series(np.where((row < 0) | (column < 0), np.nan, found), index=rows.index)


def with_intervals(rows: pd.DataFrame, indicator: Indicator, behind: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows with `low` and `high` (95 %) where the declaration says that the values vary by chance."""
    rows = rows.assign(low=np.nan, high=np.nan)
    if indicator.variation == "binomial" and indicator.kind == "share":
        low, high = uncertainty.share_interval(rows["numerator"].to_numpy(), rows["denominator"].to_numpy())
        shown = is_shown(rows)
        return rows.assign(
            low=(100 * pd.Series(low, rows.index)).where(shown), high=(100 * pd.Series(high, rows.index)).where(shown)
        )
    if indicator.variation != "poisson" or indicator.kind not in ("count", "rate"):
        return rows
    events = rows["value"] if indicator.kind == "count" else rows["numerator"]
    low, high = _balance(rows, behind) if len(behind) == 2 else _both(_chance(events, indicator))
    factor = 1000 / rows["denominator"] if indicator.kind == "rate" else 1.0
    shown = is_shown(rows)
    return rows.assign(low=(low * factor).where(shown), high=(high * factor).where(shown))


def _chance(events: pd.Series, indicator: Indicator) -> pd.Series:
    """The events, if they can be: whole numbers that are not negative."""
    if (events < 0).any() or (events.dropna() % 1 != 0).any():
        raise StoreDamaged(
            N_(
                "Indikaattorin {indicator} kuvauksessa on variation: poisson, mutta luvut eivät ole tapahtumien "
                "määriä. Kirjoita nettoluvulle behind: tulleiden ja lähteneiden määrä, muulle variation: none."
            ),
            indicator=indicator.id,
        )
    return events


def _balance(rows: pd.DataFrame, behind: list[pd.DataFrame]) -> tuple[pd.Series, pd.Series]:
    """Interval of a difference of two counts from the intervals of both (MOVER; Zou and Donner 2008)."""
    plus, minus = (_looked_up(rows, counts) for counts in behind)
    (plus_low, plus_high), (minus_low, minus_high) = (_both(counts) for counts in (plus, minus))
    middle = plus - minus
    low = middle - np.hypot(plus - plus_low, minus_high - minus)
    high = middle + np.hypot(plus_high - plus, minus - minus_low)
    return low, high


def _both(events: pd.Series) -> tuple[pd.Series, pd.Series]:
    low, high = uncertainty.count_interval(events.to_numpy(dtype=float))
    return pd.Series(low, index=events.index), pd.Series(high, index=events.index)
