"""From the projection to its figure: the fan, its own record beneath, and the words that keep it honest.

Knows the projection's numbers and words; draws nothing. Ours is the municipality's own calculation, never *ennuste*.
"""

from dataclasses import dataclass

import pandas as pd

from kotolib import frame, indicators
from kotolib.areas.area import COUNTRY, MUNICIPALITY
from kotolib.display import listing, records, titles, wording
from kotolib.display.outputs import Cell, Figure, Table
from kotolib.display.prose import Fact, Paragraph, Sentence
from kotolib.display.records import rounded
from kotolib.indicators import Values
from kotolib.projection import SMALLEST_ORIGIN, Outlook, RecordRow
from kotolib.projection.edition import INDICATOR, of_area
from kotolib.situation import Situation


@dataclass(frozen=True)
class Made:
    """A projection with the values that it starts from, as the other pages tell them."""

    outlook: Outlook
    values: Values

    @property
    def past(self) -> dict[int, pd.Series | None]:
        """The row of each past year of the segment."""
        rows = listing.by_year_of(self.values, next(iter(self.values.areas)))
        return {year: rows.get(year) for year, _count in self.outlook.history}


def outlook(here: Situation) -> Figure | Paragraph:
    """How many foreign-language speakers the coming years may bring, and how earlier calculations would have done.

    Parameters
    ----------
    here
        The situation; a joint area is projected on its added counts.
    """
    found = not_for_the_country(here) if here.area.kind == COUNTRY else made(here)
    if isinstance(found, Sentence):
        return Paragraph((found,))
    source = f"{wording.source_line(here, found.values)} {_method(here)}"
    title, caption = _title(here, found), subtitle(here, found)
    return Figure(
        key="outlook",
        drawing="outlook",
        data=_data(here, found),
        title=title,
        subtitle=caption,
        alt=_alt(here, found, title),
        source=source,
        table=_table(here, found, caption, source),
        language=here.language,
        notes=(*_star(here, found), records.sentence(here, found.outlook), assumption(here, found)),
    )


def _star(here: Situation, found: Made) -> tuple[str, ...]:
    """The drawing stars its last observed year where that is preliminary."""
    row = found.past[found.outlook.origin_year]
    return (listing.preliminary(here),) if row["status"] == frame.PRELIMINARY else ()


def made(here: Situation) -> Made | Sentence:
    """The calculation, or why there is none."""
    found = of_area(here)
    if found.status == frame.OK:
        return Made(found, indicators.values(here, INDICATOR))
    _ = here.texts
    words = {"place": here.area.locative(here.language), "fewest": SMALLEST_ORIGIN}
    if found.status == frame.BELOW_QUALITY:
        return Sentence(
            _(
                "Vieraskielisten määrästä ei esitetä laskelmaa {place}, koska heitä on alle {fewest}: "
                "muutama ihminen muuttaisi tuloksen kokonaan.",
                **words,
            )
        )
    return Sentence(
        _("Vieraskielisten määrästä ei esitetä laskelmaa {place}, koska tarvittavia lukuja puuttuu.", **words)
    )


def not_for_the_country(here: Situation) -> Sentence:
    """The method smooths a municipality's growth by the country's: of the country itself it says nothing."""
    return Sentence(here.texts("Laskelma tehdään kunnille ja alueille, ei koko maalle."))


def finding(here: Situation, found: Made, place: str) -> str:
    """*Vuonna 2030 Kangasalla on arviolta 2 070 vieraskielistä; 80 prosentin väli on 1 660–2 860*"""
    ahead = found.outlook
    point, low, high = rounded(ahead.point[-1], ahead.low80[-1], ahead.high80[-1])
    return here.texts(
        "Vuonna {year} {place} on arviolta {point} vieraskielistä; 80 prosentin väli on {span}",
        year=ahead.years[-1],
        place=place,
        point=here.texts.number(point),
        span=here.texts.span(low, high),
    )


def _title(here: Situation, found: Made) -> str:
    full = finding(here, found, wording.at(here, here.area))
    return titles.fitting(full, finding(here, found, here.texts("alueella")))


def start(here: Situation, found: Made) -> Sentence:
    """What the calculation is, and the number that it starts from."""
    _ = here.texts
    row = found.past[found.outlook.origin_year]
    words = {"year": found.outlook.origin_year, "count": wording.bare(here, found.values, row)}
    if here.area.kind == MUNICIPALITY:
        text = _(
            "Arvio on kunnan oma laskelma, ei virallinen ennuste; vuonna {year} vieraskielisiä oli {count}.", **words
        )
    else:
        text = _(
            "Arvio on alueen oma laskelma, ei virallinen ennuste; vuonna {year} vieraskielisiä oli {count}.", **words
        )
    return Sentence(text, (Fact(INDICATOR, row["area"], int(row["year"]), float(row["value"])),))


def subtitle(here: Situation, found: Made) -> str:
    """What, where, which years are past and which calculated."""
    _ = here.texts
    ours = _("kunnan oma laskelma") if here.area.kind == MUNICIPALITY else _("alueen oma laskelma")
    return _(
        "Vieraskielisten määrä 31.12., {area}, {past} toteutunut ja {future} {ours}, ei virallinen ennuste, henkilöä. "
        "Väestö: {population}.",
        ours=ours,
        area=wording.named(here, here.area),
        past=wording.spans(here, list(found.past)),
        future=wording.spans(here, list(found.outlook.years)),
        population=wording.population(here, found.values),
    )


def assumption(here: Situation, found: Made) -> str:
    """On what the calculation stands: that the mean growth of the last years goes on."""
    basis = found.outlook.assumptions
    _ = here.texts
    words = {
        "years": wording.span_of(basis.growth_from, basis.growth_to),
        "mean": _.percent(100 * basis.country_growth, 1),
        "latest": _.percent(100 * basis.latest_country_growth, 1),
    }
    if basis.latest_country_growth < basis.country_growth:
        return _(
            "Laskelma olettaa, että vuosien {years} keskimääräinen kasvu jatkuu hieman hidastuen. Koko maassa "
            "kasvu oli silloin {mean} vuodessa, viimeisenä vuonna {latest}: kasvu voi jäädä laskettua pienemmäksi.",
            **words,
        )
    return _(
        "Laskelma olettaa, että vuosien {years} keskimääräinen kasvu jatkuu hieman hidastuen. Koko maassa "
        "kasvu oli silloin {mean} vuodessa, viimeisenä vuonna {latest}.",
        **words,
    )


def _method(here: Situation) -> str:
    return here.texts(
        "Oma laskelma: viime vuosien kasvu, jota koko maan kasvu tasoittaa. Välit perustuvat samankokoisten kuntien "
        "aiempien laskelmien virheisiin; niitä on levennetty neljänneksellä sen jälkeen, kun vuosien 2022–\u20602023 "
        "kasvu oli nähty."
    )


def _alt(here: Situation, found: Made, title: str) -> str:
    told = [here.texts("Laskelmakuvio: {finding}.", finding=wording.lowered(title))]
    return titles.shortened([*told, *records.in_short(here, found.outlook)])


def _data(here: Situation, found: Made) -> dict:
    """What the drawing needs; the years whose population is preliminary are open points."""
    _ = here.texts
    ahead = found.outlook
    limits = zip(ahead.years, ahead.point, ahead.low80, ahead.high80, ahead.low95, ahead.high95, strict=True)
    names = ("year", "value", "low80", "high80", "low95", "high95")
    # The labels say what the title says: whole persons would pretend to know more.
    point, *ends = rounded(ahead.point[-1], ahead.low80[-1], ahead.high80[-1], ahead.low95[-1], ahead.high95[-1])
    return {
        "language": here.language,
        "unit": _("henkilöä"),
        "observed": [_observed(year, row) for year, row in found.past.items()],
        "forecast": [dict(zip(names, (row[0], *map(round, row[1:])), strict=True)) for row in limits],
        "labels": {
            "forecast": _("Laskelma {number}", number=_.number(point)),
            "interval80": _("80 %: {span}", span=_.span(*ends[:2])),
            "interval95": _("95 %: {span}", span=_.span(*ends[2:])),
            "observed": wording.bare(here, found.values, found.past[ahead.origin_year]),
        },
        "record": records.drawn(here, ahead, lambda year: _came(here, found, year)),
    }


def _came(here: Situation, found: Made, year: int) -> str:
    """``noin 1 340`` · the count of a year as sentences print it."""
    row = listing.by_year_of(found.values, here.area.id).get(year)
    return wording.bare(here, found.values, row) if row is not None and row["status"] in frame.SHOWN else ""


def _observed(year: int, row: pd.Series | None) -> list:
    if row is None or row["status"] not in frame.SHOWN:
        return [year, None, frame.MISSING if row is None else row["status"]]
    return [year, float(row["value"]), row["status"]]


def _table(here: Situation, found: Made, caption: str, source: str) -> Table:
    """Years with what was, what is calculated, and both intervals."""
    _ = here.texts
    blank = Cell("–", None, frame.NOT_APPLICABLE)
    ahead = found.outlook
    rows = [
        (Cell(listing.starred(year, [(found.values, row)])), listing.cell(here, found.values, row), blank, blank)
        for year, row in found.past.items()
    ]
    for at, year in enumerate(ahead.years):
        limits = (ahead.low80[at], ahead.high80[at], ahead.low95[at], ahead.high95[at])
        rows.append((Cell(str(year)), *_calculated(here, ahead.point[at], *limits)))
    notes = (
        *listing.marks(here, found.values, [row for row in found.past.values() if row is not None]),
        _("Vuodesta {year} alkaen oma laskelma, ei virallinen ennuste.", year=ahead.years[0]),
        records.sentence(here, ahead),
    )
    columns = (_("Vuosi"), _("Vieraskielisiä"), _("80 %:n väli"), _("95 %:n väli"))
    return Table("outlook-table", caption, columns, tuple(rows), here.language, notes, source)


def outlook_record(here: Situation) -> Table | None:
    """The numbers behind the drawn record: what earlier calculations said, and what came.

    Parameters
    ----------
    here
        The situation.

    Returns
    -------
    Table or None
        A row for each calculation of :data:`kotolib.display.records.HORIZONS`; nothing where there is no record.
    """
    found = None if here.area.kind == COUNTRY else made(here)
    rows = records.shown(found.outlook) if isinstance(found, Made) else []
    if not rows:
        return None
    _ = here.texts
    came = listing.by_year_of(found.values, here.area.id)
    return Table(
        key="outlook-record",
        caption=_("Aiemmat laskelmat ja toteutuneet luvut, {area}, henkilöä.", area=here.area.name_in(here.language)),
        columns=(_("Tehty ja koskee"), _("Laskelma"), _("80 %:n väli"), _("95 %:n väli"), _("Toteutui")),
        rows=tuple(_record_row(here, found, row, came[row.target]) for row in rows),
        language=here.language,
        notes=listing.marks(here, found.values, [came[row.target] for row in rows]),
        source=f"{wording.source_line(here, found.values)} {_method(here)}",
    )


def _record_row(here: Situation, found: Made, row: RecordRow, came: pd.Series) -> tuple[Cell, ...]:
    target = listing.starred(row.target, [(found.values, came)])
    told = Cell(here.texts("tehty {made}, koskee {target}", made=row.made, target=target))
    calculated = _calculated(here, row.forecast, row.low80, row.high80, row.low95, row.high95)
    return (told, *calculated, listing.cell(here, found.values, came))


def _calculated(here: Situation, point: float, *limits: float) -> tuple[Cell, ...]:
    """A calculated number and its two intervals, as coarse as sentences tell them: whole persons would pretend to know
    more."""
    _ = here.texts
    told, low80, high80, low95, high95 = rounded(point, *limits)
    return Cell(_.number(told), float(told)), Cell(_.span(low80, high80)), Cell(_.span(low95, high95))
