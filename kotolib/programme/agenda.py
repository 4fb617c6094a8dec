"""The days of a programme that others should know: meetings, decisions, hearings, reports; knows no calendar format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kotolib.programme.records import Programme

MEETING, DECISION, STATEMENT, HEARING, REPORT = "meeting", "decision", "statement", "hearing", "report"


@dataclass(frozen=True, order=True)
class Day:
    """One event of a whole day or several.

    Attributes
    ----------
    first, last
        The days; the same for one day.
    id
        Of the workbook's row: it never changes.
    kind
        One of the kinds above.
    name, who
        As they are written; who meets, decides, arranges or reports.
    """

    first: date
    last: date
    id: str
    kind: str
    name: str
    who: str = ""


def days(programme: Programme) -> tuple[Day, ...]:
    """Every event with a day, the earliest first; cancelled ones and phases are left out.

    Examples
    --------
    >>> days(Programme())
    ()
    """
    return tuple(sorted((*_steps(programme), *_hearings(programme), *_reports(programme))))


def _steps(programme: Programme) -> Iterator[Day]:
    for step in programme.timetable:
        first = step.start or step.asked
        if first and step.kind in (MEETING, DECISION, STATEMENT) and step.state != "cancelled":
            last = step.end or step.given or first
            yield Day(first, max(first, last), step.id, step.kind, _tidy(step.name), _tidy(step.body))


def _hearings(programme: Programme) -> Iterator[Day]:
    for one in programme.hearings:
        if one.date:
            yield Day(one.date, one.date, one.id, HEARING, _tidy(one.name), _tidy(one.organiser))


def _reports(programme: Programme) -> Iterator[Day]:
    for row in programme.monitoring:
        if row.next and row.kind != "trigger":
            yield Day(row.next, row.next, row.id, REPORT, _tidy(row.text), _tidy(row.who))


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())
