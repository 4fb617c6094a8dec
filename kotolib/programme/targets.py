"""Whether a goal's numbers can be right: within what a share can be, and on the right side of the baseline.

Knows baseline, target and direction; a baseline that nobody has written is drawn from the data.
"""

from collections.abc import Iterator

from kotolib.errors import N_
from kotolib.programme import baselines, path
from kotolib.programme.measured import DOWN, UP
from kotolib.programme.records import Goal
from kotolib.programme.verdicts import REFUSED, WARNED, Case, Verdict

FULL = 100
WITHOUT_SIDE = ("threshold", "not_worse", "outputs", "milestone")
"""Target types that may lie on either side of the baseline."""

OVER_100 = N_(
    "tavoitetaso {level} on yli 100 %, eikä osuus voi olla niin suuri. Tarkista luku tai valitse mittariksi lukumäärä."
)
CHANGE_OVER_100 = N_(
    "muutos {change} veisi osuuden lähtötasosta {baseline} tasolle {level}, ja osuus on välillä 0–100 %. Kirjoita "
    "tavoitetasoon muutoksen suuruus prosenttiyksikköinä."
)
BELOW_ZERO = N_("tavoitetaso {level} on alle nollan, eikä mittari voi olla niin pieni. Tarkista luku.")
NOT_HIGHER = N_(
    "tavoitetaso {level} on pienempi kuin lähtötaso {baseline}, vaikka luvun pitäisi kasvaa. Tarkista tavoitetaso ja "
    "suunta."
)
NOT_LOWER = N_(
    "tavoitetaso {level} on suurempi kuin lähtötaso {baseline}, vaikka luvun pitäisi vähentyä. Tarkista tavoitetaso "
    "ja suunta."
)
CHANGE_WRONG = N_("muutos {change} on väärään suuntaan, koska luvun pitäisi kasvaa. Tarkista muutos ja suunta.")
GAP_WIDER = N_(
    "tavoiteltu ero {level} on suurempi kuin lähtöero {baseline}, vaikka eron pitäisi kaventua. Tarkista luvut."
)
REACHED = N_(
    "tavoitetaso on sama kuin lähtötaso {baseline}, eli tavoite on jo saavutettu. Muuta tavoitetasoa tai valitse "
    "lajiksi ”{not_worse}”."
)
AGAINST_INDICATOR = N_("tavoitteen suunta on ”{direction}”, vaikka mittarissa {better}. Tarkista suunta.")


def of_range(case: Case) -> Iterator[Verdict]:
    """A share over a hundred, or anything below nothing."""
    goal, indicator = case.goal, case.measured
    end = path.level(goal, indicator)
    if indicator is None or end is None:
        return
    too_high = indicator.is_share and end > FULL
    # An unknown unit of one's own may go below zero; what is counted or is a share may not.
    too_low = end < 0 and (indicator.is_share or indicator.is_count or goal.target_type == "outputs")
    if goal.target_type == "change" and indicator.is_share and (too_high or too_low):
        change = case.here.texts.signed(path.change(goal, indicator), _decimals(path.change(goal, indicator)))
        told = {"change": change, "baseline": case.valued(goal.baseline), "level": case.valued(end)}
        yield case.verdict(REFUSED, "out_of_range", "target", CHANGE_OVER_100, **told)
    elif too_high:
        yield case.verdict(REFUSED, "over_100", "target", OVER_100, level=case.valued(end))
    elif too_low:
        yield case.verdict(REFUSED, "below_zero", "target", BELOW_ZERO, level=case.valued(end))


def _decimals(value: float) -> int:
    return next((each for each in range(3) if round(value, each) == round(value, 8)), 2)


def of_side(case: Case) -> Iterator[Verdict]:
    """A target on the wrong side of its baseline; of one that is not written yet, of the figure that it will be."""
    goal, wanted = _with_baseline(case), path.wanted(case.goal, case.measured)
    end = path.level(goal, case.measured)
    if goal.target_type in WITHOUT_SIDE or not wanted or goal.target is None:
        return
    if goal.target_type == "change" and wanted == UP and goal.target < 0:
        yield case.verdict(REFUSED, "wrong_side", "target", CHANGE_WRONG, change=case.number(goal.target))
        return
    if goal.baseline is None or end is None:
        return
    told = {"level": case.valued(end), "baseline": case.valued(goal.baseline)}
    if end == goal.baseline:
        not_worse = case.choice("target", "not_worse")
        yield case.verdict(WARNED, "reached", "target", REACHED, baseline=told["baseline"], not_worse=not_worse)
    elif goal.target_type == "gap":
        if abs(end) > abs(goal.baseline):
            numbers = {"level": case.number(abs(end)), "baseline": case.number(abs(goal.baseline))}
            yield case.verdict(REFUSED, "wrong_side", "target", GAP_WIDER, **numbers)
    elif wanted == UP and end < goal.baseline:
        yield case.verdict(REFUSED, "wrong_side", "target", NOT_HIGHER, **told)
    elif wanted == DOWN and end > goal.baseline:
        yield case.verdict(REFUSED, "wrong_side", "target", NOT_LOWER, **told)


def _with_baseline(case: Case) -> Goal:
    """The goal with the statistics' newest figure where no baseline is written."""
    goal, indicator = case.goal, case.measured
    written = goal.baseline is not None or goal.baseline_year is not None
    if written or goal.target is None or goal.target_type in WITHOUT_SIDE or not (indicator and indicator.declared):
        return goal
    drawn = baselines.drawn(case.here, goal, indicator)
    return goal.model_copy(update={"baseline": drawn.value, "baseline_year": drawn.year}) if drawn else goal


def of_direction(case: Case) -> Iterator[Verdict]:
    """A direction against the one in which the indicator is better."""
    goal, indicator = case.goal, case.measured
    if indicator is None or goal.target_type == "gap" or not indicator.wanted:
        return
    if goal.direction in (UP, DOWN) and goal.direction != indicator.wanted:
        better = case.choice("better", "higher_is_better" if indicator.wanted == UP else "lower_is_better")
        direction = case.choice("wanted", goal.direction)
        yield case.verdict(
            WARNED, "against_indicator", "direction", AGAINST_INDICATOR, direction=direction, better=better
        )
