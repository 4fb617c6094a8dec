"""The marks by which a workbook is read again: hidden ids, version, example and guidance rows; knows no openpyxl."""

import re
from collections.abc import Iterator
from itertools import count

IDS, TITLE, PURPOSE, HEADER, GUIDE, EXAMPLE, FIRST = range(1, 8)
"""Rows of a sheet as it is made."""

ROW_ID = {"fi": "Tunnus", "sv": "Rad-id"}
GUIDE_MARK = {"fi": "Ohje", "sv": "Anvisning"}
EXAMPLE_MARK = {"fi": "Esimerkki", "sv": "Exempel"}
ABSENT = {"fi": "ei ole", "sv": "finns inte"}
"""What says that a municipality has no such document."""

DOCUMENT = "document."
YES_NO_LIST, INDICATOR_LIST, ABSENT_LIST, MEMBER_LIST = "yes_no", "indicators", "absent", "members"

_SHEET = re.compile(r"koto:([a-z]+)")
_LISTS = "koto-lists"
_VERSION = re.compile(r"koto-version:(\d+)")


def sheet_mark(sheet: str) -> str:
    """The hidden word of a sheet's first cell."""
    return f"koto:{sheet}"


def sheet_of(value: object) -> str | None:
    """The id of the sheet that a cell marks."""
    found = _SHEET.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1] if found else None


def version_mark(version: int) -> str:
    """The version cell."""
    return f"koto-version:{version}"


def version_of(value: object) -> int | None:
    """The version that a cell tells."""
    found = _VERSION.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(found[1]) if found else None


def lists_mark(version: int, language: str, area: str) -> tuple[str, str, str, str]:
    """The first row of the hidden sheet."""
    return _LISTS, version_mark(version), language, area


def is_lists(value: object) -> bool:
    """Whether a cell marks the hidden sheet."""
    return value == _LISTS


CHECK = "koto-check"
"""The first cell of the sheet that lists faults in an annotated workbook."""


def ids(prefix: str, start: int = 1) -> Iterator[str]:
    """``T1``, ``T2``, …"""
    return (f"{prefix}{number}" for number in count(start))
