"""The residents' page on paper, in any of its languages: PDF by Typst; knows the frame, not what stands in it."""

from collections.abc import Iterator
from datetime import date

from kotolib import areas, office_files
from kotolib.display import figures
from kotolib.documents import blocks
from kotolib.documents.blocks import Document
from kotolib.documents.pdf.compiling import compiled
from kotolib.documents.pdf.prose import Prose
from kotolib.documents.pdf.typst_text import array, body, call, string
from kotolib.documents.residents.around import Around
from kotolib.language import Texts, dates, texts, tongues


def paper(document: Document, around: Around) -> bytes:
    """The page as a tagged PDF (PDF/UA-1, PDF/A-2a), written from the side that the language is read from.

    Parameters
    ----------
    document
        What was read from the executed notebook.
    around
        Not printed: paper has no links to other languages.

    Raises
    ------
    SectionFailed
        A text has a character that no shipped font has.
    """
    area, _ = areas.get(document.area), texts(document.language)
    name = area.name_in(document.language)
    day = date.fromisoformat(document.as_of) if document.as_of else office_files.EPOCH
    sheet = call(
        "paper.with",
        title=string(f"{document.title} – {name}"),
        language=string(document.language),
        day=call("datetime", year=str(day.year), month=str(day.month), day=str(day.day)),
        running=string(_running(document, name, day)),
    )
    parts = [*_states(document, area.example, _), *_blocks(document)]
    return compiled(f"#show: {sheet}\n#set text(size: 12pt)\n{body(parts)}", day, document.name)


def _running(document: Document, name: str, day: date) -> str:
    """The name keeps its own direction beside a day of the other."""
    return f"\u2068{name}\u2069 · {dates.day(day, document.language)}" if document.as_of else name


def _states(document: Document, example: bool, _: Texts) -> Iterator[str]:
    """What is said first: that it is the example, and that nobody has read the language yet."""
    if example:
        yield call("warning", string(_("Esimerkki: tämä ei ole kunnan oma suunnitelma. Suunnitelma on keksitty.")))
    if tongues.unreviewed(document.language):
        yield call("notice", string(_("Tämä teksti on luonnos. Kukaan ei ole vielä tarkistanut sen kieltä.")))


def _blocks(document: Document) -> Iterator[str]:
    prose = Prose()
    for block in document.blocks:
        if isinstance(block, blocks.Markdown):
            yield from prose.render(block.text)
        elif isinstance(block, blocks.Figure):
            yield _figure(block.json)


def _figure(figure: dict) -> str:
    svg = figures.draw(figure["drawing"], figure["data"], width=figures.WIDE, letters=figures.TEXT)
    told = {part: string(figure[part]) for part in ("alt", "title", "subtitle", "source")}
    return call("picture", svg=string(svg), notes=array(()), **told)
