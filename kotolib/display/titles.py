"""Titles, subtitles and alternative texts of figures: the finding in one sentence, by rule from the values.

Knows what may stand over a figure; not how the figure is drawn.
"""

import pandas as pd

from kotolib.display import relations, wording
from kotolib.indicators import Values
from kotolib.situation import Situation

LONGEST_TITLE = 130
LONGEST_ALT = 300


def of_trend(here: Situation, v: Values) -> str:
    """*Vieraskielisten osuus väestöstä on Kangasalla 3,9 %, noin kolmasosa koko maan osuudesta* · a series that ended
    long ago is told as history."""
    _ = here.texts
    row = v.latest()
    name = wording.name(here, v)
    if v.is_stale(int(row["year"]), here.as_of.year):
        return _("Kehitys vuoteen {year}: {name}, {area}", year=int(row["year"]), name=wording.lowered(name),
                 area=here.area.name_in(here.language))  # fmt: skip
    place, value = here.area.locative(here.language), wording.valued(here, v, row)
    if v.indicator.unit in ("moves", "events"):
        return _("{name} oli {place} {value} vuonna {year}", name=name, place=place, value=value, year=int(row["year"]))
    relation = _to_country(here, v, row)
    bare = _("{name} on {place} {value}", name=name, place=place, value=value)
    if relation:
        full = _("{name} on {place} {value}, {relation}", name=name, place=place, value=value, relation=relation)
        return full if len(full) <= LONGEST_TITLE else bare
    found = relations.change(v)
    few = found is None or v.is_few(found.first) or v.is_few(found.last)
    if not few and v.indicator.kind == "count" and v.indicator.variation == "none":
        before, year = wording.bare(here, v, found.first), int(found.first["year"])
        return _("{name} on {place} {value}; vuonna {year} se oli {before}",
                 name=name, place=place, value=value, year=year, before=before)  # fmt: skip
    return bare


def _to_country(here: Situation, v: Values, row: pd.Series) -> str:
    if v.indicator.kind != "share" or "SSS" not in v.areas or here.area.id == "SSS" or v.is_few(row):
        return ""
    country = v.shown("SSS")
    same = country[country["year"] == row["year"]]
    if same.empty:
        return ""
    message, points = relations.to_country(row["value"], same.iloc[0]["value"])
    return here.texts(message, points=here.texts.number(points, 1))


def subtitle(here: Situation, v: Values) -> str:
    """What, where, unit, years, population."""
    years = sorted(v.shown()["year"].unique().tolist())
    return here.texts(
        "{name}, {area}, {years}, {unit}. Väestö: {population}.",
        name=wording.name(here, v),
        area=here.area.name_in(here.language),
        years=wording.spans(here, years),
        unit=wording.unit(here, v),
        population=here.texts(wording.POPULATIONS[v.indicator.population]),
    )


def alt_of_trend(here: Situation, v: Values, title: str) -> str:
    """*Viivakuvio: {finding}. {comparison}. {gaps}.*"""
    from kotolib.display import sentences

    _ = here.texts
    told = [_("Viivakuvio: {finding}.", finding=title)]
    if v.is_stale(int(v.latest()["year"]), here.as_of.year):
        told.append(sentences.level(here, v).text)
    if compared := sentences.comparison(here, v):
        told.append(compared.text)
    if missing := gaps(here, v):
        told.append(_("Vuosilta {years} ei ole tietoa.", years=wording.spans(here, missing)))
    return shortened(told)


def gaps(here: Situation, v: Values) -> list[int]:
    """Years between the first and the last shown one that have no number."""
    years = set(v.shown()["year"].tolist())
    return [year for year in range(min(years), max(years)) if year not in years] if years else []


def shortened(sentences: list[str]) -> str:
    """As many whole sentences as an alternative text may have."""
    text = ""
    for sentence in sentences:
        if text and len(text) + 1 + len(sentence) > LONGEST_ALT:
            break
        text = f"{text} {sentence}".strip()
    return text
