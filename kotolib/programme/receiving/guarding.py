"""Whether a delivered workbook is one that may be opened at all: read from its raw parts, before any cell is parsed.

Knows zip archives, sizes and how often something stands in a part; no sheet. What is counted is what costs time and
memory when the parts are parsed: cells, rows, other elements, and cells that a range makes though nothing is in them.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from kotolib.errors import N_, StoreDamaged

LARGEST_FILE = 30_000_000
LARGEST_UNPACKED = 60_000_000
MOST_ROWS = 50_000
MOST_CELLS = 600_000

_LARGEST_LISTING = 1_000_000
_MOST_OTHER = 400_000
_CHUNK = 1 << 18
_LONGEST_TAG = 200
_FOREIGN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
_OURS = (b"", b"utf-8", b"us-ascii", b"ascii")
_PREFIX = rb"<(?:[\w.-]{1,40}:)?"
_ROW = re.compile(_PREFIX + rb"row\b[^>]{0,160}?\br\s*=\s*[\"'](\d{1,9})")
_ROW_OR_CELL = re.compile(_PREFIX + rb"(row|c)[\s>/]")
_STRETCHED = re.compile(
    _PREFIX + rb"(?:mergeCell|hyperlink|comment)\b[^>]{0,160}?"
    rb"\bref\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})"
)
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_END_OF_LISTING = b"PK\x05\x06"


def refuse_hostile(path: Path) -> None:
    """Nothing, where the workbook may be opened.

    Raises
    ------
    StoreDamaged
        It is locked by a password or of the old form, has macros or an entity of XML in it, or would unpack into more
        than any honest answer has; the message says what to do.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise too_large(path)
    with path.open("rb") as file:
        if file.read(4) == _OLD_FORMAT:
            raise StoreDamaged(
                N_(
                    "{path} on suojattu salasanalla tai vanhaa .xls-muotoa. Tallenna se muodossa .xlsx ilman salasanaa."
                ),
                path=path.name,
            )
        file.seek(max(0, path.stat().st_size - (1 << 16) - 22))
        if _listing(file.read()) > _LARGEST_LISTING:
            raise too_large(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_parts(path, archive)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error) as fault:
        raise StoreDamaged(
            N_("{path} ei ole ehjä Excel-työkirja (.xlsx). Pyydä tiedosto uudelleen tai tallenna se uudelleen."),
            path=path.name,
        ) from fault


def _listing(end: bytes) -> int:
    """How many bytes the archive's own list of its parts has, by the end of the file."""
    at = end.rfind(_END_OF_LISTING)
    return struct.unpack_from("<L", end, at + 12)[0] if 0 <= at <= len(end) - 16 else 0


def _refuse_parts(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise StoreDamaged(
            N_("Työkirjassa {path} on makroja. Tallenna se muodossa .xlsx ilman makroja."), path=path.name
        )
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise too_large(path)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            _refuse_part(path, archive, part)


def _refuse_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    counted = _Counted(part.filename)
    with archive.open(part) as stream:
        for chunk, text in _texts(stream):
            if _FOREIGN.search(text) or (chunk is text and _is_written_otherwise(text)):
                raise StoreDamaged(
                    N_("Työkirjassa {path} on vieras XML-määrittely, jollaista Excel ei kirjoita. Sitä ei avata."),
                    path=path.name,
                )
            if counted.is_too_much(chunk, text):
                raise too_large(path)


def _texts(stream) -> Iterator[tuple[bytes, bytes]]:
    """A part piece by piece, and each piece with the end of the one before it; the first is both."""
    tail = b""
    while chunk := stream.read(_CHUNK):
        text = tail + chunk if tail else chunk
        yield chunk, text
        tail = text[-_LONGEST_TAG:]


def _is_written_otherwise(start: bytes) -> bool:
    """Whether a part is in another encoding, in which nothing could be found: parsers would read it all the same."""
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:_LONGEST_TAG]
    found = _ENCODING.match(start)
    return not start.startswith(b"<") or b"\0" in start or (found is not None and found[1].lower() not in _OURS)


class _Counted:
    """What has been counted of one part so far."""

    def __init__(self, part: str) -> None:
        self.is_sheet, self.is_texts = "/worksheets/" in part, part.endswith("sharedStrings.xml")
        self.rows, self.cells, self.elements, self.stretched = 0, 0, 0, 0

    def is_too_much(self, chunk: bytes, text: bytes) -> bool:
        """Whether the part has more than an honest answer; ``text`` is the chunk with what stood just before it."""
        self.elements += chunk.count(b"<")
        self.stretched += sum(map(_cells_of, _STRETCHED.findall(text)))
        if self.is_sheet:
            found = _ROW_OR_CELL.findall(chunk)
            rows = found.count(b"row")
            self.rows, self.cells = self.rows + rows, self.cells + len(found) - rows
            if self.rows > MOST_ROWS or any(int(row) > MOST_ROWS for row in _ROW.findall(text)):
                return True
        # A cell has up to three elements inside, each with its end; a text has one.
        usual = 8 * self.cells + 2 * self.rows if self.is_sheet else 4 * MOST_CELLS * self.is_texts
        return max(self.cells, self.stretched) > MOST_CELLS or self.elements - usual > _MOST_OTHER


def _cells_of(corners: tuple[bytes, bytes, bytes, bytes]) -> int:
    left, top, right, bottom = corners
    return (abs(_number(right) - _number(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def too_large(path: Path) -> StoreDamaged:
    """That a file is refused for its size."""
    return StoreDamaged(
        N_("{path} on liian suuri: enintään {rows} riviä luetaan. Poista tyhjät ja ylimääräiset rivit ja taulukot."),
        path=path.name,
        rows=MOST_ROWS,
    )
