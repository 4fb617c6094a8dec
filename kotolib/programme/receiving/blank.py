"""The Excel template of a form: lines to fill in, an example, drop-downs, the terms and guidance; reads no answer."""

import io
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kotolib import office_files
from kotolib.areas.area import Area
from kotolib.deliveries.forms import SHARE, Figure, Form, in_language
from kotolib.errors import N_, WrongWords
from kotolib.language import Texts, texts
from kotolib.programme import keeping, looks, new_workbook, sheets
from kotolib.programme.dropdowns import put
from kotolib.programme.receiving import columns, described, terms
from kotolib.programme.receiving.lines import EXAMPLE

VERSION = 1
FOLDER = "forms"
MARK, TITLE, HEADER, GUIDE, EXAMPLE_ROW, FIRST = 1, 2, 3, 4, 5, 6
LINES = 100
"""Empty lines that are ready to be filled in; more may be added below them."""
_GUIDES = {
    columns.AREA: N_("Kolme numeroa, esimerkiksi 211. Yhden kunnan pohjassa voi jättää tyhjäksi."),
    columns.MUNICIPALITY: N_("Kunnan nimi; ei tarvita, jos kuntanumero on."),
    columns.YEAR: N_("Vuosi, jota luvut koskevat."),
    columns.REMARK: N_("Vapaa huomautus. Sitä ei julkaista. Ei henkilöiden tietoja."),
}
_CHOOSE = N_("Valitse listasta.")
_FREE = N_("Kirjoita nimi samalla tavalla joka vuodelle.")
_COUNT = N_("Luku. Kolme pistettä (…), jos sitä ei saa antaa; tyhjä, jos tietoa ei ole.")
_PER_CENT = N_("Prosentti: 12 % tai 12,5 %. Kolme pistettä (…), jos sitä ei saa antaa.")


def blank(form: Form, area: Area | None, language: str, on: date) -> bytes:
    """The workbook; the same form, area and day give the same bytes."""
    _, book = texts(language), Workbook()
    page = book.active
    page.title = _(N_("Luvut"))
    _figures(page, form, area, _)
    _terms(book.create_sheet(_(terms.SHEET)), form, _)
    _guide(book.create_sheet(_(N_("Ohje"))), form, _)
    _lists(book.create_sheet(_(N_("Luettelot"))), page, form, _)
    saved = io.BytesIO()
    book.save(saved)
    return office_files.without_clock(saved.getvalue(), on)


def write_blank(form: Form, area: Area | None, language: str, on: date, folder: Path | None = None) -> Path:
    """Write the template into the area's folder, or into a folder that is told; never over an earlier file.

    Raises
    ------
    WrongWords
        The template is not made in that language.
    InTheWay
        There is one already; it is left as it is.
    """
    if language and language not in sheets.LANGUAGES:
        raise WrongWords(
            N_("Lomakepohjaa ei tehdä kielellä ”{language}”. Kielet: {languages}."),
            language=language,
            languages=", ".join(sheets.LANGUAGES),
        )
    language = new_workbook.language_of(area, language) if area else language or sheets.LANGUAGES[0]
    where = folder or (keeping.folder(area) / FOLDER if area else Path.cwd())
    return keeping.write_new(blank(form, area, language, on), where / f"{form.id}-{language}.xlsx")


def _headers(form: Form, language: str) -> dict[str, str]:
    return {name: in_language(told, language) for name, told in columns.named(form).items()}


def _figures(page: Worksheet, form: Form, area: Area | None, _: Texts) -> None:
    headers = _headers(form, _.language)
    page.cell(MARK, 1, f"koto-form:{form.id}:{VERSION}:{_.language}:{area.word if area else ''}")
    title = form.name_in(_.language)
    put(page.cell(TITLE, 1), f"{title} · {area.name_in(_.language)}" if area else title)
    looks.title(page.cell(TITLE, 1))
    page.row_dimensions[TITLE].height = 30
    shown = example(form, area, _)
    for number, (name, header) in enumerate(headers.items(), start=1):
        if number > 1:
            page.cell(MARK, number, name)
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = max(len(str(shown[name])) + 3, *(len(w) + 5 for w in header.split()), 22)
        for row, text, look in (
            (HEADER, header, looks.header), (GUIDE, guidance(form, name, _), looks.guide),
            (EXAMPLE_ROW, shown[name], looks.example),
        ):  # fmt: skip
            put(page.cell(row, number), text)
            look(page.cell(row, number))
        for row in range(FIRST, FIRST + LINES):
            looks.answer(page.cell(row, number))
    page.row_dimensions[MARK].hidden = True
    for row in (HEADER, GUIDE):
        looks.grow(page, row, len(headers))
    page.freeze_panes = page.cell(FIRST, 1)
    looks.protect(page)
    looks.print_on_paper(page, FIRST + LINES - 1, HEADER, title)


def guidance(form: Form, name: str, _: Texts) -> str:
    """What is said to who fills a column in."""
    if name in _GUIDES:
        return _(_GUIDES[name])
    if name in form.classes:
        return _(_CHOOSE if form.classes[name].values else _FREE)
    return _(_PER_CENT if form.figures[name].unit == SHARE else _COUNT)


def example(form: Form, area: Area | None, _: Texts) -> dict[str, object]:
    """A line as it could be, by column; it is not read."""
    code = area.members[0] if area else "211"
    given: dict[str, object] = {columns.AREA: f"{_(EXAMPLE)}: {code}", columns.YEAR: 2025}
    for name, each in form.classes.items():
        given[name] = in_language(next(iter(each.values.values()), each.example), _.language)
    given |= {name: _example_of(figure) for name, figure in form.figures.items()}
    return dict.fromkeys(columns.named(form), "") | given


def _example_of(figure: Figure) -> float:
    if figure.highest:
        return 8.25
    return 34 if figure.of else 120


def _terms(page: Worksheet, form: Form, _: Texts) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width, page.column_dimensions["C"].width = 34, 44, 70
    put(page.cell(1, 1), _(terms.SHEET))
    looks.title(page.cell(1, 1))
    for row, term in enumerate(terms.asked(form), start=terms.FIRST):
        for column, text, look in (
            (1, _(terms.LABELS[term]), looks.label), (2, "", looks.answer), (3, _(terms.GUIDES[term]), looks.guide),
        ):  # fmt: skip
            put(page.cell(row, column), text or None)
            look(page.cell(row, column))
        if listed := terms.choices(term):
            words = ",".join(_(told) for told in listed.values())
            _hold_to(page, f'"{words}"', f"B{row}", _)
    looks.protect(page)


def _guide(page: Worksheet, form: Form, _: Texts) -> None:
    page.column_dimensions["A"].width = 110
    for row, (text, is_heading) in enumerate(described.paragraphs(form, _), start=1):
        put(page.cell(row, 1), text)
        (looks.label if is_heading else looks.purpose)(page.cell(row, 1))
        page.row_dimensions[row].height = looks.height([(text, 105)])


def _lists(page: Worksheet, figures: Worksheet, form: Form, _: Texts) -> None:
    """What drop-downs show, on a hidden sheet, and the drop-downs themselves."""
    page.sheet_state = "hidden"
    names = list(columns.named(form))
    for number, (name, each) in enumerate(form.classes.items(), start=1):
        labels = [in_language(told, _.language) for told in each.values.values()]
        for row, label in enumerate(labels, start=1):
            put(page.cell(row, number), label)
        if labels:
            letter, own = get_column_letter(number), get_column_letter(names.index(name) + 1)
            source = f"'{page.title}'!${letter}$1:${letter}${len(labels)}"
            _hold_to(figures, source, f"{own}{FIRST}:{own}{FIRST + LINES - 1}", _)
    page.protection.sheet = True


def _hold_to(page: Worksheet, source: str, cells: str, _: Texts) -> None:
    rule = DataValidation(type="list", formula1=source, allow_blank=True)
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = _(N_("Valitse listasta")), _(N_("Valitse jokin listan vaihtoehdoista."))
    rule.add(cells)
    page.add_data_validation(rule)
