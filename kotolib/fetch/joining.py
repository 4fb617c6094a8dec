"""Puts a table that was fetched in parts together again; refuses parts that are not of one table and one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kotolib.errors import N_
from kotolib.fetch.cells import Cells, frame_with
from kotolib.fetch.decoded import Decoded, Dimension, number_of_cells
from kotolib.fetch.faults import Unreadable, shown


def joined(parts: Sequence[Decoded], order: Mapping[str, Sequence[str]] | None = None) -> Decoded:
    """One table of its parts.

    Parameters
    ----------
    parts
        Data sets of the same variables, in any order of theirs; together they hold every combination once.
    order
        Variable → all its codes in the order wanted, as the table's description tells them. Without it codes come in
        the order of the parts.

    Returns
    -------
    Decoded
        What one question for the whole would have given; title and notes are those of the first part.

    Raises
    ------
    Unreadable
        The parts are of different tables, the table was updated between them, a cell is missing or comes twice.
        Fetch the table again.
    """
    first = parts[0]
    arranged = [_like(first, part) for part in parts]
    dimensions = tuple(
        _dimension([part.dimensions[axis] for part in arranged], (order or {}).get(one.id))
        for axis, one in enumerate(first.dimensions)
    )
    whole = _Whole.empty(dimensions, arranged)
    for part in arranged:
        whole.take(part)
    return replace(first, dimensions=dimensions, frame=whole.frame(), notes=_together(part.notes for part in parts))


def _like(first: Decoded, part: Decoded) -> Decoded:
    names = [one.id for one in first.dimensions]
    if set(names) != {one.id for one in part.dimensions} or not part.has_values:
        raise Unreadable(N_("osat eivät ole samasta taulukosta: muuttujat ovat eri."))
    if part.updated_as_written != first.updated_as_written:
        message = N_("taulukko päivitettiin kesken haun ({first} ja {other}). Hae se uudelleen.")
        raise Unreadable(message, first=first.updated_as_written, other=part.updated_as_written)
    return part if names == [one.id for one in part.dimensions] else part.arranged(names)


def _dimension(parts: Sequence[Dimension], order: Sequence[str] | None) -> Dimension:
    labels: dict[str, str] = {}
    for part in parts:
        for code, label in part.label_of.items():
            if labels.setdefault(code, label) != label:
                message = N_("luokan ”{code}” nimi on eri osissa eri. Hae taulukko uudelleen.")
                raise Unreadable(message, part.id, code=shown(code))
    known = {code: place for place, code in enumerate(order or ())}
    codes = tuple(sorted(labels, key=lambda code: known.get(code, len(known)))) if order else tuple(labels)
    return replace(
        parts[0],
        codes=codes,
        labels=tuple(labels[code] for code in codes),
        units=_merged(part.units for part in parts),
        notes=_together(part.notes for part in parts),
        category_notes=_merged(part.category_notes for part in parts),
        children=_merged(part.children for part in parts),
    )


def _merged(parts) -> dict:
    merged: dict = {}
    for part in parts:
        merged |= part
    return merged


def _together(parts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(note for part in parts for note in part))


@dataclass(frozen=True, eq=False)
class _Whole:
    """The table being filled: one axis a variable."""

    dimensions: tuple[Dimension, ...]
    numbers: np.ndarray
    status: np.ndarray
    symbol_places: np.ndarray
    symbols: list[str]

    @classmethod
    def empty(cls, dimensions: tuple[Dimension, ...], parts: Sequence[Decoded]) -> "_Whole":
        number_of_cells(dimensions, "")
        shape = tuple(one.size for one in dimensions)
        of_texts = any(part.frame["value"].dtype != np.float64 for part in parts)
        numbers = np.full(shape, np.nan, dtype=object if of_texts else np.float64)
        symbols = list(dict.fromkeys(symbol for part in parts for symbol in part.frame["symbol"].cat.categories))
        places = np.zeros(shape, dtype=np.min_scalar_type(-max(len(symbols), 1)))
        return cls(dimensions, numbers, np.full(shape, -1, dtype=np.int8), places, symbols)

    def take(self, part: Decoded) -> None:
        """Put a part's cells in their places."""
        at = np.ix_(*map(_places, self.dimensions, part.dimensions))
        if (self.status[at] >= 0).any():
            raise Unreadable(N_("sama luku on kahdessa osassa. Hae taulukko uudelleen."))
        frame, shape = part.frame, part.sizes
        self.numbers[at] = frame["value"].to_numpy().reshape(shape)
        self.status[at] = frame["status"].cat.codes.to_numpy().reshape(shape)
        new = np.array([self.symbols.index(symbol) for symbol in frame["symbol"].cat.categories])
        self.symbol_places[at] = new[frame["symbol"].cat.codes.to_numpy()].reshape(shape)

    def frame(self):
        """The finished frame; every cell must have come."""
        unfilled = np.argwhere(self.status < 0)
        if len(unfilled):
            codes = [one.codes[place] for one, place in zip(self.dimensions, unfilled[0], strict=True)]
            message = N_("{count} lukua puuttuu, ensimmäisenä {codes}. Hae taulukko uudelleen.")
            raise Unreadable(message, count=len(unfilled), codes=", ".join(codes))
        cells = Cells(self.numbers.ravel(), self.symbol_places.ravel(), tuple(self.symbols))
        return frame_with(self.dimensions, cells, self.status.ravel())


def _places(whole: Dimension, part: Dimension) -> np.ndarray:
    place_of = {code: place for place, code in enumerate(whole.codes)}
    return np.array([place_of[code] for code in part.codes], dtype=np.int64)
