"""What of a delivery may be told: counts of people under the municipality's threshold, and what they would give away.

Knows forms, delivered rows and the rule of disclosure; no page. Counts are protected as one table a year (every
combination of classes, with its total, or with the whole that a part belongs to), and everything else is computed
from what is told: another sum, a share or a mean with a hidden count behind it is hidden.

Sources of the method: :mod:`kotolib.disclosure`, :mod:`kotolib.disclosure.tables`.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from kotolib import disclosure, frame, house
from kotolib.areas.area import Area
from kotolib.deliveries.forms import OF_PEOPLE, PERSONS, SHARE, Form
from kotolib.deliveries.held import Delivery
from kotolib.disclosure import LOG, NOT_TOLD, Count, Rule
from kotolib.disclosure.tables import TOTAL, protected

Group = tuple[str, ...]
"""Values of the form's classes in their order; the first of them alone, or none, is a sum over the others."""
JOINER = "/"
FEWEST = 10
"""Persons that must stand behind a share or a mean (as :data:`kotolib.indicators.quality.FEWEST`)."""

_REST = "rest"


def rule_of(area: Area) -> Rule:
    """The threshold that the municipality decided last, as its log of decisions has it."""
    path = house.own_of(area.folder, area.example) / LOG
    try:
        decided = json.loads(path.read_text(encoding="utf-8").splitlines()[-1])["threshold"]
        return disclosure.rule(float(decided))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return Rule()


@dataclass(frozen=True)
class Told:
    """One number of one year as it may be told; `behind` is the count that a share or a mean stands on."""

    year: int
    group: str
    count: Count
    numerator: float = math.nan
    denominator: float = math.nan


def told(delivery: Delivery, figure: str, area: Area, rule: Rule) -> list[Told]:
    """A figure or a share of a form, of every year and group, as it may be told.

    Parameters
    ----------
    delivery
        What was delivered.
    figure
        Id of a figure or a share of its form.
    area
        Whose numbers: of several municipalities the sum, told only where each one's own may be.
    rule
        The threshold.
    """
    rows = delivery.rows()
    found = []
    for year in sorted(rows["time"].unique()):
        of_year = rows[rows["time"] == year]
        members = [OneYear(delivery, of_year[of_year["area"] == code], rule) for code in area.members]
        found += _of_year(int(year), members, figure, delivery.form)
    return found


def all_of_year(delivery: Delivery, rows: pd.DataFrame, rule: Rule) -> list[tuple]:
    """All that may be told of one municipality's rows of one year: value, status and what stands behind."""
    form, members = delivery.form, [OneYear(delivery, rows, rule)]
    return [
        (figure, one.group, one.count.value, one.count.status, one.numerator, one.denominator)
        for figure in (*form.figures, *form.shares)
        for one in _of_year(0, members, figure, form)
    ]


def _of_year(year: int, members: list["OneYear"], figure: str, form: Form) -> Iterable[Told]:
    groups = dict.fromkeys(group for member in members for group in member.groups)
    for group in [*_sums(form, groups), *groups]:
        if figure in form.shares:
            share = form.shares[figure]
            yield _share(year, group, _sum(members, share.part, group), _sum(members, share.whole, group))
        elif _is_mean(members[0].delivery, figure):
            if group in groups and len(members) == 1:
                yield _mean(year, group, members[0], figure)
        else:
            count = _sum(members, figure, group)
            yield Told(year, JOINER.join(group), count, numerator=count.value)


def _sums(form: Form, groups: Iterable[Group]) -> list[Group]:
    """The whole, and of two classes the values of the first, where the others add up."""
    if not form.classes:
        return []
    classes = list(form.classes.values())
    whole = [()] if form.adds else []
    firsts = dict.fromkeys(group[:1] for group in groups) if len(classes) > 1 else ()
    return whole + (list(firsts) if all(each.adds for each in classes[1:]) else [])


def _sum(members: list["OneYear"], figure: str, group: Group) -> Count:
    if not group and len(members) == 1 and figure in members[0].wholes:
        return members[0].wholes[figure]
    parts = [count for member in members for count in member.below(figure, group)]
    return disclosure.derived(lambda *values: sum(values), *parts) if parts else Count(math.nan, frame.MISSING)


def _share(year: int, group: Group, part: Count, whole: Count) -> Told:
    count = disclosure.derived(lambda one, all_: 100 * one / all_, part, whole)
    if count.is_shown and part.value < FEWEST:
        return Told(year, JOINER.join(group), Count(math.nan, frame.BELOW_QUALITY))
    return Told(year, JOINER.join(group), count, part.value, whole.value)


def _is_mean(delivery: Delivery, figure: str) -> bool:
    return delivery.unit(figure) not in (*OF_PEOPLE, "places", "hours")


def _mean(year: int, group: Group, member: "OneYear", figure: str) -> Told:
    """A mean or a share as it was delivered: not told where the number of people behind it is not."""
    given, behind = member.counts[figure][group], member.form.figures[figure].of
    if behind and given.is_shown:
        people = member.counts[behind][group]
        given = disclosure.derived(lambda value, _people: value, given, people)
        if given.is_shown and people.value < FEWEST:
            given = Count(math.nan, frame.BELOW_QUALITY)
    return Told(year, JOINER.join(group), given)


class OneYear:
    """One municipality's figures of one year: figure → combination of classes → count as it may be told."""

    def __init__(self, delivery: Delivery, rows: pd.DataFrame, rule: Rule) -> None:
        self.delivery, self.form, self.rule = delivery, delivery.form, rule
        names = list(self.form.classes)
        self._given = {
            (row["content"], tuple(row[name] for name in names)): (row["value"], row["status"])
            for row in rows.to_dict("records")
        }
        self.groups = list(dict.fromkeys(group for _, group in self._given))
        self.wholes: dict[str, Count] = {}
        self.counts = {name: self._of(name) for name in self.form.figures}
        self._part_of_wholes()

    def below(self, figure: str, group: Group) -> list[Count]:
        """The counts of every combination that belongs to a group; none where the municipality has none."""
        found = [count for each, count in self.counts[figure].items() if each[: len(group)] == group]
        return found or [Count(math.nan, frame.MISSING, NOT_TOLD)]

    def hides(self, figure: str, group: Group) -> bool:
        """Whether a figure was delivered that may not be told."""
        if self._value(figure, group) is None:
            return False
        if _is_mean(self.delivery, figure):
            return not _mean(0, group, self, figure).count.is_shown
        return not self.counts[figure][group].is_shown

    def _is_of_people(self, figure: str) -> bool:
        return self.delivery.unit(figure) in OF_PEOPLE

    def _value(self, figure: str, group: Group) -> float | None:
        value, _ = self._given.get((figure, group), (math.nan, frame.MISSING))
        return None if math.isnan(value) else value

    def _as_given(self, figure: str, group: Group) -> Count:
        value, status = self._given.get((figure, group), (math.nan, frame.MISSING))
        return Count(value, status)

    def _of(self, figure: str) -> dict[Group, Count]:
        """The counts of one figure, protected in themselves."""
        if not self._is_of_people(figure) or not self.groups:
            return {group: self._as_given(figure, group) for group in self.groups}
        table = {JOINER.join(group): {figure: self._value(figure, group)} for group in self.groups}
        told = protected(table, self.rule)
        if self.form.adds and not self._is_linked(figure) and told[TOTAL][figure].status != frame.MISSING:
            self.wholes[figure] = told[TOTAL][figure]
        return {group: self._also_source(figure, group, told[JOINER.join(group)][figure]) for group in self.groups}

    def _is_linked(self, figure: str) -> bool:
        """Whether the figure is a part of another or has parts: then more than its own total could give it away."""
        return bool(self.form.figures[figure].of) or any(each.of == figure for each in self.form.figures.values())

    def _also_source(self, figure: str, group: Group, count: Count) -> Count:
        """Where nothing was delivered, the status that it was delivered with."""
        return count if count.status != frame.MISSING else self._as_given(figure, group)

    def _part_of_wholes(self) -> None:
        """Hide what a part and its whole would tell of each other: the rest of a whole is a count too."""
        for name, figure in self.form.figures.items():
            if not figure.of or not self._is_of_people(name) or not self.groups:
                continue
            told = protected({JOINER.join(group): self._with_rest(name, group) for group in self.groups}, self.rule)
            for group in self.groups:
                row = told[JOINER.join(group)]
                self._hide(name, group, row[name])
                self._hide(figure.of, group, row[TOTAL])

    def _with_rest(self, name: str, group: Group) -> dict[str, float | None]:
        part, whole = self._value(name, group), self._value(self.form.figures[name].of, group)
        rest = None if part is None or whole is None else max(whole - part, 0)
        return {name: part, _REST: rest}

    def _hide(self, figure: str, group: Group, count: Count) -> None:
        if count.status == frame.SUPPRESSED and self.counts[figure][group].is_shown:
            self.counts[figure][group] = count


def unit_of(delivery: Delivery, figure: str) -> str:
    """The unit of a figure or of a share."""
    return SHARE if figure in delivery.form.shares else delivery.unit(figure) or PERSONS
