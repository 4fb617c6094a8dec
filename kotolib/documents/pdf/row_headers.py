"""The last touch on a tagged PDF: the first cell of every body row becomes the row's header, and the file is packed.

Knows PDF's objects and structure tree, not what a table says. Typst marks the headers of columns by itself and has no
way yet to mark those of rows.
"""

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream

# A stream whose last byte is a carriage return, with the line feed before "endstream" behind it, is a byte shorter to
# some validators than it says of itself. The last byte is the check sum of what is packed: packing anew does not help.
_ENDS_BADLY = re.compile(rb"\r\nendstream")
_RUN, _END_OF_RUNS = 128, b"\x80"
_SHARED_OUT, _NOTHING = 5, "/KOTO_Nothing"


def with_row_headers(pdf: bytes) -> bytes:
    """The same PDF, its row headers marked and its objects packed; the same bytes for the same bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for row in list(_rows(document.Root.StructTreeRoot)):
            _mark(row)
        for stream in document.objects:
            if isinstance(stream, Stream) and stream.read_raw_bytes().endswith(b"\r"):
                _end_otherwise(stream)
        return next(packed for packed in _packed(document) if not _ENDS_BADLY.search(packed))


def _packed(document: Pdf) -> Iterator[bytes]:
    """The file with its objects in packed streams, then the same ones shared out otherwise, at last in none: those
    streams are all that is left to chance."""
    for _ in range(_SHARED_OUT):
        yield _saved(document, ObjectStreamMode.generate)
        # One small object more, which says nothing, moves all others to other streams.
        document.Root[_NOTHING] = Array([*document.Root.get(_NOTHING, ()), document.make_indirect(Dictionary())])
    yield _saved(document, ObjectStreamMode.disable)


def _saved(document: Pdf, mode: ObjectStreamMode) -> bytes:
    saved = io.BytesIO()
    document.save(saved, deterministic_id=True, object_stream_mode=mode)
    return saved.getvalue()


def _end_otherwise(stream: Stream) -> None:
    """Wrap the packed bytes into runs, which end with a byte of their own; a hundredth longer."""
    packed = stream.read_raw_bytes()
    pieces = [packed[start : start + _RUN] for start in range(0, len(packed), _RUN)]
    runs = b"".join(bytes([len(piece) - 1]) + piece for piece in pieces) + _END_OF_RUNS
    filters = stream.Filter if isinstance(stream.Filter, Array) else [stream.Filter]
    stream.write(runs, filter=Array([Name.RunLengthDecode, *filters]))


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
