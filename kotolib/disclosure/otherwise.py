"""Other counts in the place of hidden ones, of which a page would tell the very same; knows no page and no workbook.

Who wants to know whether something gives a hidden count away makes it of both: it must not differ by a byte. Where a
total is told beside a hidden count, another hidden one changes with it, so that the total stays.
"""

import itertools
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping


def otherwise(
    counts: Mapping[Hashable, float], hidden: Collection[Hashable], told: Callable[[Mapping], object]
) -> dict[Hashable, float]:
    """The counts with others in the place of as many hidden ones as can be.

    Parameters
    ----------
    counts
        Persons or households.
    hidden
        Keys of those that are not told.
    told
        What is told of counts; compared as it is printed, for NaN is not equal to itself.

    Returns
    -------
    dict
        Counts of which the same is told. A hidden one that no other could stand for is as it was.

    Examples
    --------
    >>> from kotolib.disclosure import Rule
    >>> from kotolib.disclosure.tables import protected
    >>> counts = {"women": 3, "men": 9, "all_others": 40}
    >>> def told(some):
    ...     return protected({name: {"clients": count} for name, count in some.items()}, Rule())
    >>> otherwise(counts, ["women", "men"], told)
    {'women': 2, 'men': 10, 'all_others': 40}
    """
    same = repr(told(counts))
    found = dict(counts)
    for key in hidden:
        if found[key] != counts[key]:
            continue
        for change in _changes(key, hidden):
            other = found | {one: found[one] + step for one, step in change.items()}
            if _is_another(other, counts, change) and repr(told(other)) == same:
                found = other
                break
    return found


def _changes(key: Hashable, hidden: Collection[Hashable]) -> Iterator[dict[Hashable, int]]:
    """One less or more, alone or with another hidden count that makes up for it or goes along."""
    yield from ({key: step} for step in (-1, 1))
    others = [one for one in hidden if one != key]
    yield from ({key: step, one: sign * step} for one, step, sign in itertools.product(others, (-1, 1), (-1, 1)))


def _is_another(other: Mapping, counts: Mapping, change: Collection[Hashable]) -> bool:
    return all(other[one] != counts[one] and other[one] > 0 for one in change)
