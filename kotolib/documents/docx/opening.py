"""Opening other people's Word files: what is refused with a word of what to do, and how wide a column of text is."""

import io
import zipfile

import docx
from docx.document import Document
from docx.oxml.ns import qn

from kotolib.documents.docx.look import MARGIN, PAGE
from kotolib.documents.docx.xml import Element
from kotolib.errors import N_, StoreDamaged

_TYPES = "[Content_Types].xml"
_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"


def opened(content: bytes, name: str = "") -> Document:
    """The document, also from a template file (`.dotx`).

    Raises
    ------
    StoreDamaged
        It is no Word file of today, or it has macros or a password.
    """
    try:
        return docx.Document(io.BytesIO(_as_document(content)))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError):
        # lxml's fault of syntax is a SyntaxError too.
        raise StoreDamaged(
            N_(
                "{file}: tiedostoa ei voi lukea Word-asiakirjana. Avaa se Wordissa ja tallenna se muodossa "
                "Word-asiakirja (.docx), ilman makroja ja salasanaa."
            ),
            file=name or "docx",
        ) from None


def _as_document(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        types = package.read(_TYPES)
        if _TEMPLATE not in types:
            return content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            for part in package.infolist():
                body = types.replace(_TEMPLATE, _DOCUMENT) if part.filename == _TYPES else package.read(part)
                copy.writestr(part.filename, body)
    return made.getvalue()


def column(section: Element | None) -> int:
    """Width of a column of text in twentieths of a point, from section properties (`w:sectPr`)."""
    page, margins, columns = (section.find(qn(f"w:{n}")) if section is not None else None for n in _SIZES)
    wide = _number(page, "w", PAGE[0]) - _number(margins, "left", MARGIN) - _number(margins, "right", MARGIN)
    wide -= _number(margins, "gutter", 0)
    count = _number(columns, "num", 1)
    return (wide - (count - 1) * _number(columns, "space", 720)) // count


_SIZES = ("pgSz", "pgMar", "cols")


def _number(found: Element | None, name: str, otherwise: int) -> int:
    value = found.get(qn(f"w:{name}")) if found is not None else None
    return round(float(value)) if value else otherwise
