"""Sentences that set an area beside others: similar municipalities, the rest of a whole, a gap and who moved, a
direction. Knows what a comparison allows to be said; never why anything happened, and puts nobody in an order."""

import math

from kotolib import comparison, frame
from kotolib.areas.area import Area
from kotolib.comparison import Gap
from kotolib.display import alike, amounts, relations, wording
from kotolib.display.facts import fact
from kotolib.display.prose import Sentence
from kotolib.errors import N_
from kotolib.indicators import Values, quality
from kotolib.situation import Situation

_BY_CHANCE = ("binomial", "poisson")


def similar(here: Situation, v: Values) -> Sentence | None:
    """*Samankaltaisissa kunnissa osuus oli 3,3–9,9 %, mediaani 6,1 %.* · the own area's newest year."""
    if not v.similar:
        return None
    spread = comparison.median_and_range(v)
    if spread.status != frame.OK:
        return None
    _ = here.texts
    words = {
        "where": _("Vertailukunnissa") if alike.chosen(here, v).by_user else _("Samankaltaisissa kunnissa"),
        "what": amounts.noun(here, v),
        "span": amounts.span(here, v, spread.low, spread.high),
        "median": amounts.alone(here, v, spread.median),
        "number": spread.number,
    }
    if spread.number < spread.of:
        text = _("{where} {what} oli {span}, mediaani {median} (tieto {number} kunnasta).", **words)
    elif len(set(alike.ends(v, spread))) == 1:
        text = _("{where} {what} oli kaikissa {span}.", **words)
    else:
        text = _("{where} {what} oli {span}, mediaani {median}.", **words)
    rows = [relations.of_year(v, code, spread.year) for code in v.similar]
    return Sentence(text, tuple(fact(v, row) for row in rows if row is not None))


def rest(here: Situation, v: Values) -> Sentence | None:
    """*Muualla Pirkanmaalla osuus oli 56,8 %: selvää eroa ei ole.* · what chance moves, against a whole without the
    own area in it; the country before the region."""
    if v.indicator.variation not in _BY_CHANCE or v.indicator.kind not in ("share", "rate"):
        return None
    found = comparison.rest(v)
    told = [one for one in found.values() if one.clear is not None]
    if not told:
        return None
    one = min(told, key=lambda each: each.area_id != frame.COUNTRY)
    _ = here.texts
    words = {
        "where": wording.capital(_elsewhere(here, v.areas[one.area_id])),
        "what": amounts.noun(here, v),
        "value": amounts.alone(here, v, one.rest),
    }
    if one.clear:
        text = _("{where} {what} oli {value}: ero on selvä.", **words)
    else:
        text = _("{where} {what} oli {value}: selvää eroa ei ole.", **words)
    rows = (relations.of_year(v, code, one.year) for code in (here.area.id, one.area_id))
    return Sentence(text, tuple(fact(v, row) for row in rows))


def _elsewhere(here: Situation, whole: Area) -> str:
    if whole.id == frame.COUNTRY:
        return here.texts("muualla maassa")
    return here.texts("muualla {place}", place=wording.at(here, whole))


def apart(here: Situation, v: Values) -> Sentence | None:
    """*Osuus oli 7,5 prosenttiyksikköä pienempi kuin koko maassa, noin kolmasosa koko maan osuudesta.* · shares of a
    register; what chance moves is set against the rest."""
    beside = relations.beside_country(v)
    if beside is None or v.indicator.variation != "none":
        return None
    own, country = (amounts.written(v, row["value"]) for row in (v.latest(), beside.country))
    _ = here.texts
    words = {"points": amounts.difference(here, v, beside.points), "ratio": _ratio(here, beside, (own, country))}
    if own == country:
        text = _("Osuus oli sama kuin koko maassa.")
    elif own > country:
        text = _("Osuus oli {points} suurempi kuin koko maassa{ratio}.", **words)
    else:
        text = _("Osuus oli {points} pienempi kuin koko maassa{ratio}.", **words)
    return Sentence(text, (fact(v, v.latest()), fact(v, beside.country)))


def _ratio(here: Situation, beside: relations.Relation, shares: tuple[float, float]) -> str:
    """The ratio in words where there are any, else how many times the larger share is the smaller one; nothing where
    both are nearly alike, or one is nothing."""
    _ = here.texts
    own, country = shares
    if min(shares) <= 0 or relations.nearly_alike(own, country):
        return ""
    if "{points}" not in beside.message:
        return ", " + _(beside.message)
    times = _.number(max(shares) / min(shares), 1)
    if own > country:
        return _(", {times}-kertainen koko maan osuuteen verrattuna", times=times)
    return _(", jossa osuus oli {times}-kertainen", times=times)


def moved(here: Situation, v: Values) -> Sentence | None:
    """*Ero koko maahan leveni 2,3 prosenttiyksikköä vuodesta 2020: osuus nousi koko maassa enemmän kuin Kangasalla.* ·
    by the printed numbers; of what chance moves, only a change of the gap that chance does not explain."""
    found = comparison.gap(v)
    if found.area_id != frame.COUNTRY or not _may_be_told(v, found):
        return None
    own, country = ([amounts.written(v, value) for value in pair] for pair in (found.own, found.other))
    before, after = (amounts.written(v, mine - theirs) for mine, theirs in zip(own, country, strict=True))
    steps = [amounts.written(v, last - first) for first, last in (own, country)]
    if steps == [0, 0]:
        return None
    _ = here.texts
    words = {
        "amount": amounts.difference(here, v, abs(after) - abs(before)),
        "year": found.years[0],
        "last": found.years[1],
        "what": amounts.noun(here, v),
        "who": _who_moved(here, v, *steps),
    }
    text = _(_turn(before, after), **words)
    rows = (relations.of_year(v, code, year) for code in (here.area.id, frame.COUNTRY) for year in found.years)
    return Sentence(wording.capital(text), tuple(fact(v, row) for row in rows))


def _may_be_told(v: Values, found: Gap) -> bool:
    """Whether the change of a gap is of the newest year and more than chance."""
    if found.status not in frame.SHOWN or found.years[1] != int(v.latest()["year"]):
        return False
    return found.clear is True or v.indicator.variation == "none"


def _turn(before: float, after: float) -> str:
    """The message for what became of a gap; a minus is the own area behind."""
    if before * after < 0:
        if after > 0:
            return N_("{what} oli pienempi kuin koko maassa vuonna {year} ja suurempi vuonna {last}.")
        return N_("{what} oli suurempi kuin koko maassa vuonna {year} ja pienempi vuonna {last}.")
    if abs(after) > abs(before):
        return N_("Ero koko maahan leveni {amount} vuodesta {year}: {what} {who}.")
    if abs(after) < abs(before):
        return N_("Ero koko maahan kapeni {amount} vuodesta {year}: {what} {who}.")
    return N_("Ero koko maahan oli yhtä suuri kuin vuonna {year}: {what} {who}.")


_MOVES = {
    (1, 1, 0): N_("nousi {place} yhtä paljon kuin koko maassa"),
    (1, 1, 1): N_("nousi {place} enemmän kuin koko maassa"),
    (1, 1, -1): N_("nousi koko maassa enemmän kuin {place}"),
    (-1, -1, 0): N_("laski {place} yhtä paljon kuin koko maassa"),
    (-1, -1, 1): N_("laski {place} enemmän kuin koko maassa"),
    (-1, -1, -1): N_("laski koko maassa enemmän kuin {place}"),
    (1, -1): N_("nousi {place} ja laski koko maassa"),
    (-1, 1): N_("laski {place} ja nousi koko maassa"),
    (1, 0): N_("nousi {place} ja pysyi koko maassa samana"),
    (-1, 0): N_("laski {place} ja pysyi koko maassa samana"),
    (0, 1): N_("pysyi {place} samana ja nousi koko maassa"),
    (0, -1): N_("pysyi {place} samana ja laski koko maassa"),
}
"""The own side's sign, the country's and, where both went the same way, which went farther."""


def _who_moved(here: Situation, v: Values, own: float, country: float) -> str:
    signs = (_sign(own), _sign(country))
    farther = (_sign(amounts.written(v, abs(own) - abs(country))),) if signs[0] == signs[1] else ()
    return here.texts(_MOVES[(*signs, *farther)], place=wording.at(here, here.area))


def _sign(number: float) -> int:
    return int(math.copysign(1, number)) if number else 0


def direction(here: Situation, v: Values) -> Sentence | None:
    """*Suunta oli nouseva vuosina 2020–2024.* · of five figures, where leaving out any one of them turns nothing; a
    number of moves or events is set against its mean instead."""
    if v.indicator.kind == "count" and wording.is_flow(v):
        return None
    found = comparison.trend(v)
    if found.word is None or found.years[1] != int(v.latest()["year"]) or _of_a_handful(here, v, found.years):
        return None
    _ = here.texts
    words = {"years": wording.span_of(*found.years)}
    if found.word == "up":
        text = _("Suunta oli nouseva vuosina {years}.", **words)
    elif found.word == "down":
        text = _("Suunta oli laskeva vuosina {years}.", **words)
    else:
        text = _("Vuosina {years} ei näy selvää muutosta.", **words)
    rows = (relations.of_year(v, here.area.id, year) for year in found.years)
    return Sentence(text, tuple(fact(v, row) for row in rows))


def _of_a_handful(here: Situation, v: Values, years: tuple[int, int]) -> bool:
    """Whether a few people made the direction: of a share whose people are not told, the residents are the bound."""
    if v.indicator.unit != "%":
        return False
    rows = [row for _, row in v.shown().iterrows() if years[0] <= row["year"] <= years[1]]
    people = [relations.people_at_most(here, v, row) for row in rows]
    return min(*people, abs(people[-1] - people[0])) < quality.FEWEST
