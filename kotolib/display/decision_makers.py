"""The decision-makers' page: what has changed, what is at stake, how the goals do, what is decided next; on one page.

Knows how much fits: few points, short names, and a table of goals without intervals. What is behind each stands on the
programme's own pages.
"""

from collections.abc import Iterable
from datetime import date

from kotolib import frame
from kotolib.areas.area import COUNTRY
from kotolib.comparison import standing as rules
from kotolib.display import outlooks, standing
from kotolib.display.absence import Missing
from kotolib.display.decisions import responsibility, words
from kotolib.display.monitoring import cards, memo, states
from kotolib.display.monitoring.told import Numbers, followed
from kotolib.display.outputs import Cell, Several, Table
from kotolib.display.prose import Paragraph, Points, Sentence
from kotolib.errors import N_
from kotolib.programme.monitoring import ACHIEVED, CANNOT_BE_ASSESSED, OFF_TRACK, ON_TRACK, UNCERTAIN, Followed
from kotolib.programme.records import Step
from kotolib.situation import Situation

_CHANGES, _CHALLENGES, _STEPS, _GOALS = 2, 2, 4, 8
"""How many of each are told."""

_WORDS = 14
"""A name or a text of the municipality's own that is longer is cut after so many words."""

_COUNTED = {
    OFF_TRACK: N_("{count} ei etene tavoitteen mukaisesti"),
    UNCERTAIN: N_("{count} on epävarma"),
    ON_TRACK: N_("{count} etenee tavoitteen mukaisesti"),
    ACHIEVED: N_("{count} on saavutettu"),
    CANNOT_BE_ASSESSED: N_("{count} jää vielä arvioimatta"),
    None: N_("{count} on seurannassa ilman tilaa"),
}
"""So many goals are in each state, what needs attention first."""
_NOTHING_NEXT = N_("Tulevia päätöksiä ei ole kirjattu.")


def answer(here: Situation) -> Paragraph:
    """How many goals are in each state, and whether the programme should be updated.

    Examples
    --------
    >>> import kotolib as koto
    >>> answer(koto.begin("211", as_of="2026-11-24")).text
    'Ohjelmalle ei ole vielä kirjattu tavoitteita.'
    """
    _, found = here.texts, followed(here).goals
    if not found:
        return Paragraph((Sentence(_("Ohjelmalle ei ole vielä kirjattu tavoitteita.")),))
    if len(found) == 1:
        opening = _("Ohjelmassa on yksi tavoite: {told}.", told=states.word(here, found[0].status).lower())
    else:
        counts = [(said, sum(one.status == status for one in found)) for status, said in _COUNTED.items()]
        told = _.listing([_(said, count=count) for said, count in counts if count])
        opening = _("Ohjelmassa on {count} tavoitetta: {told}.", count=len(found), told=told)
    return Paragraph((Sentence(opening), Sentence(memo.opening(here, memo.decision(here))[0])))


def what_has_changed(here: Situation) -> Points:
    """The figures that stand out most, each in one sentence; their cautions are on the programme's pages."""
    found = [next(iter(standing.point(here, one))) for one in rules.findings(here)[:_CHANGES]]
    if not found:
        return Points((Sentence(here.texts("Mikään luku ei poikkea selvästi muista kunnista.")),))
    opening = here.texts.plural(
        "Tämä luku poikkeaa eniten tai on muuttunut eniten:",
        "Nämä luvut poikkeavat eniten tai ovat muuttuneet eniten:",
        len(found),
    )
    return Points((Sentence(opening), *found), tuple((one,) for one in found))


def at_stake(here: Situation) -> Several:
    """How many foreign-language residents are expected, and the first challenges that were heard."""
    _, parts = here.texts, []
    if here.area.kind != COUNTRY:
        made = outlooks.made(here)
        if isinstance(made, outlooks.Made):
            parts.append(Sentence(outlooks.finding(here, made, here.area.locative(here.language)) + "."))
        else:
            parts.append(made)
    heard = [one for one in words.programme(here).findings if one.kind == "challenge" and one.text][:_CHALLENGES]
    if not heard:
        return Several((Paragraph((*parts, Sentence(_("Haasteita ei ole vielä kirjattu.")))),))
    columns = [
        (_("Haaste"), words.theirs(here, [_short(one.text) for one in heard])),
        (_("Kuka kertoi"), [words.choice(here, "finding_source", one.source) for one in heard]),
    ]
    table = words.table(here, "challenges-heard", _("Kuultuja haasteita"), columns, "findings")
    return Several((Paragraph(tuple(parts)), table) if parts else (table,))


def goals_in_short(here: Situation) -> Table | Missing:
    """A row for each goal, what needs attention first: its measure, newest figure, target and state."""
    _, found = here.texts, followed(here).goals
    if not found:
        return words.unwritten(here, _(cards.NO_GOALS), "goals")
    rows = sorted(found, key=lambda one: list(_COUNTED).index(one.status))
    columns = [
        (_("Mittari"), words.theirs(here, [_measure(here, one) for one in rows[:_GOALS]])),
        (_("Uusin luku"), [_latest(here, one) for one in rows[:_GOALS]]),
        (_("Tavoite"), [_target(here, one) for one in rows[:_GOALS]]),
        (_("Tila"), [states.cell(here, one.status, short=True) for one in rows[:_GOALS]]),
    ]
    caption = _("Tavoitteiden tilanne {day}", day=words.day(here, here.as_of))
    if len(rows) > _GOALS:
        caption = _("{caption} ({shown}/{all})", caption=caption, shown=_GOALS, all=len(rows))
    return words.table(here, "goals-in-short", caption, columns, "goals")


def _measure(here: Situation, one: Followed) -> str:
    return f"{one.goal.id} {_short(one.measured.name if one.measured else one.goal.text)}"


def _latest(here: Situation, one: Followed) -> Cell:
    if one.measured is None:
        return Cell(here.texts("ei mittaria"), None, frame.NOT_APPLICABLE)
    if one.latest is None:
        return Cell(here.texts("ei lukua"), None, frame.MISSING)
    told = f"{Numbers(here, one).reading(one.latest)}, {one.latest.year}"
    return Cell(told, one.latest.value if one.latest.is_shown else None, one.latest.status)


def _target(here: Situation, one: Followed) -> Cell | str:
    if one.target is None:
        return cards.target(here, one)
    year = f", {one.goal.deadline.year}" if one.goal.deadline else ""
    return Cell(f"{Numbers(here, one).aimed(one.target)}{year}", one.target)


def decided_next(here: Situation) -> Table | Missing:
    """The coming decisions, meetings and reports, the earliest first; what is late comes before them.

    Examples
    --------
    >>> import kotolib as koto
    >>> decided_next(koto.begin("766", as_of="2026-11-24")).what
    'Tulevia päätöksiä ei ole kirjattu.'
    """
    _, programme = here.texts, words.programme(here)
    found = [(day, step.name, step.body) for step in programme.timetable if (day := _open_day(step))]
    found += [
        (row.next, row.text, row.to_whom)
        for row in programme.monitoring
        if row.kind == "reporting" and row.next and row.next >= here.as_of
    ]
    if not found:
        return words.unwritten(here, _(_NOTHING_NEXT), "timetable")
    rows = sorted(found, key=lambda one: (one[0], one[1] or ""))[:_STEPS]
    columns = [
        (_("Päivä"), [_day(here, day) for day, _name, _who in rows]),
        (_("Mitä"), words.theirs(here, [_short(name) for _on, name, _who in rows])),
        (_("Kuka käsittelee"), words.theirs(here, [_short(who) for _on, _name, who in rows])),
    ]
    return words.table(here, "decided-next", _("Seuraavat päivät"), columns, "timetable", "monitoring")


def _day(here: Situation, day: date) -> str:
    told = words.day(here, day)
    return f"{told} ({here.texts('myöhässä')})" if day < here.as_of else told


def _open_day(step: Step) -> date | None:
    """The day of a decision, meeting or statement that is still to be done."""
    wanted = step.kind in ("decision", "meeting", "statement") and step.state not in ("done", "cancelled")
    return (responsibility.when(step) or step.start) if wanted else None


def _short(text: str | None) -> str:
    """The text's first words, three points where more follow."""
    told = words.tidy(text).split()
    return " ".join(told) if len(told) <= _WORDS else " ".join(told[:_WORDS]).rstrip(".,;:") + " …"


def count_words(texts: Iterable[str]) -> int:
    """How many words the texts have together.

    Examples
    --------
    >>> count_words(["Kunta päättää.", "T1 – 5\u00a0%"])
    4
    """
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())
