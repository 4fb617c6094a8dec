"""The mapping of a survey as an Excel workbook that a person can edit: written as a proposal, read with every fault.

Knows the sheets; not the export and no answer.
"""

import io
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kotolib import office_files
from kotolib.deliveries.surveys.declared import (
    BACKGROUND,
    IGNORED,
    KINDS,
    LANGUAGE,
    MULTIPLE,
    OPEN,
    SCALE,
    SINGLE,
)
from kotolib.errors import N_, Message
from kotolib.language import LANGUAGES, Texts, texts
from kotolib.language.folding import fold
from kotolib.programme import cells, looks
from kotolib.programme.cells import Unreadable, Vocabulary
from kotolib.programme.dropdowns import put
from kotolib.programme.receiving import grid
from kotolib.programme.receiving.grid import Grid
from kotolib.programme.receiving.surveys import described
from kotolib.programme.receiving.surveys.described import (
    ASKED,
    CROSS,
    FIRST,
    GUIDES,
    HEADERS,
    HEADING,
    KIND,
    LAST,
    LETTER,
    NEEDED,
    OPTION,
    OPTIONS,
    QUESTION,
    REMARK,
    RESTRICTED,
    TERMS,
    WRITTEN_IN,
    Described,
    Mapping,
    bare,
    meaning,
)
from kotolib.programme.receiving.surveys.vocabulary import REST
from kotolib.programme.sheets import Column

TITLE, HEADER, GUIDE, FIRST_ROW = 1, 2, 3, 4
_WIDTHS = {LETTER: 9, HEADING: 44, KIND: 22, QUESTION: 44, OPTION: 26, OPTIONS: 60, REMARK: 44}
_FIELDS = {
    FIRST: Column(id="first", type="date", name=("", "")),
    LAST: Column(id="last", type="date", name=("", "")),
    ASKED: Column(id="asked", type="number", name=("", "")),
    RESTRICTED: Column(id="restricted", type="yes_no", name=("", "")),
}
_LONGEST, _MOST_OPTIONS = 300, 30
_SPARE_ROWS = 60


def written(mapping: Mapping, _: Texts, on: date, title: str) -> bytes:
    """The workbook of a mapping; the same mapping and day give the same bytes."""
    book = Workbook()
    _terms(book.active, mapping, _)
    _columns(book.create_sheet(_(described.COLUMNS)), mapping, _, title)
    _guide(book.create_sheet(_(N_("Ohje"))), _)
    saved = io.BytesIO()
    book.save(saved)
    return office_files.without_clock(saved.getvalue(), on)


def _terms(page: Worksheet, mapping: Mapping, _: Texts) -> None:
    page.title = _(described.SURVEY)
    for letter, width in (("A", 44), ("B", 40), ("C", 70)):
        page.column_dimensions[letter].width = width
    put(page.cell(TITLE, 1), _(described.SURVEY))
    looks.title(page.cell(TITLE, 1))
    for row, (term, (label, guide)) in enumerate(TERMS.items(), start=HEADER):
        value = mapping.terms.get(term, "")
        for column, text, look in (
            (1, _(label), looks.label), (2, value, looks.answer), (3, _(guide), looks.guide),
        ):  # fmt: skip
            put(page.cell(row, column), text if text != "" else None)
            look(page.cell(row, column))
        if isinstance(value, date):
            page.cell(row, 2).number_format = "d.m.yyyy"


def _columns(page: Worksheet, mapping: Mapping, _: Texts, title: str) -> None:
    put(page.cell(TITLE, 1), title)
    looks.title(page.cell(TITLE, 1))
    for number, name in enumerate(HEADERS, start=1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS[name]
        for row, text, look in ((HEADER, _(HEADERS[name]), looks.header), (GUIDE, _(GUIDES[name]), looks.guide)):
            put(page.cell(row, number), text)
            look(page.cell(row, number))
    for row, one in enumerate(mapping.columns, start=FIRST_ROW):
        for number, text in enumerate(_told(one, _), start=1):
            put(page.cell(row, number), text or None)
            looks.answer(page.cell(row, number))
    looks.grow(page, GUIDE, len(HEADERS))
    page.freeze_panes = page.cell(FIRST_ROW, 1)
    listed = ",".join(_(described.KINDS[kind]) for kind in KINDS)
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    rule.add(f"C{FIRST_ROW}:C{FIRST_ROW + len(mapping.columns) + _SPARE_ROWS}")
    page.add_data_validation(rule)


def _told(one: Described, _: Texts) -> tuple[str, ...]:
    kind, remark = _(described.KINDS[one.kind]), _(one.remark) if one.remark else ""
    return one.letter, one.heading, kind, one.question, one.option, "; ".join(one.options), remark


_HOW = (
    N_("Tämä työkirja kertoo, mitä kyselyn tiedoston sarakkeet ovat. Ehdotus on tehty otsikoista ja vastauksista."),
    N_("Täytä ensin taulukko Kysely. Käy sitten taulukko Sarakkeet läpi rivi riviltä ja korjaa laji, jos se on väärä."),
    N_("Nimet, yhteystiedot, IP-osoitteet ja aikaleimat jätetään tuomatta. Niitä ei tallenneta minnekään."),
    N_("Suljetuista kysymyksistä tallennetaan vain lukumäärät, ei yhdenkään vastaajan vastauksia."),
    N_(
        "Avoimet vastaukset tallennetaan erilleen kunnan omaan kansioon. Henkilötunnukset, sähköpostiosoitteet ja "
        "puhelinnumerot peitetään, eikä vastausta näytetä sivulla, ellei ihminen merkitse sitä lainattavaksi."
    ),
    N_("Alle 30 vastauksesta ei lasketa prosentteja, ja pienet lukumäärät peitetään kunnan rajan mukaan."),
    N_("Tallenna taulukko ja aja sama komento uudelleen: python3 koto.py import TIEDOSTO --form survey --area ALUE"),
)  # fmt: skip


def _guide(page: Worksheet, _: Texts) -> None:
    page.column_dimensions["A"].width = 110
    for row, text in enumerate(guide(_), start=1):
        put(page.cell(row, 1), text)
        looks.purpose(page.cell(row, 1))
        page.row_dimensions[row].height = looks.height([(text, 105)])


def guide(_: Texts) -> list[str]:
    """How a mapping is made, in sentences."""
    return [_(text) for text in _HOW]


def examples(_: Texts) -> tuple[Described, ...]:
    """A column of each kind, as an example of how it is told."""
    agree = (_(N_("täysin eri mieltä")), _(N_("täysin samaa mieltä")))
    told = (
        ("A", _(N_("Sukupuoli")), BACKGROUND, (_(N_("nainen")), _(N_("mies")), _(N_("muu")) + REST)),
        ("B", _(N_("Millä kielellä vastaat?")), LANGUAGE, (_(N_("suomi")), _(N_("ruotsi")), _(N_("muu")) + REST)),
        ("C", _(N_("Tiedän, mistä saan neuvontaa.")), SCALE, agree),
        ("D", _(N_("Mistä saat tietoa kunnasta?")), MULTIPLE, (_(N_("verkkosivuilta")), _(N_("ystäviltä")))),
        ("E", _(N_("Oletko käyttänyt neuvontaa?")), SINGLE, (_(N_("kyllä")), _(N_("ei")))),
        ("F", _(N_("Mitä haluat sanoa kunnalle?")), OPEN, ()),
        ("G", _(N_("Sähköposti")), IGNORED, ()),
    )
    return tuple(
        Described(letter, text, kind, "" if kind == IGNORED else text, options=options)
        for letter, text, kind, options in told
    )


def read(path: Path, faults: list[Message]) -> tuple[Mapping, bytes]:
    """The mapping of a workbook, and its bytes; every fault is told with its cell.

    Raises
    ------
    StoreDamaged
        There is no such file, or it may not be opened.
    """
    book = grid.read(path)
    columns, terms = _sheet(book.grids, described.COLUMNS), _sheet(book.grids, described.SURVEY)
    for sheet, name in ((columns, described.COLUMNS), (terms, described.SURVEY)):
        if sheet is None:
            faults.append(Message(N_("Taulukkoa {sheet} ei ole tiedostossa {path}."), sheet=name, path=path.name))
    told = _terms_of(terms, faults) if terms else {}
    return Mapping(tuple(_columns_of(columns, faults)) if columns else (), told), book.content


def _sheet(grids: tuple[Grid, ...], name: str) -> Grid | None:
    names = {fold(texts(language)(name)) for language in LANGUAGES}
    return next((one for one in grids if fold(one.name) in names), None)


def _terms_of(sheet: Grid, faults: list[Message]) -> dict[str, object]:
    labels, told, rows = {name: label for name, (label, _) in TERMS.items()}, {}, {}
    for row in sheet.rows():
        term = meaning(cells.text_of(sheet.at(row, 1).value or ""), labels)
        if not term:
            continue
        rows[term], cell = row, sheet.at(row, 2)
        try:
            if cell.wrong:
                raise Unreadable(cell.wrong.message, **cell.wrong.fields)
            if not cell.is_blank:
                told[term] = _term(term, cell.value)
        except Unreadable as fault:
            faults.append(sheet.fault(row, 2, fault.told))
            told[term] = None
    for term in NEEDED:
        if term not in told:
            what = Message(N_("puuttuu: {column}."), column=Message(TERMS[term][0]))
            faults.append(sheet.fault(rows.get(term, HEADER), 2, what))
    return _in_order({name: value for name, value in told.items() if value is not None}, sheet, rows, faults)


def _in_order(told: dict, sheet: Grid, rows: dict, faults: list[Message]) -> dict[str, object]:
    if FIRST in told and LAST in told and told[LAST] < told[FIRST]:
        faults.append(sheet.fault(rows[LAST], 2, Message(N_("viimeinen päivä on ennen ensimmäistä."))))
    return told


def _term(term: str, value: object) -> object:
    text = " ".join(cells.text_of(value).split())[:_LONGEST]
    if term in _FIELDS:
        found = cells.read(_FIELDS[term], value, Vocabulary())
        if term == ASKED and (found < 1 or found % 1):
            raise Unreadable(N_("luku ei ole kokonaisluku: {value}."), value=cells.quoted(value))
        return int(found) if term == ASKED else found
    if term == WRITTEN_IN and fold(text) not in LANGUAGES:
        raise Unreadable(N_("”{value}” ei ole kysymysten kieli. Kielet: fi, sv, en."), value=cells.quoted(text))
    return text.upper() if term == CROSS else fold(text) if term == WRITTEN_IN else text


def _columns_of(sheet: Grid, faults: list[Message]) -> list[Described]:
    places, header = _header(sheet)
    if not {LETTER, KIND} <= set(places):
        faults.append(
            Message(
                N_("Taulukosta {sheet} puuttuu otsikkorivi: {columns}."), sheet=sheet.name,
                columns=", ".join(Message(HEADERS[one]).tell() for one in HEADERS),
            )
        )  # fmt: skip
        return []
    found = []
    for row in sheet.rows(header + 1):
        said = {
            name: " ".join(cells.text_of(sheet.at(row, column).value or "").split()) for name, column in places.items()
        }
        if not _is_letter(said[LETTER]):
            continue  # the row of guidance, or a remark of somebody's own
        found.append(_row(sheet, row, places, said, faults))
    return found


def _is_letter(word: str) -> bool:
    return word.isascii() and word.isalpha() and len(word) <= 3


def _header(sheet: Grid) -> tuple[dict[str, int], int]:
    for row in sheet.rows():
        told = {column: cells.text_of(one.value or "") for column, one in sheet.cells[row].items()}
        places = {name: column for column, word in told.items() if (name := meaning(word, HEADERS))}
        if {LETTER, KIND} <= set(places):
            return places, row
    return {}, 1


def _row(sheet: Grid, row: int, places: dict, said: dict, faults: list[Message]) -> Described:
    def wrong(name: str, message: str, **fields: object) -> None:
        faults.append(sheet.fault(row, places.get(name, 1), Message(message, **fields)))

    kind = meaning(said[KIND], described.KINDS)
    options = tuple(dict.fromkeys(part.strip() for part in said.get(OPTIONS, "").split(";") if part.strip()))
    question, option = said.get(QUESTION, "")[:_LONGEST], said.get(OPTION, "")[:_LONGEST]
    if not kind:
        listed = "; ".join(described.KINDS.values())
        wrong(
            KIND, N_("”{value}” ei ole luettelossa. Valitse jokin näistä: {listed}."),
            value=cells.quoted(said[KIND]), listed=listed,
        )  # fmt: skip
        kind = IGNORED
    if kind != IGNORED:
        if not question:
            wrong(QUESTION, N_("puuttuu: {column}."), column=Message(HEADERS[QUESTION]))
        if kind not in (OPEN, IGNORED) and len(options) < 2 and not (kind == MULTIPLE and option):
            wrong(OPTIONS, N_("kirjoita vähintään kaksi vaihtoehtoa ja erota ne puolipisteellä."))
        if len(options) > _MOST_OPTIONS:
            wrong(OPTIONS, N_("vaihtoehtoja on yli {most}."), most=_MOST_OPTIONS)
        if len({fold(bare(one)) for one in options}) < len(options):
            wrong(OPTIONS, N_("sama vaihtoehto on kahdesti."))
        if sum(one.endswith(REST) for one in options) > 1:
            wrong(OPTIONS, N_("tähti on usean vaihtoehdon perässä. Jätä se yhteen."))
    return Described(said[LETTER].upper(), said.get(HEADING, ""), kind, question, option, options, row=row)
