"""An area's values beside those of similar municipalities: their rows, their median and their range.

Knows no ranking: who is highest or lowest is not said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kotolib import frame, indicators, sources
from kotolib.areas.area import Area
from kotolib.comparison import reasons
from kotolib.comparison.neighbours import FEWEST_CHOSEN, similar
from kotolib.indicators import Values, stored
from kotolib.indicators.computing import ORIGIN
from kotolib.situation import Situation

SIMILAR = "similar"
"""What a notebook adds to `against` for the similar municipalities."""


def values(
    here: Situation, indicator: str, against: tuple[str, ...] = (), chosen: Iterable[str] = ()
) -> indicators.Values:
    """The values of an indicator, also beside similar municipalities.

    Parameters
    ----------
    here
        The situation.
    indicator
        Id, such as `foreign_language.share`.
    against
        Any of `country`, `region` and `similar`. Similar municipalities are left out where :func:`similar` gives none
        (`similar(here.area, indicator)` says why), so that a page is made all the same.
    chosen
        Codes of municipalities that take the place of the nearest ones.

    Returns
    -------
    Values
        As `kotolib.indicators.values` gives; `similar` has the similar municipalities by code, the nearest first, and
        `frame` their rows too. `areas` stays the own area, the region and the country.

    Raises
    ------
    WrongWords
        An indicator, comparison or chosen municipality that does not exist.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> len(values(here, "foreign_language.share", against=("country", "similar")).similar)
    9
    """
    words = (against,) if isinstance(against, str) else tuple(against)
    beside = indicators.values(here, indicator, tuple(word for word in words if word != SIMILAR))
    if SIMILAR not in words:
        return beside
    found = similar(here.area, beside.indicator, chosen, here.edition).areas
    return _with_rows(here, beside, found) if found else beside


def _with_rows(here: Situation, beside: Values, found: dict[str, Area]) -> Values:
    rows = stored.rows(found, beside.indicator.id, here.edition)
    hidden = rows["status"] == frame.BELOW_QUALITY
    rows = rows.assign(numerator=rows["numerator"].mask(hidden))
    joined = pd.concat([beside.frame, rows[list(frame.COLUMNS)]], ignore_index=True)
    return replace(
        beside,
        frame=frame.check(joined),
        origin=pd.concat([beside.origin, rows[ORIGIN]], ignore_index=True),
        source=_sources(here, beside, rows, found),
        similar=found,
    )


def _sources(here: Situation, beside: Values, rows: pd.DataFrame, found: dict[str, Area]) -> tuple:
    """The cards, and those of tables that only the similar municipalities' rows come from."""
    cards = {card.id: card for card in beside.source}
    for origin in sorted(set(rows[ORIGIN]) - set(beside.origin)):
        one = rows.loc[rows[ORIGIN] == origin, "area"].iloc[0]
        theirs = indicators.values(replace(here, area=found[one]), beside.indicator.id)
        cards |= {card.id: card for card in theirs.source if card.id not in cards}
    return tuple(cards.values())


@dataclass(frozen=True)
class Spread:
    """Where the similar municipalities lie in one year.

    Attributes
    ----------
    year, group
        Of the values.
    own
        The own area's value; NaN where it has none (`own_status` says why).
    median, low, high
        Of the similar municipalities that have a number to show; never with names.
    number, of
        How many have one, and how many there are in the set.
    hidden
        Code and status of those that have none.
    status, reason
        `ok`, or why there is no median.
    """

    year: int
    group: str
    own: float
    own_status: str
    median: float
    low: float
    high: float
    number: int
    of: int
    hidden: tuple[tuple[str, str], ...]
    status: str = frame.OK
    reason: str = ""


def median_and_range(values: Values, year: int | None = None, group: str = "") -> Spread:
    """The median and the range of the similar municipalities, who are never put in an order.

    Parameters
    ----------
    values
        Given by :func:`values` with `similar`.
    year
        The own area's latest year unless told.
    group
        Group of the indicator.

    Returns
    -------
    Spread
        Without a median where fewer than half of the set, or fewer than three, have a number to show.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> spread = median_and_range(koto_values := values(here, "foreign_language.share", against=("similar",)), 2024)
    >>> spread.number, spread.low <= spread.median <= spread.high
    (9, True)
    """
    own_id = next(iter(values.areas))
    if year is None:
        latest = values.latest(group=group)
        year = int(latest["year"]) if latest is not None else _last_year(values, group)
    rows = values.frame[(values.frame["year"] == year) & (values.frame["group"] == group)].set_index("area")
    status = {code: rows["status"].get(code, frame.MISSING) for code in (own_id, *values.similar)}
    shown = [rows.at[code, "value"] for code in values.similar if status[code] in frame.SHOWN]
    enough = len(shown) >= max(FEWEST_CHOSEN, len(values.similar) / 2)
    median, low, high = (np.median(shown), min(shown), max(shown)) if enough else (np.nan,) * 3
    return Spread(
        year=year,
        group=group,
        own=float(rows["value"].get(own_id, np.nan)),
        own_status=status[own_id],
        median=float(median),
        low=float(low),
        high=float(high),
        number=len(shown),
        of=len(values.similar),
        hidden=tuple((code, status[code]) for code in values.similar if status[code] not in frame.SHOWN),
        **{} if enough else _why_no_median(values),
    )


def _last_year(values: Values, group: str) -> int:
    years = values.frame.loc[values.frame["group"] == group, "year"]
    return int(years.max()) if len(years) else 0


def _why_no_median(values: Values) -> dict[str, str]:
    if values.similar:
        return {"status": frame.MISSING, "reason": reasons.TOO_FEW_SHOWN}
    area = next(iter(values.areas.values()))
    why = similar(area, sources.load().indicators[values.indicator.id], edition=values.edition)
    return {"status": frame.NOT_APPLICABLE, "reason": why.reason or reasons.NOT_ASKED}
