"""Writes one row that a person filled in elsewhere into the workbook, and takes it back; judges nothing.

Only the cells that the person changed are written. The file is read back before it takes the workbook's place: a row
that the workbook could not tell again is refused with the sentences of a check.
"""

import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kotolib.errors import N_, InTheWay, Messages, WrongWords
from kotolib.programme import faults, joining, keeping, sheets
from kotolib.programme import reading as workbooks
from kotolib.programme.joining import Target
from kotolib.programme.reading import Reading
from kotolib.programme.records import Row
from kotolib.programme.sheets import Column, Sheet

CHANGED = N_(
    "Taulukon {sheet} riviä {row} on muutettu sen jälkeen, kun se luettiin. Mitään ei tallennettu: lue työkirja "
    "uudelleen."
)
REFUSED = N_("Mitään ei tallennettu. Korjaa ensin:\n{told}")
NO_PLACE = N_(
    "Työkirjassa {path} ei ole paikkaa tiedolle {column} (taulukko {sheet}, rivi {row}). Palauta sarake tai pura "
    "solujen yhdistäminen. Mitään ei tallennettu."
)
NO_SHEET = N_(
    "Työkirjassa {path} ei ole taulukkoa {sheet}, joten siihen ei voi tallentaa. Kopioi se uudesta työkirjasta."
)


@dataclass(frozen=True)
class Written:
    """What was written, and enough to take it back.

    Attributes
    ----------
    reading
        The workbook as it is now.
    backup
        The dated copy of what was there.
    sheet, row_id
        Which row.
    columns
        Ids of the columns that were written.
    """

    reading: Reading
    backup: Path
    sheet: str
    row_id: str
    columns: tuple[str, ...]

    @property
    def row(self) -> Row | None:
        """The row as it is read now; None where nothing is left in it."""
        return find(self.reading, self.sheet, self.row_id)


def find(reading: Reading, sheet_id: str, row_id: str) -> Row | None:
    """The row of an id, or None."""
    return next((row for row in getattr(reading.programme, sheet_id) if row.id == row_id), None)


def free_id(reading: Reading, sheet_id: str) -> str:
    """An id for a new row: no row with anything in it bears it.

    Examples
    --------
    >>> from kotolib import areas
    >>> from kotolib.programme import keeping
    >>> free_id(workbooks.read(keeping.place(areas.get("example-kangasala"))), "goals")
    'T8'
    """
    taken = {row.id for row in getattr(reading.programme, sheet_id)}
    return Target(reading).free_id(sheets.sheet(sheet_id), taken)


def put(reading: Reading, sheet_id: str, row: Row, day: date) -> Written:
    """Write a new row, or the changed cells of one that is there.

    Parameters
    ----------
    reading
        The workbook as the person saw it: what :func:`kotolib.programme.reading.read` gave back.
    sheet_id
        Any sheet of rows: ``goals``, ``findings``, ``measures``, ``texts``.
    row
        The row as it should be; its id is that of a row in ``reading``, or one of :func:`free_id`.
    day
        Dates the backup.

    Returns
    -------
    Written
        The workbook as it is now, and what :func:`take_back` needs. Unknown sheets, formats, drop-downs and what
        formulas came to are as they were.

    Raises
    ------
    InTheWay
        The workbook is open elsewhere, holds what would be lost, or somebody has changed this row since ``reading``.
    WrongWords
        The workbook could not tell the row again: a personal identity code, a reference to nothing, a contradiction.
        The sentences are those of a check.
    StoreDamaged
        The file cannot be read any more.
    """
    sheet, now = sheets.sheet(sheet_id), _now(reading)
    before, there = find(reading, sheet_id, row.id), find(now, sheet_id, row.id)
    if before != there:
        raise _changed(now, sheet, row.id)
    target = _target(now, sheet)
    changed = [c for c in sheet.columns if getattr(row, c.id) != (getattr(before, c.id) if before else None)]
    changed = [c for c in changed if before or getattr(row, c.id) not in (None, ())]
    if not changed:
        raise WrongWords(N_("Mitään ei ole muutettu, joten mitään ei tallennettu."))
    if before is None:
        target.add(sheet, row.model_copy(update={c.id: None for c in sheet.columns}), row.id)
    for column in changed:
        if not target.put(sheet, row.id, column, getattr(row, column.id)):
            raise _no_place(now, sheet, column, row.id)
    return _save(target, now, (sheet_id, row.id, tuple(column.id for column in changed)), day)


def remove(reading: Reading, sheet_id: str, row_id: str, day: date) -> Written:
    """Empty a row, what could not be read in it too; refused where another row points to it.

    Raises
    ------
    WrongWords
        Another row points to it: the sentence names the cell.
    InTheWay
        As in :func:`put`.
    """
    sheet, now = sheets.sheet(sheet_id), _now(reading)
    if find(reading, sheet_id, row_id) != find(now, sheet_id, row_id):
        raise _changed(now, sheet, row_id)
    target = _target(now, sheet)
    columns = tuple(column.id for column in sheet.columns if target.put(sheet, row_id, column, None))
    return _save(target, now, (sheet_id, row_id, columns), day)


def take_back(written: Written, day: date) -> Written:
    """Put back what the written cells held before, formulas and what could not be read included.

    Parameters
    ----------
    written
        What :func:`put` gave back, of this or an earlier row; its backup must still be there.
    day
        Dates the backup of what is taken back.

    Raises
    ------
    InTheWay
        The workbook is open elsewhere, or somebody has changed the row since.
    StoreDamaged
        The backup is gone.
    """
    sheet, now = sheets.sheet(written.sheet), _now(written.reading)
    if find(now, written.sheet, written.row_id) != written.row:
        raise _changed(now, sheet, written.row_id)
    old = Target(workbooks.read(written.backup))
    target = _target(now, sheet)
    for column in written.columns:
        target.put_back(sheet, written.row_id, sheet.column(column), old)
    return _save(target, now, (written.sheet, written.row_id, written.columns), day, as_it_was=True)


def _now(reading: Reading) -> Reading:
    """The file as it is by now, when it may be written."""
    keeping.refuse_open(reading.path)
    now = workbooks.read(reading.path)
    keeping.refuse_loss(now.path, now.lost, now.texts)
    return now


def _target(now: Reading, sheet: Sheet) -> Target:
    target = joining.Target(now)
    if not target.has(sheet.id):
        raise InTheWay(NO_SHEET, path=now.path.name, sheet=sheet.title_in(now.language))
    return target


def _save(
    target: Target, now: Reading, row: tuple[str, str, tuple[str, ...]], day: date, *, as_it_was: bool = False
) -> Written:
    """Read back and move into place; a row that goes back to what it was may have the faults that it had."""
    content = target.saved(day)
    back = _read_back(content, now)
    place = (sheets.sheet(row[0]).title_in(now.language), now.places.get(row[:2])) if as_it_was else None
    known = {fault.tell(now.texts) for fault in now.faults}
    new = [fault for fault in back.faults if fault.weight == faults.FAULT and fault.tell(now.texts) not in known]
    new = [fault for fault in new if (fault.sheet, fault.row) != place]
    if new:
        raise WrongWords(REFUSED, told=Messages(fault.placed() for fault in new))
    backup = keeping.write_over(content, now.path, day)
    return Written(replace(back, path=now.path), backup, *row)


def _read_back(content: bytes, now: Reading) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / now.path.name
        path.write_bytes(content)
        return workbooks.read(path)


def _changed(now: Reading, sheet: Sheet, row_id: str) -> InTheWay:
    return InTheWay(CHANGED, sheet=sheet.title_in(now.language), row=row_id)


def _no_place(now: Reading, sheet: Sheet, column: Column, row_id: str) -> InTheWay:
    named = {"column": column.name_in(now.language), "sheet": sheet.title_in(now.language), "row": row_id}
    return InTheWay(NO_PLACE, path=now.path.name, **named)
