"""Where abolished municipalities went, by a dated table from 1922 on; knows codes and days, no boundaries or figures.

The table up to 2019 names the receiver of its own year of publication: Anjala left in 1975 and stands under Kouvola,
which took Anjalankoski only in 2009. A year between the two therefore gives the later receiver.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kotolib.areas import tables
from kotolib.areas.register import register
from kotolib.errors import N_, WrongWords

YEAR = 2026
"""The year of the division that everything is brought to."""


@dataclass(frozen=True)
class Abolished:
    """A municipality that is no more.

    Attributes
    ----------
    code, names
        Its last code and its names by language; Swedish where one was in use.
    date
        The day it ended as ``YYYY-MM-DD``, empty where the source does not tell.
    into
        Code that received it; empty where the area was ceded in 1944.
    """

    code: str
    names: dict[str, str]
    date: str
    into: str

    @property
    def year(self) -> int:
        """The first year without it; 0 where the source does not tell."""
        return int(self.date[:4]) if self.date else 0


def abolished() -> dict[str, Abolished]:
    """Abolished municipalities by code."""
    return _abolished(register().folder / "mergers.csv")


@cache
def _abolished(path: Path) -> dict[str, Abolished]:
    return {
        row["code"]: Abolished(
            row["code"],
            {"fi": row["name_fi"]} | ({"sv": row["name_sv"]} if row["name_sv"] else {}),
            row["date"],
            row["into_code"],
        )
        for row in tables.rows(path)
    }


def forward(code: str, year: int = YEAR) -> str:
    """The code under which a municipality stands on 1 January of ``year``.

    Parameters
    ----------
    code
        Three digits, living or abolished.
    year
        From 1922 to 2026; earlier mergers are not known.

    Raises
    ------
    WrongWords
        The code was never in use, or the area was ceded and has no successor.

    Examples
    --------
    >>> forward("588"), forward("588", 2024), forward("211")
    ('507', '588', '211')
    """
    living, gone = register().rows, abolished()
    start, seen = code, set()
    while code not in living:
        if code not in gone or code in seen:
            raise WrongWords(N_("Kuntatunnusta {code} ei tunneta."), code=code)
        if gone[code].year > year:
            return code
        if not gone[code].into:
            raise ceded(gone[start])
        seen.add(code)
        code = gone[code].into
    return code


def ceded(municipality: Abolished) -> WrongWords:
    """The error that says that a municipality has no successor in Finland."""
    return WrongWords(
        N_("{name} ({code}) oli kunta luovutetulla alueella. Sen paikalla ei ole nykyistä Suomen kuntaa."),
        name=municipality.names["fi"],
        code=municipality.code,
    )


def living_codes() -> dict[str, str]:
    """For every abolished code the living one that its counts are added to; ceded areas are not in it.

    Examples
    --------
    >>> living_codes()["588"]
    '507'
    """
    return dict(_living_codes(register().folder))


@cache
def _living_codes(folder: Path) -> dict[str, str]:
    return {code: forward(code) for code in abolished() if _has_successor(code)}


def _has_successor(code: str) -> bool:
    gone = abolished()
    while code in gone:
        code = gone[code].into
    return bool(code)
