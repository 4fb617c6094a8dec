"""Own counts that a joint programme and its members tell of the same thing, so that none can be subtracted out.

Two workbooks count the same thing where the indicator's name and unit are the same; of a year each member has one
count, and the joint workbook may have the total. Whoever shows an own count of people asks here, on the joint
programme's pages and on its members' alike: what one page hides, another must not give away.

Source of the method: :mod:`kotolib.disclosure.tables` (secondary suppression, audit of intervals).
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kotolib import areas, disclosure, frame
from kotolib.areas.area import Area
from kotolib.disclosure import DIFFERENCE, Count
from kotolib.disclosure.tables import TOTAL, protected
from kotolib.programme import joint, sheets
from kotolib.programme.measured import measured
from kotolib.programme.records import OwnIndicator, Programme
from kotolib.programme.written import written
from kotolib.situation import Situation

_REST = "rest"
"""What the total has beyond the members that have told theirs."""
_ONLY = "count"


@dataclass(frozen=True)
class OfOneYear:
    """One thing that is counted, in one year.

    Attributes
    ----------
    name, unit
        As the first workbook that tells it writes them.
    year
        The year that is counted.
    members
        Code → count as it may be told, of the members that have told theirs.
    total
        Of all together as it may be told; missing where neither the joint workbook nor every member tells it.
    """

    name: str
    unit: str
    year: int
    members: Mapping[str, Count]
    total: Count


def shown(here: Situation, programme: Programme, row: OwnIndicator, value: float | None, year: int | None) -> Count:
    """An own count of people as it may be told beside all that is told of the same thing.

    Parameters
    ----------
    here
        The situation.
    programme
        Whose threshold is in force.
    row
        The indicator that the count is of.
    value, year
        The count and its year; without a year only the threshold decides.

    Examples
    --------
    >>> import kotolib as koto
    >>> here, row = koto.begin("766", as_of="2026-11-24"), OwnIndicator(id="M1", name="Asiakkaat")
    >>> [shown(here, Programme(), row, count, 2025).status for count in (3, 30)]
    ['suppressed', 'ok']
    """
    told = disclosure.shown(value, disclosure.rule(programme.basics.smallest_count))
    if not told.is_shown:
        return told
    for area in _areas(here.area):
        for owner in _owners(here, area, row):
            if (found := _found(area, here, row, year)) and not _told_of(found, owner).is_shown:
                return Count(math.nan, frame.SUPPRESSED, DIFFERENCE)
    return told


def of_joint(here: Situation, area: Area) -> tuple[OfOneYear, ...]:
    """All own counts of a joint programme that some member has told, by name and year; safe to show whole.

    Parameters
    ----------
    here
        The situation.
    area
        The joint programme's area.
    """
    gathered: dict[tuple[str, str, int], dict[str, float]] = {}
    names: dict[tuple[str, str], OwnIndicator] = {}
    for owner, row, year, value in _all(here, area):
        names.setdefault(_thing(row), row)
        gathered.setdefault((*_thing(row), year), {}).setdefault(owner, value)
    rule = disclosure.Rule(max(_thresholds(area)))
    found = []
    for (name, unit, year), counts in sorted(gathered.items()):
        if set(counts) - {TOTAL}:
            row = names[name, unit]
            found.append(OfOneYear(row.name, row.unit or "", year, *_protected(counts, area, rule)))
    return tuple(found)


def _areas(area: Area) -> Iterator[Area]:
    """The joint programmes on whose pages, or members' pages, an area's counts stand."""
    if len(area.members) > 1:
        yield area
    yield from (one.area for one in joint.programmes_of(area))


def _owners(here: Situation, area: Area, row: OwnIndicator) -> Iterator[str]:
    """Whose count a row may be: all together's or a member's where the joint workbook has it, else the own one's."""
    if row in written(area).programme.indicators:
        yield row.municipality or TOTAL
    if len(here.area.members) == 1 and row in written(here.area).programme.indicators:
        yield here.area.code


def _found(area: Area, here: Situation, row: OwnIndicator, year: int | None) -> OfOneYear | None:
    wanted = (*_thing(row), year)
    same = (one for one in of_joint(here, area) if (sheets.fold(one.name), sheets.fold(one.unit), one.year) == wanted)
    return next(same, None)


def _told_of(found: OfOneYear, owner: str) -> Count:
    return found.total if owner == TOTAL else found.members.get(owner, Count(math.nan, frame.MISSING))


def _thing(row: OwnIndicator) -> tuple[str, str]:
    return sheets.fold(row.name or row.id), sheets.fold(row.unit or "")


def _all(here: Situation, area: Area) -> Iterator[tuple[str, OwnIndicator, int, float]]:
    """Owner, indicator, year and count of all counts of people, the joint workbook's first."""
    for row, year, value in _counts(here, written(area).programme):
        yield row.municipality or TOTAL, row, year, value
    for code in area.members:
        for row, year, value in _counts(here, written(areas.get(code)).programme):
            yield code, row, year, value


def _counts(here: Situation, programme: Programme) -> Iterator[tuple[OwnIndicator, int, float]]:
    for row in programme.indicators:
        indicator = measured(here, programme, row.id)
        if not indicator.counts_people:
            continue
        for when, value in ((row.first_date, row.first_value), (row.last_date, row.last_value)):
            if when is not None and value is not None:
                yield row, when.year, value
        for goal in programme.goals:
            if goal.indicator == row.id and goal.baseline is not None and goal.baseline_year is not None:
                yield row, goal.baseline_year, goal.baseline


def _thresholds(area: Area) -> Iterator[int]:
    """Of the joint workbook and the members': the highest is safe for all."""
    for one in (area, *map(areas.get, area.members)):
        yield disclosure.rule(written(one).programme.basics.smallest_count).threshold


def _protected(counts: Mapping[str, float], area: Area, rule: disclosure.Rule) -> tuple[dict[str, Count], Count]:
    """Members' counts and their total, after primary and secondary protection."""
    told = {code: count for code, count in counts.items() if code != TOTAL}
    whole = counts.get(TOTAL)
    if whole is None and set(told) == set(area.members):
        whole = sum(told.values())
    if whole is None or whole < sum(told.values()):
        # No total, or one that cannot be right: nothing is told of it, and nothing can be reckoned from it.
        status = frame.MISSING if whole is None else frame.SUPPRESSED
        return {code: disclosure.shown(count, rule) for code, count in told.items()}, Count(
            math.nan, status, DIFFERENCE
        )
    rest = whole - sum(told.values())
    untold = set(area.members) - set(told)
    table = protected({code: {_ONLY: count} for code, count in (told | ({_REST: rest} if rest else {})).items()}, rule)
    members, total = {code: table[code][_ONLY] for code in told}, table[TOTAL][TOTAL]
    if len(untold) == 1 and total.is_shown and all(one.is_shown for one in members.values()):
        total = Count(math.nan, frame.SUPPRESSED, DIFFERENCE)  # it would tell what one member has not told
    return members, total
