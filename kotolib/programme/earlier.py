"""How a new programme starts from the previous one: what goes on, and a fate for each old goal; knows no cells."""

from datetime import date

from kotolib.programme import baselines, joint
from kotolib.programme.measured import measured
from kotolib.programme.records import (
    Goal,
    Partner,
    PreviousGoal,
    Programme,
    Responsibility,
    Row,
    Service,
)
from kotolib.situation import Situation

# Rows whose body is an authority: today's name is right, the old programme's may not be.
_NAMED_TODAY = {"state_contact", "employment_services", "kela", "wellbeing_county"}


def continued(here: Situation, old: Programme, new: Programme) -> Programme:
    """The new programme's beginning with what the previous one knew.

    Responsibilities, partners, services, own indicators and linked documents go on, with authorities by today's names
    and nobody yet marked as invited or joined. Hearings, findings, goals, measures, timetable and texts begin anew:
    each old goal gets a row in *Edellinen kausi*, where people choose its fate.

    Parameters
    ----------
    here
        The situation: its figures tell how far a goal of statistics came.
    old
        The previous programme as it was read.
    new
        What a new workbook of the area holds (:func:`kotolib.programme.beginning.beginning`).
    """
    return new.model_copy(
        update={
            "documents": old.documents,
            "responsibilities": _responsibilities(old, new),
            "cooperation": _partners(old, new),
            "services": tuple(_service(row) for row in old.services),
            "indicators": old.indicators,
            "previous": tuple(_fate(here, old, goal, number) for number, goal in enumerate(old.goals, start=1)),
        }
    )


def _fate(here: Situation, old: Programme, goal: Goal, number: int) -> PreviousGoal:
    """The old goal with its last figure: the municipality's own from the old workbook, others from the statistics."""
    value, when = _last(here, old, goal)
    return PreviousGoal(
        id=f"E{number}",
        old_id=goal.id,
        theme=goal.theme,
        text=goal.text,
        indicator=goal.indicator,
        baseline=goal.baseline,
        target=goal.target,
        last_value=value,
        last_date=when,
    )


def _last(here: Situation, old: Programme, goal: Goal) -> tuple[float | None, date | None]:
    here = joint.where(here, goal)
    indicator = measured(here, old, goal.indicator)
    if indicator is None:
        return None, None
    if indicator.own:
        return indicator.own.last_value, indicator.own.last_date
    found = baselines.drawn(here, goal, indicator)
    return (found.value, date(found.year, 12, 31)) if found else (None, None)


def _responsibilities(old: Programme, new: Programme) -> tuple[Responsibility, ...]:
    kept = [row for row in old.responsibilities if row.body and row.role not in (*_NAMED_TODAY, "decision_maker")]
    roles = {row.role for row in kept}
    today = [row for row in new.responsibilities if row.role not in roles or row.role in _NAMED_TODAY]
    return _numbered([*kept, *today], "V")


def _partners(old: Programme, new: Programme) -> tuple[Partner, ...]:
    kept = [
        row.model_copy(update={"invited": None, "joined": None})
        for row in old.cooperation
        if row.body and row.sector not in _NAMED_TODAY
    ]
    sectors = {row.sector for row in kept}
    today = [row for row in new.cooperation if row.sector not in sectors]
    return _numbered([*kept, *today], "Y")


def _service(row: Service) -> Service:
    """The goals that it belonged to are no longer the programme's."""
    return row.model_copy(update={"goals": ()})


def _numbered(rows: list[Row], prefix: str) -> tuple:
    return tuple(row.model_copy(update={"id": f"{prefix}{number}"}) for number, row in enumerate(rows, start=1))
