"""Footnotes of a Word file: their part, their ids, a new note and one taken away; knows no text."""

from collections.abc import Iterable

from docx.document import Document
from docx.oxml.ns import qn

from kotolib.documents.docx.parts import xml_part
from kotolib.documents.docx.xml import Element, element, paragraph, run

_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    '</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p>'
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
)


def add(document: Document, text_style: str, mark_style: str, content: Iterable[Element]) -> Element:
    """A new footnote; gives the run that refers to it."""
    notes = xml_part(document, "footnotes", _SEPARATORS)
    number = max([0, *(int(note.get(qn("w:id"))) for note in notes)]) + 1
    mark = element("w:r", None, _mark_properties(mark_style), element("w:footnoteRef"))
    notes.append(element("w:footnote", {"w:id": number}, paragraph(text_style, [mark, run(" "), *content])))
    return element("w:r", None, _mark_properties(mark_style), element("w:footnoteReference", {"w:id": number}))


def _mark_properties(style: str) -> Element:
    return element("w:rPr", None, element("w:rStyle", {"w:val": style}))


def take_away(document: Document, content: Element) -> None:
    """Take away the footnotes that only this content, already cut from the document, refers to."""
    wanted = _referred(content) - _referred(document.element.body)
    if wanted:
        notes = xml_part(document, "footnotes", _SEPARATORS)
        for note in [note for note in notes if note.get(qn("w:id")) in wanted]:
            notes.remove(note)


def _referred(content: Element) -> set[str]:
    return {mark.get(qn("w:id")) for mark in content.iter(qn("w:footnoteReference"))}
