"""Finds the sheets and columns of a workbook by their hidden ids, wherever people have moved them; reads no answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kotolib.programme import cells, faults, identity_codes, marks, sheets
from kotolib.programme.faults import Fault
from kotolib.programme.sheets import Sheet

DEEPEST, WIDEST = 60, 80
"""Marks are looked for in this many first rows and columns."""

_NOT_ROWS = {sheets.fold(word) for mark in (marks.GUIDE_MARK, marks.EXAMPLE_MARK) for word in mark.values()}
_ROW_ID = {sheets.fold(word) for word in marks.ROW_ID.values()}
_ENOUGH_HEADERS = 2


@dataclass(frozen=True)
class Located:
    """A sheet as it stands in a workbook.

    Attributes
    ----------
    sheet
        Its declaration.
    page
        The worksheet.
    ids
        Number of the column of row ids.
    columns
        Column id → number of the column.
    header
        The row of the visible headers; what people write is below it.
    unknown
        Numbers of the columns that are nobody's and hold something.
    """

    sheet: Sheet
    page: Worksheet
    ids: int
    columns: dict[str, int]
    header: int
    unknown: list[int] = field(default_factory=list)

    def header_of(self, number: int) -> str:
        """What stands above a column, or its letter."""
        return identity_codes.masked(_text(self.page, self.header, number)) or get_column_letter(number)

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Rows of answers with their cells that hold something; the guidance and example rows are passed over."""
        for number, filled in sorted(filled_rows(self.page).items()):
            row_id = filled.get(self.ids)
            if number > self.header and (row_id is None or sheets.fold(cells.text_of(row_id.value)) not in _NOT_ROWS):
                yield number, filled


@dataclass(frozen=True)
class Map:
    """All that was found: sheets by id, the language and version, and what is to be told."""

    located: dict[str, Located]
    language: str
    version: int | None
    area: str
    told: list[Fault]

    @property
    def is_form(self) -> bool:
        """Whether this is a form of one sheet."""
        return len(self.located) == 1


def filled_rows(page: Worksheet) -> dict[int, dict[int, Cell]]:
    """The cells of a sheet that hold something, by row and column.

    Through openpyxl's own store of cells: its public iterators make a cell for every gap, and a column that was
    coloured to its end has a million of them.
    """
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in page._cells.items():
        if cell.value is not None and cell.value != "":
            rows.setdefault(row, {})[column] = cell
    return rows


def locate(book: Workbook) -> Map:
    """The sheets of a workbook, in the order in which they are declared."""
    told: list[Fault] = []
    found: dict[str, Located] = {}
    strangers: list[Worksheet] = []
    version, language, area = None, "", ""
    for page in book.worksheets:
        if marks.is_lists(page.cell(1, 1).value):
            version, language, area = _lists(page)
            continue
        if page.cell(1, 1).value == marks.CHECK:
            continue
        located = _by_marks(page)
        if located is None:
            strangers.append(page)
        elif located.sheet.id in found:
            first = found[located.sheet.id].page.title
            told.append(faults.remark(faults.SHEET_TWICE, page.title, first=first))
        else:
            found[located.sheet.id] = located
    for page in strangers:
        located = _by_headers(page)
        if located and located.sheet.id not in found:
            found[located.sheet.id] = located
            told.append(faults.remark(faults.BY_HEADERS, page.title))
        elif filled_rows(page):
            told.append(faults.remark(faults.UNKNOWN_SHEET, page.title))
    language = language or _spoken(found)
    told += _missing(found, language)
    ordered = {each: found[each] for each in sheets.sheets() if each in found}
    return Map(ordered, language, version, area, told)


def _lists(page: Worksheet) -> tuple[int | None, str, str]:
    language = page.cell(1, 3).value
    area = page.cell(1, 4).value
    version = marks.version_of(page.cell(1, 2).value)
    return version, language if language in sheets.LANGUAGES else "", str(area or "")


def _spoken(found: dict[str, Located]) -> str:
    """The language of the headers, where the hidden sheet does not tell."""
    swedish = sum(located.page.title == located.sheet.title_in("sv") for located in found.values())
    finnish = sum(located.page.title == located.sheet.title_in("fi") for located in found.values())
    return "sv" if swedish > finnish else "fi"


def _missing(found: dict[str, Located], language: str) -> Iterator[Fault]:
    if len(found) > 1:
        for sheet in sheets.declared().sheets:
            if sheet.id not in found and not sheet.optional:
                yield faults.remark(faults.MISSING_SHEET, sheet.title_in(language))
    for located in found.values():
        for column in located.sheet.columns:
            # A form has fewer columns than the workbook, and Åland's workbook has no purposes of the Act.
            may_lack = column.mainland or column.joint or column.optional
            if column.id not in located.columns and not may_lack and len(found) > 1:
                yield faults.remark(faults.MISSING_COLUMN, located.page.title, column=column.name_in(language))
        for number in located.unknown:
            yield faults.remark(faults.UNKNOWN_COLUMN, located.page.title, column=located.header_of(number))


def _by_marks(page: Worksheet) -> Located | None:
    """The sheet by its hidden row, wherever rows and columns were added."""
    for row, filled in sorted(filled_rows(page).items()):
        if row > DEEPEST:
            return None
        for number, cell in sorted(filled.items()):
            sheet_id = marks.sheet_of(cell.value)
            if sheet_id in sheets.sheets() and number <= WIDEST:
                sheet = sheets.sheet(sheet_id)
                known = {column.id for column in sheet.columns}
                columns = {str(c.value).strip(): n for n, c in sorted(filled.items()) if str(c.value).strip() in known}
                header = _header_row(page, sheet, row, number)
                _add_by_header(page, sheet, columns, header)
                return Located(sheet, page, number, columns, header, _unknown(page, sheet, columns, header, number))
    return None


def _header_row(page: Worksheet, sheet: Sheet, marked: int, ids: int) -> int:
    for row in range(marked, marked + DEEPEST):
        if sheets.fold(_text(page, row, ids)) in _ROW_ID:
            return row
    by_names = _row_of_headers(page, sheet)
    return by_names or marked + marks.HEADER - marks.IDS


def _by_headers(page: Worksheet) -> Located | None:
    """The sheet by its name and visible headers, where the hidden row was deleted."""
    for sheet in sheets.declared().sheets:
        header = _row_of_headers(page, sheet)
        if sheets.fold(page.title) in map(sheets.fold, sheet.title) and header:
            columns: dict[str, int] = {}
            _add_by_header(page, sheet, columns, header)
            ids = next((n for n in range(1, WIDEST) if sheets.fold(_text(page, header, n)) in _ROW_ID), 1)
            return Located(sheet, page, ids, columns, header, _unknown(page, sheet, columns, header, ids))
    return None


def _row_of_headers(page: Worksheet, sheet: Sheet) -> int:
    names = {sheets.fold(name) for column in sheet.columns for name in column.name}
    for row, filled in sorted(filled_rows(page).items()):
        hits = sum(sheets.fold(cells.text_of(cell.value)) in names for cell in filled.values())
        if row <= DEEPEST and hits >= min(_ENOUGH_HEADERS, len(sheet.columns)):
            return row
    return 0


def _add_by_header(page: Worksheet, sheet: Sheet, columns: dict[str, int], header: int) -> None:
    """Columns whose hidden id is gone but whose header is not."""
    free = {n: sheets.fold(_text(page, header, n)) for n in range(1, WIDEST) if n not in columns.values()}
    for column in sheet.columns:
        if column.id not in columns:
            number = next((n for n, text in free.items() if text in map(sheets.fold, column.name)), None)
            if number:
                columns[column.id] = number
                del free[number]


def _unknown(page: Worksheet, sheet: Sheet, columns: dict[str, int], header: int, ids: int) -> list[int]:
    known = {ids, *columns.values()}
    if sheet.layout == "facts" or sheet.label:
        known.add(ids + 1)  # what is asked on each row
    if sheet.layout == "facts":
        known |= {n for n in range(1, WIDEST) if _text(page, header, n) in marks.GUIDE_MARK.values()}
    filled = {n for row, cells_ in filled_rows(page).items() if row >= header for n in cells_}
    return sorted(filled - known)


def _text(page: Worksheet, row: int, column: int) -> str:
    cell = page._cells.get((row, column))
    return cells.text_of(cell.value) if cell is not None and cell.value is not None else ""
