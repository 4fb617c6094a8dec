"""What the title page says: whose programme, of which term, decided where, made when; knows its facts, not its look."""

from dataclasses import dataclass

from kotolib import areas
from kotolib.documents.imprint import Imprint
from kotolib.language.numbers import WORD_JOINER
from kotolib.programme.records import Programme, Step
from kotolib.programme.written import written

_MOST = 12
"""So many municipalities are told by name; more by the area's."""


@dataclass(frozen=True)
class Front:
    """The title page.

    Attributes
    ----------
    name, status
        Of the programme.
    facts
        (what, which) pairs; only those that are known.
    """

    name: str
    status: str
    facts: tuple[tuple[str, str], ...]


def front(imprint: Imprint) -> Front:
    """The title page of an area's programme."""
    _, area = imprint.texts, areas.get(imprint.area)
    programme = written(area).programme
    first, last = programme.basics.first_year, programme.basics.last_year
    members = [areas.get(code).name_in(imprint.language) for code in area.members]
    municipalities = _.listing(members) if 1 < len(members) <= _MOST else area.name_in(imprint.language)
    facts = {
        _("Kunnat") if 1 < len(members) <= _MOST else _("Kunta"): municipalities,
        _("Ohjelmakausi"): f"{first}–{WORD_JOINER}{last}" if first and last else "",
        _("Asianumero"): case_number(programme),
        _("Luvut"): imprint.figures,
    }
    return Front(imprint.name, imprint.status, tuple((what, which) for what, which in facts.items() if which))


def case_number(programme: Programme) -> str:
    """The case number of the latest decision on the programme that has one."""
    decisions = [step for step in programme.timetable if step.kind == "decision" and step.case_number]
    made = [step for step in decisions if step.state == "done"] or decisions
    return max(made, key=_day).case_number.strip() if made else ""


def _day(step: Step) -> str:
    day = step.end or step.start
    return day.isoformat() if day else ""
