"""When a goal's coming figures are published, and the first one by which the goal can be judged at all; knows no
figure that has come."""

from dataclasses import dataclass
from datetime import date

from kotolib.programme import judgeable
from kotolib.programme.monitoring import why
from kotolib.programme.path import Path
from kotolib.programme.records import Programme
from kotolib.programme.verdicts import Case

AHEAD = 2
"""The calendar tells the next two figures of a goal."""


@dataclass(frozen=True)
class FirstJudged:
    """The first figure that can tell the change that is sought from chance.

    Attributes
    ----------
    year, published
        What it tells of, and the day by which it has been published; None where there is none.
    smallest
        The smallest change that can be told from chance, in the indicator's unit; None where chance does not move it.
    reason
        Why there is none (:mod:`why`): `undetectable`, `few`, `no_more`, `no_rhythm`, `no_path`.
    """

    year: int | None = None
    published: date | None = None
    smallest: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Coming:
    """One figure that is to come.

    Attributes
    ----------
    published
        The first day of the month after the one in which it has come.
    year
        What it tells of.
    indicator
        Id.
    goals
        Ids of the goals that are followed by it.
    """

    published: date
    year: int
    indicator: str
    goals: tuple[str, ...]


def first_judged(case: Case, way: Path | None) -> FirstJudged:
    """The first year whose figure, if it lies on the path, differs from the baseline by more than chance makes.

    Minimum detectable change, α 5 % two-sided, power 80 % (:mod:`kotolib.programme.detectability`); the year's figure
    comes after the indicator's publication lag. What chance does not move is judged by its first figure.
    """
    indicator = case.measured
    if indicator is None or indicator.rhythm is None:
        return FirstJudged(reason=why.NO_RHYTHM)
    if way is None:
        return FirstJudged(reason=why.NO_PATH)
    years = _years(case, way)
    if not years:
        return FirstJudged(reason=why.NO_MORE)
    found = judgeable.smallest_change(case)
    # Where the path stands still no change is sought: every figure tells whether it still holds.
    if found is None or (not way.yearly and not found.few):
        return FirstJudged(years[0], indicator.rhythm.published(years[0]))
    if found.few:
        return FirstJudged(reason=why.FEW)
    for year in years:
        if abs(way.at(year) - way.levels[0]) >= found.change:
            return FirstJudged(year, indicator.rhythm.published(year), found.change)
    return FirstJudged(smallest=found.change, reason=why.UNDETECTABLE)


def _years(case: Case, way: Path) -> list[int]:
    """Years after the baseline, up to the deadline's, of which the indicator has or will have a figure."""
    rhythm = case.measured.rhythm
    last = way.years[-1]
    return [year for year in rhythm.readings(way.years[0] + 1, rhythm.published(last)) if year <= last]


def coming(case: Case, newest: int | None) -> tuple[tuple[date, int], ...]:
    """(published, year) of the next figures of a goal after its newest one, up to the deadline."""
    indicator, goal = case.measured, case.goal
    if indicator is None or indicator.rhythm is None or goal.deadline is None:
        return ()
    rhythm = indicator.rhythm
    first = (newest or judgeable.first_year(case) - 1) + 1
    years = [
        year for year in rhythm.readings(first, rhythm.published(goal.deadline.year)) if year <= goal.deadline.year
    ]
    return tuple((rhythm.published(year), year) for year in years[:AHEAD])


def calendar(programme: Programme, dates: dict[str, tuple[tuple[date, int], ...]]) -> tuple[Coming, ...]:
    """The coming figures of all goals by day; goals of one indicator stand on one row.

    Parameters
    ----------
    programme
        Has the goals.
    dates
        Goal → what :func:`coming` gives of it.
    """
    rows: dict[tuple[date, int, str], list[str]] = {}
    for goal in programme.goals:
        for published, year in dates.get(goal.id, ()):
            rows.setdefault((published, year, goal.indicator or ""), []).append(goal.id)
    return tuple(Coming(*key, tuple(goals)) for key, goals in sorted(rows.items()))
