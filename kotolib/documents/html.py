"""An executed notebook as a page: blocks to semantic HTML, and the frame round them.

Knows HTML and what a reader with any eyes, device or screen reader needs of it; not what the figures say.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources as package_files

import jinja2
from markupsafe import Markup, escape

from kotolib.display import figures, tables
from kotolib.documents import blocks
from kotolib.documents.blocks import Document
from kotolib.documents.imprint import Imprint
from kotolib.documents.markdown import Anchors, Heading, Prose
from kotolib.language import Texts, texts

_PIXELS = {"pt": 96 / 72, "in": 96, "px": 1, "": 1}


@dataclass(frozen=True)
class Link:
    """One of the programme's parts in a page's navigation; the page itself is ``current``."""

    title: str
    address: str
    current: bool = False


@dataclass(frozen=True)
class Body:
    """A document as HTML, and its headings for a table of contents."""

    html: Markup
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Picture:
    """One drawing as an address that needs no request, and its size in CSS pixels."""

    address: str
    width: int
    height: int


def body(
    document: Document, anchors: Anchors, shift: int = 0, prefix: str = "", places: Mapping[str, str] = tables.NOWHERE
) -> Body:
    """The blocks of a document as HTML.

    Parameters
    ----------
    document
        What was read from the notebook.
    anchors
        The ids of the page, so that none is given twice.
    shift, prefix
        How much lower its headings stand and what its ids begin with, where it shares a page with others.
    places
        Name of a document on the same page → its address, for words that lead there.
    """
    prose = Prose(anchors, shift, prefix)
    # Figures and tables first: their keys are their addresses, whatever a heading before them is called.
    ids = [_place(block, anchors, prefix) for block in document.blocks]
    parts = [
        _table(block, place, prose, places)
        if isinstance(block, blocks.Table)
        else _rendered(block, place, prose, document)
        for block, place in zip(document.blocks, ids, strict=True)
    ]
    return Body(Markup("\n".join(parts)), tuple(prose.headings))


def _place(block: blocks.Block, anchors: Anchors, prefix: str) -> str:
    if isinstance(block, blocks.Markdown):
        return ""
    return anchors.claim("-".join(filter(None, (prefix, block.json["key"]))))


def _table(block: blocks.Table, place: str, prose: Prose, places: Mapping[str, str]) -> str:
    prose.interrupt()
    table = tables.as_html(block.json, inline_styles=False, places=places)
    return f'<div class="block" id="{place}">{table}</div>'


def _rendered(block: blocks.Markdown | blocks.Figure, place: str, prose: Prose, document: Document) -> str:
    if isinstance(block, blocks.Markdown):
        html = prose.render(block.text)
        return f'<div lang="{escape(block.language)}">{html}</div>' if block.language else html
    prose.interrupt()
    return _figure(block.json, place, texts(document.language))


def _figure(figure: dict, place: str, words: Texts) -> str:
    wide, narrow = pictures(figure)
    return (
        _templates()
        .get_template("figure.html.j2")
        .render(
            figure=figure,
            place=place,
            wide=wide,
            narrow=narrow,
            table=Markup(tables.as_html(_without_repeats(figure), inline_styles=False)),
            _=words,
        )
    )


def pictures(figure: dict) -> tuple[Picture, Picture]:
    """The wide drawing of a figure's JSON and the narrow one."""
    return _picture(figure["svg"]), _narrow(figure["drawing"], json.dumps(figure["data"], sort_keys=True))


def _without_repeats(figure: dict) -> dict:
    """The figure's table without the source and the notes that already stand under the figure."""
    table = figure["table"]
    notes = [note for note in table["notes"] if note not in figure.get("notes", ())]
    return {**table, "notes": notes, "source": "" if table["source"] == figure["source"] else table["source"]}


@lru_cache(maxsize=64)
def _narrow(drawing: str, data: str) -> Picture:
    """The narrow drawing; kept, because a section's page and the whole programme show the same figure."""
    return _picture(figures.draw(drawing, json.loads(data), width="narrow", letters="path"))


def _picture(svg: str) -> Picture:
    width, height = _size(svg)
    # In srcset a space ends the address.
    return Picture(figures.data_uri(svg).replace(" ", "%20"), width, height)


def _size(svg: str) -> tuple[int, int]:
    root = re.search(r"<svg\b[^>]*>", svg).group()
    box = re.search(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"', root)
    sides = [re.search(rf'\s{side}="([\d.]+)(pt|in|px|)"', root) for side in ("width", "height")]
    if all(sides):
        return tuple(round(float(side[1]) * _PIXELS[side[2]]) for side in sides)
    return tuple(round(float(length) * _PIXELS["pt"]) for length in box.groups())


def compile_templates() -> None:
    """Compile them before a page is asked for, so that the processes that are forked from this one need not."""
    for name in _templates().list_templates(extensions=["j2"]):
        _templates().get_template(name)


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("kotolib.documents", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _style() -> Markup:
    return Markup((package_files.files("kotolib.documents") / "templates" / "page.css").read_text(encoding="utf-8"))


def page(template: str, imprint: Imprint, parts: Sequence[Link] = (), **content: object) -> str:
    """A whole page: the template with its content, inside the frame that all pages share."""
    return (
        _templates()
        .get_template(template)
        .render(imprint=imprint, parts=parts, style=_style(), _=imprint.texts, **content)
    )


def section_page(document: Document, imprint: Imprint | None = None, parts: Sequence[Link] = ()) -> str:
    """The page of one section.

    Parameters
    ----------
    document
        What was read from the notebook.
    imprint
        Where it differs from what the notebook's parameters say (the edition's real name, the programme's own name).
    parts
        All parts of the programme with addresses relative to the page; none for a page that stands alone.

    Returns
    -------
    str
        The same document gives the same text.
    """
    content = body(document, Anchors(("content", "parts-side", "parts-end")))
    return page("section.html.j2", imprint or Imprint.of(document), parts, title=document.title, body=content)
