"""The cells of a delivered workbook or text table in one shape, each with its address; knows no form."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from kotolib.errors import N_, Message, StoreDamaged, why
from kotolib.programme.cells import Unreadable
from kotolib.programme.opening import Opened, opened
from kotolib.programme.receiving.guarding import LARGEST_FILE, MOST_CELLS, MOST_ROWS, refuse_hostile, too_large


@dataclass(frozen=True)
class Written:
    """What a cell shows: a value, or what is wrong with it; `is_percent` where it is shown with a per cent sign."""

    value: object = None
    wrong: Message | None = None
    is_percent: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written."""
        return self.wrong is None and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))


BLANK = Written()


@dataclass(frozen=True)
class Grid:
    """One sheet: row → column → cell, both counted from one.

    `hidden` are rows and `merged` ranges of the sheet; `days_from_1904` tells how its workbook counts days.
    """

    name: str
    cells: dict[int, dict[int, Written]]
    hidden: frozenset[int] = frozenset()
    merged: tuple[tuple[str, frozenset[int]], ...] = ()
    days_from_1904: bool = False

    def at(self, row: int, column: int) -> Written:
        """A cell."""
        return self.cells.get(row, {}).get(column, BLANK)

    def place(self, row: int, column: int) -> str:
        """``Luvut!C7``; in a text table ``C7``."""
        cell = f"{get_column_letter(column)}{row}"
        return f"{self.name}!{cell}" if self.name else cell

    def fault(self, row: int, column: int, what: Message) -> Message:
        """What is wrong, with its address."""
        return Message(N_("{place}: {what}"), place=self.place(row, column), what=what)

    def rows(self, first: int = 1) -> Iterator[int]:
        """Rows in which something is written."""
        for row in sorted(self.cells):
            if row >= first and any(not cell.is_blank for cell in self.cells[row].values()):
                yield row


@dataclass(frozen=True)
class Book:
    """All sheets of a file, and its bytes as they came."""

    content: bytes = field(repr=False)
    grids: tuple[Grid, ...]


def read(path: Path) -> Book:
    """The cells of an Excel workbook, or of a table of text (``.csv``: commas, semicolons or tabs between).

    Raises
    ------
    StoreDamaged
        There is no such file, or it may not or cannot be opened; the message says what to do.
    """
    content = bytes_of(path)
    if path.suffix.lower() == ".csv":
        return Book(content, (_text_table(path, content),))
    refuse_hostile(path)
    with opened(path) as workbook:
        return Book(content, tuple(_grid(workbook, page) for page in workbook.book.worksheets))


def bytes_of(path: Path) -> bytes:
    """What a delivered file holds.

    Raises
    ------
    StoreDamaged
        There is no such file, it cannot be read, or it is larger than any honest answer.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise too_large(path)
        return path.read_bytes()
    except FileNotFoundError:
        raise StoreDamaged(N_("Tiedostoa {path} ei ole."), path=path) from None
    except OSError as fault:
        raise StoreDamaged(N_("Tiedostoa {path} ei voi lukea ({why})."), path=path, why=why(fault)) from None


def _grid(workbook: Opened, page: Worksheet) -> Grid:
    cells: dict[int, dict[int, Written]] = {}
    # The cells that are there, in their order: walking over all rows would make those between them, however far.
    for (row, column), cell in sorted(page._cells.items()):
        if cell.value is not None:
            cells.setdefault(row, {})[column] = _written(workbook, cell)
    return Grid(
        name=page.title,
        cells=cells,
        hidden=frozenset(number for number, row in page.row_dimensions.items() if row.hidden),
        merged=tuple((str(one), frozenset(range(one.min_row, one.max_row + 1))) for one in page.merged_cells.ranges),
        days_from_1904=workbook.book.epoch == CALENDAR_MAC_1904,
    )


def _written(workbook: Opened, cell) -> Written:
    try:
        value = workbook.value(cell, percent=True)
    except Unreadable as fault:
        return Written(wrong=fault.told)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Written(value, is_percent=is_number and "%" in (cell.number_format or ""))


def _text_table(path: Path, content: bytes) -> Grid:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if text.count("\n") > MOST_ROWS or "\0" in text:
        raise _no_text_table(path)
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    if text.count(separator) > MOST_CELLS:
        raise _no_text_table(path)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:  # a quotation mark that is never closed, for one
        raise _no_text_table(path) from None
    cells = {
        number: {column: Written(word) for column, word in enumerate(row, start=1) if word.strip()}
        for number, row in enumerate(found, start=1)
    }
    return Grid("", {number: row for number, row in cells.items() if row})


def _no_text_table(path: Path) -> StoreDamaged:
    return StoreDamaged(
        N_("{path} ei ole tekstimuotoinen taulukko, jossa on enintään {rows} riviä."), path=path.name, rows=MOST_ROWS
    )
