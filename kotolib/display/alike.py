"""What is shown and said of similar municipalities beside a measure: the band, its median, who they are, how chosen.

Knows their range year by year; puts nobody in an order: names stand in the alphabet.
"""

from dataclasses import replace

from kotolib import comparison, frame
from kotolib.areas.area import Area
from kotolib.comparison import Similar, Spread
from kotolib.display import amounts, wording
from kotolib.display.outputs import Cell, Table
from kotolib.indicators import Values
from kotolib.language.sorting import alphabetical
from kotolib.situation import Situation

FEWEST_YEARS = 2
"""A band needs two years."""


def chosen(here: Situation, v: Values) -> Similar:
    """The set that the values hold, and whether people chose it instead of distance."""
    nearest = comparison.similar(here.area, v.indicator, edition=here.edition)
    if set(nearest.areas) == set(v.similar):
        return nearest
    return comparison.similar(here.area, v.indicator, tuple(v.similar), here.edition)


def names(here: Situation, municipalities: list[Area]) -> list[str]:
    """Names in the order of the alphabet, å ä ö last."""
    return sorted((one.name_in(here.language) for one in municipalities), key=alphabetical)


def who(here: Situation, v: Values) -> str:
    """*Samankaltaiset kunnat* · *Vertailukunnat*, where people chose them."""
    return here.texts("Vertailukunnat") if chosen(here, v).by_user else here.texts("Samankaltaiset kunnat")


def spreads(v: Values) -> dict[int, Spread]:
    """By year, where enough of the similar municipalities have a number to show."""
    if not v.similar:
        return {}
    rows = v.frame[v.frame["area"].isin(v.similar) & (v.frame["group"] == "")]
    found = {int(year): comparison.median_and_range(v, int(year)) for year in sorted(rows["year"].unique())}
    return {year: one for year, one in found.items() if one.status == frame.OK}


def band(here: Situation, v: Values) -> dict | None:
    """The `range` of a trend's data: within the years that the lines have; None where it would be no band."""
    drawn = [int(year) for area_id in v.areas for year in v.shown(area_id)["year"]]
    found = {year: one for year, one in spreads(v).items() if drawn and min(drawn) <= year <= max(drawn)}
    if len(found) < FEWEST_YEARS:
        return None
    last = found[max(found)]
    return {
        "label": f"{who(here, v)} {amounts.span(here, v, last.low, last.high)}",
        "low": [[year, round(one.low, 4)] for year, one in found.items()],
        "high": [[year, round(one.high, 4)] for year, one in found.items()],
    }


def with_spread(here: Situation, v: Values, table: Table) -> Table:
    """A table of years with the median and the range of the similar municipalities as two more columns."""
    found = spreads(v)
    if not found:
        return table
    rows = tuple((*row, *cells(here, v, found.get(int(row[0].text[:4])))) for row in table.rows)
    return replace(table, columns=(*table.columns, *heads(here, v)), rows=rows)


def heads(here: Situation, v: Values) -> tuple[str, str]:
    """The headers over :func:`cells`."""
    _ = here.texts
    if chosen(here, v).by_user:
        return _("Vertailukuntien mediaani"), _("Vertailukunnat, pienin–suurin")
    return _("Samankaltaisten kuntien mediaani"), _("Samankaltaiset kunnat, pienin–suurin")


def cells(here: Situation, v: Values, one: Spread | None) -> tuple[Cell, Cell]:
    """Median and range of one year as cells, or the reason why there are none."""
    if one is None:
        absent = Cell(wording.reason(here, frame.MISSING), None, frame.MISSING)
        return absent, absent
    return number_cell(here, v, one.median), Cell(here.texts.span(*ends(v, one), v.indicator.decimals))


def ends(v: Values, one: Spread) -> tuple[float, float]:
    """The lowest and the highest as they are written."""
    return amounts.written(v, one.low), amounts.written(v, one.high)


def number_cell(here: Situation, v: Values, value: float) -> Cell:
    """A computed number as a cell."""
    value = amounts.written(v, value)
    return Cell(here.texts.number(value, v.indicator.decimals), value)


def source(here: Situation, v: Values) -> str:
    """The source line, and in one sentence who the similar municipalities are and how they were chosen."""
    line = wording.source_line(here, v)
    return f"{line} {members(here, chosen(here, v))}" if v.similar else line


def members(here: Situation, found: Similar) -> str:
    """*Samankaltaiset kunnat, pienin–suurin: Kaarina, … Tuusula. …*"""
    _ = here.texts
    told = ", ".join(names(here, list(found.areas.values())))
    if found.by_user:
        return _("Itse valitut vertailukunnat, pienin–suurin: {names}.", names=told)
    return _(
        "Samankaltaiset kunnat, pienin–suurin: {names}; ne on valittu väkiluvun, taajama-asteen, ikärakenteen, "
        "väestönkasvun ja kielisuhteiden mukaan.",
        names=told,
    )


def cautions(here: Situation, found: Similar) -> tuple[str, ...]:
    """What must be known of a set: that it is thin, and that another law holds for some of it."""
    told = []
    if found.thin:
        told.append(
            here.texts(
                "Läheisiä vastineita ei ole: lähimmätkin kunnat ovat monin tavoin erilaisia kuin {name}.",
                name=wording.named(here, found.area),
            )
        )
    if found.beyond_aland:
        told.append(_beyond(here, found))
    return tuple(told)


def _beyond(here: Situation, found: Similar) -> str:
    _ = here.texts
    told = names(here, [found.areas[code] for code in found.beyond_aland])
    words, count = {"names": _.listing(told)}, len(told)
    if found.area.aland:
        return _.plural(
            "{names} on Manner-Suomessa, jossa kotoutumislaki ja viranomaiset ovat toiset kuin Ahvenanmaalla.",
            "{names} ovat Manner-Suomessa, jossa kotoutumislaki ja viranomaiset ovat toiset kuin Ahvenanmaalla.",
            count, **words,
        )  # fmt: skip
    return _.plural(
        "{names} on Ahvenanmaalla, jolla on oma kotoutumislaki ja omat viranomaiset.",
        "{names} ovat Ahvenanmaalla, jolla on oma kotoutumislaki ja omat viranomaiset.",
        count, **words,
    )  # fmt: skip


def notes(here: Situation, v: Values) -> tuple[str, ...]:
    """The cautions of the set that the values hold; nothing without one."""
    return cautions(here, chosen(here, v)) if v.similar else ()
