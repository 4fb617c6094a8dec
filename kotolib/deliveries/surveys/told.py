"""What of a survey's results may be told: counts under the municipality's threshold, and what they would give away.

Knows results and the rule of disclosure; no page. How many answered is always told, so it is held known when the counts
are protected. A question is told by the groups of one background question only, and those groups are the same for every
question: groups smaller than the threshold are told together with those who left the background question unanswered.

Sources of the method: :mod:`kotolib.disclosure`, :mod:`kotolib.disclosure.tables`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from kotolib import disclosure, frame
from kotolib.deliveries.surveys.declared import MULTIPLE, NOT_TOLD, Question, Results
from kotolib.disclosure import DIFFERENCE, Count, Rule
from kotolib.disclosure.tables import TOTAL, protected

FEWEST = 30
"""Answers that a percentage needs."""
ALL = "all"
MOST_HIDDEN = 1 / 3
"""A table by groups in which more than this is hidden is of no use: everybody together are then told instead."""


@dataclass(frozen=True)
class Column:
    """Answers of everybody (`group` is :data:`ALL`) or of a group: how many, and by option in the question's order."""

    group: str
    n: int
    counts: tuple[Count, ...]

    @property
    def has_percentages(self) -> bool:
        """Whether there are answers enough for a percentage."""
        return self.n >= FEWEST


@dataclass(frozen=True)
class Told:
    """A question as it may be told: everybody first, then the groups where they may be told."""

    question: Question
    columns: tuple[Column, ...]

    @property
    def hides(self) -> bool:
        """Whether a count is hidden."""
        return any(not count.is_shown for column in self.columns for count in column.counts)


def told(results: Results, question: Question, rule: Rule, by_groups: bool = True) -> Told:
    """The answers to one question as they may be told.

    Parameters
    ----------
    results
        Of the survey.
    question
        A closed one, or a background question.
    rule
        The municipality's rule.
    by_groups
        Whether a closed question is told by the groups of the background question. One page tells it in one way only.
    """
    columns = None
    if question.id == results.survey.cross:
        return _of_background(results, question, rule)
    if by_groups and question.is_closed and (groups := groups_of(results, rule)):
        by_group = _by_group(results, question, groups)
        columns = (_many if question.kind == MULTIPLE else _one)(by_group, question, rule)
    return Told(question, columns or (_everybody(results, question, rule),))


def groups_of(results: Results, rule: Rule) -> dict[str, tuple[str, ...]]:
    """Group that may be told → groups of the background question in it; empty where there are not two.

    Small groups and those who left the question unanswered are one group (:data:`NOT_TOLD`); where even that is small,
    nothing is told by groups.
    """
    sizes = results.groups
    large = [name for name, size in sizes.items() if name != NOT_TOLD and size >= rule.threshold]
    rest = tuple(name for name, size in sizes.items() if name not in large and size)
    if 0 < sum(sizes[name] for name in rest) < rule.threshold:
        return {}
    groups = {name: (name,) for name in large} | ({NOT_TOLD: rest} if rest else {})
    return groups if len(large) > 1 else {}


def _of_background(results: Results, question: Question, rule: Rule) -> Told:
    """The groups of the crossing question as all the others are told by: their sizes stand in every table."""
    groups = groups_of(results, rule)
    if not groups:
        return Told(question, (_everybody(results, question, rule),))
    sizes = results.groups
    counts = tuple(Count(float(sum(sizes[name] for name in names))) for names in groups.values())
    shown = question.model_copy(update={"options": tuple(groups)})
    return Told(shown, (Column(ALL, results.respondents, counts),))


def _everybody(results: Results, question: Question, rule: Rule) -> Column:
    counts, n = results.counts[question.id], results.answered[question.id]
    given = [counts.get(option, 0) for option in question.options]
    shown = _alone_many(given, n, rule) if question.kind == MULTIPLE else alone(given, n, rule)
    return Column(ALL, n, tuple(shown))


def alone(given: list[int], n: int, rule: Rule) -> list[Count]:
    """Counts that add up to a known ``n``, as they may be told; all are hidden where the sum would have to be."""
    names = [str(place) for place in range(len(given))]
    table = {name: {ALL: count} for name, count in zip(names, given, strict=True)}
    none = [name for name, count in zip(names, given, strict=True) if not count] if n >= rule.threshold else []
    structural = frozenset((name, column) for name in none for column in (ALL, TOTAL))
    found = protected(table, rule, structural)
    if not found[TOTAL][ALL].is_shown:
        return [_hidden() for _ in given]
    return [found[name][ALL] for name in names]


def _alone_many(given: list[int], n: int, rule: Rule) -> list[Count]:
    """Several answers each: every option is told of all who answered, and everybody chose at least one."""
    shown = [disclosure.shown(float(count), rule, of=n) for count in given]
    while _tells_of_hidden(shown, given, n, rule):
        left = [place for place, one in enumerate(shown) if one.is_shown and given[place]]
        if not left:
            break
        shown[min(left, key=lambda place: given[place])] = _hidden()
    return shown


def _tells_of_hidden(shown: list[Count], given: list[int], n: int, rule: Rule) -> bool:
    """Whether *everybody chose something* bounds a hidden small count from below more tightly than by one."""
    hidden = [count for count, one in zip(given, shown, strict=True) if not one.is_shown]
    if not hidden or any(count >= rule.threshold for count in hidden):
        return False
    return n - sum(one.value for one in shown if one.is_shown) > 1


def _by_group(results: Results, question: Question, groups: Mapping[str, tuple[str, ...]]) -> dict:
    """Group → how many answered, and counts by option in order."""
    crossed, answered = results.crossed[question.id], results.crossed_answered[question.id]
    return {
        name: (
            sum(answered.get(part, 0) for part in parts),
            [sum(crossed.get(part, {}).get(option, 0) for part in parts) for option in question.options],
        )
        for name, parts in groups.items()
    }


def _one(by_group: dict, question: Question, rule: Rule) -> tuple[Column, ...] | None:
    """None where a number of answers, or much of the table, would have to be hidden: then everybody are told alone."""
    if any(n < rule.threshold for n, _ in by_group.values()):
        return None
    names = [str(place) for place in range(len(question.options))]
    table = {
        name: {group: counts[place] for group, (_, counts) in by_group.items()} for place, name in enumerate(names)
    }
    found = protected(table, rule)
    if not all(one.is_shown for one in found[TOTAL].values()):
        return None
    columns = [Column(group, n, tuple(found[name][group] for name in names)) for group, (n, _) in by_group.items()]
    whole = Column(ALL, sum(n for n, _ in by_group.values()), tuple(found[name][TOTAL] for name in names))
    hidden = [not count.is_shown for column in (whole, *columns) for count in column.counts]
    return (whole, *columns) if sum(hidden) <= MOST_HIDDEN * len(hidden) else None


def _many(by_group: dict, question: Question, rule: Rule) -> tuple[Column, ...] | None:
    """None where anything would have to be hidden: options overlap, and a whole table of them is safe only as it is."""
    columns = []
    for group, (n, counts) in by_group.items():
        columns.append(Column(group, n, tuple(disclosure.shown(float(count), rule, of=n) for count in counts)))
    whole_n = sum(n for n, _ in by_group.values())
    sums = [sum(counts[place] for _, counts in by_group.values()) for place in range(len(question.options))]
    whole = Column(ALL, whole_n, tuple(disclosure.shown(float(count), rule, of=whole_n) for count in sums))
    every = (whole, *columns)
    is_safe = all(count.is_shown for column in every for count in column.counts)
    return every if is_safe else None


def _hidden() -> Count:
    return Count(math.nan, frame.SUPPRESSED, DIFFERENCE)
