"""Whether a delivered workbook is one that may be opened at all: read from its raw parts, before any cell is parsed.

Knows zip archives and sizes; no sheet.
"""

import re
import zipfile
from pathlib import Path

from kotolib.errors import N_, StoreDamaged

LARGEST_FILE = 30_000_000
LARGEST_UNPACKED = 60_000_000
MOST_ROWS = 50_000
MOST_CELLS = 600_000

_CHUNK = 1 << 18
_LONGEST_TAG = 200
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROW = re.compile(rb"<row\b[^>]{0,80}?\br=\"(\d{1,9})\"")
_CELL = re.compile(rb"<c[ >/]")
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"


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
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_parts(path, archive)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise StoreDamaged(
            N_("{path} ei ole ehjä Excel-työkirja (.xlsx). Pyydä tiedosto uudelleen tai tallenna se uudelleen."),
            path=path.name,
        ) from fault


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
    is_sheet, cells, tail = "/worksheets/" in part.filename, 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            if _DOCTYPE.search(text):
                raise StoreDamaged(
                    N_("Työkirjassa {path} on vieras XML-määrittely, jollaista Excel ei kirjoita. Sitä ei avata."),
                    path=path.name,
                )
            if is_sheet:
                cells += len(_CELL.findall(chunk))
                if cells > MOST_CELLS or any(int(row) > MOST_ROWS for row in _ROW.findall(text)):
                    raise too_large(path)
            tail = text[-_LONGEST_TAG:]


def too_large(path: Path) -> StoreDamaged:
    """That a file is refused for its size."""
    return StoreDamaged(
        N_("{path} on liian suuri: enintään {rows} riviä luetaan. Poista tyhjät ja ylimääräiset rivit ja taulukot."),
        path=path.name,
        rows=MOST_ROWS,
    )
