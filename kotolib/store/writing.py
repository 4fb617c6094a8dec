"""Writing a table and its card: the canonical text of a frame, its checksum, and files moved into place whole.

Knows the tidy form; not where the figures were read from.
"""

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kotolib.store.cards import EDITION_FILE, Card, edition_checksum, from_text, to_text

KEYS = ("area", "time", "content", "age", "sex", "language")
"""Columns that tell rows apart, in the order of sorting; the last three only where the source has them."""

VALUES = ("value", "status")


def canonical(frame: pd.DataFrame) -> bytes:
    """The frame as the one text that its checksum is taken of: UTF-8, LF, a header, numbers as ``%.10g``, NaN empty.

    Examples
    --------
    >>> row = {"area": "211", "time": "2023", "content": "n", "value": 7.50, "status": "ok"}
    >>> canonical(pd.DataFrame([row]))
    b'area,time,content,value,status\\n211,2023,n,7.5,ok\\n'
    """
    texts = {value: number_text(value) for value in frame["value"].unique()}
    numbers = ["" if value != value else texts[value] for value in frame["value"].tolist()]
    columns = [numbers if name == "value" else frame[name].tolist() for name in frame.columns]
    lines = [",".join(frame.columns), *map(",".join, zip(*columns, strict=True))]
    return ("\n".join(lines) + "\n").encode("utf-8")


def number_text(value: float) -> str:
    """``7.5``; negative zero is zero."""
    return f"{value + 0.0:.10g}"


def checksum(frame: pd.DataFrame) -> str:
    """sha256 of the canonical text: the same for the same figures, whatever wrote the file."""
    return hashlib.sha256(canonical(frame)).hexdigest()


def write(frame: pd.DataFrame, card: Card, folder: Path) -> Card:
    """Write ``<id>.parquet`` and ``<id>.json``; the card comes back with the sum of the file."""
    sink = pa.BufferOutputStream()
    schema = pa.schema([(name, pa.float64() if name == "value" else pa.string()) for name in frame.columns])
    pq.write_table(
        pa.Table.from_pandas(frame, schema=schema, preserve_index=False).replace_schema_metadata(None),
        sink,
        compression="zstd",
        compression_level=19,
        row_group_size=50_000,
        store_schema=False,
    )
    content = sink.getvalue().to_pybytes()
    card = replace(card, file_sha256=hashlib.sha256(content).hexdigest())
    place(folder / f"{card.id}.parquet", content)
    place(folder / f"{card.id}.json", to_text(card).encode("utf-8"))
    return card


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
