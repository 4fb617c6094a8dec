"""From the projection to its figure: the fan, its own record beneath, and the words that keep it honest.

Knows the projection's numbers and words; draws nothing. Ours is the municipality's own calculation, never *ennuste*.
"""

import math

from kotolib import frame
from kotolib.areas.area import COUNTRY, MUNICIPALITY
from kotolib.display import titles, wording
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.sentences import Paragraph, Sentence
from kotolib.projection import SMALLEST_ORIGIN, Outlook
from kotolib.projection.edition import INDICATOR, of_area
from kotolib.situation import Situation

RECORD_HORIZONS = (1, 3)
"""The record is shown one and three years ahead: all fifteen rows of five horizons would drown the figure."""


def outlook(here: Situation) -> Figure | Paragraph:
    """How many foreign-language speakers the coming years may bring, and how earlier calculations would have done.

    Parameters
    ----------
    here
        The situation; a joint area is projected on its added counts.
    """
    from kotolib import indicators

    if here.area.kind == COUNTRY:
        return Paragraph((Sentence(here.texts("Laskelma tehdään kunnille ja alueille, ei koko maalle.")),))
    found = of_area(here)
    if found.status != frame.OK:
        return Paragraph((refused(here, found),))
    line = wording.source_line(here, indicators.values(here, INDICATOR))
    source, caption = f"{line} {_method(here)}", subtitle(here, found)
    return Figure(
        key="outlook",
        drawing="outlook",
        data=_data(here, found),
        title=title(here, found),
        subtitle=caption,
        alt=_alt(here, found),
        source=source,
        table=_table(here, found, caption, source),
        language=here.language,
        notes=(record_sentence(here, found), assumption(here, found)),
    )


def refused(here: Situation, found: Outlook) -> Sentence:
    """Why there is no calculation."""
    _ = here.texts
    if found.status == frame.BELOW_QUALITY:
        return Sentence(
            _("Laskelmaa ei esitetä, koska vieraskielisiä on alle {fewest}: muutama ihminen muuttaisi sen kokonaan.",
              fewest=SMALLEST_ORIGIN)
        )  # fmt: skip
    return Sentence(_("Laskelmaa ei esitetä, koska tarvittavia lukuja puuttuu."))


def rounded(point: float, *values: float) -> list[int]:
    """The point and its limits to three figures of the point, at least to tens from a hundred up.

    Examples
    --------
    >>> rounded(2071.2, 1657, 2864), rounded(658, 499, 991)
    ([2070, 1660, 2860], [660, 500, 990])
    """
    size = 10 ** max(1 if point >= 100 else 0, math.floor(math.log10(max(1.0, point))) - 2)
    return [int(math.floor(value / size + 0.5) * size) for value in (point, *values)]


def title(here: Situation, found: Outlook) -> str:
    """*Vuonna 2030 Kangasalla on arviolta 2 070 vieraskielistä; 80 prosentin väli on 1 660–2 860*"""
    _ = here.texts
    point, low, high = rounded(found.point[-1], found.low80[-1], found.high80[-1])
    return _(
        "Vuonna {year} {place} on arviolta {point} vieraskielistä; 80 prosentin väli on {span}",
        year=found.years[-1],
        place=here.area.locative(here.language),
        point=here.texts.number(point),
        span=here.texts.span(low, high),
    )


def subtitle(here: Situation, found: Outlook) -> str:
    """What, where, which years are past and which calculated."""
    _ = here.texts
    ours = _("kunnan oma laskelma") if here.area.kind == MUNICIPALITY else _("alueen oma laskelma")
    return _(
        "Vieraskielisten määrä 31.12., {area}, {past} toteutunut ja {future} {ours}, ei virallinen ennuste, henkilöä. "
        "Väestö: {population}.",
        ours=ours,
        area=here.area.name_in(here.language),
        past=wording.spans(here, [year for year, _count in found.history]),
        future=wording.spans(here, list(found.years)),
        population=here.texts(wording.POPULATIONS["foreign_language"]),
    )


def record_sentence(here: Situation, found: Outlook) -> str:
    """How often the intervals of all municipalities held: in calm years, lately, and at the worst."""
    _ = here.texts
    overall = found.overall
    return _(
        "Kaikissa kunnissa 80 prosentin väliin osui {earlier} toteutuneista luvuista vuosina {first}–\u2060{last} "
        "tehdyissä laskelmissa ja {current} vuosina {since}–\u2060{until} tehdyissä; vuoden {worst_made} lopussa "
        "seuraavalle vuodelle tehdyissä vain {worst}.",
        earlier=here.texts.percent(100 * overall.earlier.inside80, 0),
        first=overall.earlier.first_made,
        last=overall.earlier.last_made,
        current=here.texts.percent(100 * overall.current.inside80, 0),
        since=overall.current.first_made,
        until=overall.current.last_made,
        worst_made=overall.worst.first_made,
        worst=here.texts.percent(100 * overall.worst.inside80, 0),
    )


def assumption(here: Situation, found: Outlook) -> str:
    """On what the calculation stands: that the mean growth of the last years goes on."""
    made = found.assumptions
    return here.texts(
        "Laskelma olettaa, että vuosien {first}–\u2060{last} keskimääräinen kasvu jatkuu hieman hidastuen. Koko maassa "
        "kasvu oli silloin {mean} vuodessa, viimeisenä vuonna {latest}: kasvu voi jäädä laskettua pienemmäksi.",
        first=made.growth_from,
        last=made.growth_to,
        mean=here.texts.percent(100 * made.country_growth, 1),
        latest=here.texts.percent(100 * made.latest_country_growth, 1),
    )


def _method(here: Situation) -> str:
    return here.texts(
        "Oma laskelma: viime vuosien kasvu, jota koko maan kasvu tasoittaa. Välit perustuvat samankokoisten kuntien "
        "aiempien laskelmien virheisiin; niitä on levennetty neljänneksellä sen jälkeen, kun vuosien 2022–\u20602023 "
        "kasvu oli nähty."
    )


def _alt(here: Situation, found: Outlook) -> str:
    _ = here.texts
    hits, all_rows = found.hits(*RECORD_HORIZONS)
    record = _(
        "Aiempia laskelmia on {all}, ja niistä {hits} olisi osunut väliin; kaikissa kunnissa osui {overall}.",
        hits=hits,
        all=all_rows,
        overall=here.texts.percent(100 * found.overall.current.inside80, 0),
    )
    told = [_("Laskelmakuvio: {finding}.", finding=title(here, found))]
    return titles.shortened([*told, *([record] if all_rows else [])])


def _record_title(here: Situation, found: Outlook) -> str:
    hits, all_rows = found.hits(*RECORD_HORIZONS)
    return here.texts(
        "Miten aiemmat laskelmat olisivat osuneet 80 %:n väliin: {place} {hits}/{all}, kaikissa kunnissa {overall}",
        place=here.area.locative(here.language), hits=hits, all=all_rows,
        overall=here.texts.percent(100 * found.overall.current.inside80, 0),
    )  # fmt: skip


def _data(here: Situation, found: Outlook) -> dict:
    """What the drawing needs; the years whose population is preliminary are open points."""
    from kotolib import indicators

    _ = here.texts
    statuses = dict(indicators.values(here, INDICATOR).own[["year", "status"]].itertuples(index=False))
    limits = zip(found.years, found.point, found.low80, found.high80, found.low95, found.high95, strict=True)
    names = ("year", "value", "low80", "high80", "low95", "high95")
    return {
        "language": here.language,
        "unit": _("henkilöä"),
        "observed": [[year, count, statuses.get(year, frame.OK)] for year, count in found.history],
        "forecast": [dict(zip(names, (row[0], *map(round, row[1:])), strict=True)) for row in limits],
        "labels": {
            "forecast": _("Laskelma {number}", number=here.texts.number(found.point[-1])),
            "interval80": _("80 %: {span}", span=here.texts.span(found.low80[-1], found.high80[-1])),
            "interval95": _("95 %: {span}", span=here.texts.span(found.low95[-1], found.high95[-1])),
        },
        "record": _record(here, found),
    }


def _record(here: Situation, found: Outlook) -> dict:
    _ = here.texts
    hits, count = found.hits(*RECORD_HORIZONS)
    keys = ("made", "target", "horizon", "low80", "high80", "low95", "high95", "actual", "inside80")
    rows = [row for horizon in RECORD_HORIZONS for row in found.record if row.horizon == horizon]
    return {
        "heading": _record_title(here, found),
        "heading_narrow": _("Aiemmat laskelmat: {hits}/{count} osui väliin", hits=hits, count=count),
        "horizons": {
            str(horizon): _.plural("{years} vuosi eteenpäin", "{years} vuotta eteenpäin", horizon, years=horizon)
            for horizon in RECORD_HORIZONS
        },
        # The drawing fills in the years itself.
        "row_label": _.plain("tehty {made}, koskee {target}"),
        "forecast": _("laskelma"),
        "forecast_narrow": _("lask."),
        "actual": _("toteutui"),
        "actual_narrow": _("tot."),
        "rows": [{key: getattr(row, key) for key in keys} | {"forecast": round(row.forecast)} for row in rows],
    }


def _table(here: Situation, found: Outlook, caption: str, source: str) -> Table:
    """Years with what was, what is calculated, and both intervals."""
    _ = here.texts
    blank = Cell("–", None, frame.NOT_APPLICABLE)

    def number(value: float) -> Cell:
        return Cell(here.texts.number(value), round(value))

    def span(low: float, high: float) -> Cell:
        return Cell(here.texts.span(low, high))

    rows = [(Cell(str(year)), number(count), blank, blank) for year, count in found.history]
    for at, year in enumerate(found.years):
        rows.append(
            (
                Cell(str(year)),
                number(found.point[at]),
                span(found.low80[at], found.high80[at]),
                span(found.low95[at], found.high95[at]),
            )
        )
    notes = (
        _("Vuodesta {year} alkaen oma laskelma, ei virallinen ennuste.", year=found.years[0]),
        record_sentence(here, found),
    )
    columns = (_("Vuosi"), _("Vieraskielisiä"), _("80 %:n väli"), _("95 %:n väli"))
    return Table("outlook-table", caption, columns, tuple(rows), here.language, notes, source)
