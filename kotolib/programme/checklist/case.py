"""What an item is judged by: the situation, the records, the figures; and its parts, each had or lacking. No rule."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kotolib.indicators.answering import Covered, covered
from kotolib.programme import sheets
from kotolib.programme.records import Goal, Programme, Row
from kotolib.situation import Situation

DONE, PARTLY, MISSING, NOT_APPLICABLE = "done", "partly", "missing", "not_applicable"
STATES = (DONE, PARTLY, MISSING, NOT_APPLICABLE)

Place = tuple[str, str, str]
"""(sheet id, row id, column id) of the workbook."""


@dataclass(frozen=True)
class Part:
    """One thing that an item asks for.

    Attributes
    ----------
    name
        As ``checklist.yaml`` has it under `acts`.
    have, of
        How many there are, and how many there should be.
    places
        Where in the workbook it stands.
    lacking
        Names of what is lacking, for the next act.
    told
        What the next act says for `have` and `of`, where it is something else.
    needed
        Whether the item can be done without it; one that is not needed makes it partly done at most.
    counts
        Whether it alone makes the item partly done; what every workbook has from the start does not.
    """

    name: str
    have: float
    of: float = 1
    places: tuple[Place, ...] = ()
    lacking: tuple[str, ...] = ()
    told: tuple[int, int] | None = None
    needed: bool = True
    counts: bool = True

    @property
    def met(self) -> bool:
        """Whether nothing is lacking."""
        return self.have >= self.of > 0


@dataclass(frozen=True)
class Reason:
    """Why an item is not applicable, by the name that ``checklist.yaml`` has under `reasons`."""

    name: str


Judged = list[Part] | Reason


def state_of(judged: Judged) -> str:
    """`done` where every needed part is met, `partly` where there is anything at all, else `missing`.

    Examples
    --------
    >>> state_of([Part("a", 1), Part("b", 0)]), state_of([Part("a", 0)]), state_of([Part("a", 2, 2)])
    ('partly', 'missing', 'done')
    """
    if isinstance(judged, Reason):
        return NOT_APPLICABLE
    if all(part.met for part in judged if part.needed):
        return DONE
    return PARTLY if any(part.have > 0 and part.counts for part in judged) else MISSING


@dataclass(frozen=True)
class Case:
    """All that items are judged by.

    Attributes
    ----------
    here
        The situation; its day decides what is old.
    programme
        What the workbook says; empty where there is none.
    has_workbook
        Whether there is one.
    language
        Of the names of what is lacking.
    judged
        What has been judged so far, by item.
    """

    here: Situation
    programme: Programme
    has_workbook: bool
    language: str
    judged: dict[str, Judged] = field(default_factory=dict)

    @cached_property
    def figures(self) -> dict[str, Covered]:
        """Which questions have figures, by item."""
        return {one.item: one for one in covered(self.here)}

    def state(self, item: str) -> str:
        """The state of an item that was judged before."""
        return state_of(self.judged[item])

    def words(self, name: str, choices: Iterable[str]) -> tuple[str, ...]:
        """Choices as they are shown."""
        shown = sheets.choices(name, self.language)
        return tuple(shown[choice] for choice in choices)

    @property
    def sheets_language(self) -> str:
        """The language in which the workbook's own words are told."""
        return self.language if self.language in sheets.LANGUAGES else "fi"

    def text(self, element: str) -> list[Part]:
        """The municipality's own text of a document element: evidence, but no plan by itself."""
        rows = [row for row in self.programme.texts if row.id == element and row.text]
        return [Part("text", len(rows), places=places("texts", rows, "text"), needed=False)]


def places(sheet: str, rows: Iterable[Row], column: str) -> tuple[Place, ...]:
    """Where a column of some rows stands."""
    return tuple((sheet, row.id, column) for row in rows)


def each(name: str, rows: Iterable[Row], having: Iterable[Row], place: tuple[str, str]) -> Part:
    """A part that every row should have: those that lack it are named by their ids; nothing is met without rows."""
    rows, having = list(rows), list(having)
    without = tuple(row.id for row in rows if row not in having)
    return Part(name, len(having), max(len(rows), 1), places(place[0], having, place[1]), without)


def some(name: str, rows: Iterable[Row], place: tuple[str, str]) -> Part:
    """A part that is met by one row or more."""
    rows = list(rows)
    return Part(name, min(len(rows), 1), 1, places(place[0], rows, place[1]))


def written_goals(programme: Programme) -> list[Goal]:
    """The goals that say something."""
    return [goal for goal in programme.goals if goal.text]
