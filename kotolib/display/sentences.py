"""Sentences by rule: each states what the values allow and no more, and remembers the numbers that it used.

Knows how Finnish (the source language) says a level, a comparison, a change and a caution; draws nothing.
"""

from collections.abc import Callable, Iterator

import pandas as pd

from kotolib import frame
from kotolib.display import contrasts, delivered_sentences, relations, unshown, wording
from kotolib.display.facts import fact
from kotolib.display.prose import Paragraph, Sentence
from kotolib.indicators import Values
from kotolib.indicators import delivered as figures
from kotolib.indicators.answering import is_unshown
from kotolib.situation import Situation

Rule = Callable[[Situation, Values], Sentence | None]

MOST = 5
"""So many sentences are read; more bury what matters."""
FEW = 30
"""Below this many persons a stock is told with the remark that a few people move it."""
PROJECTED_TO = 2040
"""The last year that the office's projection has for every municipality in the shipped figures."""


def say(here: Situation, v: Values) -> Paragraph:
    """What an indicator says of the area, in at most five sentences: level, comparisons, change, cautions.

    Parameters
    ----------
    here
        The situation.
    v
        The values, of the area and of what it is set against.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> print(koto.say(here, koto.values(here, "foreign_language.share")).sentences[0].text)
    Vieraskielisten osuus väestöstä oli Kangasalla 3,9 % vuonna 2025.
    """
    if figures.is_figure(v.indicator.id):
        return Paragraph(delivered_sentences.said(here, v))
    if is_unshown(v):
        return Paragraph(unshown.nothing(here, v))
    if v.latest()["year"] > here.as_of.year:
        return Paragraph(tuple(_projected(here, v)))
    return Paragraph(tuple(_told(here, v)))


def _told(here: Situation, v: Values) -> list[Sentence]:
    """The level, the cautions, and of the others the most important ones that there is room for, in reading order."""
    first, last = level(here, v), list(cautions(here, v))
    said: dict[Rule, Sentence] = {}
    for rule in _BY_IMPORTANCE:
        if 1 + len(last) + len(said) < MOST and _adds(here, v, rule, said) and (found := rule(here, v)):
            said[rule] = found
    return [first, *(said[rule] for rule in _IN_ORDER if rule in said), *last]


def _adds(here: Situation, v: Values, rule: Rule, said: dict[Rule, Sentence]) -> bool:
    """Whether a rule may say more than what is said; of the past no gap to the country is told as if it were open."""
    if rule is contrasts.direction:
        return change not in said and against_mean not in said
    if rule in (contrasts.apart, contrasts.moved) and v.is_stale(int(v.latest()["year"]), here.as_of.year):
        return False
    # Over a line of years, the title says how the share stands beside the country's.
    return rule is not contrasts.apart or relations.change(v) is None


def level(here: Situation, v: Values) -> Sentence:
    """*Vieraskielisten osuus väestöstä oli Kangasalla 3,9 % vuonna 2025.*"""
    row = v.latest()
    _, words = here.texts, {
        "name": v.indicator.subject_in(here.language),
        "place": here.area.locative(here.language),
        "value": wording.valued(here, v, row),
        "year": int(row["year"]),
    }  # fmt: skip
    if row["status"] == frame.PRELIMINARY:
        message = _("{name} oli {place} {value} vuonna {year} (ennakkotieto).", **words)
    else:
        message = _("{name} oli {place} {value} vuonna {year}.", **words)
    return Sentence(message, (fact(v, row),))


def _projected(here: Situation, v: Values) -> Iterator[Sentence]:
    """*Ennusteen mukaan Kangasalla asuu 39 204 henkilöä vuonna 2040.* · the same year for all municipalities, and
    beside it the projection's own first year, which is no count of the register either."""
    rows = v.shown()
    until = rows[rows["year"] <= PROJECTED_TO]
    first, last = until.iloc[0], until.iloc[-1]
    yield Sentence(
        here.texts(
            "Ennusteen mukaan {place} asuu {value} vuonna {year}.",
            place=here.area.locative(here.language), value=wording.valued(here, v, last), year=int(last["year"]),
        ),
        (fact(v, last),),
    )  # fmt: skip
    if first["year"] < last["year"]:
        yield Sentence(
            here.texts(
                "Vuodelle {year} sama ennuste antaa {value}.", year=int(first["year"]),
                value=wording.valued(here, v, first),
            ),
            (fact(v, first),),
        )  # fmt: skip
    yield Sentence(v.indicator.how.in_language(here.language))


def comparison(here: Situation, v: Values) -> Sentence | None:
    """*Pirkanmaalla osuus oli 7,8 % ja koko maassa 11,4 %.* · the same year, shares and rates only."""
    found = compared(here, v)
    return Sentence(wording.capital(found.text) + ".", found.facts) if found else None


def compared(here: Situation, v: Values) -> Sentence | None:
    """The words of :func:`comparison` as they stand inside a sentence."""
    if v.indicator.kind == "count":
        return None
    year = int(v.latest()["year"])
    found = [row for area_id in list(v.areas)[1:] if (row := relations.of_year(v, area_id, year)) is not None]
    if not found:
        return None
    _ = here.texts
    (place, value), *others = _by_value([(wording.at(here, v.areas[row["area"]]), wording.short(here, v, row))
                                         for row in found])  # fmt: skip
    if v.indicator.kind == "share":
        begin = _("{place} osuus oli {value}", place=_.listing(place), value=value)
    else:
        begin = _("{place} luku oli {value}", place=_.listing(place), value=value)
    rest = [_("{place} {value}", place=_.listing(place), value=value) for place, value in others]
    return Sentence(_.listing([begin, *rest]), tuple(fact(v, row) for row in found))


def _by_value(told: list[tuple[str, str]]) -> list[tuple[list[str], str]]:
    """Places and their common value: two that are printed alike are told at once."""
    places: dict[str, list[str]] = {}
    for place, value in told:
        places.setdefault(value, []).append(place)
    return [(where, value) for value, where in places.items()]


def change(here: Situation, v: Values) -> Sentence | None:
    """*Osuus nousi 1,3 prosenttiyksikköä vuodesta 2020, jolloin se oli 2,6 %.* · only for stocks of a register."""
    if v.indicator.variation != "none" or v.indicator.kind not in ("share", "count") or wording.is_flow(v):
        return None
    found = relations.change(v)
    if found is None or v.is_few(found.first) or v.is_few(found.last):
        return None
    rule = _share_change if v.indicator.kind == "share" else _count_change
    return Sentence(rule(here, v, found), (fact(v, found.first), fact(v, found.last)))


def _share_change(here: Situation, v: Values, found: relations.Change) -> str:
    _ = here.texts
    words = {
        "points": _.number(abs(found.amount), v.indicator.decimals),
        "year": int(found.first["year"]),
        "before": wording.valued(here, v, found.first),
    }
    if found.amount > 0:
        return _("Osuus nousi {points} prosenttiyksikköä vuodesta {year}, jolloin se oli {before}.", **words)
    if found.amount < 0:
        return _("Osuus laski {points} prosenttiyksikköä vuodesta {year}, jolloin se oli {before}.", **words)
    return _("Osuus oli sama kuin vuonna {year}.", **words)


def _count_change(here: Situation, v: Values, found: relations.Change) -> str:
    _ = here.texts
    both = pd.DataFrame([found.first, found.last])
    rounded = len(wording.rounded_rows(v, both)) > 0
    size = wording.step(v, found.last["area"]) if rounded else 1
    amount = wording.as_written(abs(found.amount) / size) * size
    number = _.number(amount)
    words = {
        "number": _("noin {number}", number=number) if rounded else number,
        "year": int(found.first["year"]),
        "before": wording.valued(here, v, found.first),
    }
    if rounded and amount <= wording.uncertainty_of_change(v, both):
        return _("Määrä oli suunnilleen sama kuin vuonna {year}.", **words)
    if amount == 0:
        return _("Määrä oli sama kuin vuonna {year}.", **words)
    if found.amount > 0:
        return _.plural(
            "Määrä lisääntyi {number} hengellä vuodesta {year}, jolloin se oli {before}.",
            "Määrä lisääntyi {number} hengellä vuodesta {year}, jolloin se oli {before}.",
            amount, **words,
        )  # fmt: skip
    return _.plural(
        "Määrä väheni {number} hengellä vuodesta {year}, jolloin se oli {before}.",
        "Määrä väheni {number} hengellä vuodesta {year}, jolloin se oli {before}.",
        amount, **words,
    )  # fmt: skip


def against_mean(here: Situation, v: Values) -> Sentence | None:
    """*Viiden edellisen vuoden keskiarvo oli 61; vuoden 2022 luku ei poikkea siitä selvästi.* · counts varying by
    chance."""
    if v.indicator.variation != "poisson" or v.indicator.kind != "count":
        return None
    found = relations.mean_before(v)
    if found is None:
        return None
    mean, last, clear = found
    _ = here.texts
    words = {"mean": _.number(mean), "year": int(last["year"])}
    if not clear:
        text = _("Viiden edellisen vuoden keskiarvo oli {mean}; vuoden {year} luku ei poikkea siitä selvästi.", **words)
    elif last["value"] > mean:
        text = _("Viiden edellisen vuoden keskiarvo oli {mean}; vuoden {year} luku on selvästi suurempi.", **words)
    else:
        text = _("Viiden edellisen vuoden keskiarvo oli {mean}; vuoden {year} luku on selvästi pienempi.", **words)
    return Sentence(text, (fact(v, last),))


def by_chance(here: Situation, v: Values) -> Sentence | None:
    """*Kun satunnaisvaihtelu otetaan huomioon, 95 prosentin väli on 2–46.* · of a net or a rate, which chance moves
    most; an interval that holds 0 cannot tell gain from loss."""
    row = v.latest()
    if pd.isna(row["low"]) or (v.indicator.kind == "count" and len(v.indicator.behind) < 2):
        return None
    _ = here.texts
    span = _.span(row["low"], row["high"], v.indicator.decimals)
    if row["low"] < 0 < row["high"]:
        text = _(
            "Kun satunnaisvaihtelu otetaan huomioon, 95 prosentin väli on {span}: luku ei selvästi poikkea nollasta.",
            span=span,
        )
    else:
        text = _("Kun satunnaisvaihtelu otetaan huomioon, 95 prosentin väli on {span}.", span=span)
    return Sentence(text, (fact(v, row),))


def cautions(here: Situation, v: Values) -> Iterator[Sentence]:
    """What the reader must know: too small, too old."""
    row = v.latest()
    _ = here.texts
    if v.indicator.kind == "count" and 0 < abs(row["value"]) < FEW:
        yield Sentence(_("Luku on pieni: muutama ihminen muuttaa sitä paljon."))
    elif v.indicator.unit == "%" and relations.people_at_most(here, v, row) < FEW:
        yield Sentence(_("Osuuden takana on vain vähän ihmisiä: muutama ihminen muuttaa sitä paljon."))
    if v.is_stale(int(row["year"]), here.as_of.year):
        yield unshown.newer(here, v)


_BY_IMPORTANCE: tuple[Rule, ...] = (
    comparison,
    contrasts.similar,
    change,
    contrasts.rest,
    contrasts.moved,
    against_mean,
    by_chance,
    contrasts.direction,
    contrasts.apart,
)
_IN_ORDER: tuple[Rule, ...] = (
    comparison,
    contrasts.similar,
    contrasts.rest,
    contrasts.apart,
    change,
    contrasts.moved,
    contrasts.direction,
    against_mean,
    by_chance,
)
