"""Triggers: whether the programme should be updated before its term ends, with the reasons; as data, no sentence.

Five groups are looked at in every run: statistical, legal, organisational, figures and time. They are in force unless
a row of *Seuranta* turns one of them off and says why; other rows add the municipality's own limits, and what is only
written in words is left to people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kotolib.programme import monitoring
from kotolib.programme.monitoring import Monitoring
from kotolib.programme.records import Following, Programme
from kotolib.programme.triggers import figures, legal, organisational, reasons, statistical, term
from kotolib.programme.triggers.reasons import CONSIDER, LEVELS, NO_NEED, TURNED_OFF, UPDATE, Looked, Reason
from kotolib.situation import Situation

__all__ = ["CONSIDER", "LEVELS", "NO_NEED", "UPDATE", "Decision", "Looked", "Reason", "evaluate"]


@dataclass(frozen=True)
class Decision:
    """What the triggers say together.

    Attributes
    ----------
    level
        `no_need`, `consider` or `update`: the gravest of the reasons.
    looked
        Every trigger that was looked at, also those that did not fire or could not be evaluated.
    left_to_people
        Rows of *Seuranta* that are told in words only: whether they hold, people say.
    """

    level: str
    looked: tuple[Looked, ...]
    left_to_people: tuple[Following, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All that fired, the gravest first."""
        found = [reason for one in self.looked for reason in one.reasons]
        return tuple(sorted(found, key=lambda reason: -LEVELS.index(reason.level)))

    @property
    def sections(self) -> tuple[str, ...]:
        """Elements of the programme document that the reasons concern, in their order."""
        found = {section for reason in self.reasons for section in reason.sections}
        return tuple(sorted(found, key=lambda section: int(section.partition(".")[2])))

    @property
    def goals(self) -> tuple[str, ...]:
        """Ids of the goals that the reasons concern."""
        return tuple(dict.fromkeys(goal for reason in self.reasons for goal in reason.goals))

    @property
    def false_a_year(self) -> float:
        """How many false alarms a year are expected from chance alone, at most: the sum over the triggers."""
        return sum(one.false_a_year or 0.0 for one in self.looked)


def evaluate(here: Situation, programme: Programme, followed: Monitoring | None = None) -> Decision:
    """Look at every trigger.

    Parameters
    ----------
    here
        The situation; its day is the one on which the question is asked.
    programme
        As it was read.
    followed
        The goals, where they have been followed already.

    Examples
    --------
    >>> import kotolib as koto
    >>> from kotolib.programme.records import Basics
    >>> said = Programme(basics=Basics(date=date(2024, 5, 1), first_year=2024, last_year=2027))
    >>> decision = evaluate(koto.begin("211", as_of="2026-11-24"), said)
    >>> decision.level, decision.reasons[0].kind
    ('update', 'law')
    """
    followed = followed or monitoring.follow(here, programme)
    made = day_of(programme)
    off = turned_off(programme)
    defaults: dict[str, tuple[str, Callable[[], Looked]]] = {
        reasons.PROJECTION: ("statistical", lambda: statistical.projection(here, programme, made)),
        reasons.ALARM: ("statistical", lambda: statistical.alarms(followed)),
        reasons.LAW: ("legal", lambda: legal.law(here, made)),
        reasons.BODY: ("organisational", lambda: organisational.bodies(here, programme)),
        reasons.SOURCE_ENDED: ("figures", lambda: figures.ended(followed)),
        reasons.DEFINITION: ("figures", lambda: figures.changed(followed)),
        reasons.TERM: ("time", lambda: term.term(programme, here.as_of)),
    }
    looked = (
        *(
            Looked(kind, group, not_evaluated=TURNED_OFF, row=off[kind].id) if kind in off else look()
            for kind, (group, look) in defaults.items()
        ),
        *statistical.limits(here, programme),
    )
    level = max((reason.level for one in looked for reason in one.reasons), key=LEVELS.index, default=NO_NEED)
    by_rule = {one.row for one in looked}
    rows = [row for row in programme.monitoring if row.kind == "trigger" and not row.turned_off]
    return Decision(level, looked, tuple(row for row in rows if row.id not in by_rule))


def turned_off(programme: Programme) -> dict[str, Following]:
    """Default triggers that are not in force: each with the row that says why. Without a reason it stays in force.

    Examples
    --------
    >>> row = Following(id="S1", kind="trigger", turned_off="law", text="Laki tarkistetaan talousarviossa.")
    >>> list(turned_off(Programme(monitoring=(row,))))
    ['law']
    """
    rows = [row for row in programme.monitoring if row.kind == "trigger" and row.turned_off]
    return {row.turned_off: row for row in rows if (row.text or "").strip()}


def day_of(programme: Programme) -> date | None:
    """The programme's day; unless told, the first of its term."""
    basics = programme.basics
    return basics.date or (date(basics.first_year, 1, 1) if basics.first_year else None)
