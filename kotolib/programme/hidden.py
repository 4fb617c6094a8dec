"""Which counts of the workbooks are too small to be told or would tell such a one, and the workbooks with others there.

Knows cells and the threshold; not where anything is shown. Who wants to know whether a page gives a hidden count away
makes the page of both: it must not differ by a byte.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kotolib import disclosure
from kotolib.areas.area import Area
from kotolib.disclosure import SMALL, Rule
from kotolib.programme import opening, own_counts
from kotolib.programme.measured import measured
from kotolib.programme.reading import Reading
from kotolib.programme.records import Programme
from kotolib.programme.written import written
from kotolib.situation import Situation

_MEASUREMENTS = (("first_value", "first_date"), ("last_value", "last_date"))
_BASELINE = (("baseline", "baseline_year"),)
_OF_PREVIOUS = (("baseline", ""), ("last_value", "last_date"))
"""Columns of numbers of a sheet, each with the column that has its year."""


@dataclass(frozen=True)
class Hidden:
    """A number that is not told.

    Attributes
    ----------
    area
        Whose workbook it stands in.
    sheet, row, column
        Ids of where it stands there.
    value, other
        The number, and another of which the same is told.
    """

    area: Area
    sheet: str
    row: str
    column: str
    value: float
    other: float

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Where it stands."""
        return self.area.word, self.sheet, self.row, self.column


def hidden(here: Situation) -> tuple[Hidden, ...]:
    """The numbers of the workbooks behind an area's pages that may not be told there.

    Parameters
    ----------
    here
        The situation.

    Returns
    -------
    tuple
        Participants of hearings, own counts of people, own shares of so few that they tell the count, and baselines
        and last figures that repeat one or what a delivery hides; and the counts of a joint programme and its members
        that are hidden because others would tell them.
    """
    beside = {one.place: one for one in _of_joint(here)}
    alone = {one.place: one for one in _alone(here)}
    return tuple((alone | beside).values())


def _of_joint(here: Situation) -> Iterator[Hidden]:
    """Of a count that several workbooks tell: what changes in one changes in the others, and the total stays."""
    for counted in own_counts.hidden_cells(here):
        yield Hidden(counted.area, *counted.cell, counted.value, counted.other)


def _alone(here: Situation) -> Iterator[Hidden]:
    programme = written(here.area).programme
    rule = disclosure.rule(programme.basics.smallest_count)
    for sheet, row, column, value, people in _numbers(here, programme):
        other = _other_count(value, rule) if people is None else _other_share(value, people, rule)
        if other is not None:
            yield Hidden(here.area, sheet, row, column, float(value), other)
    for sheet, row, column, value in _repeated(here, programme):
        yield Hidden(here.area, sheet, row, column, float(value), value - 1 if value > 1 else value + 1)


def _repeated(here: Situation, programme: Programme) -> Iterator[tuple[str, str, str, float]]:
    """Where a number of a delivered figure was written down for a year that the delivery hides."""
    brought = {row.id: found for row in programme.indicators if (found := measured(here, programme, row.id).brought)}
    places = [("indicators", row, row.id, _MEASUREMENTS) for row in programme.indicators]
    places += [("goals", row, row.indicator, _BASELINE) for row in programme.goals]
    places += [("previous", row, row.indicator, _OF_PREVIOUS) for row in programme.previous]
    for sheet, row, indicator, columns in places:
        for column, year in columns:
            value, when = getattr(row, column), getattr(row, year) if year else None
            if indicator in brought and value is not None and brought[indicator].hides(getattr(when, "year", when)):
                yield sheet, row.id, column, value


def _numbers(here: Situation, programme: Programme) -> Iterator[tuple[str, str, str, float, float | None]]:
    """Where a count of people or a share of them stands, the number, and how many people a share is of."""
    people = {row.id: row.people for row in programme.indicators if _tells_of_people(here, programme, row.id)}
    for row in programme.hearings:
        yield from _of(row, "hearings", None, "participants")
    for row in programme.indicators:
        if row.id in people:
            yield from _of(row, "indicators", people[row.id], "first_value", "last_value")
    for row in programme.goals:
        if row.indicator in people:
            yield from _of(row, "goals", people[row.indicator], "baseline")
    for row in programme.previous:
        if row.indicator in people:
            yield from _of(row, "previous", people[row.indicator], "baseline", "last_value")


def _of(row, sheet: str, people: float | None, *columns: str) -> Iterator[tuple[str, str, str, float, float | None]]:
    for column in columns:
        value = getattr(row, column)
        if value is not None:
            yield sheet, row.id, column, value, people


def _tells_of_people(here: Situation, programme: Programme, indicator: str) -> bool:
    found = measured(here, programme, indicator)
    return not found.brought and (found.counts_people or (found.is_share and found.own.people is not None))


def _other_count(count: float, rule: Rule) -> float | None:
    """Another small count; None where the count is told."""
    if disclosure.shown(count, rule).reason != SMALL:
        return None
    return 2 if count < 2 else int(count) - 1


def _other_share(share: float, people: float, rule: Rule) -> float | None:
    """Another share that is not told either; None where the share is told."""
    if own_counts.shows_share(share, people, rule) or people <= 0:
        return None
    found = (share + step / 2 for step in (-1, 1))
    return next(
        (other for other in found if 0 <= other <= 100 and not own_counts.shows_share(other, people, rule)), None
    )


def other_workbooks(found: Iterable[Hidden]) -> Iterator[tuple[Area, bytes]]:
    """Each workbook with the other numbers in their places.

    Parameters
    ----------
    found
        What :func:`hidden` gave; the workbooks themselves are not touched.
    """
    ordered = sorted(found, key=lambda one: one.area.folder)
    for _, of_area in groupby(ordered, key=lambda one: one.area.folder):
        cells = list(of_area)
        yield cells[0].area, _other(written(cells[0].area).reading, cells)


def _other(reading: Reading, found: list[Hidden]) -> bytes:
    book = opening.load(reading.path)
    for one in found:
        title, _header, column = reading.headers[one.sheet, one.column]
        book[title].cell(reading.places[one.sheet, one.row], column).value = one.other
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
