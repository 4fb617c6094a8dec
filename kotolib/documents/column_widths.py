"""How wide the columns of a table on paper are, so that its words stay whole; knows letters, neither PDF nor Word."""

from collections.abc import Sequence

from kotolib.display.figures.lettering import width
from kotolib.display.figures.tokens import BOLD, REGULAR, Lettering

SIZE = 9.5
"""Of a table's letters, in points."""

PADDING = 200
"""Beside the words of a column, in twentieths of a point."""

_TWIPS = 20
_LEAST = 0.45
_LONG, _PART_OF_LONG = 16, 0.65
"""Words of so many letters may be divided where not all words of a row fit beside each other: then a column need not be
wider than this part of them."""
_AIRY = 1.6
"""A table of few short columns is no wider than this times its words, nor narrower than that of the page."""


def columns(rows: Sequence[Sequence[str]], whole: int, room: float = 1) -> list[int]:
    """Widths of columns: no word is cut while there is room, the longest texts wrap, a small table stays small.

    Parameters
    ----------
    rows
        Texts, the row of headers first.
    whole
        The most that they may be together.
    room
        How much wider than in our face the words may be.
    """
    by_column = list(zip(*rows, strict=True))
    least = [_longest(column, room) for column in by_column]
    wished = [max(wide(text, room) for text in column) for column in by_column]
    if sum(wished) <= whole:
        whole = round(min(whole, max(sum(wished) * _AIRY, whole * _LEAST)))
        return _whole([wish + (whole - sum(wished)) / len(wished) for wish in wished], whole)
    if sum(least) >= whole:
        least = [_longest(column, room, _PART_OF_LONG) for column in by_column]
    if sum(least) >= whole:
        return _whole(_capped(least, whole), whole)
    share = (whole - sum(least)) / (sum(wished) - sum(least))
    return _whole([low + (wish - low) * share for low, wish in zip(least, wished, strict=True)], whole)


def _longest(texts: Sequence[str], room: float, part: float = 1) -> float:
    """The widest word of a column; of long words, which may be divided, only a part."""
    words = {word for text in texts for word in text.split(" ")}
    return max(wide(word, room) * (part if len(word) >= _LONG else 1) for word in words)


def _capped(least: Sequence[float], whole: float) -> list[float]:
    """Where not all words fit, only the columns of the longest are cut, all to the same width."""
    left = whole
    for place, low in enumerate(sorted(least)):
        cap = left / (len(least) - place)
        if low > cap:
            break
        left -= low
    return [min(low, cap) for low in least]


def _whole(sizes: Sequence[float], whole: int) -> list[int]:
    rounded = [int(size) for size in sizes]
    return [rounded[0] + whole - sum(rounded), *rounded[1:]]


def wide(text: str, room: float = 1) -> float:
    """Width of a text in a column, in twentieths of a point."""
    # Headers and own rows are bold; the widest of both serves every row.
    plain = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return PADDING + room * _TWIPS * max(width(plain, Lettering(size=SIZE, face=face)) for face in (REGULAR, BOLD))
