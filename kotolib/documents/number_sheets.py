"""One sheet from one table: headers, numbers as numbers, reasons as words and a column for the states.

Knows cells of a sheet and statuses; not which sheets a workbook has.
"""

import re
from collections.abc import Iterable, Sequence

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kotolib import frame
from kotolib.display import wording
from kotolib.display.tables import refuse_hidden_numbers
from kotolib.documents.number_formats import bounds, shown, value_of
from kotolib.errors import N_
from kotolib.language import Texts
from kotolib.language.numbers import WORD_JOINER

WIDEST = 60
"""Columns are no wider than this many characters; longer texts wrap."""

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(vertical="top")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_YEAR = re.compile(r"(1[89]|20|21)\d\d\*?")

STATES = {frame.PRELIMINARY: N_("ennakkotieto"), **wording.REASONS}
"""What the status of a value is called."""

NOTHING_TO_REMARK = N_("ei huomautettavaa")
"""The state of a row whose values are as the source published them."""

_TOLD = [status for status in STATES if status != frame.NOT_APPLICABLE]


def fill_table(sheet: Worksheet, table: dict, _: Texts) -> None:
    """Write the table from the sheet's first cell; where a value has a state to tell, the last column tells it."""
    refuse_hidden_numbers(table)
    states = [_state(row, table["columns"], _) for row in table["rows"]]
    columns, rows = _with_bounds_apart(table, _)
    told = [[_said(cell, _) for cell in row] for row in rows]
    if any(states):
        columns.append(_("Tila"))
        told = [[*row, state or _(NOTHING_TO_REMARK)] for row, state in zip(told, states, strict=True)]
    fill(sheet, columns, told)
    for row, places in zip(rows, sheet.iter_rows(min_row=2), strict=True):
        for cell, place in zip(row, places, strict=False):
            _write_number(place, cell, _.language)
    if all(_YEAR.fullmatch(row[0]["text"]) for row in rows):
        for place, *_rest in sheet.iter_rows(min_row=2):
            place.value, place.number_format, place.data_type = int(place.value[:4]), "0", "n"


def _with_bounds_apart(table: dict, _: Texts) -> tuple[list[str], list[list[dict]]]:
    """The columns and rows, each column of spans (`1 660–2 860`) made into two of numbers."""
    columns: list[str] = []
    cells: list[list[dict]] = []
    for name, column in zip(table["columns"], _columns(table), strict=True):
        spans = [bounds(cell["text"], _.language) if cell["status"] in frame.SHOWN else None for cell in column]
        # The first column names the rows: an age group `0–4` is a name.
        if (
            cells
            and any(spans)
            and all(span or c["status"] not in frame.SHOWN for span, c in zip(spans, column, strict=True))
        ):
            columns += [_("{column}, alaraja", column=name), _("{column}, yläraja", column=name)]
            cells += [[_bound(c, span, end, _) for c, span in zip(column, spans, strict=True)] for end in (0, 1)]
        else:
            columns.append(name)
            cells.append(list(column))
    return columns, [list(row) for row in zip(*cells, strict=True)]


def _columns(table: dict) -> list[tuple[dict, ...]]:
    return list(zip(*table["rows"], strict=True)) or [()] * len(table["columns"])


def _bound(cell: dict, span: tuple[str, str] | None, end: int, _: Texts) -> dict:
    return {**cell, "text": span[end], "value": value_of(span[end], _.language)} if span else cell


def _said(cell: dict, _: Texts) -> str:
    """The cell's text; a bare dash gives way to its reason, and no cell is left empty."""
    bare = cell["status"] not in frame.SHOWN and not any(map(str.isalnum, cell["text"]))
    return _(STATES[cell["status"]]) if bare else cell["text"] or _(STATES[frame.MISSING])


def _state(row: Sequence[dict], columns: Sequence[str], _: Texts) -> str:
    """The statuses of a row in words: one word where all its values share it, else column by column."""
    cells = list(zip(columns, row, strict=True))[1:]
    words = [(column, _(STATES[cell["status"]])) for column, cell in cells if cell["status"] in _TOLD]
    if len({word for _column, word in words}) == 1 and len(words) == len(cells):
        return words[0][1]
    return "; ".join(f"{column}: {word}" for column, word in words)


def _write_number(place: Cell, cell: dict, language: str) -> None:
    if cell["value"] is None or cell["status"] not in frame.SHOWN:
        return
    number = shown(cell["text"], cell["value"], language)
    if number:
        place.value, place.number_format, place.data_type = number.value, number.format, "n"
        place.alignment, place.quotePrefix = _TOP, False


def fill(sheet: Worksheet, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write texts under bold headers that stay in sight, in columns wide enough to read."""
    for number, row in enumerate((columns, *rows), start=1):
        for column, text in enumerate(row, start=1):
            _write_text(sheet.cell(number, column), text)
    for cell in sheet[1]:
        cell.font = _BOLD
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    for index, cells in enumerate(sheet.iter_cols(), start=1):
        longest = max(len(str(cell.value or "")) for cell in cells)
        sheet.column_dimensions[get_column_letter(index)].width = min(max(longest + 2, 10), WIDEST)


def _write_text(cell: Cell, text: str) -> None:
    """Text that stays text: what looks like a formula is neither read nor later edited as one."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text).replace(WORD_JOINER, "")
    if cell.value:
        cell.data_type = "s"
    cell.alignment = _WRAPPED
    if text.startswith(_FORMULA):
        cell.quotePrefix = True
