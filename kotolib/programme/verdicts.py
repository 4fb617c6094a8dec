"""The form of what is said of a goal: how grave it is, where it stands and the sentence; knows no rule.

*Refused* is what no programme can have. *Incomplete* is what a draft may lack and a final programme may not. *Warned*
is what people may decide to live with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kotolib.errors import N_, Message
from kotolib.language import Texts
from kotolib.programme import sheets
from kotolib.programme.measured import Measured, measured
from kotolib.programme.records import Goal, Programme
from kotolib.situation import Situation

REFUSED, INCOMPLETE, WARNED = "refused", "incomplete", "warned"
WEIGHTS = (REFUSED, INCOMPLETE, WARNED)


@dataclass(frozen=True)
class Verdict:
    """One thing to mend, to complete or to know of a goal.

    Attributes
    ----------
    goal
        Id of the goal's row.
    weight
        `refused`, `incomplete` or `warned`.
    rule
        Name of the rule: `unknown_indicator`.
    column
        Id of the column of *Tavoitteet* to look at.
    told
        What is wrong and what to do.
    """

    goal: str
    weight: str
    rule: str
    column: str
    told: Message

    def tell(self, _: Texts) -> str:
        """The sentence: ``Tavoite T1: määräaika puuttuu. …``"""
        return self.placed().tell(_.plain)

    def placed(self) -> Message:
        """The same, to be told within another sentence."""
        return Message(N_("Tavoite {goal}: {what}"), goal=self.goal, what=self.told)


@dataclass(frozen=True)
class Case:
    """A goal that is being judged, with all that it is judged by; the situation's language is that of the sentences."""

    here: Situation
    programme: Programme
    goal: Goal

    @cached_property
    def measured(self) -> Measured | None:
        """What it is measured by; None where the indicator is missing or nobody has described it."""
        return measured(self.here, self.programme, self.goal.indicator)

    @property
    def language(self) -> str:
        """Of sheets' names."""
        return self.here.language if self.here.language in sheets.LANGUAGES else "fi"

    def sheet(self, sheet_id: str) -> str:
        """The visible name of a sheet."""
        return sheets.sheet(sheet_id).title_in(self.language)

    def choice(self, name: str, choice: str) -> str:
        """The visible word of a choice."""
        return sheets.choices(name, self.here.language).get(choice, choice)

    def number(self, value: float) -> str:
        """A value as the indicator's figures are printed, without a unit."""
        decimals = self.measured.decimals if self.measured else None
        if decimals is None or round(value, decimals) != value:
            decimals = next((each for each in range(3) if round(value, each) == round(value, 8)), 2)
        return self.here.texts.number(value, decimals)

    def valued(self, value: float) -> str:
        """The same, with the sign of a share."""
        number = self.number(value)
        return self.here.texts("{number}\u00a0%", number=number) if self.measured and self.measured.is_share else number

    def verdict(self, weight: str, rule: str, column: str, message: str, **fields: object) -> Verdict:
        """A verdict of this goal."""
        return Verdict(self.goal.id, weight, rule, column, Message(message, **fields))


def blocking(verdicts: Iterable[Verdict], final: bool = False) -> tuple[Verdict, ...]:
    """The verdicts that stop the programme: what is refused, and of a final programme what is incomplete too."""
    stop = (REFUSED, INCOMPLETE) if final else (REFUSED,)
    return tuple(verdict for verdict in verdicts if verdict.weight in stop)
