"""Joins returned copies and forms into the programme's workbook by row ids; overwrites nothing and lists conflicts.

Knows which row of a copy is which row of the workbook; :mod:`kotolib.programme.joining` knows the cells.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kotolib import areas
from kotolib.errors import N_, KotoError
from kotolib.language import Texts
from kotolib.programme import beginning, faults, keeping, marks, sheets
from kotolib.programme import reading as workbooks
from kotolib.programme.joining import Conflict, Target
from kotolib.programme.reading import Reading
from kotolib.programme.records import LinkedDocument, Programme, Row
from kotolib.programme.sheets import Sheet

_Ids = dict[tuple[str, str], str]
"""(sheet id, row id in a copy) → row id in the workbook."""


@dataclass
class Merged:
    """What became of the copies.

    Attributes
    ----------
    path
        Where the joined workbook is.
    backup
        The dated copy of what was there, or None where nothing was written over.
    added, filled
        How many rows, and how many cells of rows that were there, were brought.
    conflicts
        Cells in which a copy says something else than the workbook; the workbook's word stands.
    told
        What else should be known, in the workbook's language.
    """

    path: Path
    texts: Texts
    backup: Path | None = None
    added: int = 0
    filled: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """What was done, then what remains for people."""
        _ = self.texts
        done = _(
            "{path}: uusia rivejä {added}, täydennettyjä soluja {filled}.",
            path=self.path,
            added=self.added,
            filled=self.filled,
        )
        saved = [_("Aiempi tilanne: {path}", path=self.backup)] if self.backup else []
        count = len(self.conflicts)
        head = [
            _.plural(
                "{count} ristiriita jäi ratkaistavaksi:", "{count} ristiriitaa jäi ratkaistavaksi:", count, count=count
            )
        ]
        return [*self.told, done, *saved, *(head if count else []), *(each.tell(_) for each in self.conflicts)]


@dataclass
class _Joining:
    """The workbook that is joined into, as it is by now."""

    target: Target
    rows: dict[str, dict[str, Row]]
    contents: dict[str, dict[tuple, str]]
    original: dict[str, set[str]]
    untouched: Programme
    merged: Merged


def merge(copies: list[Path], into: Path, day: date) -> Merged:
    """Join copies and forms into a workbook.

    A row is the workbook's row of the same id: its empty cells are filled, and where both say something else there is a
    conflict. Rows without an id, as in forms, and rows of an id that another copy has just brought become new rows;
    references follow them. A row that is there already, word for word, is not brought again.

    Parameters
    ----------
    copies
        Returned workbooks and forms, in either language.
    into
        The programme's workbook.
    day
        Dates the backup.

    Returns
    -------
    Merged
        Counts, conflicts and what else to tell.

    Raises
    ------
    StoreDamaged
        A workbook cannot be read; nothing was written.
    InTheWay
        The workbook is open elsewhere; nothing was written.
    """
    whole = workbooks.read(into, withhold=False)
    read = [workbooks.read(copy, withhold=False) for copy in copies]
    keeping.refuse_open(into)
    merged = Merged(into, whole.texts)
    joining = _begin(whole, merged)
    for copy in read:
        _join(copy, joining)
    if merged.added or merged.filled:
        _write(joining.target.saved(day), whole, merged, day)
    return merged


def _begin(whole: Reading, merged: Merged) -> _Joining:
    rows = {
        name: {row.id: row for row in getattr(whole.programme, name)}
        for name in sheets.sheets()
        if name != sheets.BASICS
    }
    return _Joining(
        target=Target(whole),
        rows=rows,
        contents={
            name: {_content(sheets.sheet(name), row): row.id for row in reversed(each.values())}
            for name, each in rows.items()
        },
        original={name: set(each) for name, each in rows.items()},
        untouched=_untouched(whole),
        merged=merged,
    )


def _untouched(whole: Reading) -> Programme:
    """What a new workbook of the area holds: a copy that still says it has no opinion of its own."""
    try:
        return beginning.beginning(areas.get(whole.area), whole.language)
    except KotoError:
        return Programme()


def _write(content: bytes, whole: Reading, merged: Merged, day: date) -> None:
    """Over the workbook after a backup; beside it where something in it would be lost."""
    _ = whole.texts
    if whole.lost:
        merged.path = keeping.write_new(content, keeping.free_name(whole.path, f"{_(N_('koottu'))}-{day:%Y-%m-%d}"))
        what = _.listing([_(each) for each in whole.lost])
        merged.told.append(
            _(
                "Työkirjasta {path} katoaisi osia ({what}). Siksi se jäi ennalleen, ja koottu työkirja on sen "
                "vieressä.",
                path=whole.path.name,
                what=what,
            )
        )
    else:
        merged.backup = keeping.write_over(content, whole.path, day)


def _join(copy: Reading, joining: _Joining) -> None:
    merged, name = joining.merged, copy.path.name
    for fault in copy.faults:
        # Rows without ids and the like are what joining is for; what was not read must be told.
        if fault.weight == faults.FAULT:
            merged.told.append(f"{name}: {fault.tell(merged.texts)}")
    if sheets.BASICS not in copy.withheld:
        _join_basics(copy, joining)
    wanted = [
        sheet for sheet in sheets.declared().sheets if sheet.layout != "facts" and getattr(copy.programme, sheet.id)
    ]
    open_sheets = [sheet for sheet in wanted if _may_be_joined(sheet, copy, joining)]
    ids = _named(open_sheets, copy, joining)
    for sheet in open_sheets:
        for row in getattr(copy.programme, sheet.id):
            _join_row(sheet, _pointing(row, sheet, ids), ids[sheet.id, row.id], copy, joining)


def _may_be_joined(sheet: Sheet, copy: Reading, joining: _Joining) -> bool:
    _, title = joining.merged.texts, sheet.title_in(joining.target.language)
    if sheet.id in copy.withheld:
        message = N_("{file}: taulukkoa {sheet} ei koottu, koska siinä on henkilötunnus. Poista se ja kokoa uudelleen.")
    elif not joining.target.has(sheet.id):
        message = N_("{file}: taulukkoa {sheet} ei koottu, koska sitä ei ole ohjelman työkirjassa.")
    else:
        return True
    joining.merged.told.append(_(message, file=copy.path.name, sheet=title))
    return False


def _named(open_sheets: list[Sheet], copy: Reading, joining: _Joining) -> _Ids:
    """Which row of the workbook each row of the copy is; new rows get a free id."""
    ids: _Ids = {}
    for sheet in open_sheets:
        taken = set(joining.rows[sheet.id])
        for row in getattr(copy.programme, sheet.id):
            ids[sheet.id, row.id] = _name(sheet, row, copy, joining, taken)
            taken.add(ids[sheet.id, row.id])
    return ids


def _name(sheet: Sheet, row: Row, copy: Reading, joining: _Joining, taken: set[str]) -> str:
    known = joining.rows[sheet.id]
    unnamed = (sheet.id, row.id) in copy.unnamed
    if not unnamed and row.id in known and (row.id in joining.original[sheet.id] or _alike(sheet, row, known[row.id])):
        return row.id
    same = joining.contents[sheet.id].get(_content(sheet, row))
    if same:
        return same
    if not unnamed and row.id not in taken:
        return row.id
    return joining.target.free_id(sheet, taken)


def _alike(sheet: Sheet, one: Row, other: Row) -> bool:
    """Whether two rows that came with one id in different copies are about the same thing."""
    key = sheet.key
    return key is not None and getattr(one, key.id) is not None and getattr(one, key.id) == getattr(other, key.id)


def _content(sheet: Sheet, row: Row) -> tuple:
    """What a row says apart from its id and from the ids it points at."""
    return tuple(getattr(row, c.id) for c in sheet.columns if c.kind not in sheets.REFERENCES)


def _pointing(row: Row, sheet: Sheet, ids: _Ids) -> Row:
    """The row with its references following the rows that got a new id."""
    changes: dict[str, object] = {}
    for column in sheet.columns:
        target = column.points_to if column.kind in sheets.REFERENCES else "indicators"
        if column.kind in (*sheets.REFERENCES, *sheets.INDICATORS):
            value = getattr(row, column.id)
            changes[column.id] = (
                tuple(ids.get((target, each), each) for each in value)
                if isinstance(value, tuple)
                else ids.get((target, value), value)
            )
    return row.model_copy(update=changes)


def _join_row(sheet: Sheet, row: Row, row_id: str, copy: Reading, joining: _Joining) -> None:
    known, merged = joining.rows[sheet.id], joining.merged
    there = known.get(row_id)
    if there is None:
        joining.target.add(sheet, row, row_id)
        known[row_id] = row.model_copy(update={"id": row_id})
        joining.contents[sheet.id].setdefault(_content(sheet, row), row_id)
        merged.added += 1
        if row.id != row_id and (sheet.id, row.id) not in copy.unnamed:
            merged.told.append(
                merged.texts(
                    "{file}: rivi {old} sai tunnuksen {new}, koska {old} oli jo käytössä.",
                    file=copy.path.name,
                    old=row.id,
                    new=row_id,
                )
            )
        return
    default = next((each for each in getattr(joining.untouched, sheet.id) if each.id == row_id), None)
    brought = {}
    for column in sheet.columns:
        said, stands = getattr(row, column.id), getattr(there, column.id)
        if said in (None, ()) or said == stands or (default and said == getattr(default, column.id)):
            continue
        conflict = joining.target.fill(sheet, row_id, column, said)
        if conflict is None:
            brought[column.id] = said
            merged.filled += 1
        elif conflict.kept:
            merged.conflicts.append(conflict.of(copy.path.name))
    known[row_id] = there.model_copy(update=brought)


def _join_basics(copy: Reading, joining: _Joining) -> None:
    """Facts and documents of *Perustiedot*: empty cells are filled, the rest are conflicts."""
    sheet = sheets.sheet(sheets.BASICS)
    if not joining.target.has(sheet.id):
        return
    for fact in sheet.facts:
        said, default = getattr(copy.programme.basics, fact.id), getattr(joining.untouched.basics, fact.id)
        if said not in (None, (), default):
            _join_fact(copy, joining, (fact.id, "answer"), said)
    for document in copy.programme.documents:
        for place, said in _document_cells(document, joining.target.language):
            if said is not None:
                _join_fact(copy, joining, (marks.DOCUMENT + document.id, place), said)


def _document_cells(document: LinkedDocument, language: str) -> tuple[tuple[str, object], ...]:
    name = marks.ABSENT[language] if document.absent else document.name
    return ("answer", name), ("date", document.date), ("address", document.address)


def _join_fact(copy: Reading, joining: _Joining, where: tuple[str, str], said: object) -> None:
    conflict = joining.target.fill_fact(where, said)
    if conflict is None:
        joining.merged.filled += 1
    elif conflict.kept:
        joining.merged.conflicts.append(conflict.of(copy.path.name))
