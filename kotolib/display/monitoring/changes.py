"""What has changed in the goals since an earlier time, in words: states, figures that came or were revised, edits."""

from datetime import date

from kotolib.display import wording
from kotolib.display.decisions import words
from kotolib.display.monitoring import states
from kotolib.display.monitoring.told import ARROW, Numbers, followed
from kotolib.display.prose import Paragraph, Points, Sentence
from kotolib.errors import N_
from kotolib.programme import keeping
from kotolib.programme.monitoring import editions
from kotolib.programme.monitoring.editions import Difference, Since
from kotolib.situation import Situation

MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12, "two_years": 24, "four_years": 48}
"""Interval of a report → how long a time it tells of."""
_MOVED = {
    "indicator": N_("mittari"),
    "baseline": N_("lähtötaso"),
    "target": N_("tavoitetaso"),
    "deadline": N_("määräaika"),
}


def changes(here: Situation, interval: str | None = "yearly", goals: tuple[str, ...] = ()) -> Paragraph:
    """What has changed in the goals over the time that a report tells of.

    Parameters
    ----------
    here
        The situation; what was kept at earlier runs stands beside the area's workbook.
    interval
        Id of how often the report comes; None: since the beginning.
    goals
        Ids of the goals to tell of; all unless told.
    """
    _ = here.texts
    before = None if here.area.example else _before(here, interval)
    if before is None:
        told = _("Aiempaa seurantatietoa ei ole, joten muutosta ei vielä voi kertoa. Seuraava raportti vertaa tähän.")
        return Paragraph((Sentence(told),))
    return since(here, before, goals)


def since(here: Situation, before: dict, goals: tuple[str, ...] = ()) -> Paragraph:
    """What has changed since a result that was kept, or one of other figures (``Monitoring.result``)."""
    _ = here.texts
    found = editions.since(followed(here).result, before)
    day = words.day(here, date.fromisoformat(found.day))
    points = _points(here, found, goals)
    if not points:
        return Paragraph((Sentence(_("Tavoitteissa ei ole muutoksia verrattuna tilanteeseen {day}.", day=day)),))
    opening = Sentence(_("Muutokset verrattuna tilanteeseen {day}:", day=day))
    return Points((opening, *(sentence for point in points for sentence in point)), points)


def _before(here: Situation, interval: str | None) -> dict | None:
    return editions.before(keeping.folder(here.area), here.as_of, MONTHS.get(interval or ""))


def _points(here: Situation, found: Difference, goals: tuple[str, ...]) -> tuple[tuple[Sentence, ...], ...]:
    _ = here.texts
    told = [_of_goal(here, one) for one in found.goals if one.has_changed and (not goals or one.goal in goals)]
    if found.dropped and not goals:
        told.append(_("Ohjelmasta on poistettu {goals}.", goals=_.listing(list(found.dropped))))
    return tuple((Sentence(one),) for one in told)


def _of_goal(here: Situation, one: Since) -> str:
    _ = here.texts
    if one.is_new:
        return _("{goal}: uusi tavoite, tila {state}.", goal=one.goal, state=states.signed(here, one.now))
    told = [*_turned(here, one), *_figures(here, one)]
    if one.moved:
        names = _.listing([_(_MOVED[name]) for name in one.moved])
        told.append(_("ohjelmassa on muutettu: {names}", names=names))
    return f"{one.goal}: {'; '.join(told)}."


def _turned(here: Situation, one: Since) -> list[str]:
    _, told = here.texts, []
    if one.before != one.now:
        turn = f"{states.signed(here, one.before)}{ARROW}{states.signed(here, one.now)}"
        told.append(_("tila {turn}", turn=turn))
    if one.alarm_now and not one.alarm_before:
        told.append(_("uusi hälytys"))
    if one.alarm_before and not one.alarm_now:
        told.append(_("hälytys päättyi"))
    return told


def _figures(here: Situation, one: Since) -> list[str]:
    _, numbers, told = here.texts, Numbers(here, followed(here).of(one.goal)), []
    if one.new_years:
        years = wording.spans(here, list(one.new_years))
        told.append(
            _.plural("uusi luku vuodelta {years}", "uudet luvut vuosilta {years}", len(one.new_years), years=years)
        )
    for each in one.revised:
        told.append(
            _(
                "vuoden {year} luku on tarkistunut: aiemmin {before}, nyt {now}",
                year=each.year, before=numbers.bare(each.before), now=numbers.bare(each.now),
            )
        )  # fmt: skip
    return told
