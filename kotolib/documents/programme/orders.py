"""Which chapters the programme document has and in which orders they stand, as ``orders.yaml`` declares it; no text."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from kotolib.errors import N_, WrongWords
from kotolib.sources import yaml_text

ELEMENTS = tuple(f"5.{number}" for number in range(1, 11))
"""The ten elements of the document, by the checklist."""

ORDERS = ("goals", "elements")
"""Words of ``run --order``, the default first."""


@dataclass(frozen=True)
class Declared:
    """The declaration.

    Attributes
    ----------
    chapters
        Chapter → the elements that it holds.
    orders
        Name of an order → its chapters.
    unwritten
        The chapters of an area that has no workbook.
    appendix
        What stands after the chapters, whichever the order.
    """

    chapters: dict[str, list[str]]
    orders: dict[str, list[str]]
    unwritten: list[str]
    appendix: list[str]


@cache
def declared() -> Declared:
    """The declaration."""
    text = (resources.files(__package__) / "orders.yaml").read_text(encoding="utf-8")
    return Declared(**yaml_text.read(text))


def order(name: str) -> list[str]:
    """The chapters of an order.

    Raises
    ------
    WrongWords
        There is no such order.

    Examples
    --------
    >>> order("goals")[:2]
    ['situation', 'goals']
    """
    if name not in ORDERS:
        told = N_("Järjestystä ”{order}” ei ole. Järjestykset: {orders}.")
        raise WrongWords(told, order=name, orders=", ".join(ORDERS))
    return declared().orders[name]
