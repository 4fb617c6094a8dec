"""The goals of the programme document, theme by theme: need, baseline and target, measures, responsible, monitoring.

Knows how one goal is told to those who decide of it; the section of goals tells those who prepare it more.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from kotolib.display.absence import Missing
from kotolib.display.decisions import findings, goal_path, goal_words, joint_goals, words
from kotolib.display.decisions.goal_words import Told
from kotolib.display.outputs import Figure, Several, Table
from kotolib.display.prose import Heading, Paragraph, Sentence
from kotolib.display.wording import capital
from kotolib.errors import N_
from kotolib.programme import sheets
from kotolib.programme.goals import THEMES
from kotolib.programme.records import Goal, Measure
from kotolib.situation import Situation

NO_GOALS = N_("Tavoitteita ei ole vielä kirjattu.")
_NO_MEASURES = N_("Toimenpiteitä ei ole vielä kirjattu.")


def by_theme(here: Situation) -> list[tuple[str | None, list[Goal]]]:
    """Goals by theme, in the checklist's order; those without a theme last."""
    found = words.programme(here).goals
    order = (*sheets.choices("theme", "fi"), None)
    return [(theme, kept) for theme in order if (kept := [goal for goal in found if goal.theme == theme])]


def named(here: Situation, goal: Goal) -> str:
    """``T1 Yhä useampi löytää työtä.``"""
    return f"{goal.id} {goal_words.text(here, goal)}"


def goals_at_a_glance(here: Situation) -> Table | Missing:
    """All goals on one table: what, from where to where, who is responsible.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.goals_at_a_glance(koto.begin("766", as_of="2026-11-24")).what
    'Tavoitteita ei ole vielä kirjattu.'
    """
    _, found = here.texts, [goal for _theme, kept in by_theme(here) for goal in kept]
    if not found:
        return words.unwritten(here, _(NO_GOALS), "goals")
    columns = [
        (_("Tavoite"), words.theirs(here, [named(here, goal) for goal in found])),
        (_("Teema"), [words.choice(here, "theme", goal.theme) for goal in found]),
        (_("Kenen tavoite"), [joint_goals.whose(here, goal) for goal in found]),
        (_("Lähtötaso ja tavoitetaso"), [goal_words.short_target(here, goal_words.told(here, goal)) for goal in found]),
        (_("Vastuutaho"), words.theirs(here, [words.tidy(goal.responsible) for goal in found])),
    ]
    return words.table(here, "goals-at-a-glance", _("Ohjelman tavoitteet"), columns, "goals")


def goals_by_theme(here: Situation) -> Several | Missing:
    """Each goal under its theme: why it is there, what changes by when, by which measures, and how it is followed."""
    themes = by_theme(here)
    if not themes:
        return words.unwritten(here, here.texts(NO_GOALS), "goals")
    return Several(output for theme, kept in themes for output in _theme(here, theme, kept))


def _theme(here: Situation, theme: str | None, kept: list[Goal]) -> Iterator[object]:
    yield Heading.of(capital(words.choice(here, "theme", theme) or here.texts("Muut tavoitteet")), level=3)
    for goal in kept:
        yield from _goal(here, goal)


def _goal(here: Situation, goal: Goal) -> Iterator[Heading | Paragraph | Table | Figure]:
    told = goal_words.told(here, goal)
    yield Heading.of(named(here, goal), level=4, language=words.other_language(here))
    yield _facts(here, told)
    if figure := goal_path.goal_path(here, told):
        yield figure
    yield _measures(here, goal)


def _facts(here: Situation, told: Told) -> Table:
    _, goal = here.texts, told.goal
    facts = {
        _("Tarve"): _need(here, goal),
        _("Ketä koskee"): words.choice(here, "population", goal.population),
        _("Mittari"): told.case.measured.name if told.case.measured else "",
        _("Lähtötaso"): goal_words.baseline(here, told),
        _("Tavoitetaso"): " ".join(
            filter(None, (goal_words.target(here, told), goal_words.deadline(here, goal.deadline)))
        ),
        _("Vastuutaho"): words.tidy(goal.responsible),
        _("Seuranta"): _followed(here, told),
        _("Toteuttaa asiakirjoja"): words.choices(here, "document", goal.documents),
    }
    always = (_("Tarve"), _("Lähtötaso"), _("Tavoitetaso"), _("Vastuutaho"))
    kept = {name: fact for name, fact in facts.items() if fact or name in always}
    columns = [(_("Tieto"), list(kept)), (_("Sisältö"), list(kept.values()))]
    return words.table(here, f"goal-{goal.id}", _("Tavoite {goal}", goal=goal.id), columns, "goals")


def _need(here: Situation, goal: Goal) -> str:
    """What was heard and is answered by the goal."""
    heard = {one.id: one for one in words.programme(here).findings}
    told = [findings.named(here, heard[one]) for one in goal.findings if one in heard]
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in told)


def _followed(here: Situation, told: Told) -> str:
    """When figures come, else how often the municipality's own are gathered and by whom."""
    own = told.case.measured.own if told.case.measured else None
    if own is None:
        readings = goal_words.readings_told(here, told)
        return here.texts("lukuja ennen määräaikaa {readings}", readings=readings) if readings else ""
    parts = (words.choice(here, "interval", own.interval), words.tidy(own.deliverer))
    return ", ".join(filter(None, parts))


def _measures(here: Situation, goal: Goal) -> Table | Paragraph:
    _ = here.texts
    found = [one for one in words.programme(here).measures if one.goal == goal.id]
    if not found:
        return Paragraph((Sentence(_("Tavoitteelle ei ole vielä kirjattu toimenpiteitä.")),))
    caption = _("Tavoitteen {goal} toimenpiteet", goal=goal.id)
    return _measures_table(here, f"measures-{goal.id}", caption, found)


def _measures_table(here: Situation, key: str, caption: str, found: list[Measure], *, goals: bool = False) -> Table:
    _ = here.texts
    columns = [
        (_("Toimenpide"), words.theirs(here, [f"{one.id} {words.tidy(one.text)}".strip() for one in found])),
        *([(_("Tavoite"), words.theirs(here, [one.goal or "" for one in found]))] if goals else []),
        (_("Kenelle"), [groups(here, one) for one in found]),
        (_("Vastuutaho"), words.theirs(here, [words.tidy(one.responsible) for one in found])),
        (_("Aikataulu"), [words.days(here, one.start, one.end) for one in found]),
    ]
    table = words.table(here, key, caption, columns, "measures")
    # The goal's own table above has told where its rows come from.
    return table if goals else replace(table, source="")


def groups(here: Situation, one: Measure) -> str:
    """For whom a measure is: its client group and special groups."""
    told = (
        words.choice(here, "client", one.client_group),
        words.choices(here, "special", one.special_groups),
    )
    return ", ".join(filter(None, told))


# --- the same measures and goals for one group or theme


def measures_for(here: Situation, *chosen: str) -> Table | Missing:
    """The measures for some client groups and special groups (checklist 5.7, 5.8).

    Parameters
    ----------
    here
        The situation.
    chosen
        Ids of client groups (`children`, `young`, `outside_labour_force`) and special groups
        (`international_protection`, `temporary_protection`, `families`); the first one names the table.
    """
    _, found = here.texts, words.programme(here).measures
    kept = [one for one in found if one.client_group in chosen or set(one.special_groups) & set(chosen)]
    if not found:
        return words.unwritten(here, _(_NO_MEASURES), "measures")
    if not kept:
        return words.unwritten(here, _("Näille ryhmille ei ole vielä kirjattu toimenpiteitä."), "measures")
    caption = _("Toimenpiteet: {groups}", groups=_.listing(_chosen(here, chosen)))
    return _measures_table(here, f"measures-for-{chosen[0]}", caption, kept, goals=True)


def _chosen(here: Situation, chosen: tuple[str, ...]) -> list[str]:
    return [words.choice(here, "client", one) or words.choice(here, "special", one) for one in chosen]


def goals_of(here: Situation, theme: Literal[tuple(dict.fromkeys(THEMES.values()))]) -> Table | Missing:
    """The goals of one theme with their measures, by name (checklist 5.9)."""
    _, programme = here.texts, words.programme(here)
    found = [goal for goal in programme.goals if goal.theme == theme]
    name = words.choice(here, "theme", theme)
    if not found:
        return words.unwritten(here, _("Teemalla {theme} ei ole vielä tavoitetta.", theme=name), "goals")
    measures = {goal.id: [one for one in programme.measures if one.goal == goal.id] for goal in found}
    columns = [
        (_("Tavoite"), words.theirs(here, [named(here, goal) for goal in found])),
        (_("Toimenpiteet"), [_listed(measures[goal.id]) for goal in found]),
        (_("Vastuutaho"), [words.tidy(goal.responsible) for goal in found]),
    ]
    return words.table(here, f"goals-of-{theme}", _("Tavoitteet: {theme}", theme=name), columns, "goals", "measures")


def _listed(found: list[Measure]) -> str:
    return " ".join(f"{one.id} {words.tidy(one.text)}".strip() for one in found)
