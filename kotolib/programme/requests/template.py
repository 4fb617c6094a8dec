"""The answer template of a request, an Excel workbook with a line for every combination of classes; knows no letter."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kotolib import areas, office_files
from kotolib.errors import N_, WrongWords
from kotolib.programme import looks
from kotolib.programme.dropdowns import put
from kotolib.programme.requests.letter import Letter, Request
from kotolib.programme.sheets import LANGUAGES

VERSION = 1
MARK, TITLE, HEADER, FIRST = 1, 2, 3, 4
"""Rows: hidden ids, title, visible headers, the first line of the answer."""
MOST_LINES = 20_000
SECRET = "…"
_ROOM = 26


def mark(request: Request) -> str:
    """The hidden word of the first cell, by which a returned template is known."""
    return f"koto-request:{request.form.id}:{VERSION}:{request.language}:{request.area.word}"


def template(request: Request, letter: Letter) -> bytes:
    """The workbook; equal requests give equal bytes.

    Raises
    ------
    WrongWords
        The area and the years would make more lines than a sheet can be filled in with.
    """
    lines = _lines(request)
    if len(lines) > MOST_LINES:
        raise WrongWords(
            N_(
                "Vastauspohjassa olisi {lines} riviä, mikä on liikaa. Pyydä luvut pienemmältä alueelta tai harvemmilta "
                "vuosilta."
            ),
            lines=len(lines),
        )
    book = Workbook()
    _answer(book.active, request, lines)
    _guide(book.create_sheet(request.texts(N_("Ohje"))), letter)
    saved = io.BytesIO()
    book.save(saved)
    return office_files.without_clock(saved.getvalue(), request.on)


def columns(request: Request) -> dict[str, str]:
    """The columns by id with their visible headers: municipality, year, classes, figures and a remark."""
    _, form, place = request.texts, request.form, LANGUAGES.index(request.language)
    return {
        "area": _(N_("Kuntanumero")),
        "municipality": _(N_("Kunta")),
        "year": _(N_("Vuosi")),
        **{name: each.name[place] for name, each in form.classes.items()},
        **{name: each.name[place] for name, each in form.figures.items()},
        "remark": _(N_("Huomautus")),
    }


def _lines(request: Request) -> list[tuple]:
    first, last = request.years
    combinations = request.form.lines(request.language)
    return [
        (code, areas.get(code).name_in(request.language), year, *combination)
        for code in request.area.members
        for year in range(first, last + 1)
        for combination in combinations
    ]


def _answer(page: Worksheet, request: Request, lines: list[tuple]) -> None:
    _, headers = request.texts, columns(request)
    page.title = _(N_("Vastaus"))
    page.cell(MARK, 1, mark(request))
    put(page.cell(TITLE, 1), f"{request.form.name_in(request.language)} · {request.area.name_in(request.language)}")
    looks.title(page.cell(TITLE, 1))
    page.row_dimensions[TITLE].height = 30
    widths = _widths(headers, lines)
    for number, (name, header) in enumerate(headers.items(), start=1):
        if number > 1:
            page.cell(MARK, number, name)
        put(page.cell(HEADER, number), header)
        looks.header(page.cell(HEADER, number))
        page.column_dimensions[get_column_letter(number)].width = widths[number - 1]
    page.row_dimensions[MARK].hidden = True
    page.row_dimensions[HEADER].height = looks.height(
        [(header, width - 3) for header, width in zip(headers.values(), widths, strict=True)]
    )
    for row, line in enumerate(lines, start=FIRST):
        _write_line(page, row, line, len(headers))
    _hold_to_numbers(page, request, len(lines))
    page.freeze_panes = page.cell(FIRST, 1)
    looks.protect(page)
    looks.print_on_paper(page, FIRST + len(lines) - 1, HEADER, request.form.name_in(request.language))


def _widths(headers: dict[str, str], lines: list[tuple]) -> list[int]:
    """What is given is never cut; what is written has room."""
    given = [max((len(str(each)) for each in column), default=0) for column in zip(*lines, strict=True)]
    given += [0] * (len(headers) - len(given))
    return [
        max(max(map(len, header.split())) + 5, length + 3 if length else _ROOM)
        for header, length in zip(headers.values(), given, strict=True)
    ]


def _write_line(page: Worksheet, row: int, line: tuple, width: int) -> None:
    for number in range(1, width + 1):
        cell = page.cell(row, number)
        given = line[number - 1] if number <= len(line) else ""
        if given == "":
            looks.answer(cell)
        else:
            put(cell, given)
            looks.closed(cell)
            cell.alignment = Alignment(horizontal="left")


def _hold_to_numbers(page: Worksheet, request: Request, lines: int) -> None:
    """A figure is a number from zero up, or three points where it may not be given."""
    _, first = request.texts, 4 + len(request.form.classes)
    last = first + len(request.form.figures) - 1
    cell = f"{get_column_letter(first)}{FIRST}"
    rule = DataValidation(
        type="custom", allow_blank=True, formula1=f'OR(AND(ISNUMBER({cell}),{cell}>=0),{cell}="{SECRET}",{cell}="...")'
    )
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = _(N_("Kirjoita luku")), _(N_("Luku nollasta ylöspäin, tai … jos sitä ei saa antaa."))
    rule.add(f"{cell}:{get_column_letter(last)}{FIRST + lines - 1}")
    page.add_data_validation(rule)


def _guide(page: Worksheet, letter: Letter) -> None:
    page.column_dimensions["A"].width = 100
    put(page.cell(1, 1), letter.title)
    looks.title(page.cell(1, 1))
    row = 2
    for part in letter.parts:
        for text, look in (
            (part.heading, looks.label),
            *((each, looks.purpose) for each in part.paragraphs + part.items),
        ):
            row += 1
            put(page.cell(row, 1), text)
            look(page.cell(row, 1))
            page.row_dimensions[row].height = looks.height([(text, 95)])
