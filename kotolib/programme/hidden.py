"""Which counts of an area's workbook are too small to be told, and the same workbook with other counts in their place.

Knows cells and the threshold; not where anything is shown. Who wants to know whether a page gives a hidden count away
makes the page of both workbooks: it must not differ by a byte.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from kotolib import disclosure
from kotolib.disclosure import SMALL
from kotolib.programme import opening
from kotolib.programme.measured import measured
from kotolib.programme.reading import Reading
from kotolib.situation import Situation


@dataclass(frozen=True)
class Hidden:
    """A count that is too small to be told.

    Attributes
    ----------
    sheet, row, column
        Ids of where it stands.
    value
        The count.
    """

    sheet: str
    row: str
    column: str
    value: float


def hidden(here: Situation, reading: Reading) -> tuple[Hidden, ...]:
    """The counts of people in a workbook that are below its threshold.

    Parameters
    ----------
    here
        The situation.
    reading
        The workbook.

    Returns
    -------
    tuple
        Participants of hearings, the municipality's own counts of people, and baselines and last figures that repeat
        such a count. A count that is hidden only because others would tell it is not among them.
    """
    rule = disclosure.rule(reading.programme.basics.smallest_count)
    return tuple(one for one in _counts(here, reading) if disclosure.shown(one.value, rule).reason == SMALL)


def _counts(here: Situation, reading: Reading) -> Iterator[Hidden]:
    programme = reading.programme
    of_people = {row.id for row in programme.indicators if _counts_people(here, reading, row.id)}
    for row in programme.hearings:
        yield from _of(row, "hearings", "participants")
    for row in programme.indicators:
        if row.id in of_people:
            yield from _of(row, "indicators", "first_value", "last_value")
    for row in programme.goals:
        if row.indicator in of_people:
            yield from _of(row, "goals", "baseline")
    for row in programme.previous:
        if row.indicator in of_people:
            yield from _of(row, "previous", "baseline", "last_value")


def _of(row, sheet: str, *columns: str) -> Iterator[Hidden]:
    for column in columns:
        value = getattr(row, column)
        if value is not None:
            yield Hidden(sheet, row.id, column, float(value))


def _counts_people(here: Situation, reading: Reading, indicator: str) -> bool:
    found = measured(here, reading.programme, indicator)
    return found is not None and found.counts_people


def other_counts(reading: Reading, counts: tuple[Hidden, ...]) -> bytes:
    """The workbook with another small count in each of the places: one less, and two where there is one.

    Parameters
    ----------
    reading
        The workbook; it is not touched.
    counts
        What :func:`hidden` gave.
    """
    book = opening.load(reading.path)
    for one in counts:
        title, _header, column = reading.headers[one.sheet, one.column]
        cell = book[title].cell(reading.places[one.sheet, one.row], column)
        cell.value = 2 if one.value < 2 else int(one.value) - 1
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
