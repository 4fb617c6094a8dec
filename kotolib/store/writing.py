"""Writing a table and its card: the canonical text of a frame, its checksum, and files moved into place whole.

Knows the tidy form; not where the figures were read from.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kotolib.store.cards import EDITION_FILE, KEYS, Card, edition_checksum, from_text, to_text

VALUES = ("value", "status")
ROWS_AT_ONCE = 100_000
"""A table of millions of rows is written in pieces: texts take much more room than the codes that stand for them."""
ROWS_IN_A_GROUP = 50_000
SMALL = 1_000_000
"""Rows up to which a file is squeezed as tightly as it can be."""
__all__ = ["KEYS", "VALUES", "canonical", "checksum", "number_text", "place", "write", "write_edition"]


def canonical(frame: pd.DataFrame) -> bytes:
    """The frame as the one text that its checksum is taken of: UTF-8, LF, a header, numbers as ``%.10g``, NaN empty.

    Examples
    --------
    >>> row = {"area": "211", "time": "2023", "content": "n", "value": 7.50, "status": "ok"}
    >>> canonical(pd.DataFrame([row]))
    b'area,time,content,value,status\\n211,2023,n,7.5,ok\\n'
    """
    return b"".join(_pieces(frame))


def _pieces(frame: pd.DataFrame) -> Iterator[bytes]:
    yield (",".join(frame.columns) + "\n").encode("utf-8")
    for start in range(0, len(frame), ROWS_AT_ONCE):
        piece = frame.iloc[start : start + ROWS_AT_ONCE]
        texts = {value: number_text(value) for value in piece["value"].unique()}
        numbers = ["" if value != value else texts[value] for value in piece["value"].tolist()]
        columns = [numbers if name == "value" else piece[name].tolist() for name in piece.columns]
        yield ("\n".join(map(",".join, zip(*columns, strict=True))) + "\n").encode("utf-8")


def number_text(value: float) -> str:
    """``7.5``; negative zero is zero."""
    return f"{value + 0.0:.10g}"


def checksum(frame: pd.DataFrame) -> str:
    """sha256 of the canonical text: the same for the same figures, whatever wrote the file."""
    total = hashlib.sha256()
    for piece in _pieces(frame):
        total.update(piece)
    return total.hexdigest()


def write(frame: pd.DataFrame, card: Card, folder: Path) -> Card:
    """Write ``<id>.parquet`` and ``<id>.json``; the card comes back with the sum of the file.

    The columns of texts may be categories.
    """
    content = _parquet(frame)
    card = replace(card, file_sha256=hashlib.sha256(content).hexdigest())
    place(folder / f"{card.id}.parquet", content)
    place(folder / f"{card.id}.json", to_text(card).encode("utf-8"))
    return card


def _parquet(frame: pd.DataFrame) -> bytes:
    sink = pa.BufferOutputStream()
    schema = pa.schema([(name, pa.float64() if name == "value" else pa.string()) for name in frame.columns])
    level = 19 if len(frame) <= SMALL else 3
    with pq.ParquetWriter(sink, schema, compression="zstd", compression_level=level, store_schema=False) as out:
        for start in range(0, len(frame), ROWS_IN_A_GROUP) or (0,):
            piece = frame.iloc[start : start + ROWS_IN_A_GROUP]
            columns = [pa.array(piece[name].astype("float64" if name == "value" else "str")) for name in piece.columns]
            arrays = [column.cast(field.type) for column, field in zip(columns, schema, strict=True)]
            out.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=ROWS_IN_A_GROUP)
    return sink.getvalue().to_pybytes()


def write_edition(name: str, folder: Path) -> str:
    """Write ``edition.json`` over the cards in the folder; gives the checksum of the edition.

    The checksum is of the figures alone; each card's own bytes are named beside it, so that a changed card is noticed.
    """
    cards = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json")) if path.name != EDITION_FILE}
    tables = {table: from_text(text).checksum for table, text in cards.items()}
    total = edition_checksum(name, tables)
    sums = {table: hashlib.sha256(text).hexdigest() for table, text in cards.items()}
    record = {"edition": name, "tables": tables, "cards": sums, "checksum": total}
    place(folder / EDITION_FILE, to_text(record).encode("utf-8"))
    return total


def place(path: Path, content: bytes) -> None:
    """Put the bytes under their name, whole or not at all."""
    beside = path.with_name(path.name + ".part")
    try:
        with open(beside, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
