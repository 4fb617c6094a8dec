"""From what is written of another row to that row's id; knows rows of all sheets, not their meaning."""

import re
from datetime import date
from typing import Protocol

from kotolib.errors import Message
from kotolib.programme import cells, faults, sheets
from kotolib.programme.locating import Located
from kotolib.programme.records import Programme, Row
from kotolib.programme.sheets import Column

_NUMBERED = re.compile(r"([A-Za-zÅÄÖåäö]{0,3})\s*-?\s*(\d+)\b.*", re.DOTALL)


class Read(Protocol):
    """A sheet that is being read."""

    located: Located
    places: dict[str, int]

    def tell(self, told: Message, row: int, column: int = 0) -> None:
        """Add a fault."""


def element(value: object, text: str) -> str:
    """The id of a document element, ``5.1``, also where Excel has made a number or a day of it."""
    if isinstance(value, date):
        return f"{value.day}.{value.month}"
    return text.replace(",", ".")


def resolved(programme: Programme, read: dict[str, Read]) -> Programme:
    """The programme with references to rows that exist; the others are told and left out.

    Parameters
    ----------
    programme
        References as they are written: ``T1``, ``t 1``, ``1`` or ``T1 – työllisyys``.
    read
        The sheets by id.
    """
    ids = {name: {sheets.fold(row.id): row.id for row in getattr(programme, name)} for name in read if name != "basics"}
    changes: dict[str, tuple[Row, ...]] = {}
    for sheet_id, sheet in read.items():
        pointing = [c for c in sheets.sheet(sheet_id).columns if c.kind in sheets.REFERENCES]
        owned = [c for c in sheets.sheet(sheet_id).columns if c.kind in sheets.INDICATORS]
        if pointing or owned:
            changes[sheet_id] = tuple(_row(row, pointing, owned, sheet, ids) for row in getattr(programme, sheet_id))
    return programme.model_copy(update=changes)


def _row(row: Row, pointing: list[Column], owned: list[Column], sheet: Read, ids: dict) -> Row:
    changes: dict[str, object] = {}
    for column in pointing:
        written = getattr(row, column.id)
        several = column.kind == "refs"
        pieces = written if several else ([written] if written else [])
        found = [_found(piece, column, row, sheet, ids) for piece in pieces]
        kept = tuple(dict.fromkeys(each for each in found if each))
        changes[column.id] = kept if several else (kept[0] if kept else None)
    own = ids.get("indicators", {})
    for column in owned:
        written = getattr(row, column.id)
        if isinstance(written, tuple):
            changes[column.id] = tuple(own.get(sheets.fold(each), each) for each in written)
        elif written:
            changes[column.id] = own.get(sheets.fold(written), written)
    return row.model_copy(update=changes)


def _found(written: str, column: Column, row: Row, sheet: Read, ids: dict) -> str | None:
    target = sheets.sheet(column.points_to)
    known = ids.get(target.id)
    if known is None:
        return written  # the other sheet is not in this workbook
    found = known.get(sheets.fold(written)) or known.get(sheets.fold(_numbered(written, target.prefix)))
    if found is None:
        language = 1 if sheet.located.page.title == sheet.located.sheet.title[1] else 0
        title = target.title[language]
        told = (
            Message(faults.NO_SUCH_ROW, value=cells.quoted(written), sheet=title, example=next(iter(known.values())))
            if known
            else Message(faults.NOTHING_TO_POINT_AT, value=cells.quoted(written), sheet=title)
        )
        sheet.tell(told, sheet.places[row.id], sheet.located.columns[column.id])
    return found


def _numbered(written: str, prefix: str) -> str:
    found = _NUMBERED.fullmatch(written.strip())
    if not found or found[1].upper() not in ("", prefix):
        return written
    return f"{prefix}{found[2]}"
