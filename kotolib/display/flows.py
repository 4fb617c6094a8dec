"""From three indicators to a figure of what came, what went and the net; knows values and words, draws nothing."""

import pandas as pd

from kotolib.display import listing, titles, wording
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.sentences import Paragraph, nothing
from kotolib.indicators import Values
from kotolib.situation import Situation


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
    years = sorted(set.intersection(*(set(v.shown()["year"]) for v in three)))
    if not years:
        return Paragraph((nothing(here, up),))
    tables = [v.shown().set_index("year").loc[years] for v in three]
    if all((table["value"] == 0).all() for table in tables):
        return Paragraph((nothing(here, up),))
    title, source = _title(here, up, net, years), wording.source_line(here, up)
    subtitle = here.texts(
        "{up}, {down} ja {net}, {area}, {years}, henkilöä. Väestö: {population}.",
        up=wording.name(here, up),
        down=wording.lowered(wording.name(here, down)),
        net=wording.lowered(wording.name(here, net)),
        area=here.area.name_in(here.language),
        years=wording.spans(here, [int(year) for year in years]),
        population=here.texts(wording.POPULATIONS[up.indicator.population]),
    )
    key = f"{up.indicator.id}-bars"
    return Figure(
        key=key,
        drawing="bars",
        data=_data(here, three, tables, years),
        title=title,
        subtitle=subtitle,
        alt=_alt(here, three, tables, title),
        source=source,
        table=_table(here, three, years, f"{key}-table", subtitle, source),
        language=here.language,
    )  # fmt: skip


def _title(here: Situation, up: Values, net: Values, years: list[int]) -> str:
    _ = here.texts
    last = int(years[-1])
    if up.is_stale(last, here.as_of.year):
        return _("Kehitys vuoteen {year}: {up} ja {net}, {area}", year=last, area=here.area.name_in(here.language),
                 up=wording.lowered(wording.name(here, up)), net=wording.lowered(wording.name(here, net)))  # fmt: skip
    row = net.shown().set_index("year").loc[years[-1]]
    return _("{net} oli {place} {value} vuonna {year}", net=wording.name(here, net), year=last,
             place=here.area.locative(here.language), value=here.texts.number(row["value"]))  # fmt: skip


def _alt(here: Situation, three: tuple[Values, ...], tables: list[pd.DataFrame], title: str) -> str:
    _ = here.texts
    last = [table.iloc[-1]["value"] for table in tables]
    numbers = {word: here.texts.number(value) for word, value in zip(("up", "down", "net"), last, strict=True)}
    names = [wording.name(here, v) for v in three]
    told = [_("Pylväskuvio: {finding}.", finding=title)]
    told.append(
        _(
            "Vuonna {year} luvut olivat: {up_name} {up}, {down_name} {down}, {net_name} {net}.",
            year=int(tables[0].index[-1]),
            up_name=wording.lowered(names[0]),
            down_name=wording.lowered(names[1]),
            net_name=wording.lowered(names[2]),
            **numbers,
        )
    )
    below = int((tables[2]["value"] < 0).sum())
    told.append(
        _("Netto oli miinuksella {count} vuotena {all} vuodesta.", count=below, all=len(tables[2]))
        if below
        else _("Netto ei ollut miinuksella minään vuonna.")
    )
    return titles.shortened(told)


def _data(here: Situation, three: tuple[Values, ...], tables: list[pd.DataFrame], years: list[int]) -> dict:
    named = {}
    for word, v, table in zip(("up", "down", "net"), three, tables, strict=True):
        values = [float(value) for value in table["value"]]
        label = f"{wording.name(here, v)} {here.texts.number(values[-1])}"
        named[word] = {"label": label, "values": values}
    named["net"]["word"] = here.texts("netto")
    return {
        "language": here.language,
        "years": [int(year) for year in years],
        "last_label": here.texts("Vuonna {year}:", year=int(years[-1])),
        **named,
    }


def _table(here: Situation, three: tuple[Values, ...], years: list[int], key: str, caption: str, source: str) -> Table:
    rows = []
    by_year = [{int(row["year"]): row for _, row in v.of(here.area.id, "").iterrows()} for v in three]
    for year in years:
        rows.append(
            (
                Cell(str(int(year))),
                *(listing.cell(here, v, found.get(int(year))) for v, found in zip(three, by_year, strict=True)),
            )
        )
    columns = (here.texts("Vuosi"), *(wording.name(here, v) for v in three))
    return Table(key, caption, columns, tuple(rows), here.language, source=source)
