"""Reads the workbook into records and tells all its faults at once; knows where things stand, not what goals should be.

Nothing here refuses a workbook for being unfinished. A cell that cannot be read is told and counts as empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from pydantic import BaseModel, ValidationError

from kotolib import house
from kotolib.errors import N_, Message, StoreDamaged
from kotolib.language import Texts, texts
from kotolib.programme import carrying, cells, faults, identity_codes, keeping, marks, opening, references, sheets
from kotolib.programme.faults import Fault
from kotolib.programme.locating import Located, Map, locate
from kotolib.programme.records import RECORDS, Basics, Contradiction, LinkedDocument, Programme, Row
from kotolib.programme.sheets import Column, Sheet
from kotolib.programme.vocabulary import members_of, vocabulary

EXAMPLE_ELSEWHERE = N_(
    "Työkirja {path} on esimerkki, eikä sen tekstejä julkaista kunnan sivuilla. Tee oma työkirja komennolla new."
)


@dataclass(frozen=True)
class Reading:
    """What a workbook says, and what is wrong with it.

    Attributes
    ----------
    path
        The workbook.
    language
        `fi` or `sv`: the workbook's own.
    version
        Version of the workbook's form; None where the cell is gone.
    area
        The word of the area it was made for; empty where unknown.
    programme
        The records. Free texts of the sheets in ``withheld`` are left out of it.
    faults
        All of them, in the order of sheets and rows.
    withheld
        Ids of the sheets whose texts are not published, because a personal identity code stands in them.
    lost
        What would be lost if the workbook were written again, as source messages.
    places
        (sheet id, row id) → row of the sheet.
    unnamed
        (sheet id, row id) of the rows whose id was not written there but given when the workbook was read.
    headers
        (sheet id, column id) → the sheet's visible name, the column's visible header and its number.
    """

    path: Path
    language: str
    version: int | None
    area: str
    programme: Programme
    faults: tuple[Fault, ...]
    withheld: frozenset[str]
    lost: tuple[str, ...]
    places: Mapping[tuple[str, str], int]
    unnamed: frozenset[tuple[str, str]]
    headers: Mapping[tuple[str, str], tuple[str, str, int]] = field(default_factory=dict)

    @property
    def is_example(self) -> bool:
        """Whether it is the worked example, wherever it has been copied to."""
        return self.area == house.EXAMPLE

    @property
    def texts(self) -> Texts:
        """The texts of the workbook's language."""
        return texts(self.language)

    def sentences(self) -> list[str]:
        """Every fault and remark as one sentence in the workbook's language."""
        lost = [
            self.texts("Ohjelma ei osaa tallentaa näitä työkirjan osia: {what}.", what=self.texts(what))
            for what in self.lost
        ]
        return [fault.tell(self.texts) for fault in self.faults] + lost


@dataclass
class _Sheet:
    """A sheet that is being read."""

    located: Located
    opened: opening.Opened
    words: cells.Vocabulary
    told: list[Fault] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    unnamed: set[str] = field(default_factory=set)

    @property
    def sheet(self) -> Sheet:
        return self.located.sheet

    def tell(self, told: Message, row: int, column: int = 0, weight: str = faults.FAULT) -> None:
        located = self.located
        header = located.header_of(column) if column else ""
        cell = f"{get_column_letter(column or located.ids)}{row}"
        self.told.append(Fault(told, located.page.title, row, header, cell, weight))


def read(path: Path, withhold: bool = True) -> Reading:
    """Read a workbook.

    Parameters
    ----------
    path
        An ``.xlsx`` made by ``new``, whatever people have done to it since.
    withhold
        Whether texts that may not be published are left out; only what writes them back into a workbook keeps them.

    Returns
    -------
    Reading
        Records and faults; an unfinished or empty workbook is no fault.

    Raises
    ------
    StoreDamaged
        There is no such file, it is no workbook, it is locked by a password or made by a newer version.
    InTheWay
        The system does not let the file be read.
    """
    path = Path(path)
    with opening.opened(path) as workbook:
        found = locate(workbook.book)
        _refuse_strange(path, found)
        words = vocabulary(found.language, members_of(found.area))
        reading = [_Sheet(located, workbook, words) for located in found.located.values()]
        programme = Programme(**{name: rows for sheet in reading for name, rows in _records(sheet, found).items()})
        programme = references.resolved(programme, {sheet.sheet.id: sheet for sheet in reading})
        withheld = frozenset(sheet.sheet.id for sheet in reading if _identity_codes(sheet))
        for sheet in reading:
            _merged(sheet)
    return Reading(
        path=path,
        language=found.language,
        version=found.version,
        area=found.area,
        programme=_without_texts(programme, withheld) if withhold else programme,
        faults=tuple(_of_the_whole(path, found) + [fault for sheet in reading for fault in _ordered(sheet)]),
        withheld=withheld,
        lost=tuple(carrying.lost(path)),
        places={(s.sheet.id, row_id): row for s in reading for row_id, row in s.places.items()},
        unnamed=frozenset((s.sheet.id, row_id) for s in reading for row_id in s.unnamed),
        headers={(s.sheet.id, column): place for s in reading for column, place in _headers(s.located).items()},
    )


def _headers(located: Located) -> dict[str, tuple[str, str, int]]:
    return {id_: (located.page.title, located.header_of(number), number) for id_, number in located.columns.items()}


def _refuse_strange(path: Path, found: Map) -> None:
    if not found.located:
        raise StoreDamaged(
            N_("{path}: tämä ei ole ohjelman työkirja. Tee uusi komennolla new ja siirrä tiedot siihen."),
            path=path.name,
        )
    if found.version is not None and found.version > sheets.declared().version:
        raise StoreDamaged(
            N_("{path} on tehty uudemmalla versiolla ({version}). Päivitä tämä ohjelma."),
            path=path.name,
            version=found.version,
        )


def _of_the_whole(path: Path, found: Map) -> list[Fault]:
    told = list(found.told)
    if found.version is None:
        told.insert(0, faults.remark(faults.NO_VERSION))
    if keeping.open_elsewhere(path):
        told.insert(0, faults.remark(faults.OPEN_ELSEWHERE))
    return told


def _ordered(sheet: _Sheet) -> list[Fault]:
    return sorted(sheet.told, key=lambda fault: fault.row)


def _records(sheet: _Sheet, found: Map) -> dict[str, object]:
    if sheet.sheet.layout == "facts":
        return _facts(sheet)
    kind = RECORDS[sheet.sheet.id]
    waiting = [
        (number, filled, fields)
        for number, filled in sheet.located.rows()
        if (fields := _fields(sheet, number, filled))
    ]
    named = _row_ids(sheet, waiting, found)
    rows = []
    for (number, _filled, fields), row_id in zip(waiting, named, strict=True):
        sheet.places[row_id] = number
        rows.append(_made(sheet, kind, {"id": row_id, **fields}, number))
        _miss_key(sheet, fields, number)
    return {sheet.sheet.id: tuple(rows)}


def _fields(sheet: _Sheet, number: int, filled: dict[int, Cell]) -> dict[str, object]:
    """What the row's cells say; empty where none of them says anything, and no fault was found."""
    before = len(sheet.told)
    fields = {}
    for column in sheet.sheet.columns:
        place = sheet.located.columns.get(column.id)
        if place in filled:
            fields[column.id] = _value(sheet, column, filled[place], place)
    written = any(value not in (None, ()) for value in fields.values()) or len(sheet.told) > before
    return fields if written else {}


def _value(sheet: _Sheet, column: Column, cell: Cell, place: int) -> object:
    """The value of a cell; what cannot be read is told and counts as empty."""
    empty = () if column.kind in sheets.SEVERAL else None
    try:
        return cells.read(column, sheet.opened.value(cell, percent=column.kind == "number"), sheet.words)
    except cells.Unreadable as fault:
        sheet.tell(fault.told, cell.row, place)
        return empty


def _row_ids(sheet: _Sheet, waiting: list, found: Map) -> list[str]:
    """The id of each row: as written, or the next free one where none is written or it is taken."""
    written = [_written_id(sheet, filled) for _number, filled, _fields in waiting]
    taken = {sheets.fold(each) for each in written if each}
    free = (each for each in marks.ids(sheet.sheet.prefix or "X") if sheets.fold(each) not in taken)
    seen: dict[str, int] = {}
    named = []
    for (number, _filled, _fields), row_id in zip(waiting, written, strict=True):
        if row_id and sheets.fold(row_id) not in seen:
            seen[sheets.fold(row_id)] = number
            named.append(row_id)
            continue
        named.append(next(free))
        sheet.unnamed.add(named[-1])
        if row_id:
            other = seen[sheets.fold(row_id)]
            sheet.tell(Message(faults.TWICE, id=row_id, other=other, free=named[-1]), number, sheet.located.ids)
        elif not found.is_form:
            sheet.tell(Message(faults.NO_ID, free=named[-1]), number, sheet.located.ids, faults.REMARK)
    return named


def _written_id(sheet: _Sheet, filled: dict[int, Cell]) -> str:
    cell = filled.get(sheet.located.ids)
    if cell is None:
        return ""
    text = " ".join(cells.text_of(cell.value).split())
    if identity_codes.has_code(text):
        return ""
    # Excel makes a number or a day of 5.1.
    return references.element(cell.value, text) if sheet.sheet.label else text


def _made(sheet: _Sheet, kind: type[BaseModel], fields: dict, number: int, rows: dict | None = None) -> BaseModel:
    """The record; a field that contradicts another is told and left out."""
    while True:
        try:
            return kind(**fields)
        except ValidationError as invalid:
            fault = invalid.errors()[0]["ctx"]["error"]
            if not isinstance(fault, Contradiction):
                raise
            row = (rows or {}).get(fault.column, number)
            sheet.tell(fault.told, row, sheet.located.columns.get("answer" if rows else fault.column, 0))
            fields = {name: value for name, value in fields.items() if name != fault.column}


def _miss_key(sheet: _Sheet, fields: dict, number: int) -> None:
    """A row that says something but not its main thing; what a new workbook itself holds is not told."""
    key = sheet.sheet.key
    given = {name for name, value in fields.items() if value not in (None, ())}
    if key and key.id in sheet.located.columns and key.id not in given and not given <= _STARTED:
        header = sheet.located.header_of(sheet.located.columns[key.id])
        sheet.tell(Message(faults.WITHOUT_KEY, column=header), number, weight=faults.REMARK)


_STARTED = {"role", "sector", "subject", "audience", "kind", "state"}
"""Columns that are filled in a new workbook, or that say nothing alone."""


def _facts(sheet: _Sheet) -> dict[str, object]:
    """*Perustiedot*: facts and documents by the hidden id of their row, or by what is asked on it."""
    facts = {fact.id: fact for fact in sheet.sheet.facts}
    answer = sheet.located.columns.get("answer", sheet.located.ids + 2)
    values: dict[str, object] = {}
    documents: dict[str, LinkedDocument] = {}
    for number, filled in sheet.located.rows():
        row_id = _fact_id(sheet, filled)
        if row_id in facts:
            sheet.places[row_id] = number
            if answer in filled:
                values[row_id] = _value(sheet, facts[row_id], filled[answer], answer)
        elif row_id.startswith(marks.DOCUMENT):
            document = _document(sheet, row_id.removeprefix(marks.DOCUMENT), filled)
            sheet.places[row_id] = number
            if document != LinkedDocument(id=document.id):
                documents[document.id] = document
    order = [each for each in sheets.declared().choices["document"] if each in documents]
    basics = _made(sheet, Basics, values, 0, sheet.places)
    return {"basics": basics, "documents": tuple(documents[each] for each in order)}


def _fact_id(sheet: _Sheet, filled: dict[int, Cell]) -> str:
    cell = filled.get(sheet.located.ids)
    if cell is not None:
        return cells.text_of(cell.value)
    label = filled.get(sheet.located.ids + 1)
    asked = sheets.fold(cells.text_of(label.value)) if label is not None else ""
    by_label = {sheets.fold(name): fact.id for fact in sheet.sheet.facts for name in fact.name}
    documents = {word: marks.DOCUMENT + each for word, each in sheets.meanings("document").items()}
    return by_label.get(asked) or documents.get(asked, "")


def _document(sheet: _Sheet, document: str, filled: dict[int, Cell]) -> LinkedDocument:
    places = sheet.located.columns
    said = {
        column.id: _value(sheet, column, filled[places[column.id]], places[column.id])
        for column in sheet.sheet.columns
        if places.get(column.id) in filled
    }
    name = said.get("answer")
    absent = bool(name) and sheets.fold(name) in _ABSENT
    return LinkedDocument(
        id=document, name=None if absent else name, date=said.get("date"), address=said.get("address"), absent=absent
    )


_ABSENT = {*map(sheets.fold, marks.ABSENT.values()), "none", "ei", "nej", "saknas", "puuttuu", "-", "–"}


def _identity_codes(sheet: _Sheet) -> bool:
    """Tell every cell of the sheet with a personal identity code in it, whichever column it stands in."""
    found = False
    for cell in _texts(sheet):
        if identity_codes.has_code(cell.value):
            found = True
            told = Message(faults.IDENTITY_CODE, masked=identity_codes.MASK)
            sheet.tell(told, cell.row, cell.column)
    return found


def _texts(sheet: _Sheet) -> Iterator[Cell]:
    for cell in sheet.located.page._cells.values():
        if isinstance(cell.value, str):
            yield cell


def _without_texts(programme: Programme, withheld: frozenset[str]) -> Programme:
    """The programme without what people wrote freely on the withheld sheets; choices, days and numbers stay."""
    changes: dict[str, object] = {}
    for sheet_id in withheld:
        if sheet_id == sheets.BASICS:
            free = [fact for fact in sheets.sheet(sheet_id).facts if fact.kind in sheets.FREE_TEXT]
            changes["basics"] = programme.basics.model_copy(update=_emptied(free))
            changes["documents"] = tuple(
                document.model_copy(update={"name": None, "address": None}) for document in programme.documents
            )
        else:
            free = [c for c in sheets.sheet(sheet_id).columns if c.kind in (*sheets.FREE_TEXT, *sheets.INDICATORS)]
            rows: tuple[Row, ...] = getattr(programme, sheet_id)
            changes[sheet_id] = tuple(row.model_copy(update=_emptied(free, row)) for row in rows)
    return programme.model_copy(update=changes)


def _emptied(columns: list[Column], row: Row | None = None) -> dict[str, object]:
    """Nothing in place of texts; an indicator stays, unless the code stands where its name should."""
    emptied: dict[str, object] = {}
    for column in columns:
        if column.kind not in sheets.INDICATORS or identity_codes.has_code(str(getattr(row, column.id))):
            emptied[column.id] = () if column.kind in sheets.SEVERAL else None
    return emptied


def _merged(sheet: _Sheet) -> None:
    """Cells that were merged below the header: only the first of them was read."""
    located = sheet.located
    for merged in located.page.merged_cells.ranges:
        if merged.min_row > located.header:
            sheet.tell(Message(faults.MERGED, cells=str(merged)), merged.min_row, merged.min_col)
