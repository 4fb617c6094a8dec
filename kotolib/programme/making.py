"""Makes the workbook: sheets, guidance, drop-downs and what is already known; knows openpyxl, not where the file goes.

Rows of a sheet: 1 ids (hidden), 2 title, 3 purpose, 4 header, 5 guidance, 6 example; then what people write.
"""

import io
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kotolib import office_files
from kotolib.areas.area import Area
from kotolib.errors import N_
from kotolib.language import texts
from kotolib.programme import cells, dropdowns, looks, marks, sheets
from kotolib.programme.cells import Vocabulary
from kotolib.programme.dropdowns import Making, put
from kotolib.programme.records import LinkedDocument, OwnText, Programme, Row
from kotolib.programme.sheets import Column, Sheet
from kotolib.programme.vocabulary import vocabulary

ROOM = 10
"""Empty rows that a sheet has at least, after those that are already there."""

_DAY = "d.m.yyyy"


def workbook(programme: Programme, area: Area, language: str, day: date, only: str = "") -> bytes:
    """A workbook that holds a programme: the same programme and day give the same bytes.

    Parameters
    ----------
    programme
        What is already known; :func:`kotolib.programme.beginning.beginning` for a new one.
    area
        Whose it is.
    language
        `fi` or `sv`.
    day
        The day it is made, written into the file's properties.
    only
        Id of a sheet: a form of that sheet alone, for residents and associations.
    """
    book = Workbook()
    book.remove(book.active)
    making = Making(book, area, vocabulary(language, area.members), texts(language), bool(only))
    for sheet in _wanted(programme, only):
        page = book.create_sheet(sheet.title_in(language))
        _FILLERS[sheet.layout](page, sheet, programme, making)
    dropdowns.add_lists(making)
    for sheet in _wanted(programme, only):
        dropdowns.add(book[sheet.title_in(language)], sheet, making)
    _properties(making, programme, day)
    saved = io.BytesIO()
    book.save(saved)
    return office_files.without_clock(saved.getvalue(), day)


def _wanted(programme: Programme, only: str) -> list[Sheet]:
    return [
        sheet
        for sheet in sheets.declared().sheets
        if (sheet.id == only if only else not sheet.optional or getattr(programme, sheet.id))
    ]


def _head(page: Worksheet, sheet: Sheet, headers: list[str], making: Making) -> None:
    """Title, purpose and header; the widths of the columns are set."""
    language = making.language
    # The first column is repeated on every page, or hidden.
    page["B2"], page["B3"] = f"{sheet.title_in(language)} · {making.area.name_in(language)}", sheet.purpose_in(language)
    looks.title(page["B2"])
    looks.purpose(page["B3"])
    # As wide as the words need, no wider than a screen: the purpose is read without scrolling.
    wide, last = 0.0, 1
    while last < len(headers) and wide < 90:
        last += 1
        wide += page.column_dimensions[get_column_letter(last)].width
    page.merge_cells(start_row=3, end_row=3, start_column=2, end_column=last)
    page.row_dimensions[1].hidden = True
    page.row_dimensions[2].height = 30
    page.row_dimensions[3].height = looks.height([(sheet.purpose_in(language), wide)])
    widths = [page.column_dimensions[get_column_letter(n)].width for n in range(1, len(headers) + 1)]
    for number, text in enumerate(headers, start=1):
        put(page.cell(marks.HEADER, number), text)
        looks.header(page.cell(marks.HEADER, number))
    page.row_dimensions[marks.HEADER].height = looks.height(
        [(text, width * 0.85) for text, width in zip(headers, widths, strict=True)]
    )


def _fill_rows(page: Worksheet, sheet: Sheet, programme: Programme, making: Making) -> None:
    """A sheet whose rows people write under its columns."""
    asked = dropdowns.columns(sheet, making.area, making.form)
    labelled = bool(sheet.label)
    first = 3 if labelled else 2
    page["A1"] = marks.sheet_mark(sheet.id)
    page.column_dimensions["A"].width = 11
    if labelled:
        page.column_dimensions["B"].width = 46
    for number, column in enumerate(asked, start=first):
        page.cell(marks.IDS, number, column.id)
        page.column_dimensions[get_column_letter(number)].width = column.width
    names = [column.name_in(making.language) for column in asked]
    _head(
        page, sheet, [marks.ROW_ID[making.language], *([making.texts(N_("Ohjelman osa"))] * labelled), *names], making
    )
    _guidance(page, sheet, asked, first, making)
    rows = _rows_of(sheet, programme, making)
    for number, row in enumerate(rows, start=marks.FIRST):
        _fill_row(page, number, row, sheet, making)
    page.freeze_panes = page.cell(marks.GUIDE, first)
    looks.protect(page)
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    looks.print_on_paper(page, marks.FIRST + max(len(rows), 1) - 1, marks.HEADER, _footer(making))


def _rows_of(sheet: Sheet, programme: Programme, making: Making) -> list[Row | str]:
    """The records of a sheet and, after them, ids of empty rows; a form's rows get their ids when it is returned."""
    known = [] if making.form else list(getattr(programme, sheet.id))
    if sheet.layout == "fixed":
        by_id = {row.id: row for row in known}
        return [by_id.get(each) or OwnText(id=each) for each in sheets.declared().choices[sheet.label]]
    taken = {row.id for row in known}
    free = (each for each in marks.ids(sheet.prefix) if each not in taken)
    wanted = max(sheet.rows - len(known), ROOM)
    return known + ([""] * wanted if making.form else [next(free) for _ in range(wanted)])


def _guidance(page: Worksheet, sheet: Sheet, asked: list[Column], first: int, making: Making) -> None:
    """The row that says what is asked, and the example row."""
    language = making.language
    for row, mark, look in (
        (marks.GUIDE, marks.GUIDE_MARK[language], looks.guide),
        (marks.EXAMPLE, marks.EXAMPLE_MARK[language], looks.example),
    ):
        put(page.cell(row, 1), mark)
        for number in range(1, first):
            look(page.cell(row, number))
    if sheet.label:
        put(page.cell(marks.EXAMPLE, 2), next(iter(sheets.choices(sheet.label, language).values())))
    told: dict[int, list[tuple[str, float]]] = {marks.GUIDE: [], marks.EXAMPLE: []}
    for number, column in enumerate(asked, start=first):
        guide, example = page.cell(marks.GUIDE, number), page.cell(marks.EXAMPLE, number)
        put(guide, column.help_in(language))
        put(example, example_of(column, making.words))
        looks.guide(guide)
        looks.example(example)
        _format(example, column)
        for cell in (guide, example):
            told[cell.row].append((cells.text_of(cell.value or ""), column.width * 1.05))
    for row, texts_ in told.items():
        page.row_dimensions[row].height = looks.height(texts_, 13.5)


def example_of(column: Column, words: Vocabulary) -> object:
    """The example of a column, in the workbook's language."""
    if not column.example:
        return None
    if column.kind in sheets.FREE_TEXT:
        return column.example[sheets.LANGUAGES.index(words.language)]
    wanted = "; ".join(column.example) if isinstance(column.example, list) else column.example
    return cells.shown(column, cells.read(column, wanted, words), words)


def _fill_row(page: Worksheet, number: int, row: Row | str, sheet: Sheet, making: Making) -> None:
    language = making.language
    row_id = page.cell(number, 1)
    put(row_id, row if isinstance(row, str) else row.id)
    looks.row_id(row_id)
    first = 2
    if sheet.label:
        first = 3
        put(page.cell(number, 2), sheets.choices(sheet.label, language)[row.id])
        looks.label(page.cell(number, 2))
    asked = dropdowns.columns(sheet, making.area, making.form)
    for place, column in enumerate(asked, start=first):
        cell = page.cell(number, place)
        put(cell, None if isinstance(row, str) else cells.shown(column, getattr(row, column.id), making.words))
        looks.answer(cell)
        _format(cell, column)
    if sheet.layout == "fixed" and not row.text:
        page.row_dimensions[number].height = 48
    looks.grow(page, number, first + len(asked) - 1)


def _fill_facts(page: Worksheet, sheet: Sheet, programme: Programme, making: Making) -> None:
    """*Perustiedot*: a fact on each row, then the documents."""
    language, _ = making.language, making.texts
    page["A1"] = marks.sheet_mark(sheet.id)
    page.cell(marks.IDS, 6, marks.version_mark(sheets.declared().version))
    widths = (11, 38, *(column.width for column in sheet.columns), 50)
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for number, column in enumerate(sheet.columns, start=3):
        page.cell(marks.IDS, number, column.id)
    names = [column.name_in(language) for column in sheet.columns]
    _head(page, sheet, [marks.ROW_ID[language], _(N_("Asia")), *names, marks.GUIDE_MARK[language]], making)
    page.column_dimensions["A"].hidden = True
    asked = [fact for fact in sheet.facts if not (fact.mainland and making.area.aland)]
    _fact_row(page, marks.GUIDE, (marks.EXAMPLE_MARK[language], asked[0]), example_of(asked[0], making.words), making)
    for number, fact in enumerate(asked, start=marks.EXAMPLE):
        value = getattr(programme.basics, fact.id)
        _fact_row(page, number, (fact.id, fact), cells.shown(fact, value, making.words), making)
    last = marks.EXAMPLE + len(asked) - 1
    by_id = {document.id: document for document in programme.documents}
    for document, name in sheets.choices("document", language).items():
        last += 1
        _document_row(page, last, by_id.get(document) or LinkedDocument(id=document), name, making)
    page.freeze_panes = page.cell(marks.GUIDE, 3)
    looks.protect(page)
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    looks.print_on_paper(page, last, marks.HEADER, _footer(making))


def _fact_row(page: Worksheet, number: int, fact: tuple[str, Column], value: object, making: Making) -> None:
    """One fact; the example's mark stands before its name, for the column of ids is not seen."""
    mark, column = fact
    is_example = mark == marks.EXAMPLE_MARK[making.language]
    name = column.name_in(making.language)
    put(page.cell(number, 1), mark)
    put(page.cell(number, 2), f"{mark}: {name[0].lower()}{name[1:]}" if is_example else name)
    put(page.cell(number, 3), value)
    put(page.cell(number, 6), "" if is_example else column.help_in(making.language))
    looks.label(page.cell(number, 2))
    looks.answer(page.cell(number, 3))
    _format(page.cell(number, 3), column)
    for place in (4, 5):
        looks.closed(page.cell(number, place))
    looks.guide(page.cell(number, 6))
    if is_example:
        for place in range(2, 7):
            looks.example(page.cell(number, place))
            page.cell(number, place).protection = looks.LOCKED
    told = [(column.help_in(making.language), 52.0), (cells.text_of(value or ""), 46.0), (name, 36.0)]
    # Excel does not raise a row whose height is given: a name of two lines must fit as it is typed.
    if column.kind in sheets.FREE_TEXT:
        told.append(("\n", 46.0))
    page.row_dimensions[number].height = looks.height(told)


def _document_row(page: Worksheet, number: int, document: LinkedDocument, name: str, making: Making) -> None:
    language = making.language
    put(page.cell(number, 1), marks.DOCUMENT + document.id)
    put(page.cell(number, 2), name[0].upper() + name[1:])
    put(page.cell(number, 3), marks.ABSENT[language] if document.absent else document.name)
    put(page.cell(number, 4), document.date)
    put(page.cell(number, 5), document.address)
    put(page.cell(number, 6), sheets.sheet(sheets.BASICS).document_help[sheets.LANGUAGES.index(language)])
    looks.label(page.cell(number, 2))
    for place in (3, 4, 5):
        looks.answer(page.cell(number, place))
    page.cell(number, 4).number_format = _DAY
    looks.guide(page.cell(number, 6))
    page.row_dimensions[number].height = looks.height([(page.cell(number, 6).value, 52.0)])


def _format(cell: Cell, column: Column) -> None:
    """A day is shown as a day wherever it is expected; numbers as they are."""
    if column.kind == "date" or (column.kind == "deadline" and isinstance(cell.value, date)):
        cell.number_format = _DAY
    elif column.kind == "text":
        cell.number_format = "@" if column.id in ("section", "case_number", "contact", "old_id") else "General"


def _footer(making: Making) -> str:
    return making.texts(
        N_("{area} · työkirja, versio {version}"),
        area=making.area.name_in(making.language).replace("&", "&&"),
        version=sheets.declared().version,
    )


def _properties(making: Making, programme: Programme, day: date) -> None:
    properties = making.book.properties
    properties.title = programme.basics.name or ""
    properties.creator = "kotolib"
    properties.language = making.language
    properties.created = datetime(day.year, day.month, day.day)
    making.book.security = WorkbookProtection(lockStructure=False)
    making.book.active = 0


_FILLERS = {"rows": _fill_rows, "fixed": _fill_rows, "facts": _fill_facts}
