"""An own indicator (*Mittarit*) whose figures are delivered on a form: what the delivery tells in place of the row.

Knows rows, forms and values as they may be told; no goal. Who deals with the same figure elsewhere asks here whether a
number that a person wrote down is one that the delivery hides.
"""

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from kotolib import areas, deliveries, disclosure, frame
from kotolib.deliveries import Delivery, telling
from kotolib.deliveries.forms import OF_PEOPLE, SHARE, Form
from kotolib.disclosure import Rule
from kotolib.indicators import delivered
from kotolib.indicators.reading import Values
from kotolib.language.numbers import as_written
from kotolib.programme.records import OwnIndicator
from kotolib.situation import Situation


@dataclass(frozen=True)
class Brought:
    """The figures of one group.

    Attributes
    ----------
    delivery
        What was delivered.
    values
        Of the delivered figure, all groups.
    rows
        Of the group, by rising year up to the day of the situation; hidden ones too.
    """

    delivery: Delivery
    values: Values
    rows: pd.DataFrame

    @property
    def unit(self) -> str:
        """The unit: `persons`, `%`."""
        return self.values.indicator.unit

    @property
    def counts_people(self) -> bool:
        """Whether it is a count of people or of what happened to them."""
        return self.unit in OF_PEOPLE

    def printed(self, row: pd.Series) -> float:
        """A number with the decimals that it is told with."""
        return as_written(float(row["value"]), self.values.indicator.decimals)

    def hides(self, year: int | None) -> bool:
        """Whether a figure of a year was delivered and may not be told; a number without a year may be of any year."""
        rows = self.rows if year is None else self.rows[self.rows["year"] == year]
        return bool((~rows["status"].isin((*frame.SHOWN, frame.MISSING))).any())

    def tells(self, year: int | None) -> bool:
        """Whether the figure of a year was delivered and may be told."""
        return bool(self.rows.loc[self.rows["year"] == year, "status"].isin(frame.SHOWN).any())


def form_of(row: OwnIndicator) -> Form | None:
    """The form that the figures of a row are delivered on."""
    return deliveries.forms()[row.delivered.partition(".")[0]] if row.delivered else None


def brought(here: Situation, row: OwnIndicator, smallest_count: float | None) -> Brought | None:
    """The delivered figures of a row; None where it points to none, or nothing has been delivered.

    Parameters
    ----------
    here
        The situation: of a joint programme a row may be of one member.
    row
        The own indicator.
    smallest_count
        The municipality's threshold.
    """
    form = form_of(row)
    if form is None:
        return None
    there = _where(here, row)
    delivery = deliveries.newest(there.area, form.id, there.edition, there.as_of)
    if delivery is None:
        return None
    rule = disclosure.rule(smallest_count) if smallest_count else telling.rule_of(there.area)
    v = _values(there, row.delivered, rule, (delivery.kept.edition, delivery.card.checksum))
    rows = v.of(there.area.id, telling.JOINER.join(form.group(row.delivered_group or "") or ()))
    return Brought(delivery, v, rows[rows["year"] <= here.as_of.year].sort_values("year"))


@lru_cache(maxsize=64)
def _values(here: Situation, name: str, rule: Rule, _delivery: tuple[str, str]) -> Values:
    """A page asks for the same figures tens of times, and protecting them costs a tenth of a second."""
    return delivered.values(here, name, rule)


def _where(here: Situation, row: OwnIndicator) -> Situation:
    if row.municipality not in here.area.members or len(here.area.members) < 2:
        return here
    return replace(here, area=areas.get(row.municipality))


def as_told(here: Situation, row: OwnIndicator, found: Brought) -> OwnIndicator:
    """The row with what the delivery tells: its source, who delivered it, and the first and the newest figure.

    Where the newest figure is hidden there is neither: an older one must not stand for it.
    """
    form, v = found.delivery.form.name_in(here.language), found.values
    restricted = found.delivery.is_restricted
    return row.model_copy(
        update={
            **_ends(found),
            "source": here.texts("{licence}; käyttö on rajoitettu", licence=form) if restricted else form,
            "deliverer": found.delivery.card.publisher[here.language],
            "population": v.indicator.population,
            "interval": row.interval or "yearly",
        }
    )


def _ends(found: Brought) -> dict[str, object]:
    shown = found.rows[found.rows["status"].isin(frame.SHOWN)]
    if shown.empty or found.hides(int(found.rows.iloc[-1]["year"])):
        return dict.fromkeys(("first_value", "first_date", "last_value", "last_date", "people"))
    first, last = shown.iloc[0], shown.iloc[-1]
    people = float(last["denominator"])
    return {
        "first_value": found.printed(first),
        "first_date": date(int(first["year"]), 12, 31),
        "last_value": found.printed(last),
        "last_date": date(int(last["year"]), 12, 31),
        "people": None if math.isnan(people) or found.unit != SHARE else people,
    }
