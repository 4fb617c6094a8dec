"""How a goal's numbers are told: baseline, target, deadline, required change, figures of the term; judges nothing.

An own count of people passes the municipality's threshold here: where it is hidden, so is all that is computed from it.
"""

from dataclasses import dataclass, replace
from datetime import date

from kotolib import frame
from kotolib.display import wording
from kotolib.display.decisions import words
from kotolib.errors import N_
from kotolib.language.dates import day
from kotolib.programme import baselines, joint, judgeable, own_counts, path
from kotolib.programme.path import Path
from kotolib.programme.records import Goal
from kotolib.programme.verdicts import Case
from kotolib.situation import Situation

HIDDEN = N_("peitetty tietosuojan vuoksi")
_LIMITS = {"up": N_("vähintään {value}"), "down": N_("enintään {value}"), "": N_("raja {value}")}


@dataclass(frozen=True)
class Told:
    """A goal as pages tell it.

    Attributes
    ----------
    case
        The goal, its programme and its indicator; a missing baseline is drawn from the data.
    is_drawn
        Whether the baseline was drawn from the data and is not yet written down.
    is_hidden
        Whether its baseline may not be told, nor what is computed from it.
    """

    case: Case
    is_drawn: bool = False
    is_hidden: bool = False

    @property
    def goal(self) -> Goal:
        """The goal, with the baseline that was drawn."""
        return self.case.goal

    @property
    def path(self) -> Path | None:
        """The required path; None where there is none, or it would tell what is hidden."""
        return None if self.is_hidden else path.path(self.goal, self.case.measured)


def told(here: Situation, goal: Goal) -> Told:
    """A goal as pages tell it."""
    programme = words.programme(here)
    case = Case(joint.where(here, goal), programme, goal)
    drawn = None
    if case.measured and goal.baseline is None and goal.baseline_year is None:
        drawn = None if goal.target_type in baselines.WITHOUT else baselines.drawn(case.here, goal, case.measured)
    if drawn:
        case = replace(case, goal=goal.model_copy(update={"baseline": drawn.value, "baseline_year": drawn.year}))
    return Told(case, is_drawn=case.goal is not goal, is_hidden=_is_hidden(case))


def _is_hidden(case: Case) -> bool:
    """Whether one of an own indicator's numbers may not be told."""
    if case.measured is None or not case.measured.own:
        return False
    goal, own = case.goal, case.measured.own
    numbers = [(goal.baseline, goal.baseline_year)]
    numbers += [
        (value, when.year if when else None)
        for value, when in ((own.first_value, own.first_date), (own.last_value, own.last_date))
    ]
    told = [own_counts.number(case.here, case.programme, case.measured, *number) for number in numbers]
    return any(one.status == frame.SUPPRESSED for one in told)


def text(here: Situation, goal: Goal) -> str:
    """What is wanted, as it was written; that it has no words where it has none.

    A member's own goal of a joint programme begins with its name: *Orivesi: Yhä useampi on töissä.*
    """
    wanted = words.tidy(goal.text) or here.texts("Nimeämätön tavoite")
    own = joint.where(here, goal)
    return wanted if own is here else f"{own.area.name_in(here.language)}: {wanted}"


def baseline(here: Situation, told: Told) -> str:
    """``24,5 % (2024)``; empty where there is none."""
    _, goal = here.texts, told.goal
    if told.is_hidden:
        return _(HIDDEN)
    if goal.baseline is None:
        return ""
    value = _gap(here, told, goal.baseline) if goal.target_type == "gap" else told.case.valued(goal.baseline)
    text = f"{value} ({goal.baseline_year})" if goal.baseline_year else value
    return _("{value}; tilaston uusin luku, ei vielä kirjattu lähtötasoksi", value=text) if told.is_drawn else text


def _gap(here: Situation, told: Told, value: float) -> str:
    """A gap in points, without its sign."""
    number = told.case.number(abs(value))
    if told.case.measured and told.case.measured.is_share:
        return here.texts("{points} prosenttiyksikköä", points=number)
    return number


def target(here: Situation, told: Told) -> str:
    """What is aimed at, without the deadline; empty where there is neither a number nor a direction."""
    _, goal, case = here.texts, told.goal, told.case
    level = path.level(goal, case.measured)
    match goal.target_type:
        case "change" if goal.target is not None:
            return _change(here, told, level)
        case "gap" if goal.target is not None:
            return _("ero koko maahan enintään {value}", value=_gap(here, told, goal.target))
        case "threshold" if goal.target is not None:
            return _(_LIMITS[path.wanted(goal, case.measured)], value=case.valued(goal.target))
        case "not_worse":
            if told.is_hidden or level is None:
                return _("ei heikompi kuin nyt")
            return _("ei heikompi kuin {value}", value=case.valued(level))
        case "milestone" if goal.target is None:
            return _("valmis määräaikaan mennessä")
    if goal.target is not None:
        return case.valued(goal.target)
    return words.choice(here, "wanted", goal.direction)


def _change(here: Situation, told: Told, level: float | None) -> str:
    _, moved = here.texts, path.change(told.goal, told.case.measured)
    amount = here.texts.signed(moved, decimals(moved))
    if told.case.measured and told.case.measured.is_share:
        amount = _("{points} prosenttiyksikköä", points=amount)
    if level is None or told.is_hidden:
        return _("muutos {amount}", amount=amount)
    return _("muutos {amount}, eli taso {level}", amount=amount, level=told.case.valued(level))


def decimals(value: float) -> int:
    """As many as the value has, at most two."""
    return next((each for each in range(3) if round(value, each) == round(value, 8)), 2)


def deadline(here: Situation, when: date | None) -> str:
    """``vuoden 2029 loppuun mennessä`` of a last day, else the day itself."""
    if when is None:
        return ""
    if (when.month, when.day) == (12, 31):
        return here.texts("vuoden {year} loppuun mennessä", year=when.year)
    return here.texts("{day} mennessä", day=words.day(here, when))


def short_target(here: Situation, told: Told) -> str:
    """``24,5 % → 20 % (2029)``: from where to where by when, as shortly as it can be said."""
    goal, case, aimed = told.goal, told.case, target(here, told)
    leads = goal.target_type in ("level", None) and goal.target is not None and goal.baseline is not None
    if leads and not told.is_hidden:
        aimed = f"{case.valued(goal.baseline)} → {aimed}"
    year = f"({goal.deadline.year})" if goal.deadline else ""
    return " ".join(filter(None, (aimed, year)))


def yearly(here: Situation, told: Told) -> str:
    """The required change a year; empty where no path leads to the target."""
    if told.path is None or not told.path.yearly:
        return ""
    amount = here.texts.signed(told.path.yearly, max(decimals(told.path.yearly), 1) if told.path.yearly % 1 else 0)
    if told.case.measured and told.case.measured.is_share:
        return here.texts("{points} prosenttiyksikköä", points=amount)
    return amount


def readings(told: Told) -> tuple[int, ...] | None:
    """Years of the term whose figures come before the deadline; None where the rhythm is not known."""
    indicator, goal = told.case.measured, told.goal
    if indicator is None or indicator.rhythm is None or goal.deadline is None:
        return None
    return indicator.rhythm.readings(judgeable.first_year(told.case), goal.deadline)


def readings_told(here: Situation, told: Told) -> str:
    """*2: vuodet 2026 ja 2027 (julkaistaan …)*; empty where the rhythm is not known."""
    _, years = here.texts, readings(told)
    if years is None:
        return ""
    if not years:
        return _("ei yhtään ennen määräaikaa")
    known = told.case.measured.rhythm.published(years[-1])
    return _.plural(
        "yksi: vuosi {years}, käytettävissä {day}", "{count}: vuodet {years}, viimeinen käytettävissä {day}",
        len(years), count=len(years), years=wording.spans(here, list(years)), day=day(known, here.language),
    )  # fmt: skip


def smallest(here: Situation, told: Told) -> str:
    """The smallest change that can be told from chance; empty where chance is not declared."""
    found = None if told.is_hidden else judgeable.smallest_change(told.case)
    if found is None or found.few:
        return ""
    _, amount = here.texts, judgeable.rounded_up(told.case, found.change)
    return _("{points} prosenttiyksikköä", points=amount) if told.case.measured.is_share else amount
