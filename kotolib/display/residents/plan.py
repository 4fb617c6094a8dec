"""What the programme is about and how it goes, for residents: themes and groups by fixed words; no officials' words.

What the municipality has written itself is shown only on pages of the language that the workbook is written in.
"""

from collections.abc import Iterable
from dataclasses import replace

from kotolib import areas
from kotolib.areas.area import MUNICIPALITY
from kotolib.display.outputs import Several
from kotolib.display.prose import Heading, Paragraph, Points, Sentence
from kotolib.errors import N_
from kotolib.language import texts
from kotolib.programme import monitoring
from kotolib.programme.monitoring import ACHIEVED, OFF_TRACK, ON_TRACK
from kotolib.programme.records import Programme
from kotolib.programme.written import written
from kotolib.situation import Situation

_MOST = 6
"""Measures that are told in the municipality's own words."""

_THEMES = {
    "relations": N_("Hyvät suhteet ihmisten välillä"),
    "employment": N_("Työ"),
    "education": N_("Koulu ja opiskelu"),
    "wellbeing": N_("Hyvinvointi ja terveys"),
    "participation": N_("Osallistuminen"),
}
_GROUPS = {
    "everyone": N_("kaikki asukkaat"),
    "children": N_("lapset"),
    "young": N_("nuoret"),
    "older": N_("iäkkäät ihmiset"),
    "jobseekers": N_("ihmiset, jotka etsivät työtä"),
    "outside_labour_force": N_("ihmiset, jotka eivät ole töissä"),
    "moved_for_work": N_("ihmiset, jotka ovat muuttaneet tänne työn vuoksi"),
    "parents_at_home": N_("vanhemmat, jotka hoitavat lapsia kotona"),
    "international_protection": N_("ihmiset, jotka ovat saaneet Suomesta suojelua"),
    "temporary_protection": N_("ihmiset, jotka ovat saaneet tilapäistä suojelua"),
    "families": N_("suojelua saaneiden ihmisten perheet"),
    "unaccompanied": N_("lapset ja nuoret, jotka tulivat Suomeen yksin"),
}
_WELL, _BADLY, _UNKNOWN = "well", "badly", "unknown"
_HOW = {
    frozenset({_WELL}): N_("{what}: työ sujuu hyvin."),
    frozenset({_BADLY}): N_("{what}: työ ei suju hyvin."),
    frozenset({_UNKNOWN}): N_("{what}: emme tiedä vielä."),
    frozenset({_WELL, _BADLY}): N_("{what}: osa työstä sujuu hyvin, osa ei."),
    frozenset({_WELL, _UNKNOWN}): N_("{what}: osa työstä sujuu hyvin, muusta emme tiedä vielä."),
    frozenset({_BADLY, _UNKNOWN}): N_("{what}: osa työstä ei suju hyvin, muusta emme tiedä vielä."),
    frozenset({_WELL, _BADLY, _UNKNOWN}): N_("{what}: osa työstä sujuu hyvin, osa ei, muusta emme tiedä vielä."),
}


def opening(here: Situation) -> Paragraph:
    """Whose page this is, what it is about, and how ready the plan is.

    Examples
    --------
    >>> import kotolib as koto
    >>> opening(koto.begin("211", as_of="2026-11-24")).sentences[0].text
    'Kangasala suunnittelee apua ihmisille, jotka ovat muuttaneet Suomeen.'
    """
    _, basics = here.texts, _programme(here).basics
    told = [_("{area} suunnittelee apua ihmisille, jotka ovat muuttaneet Suomeen.", area=name(here))]
    if basics.state == "approved":
        told.append(_("Suunnitelma on valmis."))
    elif basics.state:
        told.append(_("Suunnitelma ei ole vielä valmis."))
    if basics.first_year and basics.last_year:
        told.append(_("Suunnitelman vuodet ovat {first}–{last}.", first=basics.first_year, last=basics.last_year))
    told.append(_("Voit kertoa, mitä sinä tarvitset."))
    return Paragraph(tuple(map(Sentence, told)))


def name(here: Situation) -> str:
    """The area's name; of several municipalities theirs, in the page's language: *A, B ja C*."""
    if len(here.area.members) < 2 or here.area.kind == MUNICIPALITY:
        return here.area.name_in(here.language)
    return here.texts.listing([areas.get(code).name_in(here.language) for code in here.area.members])


def contents(here: Situation) -> Several | Paragraph:
    """The themes of the plan, whom it helps, and what is done in the municipality's own words."""
    _, programme = here.texts, _programme(here)
    themes, groups = _themes(programme), _groups(programme)
    if not themes:
        return Paragraph(
            (Sentence(_("Suunnitelmasta ei ole vielä tietoa.")), Sentence(_("Kerromme siitä myöhemmin lisää.")))
        )
    parts = [_listed(_("Suunnitelmassa on näitä asioita:"), [_(_THEMES[one]) for one in themes])]
    if groups:
        parts.append(_listed(_("Apu on näille ihmisille:"), [_(_GROUPS[one]) for one in groups]))
    if measures := _own_words(here, programme):
        parts.append(_listed(_("Suunnitelmassa lukee näin:"), measures))
    return Several(parts)


def progress(here: Situation) -> Several | None:
    """How the work goes, theme by theme, in words; nothing where no goal can be judged yet."""
    _, programme = here.texts, _programme(here)
    # States are the same in every language, and the names of indicators are known in three.
    finnish = replace(here, language="fi", texts=texts("fi"))
    followed = monitoring.follow(finnish, programme).goals
    if not any(one.is_judged for one in followed):
        return None
    told = [
        _(_HOW[_course(one.status for one in followed if one.goal.theme == theme)], what=_(_THEMES[theme]))
        for theme in _themes(programme)
    ]
    opened = _listed(_("Näin työ sujuu nyt:"), told)
    return Several((Heading.of(_("Miten työ sujuu?"), level=2), opened))


def _course(statuses: Iterable[str | None]) -> frozenset[str]:
    words = {ACHIEVED: _WELL, ON_TRACK: _WELL, OFF_TRACK: _BADLY}
    return frozenset(words.get(status, _UNKNOWN) for status in statuses)


def _themes(programme: Programme) -> list[str]:
    """The themes that have a goal, in the checklist's order."""
    return [theme for theme in _THEMES if any(goal.theme == theme for goal in programme.goals)]


def _groups(programme: Programme) -> list[str]:
    """The groups that a measure is for, the largest first."""
    found = {group for one in programme.measures for group in (one.client_group, *one.special_groups)}
    return [group for group in _GROUPS if group in found]


def _own_words(here: Situation, programme: Programme) -> list[str]:
    """The first measures as they are written; none on a page of another language."""
    reading = written(here.area).reading
    if reading is None or reading.language != here.language:
        return []
    return [text for one in programme.measures if (text := " ".join((one.text or "").split()))][:_MOST]


def _listed(opening_: str, points: Iterable[str]) -> Points:
    told = tuple((Sentence(text),) for text in points)
    return Points((Sentence(opening_), *(sentence for (sentence,) in told)), told)


def _programme(here: Situation) -> Programme:
    return written(here.area).programme
