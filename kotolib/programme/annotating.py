"""Shows the faults where they are: a copy of the workbook with comments, colours and a list; knows no answers."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kotolib.errors import N_
from kotolib.language import Texts
from kotolib.programme import faults, keeping, looks, marks, opening, saving
from kotolib.programme.dropdowns import put
from kotolib.programme.faults import Fault
from kotolib.programme.reading import Reading

_AUTHOR = "kotolib"
_MARK = "*** "
"""What the comments of a check begin with, below what people have commented."""

_GROUND = {faults.FAULT: "FAE7E3", faults.REMARK: "FDF3DE"}
_WORD = {faults.FAULT: N_("korjattava"), faults.REMARK: N_("huomattava")}
_WIDTHS = (14, 22, 8, 26, 90)


def annotated_copy(reading: Reading, day: date) -> Path:
    """Write a copy of the workbook beside it, with each fault as a comment and a colour in its cell.

    Parameters
    ----------
    reading
        What :func:`kotolib.programme.reading.read` gave back of the workbook.
    day
        Dates the copy's name and properties.

    Returns
    -------
    Path
        The copy; no earlier copy is written over.
    """
    name = keeping.free_name(reading.path, f"{reading.texts(N_('tarkistettu'))}-{day:%Y-%m-%d}")
    return keeping.write_new(annotated(reading, day), name)


def annotate_original(reading: Reading, day: date) -> Path:
    """Write comments and colours into the workbook itself, only when the person asks; returns the dated backup.

    Raises
    ------
    InTheWay
        The workbook is open in another program, or holds what would be lost: it is left as it is.
    """
    keeping.refuse_loss(reading.path, reading.lost, reading.texts)
    return keeping.write_over(annotated(reading, day), reading.path, day)


def annotated(reading: Reading, day: date) -> bytes:
    """The workbook with its faults shown; what an earlier check wrote is taken away."""
    book = opening.load(reading.path)
    _clear(book)
    for fault in reading.faults:
        if fault.cell and fault.sheet in book.sheetnames:
            _show(book[fault.sheet][fault.cell], fault, reading.texts)
    _list(book, reading)
    return saving.saved(book, [reading.path], day)


def _clear(book: Workbook) -> None:
    for page in list(book.worksheets):
        if page.cell(1, 1).value == marks.CHECK:
            book.remove(page)
            continue
        for cell in page._cells.values():
            if isinstance(cell, Cell) and cell.comment and _MARK in cell.comment.text:
                kept = cell.comment.text.partition(_MARK)[0].rstrip()
                cell.comment = Comment(kept, cell.comment.author) if kept else None
                cell.fill = PatternFill()


def _show(cell: Cell, fault: Fault, _: Texts) -> None:
    """The fault as a comment below what people have commented, and its colour unless a graver one is there."""
    if not isinstance(cell, Cell):
        return  # inside merged cells; the fault stands in the list
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    author = cell.comment.author if cell.comment else _AUTHOR
    cell.comment = Comment(f"{before}{_MARK}{_sentence(fault, _)}", author, height=140, width=320)
    graver = cell.fill.fgColor.rgb == "00" + _GROUND[faults.FAULT]
    if not graver:
        cell.fill = PatternFill("solid", fgColor=_GROUND[fault.weight])


def _sentence(fault: Fault, _: Texts) -> str:
    """What is wrong, with a capital letter: beside the cell there is no place before it."""
    what = fault.what(_)
    return what[0].upper() + what[1:]


def _list(book: Workbook, reading: Reading) -> None:
    """The last sheet: every fault with a link to its cell."""
    _ = reading.texts
    page = book.create_sheet(_(N_("Tarkistus")))
    page["A1"] = marks.CHECK
    page.row_dimensions[1].hidden = True
    page["A2"] = _(N_("Tarkistuksen huomiot"))
    looks.title(page["A2"])
    page.row_dimensions[2].height = 30
    headers = (_(N_("Laatu")), _(N_("Taulukko")), _(N_("Rivi")), _(N_("Sarake")), _(N_("Mitä ja miten korjataan")))
    for number, (text, width) in enumerate(zip(headers, _WIDTHS, strict=True), start=1):
        page.cell(3, number, text)
        looks.header(page.cell(3, number))
        page.column_dimensions["ABCDE"[number - 1]].width = width
    for number, fault in enumerate(reading.faults, start=4):
        _list_row(page, number, fault, _)
    for number, what in enumerate(reading.lost, start=4 + len(reading.faults)):
        put(page.cell(number, 1), _(_WORD[faults.REMARK]))
        lost = _(N_("Ohjelma ei osaa tallentaa näitä työkirjan osia: {what}."), what=_(what))
        put(page.cell(number, 5), lost)
    page.freeze_panes = "A4"
    page.page_setup.orientation = "landscape"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToHeight = 0


def _list_row(page: Worksheet, number: int, fault: Fault, _: Texts) -> None:
    words = (_(_WORD[fault.weight]), fault.sheet, fault.row or None, fault.column, _sentence(fault, _))
    for place, word in enumerate(words, start=1):
        cell = page.cell(number, place)
        put(cell, word)
        looks.answer(cell)
    page.row_dimensions[number].height = looks.height(list(zip(map(str, words), _WIDTHS, strict=True)))
    page.cell(number, 1).fill = PatternFill("solid", fgColor=_GROUND[fault.weight])
    if fault.cell:
        where = "'" + fault.sheet.replace("'", "''") + "'!" + fault.cell
        link = page.cell(number, 3)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=where)
        link.font = Font(name=looks.FACE, underline="single", color=looks.OWN)
