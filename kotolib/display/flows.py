"""From three indicators to a figure of what came, what went and the net; knows values and words, draws nothing."""

import pandas as pd

from kotolib.display import listing, titles, unshown, wording
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.indicators import Values
from kotolib.situation import Situation

Three = tuple[Values, Values, Values]


def bars(here: Situation, up: Values, down: Values, net: Values) -> Figure | Paragraph:
    """Bars up for what came, down for what went, a line for the net, year by year.

    Parameters
    ----------
    here
        The situation.
    up, down
        Counts of the same years, such as immigration and emigration.
    net
        Their difference.
    """
    three = (up, down, net)
    years = sorted(set.intersection(*(set(v.shown()["year"].astype(int)) for v in three)))
    if not years:
        return Paragraph(unshown.nothing(here, next((v for v in three if v.latest() is None), up)))
    tables = [v.shown().set_index("year").loc[years] for v in three]
    if all((table["value"] == 0).all() for table in tables):
        return Paragraph((_all_zero(here, three, years),))
    source, subtitle = wording.source_line(here, up), _subtitle(here, three, years)
    key = f"{up.indicator.id}-bars"
    return Figure(
        key=key,
        drawing="bars",
        data=_data(here, three, tables, years),
        title=_title(here, three, years),
        subtitle=subtitle,
        alt=_alt(here, three, tables),
        source=source,
        table=_table(here, three, years, f"{key}-table", (subtitle, source)),
        language=here.language,
    )  # fmt: skip


def _all_zero(here: Situation, three: Three, years: list[int]) -> Sentence:
    return Sentence(
        here.texts(
            "Kuviota ei piirretä, koska luvut ovat {place} joka vuosi nollia: {names}, {years}.",
            names=_names(here, three),
            place=here.area.locative(here.language),
            years=wording.spans(here, years),
        )
    )


def _names(here: Situation, several: tuple[Values, ...]) -> str:
    return here.texts.listing([wording.lowered(wording.name(here, v)) for v in several])


def _subtitle(here: Situation, three: Three, years: list[int]) -> str:
    return here.texts(
        "{names}, {area}, {years}, henkilöä. Väestö: {population}.",
        names=wording.capital(_names(here, three)),
        area=wording.named(here, here.area),
        years=wording.spans(here, years),
        population=wording.population(here, three[0]),
    )


def _title(here: Situation, three: Three, years: list[int]) -> str:
    _ = here.texts
    last, net = years[-1], three[2]
    if net.is_stale(last, here.as_of.year):
        return titles.history(here, list(three), last)
    row = net.shown().set_index("year", drop=False).loc[last]
    words = {"net": wording.name(here, net), "year": last, "value": wording.valued(here, net, row)}
    return titles.fitting(
        _("{net} oli {place} {value} vuonna {year}", place=wording.at(here, here.area), **words),
        _("{net} oli {value} vuonna {year}", **words),
    )


def _alt(here: Situation, three: Three, tables: list[pd.DataFrame]) -> str:
    _ = here.texts
    names = [wording.lowered(wording.name(here, v)) for v in three]
    last = [_.number(table.iloc[-1]["value"]) for table in tables]
    told = _(
        "Pylväskuvio: {up_name} oli {place} {up}, {down_name} {down} ja {net_name} {net} henkilöä vuonna {year}.",
        place=wording.at(here, here.area), year=int(tables[0].index[-1]), up_name=names[0], up=last[0],
        down_name=names[1], down=last[1], net_name=names[2], net=last[2],
    )  # fmt: skip
    return titles.shortened([told, _years_below(here, three[2], tables[2])])


def _years_below(here: Situation, net: Values, table: pd.DataFrame) -> str:
    """*Nettomaahanmuutto oli negatiivinen 4 vuotena 13 vuodesta.*"""
    _ = here.texts
    below, count = int((table["value"] < 0).sum()), len(table)
    name = wording.name(here, net)
    if below == 0:
        return _("{name} ei ollut negatiivinen minään vuonna.", name=name)
    if below == count:
        return _("{name} oli negatiivinen joka vuosi.", name=name)
    return _("{name} oli negatiivinen {below} vuotena {count} vuodesta.", name=name, below=below, count=count)


def _data(here: Situation, three: Three, tables: list[pd.DataFrame], years: list[int]) -> dict:
    named = {}
    for word, v, table in zip(("up", "down", "net"), three, tables, strict=True):
        values = [float(value) for value in table["value"]]
        label = f"{wording.name(here, v)} {here.texts.number(values[-1])}"
        named[word] = {"label": label, "values": values}
    named["net"]["word"] = here.texts("netto")
    return {
        "language": here.language,
        "years": years,
        "last_label": here.texts("Vuonna {year}:", year=years[-1]),
        **named,
    }


def _table(here: Situation, three: Three, years: list[int], key: str, said: tuple[str, str]) -> Table:
    """Years as rows; `said` is the caption and the source."""
    found = [(v, listing.by_year_of(v, here.area.id)) for v in three]
    rows, notes = [], []
    for year in years:
        cells = [(v, rows_of.get(year)) for v, rows_of in found]
        rows.append((Cell(listing.starred(year, cells)), *(listing.cell(here, v, row) for v, row in cells)))
        notes += [note for v, row in cells if row is not None for note in listing.marks(here, v, [row])]
    caption, source = said
    columns = (here.texts("Vuosi"), *(wording.name(here, v) for v in three))
    return Table(key, caption, columns, tuple(rows), here.language, tuple(dict.fromkeys(notes)), source)
