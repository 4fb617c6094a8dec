"""The blocks of documents as a tagged PDF: a section alone, or the whole programme with its appendix of numbers.

Knows which part follows which; how they look is ``preamble.typ``'s, and what they say the notebook's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kotolib import office_files
from kotolib.display import figures
from kotolib.display.tables import KEY_NUMBERS
from kotolib.documents import blocks
from kotolib.documents.assembly import Failed
from kotolib.documents.blocks import Document
from kotolib.documents.front import front
from kotolib.documents.imprint import Imprint
from kotolib.documents.pdf.compiling import compiled
from kotolib.documents.pdf.prose import Prose
from kotolib.documents.pdf.row_headers import with_row_headers
from kotolib.documents.pdf.tables import data, is_narrow, key_numbers, shortened
from kotolib.documents.pdf.typst_text import array, body, call, joined, string, yes_or_no
from kotolib.language import Texts

_PAGE = "\ufdd0"


@dataclass(frozen=True)
class _Behind:
    """A table behind a figure and the name by which the figure finds it."""

    name: str
    table: dict


def section_pdf(document: Document, imprint: Imprint | None = None) -> bytes:
    """One section as a PDF: the text with its figures, then their numbers.

    Parameters
    ----------
    document
        What was read from the notebook.
    imprint
        Where it differs from what the notebook's parameters say.

    Returns
    -------
    bytes
        PDF/UA-1 and PDF/A-2a at once, dated by the day that the page is seen from; the same document gives the same
        bytes.

    Raises
    ------
    SectionFailed
        A text has a character that no shipped font has; the message names it.

    Examples
    --------
    >>> section_pdf(document).startswith(b"%PDF-1.7")  # doctest: +SKIP
    True
    """
    imprint = imprint or Imprint.of(document)
    writing = _Writing(imprint)
    parts = [*writing.bar(), *writing.document(document)]
    parts.append(writing.end(level=2))
    return _paper(parts, imprint, f"{document.title} – {imprint.name}", name=document.name)


def programme_pdf(sections: Sequence[Document | Failed], imprint: Imprint | None = None) -> bytes:
    """All sections as one PDF: head, contents, sections, the numbers behind the figures, how it was made.

    Parameters
    ----------
    sections
        Documents in the programme's order; a section that failed is told in its place.
    imprint
        Needed where no section was made; else the first document's.

    Returns
    -------
    bytes
        As :func:`section_pdf` gives them.

    Raises
    ------
    SectionFailed
        As :func:`section_pdf` raises it.
    """
    imprint = imprint or Imprint.of(next(s for s in sections if isinstance(s, Document)))
    writing = _Writing(imprint, shift=1)
    writing.places = {one.name: f"part-{n}" for n, one in enumerate(sections) if isinstance(one, Document)}
    parts = [
        *writing.example(),
        _cover(imprint),
        call("contents", string(imprint.texts("Sisällys"))),
    ]
    for section in sections:
        parts.extend(writing.failed(section) if isinstance(section, Failed) else writing.document(section))
    parts.append(writing.end(level=2))
    return _paper(parts, imprint, imprint.name, programme=True)


def _cover(imprint: Imprint) -> str:
    page = front(imprint)
    facts = array(array([string(what), string(which)]) for what, which in page.facts)
    return call("cover", string(page.status), string(page.name), facts)


def failed_pdf(section: Failed, imprint: Imprint) -> bytes:
    """The paper of a section that failed: its title and, in one sentence, what went wrong and what to do."""
    writing = _Writing(imprint)
    parts = [*writing.bar(), *writing.failed(section), writing.end(level=2)]
    return _paper(parts, imprint, f"{section.title} – {imprint.name}", name=section.title)


class _Writing:
    """What gathers while documents are written: the tables that wait for the appendix."""

    def __init__(self, imprint: Imprint, shift: int = 0) -> None:
        self._imprint = imprint
        self._shift = shift
        self._behind: list[_Behind] = []
        self.places: dict[str, str] = {}

    @property
    def _words(self) -> Texts:
        return self._imprint.texts

    def bar(self) -> list[str]:
        """What stands above a paper that is a part of the programme."""
        return [call("bar", string(self._imprint.name), string(self._imprint.status)), *self.example()]

    def example(self) -> list[str]:
        """That this is the worked example, where it is."""
        return [call("warning", string(self._imprint.example))] if self._imprint.example else []

    def document(self, document: Document) -> Iterator[str]:
        """The document's blocks; nothing is computed anew, figures are drawn as the paper needs them."""
        prose = Prose(self._shift, self.places.get(document.name, ""))
        for block in document.blocks:
            if isinstance(block, blocks.Markdown):
                said = prose.render(block.text)
                foreign = block.language and block.language != document.language
                yield from [call("foreign", string(block.language), joined(said))] if foreign else said
            else:
                prose.interrupt()
                yield from self._figure(block.json) if isinstance(block, blocks.Figure) else [self._table(block.json)]

    def failed(self, section: Failed) -> Iterator[str]:
        """Its heading and what is told in its place."""
        yield call("heading", string(section.title), level=str(1 + self._shift))
        told = call("strong", string(self._words("Tätä osaa ei saatu tehtyä.")))
        yield call("notice", joined([told, '" "', string(section.message)]))

    def _table(self, table: dict) -> str:
        return key_numbers(table) if table["style"] == KEY_NUMBERS else data(table, places=self.places)

    def _figure(self, figure: dict) -> Iterator[str]:
        """One picture, or where it is higher than a page, several that are numbered."""
        behind = _Behind(f"numbers-{len(self._behind) + 1}", shortened(figure["table"], self._words))
        self._behind.append(behind)
        before, after = self._words("Luvut taulukkona sivulla {page}", page=_PAGE).split(_PAGE)
        pages = figures.pages(figure["drawing"], figure["data"])
        for number, page in enumerate(pages, start=1):
            title = figure["title"] if len(pages) == 1 else f"{figure['title']} ({number}/{len(pages)})"
            svg = figures.draw(figure["drawing"], page, width=figures.WIDE, letters=figures.TEXT)
            yield call(
                "picture",
                svg=string(svg),
                title=string(title),
                **{part: string(figure[part]) for part in ("alt", "subtitle", "source")},
                notes=array(map(string, figure.get("notes") or ())),
                place=call("label", string(behind.name)),
                numbers=array([string(before), string(after)]),
            )

    def end(self, level: int) -> str:
        """The appendix of numbers, and how the document was made."""
        last = self._made(level)
        if not self._behind:
            return last
        small = {behind.name: data(behind.table, tight=True, name=behind.name) for behind in self._behind}
        narrow = [small[behind.name] for behind in self._behind if is_narrow(behind.table)]
        wide = [small[behind.name] for behind in self._behind if not is_narrow(behind.table)]
        title = string(self._words("Luvut"))
        return call("appendix", title=title, level=str(level), wide=array(wide), narrow=array(narrow), last=last)

    def _made(self, level: int) -> str:
        imprint = self._imprint
        before, after = imprint.again
        return call(
            "imprint",
            title=string(self._words("Näin asiakirja on tehty")),
            level=str(level),
            lines=array(map(string, (imprint.figures, imprint.licence))),
            command=array(map(string, imprint.command.split())),
            before=string(before),
            after=string(after),
        )


def _paper(parts: list[str], imprint: Imprint, title: str, name: str = "", programme: bool = False) -> bytes:
    day = date.fromisoformat(imprint.as_of) if imprint.as_of else office_files.EPOCH
    paper = call(
        "paper.with",
        title=string(title),
        language=string(imprint.language),
        day=call("datetime", year=str(day.year), month=str(day.month), day=str(day.day)),
        running=string(f"{title} · {imprint.short_status}"),
        mark=string(imprint.example_mark),
        programme=yes_or_no(programme),
    )
    return with_row_headers(compiled(f"#show: {paper}\n{body(parts)}", day, name or imprint.name))
