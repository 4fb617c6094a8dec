"""How a range, a difference and the compared thing itself are put into words; knows no sentence."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from kotolib.display import wording
from kotolib.errors import N_
from kotolib.indicators import Values
from kotolib.situation import Situation

_SHARE = ".share"


_NOUNS = {
    "share": (N_("osuus"), N_("Osuus")),
    "count": (N_("määrä"), N_("Määrä")),
    "other": (N_("luku"), N_("Luku")),
}
"""In a sentence, and alone over a scale: Swedish and English have an article in the one."""


def noun(here: Situation, v: Values) -> str:
    """What goes up or down: *osuus* of a share, *määrä* of a count, else *luku*."""
    return here.texts(_NOUNS[_sort(v)][0])


def _sort(v: Values) -> str:
    if v.indicator.kind == "share" or (v.indicator.unit == "%" and v.indicator.id.endswith(_SHARE)):
        return "share"
    return "count" if v.indicator.kind == "count" else "other"


def written(v: Values, value: float) -> float:
    """The value as the indicator's decimals print it."""
    return wording.as_written(value, v.indicator.decimals)


def alone(here: Situation, v: Values, value: float) -> str:
    """``3,8 %``, ``0,7`` · beside words that have told the unit."""
    return _with_sign(here, v, here.texts.number(written(v, value), v.indicator.decimals))


def span(here: Situation, v: Values, low: float, high: float) -> str:
    """``2,5–6,9 %`` · one number where both ends are written alike."""
    low, high = written(v, low), written(v, high)
    if low == high:
        return alone(here, v, low)
    return _with_sign(here, v, here.texts.span(low, high, v.indicator.decimals))


def difference(here: Situation, v: Values, amount: float) -> str:
    """``1,3 prosenttiyksikköä`` · the size of a difference, without its sign."""
    _ = here.texts
    number = _.number(written(v, abs(amount)), v.indicator.decimals)
    match v.indicator.unit:
        case "%":
            return _("{number} prosenttiyksikköä", number=number)
        case "per_1000":
            return _("{number} henkilöä tuhatta asukasta kohti", number=number)
    return number


def whose(here: Situation) -> str:
    """*Kangasalan* · *alueen* where a long list of municipalities would bury the finding."""
    told = here.area.genitive(here.language)
    return told if len(told) <= wording.LONGEST_NAME else here.texts("alueen")


def key(here: Situation, v: Values) -> str:
    """What stands over a scale: ``Osuus, %`` · ``Luku``."""
    name = here.texts(_NOUNS[_sort(v)][1])
    return f"{name}, {wording.unit(here, v)}" if v.indicator.unit == "%" else name


def of_years(v: Values, years: Iterable[int]) -> Values:
    """The values with only those sources and origins that tell of some years: what a figure of one year cites."""
    used = v.origin[v.frame["year"].isin(list(years)).to_numpy()]
    told = tuple(card for card in v.source if card.id in set(used))
    # A derived kind stands on the tables of what it is computed from, and those stay.
    only_tables = set(used) <= {card.id for card in v.source}
    return replace(v, source=told if only_tables and told else v.source, origin=pd.Series(used.tolist(), dtype="str"))


def _with_sign(here: Situation, v: Values, number: str) -> str:
    return here.texts("{number}\u00a0%", number=number) if v.indicator.unit == "%" else number
