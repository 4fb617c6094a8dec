"""An area against the rest of its region or country: the area is first taken out of the whole it is part of.

Knows how counts are taken apart and which test fits; the number that a page shows for the whole stays the official one.
"""

import math
from dataclasses import dataclass

import pandas as pd

from kotolib import frame, uncertainty
from kotolib.areas.area import Area
from kotolib.comparison import chance, reasons, series
from kotolib.indicators import Values, stored


@dataclass(frozen=True)
class Rest:
    """An area against the rest of one whole in one year.

    Attributes
    ----------
    area_id
        Id of the whole: `SSS`, `MK06`.
    year, group
        Of the values.
    own, whole, rest
        Values in the indicator's unit; `whole` is the official figure (or weighted mean), `rest` is computed.
    difference, low, high
        `own` less `rest` (points, or events per 1 000), and its interval at `level`; NaN limits where `no_interval`
        says why.
    ratio
        `own` divided by `rest`, NaN where the rest is not positive.
    clear
        Whether chance explains no such difference; None without an interval.
    level
        Of the interval.
    status, reason
        `ok` or `preliminary` where there is a difference; else a status of :mod:`kotolib.frame` and a word of
        :mod:`kotolib.comparison.reasons`, and every number that cannot be told is NaN.
    no_interval
        Why there is a difference without an interval.
    """

    area_id: str
    year: int
    group: str
    own: float = math.nan
    whole: float = math.nan
    rest: float = math.nan
    difference: float = math.nan
    low: float = math.nan
    high: float = math.nan
    ratio: float = math.nan
    clear: bool | None = None
    level: float = uncertainty.WATCH
    status: str = frame.OK
    reason: str = ""
    no_interval: str = ""


class _Cannot(Exception):
    """The counts cannot be taken apart: a status and a reason."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


def rest(values: Values, year: int | None = None, group: str = "", level: float = uncertainty.WATCH) -> dict[str, Rest]:
    """The own area against the rest of each area that its values are set against.

    A large municipality is much of its own region: set against the whole, it would be compared with itself. Members
    of a joint area that lie outside the whole stay in the area and are not taken out of the whole.

    Parameters
    ----------
    values
        One share or rate, read with `against`. A number of persons or events is not compared.
    year
        The own area's latest year unless told.
    group
        Group of the indicator.
    level
        Of the interval: `uncertainty.WATCH` or `ALARM`.

    Returns
    -------
    dict
        By the whole's id, in the order of `values.areas`. Shares that chance moves have Newcombe's interval, rates of
        events the conditional one of two Poisson rates; a stock of the register has a plain difference.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("091", as_of="2026-11-24")
    >>> found = rest(koto.values(here, "foreign_language.share", against=("region",)))["MK01"]
    >>> found.status, found.rest < found.whole or found.own < found.whole
    ('ok', True)
    """
    own, *wholes = values.areas.values()
    if year is None:
        latest = values.latest(group=group)
        rows = values.of(own.id, group)["year"]
        year = int(latest["year"]) if latest is not None else int(rows.max()) if len(rows) else 0
    return {whole.id: _against(values, whole, Rest(whole.id, year, group, level=level)) for whole in wholes}


def rest_row(values: Values, whole: Area, year: int, group: str = "") -> pd.Series | None:
    """A row of the rest of a whole: value, numerator, denominator; None where it cannot be taken apart."""
    try:
        return _rest_row(values, whole, year, group)
    except _Cannot:
        return None


def _against(values: Values, whole: Area, blank: Rest) -> Rest:
    own_id = next(iter(values.areas))
    known = {}
    try:
        if values.indicator.kind == "count":
            raise _Cannot(frame.NOT_APPLICABLE, reasons.A_COUNT)
        own = _row(values, own_id, blank, reasons.OWN_HIDDEN)
        known["own"] = float(own["value"])
        official = _row(values, whole.id, blank, reasons.OTHER_HIDDEN)
        known["whole"] = float(official["value"])
        others = _rest_row(values, whole, blank.year, blank.group)
        if chance.is_few(values, own) or chance.is_few(values, others):
            raise _Cannot(frame.BELOW_QUALITY, reasons.FEW)
    except _Cannot as cannot:
        return _filled(blank, known | {"status": cannot.status, "reason": cannot.reason})
    found = chance.difference(values, own, others, blank.level)
    preliminary = frame.PRELIMINARY in (own["status"], official["status"])
    return _filled(
        blank,
        known
        | {
            "rest": float(others["value"]),
            "difference": found.amount,
            "low": found.low,
            "high": found.high,
            "ratio": float(own["value"] / others["value"]) if others["value"] > 0 else math.nan,
            "clear": found.clear,
            "status": frame.PRELIMINARY if preliminary else frame.OK,
            "no_interval": found.reason,
        },
    )


def _filled(blank: Rest, known: dict) -> Rest:
    return Rest(**{"area_id": blank.area_id, "year": blank.year, "group": blank.group, "level": blank.level} | known)


def _row(values: Values, area_id: str, at: Rest, hidden: str) -> pd.Series:
    row = series.row(values, area_id, at.year, at.group)
    if row is None:
        raise _Cannot(frame.MISSING, hidden)
    if row["status"] not in frame.SHOWN:
        raise _Cannot(row["status"], hidden)
    return row


def _rest_row(values: Values, whole: Area, year: int, group: str) -> pd.Series:
    """The whole less those members of the own area that belong to it."""
    at = Rest(whole.id, year, group)
    official = _row(values, whole.id, at, reasons.OTHER_HIDDEN)
    own = next(iter(values.areas.values()))
    inside = set(own.members) & set(whole.members)
    if inside == set(whole.members):
        raise _Cannot(frame.NOT_APPLICABLE, reasons.NOTHING_LEFT)
    if not inside:
        return official
    if inside == set(own.members):
        taken = _row(values, own.id, at, reasons.OWN_HIDDEN)
    else:
        taken = _of_members(values, inside, at)
    return _less(values, official, taken)


def _of_members(values: Values, inside: set[str], at: Rest) -> pd.Series:
    rows = stored.rows(inside, values.indicator.id, values.edition)
    rows = rows.loc[
        (rows["year"] == at.year) & (rows["group"] == at.group), ["area", "numerator", "denominator", "status"]
    ]
    known = rows[["numerator", "denominator"]].notna().all(axis=None)
    # A member of few people is no secret: its count is in the table, only nothing is derived from it.
    told = rows["status"].isin((*frame.SHOWN, frame.BELOW_QUALITY)).all()
    if len(rows) < len(inside) or not known or not told:
        raise _Cannot(frame.MISSING, reasons.MEMBER_HIDDEN)
    return rows[["numerator", "denominator"]].sum()


def _less(values: Values, official: pd.Series, taken: pd.Series) -> pd.Series:
    top, under = (float(official[side]) - float(taken[side]) for side in ("numerator", "denominator"))
    if math.isnan(top + under) or values.indicator.kind not in chance.SCALE:
        raise _Cannot(frame.MISSING, reasons.NO_NUMERATOR)
    is_net = len(values.indicator.behind) > 1
    over = values.indicator.kind == "share" and top > under
    if under <= 0 or over or (top < 0 and not is_net):
        raise _Cannot(frame.MISSING, reasons.DOES_NOT_ADD)
    # The official row's limits are the whole's, not the rest's.
    rest_of = {"numerator": top, "denominator": under, "low": math.nan, "high": math.nan}
    value = chance.SCALE[values.indicator.kind] * top / under
    return pd.Series(official.to_dict() | rest_of | {"value": value})
