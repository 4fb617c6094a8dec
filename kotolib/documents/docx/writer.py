"""The blocks of a document as Word: prose, figures with pictures and captions, tables, the figures' numbers.

Knows the order of things on paper; not where the paper ends up (a document of ours or a municipality's own).
"""

import struct
from collections.abc import Iterator, Sequence

from kotolib.display import figures
from kotolib.documents import pictures
from kotolib.documents.blocks import Figure, Markdown
from kotolib.documents.docx.captions import Mark, Marked
from kotolib.documents.docx.fields import reference, sequence
from kotolib.documents.docx.look import TWIPS
from kotolib.documents.docx.paper import Paper
from kotolib.documents.docx.prose import Prose
from kotolib.documents.docx.tables import table
from kotolib.documents.docx.xml import Element, element
from kotolib.documents.imprint import Imprint
from kotolib.errors import N_

EMU = 635
"""To a twentieth of a point."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_HERE = "\ufdd0"


def section(paper: Paper, blocks: Sequence[Marked], prose: Prose) -> list[Element]:
    """A section: its prose, figures and tables in their order."""
    written: list[Element] = []
    for one in blocks:
        if isinstance(one.block, Markdown):
            written += prose.write(one.block.text)
        else:
            prose.interrupt()
            written += _figure(paper, one) if isinstance(one.block, Figure) else _table(paper, one)
    return written


def example(paper: Paper, imprint: Imprint) -> list[Element]:
    """That this is the worked example, where it is; before anything else."""
    return [paper.paragraph("quote", [paper.run(imprint.example, b=True)])] if imprint.example else []


def _figure(paper: Paper, one: Marked) -> Iterator[Element]:
    """Caption, what it shows, picture and source, all on one page; notes at the foot of it."""
    figure = one.block.json
    notes = [paper.footnote([paper.run(note)]) for note in figure["notes"] or ()]
    for place in range(len(notes) - 1, 0, -1):
        notes.insert(place, paper.run(", ", rStyle=paper.style("footnote mark")))
    yield _caption(paper, "caption", one.mark, figure["title"])
    yield paper.paragraph("what", [paper.run(figure["subtitle"]), *notes])
    for data in figures.pages(figure["drawing"], figure["data"]):
        yield paper.paragraph("figure", [_picture(paper, {**figure, "data": data})])
    yield paper.paragraph("source", [paper.run(figure["source"]), *(_to_data(paper, one.data) if one.data else [])])


def _to_data(paper: Paper, mark: Mark) -> list[Element]:
    before, after = paper.texts(N_("Luvut: {table}."), table=_HERE).split(_HERE)
    return [*_reference(paper, f" {before}{mark.word.lower()}", mark), paper.run(after)]


def _caption(paper: Paper, role: str, mark: Mark, text: str) -> Element:
    number = paper.bookmarked(mark.bookmark, [sequence(mark.word, mark.number)])
    content = [paper.run(mark.word + "\u00a0"), *number, paper.run(f". {text}")]
    # A template's own style of captions may not say that they stay with what follows.
    return paper.paragraph(role, content, keepNext=True)


def _reference(paper: Paper, word: str, mark: Mark) -> list[Element]:
    return [paper.run(f"{word}\u00a0"), reference(mark.bookmark, str(mark.number))]


def _picture(paper: Paper, figure: dict) -> Element:
    png = pictures.png(figures.draw(figure["drawing"], figure["data"], width="wide", letters="text"))
    return _drawing(paper, paper.picture(png), _size(png, paper.width), figure)


def _size(png: bytes, width: int) -> tuple[int, int]:
    """Width and height in twentieths of a point, no wider than the column."""
    wide, high = (round(dots * 72 * TWIPS / pictures.PPI) for dots in struct.unpack(">II", png[16:24]))
    return (wide, high) if wide <= width else (width, round(high * width / wide))


def _drawing(paper: Paper, relation: str, size: tuple[int, int], figure: dict) -> Element:
    extent = {"cx": size[0] * EMU, "cy": size[1] * EMU}
    number = paper.drawing()
    told = {"id": number, "name": f"{figure['key']} {number}", "descr": figure["alt"]}
    picture = element(
        "pic:pic",
        None,
        element("pic:nvPicPr", None, element("pic:cNvPr", told), element("pic:cNvPicPr")),
        element(
            "pic:blipFill",
            None,
            element("a:blip", {"r:embed": relation}),
            element("a:stretch", None, element("a:fillRect")),
        ),
        element(
            "pic:spPr",
            None,
            element("a:xfrm", None, element("a:off", {"x": 0, "y": 0}), element("a:ext", extent)),
            element("a:prstGeom", {"prst": "rect"}, element("a:avLst")),
        ),
    )
    graphic = element("a:graphic", None, element("a:graphicData", {"uri": _DRAWING}, picture))
    inline = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", extent),
        element("wp:docPr", told),
        graphic,
    )
    return element("w:r", None, element("w:drawing", None, inline))


def _table(paper: Paper, one: Marked) -> Iterator[Element]:
    content = one.block.json
    if one.mark:
        yield _caption(paper, "table caption", one.mark, content["caption"])
    yield table(paper, content)
    yield from _below(paper, content, [])


def figures_data(paper: Paper, blocks: Sequence[Marked]) -> Iterator[Element]:
    """The numbers behind the figures as tables, each led back to its figure."""
    for one in blocks:
        if one.data is None:
            continue
        figure = one.block.json
        content = _without_repeats(figure)
        yield _caption(paper, "table caption", one.data, content["caption"])
        yield table(paper, content, dense=True)
        yield from _below(paper, content, [*_reference(paper, one.mark.word, one.mark), paper.run(". ")])


def _without_repeats(figure: dict) -> dict:
    """The figure's table without the source and the notes that already stand at the figure."""
    told = figure["table"]
    notes = [note for note in told["notes"] if note not in (figure["notes"] or ())]
    return {**told, "notes": notes, "source": "" if told["source"] == figure["source"] else told["source"]}


def _below(paper: Paper, content: dict, before: list[Element]) -> Iterator[Element]:
    """What stands below a table; always a paragraph, for two tables in a row would become one."""
    *notes, last = [*content["notes"], content["source"]]
    for note in notes:
        yield paper.plain("note", note, keepNext=True)
    yield paper.paragraph("source", [*before, *([paper.run(last)] if last else [])])
