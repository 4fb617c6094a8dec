"""A request's letter as a Word document of our look, or of the municipality's own; knows the letter's parts only."""

import io
from datetime import UTC, datetime

from docx.oxml.ns import qn

from kotolib import house, office_files
from kotolib.documents.docx import lists
from kotolib.documents.docx.documents import REFERENCE
from kotolib.documents.docx.look import empty
from kotolib.documents.docx.opening import column, opened
from kotolib.documents.docx.paper import LOCALES, Paper
from kotolib.documents.docx.xml import Element, readable
from kotolib.programme.requests.letter import Letter, Part, Request


def letter_docx(letter: Letter, request: Request) -> bytes:
    """The letter; equal letters give equal bytes.

    Parameters
    ----------
    letter
        What it says.
    request
        Its day, language and area; the area's own ``reference.docx`` gives styles, margins, headers and footers.
    """
    own = house.own() / request.area.folder / REFERENCE
    reference = own.read_bytes() if own.is_file() else None
    word = opened(reference or empty(LOCALES[request.language]), REFERENCE)
    body = word.element.body
    for child in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(child)
    paper = Paper(word, request.texts, column(body.find(qn("w:sectPr"))), ours=reference is None)
    for made in _elements(paper, letter):
        body.insert(len(body) - (body[-1].tag == qn("w:sectPr") if len(body) else 0), made)
    about, on = word.core_properties, request.on
    about.title, about.author, about.language = readable(letter.title)[:255], "kotolib", LOCALES[request.language]
    about.created = about.modified = datetime(on.year, on.month, on.day, tzinfo=UTC)
    saved = io.BytesIO()
    word.save(saved)
    return office_files.without_clock(saved.getvalue(), on)


def _elements(paper: Paper, letter: Letter) -> list[Element]:
    made = [paper.plain("heading 1", letter.title), paper.plain("body", letter.place_and_day)]
    made += [paper.plain("body", readable(name)) for name in letter.addressees]
    for part in letter.parts:
        made += _part(paper, part)
    return [*made, *(paper.plain("body", readable(line)) for line in letter.signature)]


def _part(paper: Paper, part: Part) -> list[Element]:
    made = [paper.plain("heading 2", part.heading)]
    made += [paper.plain("body", readable(text)) for text in part.paragraphs]
    if part.items:
        number = paper.new_list(lists.BULLET)
        made += [paper.plain(lists.BULLET, item, numPr=lists.place(number, 0)) for item in part.items]
    return made
