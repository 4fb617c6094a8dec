"""The open answers of a survey: their themes, those that a person marked as quotes, and how the reading goes on.

Knows marks and what may be told of them; an answer that nobody has marked is never shown.
"""

from collections import Counter

from kotolib.deliveries.surveys import held
from kotolib.deliveries.surveys.told import alone
from kotolib.disclosure import Count
from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.delivered import rule_of
from kotolib.display.outputs import Cell, Table
from kotolib.display.surveys import HIDDEN, language_of, newest, source_of
from kotolib.situation import Situation


def survey_quotes(here: Situation, name: str = "") -> Table | None:
    """The open answers that a person has marked as quotes; nothing where there are none.

    Parameters
    ----------
    here
        The situation.
    name
        The survey; the one that was made last unless told.
    """
    results = newest(here, name)
    if results is None:
        return None
    answers = held.open_answers(here.area, results.survey.id).read()
    marked = sorted((one for one in answers if one.may_be_quoted), key=lambda one: (one.theme, one.text))
    if not marked:
        return None
    _, language = here.texts, language_of(here, results)
    columns = [
        (_("Aihe"), [Cell(one.theme or _("Muut"), language=language if one.theme else "") for one in marked]),
        (_("Mitä vastattiin"), [Cell(f"”{words.tidy(one.text)}”", language=language) for one in marked]),
    ]
    return Table(
        key=f"survey-quotes-{results.survey.id}",
        caption=_("Lainauksia avoimista vastauksista, {survey}.", survey=results.survey.name),
        columns=tuple(heading for heading, _cells in columns),
        rows=tuple(zip(*(cells for _heading, cells in columns), strict=True)),
        language=here.language,
        notes=(_("Lainaukset on valinnut ihminen. Ne ovat vastaajien omia sanoja, eikä niiden määrä kerro mitään."),),
        source=source_of(here, results),
    )


def survey_themes(here: Situation, name: str = "") -> Table | None:
    """How many open answers a person has given each theme; nothing where none has one.

    Parameters
    ----------
    here
        The situation.
    name
        The survey; the one that was made last unless told.
    """
    results = newest(here, name)
    answers = held.open_answers(here.area, results.survey.id).read() if results else ()
    themes = Counter(one.theme for one in answers if one.is_coded)
    if not themes:
        return None
    _, listed = here.texts, sorted(themes, key=lambda theme: (-themes[theme], theme))
    counts = alone([themes[theme] for theme in listed], themes.total(), rule_of(here))
    shown = sorted(zip(listed, counts, strict=True), key=_largest_first)
    return Table(
        key=f"survey-themes-{results.survey.id}",
        caption=_("Avointen vastausten aiheet, {survey}, vastauksia {n}.", survey=results.survey.name,
                  n=_.number(themes.total())),
        columns=(_("Aihe"), _("Vastauksia")),
        rows=tuple((Cell(theme, language=language_of(here, results)), words.count(here, one)) for theme, one in shown),
        language=here.language,
        notes=tuple([_(HIDDEN)] if not all(one.is_shown for one in counts) else []),
        source=source_of(here, results),
    )  # fmt: skip


def _largest_first(one: tuple[str, Count]) -> tuple:
    """The hidden ones last by name: their order must not tell their sizes."""
    theme, count = one
    return (0, -count.value, theme) if count.is_shown else (1, 0, theme)


def open_answers(here: Situation, name: str = "") -> Table | Missing:
    """How the reading of a survey's open answers goes on, by question; for the working notebook, not for a page.

    Parameters
    ----------
    here
        The situation.
    name
        The survey; the one that was made last unless told.
    """
    results = newest(here, name)
    answers = held.open_answers(here.area, results.survey.id).read() if results else ()
    if not answers:
        return nothing_open(here)
    _, asked = here.texts, list(dict.fromkeys(one.question for one in answers))
    marks = {
        _("Vastauksia"): lambda one: True, _("Aihe annettu"): lambda one: one.is_coded,
        _("Saa lainata"): lambda one: one.may_be_quoted, _("Peitetty"): lambda one: one.is_withheld,
    }  # fmt: skip
    counts = [[sum(map(is_so, of)) for is_so in marks.values()]
              for question in asked if (of := [one for one in answers if one.question == question])]  # fmt: skip
    return Table(
        key=f"survey-open-{results.survey.id}",
        caption=_("Avointen vastausten lukeminen, {survey}.", survey=results.survey.name),
        columns=(_("Kysymys"), *marks),
        rows=tuple(
            (Cell(question, language=language_of(here, results)), *(Cell(_.number(one), one) for one in row))
            for question, row in zip(asked, counts, strict=True)
        ),
        language=here.language,
        source=source_of(here, results),
    )


def nothing_open(here: Situation) -> Missing:
    """That there are no open answers, and how a survey is brought."""
    _ = here.texts
    command = f"python3 koto.py import {_('TIEDOSTO')} --form survey --area {here.area.word}"
    return Missing(_("Kyselyn avoimia vastauksia ei ole tuotu."), _("Kysely tuodaan komennolla:"), commands=(command,))
