"""Judges the goals of a programme, and proposes themes for goals; never a goal itself.

The one door to goals for commands, notebooks and forms: what is refused, incomplete or to be known, the required path,
and what the situational picture gives reason to talk about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kotolib.comparison import standing
from kotolib.errors import N_
from kotolib.programme import completeness, faults, joint, judgeable, placing, targets
from kotolib.programme.faults import Fault
from kotolib.programme.reading import Reading
from kotolib.programme.records import Goal, Programme
from kotolib.programme.verdicts import WARNED, WEIGHTS, Case, Verdict, blocking
from kotolib.situation import Situation

__all__ = [
    "NO_CANDIDATES",
    "Candidate",
    "Verdict",
    "blocking",
    "candidate_themes",
    "judge",
    "judge_goal",
    "with_verdicts",
]

_RULES = (
    completeness.of_source,
    targets.of_range,
    targets.of_side,
    completeness.of_people,
    completeness.of_term,
    completeness.of_documents,
    completeness.of_number,
    targets.of_direction,
    judgeable.of_baseline,
    judgeable.of_chance,
    judgeable.of_time,
)

THEMES = {
    "residents": "relations",
    "arrivals": "relations",
    "relations": "relations",
    "employment": "employment",
    "education": "education",
    "wellbeing": "wellbeing",
    "participation": "participation",
}
"""Theme of an indicator → theme of the checklist's goals. How many move in is a matter of how they are received."""
_KINDS = (standing.SIMILAR, standing.CHANGE)


def judge(here: Situation, programme: Programme) -> tuple[Verdict, ...]:
    """Everything there is to say of the goals.

    Parameters
    ----------
    here
        The situation; its language is that of the sentences, its day decides what is old.
    programme
        As it was read.

    Returns
    -------
    tuple
        By goal, the gravest first; empty for a programme without goals.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> found = judge(here, Programme(goals=(Goal(id="T1", text="Yhä useampi äänestää.", indicator="hevoset"),)))
    >>> found[0].weight, found[0].rule
    ('refused', 'unknown_indicator')
    """
    return tuple(verdict for goal in programme.goals for verdict in judge_goal(here, programme, goal))


def judge_goal(here: Situation, programme: Programme, goal: Goal) -> tuple[Verdict, ...]:
    """The same of one goal, which need not be in the programme yet: a form asks while it is being filled in."""
    case = Case(joint.where(here, goal), programme, goal)
    found = [verdict for rule in _RULES for verdict in rule(case)]
    return tuple(sorted(found, key=lambda verdict: WEIGHTS.index(verdict.weight)))


def with_verdicts(reading: Reading, verdicts: Iterable[Verdict]) -> Reading:
    """The reading with the verdicts among its faults, each in its cell, so that an annotated copy shows them there."""
    return replace(reading, faults=(*reading.faults, *(_fault(reading, verdict) for verdict in verdicts)))


def _fault(reading: Reading, verdict: Verdict) -> Fault:
    weight = faults.REMARK if verdict.weight == WARNED else faults.FAULT
    return placing.fault(reading, ("goals", verdict.goal, verdict.column), verdict.told, weight)


# --- themes to talk about


@dataclass(frozen=True)
class Candidate:
    """A theme that the situational picture gives reason to talk about; people decide whether it becomes a goal.

    Attributes
    ----------
    theme
        Id of the checklist's theme.
    findings
        What stands out in it, the most first.
    """

    theme: str
    findings: tuple[standing.Finding, ...]


def candidate_themes(here: Situation) -> tuple[Candidate, ...]:
    """Themes in which the municipality differs clearly from similar ones, or has changed; in the checklist's order.

    Too old figures, too few people and what chance explains propose nothing: the rule is that of
    :mod:`kotolib.comparison.standing`.

    Examples
    --------
    >>> import kotolib as koto
    >>> [candidate.theme for candidate in candidate_themes(koto.begin("545", as_of="2026-11-24"))]
    ['relations', 'education']
    """
    by_theme: dict[str, list[standing.Finding]] = {theme: [] for theme in dict.fromkeys(THEMES.values())}
    for declared, theme in THEMES.items():
        by_theme[theme] += [one for one in standing.findings(here, declared) if one.kind in _KINDS]
    return tuple(
        Candidate(theme, tuple(sorted(found, key=lambda one: -one.score))) for theme, found in by_theme.items() if found
    )


NO_CANDIDATES = N_("Tilannekuvasta ei nouse teemaa, jossa alue eroaisi selvästi muista tai olisi muuttunut selvästi.")
"""What a page says where :func:`candidate_themes` is empty."""
