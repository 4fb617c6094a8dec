"""Where a thing that is said of a row stands in the workbook: its sheet, row, column and cell; knows no rule."""

from openpyxl.utils import get_column_letter

from kotolib.errors import Message
from kotolib.programme import faults
from kotolib.programme.faults import Fault
from kotolib.programme.reading import Reading


def fault(reading: Reading, place: tuple[str, str, str], told: Message, weight: str = faults.FAULT) -> Fault:
    """A fault or remark of a cell: (sheet id, row id, column id).

    Where the workbook does not have the column, the row is told; where it does not have the row, the sheet.
    """
    sheet_id, row_id, column_id = place
    sheet, header, number = reading.headers.get((sheet_id, column_id), ("", "", 0))
    row = reading.places.get((sheet_id, row_id), 0)
    cell = f"{get_column_letter(number)}{row}" if number and row else ""
    return Fault(told, sheet=sheet, row=row, column=header if cell else "", cell=cell, weight=weight)
