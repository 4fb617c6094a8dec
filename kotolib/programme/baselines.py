"""The baseline of a goal as the data tell it, to be written down once and never moved; judges no goal.

A baseline that is written stays as it is, also when the statistics are revised: the difference is told, the number of
the programme is not changed. A figure that is too old to be told as the present is no baseline.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kotolib import comparison, frame
from kotolib.comparison import series
from kotolib.language.numbers import as_written
from kotolib.programme import joining, joint, keeping, sheets
from kotolib.programme.measured import Measured, measured
from kotolib.programme.reading import Reading
from kotolib.programme.records import Goal, Programme
from kotolib.situation import Situation

OF_A_GAP = "gap"
WITHOUT = ("outputs", "milestone")
"""Target types that need no baseline."""


@dataclass(frozen=True)
class Baseline:
    """What the data tell of a goal's starting level: a value in the indicator's unit, as it is printed, and its year.

    Of a gap it is the gap to the whole country, in points and without sign.
    """

    value: float
    year: int


def drawn(here: Situation, goal: Goal, indicator: Measured) -> Baseline | None:
    """The newest figure of a goal's indicator.

    Parameters
    ----------
    here
        The situation.
    goal
        Its type decides whether the level or the gap is read.
    indicator
        What it is measured by.

    Returns
    -------
    Baseline or None
        None where there is no figure to show, or the newest one is too old.
    """
    if indicator.own:
        return _of_own(indicator)
    v = comparison.values(here, indicator.id, against=("country",))
    latest = v.latest()
    if latest is None or v.is_stale(int(latest["year"]), here.as_of.year):
        return None
    if goal.target_type == OF_A_GAP:
        return _of_gap(v, int(latest["year"]), indicator)
    return Baseline(as_written(float(latest["value"]), indicator.decimals or 0), int(latest["year"]))


def _of_own(indicator: Measured) -> Baseline | None:
    row = indicator.own
    for value, when in ((row.last_value, row.last_date), (row.first_value, row.first_date)):
        if value is not None and when is not None:
            return Baseline(value, when.year)
    return None


def _of_gap(v: comparison.values, year: int, indicator: Measured) -> Baseline | None:
    other = series.row(v, frame.COUNTRY, year)
    own = series.row(v, next(iter(v.areas)), year)
    if other is None or own is None or other["status"] not in frame.SHOWN or v.is_few(own):
        return None
    points = [as_written(float(row["value"]), indicator.decimals or 0) for row in (own, other)]
    return Baseline(as_written(abs(points[0] - points[1]), indicator.decimals or 0), year)


def of_year(here: Situation, indicator: Measured, year: int) -> float | None:
    """What the statistics tell today of a year, as it is printed; None where they tell nothing."""
    if indicator.own:
        return None
    v = comparison.values(here, indicator.id)
    row = series.row(v, next(iter(v.areas)), year)
    if row is None or row["status"] not in frame.SHOWN:
        return None
    return as_written(float(row["value"]), indicator.decimals or 0)


def with_baselines(here: Situation, programme: Programme) -> Programme:
    """The programme with a baseline for each goal that has none and whose indicator has a fresh figure.

    A goal in which either the value or the year is written is left as it is.
    """
    return programme.model_copy(
        update={"goals": tuple(_with_baseline(here, programme, goal) for goal in programme.goals)}
    )


def _with_baseline(here: Situation, programme: Programme, goal: Goal) -> Goal:
    here = joint.where(here, goal)
    indicator = measured(here, programme, goal.indicator)
    if goal.baseline is not None or goal.baseline_year is not None or indicator is None or goal.target_type in WITHOUT:
        return goal
    found = drawn(here, goal, indicator)
    return goal.model_copy(update={"baseline": found.value, "baseline_year": found.year}) if found else goal


def freeze(here: Situation, reading: Reading, day: date) -> tuple[tuple[str, ...], Path | None]:
    """Write the drawn baselines into the empty cells of the workbook, only when the person asks.

    Parameters
    ----------
    here
        The situation.
    reading
        The workbook.
    day
        Dates the copy of what was there.

    Returns
    -------
    goals, copy
        Ids of the goals that got a baseline, and the dated copy; no copy and nothing written where none did.

    Raises
    ------
    InTheWay
        The workbook is open in another program, or holds what would be lost.
    """
    before = {goal.id: goal for goal in reading.programme.goals}
    after = with_baselines(here, reading.programme).goals
    new = [goal for goal in after if goal.baseline is not None and before[goal.id].baseline is None]
    if not new:
        return (), None
    keeping.refuse_loss(reading.path, reading.lost, reading.texts)
    target, sheet = joining.Target(reading), sheets.sheet("goals")
    for goal in new:
        for column in ("baseline", "baseline_year"):
            target.fill(sheet, goal.id, sheet.column(column), getattr(goal, column))
    return tuple(goal.id for goal in new), keeping.write_over(target.saved(day), reading.path, day)
