"""The last touch on a tagged PDF: the first cell of every body row becomes the row's header; knows PDF's structure
tree, not what the table says.

Typst marks the headers of columns by itself and has no way yet to mark those of rows.
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object


def with_row_headers(pdf: bytes) -> bytes:
    """The same PDF, its row headers marked and its objects packed; the same bytes for the same bytes."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for row in list(_rows(document.Root.StructTreeRoot)):
            _mark(row)
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _mark(row: Object) -> None:
    first = next(_children(row), None)
    if first is not None and first.S == Name.TD:
        first.S = Name.TH
        first.A = Dictionary(O=Name.Table, Scope=Name.Row)


def _rows(element: Object) -> Iterator[Object]:
    """The rows of every table body below the element."""
    for child in _children(element):
        if child.get("/S") == Name.TBody:
            yield from (row for row in _children(child) if row.get("/S") == Name.TR)
        yield from _rows(child)


def _children(element: Object) -> Iterator[Object]:
    """The structure elements right below one; marked content and links to objects are none."""
    kids = element.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
