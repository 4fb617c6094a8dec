"""What is said where an area has no number of a year to show, and what is newer than an old one; draws nothing."""

from itertools import pairwise

from kotolib import frame, sources, store
from kotolib.areas.area import COUNTRY
from kotolib.comparison import series
from kotolib.display import amounts, wording
from kotolib.display.prose import Fact, Sentence
from kotolib.errors import N_
from kotolib.indicators import Values, derived, stored
from kotolib.situation import Situation

# Passives, so that they fit a name in the singular and in the plural.
_NOT_SHOWN = {
    frame.BELOW_QUALITY: N_("{name} jätetään esittämättä, koska {whose} luku perustuisi alle kymmeneen henkilöön."),
    frame.SUPPRESSED_BY_SOURCE: N_("{name} jätetään esittämättä: {whose} luku on salassapitosäännön alainen."),
    frame.SUPPRESSED: N_("{name} jätetään esittämättä: {whose} luku on peitetty tietosuojan vuoksi."),
    frame.MISSING: N_("{name} jätetään esittämättä, koska {whose} luku puuttuu tästä aineistosta."),
    frame.NOT_APPLICABLE: N_("{name} jätetään esittämättä, koska lukua ei voi laskea tälle alueelle."),
}


def nothing(here: Situation, v: Values) -> tuple[Sentence, ...]:
    """Why the area has no number of a year, or a five-year mean in place of single years that are too small."""
    if v.latest(group=derived.MEAN_5) is not None:
        return _mean(here, v)
    yearly = v.own[v.own["group"] == ""]["status"]
    status = yearly.iloc[-1] if len(yearly) else frame.MISSING
    if status in frame.SHOWN:
        status = frame.MISSING
    return (*because(here, v, status), *_elsewhere(here, v))


def because(here: Situation, v: Values, status: str) -> tuple[Sentence, ...]:
    """That an indicator is not shown, and the reason."""
    words = {"name": v.indicator.subject_in(here.language), "whose": amounts.whose(here)}
    return (Sentence(here.texts(_NOT_SHOWN[status], **words)),)


def _elsewhere(here: Situation, v: Values) -> tuple[Sentence, ...]:
    """Where the figure is, if this copy of its table does not hold the area at all; Åland is not in every table."""
    held = set(stored.rows(here.area.members, v.indicator.id, here.edition)["area"])
    if here.area.aland or here.area.kind == COUNTRY or held >= set(here.area.members):
        return ()
    table = sources.load().home[v.indicator.id]
    if table not in store.tables(here.edition):
        return (Sentence(here.texts("Luvun saa aineistoon komennolla python3 koto.py fetch {table}.", table=table)),)
    card = store.card(table, here.edition)
    words = {"publisher": card.publisher[here.language], "statistic": card.statistic[here.language]}
    if not card.table:
        return (Sentence(here.texts("Luvun lähde on {publisher}, {statistic}.", **words)),)
    return (Sentence(here.texts("Luvun lähde on {publisher}, {statistic}, taulu {table}.", table=card.table, **words)),)


def _mean(here: Situation, v: Values) -> tuple[Sentence, ...]:
    mean = v.latest(group=derived.MEAN_5)
    last = int(mean["year"])
    text = here.texts(
        "{name} oli {place} vuosina {years} keskimäärin {value}; yksittäisten vuosien luvut perustuisivat liian "
        "harvoihin.",
        name=v.indicator.subject_in(here.language), place=here.area.locative(here.language),
        value=wording.valued(here, v, mean),
        years=wording.span_of(last - 4, last),
    )  # fmt: skip
    fact = Fact(v.indicator.id, mean["area"], last, float(mean["value"]), derived.MEAN_5)
    told = [Sentence(text, (fact,))]
    if v.is_stale(last, here.as_of.year):
        told.append(newer(here, v))
    return tuple(told)


def newer(here: Situation, v: Values) -> Sentence:
    """*Uudemmat luvut ovat Tilastokeskuksen taulussa 11ae.* · where an old number's successors are."""
    if v.of(here.area.id, "")["status"].iloc[-1] == frame.SUPPRESSED_BY_SOURCE:
        return Sentence(here.texts("Uudemmat luvut ovat salassapitosäännön alaisia."))
    declared = sources.load().sources
    for card in v.source:
        source = declared.get(card.id)
        if source and source.newer:
            return Sentence(source.newer.in_language(here.language))
    return Sentence(here.texts("Uudempaa lukua ei ole tässä aineistossa."))


def holes(v: Values) -> dict[str, list[int]]:
    """Years between the first and the last shown one that have no number, by the reason why."""
    rows = v.own[v.own["group"] == ""]
    statuses = dict(zip(rows["year"].astype(int), rows["status"], strict=True))
    years = v.shown()["year"].astype(int).tolist()
    found: dict[str, list[int]] = {}
    # Between two elections nothing is missing.
    step = series.longest_step(v)
    between = {year for one, other in pairwise(years) if other - one <= step for year in range(one + 1, other)}
    for year in range(min(years), max(years)) if years else ():
        if year in between and year not in statuses:
            continue
        if (status := statuses.get(year, frame.MISSING)) not in frame.SHOWN:
            found.setdefault(status, []).append(year)
    return found


def about_holes(here: Situation, v: Values) -> list[str]:
    """*Vuosilta 2013–2019 ei ole tietoa.* · a sentence for each reason."""
    return [_about(here, status, years) for status, years in holes(v).items()]


def _about(here: Situation, status: str, years: list[int]) -> str:
    _ = here.texts
    told, count = wording.spans(here, years), len(years)
    match status:
        case frame.BELOW_QUALITY:
            return _.plural(
                "Vuoden {years} lukua ei esitetä, koska se perustuisi alle kymmeneen henkilöön.",
                "Vuosien {years} lukuja ei esitetä, koska ne perustuisivat alle kymmeneen henkilöön.",
                count, years=told,
            )  # fmt: skip
        case frame.SUPPRESSED_BY_SOURCE:
            return _.plural(
                "Vuoden {years} tieto on salassapitosäännön alainen.",
                "Vuosien {years} tiedot ovat salassapitosäännön alaisia.",
                count, years=told,
            )  # fmt: skip
        case frame.SUPPRESSED:
            return _.plural(
                "Vuoden {years} luku on peitetty tietosuojan vuoksi.",
                "Vuosien {years} luvut on peitetty tietosuojan vuoksi.",
                count, years=told,
            )  # fmt: skip
    return _.plural("Vuodelta {years} ei ole tietoa.", "Vuosilta {years} ei ole tietoa.", count, years=told)
