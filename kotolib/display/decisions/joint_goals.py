"""Shared and own goals of a joint programme: on its own pages and on its members'; own counts of all beside each other.

Every own count passes :mod:`kotolib.programme.own_counts`, so that no page gives away what another hides.
"""

from collections.abc import Iterator
from dataclasses import replace

from kotolib import areas
from kotolib.display import wording
from kotolib.display.decisions import goal_words, words
from kotolib.display.decisions.goal_words import Told
from kotolib.display.outputs import Cell, Several, Table
from kotolib.display.prose import Heading, Paragraph, Sentence
from kotolib.programme import joint, own_counts
from kotolib.programme.joint import Joint
from kotolib.programme.records import Goal
from kotolib.programme.written import written
from kotolib.situation import Situation, begin


def whose(here: Situation, goal: Goal) -> str:
    """*yhteinen* or a member's name; empty where one municipality makes the programme alone."""
    if len(here.area.members) < 2:
        return ""
    return areas.get(goal.municipality).name_in(here.language) if goal.municipality else here.texts("yhteinen")


def _there(here: Situation, word: str) -> Situation:
    return begin(word, here.language, here.edition, here.as_of)


def _measured(told: Told) -> str:
    return told.case.measured.name if told.case.measured else ""


def _named(here: Situation, goal: Goal) -> str:
    return words.tidy(goal.text) or here.texts("Nimeämätön tavoite")


# --- on the pages of the joint programme


def own_goals(here: Situation) -> Several | None:
    """Of a joint programme the members' own goals, and own counts by member; nothing where there are none.

    A member's own goals are those of the joint workbook that name it, and those of its own workbook.
    """
    if len(here.area.members) < 2:
        return None
    tables = [table for table in (_own(here), _counts(here)) if table]
    if not tables:
        return None
    return Several((Heading.of(here.texts("Kuntien omat tavoitteet ja luvut")), *tables))


def _own(here: Situation) -> Table | None:
    _, rows = here.texts, [row for code in here.area.members for row in _of_member(here, code)]
    if not rows:
        return None
    columns = [
        (_("Kunta"), [name for name, _there, _told in rows]),
        (_("Tavoite"), [_theirs(there, _named(here, told.goal)) for _name, there, told in rows]),
        (_("Mittari"), [_measured(told) for _name, _there, told in rows]),
        (_("Tavoitetaso"), [goal_words.short_target(there, told) for _name, there, told in rows]),
        (_("Vastuutaho"), [_theirs(there, words.tidy(told.goal.responsible)) for _name, there, told in rows]),
    ]
    caption = _("Kuntien omat tavoitteet yhteisten tavoitteiden lisäksi")
    return words.table(here, "own-goals", caption, columns, "goals")


def _theirs(there: Situation, text: str) -> str | Cell:
    """A text in the language of the workbook that it stands in: members' workbooks may be in either."""
    return words.theirs(there, [text])[0]


def _of_member(here: Situation, code: str) -> Iterator[tuple[str, Situation, Told]]:
    name = areas.get(code).name_in(here.language)
    for goal in words.programme(here).goals:
        if goal.municipality == code:
            yield name, here, goal_words.told(here, goal)
    if own := written(areas.get(code)).programme.goals:
        there = _there(here, code)
        yield from ((name, there, goal_words.told(there, goal)) for goal in own)


def _counts(here: Situation) -> Table | None:
    """Own counts of people by member and together; those that could be reckoned from the others are hidden."""
    _, found = here.texts, own_counts.of_joint(here, here.area)
    if not found:
        return None
    named = [f"{words.tidy(one.name)} {one.year}" for one in found]
    members = [
        (areas.get(code).name_in(here.language), [_count(here, one.members.get(code)) for one in found])
        for code in here.area.members
    ]
    together = (_("Yhteensä"), [words.count(here, one.total) for one in found])
    table = words.table(
        here, "own-counts", _("Kuntien omat luvut"), [(_("Luku"), named), *members, together], "indicators"
    )
    notes = (
        *table.notes,
        _("Luku on peitetty, jos se on pieni tai jos siitä voisi laskea toisen kunnan pienen luvun."),
    )
    return replace(table, notes=notes) if _hides(found) else table


def _count(here: Situation, told) -> Cell | str:
    return "" if told is None else words.count(here, told)


def _hides(found: tuple[own_counts.OfOneYear, ...]) -> bool:
    return any(not one.is_shown for each in found for one in (*each.members.values(), each.total))


# --- on the pages of a member


def shared_goals(here: Situation) -> Several | None:
    """Of each joint programme that a municipality is in, the goals that concern it, marked as shared or its own.

    Nothing where it is in none, and on the pages of a joint programme itself.

    Parameters
    ----------
    here
        The situation.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.shared_goals(koto.begin("766", as_of="2026-11-24")) is None
    True
    """
    outputs = [output for one in joint.programmes_of(here.area) for output in _shared(here, one)]
    return Several((Heading.of(here.texts("Yhteisen ohjelman tavoitteet")), *outputs)) if outputs else None


def _shared(here: Situation, one: Joint) -> Iterator[Paragraph | Table]:
    _, there = here.texts, _there(here, one.area.word)
    goals = [goal_words.told(there, goal) for goal in one.goals_of(here.area.code)]
    if not goals:
        return
    names = _.listing([areas.get(code).name_in(here.language) for code in one.area.members])
    told = [
        _("{area} on mukana yhteisessä ohjelmassa: {names}.", area=wording.named(here, here.area), names=names),
        _("Yhteiset tavoitteet koskevat kaikkia mukana olevia kuntia, ja niiden luvut ovat kuntien yhteisiä."),
    ]
    yield Paragraph(tuple(map(Sentence, told)))
    columns = [
        (_("Tavoite"), words.theirs(there, [_named(here, told.goal) for told in goals])),
        (_("Kenen tavoite"), [whose(there, told.goal) for told in goals]),
        (_("Teema"), [words.choice(here, "theme", told.goal.theme) for told in goals]),
        (_("Mittari"), [_measured(told) for told in goals]),
        (_("Tavoitetaso"), [goal_words.short_target(there, told) for told in goals]),
        (_("Vastuutaho"), words.theirs(there, [words.tidy(told.goal.responsible) for told in goals])),
    ]
    table = words.table(there, f"shared-goals-{one.area.slug}", _("Yhteisen ohjelman tavoitteet"), columns, "goals")
    source = _("Lähde: yhteisen ohjelman työkirja, taulukko {sheet}.", sheet=words.sheet(here, "goals"))
    yield replace(table, source=source)
