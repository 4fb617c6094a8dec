"""Reads the values and statuses of JSON-stat in all their forms; knows of variables only how many cells there are."""

from collections.abc import Mapping

import numpy as np

from kotolib.errors import N_
from kotolib.fetch.cells import Cells, number_in, with_symbols
from kotolib.fetch.faults import Unreadable, shown
from kotolib.fetch.symbols import is_symbol


def cells_of(values: object, status: object, number: int, place: str) -> Cells:
    """Cells of ``value`` and ``status``, whichever of their forms they have.

    Parameters
    ----------
    values
        A list of all, or an object of those that there are by their place.
    status
        One text for all (alone or in a list), a list of all, or an object by place.
    number
        How many cells the variables make.
    place
        Where the data set is in the answer.

    Raises
    ------
    Unreadable
        Too few or too many, a place that is not there, a value that is no number.
    """
    numbers, texts = _numbers(values, number, below(place, "value"))
    if isinstance(status, list) and len(status) == 1:
        status = text(status[0])
    everywhere = status if isinstance(status, str) else ""
    positions, symbols = ([], []) if everywhere else _symbols(status, number, below(place, "status"))
    if texts and np.isnan(numbers).all() and not any(map(is_symbol, set(texts.values()))):
        numbers = _only_texts(texts, number)
    elif texts:
        _refuse_half_numbers(texts, below(place, "value"))
        merged = texts | {cell: symbol for cell, symbol in zip(positions, symbols, strict=True) if symbol}
        positions, symbols = list(merged), list(merged.values())
    return with_symbols(numbers, positions, symbols, everywhere)


def _only_texts(texts: Mapping[int, str], number: int) -> np.ndarray:
    column = np.full(number, np.nan, dtype=object)
    column[list(texts)] = list(texts.values())
    return column


def _numbers(values: object, number: int, place: str) -> tuple[np.ndarray, dict[int, str]]:
    """Numbers of all cells, and the texts that stand where numbers should."""
    if isinstance(values, dict):
        positions = _positions(values, number, place)
        told, texts = _floats(list(values.values()), place)
        numbers = np.full(number, np.nan)
        numbers[positions] = told
        return numbers, {int(positions[at]): text for at, text in texts.items()}
    if not isinstance(values, list):
        raise Unreadable(N_("arvojen pitää olla luettelo tai numeroitu joukko."), place)
    if len(values) != number:
        message = N_("arvoja on {values}, mutta muuttujien mukaan niitä pitäisi olla {cells}. Hae taulukko uudelleen.")
        raise Unreadable(message, place, values=len(values), cells=number)
    return _floats(values, place)


def _floats(values: list, place: str) -> tuple[np.ndarray, dict[int, str]]:
    kinds = set(map(type, values))
    texts: dict[int, str] = {}
    if str in kinds:
        values, texts = _apart(values)
    if kinds - {int, float, str, type(None)}:
        at = next(cell for cell, value in enumerate(values) if type(value) not in (int, float, str, type(None)))
        raise Unreadable(N_("arvo ”{value}” ei ole luku."), f"{place}[{at}]", value=shown(str(values[at])))
    try:
        numbers = np.array(values, dtype=np.float64)
    except OverflowError:
        raise Unreadable(N_("joukossa on luku, joka on liian suuri."), place) from None
    if np.isinf(numbers).any():
        at = int(np.flatnonzero(np.isinf(numbers))[0])
        raise Unreadable(N_("joukossa on luku, joka on liian suuri."), f"{place}[{at}]")
    return numbers, texts


def _apart(values: list) -> tuple[list, dict[int, str]]:
    """Numbers written as texts are numbers; the other texts apart."""
    numbers = list(values)
    texts = {}
    known: dict[str, float | None] = {}
    for cell in [cell for cell, value in enumerate(values) if type(value) is str]:
        written = values[cell]
        if written not in known:
            known[written] = number_in(written)
        numbers[cell] = known[written]
        if known[written] is None:
            texts[cell] = written
    return numbers, texts


def _refuse_half_numbers(texts: Mapping[int, str], place: str) -> None:
    for cell, written in texts.items():
        if any(mark.isdigit() for mark in written):
            raise Unreadable(N_("arvo ”{value}” ei ole luku."), f"{place}[{cell}]", value=shown(written))


def _positions(told: Mapping, number: int, place: str) -> np.ndarray:
    try:
        positions = np.fromiter(map(int, told), dtype=np.int64, count=len(told))
    except (ValueError, OverflowError):
        key = next(key for key in told if not str(key).strip().isdigit() or len(str(key)) > 18)
        raise Unreadable(N_("”{key}” ei ole solun järjestysnumero."), place, key=shown(str(key))) from None
    outside = (positions < 0) | (positions >= number)
    if outside.any():
        message = N_("solua {cell} ei ole: soluja on {cells}.")
        raise Unreadable(message, place, cell=int(positions[outside][0]), cells=number)
    return positions


def _symbols(status: object, number: int, place: str) -> tuple[np.ndarray, list[str]]:
    if status in (None, "", [], {}):
        return np.empty(0, dtype=np.int64), []
    if isinstance(status, dict):
        return _positions(status, number, place), list(map(text, status.values()))
    if isinstance(status, list) and len(status) == number:
        return np.arange(number), list(map(text, status))
    message = N_("tilamerkkejä (status) on väärä määrä: soluja on {cells}.")
    raise Unreadable(message, place, cells=number)


def below(place: str, name: str) -> str:
    """Where a named thing is inside a place."""
    return f"{place}.{name}" if place else name


def text(told: object) -> str:
    """A text, nothing for null."""
    return "" if told is None else told if isinstance(told, str) else str(told)
