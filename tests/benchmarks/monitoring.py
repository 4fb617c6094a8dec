"""Whether monitoring keeps its promises, on simulated series whose truth is known (10 000 of each kind).

Four tables: how often a goal that stands exactly on its path is called off track (at most 5 %) or raises an alarm (at
most 0.5 %), and how often one that stands still is found out; how often the target was reached behind each word of
chance; how often a flat series gets a direction; and the year in which the simulated power of the change passes 80 %
beside the year of the formula.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from kotolib import uncertainty
from kotolib.comparison import trends
from kotolib.programme import detectability
from kotolib.programme.monitoring import likelihood, status
from kotolib.programme.monitoring.figure import FEWEST_PEOPLE

SERIES = 10_000
SEED = 20261124
SIZES = ((30, 200), (200, 1000), (1000, 10_000))
"""People behind a share, from and to."""
EVENTS = (15, 400)
"""Events a year, from and to."""
SHARES, PEOPLE = (0.2, 0.4, 0.6, 0.8), (140, 300, 700, 1500, 2350, 5000)
CHANGES, YEARS = (0.02, 0.04, 0.08, 0.12), 8
"""The grid of the power: baseline, people, change sought in eight years."""
POWER = 0.8


# --- status


@dataclass(frozen=True)
class World:
    """Simulated goals: true level of the year, path, target, baseline, and the observed interval at both levels."""

    wanted: np.ndarray
    baseline: np.ndarray
    level: np.ndarray
    target: np.ndarray
    watch: np.ndarray
    alarm: np.ndarray


def shares(draw: np.random.Generator, number: int, size: tuple[int, int], stands: bool) -> World:
    """Goals of shares; the truth is on the path, or `stands` at the baseline."""
    people = np.exp(draw.uniform(*np.log(size), number)).astype(int)
    baseline, wanted = draw.uniform(0.15, 0.85, number), draw.choice((1, -1), number)
    change, year = draw.uniform(0.02, 0.14, number), draw.integers(1, 5, number)
    level, target = baseline + wanted * change * year / 4, baseline + wanted * change
    seen = draw.binomial(people, baseline if stands else level)
    ends = [np.array(uncertainty.share_interval(seen, people, each)) for each in _LEVELS]
    return World(wanted, baseline, level, target, *ends)


def events(draw: np.random.Generator, number: int, stands: bool) -> World:
    """Goals of yearly numbers of events."""
    baseline, wanted = np.exp(draw.uniform(*np.log(EVENTS), number)), draw.choice((1, -1), number)
    change, year = draw.uniform(0.05, 0.5, number), draw.integers(1, 5, number)
    level, target = baseline * (1 + wanted * change * year / 4), baseline * (1 + wanted * change)
    seen = draw.poisson(baseline if stands else level)
    ends = [np.array(uncertainty.count_interval(seen, each)) for each in _LEVELS]
    return World(wanted, baseline, level, target, *ends)


_LEVELS = (uncertainty.WATCH, uncertainty.ALARM)


def judged(world: World) -> dict[str, float]:
    """Share of each state, and of alarms."""
    told, alarms = Counter(), 0
    for at in range(len(world.level)):
        wanted = "up" if world.wanted[at] > 0 else "down"
        aim = status.Aim(wanted, world.level[at], world.target[at], world.baseline[at])
        told[status.status(tuple(world.watch[:, at]), aim)] += 1
        alarms += status.is_alarm(tuple(world.alarm[:, at]), aim)
    number = len(world.level)
    return {state: told[state] / number for state in status.STATUSES[:4]} | {"alarm": alarms / number}


def statuses(number: int = SERIES, seed: int = SEED) -> dict[str, dict[str, float]]:
    """Share of each state by kind of figure and truth."""
    draw = np.random.default_rng(seed)
    kinds: dict[str, Callable[[bool], World]] = {
        f"share of {low}–{high}": lambda stands, size=(low, high): shares(draw, number, size, stands)
        for low, high in SIZES
    }
    kinds[f"events {EVENTS[0]}–{EVENTS[1]}"] = lambda stands: events(draw, number, stands)
    return {
        f"{kind}, {truth}": judged(make(truth == "stands still"))
        for kind, make in kinds.items()
        for truth in ("on the path", "stands still")
    }


# --- the three words


def words(number: int = SERIES, seed: int = SEED, changes: float = 0.015) -> dict[str, dict[str, float]]:
    """How often each word was said, and how often the target was then reached.

    A share with a steady yearly change of its own, drawn with the standard deviation `changes`, and a target set
    without knowing it, one to four years ahead. Where nothing ever changes (0), *likely* has no ground and is to be
    rare.
    """
    draw = np.random.default_rng(seed)
    said, reached = Counter(), Counter()
    for _ in range(number):
        word, came = _one_word(draw, changes)
        said[word] += 1
        reached[word] += came
    return {
        word: {"said": said[word] / number, "reached": reached[word] / max(1, said[word])} for word in likelihood.WORDS
    }


def _one_word(draw: np.random.Generator, changes: float) -> tuple[str, bool]:
    people, ahead = int(np.exp(draw.uniform(np.log(200), np.log(10_000)))), int(draw.integers(1, 5))
    start, slope, wanted = draw.uniform(0.3, 0.7), draw.normal(0, changes), draw.choice((1, -1))
    years = np.arange(2020, 2025 + ahead)
    true = np.clip(start + slope * (years - 2024), 0.01, 0.99)
    seen = draw.binomial(people, true) / people
    target = start + wanted * draw.uniform(0, 0.05)
    figures = [(int(year), 100 * float(value)) for year, value in zip(years[:5], seen[:5], strict=True)]
    spread = 100 * float(np.sqrt(np.mean(seen[:5] * (1 - seen[:5]) / people)))
    direction = "up" if wanted > 0 else "down"
    word = likelihood.word(figures, spread, (int(years[-1]), 100 * target), direction)
    return word, bool(wanted * (seen[-1] - target) >= 0)


# --- direction


def directions(number: int = SERIES, seed: int = SEED) -> dict[str, dict[str, float]]:
    """How often five figures of a share get a direction: the right one, the wrong one, or any where there is none."""
    draw = np.random.default_rng(seed)
    table = {}
    for label, slope in (("flat", 0.0), ("1 point a year", 0.01), ("3 points a year", 0.03)):
        found = Counter(_direction(draw, slope) for _ in range(number))
        table[label] = {"up": found[1] / number, "down": found[-1] / number, "no word": found[0] / number}
    return table


def _direction(draw: np.random.Generator, slope: float) -> int:
    """The rule of :mod:`kotolib.comparison.trends`: a steady sign, and ends that differ by more than chance."""
    people, start = int(np.exp(draw.uniform(np.log(100), np.log(5000)))), draw.uniform(0.3, 0.6)
    seen = draw.binomial(people, start + slope * np.arange(5))
    sign = trends.steady_sign(np.arange(5), seen / people)
    difference, low, high = uncertainty.share_difference(seen[-1], people, seen[0], people)
    return sign if (low > 0 or high < 0) and np.sign(difference) == sign else 0


# --- the first year that can be judged


def first_years(repeats: int = 4000, seed: int = SEED) -> list[dict[str, float | int]]:
    """By setting: the year in which the power passes 80 %, by the formula and by simulation; 9 is never in eight."""
    draw = np.random.default_rng(seed)
    return [
        {"share": share, "people": people, "change": change, "formula": by_formula, "simulated": by_simulation}
        for share in SHARES
        for people in PEOPLE
        for change in CHANGES
        for by_formula, by_simulation in [_first_years(draw, (share, people, change), repeats)]
    ]


def _first_years(draw: np.random.Generator, setting: tuple[float, int, float], repeats: int) -> tuple[int, int]:
    share, people, change = setting
    smallest = detectability.share_change(share, people)
    moved = [change * year / YEARS for year in range(1, YEARS + 1)]
    by_formula = next((year for year, each in enumerate(moved, 1) if each >= smallest), YEARS + 1)
    powers = _powers(draw, setting, moved, repeats)
    by_simulation = next((year for year, power in enumerate(powers, 1) if power >= POWER), YEARS + 1)
    return by_formula, by_simulation


def _powers(
    draw: np.random.Generator, setting: tuple[float, int, float], moved: list[float], repeats: int
) -> Iterator[float]:
    """How often the change is told from chance (Newcombe's interval leaves out 0), year by year."""
    share, people, _ = setting
    for each in moved:
        before, after = draw.binomial(people, share, repeats), draw.binomial(people, share + each, repeats)
        _, low, high = uncertainty.share_difference(after, people, before, people)
        yield float(np.mean((low > 0) | (high < 0)))


def agreement(rows: list[dict[str, float | int]]) -> dict[str, float]:
    """Share of settings in which both years differ by at most one: of all, and of those that can ever be judged."""
    apart = np.array([abs(row["formula"] - row["simulated"]) for row in rows])
    ever = np.array([min(row["formula"], row["simulated"]) <= YEARS for row in rows])
    return {
        "settings": len(rows),
        "within a year": float(np.mean(apart <= 1)),
        "settings that are judged in eight years": int(ever.sum()),
        "within a year, of those": float(np.mean(apart[ever] <= 1)),
    }


def main() -> dict:
    """All four tables; shares between 0 and 1."""
    assert SIZES[0][0] >= FEWEST_PEOPLE, "fewer people are not judged"
    rows = first_years()
    return {
        "status": statuses(),
        "chance words": words(),
        "chance words where nothing changes": words(changes=0.0),
        "direction": directions(),
        "first year": agreement(rows),
        "first year by setting": rows,
    }


if __name__ == "__main__":
    print(json.dumps(main(), indent=2, ensure_ascii=False))
