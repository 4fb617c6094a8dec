"""Trigger of organisation: a body that the programme makes responsible is no more, by the dated names of authorities
and the dated table of mergers; reads no document."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kotolib import areas
from kotolib.programme.records import Programme, Row
from kotolib.programme.triggers import reasons
from kotolib.programme.triggers.reasons import Looked, Reason, facts
from kotolib.programme.wording import bodies as authorities
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


@dataclass(frozen=True)
class _Gone:
    """A body that is no more: what it was called, who has its task now (Finnish, Swedish), and since when."""

    name: tuple[str, str]
    now: tuple[str, str]
    since: date


@dataclass(frozen=True)
class _Named:
    """A body that is no more, and one cell that names it: (sheet, row, column)."""

    body: _Gone
    place: tuple[str, str, str]
    sections: tuple[str, ...]
    goals: tuple[str, ...]


def bodies(here: Situation, programme: Programme) -> Looked:
    """Bodies that the workbook makes responsible and that are no more; each once, with the rows that name it."""
    found: dict[_Gone, list[_Named]] = {}
    for named in _named(here, programme):
        found.setdefault(named.body, []).append(named)
    return Looked(reasons.BODY, "organisational", reasons=tuple(_reason(named) for named in found.values()))


def _named(here: Situation, programme: Programme) -> Iterator[_Named]:
    for sheet, column, sections in _PLACES:
        for row in getattr(programme, sheet):
            for body in _gone(getattr(row, column) or "", here.as_of):
                yield _Named(body, (sheet, row.id, column), sections, _goals(sheet, row))


def _gone(text: str, day: date) -> Iterator[_Gone]:
    for one in authorities.outdated(text, day):
        yield _Gone(one.name.old, one.name.now, one.name.since)
    for one in areas.merged_in(text, day):
        yield _Gone((one.name, one.name), (one.into.name_in("fi"), one.into.name_in("sv")), one.since)


def _goals(sheet: str, row: Row) -> tuple[str, ...]:
    if sheet == "goals":
        return (row.id,)
    return (row.goal,) if sheet == "measures" and row.goal else ()


def _reason(named: list[_Named]) -> Reason:
    body = named[0].body
    told = facts(name=body.name, now=body.now, since=body.since, places=tuple(one.place for one in named))
    sections = tuple(dict.fromkeys(section for one in named for section in one.sections))
    goals = tuple(dict.fromkeys(goal for one in named for goal in one.goals))
    return Reason(reasons.BODY, reasons.UPDATE, sections, goals, told)
