"""How a value, an area's place and a population are put into words; knows no figure and no whole sentence.

The words follow the kind of the value: a count that only a rounded share tells is *noin* and rounded to what it knows.
"""

import math
import re
from datetime import date

import pandas as pd

from kotolib import frame
from kotolib.areas.area import COUNTRY, MUNICIPALITY, REGION, Area
from kotolib.deliveries.forms import UNITS as UNITS_OF_FORMS
from kotolib.errors import N_
from kotolib.indicators import Values
from kotolib.language import dates
from kotolib.situation import Situation
from kotolib.store import Card

POPULATIONS = {
    "everyone": N_("kaikki asukkaat"),
    "foreign_language": N_("henkilöt, joiden äidinkieli ei ole suomi, ruotsi eikä saame"),
    "foreign_citizens": N_("henkilöt, joilla ei ole Suomen kansalaisuutta"),
    "foreign_born": N_("ulkomailla syntyneet henkilöt"),
    "foreign_background": N_(
        "henkilöt, joiden molemmat vanhemmat tai ainoa tiedossa oleva vanhempi ovat syntyneet ulkomailla"
    ),
}
REASONS = {
    frame.SUPPRESSED_BY_SOURCE: N_("tieto on salassapitosäännön alainen"),
    frame.SUPPRESSED: N_("peitetty tietosuojan vuoksi"),
    frame.MISSING: N_("ei tietoa"),
    frame.NOT_APPLICABLE: N_("ei sovellettavissa"),
    frame.BELOW_QUALITY: N_("liian vähän ihmisiä"),
}
UNITS = {
    **UNITS_OF_FORMS,
    "per_1000": N_("henkilöä tuhatta asukasta kohti"),
    "moves": N_("henkilöä"),
}
PRECISION_OF_SHARE = 0.05
"""Half of the last decimal of a published share, in points."""
MOST_SPANS = 4
"""More separate spans of years are not listed one by one."""
LONGEST_NAME = 60
"""A joint area whose name is longer is called by how many municipalities it has."""


def name(here: Situation, v: Values) -> str:
    """The indicator's name in the language."""
    return v.indicator.name.in_language(here.language)


def lowered(text: str) -> str:
    """The text with a small first letter, unless it begins with an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """The text with a capital first letter: *Koko maa* at the beginning of a row."""
    return text[:1].upper() + text[1:]


def at(here: Situation, area: Area) -> str:
    """*Kangasalla*, *koko maassa* · *alueella* where a long list of municipalities would bury the finding."""
    told = area.locative(here.language)
    return told if len(told) <= LONGEST_NAME else here.texts("alueella")


def named(here: Situation, area: Area) -> str:
    """*Kangasala* · *22 kunnan alue* where the list of members is long."""
    told = area.name_in(here.language)
    return told if len(told) <= LONGEST_NAME else here.texts("{count} kunnan alue", count=len(area.members))


def population(here: Situation, v: Values) -> str:
    """Whom the indicator is about: the part of a population that it declares, else the population."""
    if v.indicator.whom:
        return v.indicator.whom.in_language(here.language)
    return here.texts(POPULATIONS[v.indicator.population])


def reason(here: Situation, status: str) -> str:
    """Why there is no number."""
    return here.texts(REASONS[status])


def unit(here: Situation, v: Values) -> str:
    """The unit as it stands in a subtitle."""
    return here.texts(UNITS[v.indicator.unit])


def is_flow(v: Values) -> bool:
    """Whether the indicator counts what happened in a year, which is told in the past tense and with its year."""
    return v.indicator.unit in ("moves", "events") or v.indicator.variation == "poisson"


def is_present(here: Situation, row: pd.Series) -> bool:
    """Whether a figure of a year's end is still the newest there can be, so that *on* is true of it."""
    return row["year"] >= here.as_of.year - 1


def as_written(value: float, decimals: int = 0) -> float:
    """The value as its digits are printed: halves go away from zero.

    Examples
    --------
    >>> as_written(7.85, 1), as_written(-0.04, 1)
    (7.9, 0.0)
    """
    size = 10**decimals
    return math.copysign(math.floor(abs(value) * size + 0.5 + 1e-9) / size, value) + 0.0


def precision(rows: pd.DataFrame) -> float:
    """By how many persons counts from rounded shares may be off, at most; 0 where no row tells its population."""
    people = rows["denominator"].max()
    return PRECISION_OF_SHARE / 100 * people if people > 0 else 0.0


def rounded_rows(v: Values, rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the rows that are shown and told by a rounded share only."""
    return rows[rows["status"].isin(frame.SHOWN) & v.are_rounded(rows)]


def uncertainty_of_change(v: Values, rows: pd.DataFrame) -> float:
    """By how many persons a difference of counts may be off: the precisions of those told by rounded shares add up."""
    rounded = rounded_rows(v, rows)
    return len(rounded) * precision(rounded)


def step(v: Values, area_id: str) -> int:
    """To what an area's counts from rounded shares are rounded in sentences: the power of ten nearest their precision.

    34 000 people × ± 0,05 points is ± 17 persons, so the count is told in tens. One step for all years, so that
    numbers that stand in one sentence are equally coarse and their difference is the one that is told.
    """
    off = precision(rounded_rows(v, v.shown(area_id)))
    return 10 ** max(0, math.floor(math.log10(max(1.0, 3 * off))))


def told(v: Values, row: pd.Series) -> float:
    """The number that sentences print for a row."""
    if not v.is_rounded(row):
        return as_written(row["value"], v.indicator.decimals)
    size = min(step(v, row["area"]), 10 ** math.floor(math.log10(max(1.0, row["value"]))))
    return as_written(row["value"] / size) * size


def bare(here: Situation, v: Values, row: pd.Series) -> str:
    """The number alone: ``3,9``, ``noin 1 340`` · without its unit."""
    number = here.texts.number(told(v, row), v.indicator.decimals)
    return here.texts("noin {number}", number=number) if v.is_rounded(row) else number


def valued(here: Situation, v: Values, row: pd.Series) -> str:
    """The number with its unit: ``3,9 %``, ``noin 1 340 henkilöä``, ``0,7 henkilöä tuhatta asukasta kohti``."""
    _ = here.texts
    number = bare(here, v, row)
    match v.indicator.unit:
        case "%":
            return _.percent(row["value"], v.indicator.decimals)
        case "persons" | "moves":
            return _.plural("{number} henkilö", "{number} henkilöä", told(v, row), number=number)
        case "events":
            return _.plural("{number} tapaus", "{number} tapausta", told(v, row), number=number)
        case "per_1000":
            return _("{number} henkilöä tuhatta asukasta kohti", number=number)
    return number


def short(here: Situation, v: Values, row: pd.Series) -> str:
    """The number as it stands beside a name that has told the unit: ``3,9 %``, ``noin 1 340``, ``0,7``."""
    return valued(here, v, row) if v.indicator.unit == "%" else bare(here, v, row)


def year(here: Situation, row: pd.Series) -> str:
    """``2024*`` for a preliminary value, ``2025`` else."""
    return f"{int(row['year'])}" + ("*" if row["status"] == frame.PRELIMINARY else "")


def stretches(years: list[int]) -> list[tuple[int, int]]:
    """Unbroken runs of years: ``[1990 … 2012, 2020 … 2025]`` is ``[(1990, 2012), (2020, 2025)]``."""
    found: list[tuple[int, int]] = []
    for one in sorted(years):
        if found and one == found[-1][1] + 1:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    return found


def span_of(first: int, last: int) -> str:
    """``2018–2022``, which never breaks over a line."""
    return f"{first}–\u2060{last}" if last > first else f"{first}"


def spans(here: Situation, years: list[int]) -> str:
    """``1990–2012 ja 2020–2025`` · ``1976–2021 (12 vuotta)`` where listing them all would bury the rest."""
    found = stretches(years)
    if len(found) > MOST_SPANS:
        return here.texts("{span} ({count} vuotta)", span=span_of(found[0][0], found[-1][1]), count=len(years))
    return here.texts.listing([span_of(first, last) for first, last in found])


def _cited(here: Situation, v: Values) -> list[str]:
    """Producer and statistic once, with all their tables: *Tilastokeskus, Väestörakenne, taulut 11rm ja 159t*."""
    cards: dict[str, dict[str, list[Card]]] = {}
    for card in v.source:
        said = f"{card.publisher[here.language]}, {card.statistic[here.language]}"
        tables = cards.setdefault(said, {})
        if card.table:
            tables.setdefault(card.table, []).append(card)
    _ = here.texts
    named = {said: [_with_its_day(here, *same) for same in tables.values()] for said, tables in cards.items()}
    return [
        said + (", " + _.plural("taulu {tables}", "taulut {tables}", len(ids), tables=_.listing(ids)) if ids else "")
        for said, ids in named.items()
    ]


def _with_its_day(here: Situation, *cards: Card) -> str:
    """The table of some cards, and the day that it was fetched; what was shipped has the day of its edition."""
    days = {one.copied if re.fullmatch(r"\d{4}-\d{2}-\d{2}", one.copied) else "" for one in cards}
    if days == {""}:
        return cards[0].table
    told = {"table": cards[0].table, "day": dates.day(date.fromisoformat(max(days)), here.language)}
    _ = here.texts
    return _("{table} (osa luvuista haettu {day})", **told) if "" in days else _("{table} (haettu {day})", **told)


def source_line(here: Situation, v: Values) -> str:
    """``Lähde: Tilastokeskus, Väestörakenne, taulu 159t. CC BY 4.0.`` and the notes of the parts used."""
    _ = here.texts
    licences = list(dict.fromkeys(one.licence for one in v.source))
    line = _("Lähde: {sources}. {licences}.", sources="; ".join(_cited(here, v)), licences=", ".join(licences))
    used = set(v.origin)
    notes = [
        part.note.in_language(here.language)
        for part in v.indicator.parts
        if part.note and (getattr(part, "table", "") or part.derived) in used
    ]
    return " ".join([line, *notes, *_of_joint(here, v)])


def _of_joint(here: Situation, v: Values) -> list[str]:
    """A share that a joint area has not been published for is ours: say how it was made."""
    weighed = any(getattr(part, "weight", None) for part in v.indicator.parts)
    if v.indicator.kind != "share" or not weighed or here.area.kind in (MUNICIPALITY, REGION, COUNTRY):
        return []
    return [here.texts("Alueen oma osuus on laskettu samalla tavalla jäsenkuntien osuuksista.")]
