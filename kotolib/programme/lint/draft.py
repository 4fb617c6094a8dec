"""A draft as rules read it: headings, paragraphs, items and rows of tables in their order; knows no file format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kotolib.programme.lint.remarks import Place, short
from kotolib.programme.wording import sentences

HEADING, PARAGRAPH, ITEM, HEADER, ROW, CAPTION = "heading", "paragraph", "item", "header", "row", "caption"
PROSE = (PARAGRAPH, ITEM)


@dataclass(frozen=True)
class Passage:
    """One piece of text and where it stands.

    Attributes
    ----------
    kind
        `heading`, `paragraph`, `item`, `header` (the first row of a table), `row` or `caption`.
    text
        Without line breaks; of a row its cells with a bar between them.
    section
        Number of the section: 0 before the first heading.
    title
        The section's heading.
    number
        Which of the section's paragraphs and items it is, from 1; 0 for others.
    level
        Of a heading, from 1.
    table, row
        Which table of the draft and which of its rows, from 1 below the header; 0 for others.
    cells, header
        Of a row: its cells and those of the table's header.
    reaching
        Of a row: the texts of cells that reach down to it from a row above, by column; they are told there.
    order
        Its number in the draft.
    """

    kind: str
    text: str
    section: int
    title: str
    number: int = 0
    level: int = 0
    table: int = 0
    row: int = 0
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    reaching: tuple[str, ...] = ()
    order: int = 0

    @property
    def is_prose(self) -> bool:
        """Whether it is running text or an item of a list."""
        return self.kind in PROSE

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences; the cells of a row stand for sentences."""
        return [cell for cell in self.cells if cell] if self.kind == ROW else sentences.of(self.text)

    def place(self, quote: str = "", more: int = 0) -> Place:
        """Where a remark points: the passage, with words from it."""
        return Place(self.title, self.number, self.table, self.row, short(quote or self.text), more, self.order)


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it before the next one."""

    number: int
    title: str
    level: int
    passages: tuple[Passage, ...]

    @cached_property
    def words(self) -> int:
        """Words of running text and tables, the heading left out."""
        return sum(count(one.text) for one in self.passages if one.kind != HEADING)


def count(text: str) -> int:
    """How many words a text has; what has no letter or digit is none.

    Examples
    --------
    >>> count("Kunta – ja sen 12 kylää")
    5
    """
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


@dataclass(frozen=True)
class Draft:
    """A draft that has been read.

    Attributes
    ----------
    name
        Of the file.
    passages
        In their order.
    is_part
        Whether the file says that it is one section of a programme.
    pending
        How many changes stand in it that nobody has accepted or rejected.
    comments
        How many comments stand in its margin.
    guessed_encoding
        Whether it is not UTF-8, and its letters were read as Windows writes them.
    made_up_headings
        Whether headings were told by their bold letters, for none is marked as one.
    """

    name: str
    passages: tuple[Passage, ...]
    is_part: bool = False
    pending: int = 0
    comments: int = 0
    guessed_encoding: bool = False
    made_up_headings: bool = False

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections in their order; what stands before the first heading is one too, if there is any."""
        found: dict[int, list[Passage]] = {}
        for one in self.passages:
            found.setdefault(one.section, []).append(one)
        return tuple(_section(number, passages) for number, passages in found.items())

    @cached_property
    def tables(self) -> tuple[tuple[Passage, ...], ...]:
        """The rows of each table."""
        found: dict[int, list[Passage]] = {}
        for one in self.passages:
            if one.kind == ROW:
                found.setdefault(one.table, []).append(one)
        return tuple(map(tuple, found.values()))

    @cached_property
    def _places(self) -> dict[int, int]:
        return {section.number: place for place, section in enumerate(self.sections)}

    def section_of(self, passage: Passage) -> Section:
        """The section that a passage stands in."""
        return self.sections[self._places[passage.section]]

    @cached_property
    def text(self) -> str:
        """All of it, a line for each passage."""
        return "\n".join(one.text for one in self.passages)

    def below(self, section: Section) -> tuple[Section, ...]:
        """A section and the ones under its heading."""
        found = [section]
        for one in self.sections[self._places[section.number] + 1 :]:
            if one.level <= section.level:
                break
            found.append(one)
        return tuple(found)

    def above(self, section: Section) -> Section | None:
        """The section under whose heading this one stands."""
        before = self.sections[: self._places[section.number]]
        return next((one for one in reversed(before) if 0 < one.level < section.level), None)


def _section(number: int, passages: list[Passage]) -> Section:
    head = passages[0] if passages[0].kind == HEADING else None
    return Section(number, passages[0].title, head.level if head else 0, tuple(passages))


class Reaching(str):
    """The text of a cell that reaches down from a row above: it holds for the row, and is not told again."""


@dataclass
class Building:
    """Gathers the passages of a draft while its file is read; gives each its place."""

    passages: list[Passage] = field(default_factory=list)
    _section: int = 0
    _title: str = ""
    _number: int = 0
    _table: int = 0

    def heading(self, text: str, level: int) -> None:
        """A heading begins a section; one without words is none."""
        if text := _line(text):
            self._section, self._title, self._number = self._section + 1, text, 0
            self._add(HEADING, text, level=level)

    def prose(self, text: str, kind: str = PARAGRAPH) -> None:
        """A paragraph or an item of a list; one without words is none."""
        if text := _line(text):
            self._number += 1
            self._add(kind, text, number=self._number)

    def caption(self, text: str) -> None:
        """What stands by a table or a picture: its title or its source."""
        if text := _line(text):
            self._add(CAPTION, text)

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """A table; its first row is its header, a title before it its caption, and rows without words are none."""
        lines = [row for row in map(tuple, rows) if any(_own(row))]
        while len(lines) > 2 and _is_title(lines[0]) and not _is_title(lines[1]):
            self.caption("".join(lines.pop(0)))
        if len(lines) < 2 or max(map(len, lines)) == 1:
            # A frame round text, or a layout.
            for cells in lines:
                self.prose(" ".join(filter(None, _own(cells))))
            return
        self._table += 1
        header = _own(lines[0])
        self._add(HEADER, " | ".join(filter(None, header)), table=self._table, cells=header, header=header)
        for number, line in enumerate(lines[1:], start=1):
            cells = _own(line)
            text = " | ".join(filter(None, cells))
            reaching = tuple(_line(cell) if isinstance(cell, Reaching) else "" for cell in line)
            place = {"table": self._table, "row": number, "cells": cells, "header": header}
            self._add(ROW, text, **place, reaching=reaching if any(reaching) else ())

    def _add(self, kind: str, text: str, **place: object) -> None:
        self.passages.append(Passage(kind, text, self._section, self._title, order=len(self.passages), **place))


def _own(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row with what they tell themselves."""
    return tuple("" if isinstance(cell, Reaching) else _line(cell) for cell in cells)


def _is_title(cells: tuple[str, ...]) -> bool:
    """Whether a row of a table has words in its first cell only: it is the title of the table."""
    return len(cells) > 1 and bool(cells[0]) and not any(cells[1:])


def _line(text: str) -> str:
    # A soft hyphen or a joiner inside a word would hide it from the rules.
    return " ".join(text.replace("\u00ad", "").replace("\u2060", "").replace("\u200b", "").split())
