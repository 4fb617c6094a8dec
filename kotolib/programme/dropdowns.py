"""Drop-downs and hints of the workbook, the lists behind them, and how a cell is written; knows no programme."""

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kotolib.areas.area import Area
from kotolib.errors import N_
from kotolib.language import Texts
from kotolib.programme import cells, marks, sheets
from kotolib.programme.cells import Vocabulary
from kotolib.programme.sheets import Column, Sheet

LAST_ROW = 1000
"""Drop-downs reach to this row, for rows that people add."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Making:
    """What the writing of every sheet needs."""

    book: Workbook
    area: Area
    words: Vocabulary
    texts: Texts
    form: bool

    @property
    def language(self) -> str:
        return self.words.language


def columns(sheet: Sheet, area: Area, form: bool = False) -> list[Column]:
    """The columns that a workbook of an area has."""
    several = len(area.members) > 1
    return [
        c
        for c in sheet.columns
        if (c.form or not form) and not (c.mainland and area.aland) and (several or not c.joint)
    ]


def put(cell: Cell, value: object) -> None:
    """Write a value so that text stays text: what looks like a formula is neither read nor later edited as one."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.value = value
    if isinstance(value, str) and value:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)


def add_lists(making: Making) -> None:
    """The hidden sheet: the version, and the lists that drop-downs show."""
    page = making.book.create_sheet(making.texts(N_("Luettelot")))
    page.sheet_state = "hidden"
    for place, word in enumerate(marks.lists_mark(sheets.declared().version, making.language, making.area.word), 1):
        page.cell(1, place, word)
    for number, (name, labels) in enumerate(_listed(making), start=1):
        page.cell(2, number, name)
        for row, text in enumerate(labels, start=3):
            put(page.cell(row, number), text)
    page.protection.sheet = True


def _listed(making: Making) -> Iterator[tuple[str, list[str]]]:
    for name in sheets.declared().choices:
        yield name, list(sheets.choices(name, making.language).values())
    yield marks.YES_NO_LIST, list(cells.YES_NO[making.language])
    yield marks.INDICATOR_LIST, list(making.words.indicators.values())
    yield marks.ABSENT_LIST, [marks.ABSENT[making.language]]
    yield marks.MEMBER_LIST, list(making.words.members.values())


def add(page: Worksheet, sheet: Sheet, making: Making) -> None:
    """A drop-down or at least a hint for every cell that people fill in."""
    if sheet.layout == "facts":
        for number in range(marks.EXAMPLE, page.max_row + 1):
            row_id = str(page.cell(number, 1).value)
            if row_id.startswith(marks.DOCUMENT):
                _validate(page, f"C{number}", Column(id="document", type="absent", name=sheet.document_help), making)
        for number in range(marks.EXAMPLE, page.max_row + 1):
            fact = next((fact for fact in sheet.facts if fact.id == page.cell(number, 1).value), None)
            if fact:
                _validate(page, f"C{number}", fact, making)
        return
    first = 3 if sheet.label else 2
    last = page.max_row if sheet.layout == "fixed" else LAST_ROW
    for number, column in enumerate(columns(sheet, making.area, making.form), start=first):
        letter = get_column_letter(number)
        _validate(page, f"{letter}{marks.FIRST}:{letter}{last}", column, making)


def _validate(page: Worksheet, cells_: str, column: Column, making: Making) -> None:
    _ = making.texts
    source = _source(column, making)
    rule = DataValidation(type="list" if source else None, formula1=source, allow_blank=True)
    # Several choices are written by hand, so only a single choice can be held to the list.
    rule.showErrorMessage = column.kind in ("choice", "yes_no", "member")
    rule.errorTitle, rule.error = _(N_("Valitse listasta")), _(N_("Valitse jokin listan vaihtoehdoista."))
    if column.help_in(making.language):
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = column.name_in(making.language)[:32], column.help_in(making.language)[:255]
    if source or rule.prompt:
        rule.add(cells_)
        page.add_data_validation(rule)


def _source(column: Column, making: Making) -> str | None:
    """The cells that a drop-down lists: on the hidden sheet, or the ids of another sheet's rows."""
    if column.kind in sheets.REFERENCES:
        other = sheets.sheet(column.points_to).title_in(making.language)
        return f"'{other}'!$A${marks.FIRST}:$A${marks.FIRST + 199}" if other in making.book.sheetnames else None
    special = {
        "yes_no": marks.YES_NO_LIST,
        "indicator": marks.INDICATOR_LIST,
        "indicators": marks.INDICATOR_LIST,
        "absent": marks.ABSENT_LIST,
        "member": marks.MEMBER_LIST,
    }
    name = special.get(column.kind, column.points_to if column.kind in ("choice", "many") else "")
    lists = making.book.worksheets[-1]
    for head in lists[2]:
        if name and head.value == name:
            length = sum(1 for cell in lists[head.column_letter] if cell.row > 2 and cell.value is not None)
            letter = head.column_letter
            return f"'{lists.title}'!${letter}$3:${letter}${max(length, 1) + 2}"
    return None
