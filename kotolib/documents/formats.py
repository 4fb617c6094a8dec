"""Every format that documents are made in and who writes it; knows their names, not how a page or a paper looks.

A format is a line of :data:`WRITERS`: its name is also the ending of its files, and its libraries are imported when
something is written in it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kotolib.errors import N_, WrongWords

if TYPE_CHECKING:
    from kotolib.documents.assembly import Failed
    from kotolib.documents.blocks import Document
    from kotolib.documents.html import Link
    from kotolib.documents.imprint import Imprint


@dataclass(frozen=True)
class Writer:
    """How one format is written; the same documents give the same bytes.

    Attributes
    ----------
    section
        (document, imprint, links to the programme's parts) → the file of one section.
    programme
        (sections that were made and that failed, imprint) → the file of the whole programme.
    failed
        (section that failed, imprint, links) → its file; none where only the programme tells of it.
    """

    section: "Callable[[Document, Imprint, Sequence[Link]], bytes]"
    programme: "Callable[[Sequence[Document | Failed], Imprint], bytes]"
    failed: "Callable[[Failed, Imprint, Sequence[Link]], bytes] | None" = None


def _html_section(document: "Document", imprint: "Imprint", parts: "Sequence[Link]") -> bytes:
    from kotolib.documents.html import section_page

    return section_page(document, imprint, parts).encode("utf-8")


def _html_programme(sections: "Sequence[Document | Failed]", imprint: "Imprint") -> bytes:
    from kotolib.documents.assembly import programme_page

    return programme_page(sections, imprint).encode("utf-8")


def _html_failed(section: "Failed", imprint: "Imprint", parts: "Sequence[Link]") -> bytes:
    from kotolib.documents.assembly import failed_page

    return failed_page(section.title, section.message, imprint, parts).encode("utf-8")


def _pdf_section(document: "Document", imprint: "Imprint", parts: "Sequence[Link]") -> bytes:
    from kotolib.documents.pdf.compiling import marking_signs
    from kotolib.documents.pdf.writer import section_pdf

    with marking_signs():
        return section_pdf(document, imprint)


def _pdf_programme(sections: "Sequence[Document | Failed]", imprint: "Imprint") -> bytes:
    from kotolib.documents.pdf.compiling import marking_signs
    from kotolib.documents.pdf.writer import programme_pdf

    with marking_signs():
        return programme_pdf(sections, imprint)


def _pdf_failed(section: "Failed", imprint: "Imprint", parts: "Sequence[Link]") -> bytes:
    from kotolib.documents.pdf.compiling import marking_signs
    from kotolib.documents.pdf.writer import failed_pdf

    with marking_signs():
        return failed_pdf(section, imprint)


def _docx_section(document: "Document", imprint: "Imprint", parts: "Sequence[Link]") -> bytes:
    from kotolib.documents.docx import section_docx

    return section_docx(document, imprint)


def _docx_programme(sections: "Sequence[Document | Failed]", imprint: "Imprint") -> bytes:
    from kotolib.documents.docx import programme_docx

    return programme_docx(sections, imprint)


WRITERS = {
    "html": Writer(_html_section, _html_programme, _html_failed),
    "pdf": Writer(_pdf_section, _pdf_programme, _pdf_failed),
    "docx": Writer(_docx_section, _docx_programme),
}
"""By the word of ``run --format``, in the order in which help and messages name them."""

DEFAULT = ("html",)
"""What is made unless something else is asked for."""


def chosen(words: Iterable[str] | None) -> tuple[str, ...]:
    """The formats that were asked for, each once, in the order of :data:`WRITERS`; the default where none was.

    Raises
    ------
    WrongWords
        There is no such format.

    Examples
    --------
    >>> chosen(None), chosen(["pdf", "html", "pdf"])
    (('html',), ('html', 'pdf'))
    """
    asked = set(words or DEFAULT)
    for word in sorted(asked - set(WRITERS)):
        raise WrongWords(
            N_("Tiedostomuotoa ”{format}” ei ole. Muodot: {formats}."), format=word, formats=", ".join(WRITERS)
        )
    return tuple(name for name in WRITERS if name in asked)
