"""The values of an indicator for the area at hand and those it is set against; knows no figure and no sentence."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from kotolib import areas, frame, sources
from kotolib.areas import area as kinds
from kotolib.areas.area import Area
from kotolib.errors import N_, WrongWords
from kotolib.indicators import computing, quality, stored
from kotolib.indicators.computing import ORIGIN, ROUNDED_SHARE
from kotolib.situation import Situation
from kotolib.sources import Indicator
from kotolib.sources.declaration import Balance, Per1000, TablePart
from kotolib.store import Card, card

COUNTRY, REGION = "country", "region"
STORED = (kinds.MUNICIPALITY, kinds.REGION, kinds.COUNTRY)
"""Kinds of areas that have rows of their own in the values table."""
AGAINST = (COUNTRY, REGION)
"""What a notebook may set its area against."""


@dataclass(frozen=True)
class Values:
    """One indicator for one or more areas, with all that must be said beside the numbers.

    Attributes
    ----------
    frame
        The columns of :mod:`kotolib.frame`, sorted by area, group and year.
    indicator
        The declaration.
    source
        Cards of the tables that the rows came from, in the order of the declaration's parts.
    origin
        For each row of `frame`: the table's id or the derived kind.
    areas
        The areas by id, the own one first.
    similar
        Similar municipalities by code, the nearest first, where they were asked for; their rows are in `frame` too.
    edition
        Name of the store's edition that the rows come from.
    """

    frame: pd.DataFrame
    indicator: Indicator
    source: tuple[Card, ...]
    origin: pd.Series
    areas: dict[str, Area] = field(default_factory=dict)
    similar: dict[str, Area] = field(default_factory=dict)
    edition: str = "latest"

    @property
    def own(self) -> pd.DataFrame:
        """Yearly rows of the own area, all groups, sorted by year."""
        return self.of(next(iter(self.areas)))

    def of(self, area_id: str, group: str | None = None) -> pd.DataFrame:
        """Rows of one area (and group), sorted by year."""
        return self._once((area_id, group), self._chosen)

    def shown(self, area_id: str | None = None, group: str = "") -> pd.DataFrame:
        """Rows that have a number to show, of one area (the own one unless told)."""
        return self._once((area_id or next(iter(self.areas)), group, "shown"), self._shown)

    @cached_property
    def _found(self) -> dict[tuple, pd.DataFrame]:
        return {}

    def _once(self, asked: tuple, find: Callable[..., pd.DataFrame]) -> pd.DataFrame:
        # A section asks for the same few rows hundreds of times, and finding them costs a millisecond.
        if asked not in self._found:
            self._found[asked] = find(*asked[:2])
        return self._found[asked].copy()

    def _chosen(self, area_id: str, group: str | None) -> pd.DataFrame:
        chosen = self.frame["area"] == area_id
        if group is not None:
            chosen &= self.frame["group"] == group
        return self.frame[chosen]

    def _shown(self, area_id: str, group: str) -> pd.DataFrame:
        rows = self.of(area_id, group)
        return rows[rows["status"].isin(frame.SHOWN)]

    def latest(self, area_id: str | None = None, group: str = "") -> pd.Series | None:
        """The last row that has a number to show, or None."""
        rows = self.shown(area_id, group)
        return rows.iloc[-1] if len(rows) else None

    def is_rounded(self, row: pd.Series) -> bool:
        """Whether a row is a count that only its rounded share tells (*noin*)."""
        return self.origin[row.name] == ROUNDED_SHARE

    def are_rounded(self, rows: pd.DataFrame) -> pd.Series:
        """Of which rows that is so."""
        return self.origin.loc[rows.index] == ROUNDED_SHARE

    def is_few(self, row: pd.Series) -> bool:
        """Whether fewer than ten persons stand behind a row: then nothing is derived from it (change, gap, ratio)."""
        # A given figure, such as a ratio, is no number of people, however small.
        behind = row["value"] if self.indicator.kind == "count" else row["numerator"]
        return bool(abs(behind) < quality.FEWEST)

    def is_stale(self, year: int, as_of_year: int) -> bool:
        """Whether a year is too old to be told as the present."""
        return as_of_year - year > self.indicator.stale_after


def values(here: Situation, indicator: str, against: tuple[str, ...] = ()) -> Values:
    """The values of an indicator.

    Parameters
    ----------
    here
        The situation.
    indicator
        Id, such as `foreign_language.share`.
    against
        Any of `country` and `region`; a region that does not exist or is the area itself is left out.

    Returns
    -------
    Values
        The own area's rows and those of what it is set against.

    Raises
    ------
    WrongWords
        The indicator or the comparison does not exist; the message names the nearest.

    Examples
    --------
    >>> import kotolib as koto
    >>> v = koto.values(koto.begin("211", as_of="2026-11-24"), "foreign_language.share", against=("country",))
    >>> float(v.latest()["value"]), float(v.latest("SSS")["value"].round(1))
    (3.9, 11.4)
    """
    declared = _declared(indicator)
    words = dict.fromkeys((against,) if isinstance(against, str) else against)
    others = [other for word in words if (other := _other(here.area, word)) and other.id != here.area.id]
    rows = pd.concat([_rows(area, declared, here.edition) for area in (here.area, *others)], ignore_index=True)
    return Values(
        frame=frame.check(rows[list(frame.COLUMNS)]),
        indicator=declared,
        source=_cards(declared, rows, (here.area, *others), here.edition),
        origin=rows[ORIGIN],
        areas={area.id: area for area in (here.area, *others)},
        edition=here.edition,
    )


def _declared(indicator: str) -> Indicator:
    import difflib

    known = sources.load().indicators
    if indicator not in known:
        near = difflib.get_close_matches(indicator, known, n=3, cutoff=0.4) or sorted(known)[:3]
        raise WrongWords(
            N_("Indikaattoria ”{word}” ei ole. Lähimmät: {nearest}."), word=indicator, nearest=", ".join(near)
        )
    return known[indicator]


def _other(area: Area, word: str) -> Area | None:
    if word not in AGAINST:
        raise WrongWords(N_("Vertailua ”{word}” ei ole. Vertailut: {known}."), word=word, known=", ".join(AGAINST))
    if word == COUNTRY:
        return areas.country()
    return areas.get(area.region) if area.region else None


def _rows(area: Area, indicator: Indicator, edition: str) -> pd.DataFrame:
    """The rows of an area; what stands behind a value that too few stand behind is not told either."""
    rows = _stored((area.id,), indicator, edition)
    if area.kind not in STORED:
        rows = _joint(stored.ensure(edition), area, indicator.id, edition)
    return rows.assign(numerator=rows["numerator"].where(rows["status"] != frame.BELOW_QUALITY))


def _stored(area_ids: tuple[str, ...], indicator: Indicator, edition: str) -> pd.DataFrame:
    return stored.rows(area_ids, indicator.id, edition)


@lru_cache(maxsize=64)
def _joint(table: Path, area: Area, name: str, edition: str) -> pd.DataFrame:
    """The indicator of what municipalities make up: counts add, everything else is computed from added counts."""
    indicator = _declared(name)
    of_sums = any(isinstance(part, Per1000 | Balance) for part in indicator.parts)
    needed = {
        other: _joint(table, area, other, edition) for other in (indicator.needs if of_sums else indicator.behind)
    }
    rows = computing.in_order(
        indicator, lambda _: _added(area, indicator, edition), lambda part: computing.ratio(part, needed)
    )
    rows = computing.judged(rows, indicator, [needed[other] for other in indicator.behind])
    return rows.sort_values(["group", "year"], ignore_index=True)


def _added(area: Area, indicator: Indicator, edition: str) -> pd.DataFrame:
    """Sums over the members; a missing member makes the year missing, one that is only too small does not."""
    members = _stored(area.members, indicator, edition)
    members = members[~members[ORIGIN].isin(computing.OF_SUMS)]
    small = (members["status"] == frame.BELOW_QUALITY) & (indicator.kind == "count")
    members = members.assign(
        value=members["value"].mask(small, members["numerator"]), status=members["status"].mask(small, frame.OK)
    )
    summed = computing.added(members.assign(area=area.id), indicator.kind, {area.id: len(area.members)})
    if indicator.kind == "given":
        return computing.not_added(summed)
    return summed


def _cards(indicator: Indicator, rows: pd.DataFrame, behind: tuple[Area, ...], edition: str) -> tuple[Card, ...]:
    """Cards of the tables behind the rows; a derived kind stands on the tables of what it is computed from."""
    found: dict[str, Card] = {}
    for part in indicator.parts:
        if isinstance(part, TablePart):
            if (rows[ORIGIN] == part.table).any():
                found[part.table] = card(part.table, edition)
            continue
        years = set(rows.loc[rows[ORIGIN] == part.derived, "year"])
        for name in filter(None, (getattr(part, key, "") for key in ("share", "count", "plus", "minus", "population"))):
            inner = _declared(name)
            own = pd.concat([_stored(_told_by(area), inner, edition) for area in behind])
            own = own[own["year"].isin(_with_eve(years, part))]
            found |= {one.id: one for one in _cards(inner, own, behind, edition)}
    return tuple(found.values())


def _told_by(area: Area) -> tuple[str, ...]:
    """Ids under which the values table tells of an area: its own, or of a joint area those of its members."""
    return (area.id,) if area.kind in STORED else area.members


def _with_eve(years: set[int], part: object) -> set[int]:
    """The years, and for a rate the year-ends before them, which its residents are the mean of."""
    return years | {year - 1 for year in years} if isinstance(part, Per1000) else years
