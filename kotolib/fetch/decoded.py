"""One shape for what every format tells: a frame of cells and what its variables, units and notes are; reads no format.

The frame has one row a cell, in the order of the source (the last variable runs fastest). Its columns are the
variables with their codes (text categories in the source's order), then

``value``
    float; NaN exactly when ``status`` says why (text only when the source holds texts and no numbers).
``status``
    a word of :mod:`kotolib.frame`.
``symbol``
    what the source wrote beside or in place of the number (``...``, ``..``, ``-``, ``p``), ``""`` when nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import prod
from types import MappingProxyType

import numpy as np
import pandas as pd

from kotolib.errors import N_
from kotolib.fetch.faults import Unreadable
from kotolib.fetch.roles import GEO, METRIC, TIME, guessed_role
from kotolib.frame import STATUSES

NOTHING: Mapping = MappingProxyType({})
CELL_COLUMNS = ("value", "status", "symbol")
MOST_CELLS = 50_000_000


@dataclass(frozen=True)
class Unit:
    """In what a content is counted: ``label`` (*henkilöä*), ``symbol`` (*%*), how many decimals are meant."""

    label: str = ""
    symbol: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class Dimension:
    """A variable of a data set.

    Attributes
    ----------
    id
        The source's own name for it, as queries use it.
    label
        Its name for people.
    codes, labels
        Its categories in the order of the source; labels may repeat, codes never do.
    role
        ``time``, ``geo`` or ``metric`` as the source says; ``None`` when it does not say.
    units
        Code → :class:`Unit`, for the contents.
    notes, category_notes
        Texts as published (HTML is left as it is), and code → texts.
    children
        Code → codes directly below it.
    eliminated_by
        Code that stands for all together, when the source names it.
    scale
        Length of a period as PC-Axis writes it: ``A1``, ``Q1``, ``M1``.
    extension
        What else the source tells, as it tells it.
    """

    id: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    role: str | None = None
    units: Mapping[str, Unit] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    category_notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    children: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    eliminated_by: str | None = None
    scale: str = ""
    extension: Mapping[str, object] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Number of categories."""
        return len(self.codes)

    @property
    def likely_role(self) -> str | None:
        """The role that the source gives, or else the one that names and codes suggest."""
        return self.role or guessed_role(self.id, self.label, self.codes, self.labels)

    @property
    def label_of(self) -> Mapping[str, str]:
        """Code → label."""
        return dict(zip(self.codes, self.labels, strict=True))

    @property
    def roots(self) -> tuple[str, ...]:
        """The codes that stand below no other."""
        below = {code for codes in self.children.values() for code in codes}
        return tuple(code for code in self.codes if code not in below)


@dataclass(frozen=True, eq=False)
class Decoded:
    """A data set: its cells and all that its source tells about them.

    Attributes
    ----------
    frame
        The cells, see the module.
    dimensions
        Its variables, in the order of the frame's columns.
    label, source
        Title, and publisher as it wants to be cited.
    updated, updated_as_written
        When the publisher last changed it: as a moment when it can be told, and as written.
    notes
        Texts about the whole.
    unit
        Unit of every number, when the contents have none of their own.
    has_values
        False for descriptions of a table that carry no numbers: the frame then has no rows.
    language, languages
        Language of the labels, and all the languages that the source has.
    aside
        Variables that are described but do not run through the cells.
    extension
        What else the source tells, as it tells it.
    """

    frame: pd.DataFrame = field(repr=False)
    dimensions: tuple[Dimension, ...]
    label: str = ""
    source: str = ""
    updated: datetime | None = None
    updated_as_written: str = ""
    notes: tuple[str, ...] = ()
    unit: Unit = Unit()
    has_values: bool = True
    language: str = ""
    languages: tuple[str, ...] = ()
    aside: tuple[Dimension, ...] = ()
    extension: Mapping[str, object] = field(default_factory=dict)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of categories of each variable."""
        return tuple(dimension.size for dimension in self.dimensions)

    @property
    def time(self) -> Dimension | None:
        """The variable of time, as the source says or as names and codes suggest."""
        return self._with_role(TIME)

    @property
    def geo(self) -> Dimension | None:
        """The variable of area; the first when there are several."""
        return self._with_role(GEO)

    @property
    def metric(self) -> Dimension | None:
        """The variable of contents."""
        return self._with_role(METRIC)

    def dimension(self, identifier: str) -> Dimension:
        """The variable of that name.

        Raises
        ------
        KeyError
            There is none; the error lists those there are.
        """
        for dimension in self.dimensions:
            if dimension.id == identifier:
                return dimension
        raise KeyError(f"no variable {identifier!r}; the variables are {[one.id for one in self.dimensions]}")

    def column(self, identifier: str) -> str:
        """Name of the variable's column in the frame: its own, unless it is the name of a column of cells."""
        place = [one.id for one in self.dimensions].index(identifier)
        return column_names(self.dimensions)[place]

    def unit_of(self, content: str) -> Unit:
        """Unit of a content's code; that of the whole when it has none of its own."""
        return (self.metric.units if self.metric else NOTHING).get(content, self.unit)

    def arranged(self, identifiers: Sequence[str]) -> "Decoded":
        """The same cells with the variables in another order.

        Examples
        --------
        >>> decoded.arranged(["Vuosi", "Alue"]).frame.columns[:2].tolist()  # doctest: +SKIP
        ['Vuosi', 'Alue']
        """
        axes = [[one.id for one in self.dimensions].index(identifier) for identifier in identifiers]
        dimensions = tuple(self.dimensions[axis] for axis in axes)
        if sorted(axes) != list(range(len(self.dimensions))):
            raise ValueError(f"every variable once: {[one.id for one in self.dimensions]}")
        if not self.has_values:
            return replace(self, dimensions=dimensions, frame=no_cells(dimensions))
        rows = np.arange(len(self.frame)).reshape(self.sizes).transpose(axes).ravel()
        columns = [*column_names(dimensions), *CELL_COLUMNS]
        return replace(self, dimensions=dimensions, frame=self.frame.iloc[rows].reset_index(drop=True)[columns])

    def _with_role(self, role: str) -> Dimension | None:
        published = [one for one in self.dimensions if one.role == role]
        guessed = [one for one in self.dimensions if one.role is None and one.likely_role == role]
        return next(iter([*published, *guessed]), None)


@dataclass(frozen=True)
class Reference:
    """Something that a collection names and does not carry: its kind, address and label."""

    kind: str
    href: str
    label: str = ""
    updated_as_written: str = ""


@dataclass(frozen=True)
class Collection:
    """Several things in one answer: data sets, descriptions of variables, other collections, references to them."""

    items: tuple["Decoded | Dimension | Collection | Reference", ...]
    names: tuple[str, ...] = ()
    label: str = ""
    updated_as_written: str = ""

    @property
    def datasets(self) -> tuple[Decoded, ...]:
        """The data sets in it, those of inner collections too."""
        found: list[Decoded] = []
        for item in self.items:
            found += [item] if isinstance(item, Decoded) else item.datasets if isinstance(item, Collection) else []
        return tuple(found)


def column_names(dimensions: Iterable[Dimension]) -> list[str]:
    """Names of the variables' columns: their own, with ``_`` behind those that would hide a column of cells."""
    taken = set(CELL_COLUMNS)
    names = []
    for dimension in dimensions:
        name = dimension.id
        while name in taken:
            name += "_"
        taken.add(name)
        names.append(name)
    return names


def code_columns(dimensions: Sequence[Dimension]) -> dict[str, pd.Categorical]:
    """The variables' columns of a full table, the last running fastest."""
    sizes = tuple(one.size for one in dimensions)
    columns = {}
    for axis, (name, dimension) in enumerate(zip(column_names(dimensions), dimensions, strict=True)):
        shape = [1] * len(sizes)
        shape[axis] = sizes[axis]
        positions = np.arange(sizes[axis], dtype=np.min_scalar_type(-max(sizes[axis], 1))).reshape(shape)
        columns[name] = categorical(np.broadcast_to(positions, sizes).ravel(), dimension.codes)
    return columns


def categorical(positions: np.ndarray, categories: Sequence[str]) -> pd.Categorical:
    """A column of texts by their places among the categories; places are not checked."""
    dtype = pd.CategoricalDtype(pd.Index(categories, dtype="str"))
    return pd.Categorical.from_codes(positions, dtype=dtype, validate=False)


def no_cells(dimensions: Sequence[Dimension]) -> pd.DataFrame:
    """A frame with the right columns and no rows."""
    columns: dict[str, object] = {}
    for name, dimension in zip(column_names(dimensions), dimensions, strict=True):
        columns[name] = categorical(np.empty(0, dtype="int8"), dimension.codes)
    status = categorical(np.empty(0, dtype="int8"), STATUSES)
    symbol = categorical(np.empty(0, dtype="int8"), ("",))
    return pd.DataFrame(columns | {"value": np.empty(0), "status": status, "symbol": symbol})


def number_of_cells(dimensions: Sequence[Dimension], place: str) -> int:
    """How many cells the variables make; an absurd number is refused before memory is asked for.

    Raises
    ------
    Unreadable
        More than fifty million: ask for the table in parts.
    """
    cells = prod(one.size for one in dimensions)
    if cells > MOST_CELLS:
        message = N_("taulukossa olisi {cells} solua, enintään {most} luetaan kerralla. Hae se osissa.")
        raise Unreadable(message, place, cells=cells, most=MOST_CELLS)
    return cells
