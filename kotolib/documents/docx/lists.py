"""Bullets and numbers of lists: their definitions in a Word file, and a new count for each list; knows no text."""

from docx.document import Document
from docx.oxml.ns import qn

from kotolib.documents.docx.parts import xml_part
from kotolib.documents.docx.xml import Element, element

BULLET, ORDERED = "bullet", "ordered"
# What tells our definitions from those of the document, for good.
_MARKS = {BULLET: "4B4F5401", ORDERED: "4B4F5402"}
_BULLETS = "•–•–•–"
_DEPTHS = 6
_STEP = 340
_LARGEST = 32767


def count(document: Document, kind: str, start: int = 1, depth: int = 0) -> int:
    """The id of a list's count: bullets share one, each numbered list begins anew from ``start`` at its depth."""
    numbering = xml_part(document, "numbering", "")
    definition = _definition(numbering, kind)
    if kind == BULLET:
        for number in numbering.findall(qn("w:num")):
            if number.find(qn("w:abstractNumId")).get(qn("w:val")) == definition:
                return int(number.get(qn("w:numId")))
    identity = max([0, *(int(number.get(qn("w:numId"))) for number in numbering.findall(qn("w:num")))]) + 1
    made = element("w:num", {"w:numId": identity}, element("w:abstractNumId", {"w:val": definition}))
    if kind == ORDERED:
        begin = element("w:startOverride", {"w:val": min(start, _LARGEST)})
        made.append(element("w:lvlOverride", {"w:ilvl": min(depth, _DEPTHS - 1)}, begin))
    _after_last(numbering, ("num", "abstractNum"), made)
    return identity


def place(number: int, depth: int) -> Element:
    """What a paragraph says of its list."""
    level = element("w:ilvl", {"w:val": min(depth, _DEPTHS - 1)})
    return element("w:numPr", None, level, element("w:numId", {"w:val": number}))


def take_away(document: Document, content: Element) -> None:
    """Take away the counts of our own lists that only this content, already cut from the document, has used."""
    wanted = _used(content)
    if not wanted:
        return
    numbering = xml_part(document, "numbering", "")
    left = _used(document.element.body)
    ours = {d.get(qn("w:abstractNumId")) for d in numbering.findall(qn("w:abstractNum")) if _mark(d) in _MARKS.values()}
    for number in numbering.findall(qn("w:num")):
        definition = number.find(qn("w:abstractNumId")).get(qn("w:val"))
        if number.get(qn("w:numId")) in wanted - left and definition in ours:
            numbering.remove(number)


def _used(content: Element) -> set[str]:
    return {number.get(qn("w:val")) for number in content.iter(qn("w:numId"))}


def _mark(definition: Element) -> str:
    nsid = definition.find(qn("w:nsid"))
    return nsid.get(qn("w:val")) if nsid is not None else ""


def _definition(numbering: Element, kind: str) -> str:
    definitions = numbering.findall(qn("w:abstractNum"))
    for definition in definitions:
        if _mark(definition) == _MARKS[kind]:
            return definition.get(qn("w:abstractNumId"))
    identity = str(max([-1, *(int(d.get(qn("w:abstractNumId"))) for d in definitions)]) + 1)
    made = element("w:abstractNum", {"w:abstractNumId": identity}, element("w:nsid", {"w:val": _MARKS[kind]}))
    made.append(element("w:multiLevelType", {"w:val": "hybridMultilevel"}))
    made.extend(_level(kind, depth) for depth in range(_DEPTHS))
    _after_last(numbering, ("abstractNum", "numPicBullet"), made)
    return identity


def _level(kind: str, depth: int) -> Element:
    shape, text = ("bullet", _BULLETS[depth]) if kind == BULLET else ("decimal", f"%{depth + 1}.")
    indent = element("w:ind", {"w:left": _STEP * (depth + 1), "w:hanging": _STEP})
    told = {"start": 1, "numFmt": shape, "lvlText": text, "lvlJc": "left"}
    parts = [element(f"w:{name}", {"w:val": value}) for name, value in told.items()]
    return element("w:lvl", {"w:ilvl": depth}, *parts, element("w:pPr", None, indent))


def _after_last(numbering: Element, names: tuple[str, ...], made: Element) -> None:
    """Definitions stand before counts, and both before anything else."""
    before = [child for child in numbering if child.tag in [qn(f"w:{name}") for name in names]]
    numbering.insert(numbering.index(before[-1]) + 1 if before else 0, made)
