"""A workbook as bytes again, its formulas with what they last came to; knows the form of cells, no programme.

openpyxl writes a formula without its value, and who reads the file before a spreadsheet program has opened it would
find nothing there.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from kotolib import office_files
from kotolib.programme import opening

_FORMULA = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f(?:>|\s[^>]*>).*?</f>|<f[^>]*/>)<v\s*(?:/>|></v>)</c>', re.DOTALL
)


def saved(book: Workbook, files: Iterable[Path], day: date) -> bytes:
    """The workbook as bytes, without the clock.

    Parameters
    ----------
    book
        What was loaded and changed.
    files
        Workbooks that tell what a formula came to: the file itself first, then older copies of it.
    day
        Dates the properties.
    """
    content = io.BytesIO()
    book.save(content)
    formulas = [page for page in book.worksheets if any(cell.data_type == "f" for cell in page._cells.values())]
    whole = _with_values(content.getvalue(), formulas, files) if formulas else content.getvalue()
    return office_files.without_clock(whole, day)


def _with_values(content: bytes, pages: list[Worksheet], files: Iterable[Path]) -> bytes:
    known = [(opening.load(path), opening.load(path, data_only=True)) for path in files]
    by_part = {page.path.lstrip("/"): page for page in pages}
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            body = old.read(part)
            if part.filename in by_part:
                body = _FORMULA.sub(lambda found, page=by_part[part.filename]: _cell(found, page, known), body)
            new.writestr(part, body)
    return whole.getvalue()


def _cell(found: re.Match, page: Worksheet, known: list[tuple[Workbook, Workbook]]) -> bytes:
    """The formula's cell with the value that the same formula had there; as it is where none had."""
    place, style, formula = found.groups()
    wanted = page[place.decode()].value
    for formulas, computed in known:
        if page.title in formulas.sheetnames and formulas[page.title][place.decode()].value == wanted:
            cell = computed[page.title][place.decode()]
            kind, value = _written(cell.value, cell.data_type)
            if value is not None:
                told = escape(value, quote=False).encode()
                return b'<c r="%s"%s%s>%s<v>%s</v></c>' % (place, style, kind, formula, told)
    return found[0]


def _written(value: object, data_type: str) -> tuple[bytes, str | None]:
    """The kind of a value as a cell bears it, and the value as text."""
    if value is None:
        return b"", None
    if isinstance(value, bool):
        return b' t="b"', str(int(value))
    if isinstance(value, datetime | date | time | timedelta):
        return b"", repr(to_excel(value))
    if isinstance(value, int | float):
        return b"", repr(value)
    return (b' t="e"' if data_type == "e" else b' t="str"'), str(value)
