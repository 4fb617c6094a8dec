"""How the workbook looks: colours, letters, heights, what is locked and how it prints; knows no content."""

import functools
import math
from collections.abc import Callable
from copy import copy
from weakref import WeakKeyDictionary

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

INK, MUTED, OWN, TINT, HAIR, RULE = "1A1F24", "4F5963", "0A4C86", "F3F5F7", "C4CAD0", "828C96"
FACE = "Calibri"
LINE = 15.0
"""Height of a line of 11 point letters, in points."""

_HAIR = Side(style="thin", color=HAIR)
_BOX = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True)
_OPEN = Protection(locked=False)
LOCKED = Protection(locked=True)


def _alike(look: Callable[[Cell], None]) -> Callable[[Cell], None]:
    """Give the second plain cell of a workbook the first one's look: openpyxl would compare each font and border anew
    with all that the workbook has, and a workbook has thousands of cells."""
    of_book: WeakKeyDictionary = WeakKeyDictionary()

    @functools.wraps(look)
    def given(cell: Cell) -> None:
        book, is_plain = cell.parent.parent, not cell.has_style
        if is_plain and book in of_book:
            cell._style = copy(of_book[book])
            return
        look(cell)
        if is_plain:
            of_book[book] = copy(cell._style)

    return given


def title(cell: Cell) -> None:
    """The name of the sheet."""
    cell.font = Font(name=FACE, size=18, bold=True, color=OWN)
    cell.alignment = Alignment(vertical="center")


def purpose(cell: Cell) -> None:
    """What the sheet is for."""
    cell.font = Font(name=FACE, size=11, color=INK)
    cell.alignment = _WRAPPED


@_alike
def header(cell: Cell) -> None:
    """The name of a column."""
    cell.font = Font(name=FACE, size=11, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=OWN)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = _BOX


@_alike
def guide(cell: Cell) -> None:
    """What is asked in a column."""
    cell.font = Font(name=FACE, size=10, color=MUTED)
    cell.fill = PatternFill("solid", fgColor=TINT)
    cell.alignment = _WRAPPED
    cell.border = _BOX


@_alike
def example(cell: Cell) -> None:
    """A cell of the example row."""
    cell.font = Font(name=FACE, size=10, italic=True, color=MUTED)
    cell.fill = PatternFill("solid", fgColor=TINT)
    cell.alignment = _WRAPPED
    cell.border = _BOX


@_alike
def row_id(cell: Cell) -> None:
    """The id of a row that people fill in."""
    answer(cell)
    cell.font = Font(name=FACE, size=10, color=MUTED)


@_alike
def answer(cell: Cell) -> None:
    """A cell that people fill in."""
    cell.font = Font(name=FACE, size=11, color=INK)
    cell.alignment = _WRAPPED
    cell.border = _BOX
    cell.protection = _OPEN


@_alike
def closed(cell: Cell) -> None:
    """A cell of a row that is not asked."""
    cell.fill = PatternFill("solid", fgColor=TINT)
    cell.border = _BOX


@_alike
def label(cell: Cell) -> None:
    """What is asked on a row."""
    cell.font = Font(name=FACE, size=11, bold=True, color=INK)
    cell.alignment = _WRAPPED
    cell.border = _BOX


def height(texts: list[tuple[str, float]], line: float = LINE) -> float:
    """Points that a row needs: the longest of its texts in columns of a width, broken by words."""
    needed = [sum(_lines(part, width) for part in text.split("\n")) for text, width in texts if text]
    return max(needed, default=1) * line + 4


def _lines(text: str, width: float) -> int:
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, 0
        lines += math.ceil(len(word) / width) - 1
        used = used + (1 if used else 0) + len(word) % max(int(width), 1)
    return lines


def protect(sheet: Worksheet) -> None:
    """Lock what is not filled in, without a password: a slip of the hand is stopped, a will is not."""
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)  # openpyxl's words: False is allowed


def print_on_paper(sheet: Worksheet, last_row: int, header_row: int, footer: str) -> None:
    """A4 across, header on every page; a sheet too wide to be read on one page goes on two."""
    last = get_column_letter(sheet.max_column)
    wide = sum(sheet.column_dimensions[get_column_letter(n)].width or 8 for n in range(1, sheet.max_column + 1))
    sheet.print_area = f"A2:{last}{last_row}"
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_title_cols = "A:A"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1 if wide <= WIDEST_PAGE else 2
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.75, 0.35
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = footer, "&P / &N"


WIDEST_PAGE = 205
"""Characters that are still readable across an A4 page."""


def grow(sheet: Worksheet, number: int, columns: int) -> None:
    """Give a row the height that the texts of its first columns need.

    Where one line is enough the height is left to the program: Excel then grows the row when more is written.
    """
    cells = (sheet.cell(number, column) for column in range(1, columns + 1))
    texts = [(c.value, sheet.column_dimensions[c.column_letter].width or 8) for c in cells if isinstance(c.value, str)]
    needed = height(texts)
    if needed > height([("x", 9)]):
        sheet.row_dimensions[number].height = max(needed, sheet.row_dimensions[number].height or 0)
