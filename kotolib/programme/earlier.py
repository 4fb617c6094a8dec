"""How a new programme starts from the previous one: what goes on, and a fate for each old goal; knows no cells."""

from collections.abc import Iterable

from kotolib.programme.records import (
    Goal,
    OwnIndicator,
    Partner,
    PreviousGoal,
    Programme,
    Responsibility,
    Row,
    Service,
)

# Rows whose body is an authority: today's name is right, the old programme's may not be.
_NAMED_TODAY = {"state_contact", "employment_services", "kela", "wellbeing_county"}


def continued(old: Programme, new: Programme) -> Programme:
    """The new programme's beginning with what the previous one knew.

    Responsibilities, partners, services, own indicators and linked documents go on, with authorities by today's names
    and nobody yet marked as invited or joined. Hearings, findings, goals, measures, timetable and texts begin anew:
    each old goal gets a row in *Edellinen kausi*, where people choose its fate.

    Parameters
    ----------
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
            "previous": tuple(_fate(goal, number, old.indicators) for number, goal in enumerate(old.goals, start=1)),
        }
    )


def _fate(goal: Goal, number: int, own: Iterable[OwnIndicator]) -> PreviousGoal:
    """The old goal with its last figure, where its indicator is the municipality's own and so in the old workbook."""
    last = next((each for each in own if each.id == goal.indicator), None)
    return PreviousGoal(
        id=f"E{number}",
        old_id=goal.id,
        theme=goal.theme,
        text=goal.text,
        indicator=goal.indicator,
        baseline=goal.baseline,
        target=goal.target,
        last_value=last.last_value if last else None,
        last_date=last.last_date if last else None,
    )


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
