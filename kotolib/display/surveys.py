"""The results of a survey of the area's own: who answered, what they answered, and what a person has marked as a quote.

Knows what may be told; reads no export. How many answered stands beside every result. Those who answer a survey do so
because they want to: nothing here speaks of all residents, and no interval is drawn round an answer.

Source: percentages need 30 answers (:data:`kotolib.deliveries.surveys.told.FEWEST`).
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from kotolib.deliveries import surveys
from kotolib.deliveries.held import RESTRICTED
from kotolib.deliveries.surveys import Question, Results, held
from kotolib.deliveries.surveys.declared import BACKGROUNDS, MULTIPLE, NOT_TOLD, SCALE
from kotolib.deliveries.surveys.told import ALL, Column, Told, alone, told
from kotolib.disclosure import Count
from kotolib.display import wording
from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.delivered import rule_of
from kotolib.display.outputs import Cell, Several, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.errors import N_
from kotolib.situation import Situation

VOLUNTEERS = N_(
    "Kyselyyn vastasivat ne, jotka halusivat, joten tulokset kertovat vastaajista eivätkä kaikista asukkaista."
)
_FEW = N_("Prosentteja ei lasketa, kun vastauksia on alle 30.")
_SEVERAL = N_("Sai valita useita vaihtoehtoja.")
_POOLED = N_("Muu tai ei tietoa")
_HIDDEN = N_("Pienimmät luvut on peitetty tietosuojan vuoksi, samoin luvut, joista ne voisi laskea.")


def survey(here: Situation, name: str = "") -> Several | None:
    """The answers to a survey's closed questions, a table each; nothing where the area has no survey.

    Parameters
    ----------
    here
        The situation.
    name
        The survey; the one that was made last unless told.

    Returns
    -------
    Several or None
        An opening, and tables. Options are rows; all who answered, and the groups of the one background question where
        they may be told, are columns. Questions on one scale are rows of one table. A cell tells a percentage and a
        count where at least 30 answered, else the count.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.survey(koto.begin("766", as_of="2026-11-24")) is None
    True
    """
    results = newest(here, name)
    if results is None:
        return None
    closed = [one for one in results.survey.questions if one.is_closed]
    parts = [list(part) for _key, part in groupby(closed, key=_battery)]
    shown = [one for part in parts for one in _of_part(here, results, part)]
    return Several([_paragraph(here, results), *shown]) if shown else None


def survey_respondents(here: Situation, name: str = "") -> Several | None:
    """How many answered a survey and who they were, by its background questions; nothing where there is no survey.

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
    asked = [one for one in results.survey.questions if one.kind in BACKGROUNDS]
    tables = [_table(here, results, one) for one in asked]
    return Several([_paragraph(here, results), *tables])


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
    _, language = here.texts, _language(here, results)
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
        source=_source(here, results),
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
        rows=tuple((Cell(theme, language=_language(here, results)), words.count(here, one)) for theme, one in shown),
        language=here.language,
        notes=tuple([_(_HIDDEN)] if not all(one.is_shown for one in counts) else []),
        source=_source(here, results),
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
            (Cell(question, language=_language(here, results)), *(Cell(_.number(one), one) for one in row))
            for question, row in zip(asked, counts, strict=True)
        ),
        language=here.language,
        source=_source(here, results),
    )


def nothing_open(here: Situation) -> Missing:
    """That there are no open answers, and how a survey is brought."""
    _ = here.texts
    command = f"python3 koto.py import {_('TIEDOSTO')} --form survey --area {here.area.word}"
    return Missing(_("Kyselyn avoimia vastauksia ei ole tuotu."), _("Kysely tuodaan komennolla:"), commands=(command,))


def newest(here: Situation, name: str = "") -> Results | None:
    """The newest results of a survey; of the one that was made last unless it is told."""
    return surveys.newest(here.area, name, here.edition, here.as_of)


def _paragraph(here: Situation, results: Results) -> Paragraph:
    return Paragraph(tuple(Sentence(text) for text in _opening(here, results)))


def _opening(here: Situation, results: Results) -> Iterator[str]:
    _, made = here.texts, results.survey
    words_ = {"survey": made.name, "days": words.days(here, made.first, made.last), "count": results.respondents}
    yield _.plural(
        "Kyselyyn {survey} ({days}) vastasi {count} ihminen.", "Kyselyyn {survey} ({days}) vastasi {count} ihmistä.",
        results.respondents, **words_,
    )  # fmt: skip
    if made.asked:
        yield _.plural("Kysely lähetettiin {count} ihmiselle.", "Kysely lähetettiin {count} ihmiselle.", made.asked,
                       count=made.asked)  # fmt: skip
    else:
        yield _("Ei tiedetä, kuinka moni sai kyselyn.")
    yield _(VOLUNTEERS)


def _of_part(here: Situation, results: Results, part: list[Question]) -> Iterator[Table | Paragraph]:
    """The table of a question, and what was answered most; of questions on one scale their table."""
    if len(part) > 1:
        yield _statements(here, results, part)
        return
    yield _table(here, results, part[0])
    if most := _most(here, results, part[0]):
        yield Paragraph((Sentence(most),))


def _most(here: Situation, results: Results, asked: Question) -> str:
    """*Yleisin vastaus oli ”Kyllä” (42 %, 49 vastausta).* Nothing where something is hidden, or two are as common."""
    found, _ = told(results, asked, rule_of(here)), here.texts
    column = found.columns[0]
    if found.hides or asked.kind == SCALE:
        return ""
    first, second, *_rest = sorted(column.counts, key=lambda count: -count.value)
    if first.value == second.value:
        return ""
    option, count = asked.options[column.counts.index(first)], int(first.value)
    if not column.has_percentages:
        return _.plural(
            "Yleisin vastaus oli ”{option}” ({count} vastaus).", "Yleisin vastaus oli ”{option}” ({count} vastausta).",
            count, option=option, count=_.number(count),
        )  # fmt: skip
    return _.plural(
        "Yleisin vastaus oli ”{option}” ({percent}, {count} vastaus).",
        "Yleisin vastaus oli ”{option}” ({percent}, {count} vastausta).",
        count, option=option, count=_.number(count), percent=_.percent(100 * count / column.n, 0),
    )  # fmt: skip


def _battery(question: Question) -> tuple:
    """Questions beside each other that are answered on one scale make one table, told of everybody."""
    return question.options if question.kind == SCALE else (question.id,)


def _statements(here: Situation, results: Results, part: list[Question]) -> Table:
    _, shown = here.texts, [told(results, one, rule_of(here), by_groups=False) for one in part]
    return Table(
        key=f"survey-{results.survey.id}-{part[0].id.lower()}",
        caption=_("Väittämät, {survey}, vastaajia {respondents}.", survey=results.survey.name,
                  respondents=_.number(results.respondents)),
        columns=(_("Väittämä"), _("Vastauksia"), *part[0].options),
        rows=tuple(_statement(here, results, one) for one in shown),
        language=here.language,
        notes=tuple(dict.fromkeys(note for one in shown for note in _notes(here, results, one))),
        source=_source(here, results),
    )  # fmt: skip


def _statement(here: Situation, results: Results, found: Told) -> tuple[Cell, ...]:
    column, places = found.columns[0], range(len(found.question.options))
    said = Cell(found.question.text, language=_language(here, results))
    return said, Cell(here.texts.number(column.n), column.n), *(_cell(here, column, place) for place in places)


def _table(here: Situation, results: Results, asked: Question) -> Table:
    found, _ = told(results, asked, rule_of(here)), here.texts
    question = found.question
    return Table(
        key=f"survey-{results.survey.id}-{question.id.lower()}",
        caption=_("{question} {survey}, {base}.", question=_ended(question.text), survey=results.survey.name,
                  base=_base(here, found.columns[0], results)),
        columns=(_("Vastaus"), *(_heading(here, column) for column in found.columns)),
        rows=tuple(
            (_label(here, results, option), *(_cell(here, column, place) for column in found.columns))
            for place, option in enumerate(question.options)
        ),
        language=here.language,
        notes=tuple(_notes(here, results, found)),
        source=_source(here, results),
    )  # fmt: skip


def _ended(text: str) -> str:
    return text if text.endswith(("?", "!", ".")) else f"{text}."


def _base(here: Situation, column: Column, results: Results) -> str:
    _ = here.texts
    return _("vastauksia {n}, vastaajia {respondents}", n=_.number(column.n), respondents=_.number(results.respondents))


def _heading(here: Situation, column: Column) -> str:
    _ = here.texts
    name = {ALL: _("Kaikki"), NOT_TOLD: _(_POOLED)}.get(column.group, column.group)
    return _("{group} (n\u00a0=\u00a0{n})", group=name, n=_.number(column.n))


def _label(here: Situation, results: Results, option: str) -> Cell:
    return Cell(option, language=_language(here, results)) if option else Cell(here.texts(_POOLED))


def _language(here: Situation, results: Results) -> str:
    return "" if results.survey.language == here.language else results.survey.language


def _cell(here: Situation, column: Column, place: int) -> Cell:
    _, count = here.texts, column.counts[place]
    if not count.is_shown:
        return Cell(wording.reason(here, count.status), None, count.status)
    if not column.has_percentages:
        return Cell(_.number(count.value), count.value)
    share = 100 * count.value / column.n
    return Cell(_("{percent} ({count})", percent=_.percent(share, 0), count=_.number(count.value)), round(share))


def _notes(here: Situation, results: Results, found: Told) -> Iterator[str]:
    _ = here.texts
    if found.question.kind == MULTIPLE:
        yield _(_SEVERAL)
    if not all(column.has_percentages for column in found.columns):
        yield _(_FEW)
    if found.hides:
        yield _(_HIDDEN)
    if results.survey.restricted:
        yield _(RESTRICTED)


def _source(here: Situation, results: Results) -> str:
    made = results.survey
    return here.texts(
        "Lähde: {by}, {survey}, {days}. Käyttöoikeus: {licence}.",
        by=made.by, survey=made.name, days=words.days(here, made.first, made.last), licence=made.licence,
    )  # fmt: skip
