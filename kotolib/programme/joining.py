"""Writes rows into the cells of the programme's workbook; over what stands there only where a person changes a row."""

import copy
from dataclasses import dataclass, replace
from datetime import date

from openpyxl.cell import Cell
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kotolib.errors import N_
from kotolib.language import Texts
from kotolib.programme import cells, looks, marks, opening, saving, sheets
from kotolib.programme.dropdowns import put
from kotolib.programme.locating import Located, filled_rows, locate
from kotolib.programme.reading import Reading
from kotolib.programme.records import Row
from kotolib.programme.sheets import Column, Sheet
from kotolib.programme.vocabulary import members_of, vocabulary


@dataclass(frozen=True)
class Conflict:
    """A cell in which a copy says something else than the workbook.

    Attributes
    ----------
    sheet, row, column
        Where: the sheet's name, its row and the visible header.
    kept, other
        What the workbook says and still does, and what the copy says; ``kept`` is empty where both say the same.
    file
        Name of the copy.
    """

    sheet: str
    row: int
    column: str
    kept: str
    other: str
    file: str = ""

    def of(self, file: str) -> "Conflict":
        """The conflict as a copy's."""
        return replace(self, file=file)

    def tell(self, _: Texts) -> str:
        """The sentence."""
        return _(
            N_(
                "Taulukko {sheet}, rivi {row}, sarake {column}: työkirjassa on ”{kept}”, tiedostossa {file} ”{other}”. "
                "Työkirjan tieto jäi voimaan."
            ),
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            kept=self.kept,
            other=self.other,
            file=self.file,
        )


class Target:
    """The workbook that is joined into."""

    def __init__(self, whole: Reading) -> None:
        self.language = whole.language
        self._words = vocabulary(whole.language, members_of(whole.area))
        self._files = [whole.path]
        self._book = opening.load(whole.path)
        self._located = locate(self._book).located
        self._rows = {name: _row_numbers(located) for name, located in self._located.items()}
        self._rows_read = dict(whole.places)
        self._last = {name: max(filled_rows(located.page), default=0) for name, located in self._located.items()}
        self._free = {name: marks.ids(sheets.sheet(name).prefix or "X") for name in self._located}

    def has(self, sheet_id: str) -> bool:
        """Whether the workbook has the sheet."""
        return sheet_id in self._located

    def _is_used(self, sheet_id: str, row_id: str) -> bool:
        """Whether a row of the sheet bears an id and holds something, also something that could not be read."""
        number = self._rows[sheet_id].get(row_id)
        return number is not None and self._holds(self._located[sheet_id], number)

    def free_id(self, sheet: Sheet, taken: set[str]) -> str:
        """An id that no row with anything in it bears; one that was given is not given again."""
        return next(each for each in self._free[sheet.id] if each not in taken and not self._is_used(sheet.id, each))

    def _holds(self, located: Located, number: int) -> bool:
        return any(_value(located.page, number, column) for column in located.columns.values())

    def add(self, sheet: Sheet, row: Row, row_id: str) -> None:
        """Write a new row: where its id already waits on an empty row, else below the last one."""
        located = self._located[sheet.id]
        number = self._rows[sheet.id].get(row_id)
        if number is None or self._holds(located, number):
            number = self._last[sheet.id] = max(self._last[sheet.id], located.header + marks.EXAMPLE - marks.HEADER) + 1
            _as_the_row_above(located, number)
            put(located.page.cell(number, located.ids), row_id)
        self._rows[sheet.id][row_id] = number
        for column in sheet.columns:
            value = cells.shown(column, getattr(row, column.id), self._words)
            if value is not None and column.id in located.columns:
                _write(located.page.cell(number, located.columns[column.id]), value)
        looks.grow(located.page, number, _width(located))

    def fill(self, sheet: Sheet, row_id: str, column: Column, said: object) -> Conflict | None:
        """Write into an empty cell; a cell that holds something stays, and the conflict is given back."""
        located = self._located[sheet.id]
        number = self._rows[sheet.id].get(row_id) or self._rows_read[sheet.id, row_id]
        shown = cells.shown(column, said, self._words)
        return self._fill(located, number, located.columns.get(column.id, 0), shown)

    def fill_fact(self, where: tuple[str, str], said: object) -> Conflict | None:
        """The same for a fact of *Perustiedot*: (id of its row, id of its column)."""
        fact, column = where
        sheet = sheets.sheet(sheets.BASICS)
        located = self._located[sheet.id]
        declared = next((each for each in sheet.facts if each.id == fact), sheet.column(column))
        number = self._rows[sheet.id].get(fact, 0)
        return self._fill(located, number, located.columns.get(column, 0), cells.shown(declared, said, self._words))

    def _fill(self, located: Located, number: int, column: int, shown: object) -> Conflict | None:
        header = located.header_of(column) if column else ""
        cell = located.page.cell(number, column) if number and column else None
        if not isinstance(cell, Cell):  # there is none, or it was merged away
            return Conflict(located.page.title, number, header, "", cells.quoted(shown))
        stands = _value(located.page, number, column)
        if stands in (None, ""):
            _write(cell, shown)
            return None
        kept, other = cells.quoted(stands), cells.quoted(shown)
        same = cells.text_of(stands) == cells.text_of(shown)
        return Conflict(located.page.title, number, header, "" if same else kept, other)

    def put(self, sheet: Sheet, row_id: str, column: Column, value: object) -> bool:
        """Write over what a cell holds; whether the workbook has the cell."""
        cell = self._cell(sheet, row_id, column)
        if cell is None:
            return False
        _write(cell, cells.shown(column, value, self._words))
        looks.grow(self._located[sheet.id].page, cell.row, _width(self._located[sheet.id]))
        return True

    def put_back(self, sheet: Sheet, row_id: str, column: Column, old: "Target") -> None:
        """Write over a cell what it holds in an older copy of the workbook, a formula as a formula."""
        cell, before = self._cell(sheet, row_id, column), old._cell(sheet, row_id, column)
        if cell is None:
            return
        self._files += [file for file in old._files if file not in self._files]
        cell.value = before.value if before is not None else None
        if before is not None:
            cell.data_type, cell.number_format = before.data_type, before.number_format
            cell.quotePrefix = before.quotePrefix

    def _cell(self, sheet: Sheet, row_id: str, column: Column) -> Cell | None:
        """The cell of a row and a column, where the workbook has both and the cell is none that was merged away."""
        located = self._located[sheet.id]
        number = self._rows[sheet.id].get(row_id) or self._rows_read.get((sheet.id, row_id))
        place = located.columns.get(column.id)
        cell = located.page.cell(number, place) if number and place else None
        return cell if isinstance(cell, Cell) else None

    def saved(self, day: date) -> bytes:
        """The workbook as bytes, without the clock."""
        for located in self._located.values():
            _print_all(located)
        return saving.saved(self._book, self._files, day)


def _row_numbers(located: Located) -> dict[str, int]:
    """Row id → row, of empty rows too."""
    numbers: dict[str, int] = {}
    for number, filled in located.rows():
        if located.ids in filled:
            text = " ".join(cells.text_of(filled[located.ids].value).split())
            numbers.setdefault(text, number)
    return numbers


def _value(page: Worksheet, row: int, column: int) -> object:
    cell = page._cells.get((row, column))
    return None if cell is None else cell.value


def _write(cell: Cell, value: object) -> None:
    put(cell, value)
    if isinstance(value, int | float) and ("%" in cell.number_format or is_date_format(cell.number_format)):
        cell.number_format = "General"  # 60 would become 6 000 %, and the year 2029 a day of 1905
    if isinstance(value, date) and cell.number_format == "General":
        cell.number_format = "d.m.yyyy"


def _as_the_row_above(located: Located, number: int) -> None:
    """A row that is added looks and is locked like the one above it."""
    page = located.page
    for column in range(1, _width(located) + 1):
        above = page._cells.get((number - 1, column))
        if above is not None and above.has_style:
            page.cell(number, column)._style = copy.copy(above._style)


def _width(located: Located) -> int:
    """The last column that is ours; openpyxl's own count goes through all cells."""
    return max([located.ids, *located.columns.values()])


def _print_all(located: Located) -> None:
    """The print area reaches the last row."""
    page = located.page
    last = max(filled_rows(page), default=1)
    if page.print_area and located.sheet.layout == "rows":
        page.print_area = f"A2:{get_column_letter(page.max_column)}{max(last, page.max_row)}"
