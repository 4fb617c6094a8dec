"""A joint programme's goals by member municipality, and what may be told of each beside the total."""

from kotolib import areas, frame
from kotolib.display import wording
from kotolib.display.decisions import words
from kotolib.display.monitoring import states
from kotolib.display.monitoring.cards import short_latest
from kotolib.display.monitoring.told import Numbers
from kotolib.display.outputs import Cell, Several, Table
from kotolib.programme.monitoring import Followed, members
from kotolib.programme.monitoring.members import ByMember
from kotolib.situation import Situation

MOST = 12
"""So many members' goals are told one by one; of more the total says it, and each has pages of its own."""


def goals_by_member(here: Situation) -> Several | None:
    """Of a joint programme each goal's total and members; nothing where there is one municipality, or very many."""
    if not 2 <= len(here.area.members) <= MOST:
        return None
    programme = words.programme(here)
    found = [members.by_member(here, programme, goal) for goal in programme.goals]
    tables = [_table(here, one) for one in found if one.members]
    return Several(tables) if tables else None


def _table(here: Situation, found: ByMember) -> Table:
    _ = here.texts
    rows = [(_("Yhteensä"), found.total)]
    rows += [(areas.get(code).name_in(here.language), one) for code, one in found.members.items()]
    columns = [
        (_("Kunta"), [name for name, _one in rows]),
        (_("Lähtötaso"), [_baseline(here, one) for _name, one in rows]),
        (_("Uusin luku (väli)"), [short_latest(here, one) for _name, one in rows]),
        (_("Tila"), [states.cell(here, one.status, short=True) for _name, one in rows]),
        (_("Miksi"), [states.reason(here, one) for _name, one in rows]),
    ]
    goal = found.total
    caption = _("Tavoite {goal} kunnittain: {name}", goal=goal.goal.id, name=Numbers(here, goal).name)
    return words.table(here, f"by-member-{goal.goal.id}", caption, columns, "goals")


def _baseline(here: Situation, one: Followed) -> Cell:
    found = one.baseline
    if found is None:
        return Cell(wording.reason(here, frame.MISSING), None, frame.MISSING)
    told = f"{Numbers(here, one).reading(found)}, {found.year}"
    return Cell(told, found.value if found.is_shown else None, found.status)
