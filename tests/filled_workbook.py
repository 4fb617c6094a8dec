"""Programme workbooks filled in as people do it: typed into cells that are found by the hidden ids, with openpyxl.

Run as a program (``python -m tests.filled_workbook``) it makes the fixture that LibreOffice has saved anew.
"""

import functools
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kotolib import areas, house
from kotolib.programme import beginning, making

DAY = date(2026, 11, 24)


def new(folder: Path, area: str = "211", language: str = "fi", only: str = "") -> Path:
    """A new workbook, or a form of one sheet."""
    path = folder / f"{only or 'programme'}.xlsx"
    path.write_bytes(_content(area, language, only))
    return path


@functools.cache
def _content(area: str, language: str, only: str) -> bytes:
    place = areas.get(area)
    return making.workbook(beginning.beginning(place, language), place, language, DAY, only)


def page(book: openpyxl.Workbook, sheet: str) -> Worksheet:
    """The worksheet that bears the mark of a sheet."""
    return next(
        each for each in book.worksheets if any(c.value == f"koto:{sheet}" for row in each["A1:C9"] for c in row)
    )


def cell(book: openpyxl.Workbook, sheet: str, row_id: str, column: str) -> Cell:
    """The cell of a row id and a column id; `row_id` may also be the number of a row: ``"#7"``."""
    found = page(book, sheet)
    mark = next(c for row in found["A1:C9"] for c in row if c.value == f"koto:{sheet}")
    numbers = {c.value: c.column for c in found[mark.row]}
    if row_id.startswith("#"):
        return found.cell(int(row_id[1:]), numbers[column])
    row = next(c.row for (c,) in found.iter_rows(min_col=mark.column, max_col=mark.column) if c.value == row_id)
    return found.cell(row, mark.column if column == "id" else numbers[column])


def write(path: Path, typed: dict[tuple[str, str, str], object]) -> Path:
    """Type values: (sheet, row id, column) → what is typed; a text that begins with ``=`` is a formula."""
    book = openpyxl.load_workbook(path)
    for place, value in typed.items():
        cell(book, *place).value = value
    book.save(path)
    return path


def change(path: Path, how) -> Path:
    """Do something else to a workbook: ``how(book)``."""
    book = openpyxl.load_workbook(path)
    how(book)
    book.save(path)
    return path


GOAL = {
    ("goals", "T1", "theme"): "työllisyys",
    ("goals", "T1", "text"): "Yhä useampi maahan muuttanut on töissä.",
    ("goals", "T1", "population"): "ulkomaan kansalaiset",
    ("goals", "T1", "indicator"): "Vieraskielisten osuus väestöstä",
    ("goals", "T1", "target_type"): "taso",
    ("goals", "T1", "baseline"): 24.5,
    ("goals", "T1", "baseline_year"): 2024,
    ("goals", "T1", "target"): "20 %",
    ("goals", "T1", "deadline"): 2029,
    ("goals", "T1", "documents"): "kuntastrategia; hyvinvointisuunnitelma",
    ("goals", "T1", "findings"): "H1",
    ("findings", "H1", "kind"): "haaste",
    ("findings", "H1", "text"): "Työpaikkaa on vaikea löytää ilman suomen kieltä.",
    ("findings", "H1", "hearing"): "K1",
    ("hearings", "K1", "name"): "Ilta kirjastossa",
    ("hearings", "K1", "date"): date(2026, 3, 12),
    ("measures", "TP1", "goal"): "T1",
    ("measures", "TP1", "text"): "Rekrytointitapaamiset yrityksille.",
    ("measures", "TP1", "client_group"): "työnhakijat",
}
"""A goal with its measure, the finding that it answers and the hearing where that was heard."""

FORMULAS = {
    ("goals", "T1", "baseline"): "=20+4.5",
    ("goals", "T1", "responsible"): '=HYPERLINK("https://kangasala.example","Kangasala")',
}
"""Formulas as people write them; openpyxl leaves them without a value, a spreadsheet program computes it."""

FIXTURES = house.home() / "tests" / "fixtures" / "workbooks"


def make_fixtures() -> None:
    """A filled workbook as openpyxl writes it, and the same as LibreOffice (Debian's libreoffice-calc) saves it."""
    FIXTURES.mkdir(parents=True, exist_ok=True)
    made = write(new(FIXTURES), GOAL | FORMULAS)
    beside = FIXTURES / "saved"
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", "--outdir", beside, made], check=True)
    shutil.move(beside / made.name, FIXTURES / "libreoffice.xlsx")
    made.rename(FIXTURES / "before_libreoffice.xlsx")
    beside.rmdir()


if __name__ == "__main__":
    make_fixtures()
