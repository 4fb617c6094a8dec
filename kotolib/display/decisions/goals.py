"""The programme's goals on pages: the tree from theme to measures, a card for each, the measures and the documents."""

from collections.abc import Iterator

from kotolib.display import wording
from kotolib.display.absence import Missing
from kotolib.display.decisions import goal_path, goal_words, joint_goals, words
from kotolib.display.decisions.goal_words import Told
from kotolib.display.decisions.goals_by_theme import NO_GOALS, by_theme
from kotolib.display.outputs import Cell, Figure, Several, Table
from kotolib.display.prose import Heading, Paragraph, Points, Sentence
from kotolib.errors import N_
from kotolib.programme import goals, sheets
from kotolib.programme.records import Goal, Measure
from kotolib.programme.verdicts import INCOMPLETE, REFUSED, WARNED, Verdict
from kotolib.situation import Situation

_WEIGHTS = {
    REFUSED: N_("Korjattava: {what}"),
    INCOMPLETE: N_("Täydennettävä: {what}"),
    WARNED: N_("Huomattava: {what}"),
}
_TELLS_COUNT = {"baseline", "value", "level", "change", "smallest", "people"}
"""Fields of a verdict that could tell a hidden count, or what is computed from it."""


def chosen_themes(here: Situation) -> Paragraph | Missing:
    """How many goals each theme of the checklist has, and which have none (checklist 4.1 and 4.2)."""
    _, found = here.texts, words.programme(here).goals
    if not found:
        return words.unwritten(here, _(NO_GOALS), "goals")
    chosen = {goal.theme for goal in found}
    counts = [f"{_theme(here, theme)} {len(kept)}" for theme, kept in by_theme(here)]
    told = [_.plural("Tavoitteita on yksi: {themes}.", "Tavoitteita on {count}: {themes}.", len(found),
                     count=len(found), themes=_.listing(counts))]  # fmt: skip
    if without := [words.choice(here, "theme", one) for one in sheets.choices("theme", "fi") if one not in chosen]:
        told.append(_("Ilman tavoitetta: {themes}.", themes=_.listing(without)))
    return Paragraph(tuple(map(Sentence, told)))


def _theme(here: Situation, theme: str | None) -> str:
    return words.choice(here, "theme", theme) or here.texts("ilman teemaa")


# --- the tree


def goal_tree(here: Situation) -> Figure | Missing:
    """Theme → goal → indicator → measures and who is responsible for them, as one figure.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.goal_tree(koto.begin("766", as_of="2026-11-24")).what
    'Tavoitteita ei ole vielä kirjattu.'
    """
    _, themes = here.texts, by_theme(here)
    if not themes:
        return words.unwritten(here, _(NO_GOALS), "goals")
    programme = words.programme(here)
    known = {goal.id for goal in programme.goals}
    title = _counted(here, len(programme.goals), sum(one.goal in known for one in programme.measures))
    without = [goal.id for goal in programme.goals if not _measures(here, goal)]
    missing = _("Ilman toimenpidettä: {goals}.", goals=_.listing(without)) if without else ""
    return Figure(
        key="goal-tree",
        drawing="tree",
        data=_tree(here, themes),
        title=title,
        subtitle=_("Tavoitteet teemoittain, niiden mittarit, toimenpiteet ja vastuutahot, {area}",
                   area=wording.named(here, here.area)),
        alt=" ".join(filter(None, (_("Puukuvio: {title}.", title=wording.lowered(title)), missing)))[:300],
        source=words.source(here, "goals", "measures"),
        table=_tree_table(here, themes),
        language=here.language,
    )  # fmt: skip


def _counted(here: Situation, goals_: int, measures_: int) -> str:
    _ = here.texts
    first = _.plural("yksi tavoite", "{count} tavoitetta", goals_, count=goals_)
    if not measures_:
        return _("Ohjelmassa on {goals}, mutta ei vielä toimenpiteitä", goals=first)
    second = _.plural("yksi toimenpide", "{count} toimenpidettä", measures_, count=measures_)
    return _("Ohjelmassa on {goals} ja {measures}", goals=first, measures=second)


def _measures(here: Situation, goal: Goal) -> list[Measure]:
    return [one for one in words.programme(here).measures if one.goal == goal.id]


def _tree(here: Situation, themes: list) -> dict:
    _ = here.texts
    return {
        "language": here.language,
        "heads": [_("Teema"), _("Tavoite"), _("Mittari ja taso"), _("Toimenpiteet")],
        "themes": [
            {"label": wording.capital(_theme(here, theme)), "goals": [_branch(here, goal) for goal in kept]}
            for theme, kept in themes
        ],
    }


def _branch(here: Situation, goal: Goal) -> dict:
    _, told = here.texts, goal_words.told(here, goal)
    measures = [_leaf(here, one) for one in _measures(here, goal)]
    return {
        "goal": [[f"{goal.id} {goal_words.text(here, goal)}", "strong"], _whose(here, goal.responsible)],
        "indicator": list(_measured(here, told)),
        "measures": measures or [[[_("ei toimenpidettä"), "missing"]]],
    }


def _whose(here: Situation, responsible: str | None) -> list[str]:
    named = words.tidy(responsible)
    return [named, "muted"] if named else [here.texts("vastuutaho puuttuu"), "missing"]


def _leaf(here: Situation, one: Measure) -> list[list[str]]:
    text = words.tidy(one.text) or here.texts("Nimeämätön toimenpide")
    return [[f"{one.id} {text}", "plain"], _whose(here, one.responsible)]


def _measured(here: Situation, told: Told) -> Iterator[list[str]]:
    if told.case.measured:
        yield [told.case.measured.name, "plain"]
    elif told.goal.indicator:
        yield [here.texts("mittaria ei ole kuvattu"), "missing"]
    elif told.goal.target_type != "milestone":
        yield [here.texts("mittari puuttuu"), "missing"]
    if aimed := goal_words.short_target(here, told):
        yield [aimed, "muted"]


def _tree_table(here: Situation, themes: list) -> Table:
    _ = here.texts
    rows = [(theme, goal_words.told(here, goal)) for theme, kept in themes for goal in kept]
    columns = [
        (
            _("Tavoite"),
            words.theirs(here, [f"{told.goal.id} {goal_words.text(here, told.goal)}" for _theme_id, told in rows]),
        ),
        (_("Teema"), [_theme(here, theme) for theme, _told in rows]),
        (_("Mittari"), [told.case.measured.name if told.case.measured else "" for _theme_id, told in rows]),
        (_("Tavoitetaso"), [goal_words.short_target(here, told) for _theme_id, told in rows]),
        (_("Toimenpiteet"), words.theirs(here, ["; ".join(_listed(here, told.goal)) for _theme_id, told in rows])),
        (_("Vastuutaho"), words.theirs(here, [words.tidy(told.goal.responsible) for _theme_id, told in rows])),
    ]
    return words.table(here, "goal-tree-table", _("Tavoitteet teemoittain"), columns, "goals", "measures")


def _listed(here: Situation, goal: Goal) -> Iterator[str]:
    for one in _measures(here, goal):
        whose = words.tidy(one.responsible)
        yield f"{one.id} {words.tidy(one.text)}" + (f" ({whose})" if whose else "")


# --- a card for each goal


def goal_cards(here: Situation) -> Several | Missing:
    """Each goal with its facts, its path as a figure, and what is to be mended or known before it is decided."""
    found = words.programme(here).goals
    if not found:
        return words.unwritten(here, here.texts(NO_GOALS), "goals")
    return Several(output for goal in found for output in _card(here, goal))


def _card(here: Situation, goal: Goal) -> Iterator[Heading | Figure | Table | Points]:
    told = goal_words.told(here, goal)
    yield Heading.of(f"{goal.id} {goal_words.text(here, goal)}", level=4, language=words.other_language(here))
    if figure := goal_path.goal_path(here, told):
        yield figure
    yield _facts(here, told)
    programme = words.programme(here)
    # Of a programme that has been approved nothing is to be mended any more.
    if programme.basics.state != "approved" and (found := remarks(here, told, _written(programme.goals, told))):
        yield found


def _facts(here: Situation, told: Told) -> Table:
    """Two columns: what is told, and what it is; a fact that nobody has written is left out."""
    _, goal, measured = here.texts, told.goal, told.case.measured
    unit = (
        ""
        if measured is None or measured.is_share or not measured.own
        else f" ({measured.unit})"
        if measured.unit
        else ""
    )
    facts = {
        _("Kenen tavoite"): joint_goals.whose(here, goal),
        _("Teema"): words.choice(here, "theme", goal.theme),
        _("Väestö"): words.choice(here, "population", goal.population),
        _("Mittari"): f"{measured.name}{unit}" if measured else "",
        _("Lähtötaso"): goal_words.baseline(here, told),
        _("Tavoitetaso"): goal_words.target(here, told),
        _("Määräaika"): goal_words.deadline(here, goal.deadline),
        _("Tarvittava muutos vuodessa"): goal_words.yearly(here, told),
        _("Lukuja ennen määräaikaa"): goal_words.readings_told(here, told),
        _("Pienin muutos, jonka erottaa sattumasta"): goal_words.smallest(here, told),
        _("Toteuttaa asiakirjoja"): words.choices(here, "document", goal.documents),
        _("Lain tarkoitus"): words.choices(here, "purpose", goal.purposes),
        _("Vastaa havaintoihin"): ", ".join(goal.findings),
    }
    written = {_("Vastuutaho"): words.tidy(goal.responsible), _("Toimenpiteet"): "; ".join(_listed(here, goal))}
    written = dict(zip(written, words.theirs(here, written.values()), strict=True))
    kept = {name: fact for name, fact in (facts | written).items() if fact}
    columns = [(_("Tieto"), list(kept)), (_("Sisältö"), list(kept.values()))]
    caption = _("Tavoite {goal}", goal=goal.id)
    return words.table(here, f"goal-{goal.id}", caption, columns, "goals", "measures")


def remarks(here: Situation, told: Told, goal: Goal) -> Points | None:
    """What is to be mended, completed or known of a goal as it is written; None where there is nothing."""
    found = [one for one in goals.judge_goal(here, words.programme(here), goal) if _may_tell(told, one)]
    if not found:
        return None
    _ = here.texts
    opening = Sentence(_("Ennen kuin tavoitteesta päätetään:"))
    points = tuple((Sentence(_(_WEIGHTS[one.weight], what=one.told.tell(_.plain))),) for one in found)
    return Points((opening, *(sentence for point in points for sentence in point)), points)


def _written(found: tuple[Goal, ...], told: Told) -> Goal:
    """The goal as it is written: what is drawn from the data is still missing from the workbook."""
    return next(goal for goal in found if goal.id == told.goal.id)


def _may_tell(told: Told, verdict: Verdict) -> bool:
    return not told.is_hidden or not _TELLS_COUNT & set(verdict.told.fields)


# --- measures, documents


def measures(here: Situation) -> Table | Missing:
    """The means of the goals: for whom, by whom, when and at what cost (checklist 4.5, 5.3)."""
    _, found = here.texts, words.programme(here).measures
    if not found:
        return words.unwritten(here, _("Toimenpiteitä ei ole vielä kirjattu."), "measures")
    columns = [
        (_("Toimenpide"), words.theirs(here, [f"{one.id} {words.tidy(one.text)}".strip() for one in found])),
        (_("Tavoite"), words.theirs(here, [one.goal or "" for one in found])),
        (_("Kenelle"), [_clients(here, one) for one in found]),
        (_("Vastuutaho"), words.theirs(here, [words.tidy(one.responsible) for one in found])),
        (_("Aikataulu ja tila"), [_when(here, one) for one in found]),
        (_("Kustannus, €"), [_cost(here, one) for one in found]),
    ]
    return words.table(here, "measures", _("Toimenpiteet"), columns, "measures")


def _clients(here: Situation, one: Measure) -> str:
    return ", ".join(
        filter(
            None, (words.choice(here, "client", one.client_group), words.choices(here, "special", one.special_groups))
        )
    )


def _when(here: Situation, one: Measure) -> str:
    days = words.days(here, one.start, one.end)
    return ", ".join(filter(None, (days, words.choice(here, "measure_state", one.state))))


def _cost(here: Situation, one: Measure) -> Cell | str:
    return "" if one.cost is None else Cell(here.texts.number(one.cost, goal_words.decimals(one.cost)), one.cost)


def linked_documents(here: Situation) -> Table | Missing:
    """The documents that the programme is tied to, and the goals that carry them out (checklist 4.3)."""
    _, programme = here.texts, words.programme(here)
    named = {one.id: one for one in programme.documents}
    listed = [one for one in sheets.choices("document", "fi") if one in named or not one.startswith("other")]
    if not any(one.name or one.absent for one in programme.documents):
        return words.unwritten(here, _("Ohjelmaan liittyviä asiakirjoja ei ole vielä kirjattu."), "basics")
    columns = [
        (_("Asiakirja"), [words.choice(here, "document", one) for one in listed]),
        (_("Nimi"), words.theirs(here, [_document(here, named.get(one)) for one in listed])),
        (_("Päiväys"), [words.day(here, named[one].date) if one in named else "" for one in listed]),
        (_("Tavoitteet"), [_carrying_out(here, one) for one in listed]),
    ]
    return words.table(here, "linked-documents", _("Ohjelmaan liittyvät asiakirjat"), columns, "basics", "goals")


def _document(here: Situation, one) -> str:
    if one is None:
        return ""
    return here.texts("asiakirjaa ei ole") if one.absent else words.tidy(one.name)


def _carrying_out(here: Situation, document: str) -> str:
    found = [goal.id for goal in words.programme(here).goals if document in goal.documents]
    return ", ".join(found) or here.texts("ei mikään")
