"""By which words a text says where a figure is from and of which year; knows names of sources, no figure."""

import re

from kotolib.programme.lint.words import pattern

SOURCE = pattern("source")
PROTECTED_SOURCE = pattern("protected_source")
"""Offices that protect small groups themselves: what they publish is not hidden again."""
YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")


def has_source(text: str) -> bool:
    """Whether a text names where a figure is from.

    Examples
    --------
    >>> has_source("Osuus oli 8,1 % (Tilastokeskus 2025)."), has_source("Osuus oli 8,1 %.")
    (True, False)
    """
    return bool(SOURCE.search(text))


def has_year(text: str) -> bool:
    """Whether a text names a year; the year of an Act (*681/2023*) is none."""
    return bool(YEAR.search(text))
