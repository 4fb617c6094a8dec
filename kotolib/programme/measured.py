"""What a goal is measured by, whether declared or the municipality's own: unit, direction, population and rhythm.

Knows declarations and the workbook's own indicators; judges no goal.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from kotolib import sources
from kotolib.deliveries.forms import RATIO, UNITS
from kotolib.programme import own_deliveries
from kotolib.programme.own_deliveries import Brought
from kotolib.programme.records import OwnIndicator, Programme
from kotolib.situation import Situation
from kotolib.sources import Indicator

UP, DOWN = "up", "down"
_WANTED = {"higher_is_better": UP, "lower_is_better": DOWN}
_STEPS = {"yearly": 1, "monthly": 1, "every_three_years": 3, "every_four_years": 4}
_OWN_STEPS = {"monthly": 1, "quarterly": 1, "half_yearly": 1, "yearly": 1, "two_years": 2, "four_years": 4}
_OF_THINGS = re.compile(
    r"ryhm|kurss|paikk|tilaisuu|palvelu|käytän|tunti|tunte|euro|€|pistet|prosent|arvosan|keskiarvo|kappale|kpl"
    r"|grupp|kurs|plats|tillfäll|tjänst|timm|poäng|procent|vitsord|betyg|medeltal|stycken",
    re.I,
)
"""Units of what is no count of people. A unit that is not known here counts people, to be on the safe side."""
_OF_POINTS = re.compile(r"prosenttiyksik|%-yksik|procentenhet", re.I)
_ELECTION_MONTH = 4
"""Municipal elections are held in April, so their figures are of April and not of the year's end."""
_DEFAULT_STALE_AFTER = 3


@dataclass(frozen=True)
class Rhythm:
    """When figures come.

    Attributes
    ----------
    step
        Years from one figure to the next; 0 where no more figures come.
    lag
        Months from the end of what a figure tells of to its publication.
    month
        The last month of what a figure tells of: 12, of elections 4.
    newest
        Year of a known figure, from which the others are counted; None where every year has one.
    """

    step: int
    lag: int
    month: int = 12
    newest: int | None = None

    def published(self, year: int) -> date:
        """The first day of the month after the one in which the figure of a year has come.

        Examples
        --------
        >>> Rhythm(1, 4).published(2028)
        datetime.date(2029, 5, 1)
        """
        months = year * 12 + self.month + self.lag
        return date(months // 12, months % 12 + 1, 1)

    def readings(self, first: int, until: date) -> tuple[int, ...]:
        """Years from `first` on whose figures have been published by a day.

        Examples
        --------
        >>> Rhythm(1, 18).readings(2026, date(2029, 12, 31))
        (2026, 2027)
        >>> Rhythm(4, 3, month=4, newest=2021).readings(2026, date(2029, 12, 31))
        (2029,)
        """
        if not self.step:
            return ()
        years = range(first, until.year + 1)
        start = first if self.newest is None else self.newest
        return tuple(year for year in years if (year - start) % self.step == 0 and self.published(year) <= until)


@dataclass(frozen=True)
class Measured:
    """One indicator as goals see it.

    Attributes
    ----------
    id, name, unit
        Of the indicator; the name in the situation's language.
    decimals
        Of its figures; None for an own indicator: as it is written.
    wanted
        `up`, `down`, or empty where no direction is better.
    population
        Id of the population; None where an own indicator does not tell.
    rhythm
        None where an own indicator does not tell how often it is measured.
    declared, own
        Whichever it is.
    brought
        The figures of an own indicator that have been delivered on a form; `own` then tells what they tell.
    """

    id: str
    name: str
    unit: str
    decimals: int | None
    wanted: str
    population: str | None
    rhythm: Rhythm | None
    declared: Indicator | None = None
    own: OwnIndicator | None = None
    brought: Brought | None = field(default=None, compare=False)

    @property
    def is_share(self) -> bool:
        """Whether the figure is in per cent."""
        return "%" in self.unit

    @property
    def is_count(self) -> bool:
        """Whether it is a number of something that cannot be negative; a net number may be."""
        return self.declared is not None and self.declared.kind == "count" and len(self.declared.behind) < 2

    @property
    def counts_people(self) -> bool:
        """Whether it is the municipality's own count of people, which may be too small to be told."""
        if self.brought:
            return self.brought.counts_people
        return bool(self.own and self.own.population and not self.is_share and not _OF_THINGS.search(self.unit))

    @property
    def is_gap_of_shares(self) -> bool:
        """Whether it is the municipality's own difference of two shares of people, in percentage points."""
        return bool(self.own and not self.brought and self.own.population and _OF_POINTS.search(self.unit))

    @property
    def stale_after(self) -> int:
        """Years after which a figure is history."""
        return self.declared.stale_after if self.declared else _DEFAULT_STALE_AFTER


def measured(here: Situation, programme: Programme, indicator: str | None) -> Measured | None:
    """What an indicator of a goal or a finding is; None where nobody has described it.

    Parameters
    ----------
    here
        The situation.
    programme
        Has the municipality's own indicators.
    indicator
        Id of a declared indicator or of a row of *Mittarit*.
    """
    declared = sources.load().indicators.get(indicator or "")
    if declared:
        return _declared(here, declared)
    own = next((row for row in programme.indicators if row.id == indicator), None)
    return _own(here, programme, own) if own else None


def _declared(here: Situation, indicator: Indicator) -> Measured:
    return Measured(
        id=indicator.id,
        name=indicator.name.in_language(here.language),
        unit=indicator.unit,
        decimals=indicator.decimals,
        wanted=_WANTED.get(indicator.direction, ""),
        population=indicator.population,
        rhythm=_rhythm(here, indicator),
        declared=indicator,
    )


def _rhythm(here: Situation, indicator: Indicator) -> Rhythm:
    catalogue = sources.load()
    source = catalogue.sources[catalogue.home[indicator.id]]
    step = _STEPS.get(source.updates, 0)
    if step < 2:
        return Rhythm(step, source.lag_months)
    month = _ELECTION_MONTH if source.updates == "every_four_years" else 12
    return Rhythm(step, source.lag_months, month, _newest(here, indicator.id))


def _newest(here: Situation, name: str) -> int | None:
    from kotolib.indicators import values

    years = values(here, name).own["year"]
    return int(years.max()) if len(years) else None


def _own(here: Situation, programme: Programme, row: OwnIndicator) -> Measured:
    brought = own_deliveries.brought(here, row, programme.basics.smallest_count)
    if brought:
        row = own_deliveries.as_told(here, row, brought)
    return Measured(
        id=row.id,
        name=row.name or row.id,
        unit=_unit_of(here, brought) if brought else (row.unit or "").strip(),
        decimals=brought.values.indicator.decimals if brought else None,
        wanted=_WANTED.get(row.better or "", ""),
        population=row.population,
        rhythm=_own_rhythm(row),
        own=row,
        brought=brought,
    )


def _unit_of(here: Situation, brought: Brought) -> str:
    """As a workbook would have it; a mean has none."""
    return "" if brought.unit == RATIO else here.texts(UNITS[brought.unit])


def _own_rhythm(row: OwnIndicator) -> Rhythm | None:
    known = row.last_date or row.first_date
    step = 0 if row.interval == "once" else _OWN_STEPS.get(row.interval or "", -1)
    newest = known.year if known and step > 1 else None
    return Rhythm(step, int(row.lag or 0), newest=newest) if step >= 0 else None
