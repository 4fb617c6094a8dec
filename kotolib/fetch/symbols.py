"""What the symbols beside and instead of numbers mean, in the words of the values frame; knows no format."""

import re
from collections.abc import Mapping

from kotolib.frame import (
    BELOW_QUALITY,
    MISSING,
    NOT_APPLICABLE,
    OK,
    PRELIMINARY,
    SHOWN,
    SUPPRESSED_BY_SOURCE,
)

ZERO = "zero"
"""Not a status: the symbol stands for the number nought."""

IN_PLACE_OF_A_NUMBER = {
    "...": SUPPRESSED_BY_SOURCE,
    "…": SUPPRESSED_BY_SOURCE,
    "..": MISSING,
    ":": MISSING,
    ".": NOT_APPLICABLE,
    "-": ZERO,
    "–": ZERO,
    "....": MISSING,
    ".....": MISSING,
    "......": MISSING,
}
"""The symbols of PC-Axis. A number under one of them is not a number that the source stands for."""

# One-letter observation statuses (SDMX, Eurostat, OECD). They tell about a number, and why there is none.
_WHY_THERE_IS_NONE = {
    "c": SUPPRESSED_BY_SOURCE,
    "q": SUPPRESSED_BY_SOURCE,
    "s": SUPPRESSED_BY_SOURCE,
    "m": NOT_APPLICABLE,
    "z": NOT_APPLICABLE,
    "u": BELOW_QUALITY,
    "n": BELOW_QUALITY,
    "x": SUPPRESSED_BY_SOURCE,
}
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_PRELIMINARY_MARK = re.compile(
    r"\s*(?:\*+|\(?\bp\)|(?<=\d)\s*p)\s*$|\s*\(?\b(?:ennakko|prelimin|foreløpig|provisional)\w*\)?\s*$", re.I
)
_PRELIMINARY_NOTE = re.compile(r"^\W*(?:ennakko|preliminär|preliminary|foreløpig|provisional)", re.I)


def meaning(symbol: str, has_number: bool, meanings: Mapping[str, str] | None = None) -> str:
    """Status of a cell by its symbol, or :data:`ZERO`.

    Parameters
    ----------
    symbol
        The symbol as written; ``""`` when there is none.
    has_number
        Whether a number came with it.
    meanings
        What this source's symbols mean where it differs, symbol → status or :data:`ZERO`.

    Examples
    --------
    >>> meaning("...", False), meaning("..", False), meaning("p", True)
    ('suppressed_by_source', 'missing', 'preliminary')
    >>> meaning("-", False), meaning("-", False, {"-": "missing"})
    ('zero', 'missing')
    """
    symbol = symbol.strip()
    if meanings and symbol in meanings:
        return _of_its_own(meanings[symbol], has_number)
    if symbol in IN_PLACE_OF_A_NUMBER:
        told = IN_PLACE_OF_A_NUMBER[symbol]
        return OK if has_number and told == ZERO else told
    letters = symbol.lower() if _LETTERS.fullmatch(symbol) else ""
    if has_number:
        return PRELIMINARY if "p" in letters or symbol == "*" else OK
    return next((_WHY_THERE_IS_NONE[letter] for letter in letters if letter in _WHY_THERE_IS_NONE), MISSING)


def _of_its_own(told: str, has_number: bool) -> str:
    if told == ZERO:
        return OK if has_number else ZERO
    return MISSING if told in SHOWN and not has_number else told


def is_symbol(text: str, meanings: Mapping[str, str] | None = None) -> bool:
    """Whether a text that stands where a number should is a known symbol or nothing at all."""
    text = text.strip()
    return not text or text in IN_PLACE_OF_A_NUMBER or bool(meanings and text in meanings)


def is_preliminary(label: str, notes: tuple[str, ...] = ()) -> bool:
    """Whether a period's label (``2024*``, ``2024Q1*``, ``2024 p``) or its note says that its figures may change.

    Examples
    --------
    >>> is_preliminary("2024M11*"), is_preliminary("2024"), is_preliminary("2024", ("* ennakkotieto",))
    (True, False, True)
    """
    return bool(_PRELIMINARY_MARK.search(label)) or any(_PRELIMINARY_NOTE.search(note) for note in notes)


def without_mark(label: str) -> str:
    """A period's label without the mark of preliminary figures."""
    return _PRELIMINARY_MARK.sub("", label)
