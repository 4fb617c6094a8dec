"""How a value, an area's place and a population are put into words; knows no figure and no whole sentence.

The words follow the kind of the value: a count that only a rounded share tells is *noin* and rounded to what it knows.
"""

import math

import pandas as pd

from kotolib import frame
from kotolib.errors import N_
from kotolib.indicators import Values
from kotolib.situation import Situation

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
    frame.BELOW_QUALITY: N_("liian harva esitettäväksi"),
}
UNITS = {
    "persons": N_("henkilöä"),
    "%": N_("%"),
    "per_1000": N_("henkilöä tuhatta asukasta kohti"),
    "moves": N_("henkilöä"),
    "events": N_("tapausta"),
    "ratio": N_("suhdeluku"),
}
PRECISION_OF_SHARE = 0.05
"""Half of the last decimal of a published share, in points."""


def name(here: Situation, v: Values) -> str:
    """The indicator's name in the language."""
    return v.indicator.name.in_language(here.language)


def lowered(text: str) -> str:
    """The text with a small first letter, unless it begins with an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def place(here: Situation, v: Values, area_id: str) -> str:
    """*Kangasalla*, *koko maassa*."""
    return v.areas[area_id].locative(here.language)


def reason(here: Situation, status: str) -> str:
    """Why there is no number."""
    return here.texts(REASONS[status])


def unit(here: Situation, v: Values) -> str:
    """The unit as it stands in a subtitle."""
    return here.texts(UNITS[v.indicator.unit])


def step(row: pd.Series) -> int:
    """To what a count from a rounded share is rounded in sentences: the power of ten nearest its precision.

    34 000 people × ± 0,05 points is ± 17 persons, so the count is told in tens.
    """
    precision = PRECISION_OF_SHARE / 100 * row["denominator"]
    return 10 ** max(0, math.floor(math.log10(max(1.0, 3 * precision))))


def bare(here: Situation, v: Values, row: pd.Series) -> str:
    """The number alone: ``3,9``, ``noin 1 340`` · without its unit."""
    if v.is_rounded(row):
        rounded = round(row["value"] / step(row)) * step(row)
        return here.texts("noin {number}", number=here.texts.number(rounded))
    return here.texts.number(row["value"], v.indicator.decimals)


def valued(here: Situation, v: Values, row: pd.Series) -> str:
    """The number with its unit: ``3,9 %``, ``noin 1 340 henkilöä``, ``0,7 henkilöä tuhatta asukasta kohti``."""
    _ = here.texts
    number = bare(here, v, row)
    match v.indicator.unit:
        case "%":
            return _.percent(row["value"], v.indicator.decimals)
        case "persons" | "moves":
            return _.plural("{number} henkilö", "{number} henkilöä", row["value"], number=number)
        case "events":
            return _.plural("{number} tapaus", "{number} tapausta", row["value"], number=number)
        case "per_1000":
            return _("{number} henkilöä tuhatta asukasta kohti", number=number)
    return number


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


def spans(here: Situation, years: list[int]) -> str:
    """``1990–2012 ja 2020–2025``."""
    written = [f"{first}–\u2060{last}" if last > first else f"{first}" for first, last in stretches(years)]
    return here.texts.listing(written)


def capital(text: str) -> str:
    """The text with a capital first letter: *Koko maa* at the beginning of a row."""
    return text[:1].upper() + text[1:]


def _cited(here: Situation, v: Values) -> list[str]:
    """Producer and statistic once, with all their tables: *Tilastokeskus, Väestörakenne, taulut 11rm ja 159t*."""
    tables: dict[str, list[str]] = {}
    for card in v.source:
        said = f"{card.publisher[here.language]}, {card.statistic[here.language]}"
        tables.setdefault(said, [])
        if card.table and card.table not in tables[said]:
            tables[said].append(card.table)
    _ = here.texts
    return [
        said + (", " + _.plural("taulu {tables}", "taulut {tables}", len(ids), tables=_.listing(ids)) if ids else "")
        for said, ids in tables.items()
    ]


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
    return " ".join([line, *notes])
