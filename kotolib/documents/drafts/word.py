"""A Word file of other people for the linter: its text as it would read with all changes accepted; knows no rule.

Only the parts that hold text are unpacked, and no more of them than an honest draft can hold.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kotolib.errors import N_, WrongWords
from kotolib.programme.lint.draft import ITEM, PARAGRAPH, Building, Draft, Reaching

LARGEST_PART = 60_000_000
"""A document of a thousand pages has less text than this, unpacked."""
_TYPES = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_MAIN = re.compile(
    rb'PartName="/([^"]+)"[^>]*?ContentType="[^"]*(?:document|template)(?:\.macroEnabled\w*)?\.main\+xml"'
)
_MAIN_TURNED = re.compile(
    rb'ContentType="[^"]*(?:document|template)(?:\.macroEnabled\w*)?\.main\+xml"[^>]*?PartName="/([^"]+)"'
)
_SHORT_LINE = 12
_MOST_COLUMNS = 64
_CHANGES = {"ins", "del", "moveFrom", "moveTo"}
_LEFT_OUT = {"del", "moveFrom", "rPr", "pPr", "Fallback", "txbxContent", "instrText", "delText", "sdtPr"}
_SPACES = {"tab", "br", "cr", "ptab"}


def read(content: bytes, name: str) -> Draft:
    """The draft that a Word file holds.

    Parameters
    ----------
    content
        The bytes of the file.
    name
        What messages call it.

    Raises
    ------
    WrongWords
        It is no whole Word file, or it unpacks to more than a draft can hold.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _Word(package, name).draft()
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, RuntimeError, zlib.error, SyntaxError):
        # A locked part is a RuntimeError, as is a nesting deeper than any honest one; faults of XML are SyntaxErrors.
        raise WrongWords(
            N_("{file} ei ole ehjä Word-asiakirja. Avaa se Wordissa ja tallenna se uudelleen muodossa .docx."),
            file=name,
        ) from None


class _Word:
    """One Word file: its parts, and its body as passages."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._name = name
        self._building = Building()
        self._has_headings = False

    def draft(self) -> Draft:
        """All of it."""
        root = self._part(self._main)
        body = next((one for one in root if _name(one) == "body"), None)
        if body is None:
            raise ValueError("no body")
        self._has_headings = any(self._level(one) for one in body.iter() if _name(one) == "p")
        self._blocks(body)
        comments = self._optional("comments.xml")
        made_up = not self._has_headings and any(one.level for one in self._building.passages)
        return Draft(
            self._name,
            tuple(self._building.passages),
            is_part=self._is_part(),
            pending=sum(_name(one) in _CHANGES for one in body.iter()),
            comments=0 if comments is None else sum(_name(one) == "comment" for one in comments),
            made_up_headings=made_up,
        )

    def _is_part(self) -> bool:
        """Whether this project wrote it as one section: its title then has the section's name and the programme's."""
        core = self._part(_CORE) if _CORE in self._package.namelist() else ()
        told = {_name(one): one.text or "" for one in core}
        first = next((one.text for one in self._building.passages if one.level), "")
        return told.get("creator") == "kotolib" and bool(first) and told.get("title", "").startswith(f"{first} – ")

    # --- parts

    @cached_property
    def _main(self) -> str:
        types = self._bytes(_TYPES)
        found = _MAIN.search(types) or _MAIN_TURNED.search(types)
        return found[1].decode("utf-8") if found else "word/document.xml"

    def _bytes(self, part: str) -> bytes:
        with self._package.open(part) as file:
            content = file.read(LARGEST_PART + 1)
        if len(content) > LARGEST_PART:
            raise WrongWords(
                N_("{file}: tiedostossa on liian paljon purettavaa. Jaa asiakirja osiin ja tarkista ne erikseen."),
                file=self._name,
            )
        return content

    def _part(self, part: str) -> Element:
        content = self._bytes(part)
        if b"<!DOCTYPE" in content[:2000]:
            raise ValueError("a Word file has no document type")
        return ElementTree.fromstring(content)

    def _optional(self, beside: str) -> Element | None:
        part = f"{self._main.rpartition('/')[0]}/{beside}".lstrip("/")
        return self._part(part) if part in self._package.namelist() else None

    @cached_property
    def _styles(self) -> dict[str, tuple[str, str, bool]]:
        """Style id → its name, the outline level that it or what it is based on has, and whether it makes items."""
        root = self._optional("styles.xml")
        styles = {_value(one, "styleId"): one for one in (() if root is None else root) if _name(one) == "style"}
        return {key: (_name_of(style), *_inherited(styles, key)) for key, style in styles.items()}

    @cached_property
    def _notes(self) -> dict[str, str]:
        found = {}
        for beside, kind in (("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")):
            root = self._optional(beside)
            for note in () if root is None else root:
                if _name(note) == kind and not _value(note, "type"):
                    found[kind + _value(note, "id")] = " ".join("".join(self._text(note)).split())
        return found

    # --- passages

    def _blocks(self, parent: Element) -> None:
        for one in parent:
            kind = _name(one)
            if kind == "p":
                self._paragraph(one)
            elif kind == "tbl":
                self._building.table(self._rows(one))
            elif kind not in ("del", "moveFrom", "sectPr", "sdtPr"):
                self._blocks(one)

    def _paragraph(self, paragraph: Element) -> None:
        style = self._style(paragraph)
        if style[0].startswith(("toc ", "table of ", "sisluet")):
            return
        text = "".join(self._text(paragraph))
        if level := self._level(paragraph) or self._made_up_level(paragraph, text):
            self._building.heading(text, level)
        elif style[0] == "caption":
            self._building.caption(text)
        else:
            self._building.prose(text, ITEM if style[2] or _find(paragraph, "pPr", "numPr") is not None else PARAGRAPH)
        for box in self._boxes(paragraph):
            self._blocks(box)

    def _style(self, paragraph: Element) -> tuple[str, str, bool]:
        style = _find(paragraph, "pPr", "pStyle")
        return self._styles.get(_value(style, "val") if style is not None else "", ("", "", False))

    def _level(self, paragraph: Element) -> int:
        """1 of the title, 2 of first headings and so on; 0 of what is no heading."""
        name, outline, _ = self._style(paragraph)
        own = _find(paragraph, "pPr", "outlineLvl")
        found = _value(own, "val") if own is not None else outline
        if name == "title":
            return 1
        return int(found) + 2 if found.isdigit() and int(found) < 9 else 0

    def _made_up_level(self, paragraph: Element, text: str) -> int:
        """A short bold line of its own is meant as a heading where no heading is marked."""
        if self._has_headings or not text.strip() or text.rstrip().endswith((".", ":", ";", ",")):
            return 0
        runs = [one for one in paragraph.iter() if _name(one) == "r" and "".join(self._text(one)).strip()]
        bold = [_find(one, "rPr", "b") for one in runs]
        is_bold = bool(runs) and all(one is not None and _value(one, "val") not in ("0", "false") for one in bold)
        return 2 if is_bold and len(text.split()) <= _SHORT_LINE else 0

    def _rows(self, table: Element) -> Iterator[list[str]]:
        line: list[str] = []
        for row in _children(table, "tr"):
            if _find(row, "trPr", "del") is None:
                above, line = line, []
                for cell in _children(row, "tc"):
                    reaches = _goes_on(cell) and len(line) < len(above)
                    line += [Reaching(above[len(line)]) if reaches else self._cell(cell), *_spanned(cell)]
                yield line

    def _cell(self, cell: Element) -> str:
        return " ".join("".join(self._text(one)) for one in cell.iter() if _name(one) == "p")

    def _text(self, parent: Element) -> Iterator[str]:
        """What a paragraph shows: without deleted and hidden text, a footnote where it is referred to."""
        for one in parent:
            kind = _name(one)
            if kind == "t":
                yield one.text or ""
            elif kind in _SPACES:
                yield " "
            elif kind == "noBreakHyphen":
                yield "-"
            elif kind in ("footnoteReference", "endnoteReference"):
                yield self._note(kind, one)
            elif kind not in _LEFT_OUT and not (kind == "r" and _is_hidden(one)):
                yield from self._text(one)

    def _note(self, kind: str, reference: Element) -> str:
        text = self._notes.get(kind.removesuffix("Reference") + _value(reference, "id"), "")
        return f" ({text})" if text else ""

    def _boxes(self, parent: Element) -> Iterator[Element]:
        """Text boxes; Word writes each twice, the second time for old programs."""
        for one in parent:
            if _name(one) == "txbxContent":
                yield one
            elif _name(one) != "Fallback":
                yield from self._boxes(one)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: Element, attribute: str) -> str:
    return next((value for name, value in element.attrib.items() if name.rpartition("}")[2] == attribute), "")


def _find(element: Element, *path: str) -> Element | None:
    for name in path:
        element = next((one for one in element if _name(one) == name), None)
        if element is None:
            return None
    return element


def _children(element: Element, name: str) -> Iterator[Element]:
    """Children of a name, also those inside a content control or an accepted change."""
    for one in element:
        if _name(one) == name:
            yield one
        elif _name(one) in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _children(one, name)


def _spanned(cell: Element) -> list[str]:
    """An empty text for each further column that a cell covers."""
    span = _value(found, "val") if (found := _find(cell, "tcPr", "gridSpan")) is not None else ""
    return [""] * (min(int(span), _MOST_COLUMNS) - 1) if span.isdigit() else []


def _goes_on(cell: Element) -> bool:
    """Whether a cell is the lower part of one that begins in a row above."""
    merge = _find(cell, "tcPr", "vMerge")
    return merge is not None and _value(merge, "val") != "restart"


def _name_of(style: Element) -> str:
    name = _find(style, "name")
    return _value(name, "val").lower() if name is not None else ""


def _inherited(styles: dict[str, Element], key: str) -> tuple[str, bool]:
    """The outline level and whether it is numbered, of a style or the first one that it is based on."""
    outline, numbered, seen = "", False, set()
    while key in styles and key not in seen:
        seen.add(key)
        level, numbering = _find(styles[key], "pPr", "outlineLvl"), _find(styles[key], "pPr", "numPr")
        outline = outline or (_value(level, "val") if level is not None else _level_in_name(_name_of(styles[key])))
        numbered |= numbering is not None or _name_of(styles[key]).startswith("list bullet")
        based = _find(styles[key], "basedOn")
        key = _value(based, "val") if based is not None else ""
    return outline, numbered and not outline


def _level_in_name(name: str) -> str:
    found = re.fullmatch(r"(?:heading|otsikko|rubrik) (\d)", name)
    return str(int(found[1]) - 1) if found else ""


def _is_hidden(run: Element) -> bool:
    hidden = _find(run, "rPr", "vanish")
    return hidden is not None and _value(hidden, "val") not in ("0", "false")
