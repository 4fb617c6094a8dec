"""Secondary protection of a table of the municipality's own counts: no hidden cell can be computed from its totals.

Knows a table of counts with its totals, the threshold and what a reader could reckon; not what is counted.

A cell that is too small is hidden first (:func:`kotolib.disclosure.shown`). Then a reader is imagined who knows the
rule, the totals and every shown cell, and even which cells were hidden for being small. While that reader could bound
one of them tighter than from 1 to the threshold, one more cell is hidden: one that closes a ring of hidden cells or the
smallest of its row or column, an inner one before a total. At the end those that turned out not to be needed are shown
again. How far a cell could go is a largest flow in the graph of rows and columns, exact for two-way tables.

Sources: Hundepool et al. (2012), Statistical Disclosure Control, chapter 4 (secondary suppression, audit of intervals);
Cox (1980), Suppression methodology and statistical disclosure control, JASA 75 (flows in two-way tables).
"""

import math
from collections import deque
from collections.abc import Iterator, Mapping

from kotolib import frame
from kotolib.disclosure import DIFFERENCE, NOT_TOLD, Count, Rule, shown

TOTAL = "total"
"""The key of the totals: `[row][TOTAL]`, `[TOTAL][column]` and `[TOTAL][TOTAL]`."""

Cell = tuple[str, str]


def protected(
    counts: Mapping[str, Mapping[str, float | None]], rule: Rule, structural: frozenset[Cell] = frozenset()
) -> dict[str, dict[str, Count]]:
    """A table of own counts with its totals, safe to show whole.

    Parameters
    ----------
    counts
        Row → column → persons or households; every row has every column. None where a count is not known.
    rule
        The municipality's rule.
    structural
        (row, column) of zeros that could be nothing else.

    Returns
    -------
    dict
        Row → column → count as it may be told, with :data:`TOTAL` as one more row and column. Cells that are hidden
        only for the sake of others have the reason `difference`.

    Examples
    --------
    >>> clients = {"women": {"young": 3, "old": 20}, "men": {"young": 30, "old": 40}}
    >>> table = protected(clients, Rule())
    >>> [table[row][column].is_shown for row in table for column in table[row]]
    [False, False, True, False, False, True, True, True, True]
    """
    table = _Table(counts, rule, structural)
    while table.shows_something and (known := table.first_known()) is not None:
        table.hide_one_more(known)
    table.show_what_can_be()
    return table.told()


class _Table:
    """The counts, which of them are hidden, and how far a reader knows each that was hidden for being small."""

    def __init__(self, counts: Mapping, rule: Rule, structural: frozenset[Cell]) -> None:
        self.rows, self.columns = [*counts, TOTAL], [*next(iter(counts.values()), ()), TOTAL]
        self.most = rule.threshold - 1
        self.structural = structural
        self.counts = _with_totals(counts)
        self.primary = {cell: self._alone(cell, rule) for cell in self.counts}
        self.hidden = {cell for cell, count in self.primary.items() if not count.is_shown}
        self.without_end = sum(count for count in self.counts.values() if count is not None) + rule.threshold

    def _alone(self, cell: Cell, rule: Rule) -> Count:
        count, (row, column) = self.counts[cell], cell
        if count is None:
            return Count(math.nan, frame.MISSING, NOT_TOLD)
        known = [self.counts[row, TOTAL], self.counts[TOTAL, column]] if TOTAL not in cell else []
        of = min((whole for whole in known if whole is not None), default=None)
        return shown(count, rule, of=of, structural=cell in self.structural)

    def told(self) -> dict[str, dict[str, Count]]:
        """Every count as it may be told."""
        return {row: {column: self._told((row, column)) for column in self.columns} for row in self.rows}

    def _told(self, cell: Cell) -> Count:
        if cell in self.hidden and self.primary[cell].is_shown:
            return Count(math.nan, frame.SUPPRESSED, DIFFERENCE)
        return self.primary[cell]

    def _is_small(self, cell: Cell) -> bool:
        """Whether the cell was hidden for its own count, and not for another's."""
        return self.primary[cell].status == frame.SUPPRESSED and self.counts[cell] <= self.most

    @property
    def shows_something(self) -> bool:
        """Whether any number is left to reckon from."""
        return len(self.hidden) < len(self.counts)

    def first_known(self) -> Cell | None:
        """A hidden small cell that a reader could bound tighter than the threshold; None where there is none."""
        small = (cell for cell in self.counts if cell in self.hidden and self._is_small(cell))
        return next((cell for cell in small if not self._is_safe(cell)), None)

    def _is_safe(self, cell: Cell) -> bool:
        row, column = ("row", cell[0]), ("column", cell[1])
        up, down = self.most - self.counts[cell], max(self.counts[cell] - 1, 0)
        way, back = (row, column), (column, row)
        if _sign(cell) < 0:
            way, back = back, way
        return self._flow(way, up, cell) >= up and self._flow(back, down, cell) >= down

    def hide_one_more(self, cell: Cell) -> None:
        """Hide the cell that protects another best: in its row or column, an inner one, not empty, the smallest."""
        left = [each for each in self.counts if each not in self.hidden]
        self.hidden.add(min(left, key=lambda each: self._worth(each, cell)))

    def _worth(self, each: Cell, cell: Cell) -> tuple:
        in_row, in_column = ({other[place] for other in self.hidden} for place in (0, 1))
        closes = each[0] in in_row and each[1] in in_column
        beside = each[0] == cell[0] or each[1] == cell[1]
        return TOTAL in each, not closes, not beside, self.counts[each] == 0, self.counts[each]

    def show_what_can_be(self) -> None:
        """Show again, the largest first, what was hidden for others and protects none."""
        extra = [cell for cell in self.counts if cell in self.hidden and self.primary[cell].is_shown]
        for cell in sorted(extra, key=lambda each: -self.counts[each]):
            self.hidden.remove(cell)
            if self.first_known() is not None:
                self.hidden.add(cell)

    def _arcs(self, without: Cell) -> Iterator[tuple[tuple, tuple, int]]:
        """From row to column how much less a hidden cell could be, from column to row how much more."""
        for cell in self.hidden - {without}:
            row, column = ("row", cell[0]), ("column", cell[1])
            more, less = self._room(cell)
            if _sign(cell) < 0:
                more, less = less, more
            yield row, column, less
            yield column, row, more

    def _room(self, cell: Cell) -> tuple[int, int]:
        count = self.counts[cell]
        if count is None:
            return self.without_end, self.without_end
        if self._is_small(cell):
            return self.most - count, count  # a hidden zero looks like any other
        return self.without_end, count

    def _flow(self, way: tuple[tuple, tuple], wanted: int, without: Cell) -> int:
        """The largest flow from one end of the way to the other, no more than wanted (Ford and Fulkerson 1956)."""
        room = {(start, end): much for start, end, much in self._arcs(without) if much > 0}
        found = 0
        while found < wanted and (path := _path(room, *way)):
            much = min(wanted - found, *(room[arc] for arc in path))
            for start, end in path:
                room[start, end] -= much
                room[end, start] = room.get((end, start), 0) + much
            found += much
        return found


def _sign(cell: Cell) -> int:
    """Inner cells and their totals stand on the two sides of an equation; so do totals and the total of all."""
    return 1 if (cell[0] == TOTAL) == (cell[1] == TOTAL) else -1


def _path(room: dict, start: tuple, end: tuple) -> list[tuple]:
    """The shortest way along arcs with room left; empty where there is none."""
    came, waiting = {start: None}, deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for (one, other), much in sorted(room.items()):
            if one == here and much > 0 and other not in came:
                came[other] = here
                waiting.append(other)
    path, node = [], end
    while came.get(node) is not None:
        path.append((came[node], node))
        node = came[node]
    return path[::-1]


def _with_totals(counts: Mapping[str, Mapping[str, float | None]]) -> dict[Cell, int | None]:
    """Every cell and total as a whole number; a sum over an unknown part is unknown."""
    whole = {
        (row, column): None if count is None or math.isnan(count) else round(count)
        for row, cells in counts.items()
        for column, count in cells.items()
    }
    columns = list(next(iter(counts.values()), ()))
    for row in counts:
        whole[row, TOTAL] = _sum(whole[row, column] for column in columns)
    for column in (*columns, TOTAL):
        whole[TOTAL, column] = _sum(whole[row, column] for row in counts)
    return whole


def _sum(counts: Iterator[int | None]) -> int | None:
    parts = list(counts)
    return None if None in parts else sum(parts)
