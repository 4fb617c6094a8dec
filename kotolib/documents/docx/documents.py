"""Word documents of our own: one section, or the whole programme with title page and contents; knows no template mark.

The same documents give the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from docx.document import Document as Word
from docx.oxml.ns import qn

from kotolib import areas, house, office_files
from kotolib.documents.assembly import Failed
from kotolib.documents.blocks import Document
from kotolib.documents.docx import captions, fields
from kotolib.documents.docx.captions import Marked
from kotolib.documents.docx.look import empty
from kotolib.documents.docx.opening import column, opened
from kotolib.documents.docx.paper import LOCALES, Paper
from kotolib.documents.docx.prose import Heading, Prose, title_of
from kotolib.documents.docx.writer import example, figures_data, section
from kotolib.documents.docx.xml import Element, element, readable
from kotolib.documents.front import front
from kotolib.documents.imprint import Imprint
from kotolib.errors import N_

REFERENCE = "reference.docx"
"""A municipality's own, beside its workbook: its styles, margins, headers and footers are taken, its text is not."""

CONTENTS_LEVELS = 2


def section_docx(document: Document, imprint: Imprint | None = None, reference: bytes | None = None) -> bytes:
    """One section as a Word document.

    Parameters
    ----------
    document
        What was read from the notebook.
    imprint
        Where it differs from what the notebook's parameters say.
    reference
        A document whose styles, margins, headers and footers are taken; else the municipality's own
        (`own/<folder>/reference.docx`), else our look.
    """
    imprint = imprint or Imprint.of(document)
    desk = _begin(imprint, reference, f"{document.title} – {imprint.name}")
    ((blocks),) = captions.marked([document], imprint.texts, "koto")
    prose = Prose(desk.paper)
    desk.add(example(desk.paper, imprint))
    desk.add(section(desk.paper, blocks, prose))
    if any(one.data for one in blocks):
        desk.add([desk.paper.plain("heading 2", imprint.texts(N_("Luvut")))])
        desk.add(figures_data(desk.paper, blocks))
    desk.add(_imprint(desk.paper, imprint))
    return desk.saved(imprint)


def programme_docx(
    sections: Sequence[Document | Failed], imprint: Imprint | None = None, reference: bytes | None = None
) -> bytes:
    """All sections as one Word document: title page, contents, sections, the figures' numbers and how it was made.

    Parameters
    ----------
    sections
        Documents in the programme's order; a section that failed is told in its place.
    imprint
        Needed where no section was made; else the first document's.
    reference
        As in :func:`section_docx`.
    """
    imprint = imprint or Imprint.of(next(s for s in sections if isinstance(s, Document)))
    desk = _begin(imprint, reference, imprint.name)
    marked = iter(captions.marked((s for s in sections if isinstance(s, Document)), imprint.texts, "koto"))
    parts = [(one, next(marked) if isinstance(one, Document) else []) for one in sections]
    desk.paper.places = {one.name: title_of(f"s{n}") for n, one in enumerate(sections, 1) if isinstance(one, Document)}
    written, headings = [], []
    for number, (one, blocks) in enumerate(parts, 1):
        # The first chapter begins the page after the contents; the others flow.
        prose = Prose(desk.paper, f"s{number}", own_page=number == 1)
        written += _failed(desk.paper, one, prose) if isinstance(one, Failed) else section(desk.paper, blocks, prose)
        headings += prose.headings
    appendix = _appendix(desk.paper, [block for _one, blocks in parts for block in blocks], imprint)
    desk.add(_front(desk.paper, imprint, [*headings, *appendix.headings]))
    desk.add([*written, *appendix.content])
    return desk.saved(imprint)


@dataclass(frozen=True)
class _Desk:
    word: Word
    paper: Paper

    def add(self, elements) -> None:
        """Write at the end, before the properties of the last section."""
        body = self.word.element.body
        for made in elements:
            body.insert(len(body) - (body[-1].tag == qn("w:sectPr") if len(body) else 0), made)

    def saved(self, imprint: Imprint) -> bytes:
        made = io.BytesIO()
        self.word.save(made)
        return office_files.without_clock(made.getvalue(), _day(imprint))


@dataclass(frozen=True)
class _Appendix:
    content: list[Element]
    headings: list[Heading]


def _begin(imprint: Imprint, reference: bytes | None, title: str) -> _Desk:
    reference = reference or _own_reference(imprint)
    locale = LOCALES[imprint.language]
    word = opened(reference or empty(locale), REFERENCE)
    body = word.element.body
    for child in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(child)
    paper = Paper(word, imprint.texts, column(body.find(qn("w:sectPr"))), ours=reference is None)
    if reference is None:
        _edges(paper, imprint)
    _describe(word, imprint, title, locale)
    return _Desk(word, paper)


def _own_reference(imprint: Imprint) -> bytes | None:
    path = house.own() / areas.get(imprint.area).folder / REFERENCE
    return path.read_bytes() if path.is_file() else None


def _describe(word: Word, imprint: Imprint, title: str, locale: str) -> None:
    about, day = word.core_properties, _day(imprint)
    about.title, about.author, about.language = readable(title)[:255], "kotolib", locale
    about.last_modified_by, about.revision = "kotolib", 1
    about.created = about.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)


def _day(imprint: Imprint) -> date:
    return date.fromisoformat(imprint.as_of) if imprint.as_of else office_files.EPOCH


def _edges(paper: Paper, imprint: Imprint) -> None:
    """The programme's name above each page; below it the page's number."""
    (page,) = paper.document.sections
    above, below = page.header, page.footer
    said = [paper.run(f"{imprint.name}\t{imprint.short_status}")]
    mark = [paper.paragraph("header", [paper.run(imprint.example_mark, b=True)])] if imprint.example else []
    number, last = fields.simple("PAGE", "1"), fields.simple("NUMPAGES", "1")
    _only(above._element, *mark, paper.paragraph("header", said, tabs=_right(paper)))
    _only(
        below._element, paper.paragraph("footer", [paper.run("\t"), number, paper.run(" / "), last], tabs=_right(paper))
    )


def _right(paper: Paper) -> Element:
    return element("w:tabs", None, element("w:tab", {"w:val": "right", "w:pos": paper.width}))


def _only(place: Element, *paragraphs: Element) -> None:
    for child in list(place):
        place.remove(child)
    place.extend(paragraphs)


def _front(paper: Paper, imprint: Imprint, headings: Sequence[Heading]) -> list[Element]:
    """Title, state of the document and contents."""
    page = front(imprint)
    listed = [heading for heading in headings if heading.level <= CONTENTS_LEVELS]
    head = [
        *example(paper, imprint),
        paper.plain("title", page.name),
        paper.plain("subtitle", page.status),
        *(paper.plain("body", f"{what}: {which}") for what, which in page.facts),
        paper.plain("contents heading", imprint.texts(N_("Sisällys"))),
    ]
    entries = [
        paper.paragraph(f"contents {heading.level}", [fields.linked(heading.bookmark, [paper.run(heading.text)])])
        for heading in listed
    ]
    return [*head, *(fields.contents(entries, CONTENTS_LEVELS) if entries else [])]


def _failed(paper: Paper, failed: Failed, prose: Prose) -> list[Element]:
    said = [paper.run(paper.texts(N_("Tätä osaa ei saatu tehtyä.")), b=True), paper.run(" " + failed.message)]
    return [prose.title(failed.title), paper.paragraph("quote", said)]


def _appendix(paper: Paper, blocks: Sequence[Marked], imprint: Imprint) -> _Appendix:
    numbers, about = Prose(paper, "data"), Prose(paper, "about")
    content: list[Element] = []
    if any(one.data for one in blocks):
        content += [numbers.title(imprint.texts(N_("Luvut"))), *figures_data(paper, blocks)]
    content += [about.title(imprint.texts(N_("Näin asiakirja on tehty"))), *_imprint(paper, imprint, "body")]
    return _Appendix(content, [*numbers.headings, *about.headings])


def _imprint(paper: Paper, imprint: Imprint, role: str = "source") -> list[Element]:
    before, after = imprint.again
    return [
        paper.plain(role, f"{imprint.figures} {imprint.licence}"),
        paper.plain(role, f"{before} {imprint.command} {after}"),
    ]
