"""What the workbook says, as records: one class a sheet, fields by the columns' ids; knows no cells and no file.

A field is None, or an empty tuple, where nothing is written. Choices are ids of ``choices.yaml``; references are the
ids of rows. An id belongs to its row for good: it may be renumbered by nobody.
"""

from datetime import date as Day

from pydantic import BaseModel, ConfigDict, model_validator

from kotolib.deliveries.forms import forms
from kotolib.errors import N_, Message

_NO_GROUP = N_(
    "ryhmää ”{group}” ei ole lomakkeella. Kirjoita luokat samoin sanoin kuin lomakkeen rivillä ja erota ne "
    "puolipisteellä."
)


class Contradiction(ValueError):
    """Two cells of one row do not fit together.

    Attributes
    ----------
    column
        Id of the column to mend.
    told
        What is wrong and what to do.
    """

    def __init__(self, column: str, told: Message) -> None:
        super().__init__(told.tell())
        self.column = column
        self.told = told


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(_Record):
    """A row of a sheet; ``id`` is its stable id."""

    id: str


class Basics(_Record):
    """The facts of *Perustiedot*."""

    name: str | None = None
    date: Day | None = None
    first_year: int | None = None
    last_year: int | None = None
    checklist: str | None = None
    municipalities: tuple[str, ...] = ()
    approving_body: str | None = None
    state: str | None = None
    review: str | None = None
    smallest_count: float | None = None
    accessibility_supervisor: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Basics":
        if self.first_year and self.last_year and self.last_year < self.first_year:
            raise Contradiction(
                "last_year",
                Message(N_("ohjelmakausi päättyisi ennen alkuaan ({first}). Tarkista vuodet."), first=self.first_year),
            )
        if self.smallest_count is not None and not (3 <= self.smallest_count <= 10 and self.smallest_count % 1 == 0):
            raise Contradiction("smallest_count", Message(N_("luvun on oltava kokonaisluku väliltä 3–10.")))
        return self


class LinkedDocument(Row):
    """A document that the programme is tied to; ``absent`` where the municipality says that it has none."""

    name: str | None = None
    date: Day | None = None
    address: str | None = None
    absent: bool = False


class Responsibility(Row):
    """Who coordinates, answers, decides or advises."""

    role: str | None = None
    body: str | None = None
    task: str | None = None
    person: str | None = None
    title: str | None = None
    contact: str | None = None
    public: bool | None = None

    @property
    def published_person(self) -> str | None:
        """The person's name, only where the row says that it is public."""
        return self.person if self.public else None


class Partner(Row):
    """A member of the co-operation group, or one who was invited."""

    sector: str | None = None
    body: str | None = None
    person: str | None = None
    public: bool | None = None
    invited: bool | None = None
    joined: bool | None = None
    form: str | None = None

    @property
    def published_person(self) -> str | None:
        """The person's name, only where the row says that it is public."""
        return self.person if self.public else None


def _end_after_start(row: "Step | Measure") -> None:
    if row.start and row.end and row.end < row.start:
        raise Contradiction("end", Message(N_("päättyisi ennen alkuaan. Tarkista päivät.")))


class Step(Row):
    """A phase, meeting, decision or statement of the timetable."""

    kind: str | None = None
    name: str | None = None
    body: str | None = None
    start: Day | None = None
    end: Day | None = None
    state: str | None = None
    section: str | None = None
    case_number: str | None = None
    concerns: tuple[str, ...] = ()
    asked: Day | None = None
    given: Day | None = None
    answer: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Step":
        _end_after_start(self)
        return self


class Hearing(Row):
    """An occasion on which people were asked, and who were there, coarsely."""

    name: str | None = None
    kind: str | None = None
    date: Day | None = None
    way: str | None = None
    organiser: str | None = None
    language_support: str | None = None
    languages: tuple[str, ...] = ()
    women: bool | None = None
    men: bool | None = None
    young: bool | None = None
    working_age: bool | None = None
    old: bool | None = None
    participants: float | None = None


class Finding(Row):
    """What was heard; ``verdict`` only once a person has confirmed it."""

    kind: str | None = None
    text: str | None = None
    source: str | None = None
    hearing: str | None = None
    theme: str | None = None
    population: str | None = None
    quote: bool | None = None
    indicators: tuple[str, ...] = ()
    verdict: str | None = None
    verdict_reason: str | None = None


class Service(Row):
    """A service in which a change is sought."""

    name: str | None = None
    kind: str | None = None
    served: tuple[str, ...] = ()
    responsible: str | None = None
    reach: str | None = None
    gap: str | None = None
    change: str | None = None
    goals: tuple[str, ...] = ()
    accessibility: str | None = None
    acceptability: str | None = None
    competence: str | None = None


class Goal(Row):
    """A change that is wanted; a deadline written as a year is its last day.

    `municipality` is the code of the one member whose own goal it is; None where a joint programme shares it.
    """

    theme: str | None = None
    text: str | None = None
    municipality: str | None = None
    population: str | None = None
    indicator: str | None = None
    target_type: str | None = None
    direction: str | None = None
    baseline: float | None = None
    baseline_year: int | None = None
    target: float | None = None
    deadline: Day | None = None
    responsible: str | None = None
    documents: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


class Measure(Row):
    """What is done to reach a goal; cost in euros over the whole term."""

    goal: str | None = None
    text: str | None = None
    client_group: str | None = None
    special_groups: tuple[str, ...] = ()
    responsible: str | None = None
    start: Day | None = None
    end: Day | None = None
    cost: float | None = None
    state: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Measure":
        _end_after_start(self)
        return self


class OwnIndicator(Row):
    """An indicator of the municipality's own; lag in months, ``people`` behind the newest figure of a share.

    `municipality` is the code of the one member that is measured; None where all of a joint programme are. `delivered`
    is the id of a figure that is delivered on a form, and `delivered_group` its group as it is written.
    """

    name: str | None = None
    municipality: str | None = None
    unit: str | None = None
    population: str | None = None
    better: str | None = None
    source: str | None = None
    deliverer: str | None = None
    interval: str | None = None
    lag: float | None = None
    first_value: float | None = None
    first_date: Day | None = None
    last_value: float | None = None
    last_date: Day | None = None
    people: float | None = None
    delivered: str | None = None
    delivered_group: str | None = None

    @model_validator(mode="after")
    def _of_one_group(self) -> "OwnIndicator":
        form = forms()[self.delivered.partition(".")[0]] if self.delivered else None
        if form is None:
            return self
        group = form.group(self.delivered_group or "")
        if group is None or (self.delivered_group and not form.tells(group)):
            raise Contradiction("delivered", Message(_NO_GROUP, group=self.delivered_group))
        return self


class Following(Row):
    """Who follows or reports to whom, or what makes an update due; ``turned_off`` is a default that is not in force."""

    kind: str | None = None
    text: str | None = None
    who: str | None = None
    to_whom: str | None = None
    interval: str | None = None
    next: Day | None = None
    goals: tuple[str, ...] = ()
    indicator: str | None = None
    limit: float | None = None
    turned_off: str | None = None


class Telling(Row):
    """One subject told to one audience."""

    subject: str | None = None
    audience: str | None = None
    message: str | None = None
    who: str | None = None
    when: str | None = None
    languages: tuple[str, ...] = ()
    channel: str | None = None


class OwnText(Row):
    """The municipality's own text, Markdown; ``id`` is the document element, `5.1`–`5.10`."""

    text: str | None = None


class PreviousGoal(Row):
    """A goal of the previous programme and what becomes of it."""

    old_id: str | None = None
    theme: str | None = None
    text: str | None = None
    indicator: str | None = None
    baseline: float | None = None
    target: float | None = None
    last_value: float | None = None
    last_date: Day | None = None
    fate: str | None = None
    reason: str | None = None
    lessons: str | None = None
    goals: tuple[str, ...] = ()


class Programme(_Record):
    """All that a workbook says; the fields are the sheets' ids, ``documents`` those named in *Perustiedot*."""

    basics: Basics = Basics()
    documents: tuple[LinkedDocument, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    cooperation: tuple[Partner, ...] = ()
    timetable: tuple[Step, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    findings: tuple[Finding, ...] = ()
    services: tuple[Service, ...] = ()
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    indicators: tuple[OwnIndicator, ...] = ()
    monitoring: tuple[Following, ...] = ()
    communication: tuple[Telling, ...] = ()
    texts: tuple[OwnText, ...] = ()
    previous: tuple[PreviousGoal, ...] = ()


RECORDS: dict[str, type[Row]] = {
    name: field.annotation.__args__[0] for name, field in Programme.model_fields.items() if name != "basics"
}
"""The class of a sheet's rows, by the sheet's id; ``documents`` too."""
