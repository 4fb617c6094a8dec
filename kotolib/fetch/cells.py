"""Makes the frame of numbers and symbols: every missing number gets its reason; knows no format."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from kotolib.errors import N_
from kotolib.fetch.decoded import Dimension, categorical, code_columns
from kotolib.fetch.faults import Unreadable, shown
from kotolib.fetch.roles import TIME
from kotolib.fetch.symbols import ZERO, is_preliminary, is_symbol, meaning
from kotolib.frame import OK, PRELIMINARY, SHOWN, STATUSES

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.I | re.A)
_WORDS = (*STATUSES, ZERO)


@dataclass(frozen=True, eq=False)
class Cells:
    """What a source wrote into its cells.

    Attributes
    ----------
    numbers
        float, NaN where there is none; or texts, when the source holds texts only.
    symbol_places
        For each cell the place of its symbol in ``symbols``.
    symbols
        Different symbols, ``""`` for none.
    """

    numbers: np.ndarray
    symbol_places: np.ndarray
    symbols: tuple[str, ...] = ("",)


def with_symbols(numbers: np.ndarray, positions: Sequence[int], texts: Sequence[str], elsewhere: str = "") -> Cells:
    """Cells of which those at ``positions`` have the symbols ``texts``, and the others ``elsewhere``."""
    different = list(dict.fromkeys([elsewhere, *texts]))
    place_of = {symbol: place for place, symbol in enumerate(different)}
    places = np.zeros(len(numbers), dtype=np.min_scalar_type(-len(different)))
    if len(texts):
        places[np.asarray(positions, dtype=np.int64)] = [place_of[text] for text in texts]
    return Cells(numbers, places, tuple(different))


@dataclass(frozen=True, eq=False)
class Written:
    """Cells that came as texts, and with how many decimals each number was written."""

    cells: Cells
    decimals: np.ndarray


def of_texts(texts: Sequence[str | bytes], place: str, meanings: Mapping[str, str] | None = None) -> Written:
    """Numbers and symbols of texts.

    Parameters
    ----------
    texts
        As written: ``15427``, ``7.0``, ``...``.
    place
        Name of the sequence for errors.
    meanings
        The source's own symbols.

    Raises
    ------
    Unreadable
        A text is neither: the error tells which.
    """
    column = np.empty(len(texts), dtype=object)
    column[:] = texts
    # Each different text is read once.
    at, different = pd.factorize(column)
    written = [text.decode("ascii", "replace") if isinstance(text, bytes) else text for text in different]
    numbers = [number_in(text) for text in written]
    for number, text in enumerate(written):
        if numbers[number] is None and not is_symbol(text, meanings):
            first = int(np.flatnonzero(at == number)[0])
            raise Unreadable(N_("arvo ”{value}” ei ole luku."), f"{place}[{first}]", value=shown(text))
    symbols = list(
        dict.fromkeys(["", *(text.strip() for text, one in zip(written, numbers, strict=True) if one is None)])
    )
    symbol_at = [
        0 if one is not None else symbols.index(text.strip()) for text, one in zip(written, numbers, strict=True)
    ]
    decimals = [
        len(text.partition(".")[2]) if one is not None else 0 for text, one in zip(written, numbers, strict=True)
    ]
    cells = Cells(np.array(numbers, dtype=np.float64)[at], np.array(symbol_at, dtype=np.int8)[at], tuple(symbols))
    return Written(cells, np.array(decimals, dtype=np.int8)[at])


def number_in(text: str) -> float | None:
    """The number that a text is, or ``None``; words that Python takes for numbers (*nan*, *1_000*) are none.

    Examples
    --------
    >>> number_in("7.0"), number_in("-3"), number_in("nan"), number_in("1 234")
    (7.0, -3.0, None, None)
    """
    return float(text) if _NUMBER.fullmatch(text.strip()) else None


def frame_of(dimensions: Sequence[Dimension], cells: Cells, meanings: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The frame of a full table.

    Parameters
    ----------
    dimensions
        Variables in order, the last running fastest; their sizes multiply to the number of cells.
    cells
        Numbers and symbols.
    meanings
        What this source's symbols mean where it differs from :mod:`kotolib.fetch.symbols`.
    """
    numbers, status = _with_reasons(cells, meanings)
    shape = tuple(one.size for one in dimensions)
    _mark_preliminary(status.reshape(shape), dimensions)
    return frame_with(dimensions, replace(cells, numbers=numbers), status)


def frame_with(dimensions: Sequence[Dimension], cells: Cells, status: np.ndarray) -> pd.DataFrame:
    """The frame of cells whose statuses are known: places in :data:`kotolib.frame.STATUSES`, one a cell."""
    columns: dict[str, object] = dict(code_columns(dimensions))
    columns["value"] = cells.numbers
    columns["status"] = categorical(status, STATUSES)
    # The same symbols give the same column, in whatever order they were met.
    ordered = sorted(cells.symbols)
    places = np.array([ordered.index(symbol) for symbol in cells.symbols], dtype=cells.symbol_places.dtype)
    columns["symbol"] = categorical(places[cells.symbol_places], ordered)
    return pd.DataFrame(columns, copy=False)


def _with_reasons(cells: Cells, meanings: Mapping[str, str] | None) -> tuple[np.ndarray, np.ndarray]:
    has_number = ~pd.isna(cells.numbers)
    # One small table of meanings, one look-up for all cells.
    words = np.array(
        [[_WORDS.index(meaning(symbol, there, meanings)) for there in (False, True)] for symbol in cells.symbols],
        dtype=np.int8,
    )
    status = words[cells.symbol_places, has_number.astype(np.int8)]
    numbers = cells.numbers
    nought = status == _WORDS.index(ZERO)
    hidden = has_number & ~np.isin(status, [_WORDS.index(word) for word in SHOWN])
    if nought.any() or hidden.any():
        numbers = numbers.copy()
        numbers[hidden] = np.nan
        numbers[nought] = 0
        status[nought] = _WORDS.index(OK)
    return numbers, status


def _mark_preliminary(status: np.ndarray, dimensions: Sequence[Dimension]) -> None:
    """Shown numbers of preliminary periods are preliminary; ``status`` has one axis a variable and is changed."""
    for axis, dimension in enumerate(dimensions):
        if dimension.likely_role != TIME:
            continue
        marked = [
            is_preliminary(label, dimension.category_notes.get(code, ()))
            for code, label in zip(dimension.codes, dimension.labels, strict=True)
        ]
        if any(marked):
            part = (slice(None),) * axis + (np.flatnonzero(marked),)
            period = status[part]
            period[period == _WORDS.index(OK)] = _WORDS.index(PRELIMINARY)
            status[part] = period
