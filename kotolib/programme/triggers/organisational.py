"""Trigger of organisation: a body that the programme names is no more, by the areas' dated table."""

from collections.abc import Iterator
from dataclasses import dataclass

from kotolib import areas
from kotolib.areas import Ceased
from kotolib.programme.records import Programme, Row
from kotolib.programme.triggers import reasons
from kotolib.programme.triggers.reasons import Looked, Reason, facts
from kotolib.situation import Situation

_PLACES = (
    ("responsibilities", "body", ("5.3",)),
    ("cooperation", "body", ("5.4",)),
    ("services", "responsible", ("5.5", "5.6")),
    ("goals", "responsible", ("5.3",)),
    ("measures", "responsible", ("5.3",)),
    ("indicators", "deliverer", ("5.10",)),
    ("monitoring", "who", ("5.10",)),
    ("monitoring", "to_whom", ("5.10",)),
)
"""Sheet, column and the elements of the document that it concerns."""


def bodies(here: Situation, programme: Programme) -> Looked:
    """Bodies that the workbook makes responsible and that have ceased; each once, with the rows that name it."""
    found: dict[tuple[str, str], list[_Named]] = {}
    for named in _named(here, programme):
        found.setdefault((named.body.code, named.body.name_in("fi")), []).append(named)
    return Looked(reasons.BODY, "organisational", reasons=tuple(_reason(named) for named in found.values()))


@dataclass(frozen=True)
class _Named:
    """A body that has ceased, and one cell that names it: (sheet, row, column)."""

    body: Ceased
    place: tuple[str, str, str]
    sections: tuple[str, ...]
    goals: tuple[str, ...]


def _named(here: Situation, programme: Programme) -> Iterator[_Named]:
    for sheet, column, sections in _PLACES:
        for row in getattr(programme, sheet):
            for body in areas.ceased_in(getattr(row, column) or "", here.as_of):
                yield _Named(body, (sheet, row.id, column), sections, _goals(sheet, row))


def _goals(sheet: str, row: Row) -> tuple[str, ...]:
    if sheet == "goals":
        return (row.id,)
    return (row.goal,) if sheet == "measures" and row.goal else ()


def _reason(named: list[_Named]) -> Reason:
    body = named[0].body
    told = facts(
        body=body.code,
        names=tuple(body.names.items()),
        now=tuple(body.now.items()),
        until=body.date,
        places=tuple(one.place for one in named),
    )
    sections = tuple(dict.fromkeys(section for one in named for section in one.sections))
    goals = tuple(dict.fromkeys(goal for one in named for goal in one.goals))
    return Reason(reasons.BODY, reasons.UPDATE, sections, goals, told)
