"""Titles, subtitles and alternative texts of figures: the finding in one sentence, by rule from the values.

Knows what may stand over a figure; not how the figure is drawn.
"""

from collections.abc import Iterator

from kotolib.display import contrasts, relations, sentences, unshown, wording
from kotolib.indicators import Values
from kotolib.situation import Situation

LONGEST_TITLE = 130
LONGEST_ALT = 300


def fitting(*candidates: str) -> str:
    """The first of the titles that is short enough, else the last."""
    return next((title for title in candidates if len(title) <= LONGEST_TITLE), candidates[-1])


def of_trend(here: Situation, v: Values) -> str:
    """*Vieraskielisten osuus väestöstä on Kangasalla 3,9 %, noin kolmasosa koko maan osuudesta* · a series that ended
    long ago is told as history."""
    row = v.latest()
    if v.is_stale(int(row["year"]), here.as_of.year):
        return history(here, [v], int(row["year"]))
    return fitting(*_findings(here, v))


def history(here: Situation, several: list[Values], last: int) -> str:
    """*Kehitys vuoteen 2022: maahanmuutto ja maastamuutto, Kangasala*"""
    _ = here.texts
    words = {"year": last, "names": _.listing([wording.lowered(wording.name(here, v)) for v in several])}
    return fitting(
        _("Kehitys vuoteen {year}: {names}, {area}", area=wording.named(here, here.area), **words),
        _("Kehitys vuoteen {year}: {names}", **words),
    )


def _findings(here: Situation, v: Values) -> Iterator[str]:
    """What the title may say, the fullest first."""
    _ = here.texts
    row = v.latest()
    words = {
        "name": wording.name(here, v),
        "place": wording.at(here, here.area),
        "value": wording.valued(here, v, row),
        "year": int(row["year"]),
    }
    past = wording.is_flow(v) or not wording.is_present(here, row)
    relation = None if wording.is_flow(v) or v.indicator.variation != "none" else relations.beside_country(v)
    if relation:
        words["relation"] = _(relation.message, points=_.number(relation.points, v.indicator.decimals))
        yield (
            _("{name} oli {place} {value} vuonna {year}, {relation}", **words)
            if past
            else _("{name} on {place} {value}, {relation}", **words)
        )
    if before := _before(here, v):
        words |= before
        yield (
            _("{name} oli {place} {value} vuonna {year}; vuonna {since} se oli {before}", **words)
            if past
            else _("{name} on {place} {value}; vuonna {since} se oli {before}", **words)
        )
    if past:
        yield _("{name} oli {place} {value} vuonna {year}", **words)
        yield _("{name} oli {value} vuonna {year}", **words)
    else:
        yield _("{name} on {place} {value}", **words)
        yield _("{name} on {value}", **words)


def _before(here: Situation, v: Values) -> dict:
    """What a number of people was at the beginning of the change that may be told; nothing of a handful or a flow."""
    if v.indicator.kind != "count" or not sentences.change(here, v):
        return {}
    first = relations.change(v).first
    return {"before": wording.bare(here, v, first), "since": int(first["year"])}


def subtitle(here: Situation, v: Values) -> str:
    """What, where, unit, years, population."""
    # Without a number of the own area, the years are those of the others.
    whose = [here.area.id] if len(v.shown()) else list(v.areas)
    years = sorted({int(year) for area_id in whose for year in v.shown(area_id)["year"]})
    return here.texts(
        "{name}, {area}, {years}, {unit}. Väestö: {population}.",
        name=wording.name(here, v),
        area=wording.named(here, here.area),
        years=wording.spans(here, years),
        unit=wording.unit(here, v),
        population=wording.population(here, v),
    )


def alt_of_trend(here: Situation, v: Values, title: str) -> str:
    """*Viivakuvio: {finding}. {comparison}. {gaps}.*"""
    finding = title + "."
    if v.is_stale(int(v.latest()["year"]), here.as_of.year):
        finding = sentences.level(here, v).text
    told = [here.texts("Viivakuvio: {finding}", finding=wording.lowered(finding))]
    if compared := sentences.comparison(here, v):
        told.append(compared.text)
    if alike := contrasts.similar(here, v):
        told.append(alike.text)
    return shortened([*told, *unshown.about_holes(here, v)])


def shortened(told: list[str]) -> str:
    """As many whole sentences as an alternative text may have."""
    text = ""
    for sentence in told:
        if text and len(text) + 1 + len(sentence) > LONGEST_ALT:
            break
        text = f"{text} {sentence}".strip()
    return text
