"""Tables of values: years as rows, areas as columns, every hole with its reason; knows values, not HTML."""

import pandas as pd

from kotolib import frame
from kotolib.display import wording
from kotolib.display.outputs import KEY_NUMBERS, Cell, Table
from kotolib.indicators import Values
from kotolib.situation import Situation

ROUNDED_MARK = "≈"


def cell(here: Situation, v: Values, row: pd.Series | None) -> Cell:
    """A value as a cell: the number with the decimals of its source, or the reason why there is none."""
    if row is None:
        return Cell(wording.reason(here, frame.MISSING), None, frame.MISSING)
    if row["status"] not in frame.SHOWN:
        return Cell(wording.reason(here, row["status"]), None, row["status"])
    number = here.texts.number(row["value"], v.indicator.decimals)
    mark = ROUNDED_MARK + "\u00a0" if v.is_rounded(row) else ""
    value = round(float(row["value"]), v.indicator.decimals)
    return Cell(f"{mark}{number}", value, row["status"])


def by_year(here: Situation, v: Values, key: str, caption: str, source: str) -> Table:
    """The table behind a trend: a row a year, a column an area."""
    years = sorted({int(year) for area_id in v.areas for year in v.of(area_id, "")["year"]})
    by_area = {area_id: {int(row["year"]): row for _, row in v.of(area_id, "").iterrows()} for area_id in v.areas}
    years = [year for year in years if any(year in rows for rows in by_area.values())]
    rows = [
        (Cell(_year(by_area, year), None), *(cell(here, v, rows.get(year)) for rows in by_area.values()))
        for year in years
    ]
    return Table(
        key=key,
        caption=caption,
        columns=(here.texts("Vuosi"), *(wording.capital(area.name_in(here.language)) for area in v.areas.values())),
        rows=tuple(rows),
        language=here.language,
        notes=marks(here, v),
        source=source,
    )


def _year(by_area: dict, year: int) -> str:
    preliminary = any(rows[year]["status"] == frame.PRELIMINARY for rows in by_area.values() if year in rows)
    return f"{year}*" if preliminary else f"{year}"


def marks(here: Situation, v: Values) -> tuple[str, ...]:
    """What the signs in the table mean, those that are used."""
    _ = here.texts
    told = []
    if (v.frame["status"] == frame.PRELIMINARY).any():
        told.append(_("* ennakkotieto"))
    rounded = v.own[[v.is_rounded(row) for _, row in v.own.iterrows()]] if len(v.own) else v.own
    if len(rounded):
        precision = wording.PRECISION_OF_SHARE / 100 * rounded.iloc[-1]["denominator"]
        told.append(
            _(
                "≈ laskettu pyöristetystä osuudesta, tarkkuus ± {precision} henkilöä",
                precision=here.texts.number(max(1, precision)),
            )
        )
    return tuple(told)


def table(here: Situation, v: Values, first: int | None = None) -> Table:
    """A short table of first and last year: the area and what it is set against, with the change.

    Parameters
    ----------
    here
        The situation.
    v
        Values of a share or a count.
    first
        The earlier year; the first of the last unbroken stretch (at most five years back) unless told.
    """
    _ = here.texts
    from kotolib.display import relations, titles

    found = relations.change(v)
    if found is None:
        return by_year(here, v, f"{v.indicator.id}-table", titles.subtitle(here, v), wording.source_line(here, v))
    years = (first or int(found.first["year"]), int(found.last["year"]))
    rows = [_changed(here, v, area_id, years) for area_id in v.areas]
    unit = _("%-yks.") if v.indicator.unit == "%" else wording.unit(here, v)
    return Table(
        key=f"{v.indicator.id}-table",
        caption=_("{name} {first} ja {last}, {unit}", name=wording.name(here, v), first=years[0], last=years[1],
                  unit=wording.unit(here, v)),
        columns=(_("Alue"), str(years[0]), str(years[1]), _("Muutos, {unit}", unit=unit)),
        rows=tuple(rows),
        language=here.language,
        notes=marks(here, v),
        source=wording.source_line(here, v),
        own_rows=(0,),
    )  # fmt: skip


def _changed(here: Situation, v: Values, area_id: str, years: tuple[int, int]) -> tuple[Cell, ...]:
    rows = {int(row["year"]): row for _, row in v.of(area_id, "").iterrows()}
    one, other = (rows.get(year) for year in years)
    both = [row for row in (one, other) if row is not None and row["status"] in frame.SHOWN]
    if any(v.is_few(row) for row in both):
        # With a handful of people behind it, a change would be told of persons, not of the municipality.
        last = Cell(wording.reason(here, frame.BELOW_QUALITY), None, frame.BELOW_QUALITY)
    elif len(both) == 2:
        # The difference of the numbers that are shown, so that the reader's own subtraction agrees.
        decimals = v.indicator.decimals
        amount = round(round(other["value"], decimals) - round(one["value"], decimals), decimals)
        last = Cell(here.texts.signed(amount, decimals), amount)
    else:
        last = Cell(wording.reason(here, frame.MISSING), None, frame.MISSING)
    name = wording.capital(v.areas[area_id].name_in(here.language))
    return (Cell(name), cell(here, v, one), cell(here, v, other), last)


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
        rows.append((Cell(wording.valued(here, v, row), float(row["value"])), Cell(_what(here, v, row))))
    return Table(
        key="key-numbers",
        caption=_("Avainluvut"),
        columns=(_("Luku"), _("Mitä se kertoo")),
        rows=tuple(rows[:3]),
        language=here.language,
        style=KEY_NUMBERS,
    )


def _what(here: Situation, v: Values, row: pd.Series) -> str:
    _ = here.texts
    told = _("{name} ({year})", name=wording.name(here, v), year=wording.year(here, row))
    country = v.shown("SSS") if "SSS" in v.areas and here.area.id != "SSS" else None
    if country is not None and v.indicator.kind != "count":
        same = country[country["year"] == row["year"]]
        if len(same):
            return _("{what}. Koko maassa {value}.", what=told, value=wording.valued(here, v, same.iloc[0]))
    return told + "."
