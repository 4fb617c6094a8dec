"""Own counts that a joint programme and its members tell of the same thing, so that none can be subtracted out.

Two workbooks count the same thing where the indicator's name and unit are the same; of a year each member has one
count, and the joint workbook may have the total. Whoever shows an own count of people asks here, on the joint
programme's pages and on its members' alike: what one page hides, another must not give away.

Source of the method: :mod:`kotolib.disclosure.tables` (secondary suppression, audit of intervals).
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kotolib import areas, disclosure, frame
from kotolib.areas.area import Area
from kotolib.disclosure import DERIVED, DIFFERENCE, NOT_TOLD, Count
from kotolib.disclosure.otherwise import otherwise
from kotolib.disclosure.tables import TOTAL, protected
from kotolib.programme import joint, sheets
from kotolib.programme.measured import Measured, measured
from kotolib.programme.own_deliveries import Brought
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


def number(here: Situation, programme: Programme, indicator: Measured, value: float | None, year: int | None) -> Count:
    """A number of an own indicator as it may be told, whatever it is and wherever it has been written down.

    Parameters
    ----------
    here
        The situation.
    programme
        Whose threshold is in force.
    indicator
        What the number is of.
    value, year
        The number and its year: a number that a person wrote is hidden where the delivery of its year is.
    """
    if value is None:
        return Count(math.nan, frame.MISSING, NOT_TOLD)
    if indicator.brought and indicator.brought.hides(year):
        return Count(math.nan, frame.SUPPRESSED, DERIVED)
    if indicator.counts_people:
        return shown(here, programme, indicator.own, value, year)
    people = None if indicator.brought and indicator.brought.tells(year) else indicator.own.people
    rule = disclosure.rule(programme.basics.smallest_count)
    if indicator.is_share and not shows_share(value, people, rule):
        return Count(math.nan, frame.SUPPRESSED, DERIVED)
    return Count(value)


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


def shows_share(share: float, people: float | None, rule: disclosure.Rule) -> bool:
    """Whether a share in per cent may be told of as many people: it tells how many of them it counts.

    Examples
    --------
    >>> [shows_share(5, 40, disclosure.Rule()), shows_share(50, 40, disclosure.Rule())]
    [False, True]
    """
    return people is None or disclosure.shown(round(share / 100 * people), rule, of=people).is_shown


def of_joint(here: Situation, area: Area) -> tuple[OfOneYear, ...]:
    """All own counts of a joint programme that some member has told, by name and year; safe to show whole.

    Parameters
    ----------
    here
        The situation.
    area
        The joint programme's area.
    """
    names, gathered = _gathered(here, area)
    rule = disclosure.Rule(max(_thresholds(area)))
    found = []
    for (name, unit, year), counts in sorted(gathered.items()):
        if set(counts) - {TOTAL}:
            row = names[name, unit]
            found.append(OfOneYear(row.name, row.unit or "", year, *_protected(counts, area, rule)))
    return tuple(found)


def _gathered(here: Situation, area: Area) -> tuple[dict, dict]:
    """The first row that tells of each thing, and of each thing and year the counts by owner."""
    gathered: dict[tuple[str, str, int], dict[str, float]] = {}
    names: dict[tuple[str, str], OwnIndicator] = {}
    for owner, one in _all(here, area):
        names.setdefault(_thing(one.row), one.row)
        gathered.setdefault((*_thing(one.row), one.year), {}).setdefault(owner, one.value)
    return names, gathered


@dataclass(frozen=True)
class Other:
    """A hidden count in a cell of a workbook: the count, and another of which the same is told."""

    area: Area
    cell: tuple[str, str, str]
    value: float
    other: float


def hidden_cells(here: Situation) -> Iterator[Other]:
    """The cells of counts that are hidden in a joint programme, on its pages or its members', in all their workbooks.

    Parameters
    ----------
    here
        The situation.
    """
    for area in _areas(here.area):
        # Of what is delivered no cell tells, and another number there would be no other of the delivery.
        kept = {(*_thing(one.row), one.year, owner) for owner, one in _all(here, area) if one.is_delivered}
        others = {
            thing: _others(counts, area, {owner for owner in counts if (*thing, owner) in kept})
            for thing, counts in _gathered(here, area)[1].items()
        }
        for owner, one in _all(here, area):
            value, other = others[(*_thing(one.row), one.year)].get(owner, (one.value, one.value))
            if one.value == value != other:
                yield Other(one.area, one.cell, value, other)


def _others(counts: Mapping[str, float], area: Area, kept: set[str]) -> dict[str, tuple[float, float]]:
    """Owner → the count and another of which the same is told, of those that are not told and need not be kept."""
    rule = disclosure.Rule(max(_thresholds(area)))
    if not set(counts) - {TOTAL}:
        return {}

    def told(some: Mapping[str, float]) -> tuple:
        return _protected(some, area, rule)

    members, total = told(counts)
    hidden = [owner for owner in counts if not (total if owner == TOTAL else members[owner]).is_shown]
    hidden = [owner for owner in hidden if owner not in kept]
    other = otherwise(counts, hidden, told)
    return {owner: (counts[owner], other[owner]) for owner in hidden}


def _areas(area: Area) -> Iterator[Area]:
    """The joint programmes on whose pages, or members' pages, an area's counts stand."""
    if len(area.members) > 1:
        yield area
    yield from (one.area for one in joint.programmes_of(area))


def _owners(here: Situation, area: Area, row: OwnIndicator) -> Iterator[str]:
    """Whose count a row may be: all together's or a member's where the joint workbook has it, else the own one's."""
    if _is_of(row, written(area).programme):
        yield row.municipality or TOTAL
    if len(here.area.members) == 1 and _is_of(row, written(here.area).programme):
        yield here.area.code


def _is_of(row: OwnIndicator, programme: Programme) -> bool:
    """Whether a workbook has the row; what a delivery tells in its place is not written there."""
    if not row.delivered:
        return row in programme.indicators
    named = (row.id, row.delivered, row.delivered_group, *_thing(row))
    return any((one.id, one.delivered, one.delivered_group, *_thing(one)) == named for one in programme.indicators)


def _found(area: Area, here: Situation, row: OwnIndicator, year: int | None) -> OfOneYear | None:
    wanted = (*_thing(row), year)
    same = (one for one in of_joint(here, area) if (sheets.fold(one.name), sheets.fold(one.unit), one.year) == wanted)
    return next(same, None)


def _told_of(found: OfOneYear, owner: str) -> Count:
    return found.total if owner == TOTAL else found.members.get(owner, Count(math.nan, frame.MISSING))


def _thing(row: OwnIndicator) -> tuple[str, str]:
    return sheets.fold(row.name or row.id), sheets.fold(row.unit or "")


@dataclass(frozen=True)
class _Cell:
    """A count as a workbook tells it: sheet, row and column are of that workbook."""

    area: Area
    row: OwnIndicator
    year: int
    value: float
    cell: tuple[str, str, str]
    is_delivered: bool = False


def _all(here: Situation, area: Area) -> Iterator[tuple[str, _Cell]]:
    """Owner and cell of all counts of people, the joint workbook's first."""
    for one in _cells(here, area):
        yield one.row.municipality or TOTAL, one
    for code in area.members:
        for one in _cells(here, areas.get(code)):
            yield code, one


def _cells(here: Situation, area: Area) -> Iterator[_Cell]:
    programme, there = written(area).programme, replace(here, area=area)
    for row in programme.indicators:
        found = measured(there, programme, row.id)
        if not found.counts_people:
            continue
        if found.brought:
            yield from _delivered(area, row, found.brought)
            continue
        for when, column in (("first_date", "first_value"), ("last_date", "last_value")):
            day, value = getattr(row, when), getattr(row, column)
            if day is not None and value is not None:
                yield _Cell(area, row, day.year, value, ("indicators", row.id, column))
        for goal in programme.goals:
            if goal.indicator == row.id and goal.baseline is not None and goal.baseline_year is not None:
                yield _Cell(area, row, goal.baseline_year, goal.baseline, ("goals", goal.id, "baseline"))


def _delivered(area: Area, row: OwnIndicator, brought: Brought) -> Iterator[_Cell]:
    """What a delivery tells; what it hides is not told, as if that had not been counted."""
    for _, one in brought.rows[brought.rows["status"].isin(frame.SHOWN)].iterrows():
        yield _Cell(area, row, int(one["year"]), float(one["value"]), ("indicators", row.id, "delivered"), True)


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
