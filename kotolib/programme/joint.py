"""Whose a goal of a joint programme is, and which joint programme a municipality is in; knows no cells and no words.

A goal of a joint workbook is shared by all its members unless its row names one of them: then it is that member's own
and is measured by that member's figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kotolib import areas, house
from kotolib.areas.area import MUNICIPALITY, Area
from kotolib.errors import KotoError
from kotolib.programme import keeping
from kotolib.programme.records import Goal, Programme
from kotolib.programme.written import written
from kotolib.situation import Situation


@dataclass(frozen=True)
class Joint:
    """A joint programme: its area, and what its workbook says."""

    area: Area
    programme: Programme

    def goals_of(self, code: str) -> tuple[Goal, ...]:
        """The goals that concern a member: the shared ones and its own, in the workbook's order."""
        return tuple(goal for goal in self.programme.goals if goal.municipality in (None, code))


def where(here: Situation, goal: Goal) -> Situation:
    """The situation of whoever's the goal is: the same, or one member's of a joint programme.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211+562", as_of="2026-11-24")
    >>> where(here, Goal(id="T1", municipality="562")).area.name, where(here, Goal(id="T2")) is here
    ('Orivesi', True)
    """
    if goal.municipality not in here.area.members or len(here.area.members) < 2:
        return here
    return replace(here, area=areas.get(goal.municipality))


def programmes_of(area: Area) -> tuple[Joint, ...]:
    """The joint programmes that a municipality is a member of, by their folders; none for any other kind of area.

    Parameters
    ----------
    area
        One municipality.

    Examples
    --------
    >>> programmes_of(areas.get("766"))
    ()
    """
    if area.kind != MUNICIPALITY or area.example:
        return ()
    return tuple(Joint(one, written(one).programme) for one in planning_together() if area.code in one.members)


def planning_together() -> Iterator[Area]:
    """Areas of several municipalities that have a workbook."""
    own = house.own()
    for folder in sorted(own.iterdir()) if own.is_dir() else ():
        # A municipality's own folder begins with its code; those of the others do not.
        workbook = folder / keeping.WORKBOOK
        if folder.name[:1].isdigit() or folder == house.example() or not workbook.is_file():
            continue
        found = _area_of(workbook, workbook.stat().st_mtime_ns)
        if found and found.folder == folder.name and len(found.members) > 1:
            yield found


@lru_cache(maxsize=64)
def _area_of(workbook: Path, _changed: int) -> Area | None:
    """The area that a workbook says it was made for."""
    from kotolib.programme import reading

    try:
        return areas.get(reading.read(workbook).area)
    except KotoError:
        return None
