"""Every number behind the figures and tables as an Excel workbook: one table on a sheet, from its first cell.

Knows sheets and number formats; not what the numbers mean. The same documents give the same bytes.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from kotolib import frame, office_files
from kotolib.display import wording
from kotolib.display.tables import KEY_NUMBERS
from kotolib.documents.blocks import Document
from kotolib.documents.imprint import Imprint
from kotolib.documents.number_sheets import NOTHING_TO_REMARK, STATES, fill, fill_table
from kotolib.errors import N_
from kotolib.language import Texts

LONGEST_NAME = 31
"""Excel takes no longer name for a sheet."""

_CONNECTING = ("ja", "och", "and", "–")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")

POPULATIONS = (
    (N_("Vieraskieliset"), wording.POPULATIONS["foreign_language"]),
    (N_("Ulkomaan kansalaiset"), wording.POPULATIONS["foreign_citizens"]),
    (N_("Ulkomailla syntyneet"), wording.POPULATIONS["foreign_born"]),
    (N_("Ulkomaalaistaustaiset"), wording.POPULATIONS["foreign_background"]),
)
"""The populations that are never mixed silently."""


@dataclass(frozen=True)
class _Sheet:
    name: str
    table: dict
    section: str


def write(documents: Sequence[Document], path: Path, imprint: Imprint | None = None) -> Path:
    """Write the numbers workbook beside its place and move it there.

    Parameters
    ----------
    documents
        Read notebooks in the programme's order. Tables of key numbers repeat what stands elsewhere and are left out.
    path
        `…/numbers.xlsx`; its folder exists.
    imprint
        Needed where there is no document; else the first document's.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    InTheWay
        The workbook is open in Excel: close it.
    """
    office_files.move_into_place(workbook(documents, imprint), Path(path))
    return Path(path)


def workbook(documents: Sequence[Document], imprint: Imprint | None = None) -> bytes:
    """The workbook that :func:`write` writes; the same documents give the same bytes."""
    imprint = imprint or Imprint.of(documents[0])
    saved = io.BytesIO()
    _book(documents, imprint).save(saved)
    return office_files.without_clock(saved.getvalue(), _day(imprint))


def _day(imprint: Imprint) -> datetime:
    day = date.fromisoformat(imprint.as_of) if imprint.as_of else office_files.EPOCH
    return datetime(day.year, day.month, day.day)


def _book(documents: Sequence[Document], imprint: Imprint) -> Workbook:
    _ = imprint.texts
    book = Workbook()
    book.properties.title = _("Luvut: {programme}", programme=imprint.name)
    book.properties.creator = "kotolib"
    book.properties.language = imprint.language
    book.properties.created = _day(imprint)
    contents = book.active
    contents.title = _("Sisällys")
    notes = book.create_sheet(_("Huomautukset"))
    sheets = list(_sheets(documents, {contents.title, notes.title}))
    _fill_contents(contents, sheets, notes, _)
    _fill_notes(notes, sheets, imprint)
    for sheet in sheets:
        fill_table(book.create_sheet(sheet.name), sheet.table, _)
    return book


def _sheets(documents: Sequence[Document], taken: set[str]) -> Iterator[_Sheet]:
    used = {name.lower() for name in taken} | {"history"}
    for document in documents:
        for table in document.tables:
            if table["style"] != KEY_NUMBERS:
                yield _Sheet(sheet_name(table["caption"], used), table, document.title)


def sheet_name(caption: str, used: set[str]) -> str:
    """A name that Excel takes and ``used`` (lower-case names, added to) does not hold yet.

    Examples
    --------
    >>> sheet_name("Vieraskielisten osuus väestöstä 31.12., Kangasala, %", set())
    'Vieraskielisten osuus väestöstä'
    """
    words = _FORBIDDEN.sub(" ", caption.split(",")[0]).split()
    name, turn = _cut(words, LONGEST_NAME), 1
    while name.lower() in used:
        turn += 1
        name = f"{_cut(words, LONGEST_NAME - len(str(turn)) - 1)} {turn}"
    used.add(name.lower())
    return name


def _cut(words: list[str], room: int) -> str:
    """As many whole words as there is room for, no *ja* or *och* at the end; one word that is too long is cut."""
    cut = False
    while len(words) > 1 and (len(" ".join(words)) > room or (cut and words[-1] in _CONNECTING)):
        words, cut = words[:-1], True
    return (" ".join(words)[:room].strip(" '") or "Taulukko")[:room]


def _fill_contents(sheet: Worksheet, sheets: Sequence[_Sheet], notes: Worksheet, _: Texts) -> None:
    rows = [(s.name, s.table["caption"], s.section, s.table["source"] or _("ei erillistä lähdettä")) for s in sheets]
    rows.append((notes.title, _("Merkinnät, lähteet ja määritelmät"), _("kaikki osat"), _("kaikki lähteet")))
    fill(sheet, (_("Taulukko"), _("Mitä"), _("Osa"), _("Lähde")), rows)
    for (link, *_rest), (name, *_others) in zip(sheet.iter_rows(min_row=2), rows, strict=True):
        place = "'" + name.replace("'", "''") + "'!A1"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=place, display=name)
        link.style = "Hyperlink"


def _fill_notes(sheet: Worksheet, sheets: Sequence[_Sheet], imprint: Imprint) -> None:
    _ = imprint.texts
    before, after = imprint.again
    rows = [
        (_("Ohjelma"), imprint.name),
        *([(_("Esimerkki"), imprint.example)] if imprint.example else []),
        (_("Aineisto"), imprint.figures),
        (_("Lisenssi"), imprint.licence),
        (_("Toistaminen"), f"{before}: {imprint.command} {after}"),
        (_("Tyhjät kohdat"), _("Jos lukua ei ole, sen paikalla on syy sanoina. Tyhjä kohta ei tarkoita nollaa.")),
        (_("Tila"), _("Sarake kertoo, mitkä rivin luvut ovat ennakkotietoja ja mitkä puuttuvat, ja miksi.")),
        *((_sentence(_(word)).rstrip("."), _(meaning)) for word, meaning in _SYMBOLS),
        *((_(population), _sentence(_(meaning))) for population, meaning in POPULATIONS),
        *((_("Lähde"), source) for source in _once(s.table["source"] for s in sheets)),
        *((_("Huomautus"), note) for note in _once(note for s in sheets for note in s.table["notes"])),
    ]
    fill(sheet, (_("Aihe"), _("Selitys")), rows)


_SYMBOLS = (
    (NOTHING_TO_REMARK, N_("Luvut ovat sellaisina kuin lähde on ne julkaissut.")),
    (STATES[frame.PRELIMINARY], N_("Tilaston tekijä voi vielä tarkistaa lukua.")),
    (STATES[frame.SUPPRESSED_BY_SOURCE], N_("Tilaston tekijä ei julkaise lukua, koska se koskee muutamaa ihmistä.")),
    (STATES[frame.SUPPRESSED], N_("Luku koskee niin harvoja, että ihmisen voisi tunnistaa.")),
    (STATES[frame.MISSING], N_("Aineistossa ei ole lukua.")),
    (STATES[frame.NOT_APPLICABLE], N_("Tässä kohdassa lukua ei kuulukaan olla.")),
    (STATES[frame.BELOW_QUALITY], N_("Luku olisi enimmäkseen sattumaa.")),
)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
