"""XML elements of Word, made and never pasted: what people wrote becomes text, whatever it holds; knows no document."""

import re
from collections.abc import Iterable, Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

from kotolib.language.numbers import WORD_JOINER

Element = _Element

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = {"\t": "w:tab", "\n": "w:br", "\u2011": "w:noBreakHyphen", "\u00ad": "w:softHyphen"}
_PIECES = re.compile("([" + "".join(_SPECIAL) + "])")
_PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "tabs", "suppressAutoHyphens"),
    *("spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "sectPr"),
)
_RUN_ORDER = ("rStyle", "rFonts", "b", "i", "color", "sz", "szCs", "lang")


def element(name: str, attributes: Mapping[str, object] | None = None, *children: Element) -> Element:
    """An element with its attributes and children; both kinds of names bear their prefix (`w:val`).

    Examples
    --------
    >>> element("w:jc", {"w:val": "end"}).get(qn("w:val"))
    'end'
    """
    made = OxmlElement(name)
    for attribute, value in (attributes or {}).items():
        made.set(qn(attribute) if ":" in attribute else attribute, readable(str(value)))
    made.extend(children)
    return made


def readable(text: str) -> str:
    """The text without the characters that XML cannot hold, and without the joiner that Word shows as a box."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace(WORD_JOINER, "")


def text_element(name: str, text: str) -> Element:
    """An element whose text is kept to the last space."""
    made = element(name, {"xml:space": "preserve"})
    made.text = readable(text)
    return made


def run(text: str, properties: Mapping[str, object] | None = None) -> Element:
    """A run of text: line breaks, tabs and hyphens that do not break become what Word has for them."""
    made = element("w:r")
    if properties:
        made.append(_properties("w:rPr", properties, _RUN_ORDER))
    for piece in _PIECES.split(readable(text)):
        if piece in _SPECIAL:
            made.append(element(_SPECIAL[piece]))
        elif piece:
            made.append(text_element("w:t", piece))
    return made


def paragraph(style: str, content: Iterable[Element], properties: Mapping[str, object] | None = None) -> Element:
    """A paragraph in a style (its id; empty for the document's default)."""
    told = {**({"pStyle": style} if style else {}), **(properties or {})}
    made = element("w:p")
    if told:
        made.append(_properties("w:pPr", told, _PARAGRAPH_ORDER))
    made.extend(content)
    return made


def _properties(name: str, told: Mapping[str, object], order: tuple[str, ...]) -> Element:
    """Properties in the order that the schema asks for; a value is an element, True, or what `w:val` says."""
    return element(name, None, *(_property(key, told[key]) for key in order if key in told))


def _property(name: str, value: object) -> Element:
    if isinstance(value, Element):
        return value
    if isinstance(value, Mapping):
        return element(f"w:{name}", {f"w:{key}": part for key, part in value.items()})
    return element(f"w:{name}", {} if value is True else {"w:val": value})
