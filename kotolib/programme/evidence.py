"""What an indicator's figures say beside something that was heard: a level or a direction, for better or worse.

Knows figures, their population and what they cannot see; not what was heard, and it confirms nothing.

The level is better or worse where the figure lies outside the middle half of similar municipalities, by at least half
of the usual spread between municipalities, and, where chance moves it, the difference from the rest of the country is
clear at 95 %. The direction is that of
:mod:`kotolib.comparison.trends`. The level is asked first; the direction only where the level is an ordinary one. A
figure without a better direction, of another population, or too old says nothing.
"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kotolib import comparison, disclosure, frame, uncertainty
from kotolib.comparison import standing
from kotolib.errors import N_, Message
from kotolib.indicators import Values
from kotolib.programme import own_counts
from kotolib.programme.measured import UP, Measured, measured
from kotolib.programme.records import Finding, Programme
from kotolib.situation import Situation

BETTER, WORSE, SILENT = "better", "worse", "silent"
LEVEL, DIRECTION = "level", "direction"
_SIGNS = {"up": 1, "down": -1}
CRIMES, NO_DIRECTION, OTHER_PEOPLE, OLD, NO_FIGURE, ORDINARY, OWN, UNKNOWN = (
    "crimes", "no_direction", "other_people", "old", "no_figure", "ordinary", "own", "unknown"
)  # fmt: skip
_CRIME_ITEM = "6.2h"
_CRIME_WORD = re.compile(r"riko|brott|crime|poliis|polis", re.IGNORECASE)
_FEWEST_BESIDE = 5
LEAST_SPREADS = 0.5

SEES_NOT_REPORTED = N_(
    "Kokemuksia syrjinnästä ei verrata ilmoitettuihin rikoksiin: kaikkea ei ilmoiteta, ja ilmoittaminen vaihtelee."
)
SEES_RESIDENTS = N_(
    "Luvussa ovat vain ne, joilla on kotikunta Suomessa: turvapaikanhakijat ja osa tilapäistä suojelua saavista "
    "puuttuvat."
)
SEES_EVERYBODY = N_("Luku kertoo kaikista asukkaista, ei erikseen maahan muuttaneista.")
SEES_JOB_SEEKERS = N_("Luku kertoo vain työnhakijoiksi ilmoittautuneista.")
SEES_CITIZENS = N_("Suomen kansalaisuuden saaneet eivät ole luvussa.")
SEES_OWN_COUNT = N_("Luku on kunnan oma, eikä sille ole vertailukohtaa.")


NOT_TOLD = disclosure.Count(float("nan"), frame.MISSING)


@dataclass(frozen=True)
class Evidence:
    """What one indicator says.

    Attributes
    ----------
    indicator
        Id, as the finding has it.
    says
        `better`, `worse` or `silent`.
    reason
        Why it is silent; empty otherwise.
    by
        `level` or `direction`, where it is not silent.
    measured
        The indicator; None where nobody has described it.
    value, year
        The figure as it may be told, and its year; a status says why it is not. Never the count of reported crimes.
    median
        Of the similar municipalities' figures; NaN where the level was not compared.
    since
        First year of the direction, where it is what the figure says.
    blind
        What the figure cannot see.
    """

    indicator: str
    says: str
    reason: str = ""
    by: str = ""
    measured: Measured | None = None
    value: disclosure.Count = NOT_TOLD
    year: int | None = None
    median: float = float("nan")
    since: int | None = None
    blind: tuple[Message, ...] = ()


def evidence(here: Situation, programme: Programme, finding: Finding, indicator: str) -> Evidence:
    """What an indicator says beside a finding.

    Parameters
    ----------
    here
        The situation.
    programme
        Has the municipality's own indicators and its threshold.
    finding
        Its population must be that of the indicator.
    indicator
        One of the finding's indicators.
    """
    found = measured(here, programme, indicator)
    if found is None:
        return Evidence(indicator, SILENT, UNKNOWN)
    if counts_crimes(found):
        return Evidence(indicator, SILENT, CRIMES, measured=found, blind=(Message(SEES_NOT_REPORTED),))
    if found.own:
        return _of_own(here, programme, found)
    return _of_statistics(here, finding, found)


def counts_crimes(indicator: Measured) -> bool:
    """Whether an indicator counts reported crimes (6.2 h): experiences are never set against it."""
    if indicator.declared:
        return _CRIME_ITEM in indicator.declared.checklist
    return bool(_CRIME_WORD.search(f"{indicator.name} {indicator.own.source or ''}"))


def _of_own(here: Situation, programme: Programme, indicator: Measured) -> Evidence:
    """A count of the municipality's own, under its threshold; beside what it could be set nobody knows."""
    row = indicator.own
    told = row.last_value if row.last_value is not None else row.first_value
    when = row.last_date if row.last_value is not None else row.first_date
    year = when.year if when else None
    value = own_counts.number(here, programme, indicator, told, year)
    return Evidence(
        indicator.id, SILENT, OWN, measured=indicator, value=value, year=year, blind=(Message(SEES_OWN_COUNT),)
    )


def _of_statistics(here: Situation, finding: Finding, indicator: Measured) -> Evidence:
    v = comparison.values(here, indicator.id, against=("country", "similar"))
    row = v.latest()
    said = {"indicator": indicator.id, "measured": indicator, "blind": blind(indicator)}
    if row is None:
        return Evidence(**said, says=SILENT, reason=NO_FIGURE)
    said |= {"value": disclosure.Count(float(row["value"]), row["status"]), "year": int(row["year"])}
    if v.is_stale(int(row["year"]), here.as_of.year):
        return Evidence(**said, says=SILENT, reason=OLD)
    if finding.population and finding.population != indicator.population:
        return Evidence(**said, says=SILENT, reason=OTHER_PEOPLE)
    if not indicator.wanted:
        return Evidence(**said, says=SILENT, reason=NO_DIRECTION)
    median, side = _beside(v, row)
    moved = comparison.trend(v)
    for by, sign in ((LEVEL, side), (DIRECTION, _SIGNS.get(moved.word or "", 0))):
        if sign:
            says = BETTER if (sign > 0) == (indicator.wanted == UP) else WORSE
            since = moved.years[0] if by == DIRECTION else None
            return Evidence(**said, says=says, by=by, median=median, since=since)
    return Evidence(**said, says=SILENT, reason=ORDINARY, median=median)


def _beside(v: Values, row: pd.Series) -> tuple[float, int]:
    """Median of the similar municipalities, and whether the figure is above (1) or below (−1) their middle half."""
    rows = v.frame[(v.frame["year"] == row["year"]) & (v.frame["group"] == "") & v.frame["area"].isin(v.similar)]
    figures = rows.loc[rows["status"].isin(frame.SHOWN), "value"]
    if len(figures) < _FEWEST_BESIDE or v.is_few(row):
        return float("nan"), 0
    low, median, high = np.percentile(figures, (25, 50, 75))
    side = int(row["value"] > high) - int(row["value"] < low)
    if not abs(row["value"] - median) >= LEAST_SPREADS * standing.usual_spread(v.indicator.id, int(row["year"])):
        side = 0
    rest = comparison.rest(v, int(row["year"]), level=uncertainty.WATCH).get(frame.COUNTRY)
    # What chance explains is no difference, whatever the similar ones' spread.
    if rest is not None and rest.clear is False:
        side = 0
    return float(median), side


def blind(indicator: Measured) -> tuple[Message, ...]:
    """What a declared indicator's figure cannot see."""
    said = []
    if indicator.population == "everyone":
        said.append(Message(SEES_EVERYBODY))
    if indicator.population == "foreign_citizens":
        said.append(Message(SEES_CITIZENS))
    if "unemployed" in indicator.id:
        said.append(Message(SEES_JOB_SEEKERS))
    return (*said, Message(SEES_RESIDENTS))
