"""Codes of areas in delivered files: from codes, from names and from both in one cell; never by likeness.

Knows living and merged municipalities by the delivery's own area files; not what is done with a merged one.
"""

import re

from importers.delivery import Delivery, Fault
from kotolib.frame import COUNTRY

COUNTRY_NAMES = ("KOKO MAA", "WHOLE COUNTRY")
KEY = "areas/municipality_key_2024.csv"
MERGERS = "areas/mergers_2014_2026.csv"


class Codes:
    """Finds the code of an area.

    Parameters
    ----------
    names
        Code by Finnish name.
    """

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    @classmethod
    def of(cls, delivery: Delivery) -> "Codes":
        """Codes of the municipalities of 2024, and of those merged since 2014 whose names live no more."""
        merged = delivery.rows(MERGERS)
        key = delivery.rows(KEY)
        names = dict(zip(merged["name_fi"], merged["code"], strict=True))
        return cls(names | dict(zip(key["municipality_name_fi"], key["kunta"], strict=True)))

    def find(self, cell: str) -> str:
        """``211`` from ``211``, ``KU211``, ``211 Kangasala`` or ``Kangasala``; ``SSS`` for the country.

        Raises
        ------
        Fault
            No municipality has that name, or code and name do not belong together.
        """
        text = cell.strip()
        if text == COUNTRY or text in COUNTRY_NAMES:
            return COUNTRY
        if match := re.fullmatch(r"(?:KU)?(\d{3})", text):
            return match[1]
        if match := re.fullmatch(r"(\d{3}) (.+)", text):
            if self._named(match[2], cell) != match[1]:
                raise Fault(f'"{cell}": the code is not that of the name')
            return match[1]
        return self._named(text, cell)

    def _named(self, name: str, cell: str) -> str:
        # "Maarianhamina - Mariehamn" is one municipality in two languages: the Finnish name comes first.
        for spelling in (name, name.split(" - ")[0]):
            if spelling in self._names:
                return self._names[spelling]
        raise Fault(f'no municipality is called "{cell}"')
