"""Tables of values: years as rows, areas as columns, every hole with its reason; knows values, not HTML."""

import pandas as pd

from kotolib import frame
from kotolib.display import relations, titles, wording
from kotolib.display.outputs import Cell, Table
from kotolib.display.tables import KEY_NUMBERS
from kotolib.indicators import Values
from kotolib.situation import Situation

ROUNDED_MARK = "≈"
LARGE = 3
"""As many key numbers stand side by side."""

ByYear = dict[int, pd.Series]


def by_year_of(v: Values, area_id: str) -> ByYear:
    """The yearly rows of an area by their year."""
    return {int(row["year"]): row for _, row in v.of(area_id, "").iterrows()}


def cell(here: Situation, v: Values, row: pd.Series | None) -> Cell:
    """A value as a cell: the number with the decimals of its source, or the reason why there is none."""
    if row is None:
        return Cell(wording.reason(here, frame.MISSING), None, frame.MISSING)
    if row["status"] not in frame.SHOWN:
        return Cell(wording.reason(here, row["status"]), None, row["status"])
    value = wording.as_written(row["value"], v.indicator.decimals)
    return Cell(_marked(here.texts.number(value, v.indicator.decimals), v.is_rounded(row)), value, row["status"])


def _marked(number: str, rounded: bool) -> str:
    return f"{ROUNDED_MARK}\u00a0{number}" if rounded else number


def by_year(here: Situation, v: Values, key: str, caption: str, source: str) -> Table:
    """The table behind a trend: a row a year, a column an area."""
    found = {area_id: by_year_of(v, area_id) for area_id in v.areas}
    years = sorted(set().union(*found.values()))
    rows = [
        (
            Cell(starred(year, [(v, rows.get(year)) for rows in found.values()])),
            *(cell(here, v, rows.get(year)) for rows in found.values()),
        )
        for year in years
    ]
    return Table(
        key=key,
        caption=caption,
        columns=(here.texts("Vuosi"), *(_heading(here, v, area_id) for area_id in v.areas)),
        rows=tuple(rows),
        language=here.language,
        notes=marks(here, v, [row for rows in found.values() for row in rows.values()]),
        source=source,
    )


def _heading(here: Situation, v: Values, area_id: str) -> str:
    return wording.capital(wording.named(here, v.areas[area_id]))


def starred(year: int, rows: list[tuple[Values, pd.Series | None]]) -> str:
    """``2024*`` if any of the year's figures is preliminary."""
    preliminary = any(row is not None and row["status"] == frame.PRELIMINARY for _v, row in rows)
    return f"{year}*" if preliminary else f"{year}"


def preliminary(here: Situation) -> str:
    """What the star means."""
    return here.texts("* ennakkotieto")


def marks(here: Situation, v: Values, rows: list[pd.Series]) -> tuple[str, ...]:
    """What the signs beside these rows mean, those that are used; the precision is told of the own area."""
    _ = here.texts
    told = [preliminary(here)] if any(row["status"] == frame.PRELIMINARY for row in rows) else []
    rounded = [row for row in rows if row["status"] in frame.SHOWN and v.is_rounded(row)]
    own = [row for row in rounded if row["area"] == here.area.id]
    off = wording.precision(pd.DataFrame(own)) if own else 0.0
    if off:
        told.append(
            _("≈ laskettu pyöristetystä osuudesta, tarkkuus ± {precision} henkilöä", precision=_.number(max(1, off)))
        )
    elif rounded:
        told.append(_("≈ laskettu pyöristetystä osuudesta"))
    return tuple(told)


def table(here: Situation, v: Values, first: int | None = None) -> Table:
    """A short table of first and last year: the area and what it is set against, with the change.

    What varies by chance has no column of changes, which would be read as findings: it is listed year by year.

    Parameters
    ----------
    here
        The situation.
    v
        Values of a share or a count.
    first
        The earlier year; the first of the last unbroken stretch (at most five years back) unless told. A year before
        that stretch is shown, but no change is told over a gap or a break.
    """
    _ = here.texts
    found = relations.change(v)
    source = wording.source_line(here, v)
    if found is None or v.indicator.variation != "none":
        return by_year(here, v, f"{v.indicator.id}-table", titles.subtitle(here, v), source)
    years = (first or int(found.first["year"]), int(found.last["year"]))
    comparable = years[0] >= found.first["year"] or years[0] in _same_stretch(v, years)
    pairs = {area_id: [by_year_of(v, area_id).get(year) for year in years] for area_id in v.areas}
    heads = [starred(year, [(v, pair[at]) for pair in pairs.values()]) for at, year in enumerate(years)]
    unit = _("%-yks.") if v.indicator.unit == "%" else wording.unit(here, v)
    return Table(
        key=f"{v.indicator.id}-table",
        caption=_("{name} {first} ja {last}, {unit}. Väestö: {population}.", name=wording.name(here, v),
                  first=years[0], last=years[1], unit=wording.unit(here, v), population=wording.population(here, v)),
        columns=(_("Alue"), *heads, _("Muutos, {unit}", unit=unit)),
        rows=tuple(
            (Cell(_heading(here, v, key)), *(cell(here, v, row) for row in pair), _change(here, v, pair, comparable))
            for key, pair in pairs.items()
        ),
        language=here.language,
        notes=marks(here, v, [row for pair in pairs.values() for row in pair if row is not None]),
        source=source,
        own_rows=(0,),
    )  # fmt: skip


def _same_stretch(v: Values, years: tuple[int, int]) -> range:
    """The years of the unbroken stretch that the last year ends, if no declared break lies inside."""
    start, end = wording.stretches(v.shown()["year"].astype(int).tolist())[-1]
    broken = [part.years[0] for part in v.indicator.parts if part.break_before and part.years[0] <= years[1]]
    return range(max([start, *broken]), end + 1)


def _change(here: Situation, v: Values, pair: list[pd.Series | None], comparable: bool) -> Cell:
    """The difference of the numbers that are shown, so that the reader's own subtraction agrees."""
    both = [row for row in pair if row is not None and row["status"] in frame.SHOWN]
    if any(v.is_few(row) for row in both):
        # With a handful of people behind it, a change would be told of persons, not of the municipality.
        return Cell(wording.reason(here, frame.BELOW_QUALITY), None, frame.BELOW_QUALITY)
    if len(both) < 2:
        return Cell(wording.reason(here, frame.MISSING), None, frame.MISSING)
    if not comparable:
        return Cell(here.texts("ei vertailukelpoinen"), None, frame.NOT_APPLICABLE)
    decimals = v.indicator.decimals
    one, other = (wording.as_written(row["value"], decimals) for row in both)
    amount = wording.as_written(other - one, decimals)
    return Cell(_marked(here.texts.signed(amount, decimals), any(map(v.is_rounded, both))), amount)


def key_numbers(here: Situation, *series: Values) -> Table:
    """At most three large numbers at the top of a page: the newest value of each indicator, what it is and the year.

    An indicator without a number to show, or one that is history, is left out: a key number is about the present.
    """
    _ = here.texts
    rows = []
    for v in series:
        row = v.latest()
        if row is None or v.is_stale(int(row["year"]), here.as_of.year):
            continue
        rows.append((Cell(wording.valued(here, v, row), wording.told(v, row)), Cell(_what(here, v, row))))
    return Table(
        key="key-numbers",
        caption=_("Avainluvut"),
        columns=(_("Luku"), _("Mitä se kertoo")),
        rows=tuple(rows[:LARGE]),
        language=here.language,
        style=KEY_NUMBERS,
    )


def _what(here: Situation, v: Values, row: pd.Series) -> str:
    """*Vieraskielisten osuus väestöstä (2025). Koko maassa 11,4 %.*"""
    _ = here.texts
    words = {"name": wording.name(here, v), "year": int(row["year"])}
    if row["status"] == frame.PRELIMINARY:
        told = _("{name} ({year}, ennakkotieto).", **words)
    else:
        told = _("{name} ({year}).", **words)
    country = None if here.area.id == frame.COUNTRY else relations.of_year(v, frame.COUNTRY, int(row["year"]))
    if country is None or v.indicator.kind == "count":
        return told
    return told + " " + _("Koko maassa {value}.", value=wording.valued(here, v, country))
