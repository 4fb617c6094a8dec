"""How an office file (xlsx, docx) reaches its place: without the clock, beside, whole; knows no content."""

import io
import os
import re
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from kotolib.errors import N_, InTheWay

EPOCH = date(1980, 1, 1)
"""The first day that a zip entry can bear; what stands where no day is told."""

_CORE = "docProps/core.xml"
_STAMPED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def without_clock(content: bytes, day: date | None) -> bytes:
    """The same file with every entry dated 1.1.1980 and its properties dated ``day``: equal content, equal bytes.

    Parameters
    ----------
    content
        A saved xlsx or docx; the library that saved it wrote the time of day into entries and properties.
    day
        The day that pages are seen from; None leaves the properties as they are, for files that people made.
    """
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            body = old.read(part)
            if part.filename == _CORE and day:
                stamp = day.strftime("%Y-%m-%dT00:00:00Z").encode()
                body = _STAMPED.sub(rb"\g<1>" + stamp, body)
            entry = zipfile.ZipInfo(part.filename, (EPOCH.year, EPOCH.month, EPOCH.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, body)
    return fixed.getvalue()


def move_into_place(content: bytes, path: Path) -> None:
    """Write beside, wait until it is on the disk, and move to ``path``, whose folder exists.

    Raises
    ------
    InTheWay
        The file is open in Excel or Word: close it.
    """
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except PermissionError:
        Path(beside).unlink(missing_ok=True)
        raise InTheWay(
            N_("Tiedostoa {file} ei voi korvata. Sulje se Excelissä ja aja uudelleen."), file=path.name
        ) from None
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
