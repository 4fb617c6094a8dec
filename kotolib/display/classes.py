"""Limits of the four or five classes of a map: round numbers a reader can hold; knows numbers, not maps.

Not quantiles, whose limits are odd, and not equal steps at any price: where a few values stand far above the others,
classes grow wider upwards. Of all round limits those are taken that part the values best.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import ceil, floor, log10

from kotolib.language.numbers import as_written

MOST = 5
_MOST_CANDIDATES = 24
_ROUND = (1, 2, 5)
_ODD, _FIFTH, _UNEVEN = 0.05, 0.02, 0.02


def classes(values: Sequence[float], decimals: int) -> list[float]:
    """Limits of classes for values, lowest and highest end included.

    Parameters
    ----------
    values
        Those that are shown, never hidden ones; any order.
    decimals
        With which they are written; limits never need more.

    Returns
    -------
    list of float
        k + 1 limits of k classes. A class holds its lower limit; the last also its upper one. Four or five classes,
        fewer when there are fewer different values; none is empty. Widths only grow or only shrink, ends aside.
        Without values an empty list.

    Examples
    --------
    >>> classes([2.1, 2.4, 2.9, 3.3, 3.4, 3.8, 4.2, 4.8, 5.2, 6.2, 12.0], 1)
    [2.0, 3.0, 4.0, 5.0, 10.0, 12.5]
    """
    shown = sorted(as_written(value, decimals) for value in values)
    if not shown:
        return []
    step = _step(shown[-1] - shown[0], decimals)
    low, high = floor(shown[0] / step + 1e-9), ceil(shown[-1] / step - 1e-9)
    parting = _Parting(shown, step, range(low + 1, max(high, low + 1)))
    inner = [round(place * step, 10) for place in parting.best()]
    ends = _end(shown[0], inner, step, floor), _end(shown[-1], inner[::-1], step, ceil)
    return [ends[0], *inner, max(ends[1], round(ends[0] + step, 10))]


def _step(span: float, decimals: int) -> float:
    """The smallest round step that leaves few enough limits to choose from."""
    finest = 10.0**-decimals
    if span <= 0:
        return finest
    power = floor(log10(span)) - 2
    steps = (times * 10.0**exponent for exponent in range(power, power + 4) for times in _ROUND)
    return next(step for step in steps if step >= finest * 0.999 and span / step <= _MOST_CANDIDATES)


def _end(value: float, inner: Sequence[float], step: float, outward: Callable[[float], int]) -> float:
    """An end of the whole: the roundest number beyond the value that does not make the outer class half empty."""
    for grid in (10 * step, 5 * step, step):
        end = outward(round(value / grid, 9)) * grid
        if inner and abs(end - value) <= abs(value - inner[0]) / 2:
            return round(end, 10)
    return round(outward(round(value / step, 9)) * step, 10)


class _Parting:
    """The ways of parting sorted values at round places (whole numbers of steps), and what each costs."""

    def __init__(self, shown: list[float], step: float, places: range) -> None:
        self.places = places
        self.below = {place: sum(value < place * step - 1e-9 for value in shown) for place in places}
        self.count = len(shown)
        marks = _marks(shown)
        self.sums = [0.0, *accumulate(marks)]
        self.squares = [0.0, *accumulate(mark * mark for mark in marks)]

    def best(self) -> tuple[int, ...]:
        """The cheapest inner limits of four or five classes; where there are none, of fewer."""
        for counts in ((MOST - 1, MOST - 2), (2,), (1,)):
            sets = [inner for count in counts for inner in self._sets((), 0, count)]
            if sets:
                return min(sets, key=lambda inner: (self._cost(inner), inner))
        return ()

    def _sets(self, chosen: tuple[int, ...], taken: int, more: int) -> Iterator[tuple[int, ...]]:
        """Every choice of ``more`` further limits that leaves no class empty and whose widths run one way."""
        if not more:
            if self.count > taken:
                yield chosen
            return
        for place in range(chosen[-1] + 1 if chosen else self.places.start, self.places.stop):
            if self.below[place] > taken and _runs_one_way((*chosen, place)):
                yield from self._sets((*chosen, place), self.below[place], more - 1)

    def _cost(self, inner: tuple[int, ...]) -> float:
        """How badly limits part the values, how odd they are, how many; least is best."""
        cuts = [0, *(self.below[place] for place in inner), self.count]
        within, total = sum(self._spread(a, b) for a, b in pairwise(cuts)), self._spread(0, self.count)
        odd = sum(0 if place % 10 == 0 else 1 if place % 5 == 0 or place % 2 == 0 else 2 for place in inner)
        uneven = len({b - a for a, b in pairwise(inner)}) > 1
        return within / total + _ODD * odd / len(inner) + _FIFTH * (len(inner) == MOST - 1) + _UNEVEN * uneven

    def _spread(self, start: int, end: int) -> float:
        """Sum of squared distances from the mean of a stretch."""
        return self.squares[end] - self.squares[start] - (self.sums[end] - self.sums[start]) ** 2 / (end - start)


def _runs_one_way(limits: tuple[int, ...]) -> bool:
    widths = [b - a for a, b in pairwise(limits)]
    return widths in (sorted(widths), sorted(widths, reverse=True))


def _marks(shown: list[float]) -> list[float]:
    """Each value as the mean of its place between the ends and its place in the order, so that neither rules alone."""
    low, span, last = shown[0], shown[-1] - shown[0], max(len(shown) - 1, 1)
    first = {value: rank for rank, value in reversed(list(enumerate(shown)))}
    return [((value - low) / span if span else 0.0) / 2 + first[value] / last / 2 for value in shown]
