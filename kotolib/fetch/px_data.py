"""Reads the cells of a PC-Axis file, written out or by keys; knows what the file's keywords already told."""

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from kotolib.errors import N_
from kotolib.fetch.cells import Cells, of_texts
from kotolib.fetch.faults import Unreadable, shown

_PIECE = 4_000_000
_BLANKS = bytes.maketrans(b",;\t\r\n\x00", b"      ")
_QUOTED_OR_NOT = re.compile(rb'"([^"]*)"|([^\s,;"]+)')


def written_out(data: bytes, number: int, meanings: Mapping[str, str] | None = None) -> Cells:
    """Cells one after another, separated by blanks, commas, semicolons or tabs, symbols quoted or not.

    Raises
    ------
    Unreadable
        There are more or fewer than ``number``, or one is neither number nor symbol.
    """
    parts = [of_texts(texts, "DATA", meanings).cells for texts in _pieces(data)]
    found = sum(len(part.numbers) for part in parts)
    if found != number:
        message = N_(
            "lukuja on {found}, mutta muuttujien mukaan niitä pitäisi olla {number}. Hae tai pyydä se uudelleen."
        )
        raise Unreadable(message, "DATA", found=found, number=number)
    return joined(parts)


def _pieces(data: bytes) -> Iterator[list[bytes]]:
    """Texts of the cells, some megabytes at a time."""
    start = 0
    while start < len(data):
        end = min(start + _PIECE, len(data))
        while end < len(data) and data[end : end + 1] not in b" ,;\t\r\n":
            end += 1
        yield data[start:end].translate(_BLANKS, b'"').split()
        start = end


def joined(parts: Sequence[Cells]) -> Cells:
    """Cells of several pieces, one after another."""
    symbols = list(dict.fromkeys(["", *(symbol for part in parts for symbol in part.symbols)]))
    numbers = np.concatenate([part.numbers for part in parts]) if parts else np.empty(0)
    # The piece's own places of symbols become those of the whole.
    places = [np.array([symbols.index(s) for s in part.symbols], dtype=np.int8)[part.symbol_places] for part in parts]
    return Cells(numbers, np.concatenate(places) if places else np.empty(0, dtype=np.int8), tuple(symbols))


def by_keys(
    data: bytes, keys: Sequence[Sequence[str]], width: int, encoding: str, meanings: Mapping[str, str] | None = None
) -> Cells:
    """Cells of rows that begin with their keys; rows that are left out hold noughts, as the format says.

    Parameters
    ----------
    data
        Bytes of the rows.
    keys
        For each variable of the stub what its keys may be, in order.
    width
        Cells in a row.
    encoding
        Code page of the keys.
    meanings
        The source's own symbols.

    Raises
    ------
    Unreadable
        A row is too long or short, a key is unknown or comes twice, a cell is neither number nor symbol.
    """
    tokens = [quoted or bare for quoted, bare in _QUOTED_OR_NOT.findall(data)]
    length = len(keys) + width
    if len(tokens) % length:
        message = N_("rivillä pitää olla {keys} avainta ja {width} lukua; viimeinen rivi jää vajaaksi.")
        raise Unreadable(message, "DATA", keys=len(keys), width=width)
    table = np.array(tokens, dtype=object).reshape(-1, length)
    rows = _rows(table[:, : len(keys)], keys, encoding)
    told = of_texts(table[:, len(keys) :].ravel().tolist(), "DATA", meanings).cells
    total = int(np.prod([len(one) for one in keys])) * width
    numbers, symbols = np.zeros(total), np.zeros(total, dtype=np.int8)
    at = (rows[:, None] * width + np.arange(width)).ravel()
    numbers[at], symbols[at] = told.numbers, told.symbol_places
    return Cells(numbers, symbols, told.symbols)


def _rows(table: np.ndarray, keys: Sequence[Sequence[str]], encoding: str) -> np.ndarray:
    places = []
    for column, known in enumerate(keys):
        place_of = {key: place for place, key in enumerate(known)}
        written = [key.decode(encoding, "replace") for key in table[:, column]]
        unknown = next((key for key in written if key not in place_of), None)
        if unknown is not None:
            message = N_("rivin avainta ”{key}” ei ole luokkien joukossa.")
            raise Unreadable(message, "DATA", key=shown(unknown))
        places.append(np.array([place_of[key] for key in written], dtype=np.int64))
    rows = np.ravel_multi_index(places, [len(one) for one in keys]) if len(table) else np.empty(0, dtype=np.int64)
    if len(np.unique(rows)) != len(rows):
        raise Unreadable(N_("kahdella rivillä on samat avaimet."), "DATA")
    return rows
