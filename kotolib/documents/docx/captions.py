"""Which number each figure and table bears, before anything is written: references may point forward. Knows no look."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kotolib.display.tables import KEY_NUMBERS
from kotolib.documents.blocks import Block, Document, Figure, Markdown, Table
from kotolib.errors import N_
from kotolib.language import Texts

FIGURE, TABLE = N_("Kuvio {number}"), N_("Taulukko {number}")


@dataclass(frozen=True)
class Mark:
    """A caption's word, its number and the bookmark of the number."""

    word: str
    number: int
    bookmark: str


@dataclass(frozen=True)
class Marked:
    """A block with the marks of its captions.

    Attributes
    ----------
    block
        Markdown, figure or table.
    mark
        Its own; None for prose and key numbers.
    data
        For a figure, that of the table of its numbers; None where they are not printed.
    """

    block: Block
    mark: Mark | None = None
    data: Mark | None = None


def word(texts: Texts, which: str) -> str:
    """*Kuvio* or *Taulukko* in the language; also the name of Word's sequence."""
    return texts(which, number="").strip()


def marked(
    documents: Iterable[Document], texts: Texts, prefix: str, first: tuple[int, int] = (1, 1), *, data: bool = True
) -> list[list[Marked]]:
    """The blocks of each document with their marks.

    Parameters
    ----------
    documents
        In the order in which they are printed.
    texts
        The language of the captions.
    prefix
        Begins the bookmarks.
    first
        Numbers of the first figure and the first table.
    data
        Whether the figures' numbers are printed as tables, after everything else.
    """
    documents = list(documents)
    figures = _marks(word(texts, FIGURE), f"{prefix}_figure", first[0])
    tables = _marks(word(texts, TABLE), f"{prefix}_table", first[1])
    told = [[_own(block, figures, tables) for block in document.blocks] for document in documents]
    if data:
        told = [[_with_data(one, tables) for one in blocks] for blocks in told]
    return told


def _marks(said: str, prefix: str, first: int) -> Iterator[Mark]:
    number = first
    while True:
        yield Mark(said, number, f"_{prefix}_{number}")
        number += 1


def _own(block: Block, figures: Iterator[Mark], tables: Iterator[Mark]) -> Marked:
    if isinstance(block, Figure):
        return Marked(block, next(figures))
    if isinstance(block, Table) and block.json["style"] != KEY_NUMBERS:
        return Marked(block, next(tables))
    return Marked(block)


def _with_data(one: Marked, tables: Iterator[Mark]) -> Marked:
    if isinstance(one.block, Markdown | Table):
        return one
    return Marked(one.block, one.mark, next(tables))
