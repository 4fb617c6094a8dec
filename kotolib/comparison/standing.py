"""What stands out in an area: the few figures that differ most from elsewhere, or have changed most, by a fixed rule.

Knows numbers, rules and their reasons; writes no sentence, names no cause and puts nobody in an order.

A figure may stand out in four ways: beside similar municipalities, beside the rest of the country or of the region, and
by its own change. Its score is the product of four things, each with a reason:

*Effect*, the difference in units of the usual spread between municipalities (interquartile range, as a standard
deviation). Less than one unit is the ordinary variety of places and stands out for nobody; beyond three units more is
not more interesting, so that one lopsided distribution does not fill the list. The country's and a region's share is
that of their large towns, and nearly everybody lies on the same side of it: such a difference is worth no more than
what sets the area apart from municipalities in general. A change counts by the largest of three: how far it goes
beyond that of similar municipalities; how far it moves the area among municipalities, for a share that rises everywhere
still changes what a place is like; and, of people who have moved to the country, how many times their share has grown,
for services are sized by what they were: a share that would double in ten years is one unit, also where it is small.
A change counts only if no single year makes its direction, and the figure itself has moved at least half of what the
changes of municipalities usually differ by.

*Certainty*, 1 for a difference that chance at 99.8 % or the register leaves no doubt of, less for one clear at
95 % only, for one with fewer than thirty persons behind it, and for similar municipalities that are hardly alike. What
chance explains, and what has fewer than ten persons behind it, is left out.

*Freshness*, 1 for a figure of last year, down to a half for one about to be too old. A figure that is too old is never
told as the present.

*Question*, 1 for figures of people who have moved to the country, whom the checklist asks of; less for those of all
residents, which are the background.

A number of persons or moves grows with the place and is left out: its share or rate is compared, net immigration as
the rate for a thousand residents. An indicator is told at most once by its level and once by its change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from kotolib import areas, frame, indicators, uncertainty
from kotolib.areas.area import COUNTRY
from kotolib.comparison import chance, peers, remainder, series, trends
from kotolib.comparison.neighbours import similar
from kotolib.indicators import Values, stored
from kotolib.situation import Situation

MOST = 5
LEAST_EFFECT, MOST_EFFECT, LEAST_MOVE = 1.0, 3.0, 0.5
FEW, FEWEST = 30, 10
YEARS_OF_CHANGE = 5
YEARS_TO_DOUBLE = 10
"""Growth that doubles a share in so many years is one unit of effect."""
FEWEST_FIGURES = 5
"""A change needs so many figures: fewer have no steady direction."""
ONLY_95, FEW_PEOPLE, THIN_SET = 0.8, 0.7, 0.8
BACKGROUND = 0.6
SIMILAR, REST_OF_COUNTRY, REST_OF_REGION, CHANGE = "similar", "country", "region", "change"
KINDS = (SIMILAR, REST_OF_COUNTRY, REST_OF_REGION, CHANGE)
_OF_A_NORMAL = 1.3489795003921634
"""Interquartile range of a normal distribution whose standard deviation is 1."""


@dataclass(frozen=True)
class Finding:
    """One figure that stands out.

    Attributes
    ----------
    values
        The indicator's values, with the areas it was set against and the similar municipalities.
    kind
        `similar`, `country`, `region` or `change`.
    row, first
        The newest row; of a change also the row that it is counted from.
    other
        What it was set against: the median of similar municipalities, the official figure of the country or region, or
        the median change of similar municipalities, in the indicator's unit.
    low, high
        Range of the similar municipalities' figures; NaN of the other kinds.
    effect
        Signed, in units of the usual spread between municipalities.
    certainty, freshness, question, score
        As the module says.
    few, thin
        Whether fewer than thirty persons stand behind it, and whether the similar municipalities are hardly similar.
    """

    values: Values
    kind: str
    row: pd.Series
    other: float
    effect: float
    certainty: float
    freshness: float
    question: float
    first: pd.Series | None = None
    low: float = float("nan")
    high: float = float("nan")
    few: bool = False
    thin: bool = False

    @property
    def score(self) -> float:
        """Effect × certainty × freshness × question."""
        return min(abs(self.effect), MOST_EFFECT) * self.certainty * self.freshness * self.question

    @property
    def is_change(self) -> bool:
        """Whether it tells of a change instead of a level."""
        return self.kind == CHANGE


@dataclass(frozen=True)
class _Usual:
    """The municipalities' figures of one year, or their changes: the middle one and the usual spread."""

    median: float
    spread: float


def findings(here: Situation, theme: str = "") -> tuple[Finding, ...]:
    """At most five figures that stand out, the first the most.

    Parameters
    ----------
    here
        The situation.
    theme
        One theme of the declarations, such as `employment`; all unless told.

    Returns
    -------
    tuple
        Empty where nothing stands out, or nothing is fresh. Equal scores stand in the order of the checklist.

    Examples
    --------
    >>> import kotolib as koto
    >>> found = findings(koto.begin("545", as_of="2026-11-24"))
    >>> found[0].values.indicator.id, found[0].kind, found[0].effect > 3
    ('foreign_language.share', 'similar', True)
    """
    table = stored.ensure(here.edition)
    found = [one for name in fresh(here, theme) for one in _standing_out(table, here, name)]
    return tuple(sorted(found, key=_order)[:MOST])


def fresh(here: Situation, theme: str = "") -> list[str]:
    """Ids of the shares, rates and given figures of a theme whose newest one may be told as the present."""
    rows = stored.rows(here.area.members, edition=here.edition)
    # Most declared series ended long ago: they need not be put together for an area of several municipalities.
    newest = rows[rows["group"] == ""].groupby("indicator", observed=True)["year"].max()
    table = stored.ensure(here.edition)
    return [
        name
        for name, declared in indicators.indicators().items()
        if declared.kind != "count" and (not theme or declared.theme == theme)
        if here.as_of.year - newest.get(name, 0) <= declared.stale_after and _is_fresh(table, here, name)
    ]


# A page asks for the list of everything, and for that of one theme after another.
@lru_cache(maxsize=512)
def _is_fresh(table: Path, here: Situation, name: str) -> bool:
    values = indicators.values(here, name)
    latest, yearly = values.latest(), values.of(here.area.id, "")
    # A newest year that may not be shown is not replaced by an older one.
    newest_is_told = latest is not None and latest["year"] == yearly["year"].max()
    return newest_is_told and not values.is_stale(int(latest["year"]), here.as_of.year)


@lru_cache(maxsize=512)
def _standing_out(table: Path, here: Situation, name: str) -> tuple[Finding, ...]:
    """The best of the levels and the best of the changes; of equals the one whose kind stands first."""
    ordered = sorted(_candidates(here, name), key=lambda one: (-one.score, KINDS.index(one.kind)))
    levels, changes = ([one for one in ordered if one.is_change is wanted] for wanted in (False, True))
    return (*levels[:1], *changes[:1])


def _order(finding: Finding) -> tuple:
    first = min(finding.values.indicator.checklist, key=_by_number)
    return (-round(finding.score, 6), _by_number(first), finding.values.indicator.id, KINDS.index(finding.kind))


def _by_number(item: str) -> tuple[int, str]:
    """`3.10` stands after `3.9`, `6.2c` after `6.2b`."""
    step, _, rest = item.partition(".")
    digits = "".join(sign for sign in rest if sign.isdigit())
    return int(step) * 100 + int(digits or 0), rest.lstrip("0123456789")


# --- candidates


def _candidates(here: Situation, name: str) -> list[Finding]:
    values = peers.values(here, name, against=(SIMILAR, REST_OF_REGION, REST_OF_COUNTRY))
    row = values.latest()
    if here.area.kind == COUNTRY or chance.is_few(values, row):
        return []
    blank = Finding(
        values=values,
        kind="",
        row=row,
        other=float("nan"),
        effect=0.0,
        certainty=_behind(values, row),
        freshness=_freshness(here, values, row),
        question=BACKGROUND if values.indicator.population == "everyone" else 1.0,
        few=_behind(values, row) < 1,
        thin=similar(here.area, edition=here.edition).thin,
    )
    made = [_beside_similar(blank), *_beside_rests(here, blank), _changed(blank)]
    return [one for one in made if one is not None and abs(one.effect) >= LEAST_EFFECT]


def _behind(values: Values, row: pd.Series) -> float:
    return FEW_PEOPLE if row["numerator"] < FEW else 1.0


def _freshness(here: Situation, values: Values, row: pd.Series) -> float:
    age = here.as_of.year - int(row["year"])
    return 1 - 0.5 * max(0, age - 1) / max(1, values.indicator.stale_after)


def _beside_similar(blank: Finding) -> Finding | None:
    spread = peers.median_and_range(blank.values)
    usual = _usual(blank.values, int(blank.row["year"]))
    if spread.status != frame.OK or usual is None:
        return None
    return replace(
        blank,
        kind=SIMILAR,
        other=spread.median,
        low=spread.low,
        high=spread.high,
        effect=(blank.row["value"] - spread.median) / usual.spread,
        certainty=blank.certainty * (THIN_SET if blank.thin else 1),
    )


def _beside_rests(here: Situation, blank: Finding) -> Iterator[Finding | None]:
    usual = _usual(blank.values, int(blank.row["year"]))
    found = remainder.rest(blank.values, int(blank.row["year"]), level=uncertainty.WATCH)
    for area_id, one in found.items():
        if usual is None or one.status not in frame.SHOWN or one.clear is False:
            continue
        effect = _smaller(one.difference, blank.row["value"] - usual.median) / usual.spread
        certainty = blank.certainty * (ONLY_95 if one.clear and not _is_sure(blank, area_id) else 1)
        kind = REST_OF_COUNTRY if area_id == frame.COUNTRY else REST_OF_REGION
        yield replace(blank, kind=kind, other=one.whole, effect=effect, certainty=certainty)


def _smaller(one: float, other: float) -> float:
    """The difference nearer to zero; none where the two go different ways."""
    return 0.0 if one * other <= 0 else min(one, other, key=abs)


def _is_sure(blank: Finding, area_id: str) -> bool:
    return bool(remainder.rest(blank.values, int(blank.row["year"]), level=uncertainty.ALARM)[area_id].clear)


def _changed(blank: Finding) -> Finding | None:
    values, row = blank.values, blank.row
    rows = _window(values, row["area"])
    if rows is None or any(chance.is_few(values, one) for _, one in rows.iterrows()):
        return None
    if not trends.steady_sign(rows["year"].to_numpy(), rows["value"].to_numpy()):
        return None
    first, years = rows.iloc[0], (int(rows["year"].iloc[0]), int(row["year"]))
    moved = chance.difference(values, row, first, uncertainty.WATCH)
    usual = _usual_change(values, years)
    # A figure that has hardly moved has not changed, however much others have.
    if usual is None or moved.clear is False or abs(moved.amount) < LEAST_MOVE * usual.spread:
        return None
    other = _median_change(values, years, usual)
    if other is None:
        return None
    sure = moved.clear is None or chance.difference(values, row, first, uncertainty.ALARM).clear
    certainty = min(_behind(values, first), blank.certainty) * (1 if sure else ONLY_95)
    beyond, levels = (moved.amount - other) / usual.spread, _usual(values, years[1])
    effect = max(beyond, moved.amount / levels.spread if levels else 0.0, growth(values, first, row), key=abs)
    return replace(blank, kind=CHANGE, first=first, other=other, effect=effect, certainty=certainty)


def growth(values: Values, first: pd.Series, last: pd.Series) -> float:
    """How fast a share of people who have moved to the country has grown: 1 where it would double in ten years, 0 for
    the figures of all residents."""
    years = int(last["year"]) - int(first["year"])
    if values.indicator.population == "everyone" or min(first["value"], last["value"], years) <= 0:
        return 0.0
    return float(np.log2(last["value"] / first["value"])) * YEARS_TO_DOUBLE / years


def _window(values: Values, area_id: str) -> pd.DataFrame | None:
    """The last five years of the unbroken stretch that ends in the newest figure."""
    stretches = series.unbroken(values, area_id)
    rows = stretches[-1] if stretches else values.shown(area_id)
    rows = rows[rows["year"] >= rows["year"].max() - YEARS_OF_CHANGE]
    return rows if len(rows) >= FEWEST_FIGURES else None


def _median_change(values: Values, years: tuple[int, int], usual: _Usual) -> float | None:
    """Of the similar municipalities, if half of them have both figures; of all where there are no similar ones."""
    if not values.similar:
        return usual.median
    pairs = [[series.row(values, code, year) for year in years] for code in values.similar]
    shown = [
        float(last["value"] - first["value"])
        for first, last in pairs
        if all(one is not None and one["status"] in frame.SHOWN for one in (first, last))
    ]
    return float(np.median(shown)) if len(shown) >= len(values.similar) / 2 else None


# --- what is usual among municipalities


def usual_spread(indicator: str, year: int, edition: str = "latest") -> float:
    """The usual spread of an indicator between municipalities in a year, in its unit; NaN where there is none."""
    usual = _usual_of(indicator, year, edition)
    return usual.spread if usual else float("nan")


def _usual(values: Values, year: int) -> _Usual | None:
    return _usual_of(values.indicator.id, year, values.edition)


def _usual_of(indicator: str, year: int, edition: str) -> _Usual | None:
    figures = _everybody(stored.ensure(edition), indicator, edition)
    return _described(figures[year]) if year in figures else None


def _usual_change(values: Values, years: tuple[int, int]) -> _Usual | None:
    figures = _everybody(stored.ensure(values.edition), values.indicator.id, values.edition)
    return _described(figures[years[1]] - figures[years[0]]) if set(years) <= set(figures) else None


def _described(figures: pd.Series) -> _Usual | None:
    low, middle, high = figures.quantile([0.25, 0.5, 0.75])
    spread = (high - low) / _OF_A_NORMAL
    return _Usual(float(middle), float(spread)) if spread > 0 else None


@lru_cache(maxsize=32)
def _everybody(table: Path, name: str, edition: str) -> pd.DataFrame:
    """The shown figures of all municipalities: a row for each, a column for each year."""
    rows = stored.rows(areas.country().members, name, edition)
    rows = rows[(rows["group"] == "") & rows["status"].isin(frame.SHOWN)]
    return rows.pivot(index="area", columns="year", values="value")
