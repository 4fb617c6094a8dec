"""Tables of own counts: what a reader can reckon from totals and shown cells, tried against linear programming."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from kotolib import frame
from kotolib.disclosure import DIFFERENCE, SMALL, Rule
from kotolib.disclosure.tables import TOTAL, protected

Numbers = list[list[int]]


def named(numbers: Numbers) -> dict[str, dict[str, int]]:
    return {f"r{i}": {f"c{j}": count for j, count in enumerate(row)} for i, row in enumerate(numbers)}


def with_totals(numbers: Numbers) -> np.ndarray:
    inner = np.array(numbers)
    beside = np.hstack([inner, inner.sum(axis=1, keepdims=True)])
    return np.vstack([beside, beside.sum(axis=0, keepdims=True)])


def grid(table: dict) -> np.ndarray:
    return np.array([list(row.values()) for row in table.values()], dtype=object)


def bounds(numbers: Numbers, table: dict, threshold: int) -> dict[tuple[int, int], tuple[int, int]]:
    """What a reader can reckon of each cell that was hidden for being small: least and most, by linear programming."""
    true, told = with_totals(numbers), grid(table)
    rows, columns = true.shape
    small = (true < threshold) & np.vectorize(lambda one: not one.is_shown and one.reason != DIFFERENCE)(told)
    limits = [
        (count, count) if told[i, j].is_shown else (0, threshold - 1) if small[i, j] else (0, None)
        for (i, j), count in np.ndenumerate(true)
    ]
    equations = []
    for i in range(rows):
        equations.append([(1 if j < columns - 1 else -1) * (k == i) for k in range(rows) for j in range(columns)])
    for j in range(columns):
        equations.append([(1 if i < rows - 1 else -1) * (k == j) for i in range(rows) for k in range(columns)])
    found = {}
    for i, j in zip(*np.nonzero(small), strict=True):
        ask = np.zeros(true.size)
        ask[i * columns + j] = 1
        least, most = (
            linprog(sign * ask, A_eq=equations, b_eq=np.zeros(len(equations)), bounds=limits) for sign in (1, -1)
        )
        found[i, j] = (round(least.fun), round(-most.fun))
    return found


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda wide: st.lists(st.lists(st.integers(0, 14), min_size=wide, max_size=wide), min_size=1, max_size=3)
    ),
    st.sampled_from((3, 5)),
)
@example([[3, 20], [30, 40]], 5)
@example([[4, 4, 40], [20, 30, 40]], 5)
@example([[1, 20, 30], [20, 1, 30], [30, 30, 1]], 5)
@example([[0, 0], [0, 0]], 5)
def test_no_hidden_cell_is_known_better_than_the_threshold_tells(numbers, threshold):
    table = protected(named(numbers), Rule(threshold))

    true = with_totals(numbers)
    for (i, j), one in np.ndenumerate(grid(table)):
        assert not one.is_shown or one.value == true[i, j]
        assert not (one.is_shown and 0 < one.value < threshold)
    if not any(one.is_shown for row in table.values() for one in row.values()):
        return
    for least, most in bounds(numbers, table, threshold).values():
        assert least <= 1 and most >= threshold - 1


def test_one_small_cell_takes_three_others_with_it():
    table = protected(named([[3, 20, 60], [30, 40, 60], [70, 80, 90]]), Rule())

    hidden = {(row, column) for row in table for column, one in table[row].items() if not one.is_shown}
    assert hidden == {("r0", "c0"), ("r0", "c1"), ("r1", "c0"), ("r1", "c1")}
    assert table["r0"]["c0"].reason == SMALL
    assert {table[row][column].reason for row, column in hidden - {("r0", "c0")}} == {DIFFERENCE}
    assert {table[row][column].status for row, column in hidden} == {frame.SUPPRESSED}


def test_a_table_without_small_cells_is_shown_whole():
    table = protected(named([[10, 20], [30, 40]]), Rule())

    assert all(one.is_shown for row in table.values() for one in row.values())
    assert table[TOTAL][TOTAL].value == 100


def test_a_structural_zero_is_shown_and_hides_nothing():
    counts = named([[0, 20], [30, 40]])

    assert protected(counts, Rule(), frozenset({("r0", "c0")}))["r0"]["c0"].value == 0
    assert protected(counts, Rule())["r0"]["c0"].value == 0  # none of twenty tells of nobody in particular
    assert not protected(named([[0, 3], [30, 40]]), Rule())["r0"]["c0"].is_shown


def test_a_count_that_is_not_known_leaves_its_totals_unknown():
    table = protected({"a": {"x": 12, "y": None}, "b": {"x": 14, "y": 15}}, Rule())

    assert table["a"]["y"].status == frame.MISSING
    assert {table["a"][TOTAL].status, table[TOTAL]["y"].status, table[TOTAL][TOTAL].status} == {frame.MISSING}
    assert (table["b"][TOTAL].value, table[TOTAL]["x"].value) == (29, 26)
    assert math.isnan(table[TOTAL][TOTAL].value)


def test_no_more_is_told_with_a_higher_threshold():
    numbers = named([[6, 20, 60], [30, 40, 60], [70, 80, 90]])

    told = [sum(one.is_shown for row in protected(numbers, Rule(t)).values() for one in row.values()) for t in (5, 8)]
    assert told == [16, 12]


def test_an_empty_table_is_empty():
    assert protected({}, Rule())[TOTAL][TOTAL].status in (frame.OK, frame.SUPPRESSED)


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0]])
def test_the_same_counts_give_the_same_table(order):
    numbers = [[3, 20, 60], [30, 40, 2], [70, 80, 90]]
    once, again = (protected(named([numbers[i] for i in order]), Rule()) for _ in range(2))

    assert [[one.reason for one in row.values()] for row in once.values()] == [
        [one.reason for one in row.values()] for row in again.values()
    ]
