"""The form of what the triggers find: what was looked at, what fired, how grave it is, what it concerns; no rule."""

from dataclasses import dataclass

NO_NEED, CONSIDER, UPDATE = "no_need", "consider", "update"
LEVELS = (NO_NEED, CONSIDER, UPDATE)

PROJECTION, LIMIT, ALARM = "projection", "limit", "alarm"
LAW, BODY = "law", "body"
SOURCE_ENDED, DEFINITION = "source_ended", "definition"
HALF, END_NEAR, TERM_OVER = "half", "end_near", "term_over"
"""What may fire."""
TERM = "term"
"""The three of time, where they are turned off together."""
GROUPS = ("statistical", "legal", "organisational", "figures", "time")

NOT_YET, NO_DATE, TOO_SMALL, HIDDEN, NO_FIGURE, NO_TERM, NO_GOALS, NO_LAW = (
    "not_yet", "no_date", "too_small", "hidden", "no_figure", "no_term", "no_goals", "no_law",
)  # fmt: skip
TURNED_OFF = "turned_off"
"""Why a trigger was not evaluated; the last where a row of *Seuranta* turns it off and says why."""

ALL_SECTIONS = tuple(f"5.{number}" for number in range(1, 11))
"""Elements of the programme document."""


@dataclass(frozen=True)
class Reason:
    """One thing that fired.

    Attributes
    ----------
    kind, level
        As above; `level` is `consider` or `update`.
    sections
        Elements of the programme document that it concerns.
    goals
        Ids of the goals that it concerns.
    facts
        What its sentence needs, by name: numbers, years, days and names in three languages.
    row
        Id of the row of *Seuranta* that asks for it; empty where it is asked for unless told.
    """

    kind: str
    level: str
    sections: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    facts: tuple[tuple[str, object], ...] = ()
    row: str = ""

    def fact(self, name: str) -> object:
        """One of the facts; None where it has none of the name."""
        return dict(self.facts).get(name)


@dataclass(frozen=True)
class Looked:
    """One trigger that was looked at.

    Attributes
    ----------
    kind, group
        What, and of which of the five groups it is.
    not_evaluated
        Why it could not be; empty where it was.
    reasons
        What it found.
    false_a_year
        How many times a year chance alone is expected to fire it; None where chance has no part in it.
    family_wise
        Of alarms on goals: probability that chance alone fires at least one; None elsewhere.
    row
        Id of the row of *Seuranta*; empty for a default.
    """

    kind: str
    group: str
    not_evaluated: str = ""
    reasons: tuple[Reason, ...] = ()
    false_a_year: float | None = None
    family_wise: float | None = None
    row: str = ""


def facts(**told: object) -> tuple[tuple[str, object], ...]:
    """Facts of a reason, in the order in which they are given."""
    return tuple(told.items())
