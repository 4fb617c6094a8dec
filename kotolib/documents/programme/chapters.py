"""An executed notebook as chapters: each from its heading down to the next one; knows tags of cells, no words."""

import re
from collections.abc import Iterable
from dataclasses import replace

from kotolib.documents.blocks import Block, Document, Markdown

_HEADING = re.compile(r"^#(#{1,5} )", re.MULTILINE)
_TITLE = re.compile(r"^# ", re.MULTILINE)


def chapters(document: Document) -> dict[str, Document]:
    """The chapters of a document by their names.

    Parameters
    ----------
    document
        In which the cells with the chapters' headings are tagged ``chapter-<name>``; what stands before the first of
        them is in no chapter.

    Returns
    -------
    dict
        Each a document of its own: its heading is of the first level.
    """
    found: dict[str, list[Block]] = {}
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Markdown) and block.chapter:
            blocks = found.setdefault(block.chapter, [])
        blocks.append(_raised(block))
    return {name: _document(document, name, kept) for name, kept in found.items()}


def _raised(block: Block) -> Block:
    """Prose with its headings one level higher; what people wrote is a quotation and has none."""
    return replace(block, text=_HEADING.sub(r"\1", block.text)) if isinstance(block, Markdown) else block


def _document(document: Document, name: str, blocks: Iterable[Block]) -> Document:
    first, *rest = blocks
    title, _, _ = first.text.removeprefix("# ").partition("\n")
    return replace(document, name=name, title=title.strip(), blocks=(first, *rest))


def numbered(chapter: Document, number: int) -> Document:
    """The chapter with its number before its title."""
    first, *rest = chapter.blocks
    text = _TITLE.sub(f"# {number} ", first.text, count=1)
    return replace(chapter, title=f"{number} {chapter.title}", blocks=(replace(first, text=text), *rest))
