"""Where each goal's figures come from, who delivers them and how often (checklist 6.2 and 6.3); judges nothing."""

from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.monitoring.told import Numbers, followed
from kotolib.display.outputs import Table
from kotolib.errors import N_
from kotolib.programme.monitoring import Followed
from kotolib.situation import Situation

_NO_INDICATORS = N_("Tavoitteiden mittareita ei ole vielä valittu.")
_STEPS = {
    0: N_("ei enää julkaista"),
    1: N_("joka vuosi"),
    2: N_("joka toinen vuosi"),
    3: N_("joka kolmas vuosi"),
    4: N_("joka neljäs vuosi"),
}


def indicators_followed(here: Situation) -> Table | Missing:
    """Each goal's indicator, its time span, and how often and how late its figures come (checklist 6.2).

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.indicators_followed(koto.begin("766", as_of="2026-11-24")).what
    'Tavoitteiden mittareita ei ole vielä valittu.'
    """
    _, found = here.texts, followed(here).goals
    if not found:
        return words.unwritten(here, _(_NO_INDICATORS), "goals")
    columns = [
        (_("Tavoite"), [one.goal.id for one in found]),
        (_("Mittari"), [_indicator(here, one) for one in found]),
        (_("Aikaväli"), [_span(one) for one in found]),
        (_("Rytmi"), [_rhythm(here, one) for one in found]),
    ]
    return words.table(here, "indicators-followed", _("Tavoitteiden mittarit"), columns, "goals", "indicators")


def sources_followed(here: Situation) -> Table | None:
    """Where the figures of each goal come from (checklist 6.3); nothing where there are no goals to tell of."""
    _, found = here.texts, followed(here).goals
    if not found:
        return None
    columns = [
        (_("Tavoite"), [one.goal.id for one in found]),
        (_("Mittari"), [_indicator(here, one) for one in found]),
        (_("Tietolähde"), [_source(here, one) for one in found]),
    ]
    return words.table(here, "sources-followed", _("Mittareiden tietolähteet"), columns, "goals", "indicators")


def _indicator(here: Situation, one: Followed) -> str:
    if one.measured:
        return Numbers(here, one).name
    return here.texts("toimenpiteiden valmistuminen") if _is_milestone(one) else ""


def _is_milestone(one: Followed) -> bool:
    """Whether the goal is told by its measures."""
    return one.goal.target_type == "milestone" and not one.goal.indicator


def _span(one: Followed) -> str:
    years = [one.goal.baseline_year, one.goal.deadline.year if one.goal.deadline else None]
    return "–\u2060".join(f"{year}" for year in dict.fromkeys(years) if year)


def _source(here: Situation, one: Followed) -> str:
    if one.measured is None:
        return here.texts("ohjelman työkirja") if _is_milestone(one) else ""
    if own := one.measured.own:
        return ", ".join(filter(None, (words.tidy(own.source), words.tidy(own.deliverer))))
    cards = one.readings.values.source if one.readings.values is not None else ()
    told = dict.fromkeys(f"{card.publisher[here.language]}, {card.statistic[here.language]}" for card in cards)
    return "; ".join(told)


def _rhythm(here: Situation, one: Followed) -> str:
    _, rhythm = here.texts, one.measured.rhythm if one.measured else None
    if rhythm is None:
        return _("kun työkirjaa päivitetään") if _is_milestone(one) else ""
    step = _(_STEPS[rhythm.step])
    if not rhythm.step:
        return step
    lag = _.plural("viive {count} kuukausi", "viive {count} kuukautta", rhythm.lag, count=rhythm.lag)
    return f"{step}, {lag}"
