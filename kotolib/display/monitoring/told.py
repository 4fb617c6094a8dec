"""What monitoring says of an area's programme, computed once a page, and how a goal's numbers are written."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from kotolib import frame, house
from kotolib.comparison import series
from kotolib.display import wording
from kotolib.display.decisions import words
from kotolib.errors import N_
from kotolib.programme import monitoring, triggers
from kotolib.programme.measured import Measured
from kotolib.programme.monitoring import Followed, Monitoring
from kotolib.programme.monitoring.figure import Reading
from kotolib.programme.records import Programme
from kotolib.programme.triggers import Decision
from kotolib.situation import Situation

_LIMITS = {"up": N_("vähintään {value}"), "down": N_("enintään {value}")}
ARROW = "\u00a0→ "
_HUNDREDS = 100


def followed(here: Situation) -> Monitoring:
    """All goals of the area's programme as they stand on the situation's day."""
    return _followed(here, words.programme(here), house.home())


@lru_cache(maxsize=4)
def _followed(here: Situation, programme: Programme, _home: Path) -> Monitoring:
    return monitoring.follow(here, programme)


def decision(here: Situation) -> Decision:
    """What the triggers say of the area's programme on the situation's day."""
    return _decision(here, words.programme(here), house.home())


@lru_cache(maxsize=4)
def _decision(here: Situation, programme: Programme, _home: Path) -> Decision:
    return triggers.evaluate(here, programme, followed(here))


@dataclass(frozen=True)
class Numbers:
    """How the numbers of one goal are written.

    Attributes
    ----------
    here
        The situation.
    one
        The goal as it is followed.
    """

    here: Situation
    one: Followed

    @property
    def measured(self) -> Measured | None:
        """What the goal is measured by."""
        return self.one.measured

    @property
    def is_gap(self) -> bool:
        """Whether the numbers are differences to the country."""
        return self.one.goal.target_type == "gap"

    @property
    def is_share(self) -> bool:
        """Whether the numbers are in per cent."""
        return self.measured is not None and self.measured.is_share and not self.is_gap

    @property
    def is_count(self) -> bool:
        """Whether the number counts something: it grows and shrinks, and does not rise and fall."""
        found = self.measured
        if found is None or found.is_share or found.is_gap_of_shares or self.is_gap:
            return False
        return found.own is not None or found.is_count

    @property
    def unit(self) -> str:
        """What stands behind a number: ``henkilöä``; empty for per cents, which have their sign."""
        found = self.measured
        if found is None or self.is_share:
            return ""
        if found.is_gap_of_shares or (self.is_gap and found.is_share):
            return self.here.texts("prosenttiyksikköä")
        if found.own:
            return found.unit
        return "" if found.unit == "ratio" else self.here.texts(wording.UNITS[found.unit])

    @property
    def name(self) -> str:
        """What the numbers are: the indicator, or its gap to the country."""
        name = self.measured.name if self.measured else ""
        return self.here.texts("{name}, ero koko maahan", name=name) if self.is_gap and self.measured.declared else name

    def is_seen(self, amount: float) -> bool:
        """Whether a difference is more than nothing with the decimals that it is told with."""
        return round(abs(amount), max(self.decimals(amount), 1 if self.measured.is_share else 0)) > 0

    def decimals(self, value: float) -> int:
        """As many as the indicator has; of the municipality's own, and of computed levels, what the value needs.

        Hundreds of people or things have none.
        """
        declared = self.measured.decimals if self.measured else None
        if self.is_count and not declared and abs(value) >= _HUNDREDS:
            return 0
        needed = next((each for each in range(2) if abs(round(value, each) - value) < 1e-6), 1)
        return needed if declared is None else max(declared, min(needed, declared or 1))

    def bare(self, value: float) -> str:
        """The number, with the sign of a share and without another unit."""
        number = self.here.texts.number(value, self.decimals(value))
        return self._with_sign(number)

    def _with_sign(self, number: str) -> str:
        return self.here.texts("{number}\u00a0%", number=number) if self.is_share else number

    def amount(self, value: float, *, signed: bool = False) -> str:
        """A difference: ``1,5 prosenttiyksikköä``, ``12 henkilöä``."""
        number = self.here.texts.signed if signed else self.here.texts.number
        points = self.measured.is_share or self.measured.is_gap_of_shares
        told = number(value if signed else abs(value), max(self.decimals(value), 1 if points else 0))
        unit = self.here.texts("prosenttiyksikköä") if self.is_share else self.unit
        return f"{told}\u00a0{unit}" if unit else told

    def aimed(self, value: float) -> str:
        """The target as it is to be understood: ``7 %``, ``vähintään 70 %``, ``ei heikompi kuin 56,9 %``."""
        kind, number = self.one.goal.target_type, self.bare(value)
        if kind == "not_worse":
            return self.here.texts("ei heikompi kuin {value}", value=number)
        if kind == "threshold" and self.one.wanted:
            return self.here.texts(_LIMITS[self.one.wanted], value=number)
        return number

    def reading(self, found: Reading | None) -> str:
        """``8,4 %``, or why there is no number."""
        if found is None:
            return self.here.texts("ei lukua")
        return self.bare(found.value) if found.is_shown else wording.reason(self.here, found.status)

    def interval(self, found: Reading, *, sign: bool = True) -> str:
        """``29,4–34,4 %``; empty where chance does not move the figure, or may not be told of."""
        if not (found.is_shown and found.by_chance) or self.one.readings.least_chance:
            return ""
        low, high = found.interval
        decimals = max(self.decimals(found.value), self.decimals(low) if self.measured.own else 0)
        span = self.here.texts.span(low, high, decimals)
        return self._with_sign(span) if sign else span

    def behind(self, found: Reading) -> str:
        """``433 / 1 360``: how many of how many; empty where that is not known as counts."""
        v = self.one.readings.values
        if v is None or not self.is_share or not found.is_shown:
            return ""
        row = series.row(v, next(iter(v.areas)), found.year)
        if row is None or v.indicator.variation != "binomial" or not row["denominator"] > 0 or v.is_rounded(row):
            return ""
        number = self.here.texts.number
        return f"{number(row['numerator'])}\u00a0/\u00a0{number(row['denominator'])}"


def day_of_coming(here: Situation, found: Measured, published: date) -> str:
    """The day; where it has passed the figure has come, or is late, and is not yet where it is read from."""
    _, day = here.texts, words.day(here, published)
    if published > here.as_of:
        return day
    if found.own and found.own.delivered:
        return _("{day}, tuotava lomakkeella", day=day)
    return _("{day}, kirjattava työkirjaan", day=day) if found.own else _("{day}, haettava aineistoon", day=day)


def is_preliminary(found: Reading) -> bool:
    """Whether a figure may still change."""
    return found.status == frame.PRELIMINARY
