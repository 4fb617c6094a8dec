"""Reads the shipped tables of areas and says which file is missing or broken; knows their columns, not their use."""

import csv
from functools import cache
from pathlib import Path

from kotolib.errors import N_, StoreDamaged

COLUMNS = {
    "municipalities_2026.csv": (
        "code",
        "name_fi",
        "name_sv",
        "name_en",
        "language_status",
        "calls_itself",
        "region",
        "subregion",
        "subregion_fi",
        "wellbeing_services_county",
        "employment_area",
        "development_centre",
        "sami_homeland",
        "aland",
        "genitive",
        "locative",
        "separative",
        "terminal",
        "locative_sv",
    ),
    "bodies_2026.csv": (
        "kind",
        "code",
        "short_fi",
        "short_sv",
        "short_en",
        "name_fi",
        "name_sv",
        "name_en",
        "genitive",
        "locative",
        "separative",
        "terminal",
        "locative_sv",
    ),
    "mergers.csv": (
        "code",
        "name_fi",
        "name_sv",
        "date",
        "into_code",
    ),
}
MUST_BE_FILLED = ("code", "name_fi", "genitive", "locative", "region")


def damaged(path: Path, what: str) -> StoreDamaged:
    """The error that names a broken file."""
    return StoreDamaged(
        N_("Aluetiedosto {path} puuttuu tai on rikki ({what}). Palauta se ohjelman jakelusta."), path=path, what=what
    )


@cache
def rows(path: Path) -> tuple[dict[str, str], ...]:
    """The rows of a table, every value as text.

    Raises
    ------
    StoreDamaged
        The file is missing, is not UTF-8, lacks a column or a value; restore it.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            read = tuple(csv.DictReader(file, strict=True))
    except FileNotFoundError:
        raise damaged(path, "tiedostoa ei ole") from None
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise damaged(path, str(fault)) from fault
    _check(path, read)
    return read


def _check(path: Path, read: tuple[dict, ...]) -> None:
    if not read:
        raise damaged(path, "ei yhtään riviä")
    for line, row in enumerate(read, 2):
        short = [column for column in COLUMNS[path.name] if row.get(column) is None]
        if short or None in row:
            raise damaged(path, f"rivi {line}: {', '.join(short) or 'liikaa sarakkeita'}")
        empty = [column for column in MUST_BE_FILLED if column in row and not row[column]]
        if empty:
            raise damaged(path, f"rivi {line}: {empty[0]} on tyhjä")
    codes = [(row.get("kind"), row["code"]) for row in read]
    if len(set(codes)) < len(codes):
        raise damaged(path, "sama tunnus kahdesti")
