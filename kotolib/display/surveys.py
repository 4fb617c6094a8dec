"""The results of a survey of the area's own: who answered, and what they answered to its closed questions.

Knows what may be told; reads no export and no open answer. How many answered stands beside every result. Those who
answer a survey do so because they want to: nothing here speaks of all residents, and no interval is drawn round an
answer.

Source: percentages need 30 answers (:data:`kotolib.deliveries.surveys.told.FEWEST`).
"""

from collections.abc import Iterator
from itertools import groupby

from kotolib.deliveries import surveys
from kotolib.deliveries.held import RESTRICTED
from kotolib.deliveries.surveys import Question, Results
from kotolib.deliveries.surveys.declared import BACKGROUNDS, MULTIPLE, NOT_TOLD, SCALE
from kotolib.deliveries.surveys.told import ALL, Column, Told, told
from kotolib.display import wording
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
HIDDEN = N_("Pienimmät luvut on peitetty tietosuojan vuoksi, samoin luvut, joista ne voisi laskea.")


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
        source=source_of(here, results),
    )  # fmt: skip


def _statement(here: Situation, results: Results, found: Told) -> tuple[Cell, ...]:
    column, places = found.columns[0], range(len(found.question.options))
    said = Cell(found.question.text, language=language_of(here, results))
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
        source=source_of(here, results),
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
    return Cell(option, language=language_of(here, results)) if option else Cell(here.texts(_POOLED))


def language_of(here: Situation, results: Results) -> str:
    """The language of what a survey's makers and answerers wrote, where the page is in another; else empty."""
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
        yield _(HIDDEN)
    if results.survey.restricted:
        yield _(RESTRICTED)


def source_of(here: Situation, results: Results) -> str:
    """The line of the source of a survey's results."""
    made = results.survey
    return here.texts(
        "Lähde: {by}, {survey}, {days}. Käyttöoikeus: {licence}.",
        by=made.by, survey=made.name, days=words.days(here, made.first, made.last), licence=made.licence,
    )  # fmt: skip
