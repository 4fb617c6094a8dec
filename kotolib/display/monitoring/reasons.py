"""What fired a trigger, in a sentence, and what each trigger is called; knows facts, no rule."""

from kotolib.display.decisions import words
from kotolib.display.monitoring.told import Numbers, followed
from kotolib.errors import N_
from kotolib.programme.measured import UP, measured
from kotolib.programme.triggers import Looked, Reason
from kotolib.programme.triggers import reasons as kinds
from kotolib.situation import Situation

_NAMES = {
    kinds.PROJECTION: N_("Vieraskielinen väestö kehittyy toisin kuin kunnan omassa laskelmassa"),
    kinds.ALARM: N_("Tavoitteen luku on selvästi polun huonommalla puolella"),
    kinds.LAW: N_("Laki on muuttunut ohjelman päiväyksen jälkeen"),
    kinds.BODY: N_("Vastuutaho on lakannut tai vaihtanut nimeä"),
    kinds.SOURCE_ENDED: N_("Tavoitteen lukua ei enää julkaista"),
    kinds.DEFINITION: N_("Tavoitteen luvun määritelmä on muuttunut"),
    kinds.TERM: N_("Kauden puoliväli, loppu lähellä tai ohi"),
}
_TIMES = {
    kinds.HALF: N_("Ohjelmakauden puoliväli oli {day}."),
    kinds.END_NEAR: N_("Ohjelmakausi päättyy {day}: seuraavan ohjelman valmistelu on aloitettava."),
    kinds.TERM_OVER: N_("Ohjelmakausi päättyi {day}."),
}


def name(here: Situation, one: Looked) -> str:
    """What a trigger is called; of the municipality's own limit its own words."""
    _ = here.texts
    if one.kind == kinds.LIMIT:
        row = next(row for row in words.programme(here).monitoring if row.id == one.row)
        return words.tidy(row.text) or _("Oma raja {row}", row=row.id)
    return _(_NAMES[kinds.TERM if one.group == "time" else one.kind])


def sentence(here: Situation, one: Reason) -> str:
    """Why it fired, with its numbers."""
    if one.kind in _TIMES:
        return here.texts(_TIMES[one.kind], day=words.day(here, one.fact("day")))
    return _SENTENCES[one.kind](here, one)


def _projection(here: Situation, one: Reason) -> str:
    _ = here.texts
    fields = {
        "year": one.fact("year"), "made": one.fact("made"), "actual": _.number(round(one.fact("actual"))),
        "low": _.number(round(one.fact("low"))), "high": _.number(round(one.fact("high"))),
    }  # fmt: skip
    if one.fact("direction") == UP:
        return _(
            "Vieraskielisiä oli {actual} vuonna {year}. Vuoden {made} luvuista tehdyn laskelman 95 prosentin väli oli "
            "{low}–{high}, joten väestö kasvoi laskelmaa nopeammin.",
            **fields,
        )
    return _(
        "Vieraskielisiä oli {actual} vuonna {year}. Vuoden {made} luvuista tehdyn laskelman 95 prosentin väli oli "
        "{low}–{high}, joten väestö kasvoi laskelmaa hitaammin.",
        **fields,
    )


def _limit(here: Situation, one: Reason) -> str:
    _, found = here.texts, measured(here, words.programme(here), one.fact("indicator"))
    numbers = {"value": _number(here, found, one.fact("value")), "limit": _number(here, found, one.fact("limit"))}
    fields = {"name": found.name, "year": one.fact("year"), **numbers}
    return _("{name}: {value} vuonna {year}. Ohjelmassa sovittu raja on {limit}.", **fields)


def _number(here: Situation, found, value: float) -> str:
    decimals = next((each for each in range(3) if abs(round(value, each) - value) < 1e-9), 2)
    number = here.texts.number(value, decimals if found.decimals is None else max(decimals, found.decimals))
    return here.texts("{number}\u00a0%", number=number) if found.is_share else number


def _alarm(here: Situation, one: Reason) -> str:
    (goal,) = one.goals
    told = followed(here).of(goal)
    numbers = Numbers(here, told)
    return here.texts(
        "Tavoite {goal}: luku {value} vuodelta {year} on polun huonommalla puolella myös 99,8 prosentin välillä.",
        goal=goal, value=numbers.reading(told.latest), year=one.fact("year"),
    )  # fmt: skip


def _law(here: Situation, one: Reason) -> str:
    names = dict(one.fact("names"))
    return here.texts(
        "{name} Muutos tuli voimaan {since}, ja ohjelma on tehty {made}.",
        name=names[here.language], since=words.day(here, one.fact("since")), made=words.day(here, one.fact("made")),
    )  # fmt: skip


def _body(here: Situation, one: Reason) -> str:
    swedish = here.language == "sv"
    cells = [f"{words.sheet(here, sheet)} {row}" for sheet, row, _column in one.fact("places")]
    return here.texts(
        "Ohjelmassa nimetty {name} ei ole enää toiminnassa. Sen tilalla on {since} alkaen {now}. Korjaa: "
        "{places}.",
        name=one.fact("name")[swedish], now=one.fact("now")[swedish], since=words.day(here, one.fact("since")),
        places=", ".join(dict.fromkeys(cells)),
    )  # fmt: skip


def _ended(here: Situation, one: Reason) -> str:
    return here.texts(
        "Tavoite {goal}: mittarin lukuja ei enää julkaista. Vaihda mittari.", goal=here.texts.listing(list(one.goals))
    )


def _definition(here: Situation, one: Reason) -> str:
    return here.texts(
        "Tavoite {goal}: mittarin määritelmä muuttui vuonna {year}. Aseta uusi lähtötaso.",
        goal=here.texts.listing(list(one.goals)), year=one.fact("broken_in"),
    )  # fmt: skip


_SENTENCES = {
    kinds.PROJECTION: _projection,
    kinds.LIMIT: _limit,
    kinds.ALARM: _alarm,
    kinds.LAW: _law,
    kinds.BODY: _body,
    kinds.SOURCE_ENDED: _ended,
    kinds.DEFINITION: _definition,
}
