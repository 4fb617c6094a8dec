"""Where a municipality's template wants sections: its marks, the containers that an earlier run put there, and every
fault in them; knows nothing of what is put there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from kotolib.documents.docx.xml import Element, element
from kotolib.errors import N_, Message

TAG = "koto"
_MARK = re.compile(r"\{\{\s*koto\s*:\s*([\w-]+)\s*\}\}", re.IGNORECASE)
_LIKE_A_MARK = re.compile(r"[{\[]\s*koto\b|koto\s*:\s*[\w-]*\s*[}\]]", re.IGNORECASE)
_OURS = re.compile(rf"{TAG}:([\w-]+)(?:;(\d);(.*))?")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))

_TEXTS = {"t": None, "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_RANGES = [
    qn(f"w:{name}{end}")
    for name in ("bookmark", "commentRange", "moveFromRange", "moveToRange", "perm")
    for end in ("Start", "End")
]
_WITHOUT_CONTENT = [qn(f"w:{name}") for name in ("pPr", "proofErr")]
_BRINGS_MORE = (
    *("commentReference", "footnoteReference", "endnoteReference"),
    *("drawing", "pict", "object", "fldChar", "fldSimple"),
)
_OUTSIDE = (
    ("tc", N_("taulukossa")),
    ("txbxContent", N_("tekstiruudussa")),
    ("sdt", N_("sisältöohjaimessa")),
)
_OTHER_PARTS = {
    "header": N_("ylätunnisteessa"),
    "footer": N_("alatunnisteessa"),
    "footnotes": N_("alaviitteessä"),
    "endnotes": N_("loppuviitteessä"),
    "comments": N_("kommentissa"),
}


@dataclass(frozen=True)
class Place:
    """Where one section goes.

    Attributes
    ----------
    key
        The section's, as the mark says it.
    element
        The paragraph of the mark, or the container of an earlier run; a child of the body.
    level
        Level of the section's title where the mark itself is a heading; 0: one below the heading above.
    body
        Id of the style of plain paragraphs, that of the mark; empty for the document's default.
    """

    key: str
    element: Element
    level: int = 0
    body: str = ""

    @property
    def is_container(self) -> bool:
        """Whether an earlier run has been here."""
        return self.element.tag == qn("w:sdt")

    @property
    def tag(self) -> str:
        """What the container bears, for the next run."""
        return f"{TAG}:{self.key}" + (f";{self.level};{self.body}" if self.level or self.body else "")


def mark(key: str) -> str:
    """The mark as it is written in a template.

    Examples
    --------
    >>> mark("31")
    '{{koto:31}}'
    """
    return "{{" + f"{TAG}:{key}" + "}}"


def places(document: Document) -> tuple[list[Place], list[Message]]:
    """The places of a template in their order, and all that is wrong with its marks."""
    levels = heading_levels(document)
    found: list[Place] = []
    faults: list[Message] = []
    for node in document.element.body.iter(qn("w:p"), qn("w:sdt")):
        place = _container(node) if node.tag == qn("w:sdt") else _place(node, levels, faults)
        if place and place.element.getparent() is not document.element.body:
            faults.append(_outside(place.key, node))
        elif place:
            found.append(place)
    return found, [*faults, *_in_other_parts(document), *_twice(found)]


def _container(sdt: Element) -> Place | None:
    tag = sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    told = _OURS.fullmatch(tag.get(qn("w:val")) or "") if tag is not None else None
    return Place(told[1].lower(), sdt, int(told[2] or 0), told[3] or "") if told else None


def is_ours(node: Element) -> bool:
    """Whether a part of the document stands inside a container of ours."""
    return any(_container(above) for above in node.iterancestors(qn("w:sdt")))


def _place(paragraph: Element, levels: dict[str, int], faults: list[Message]) -> Place | None:
    text = own_text(paragraph)
    if not _LIKE_A_MARK.search(text) or is_ours(paragraph) or _style(paragraph) in _contents_styles(levels):
        return None
    told = _MARK.fullmatch(text)
    if told and not _brings_more(paragraph):
        style = _style(paragraph)
        level = levels.get(style, 0)
        return Place(told[1].lower(), paragraph, level, "" if level else style)
    if _MARK.search(text):
        faults.append(
            Message(
                N_("”{text}”: samassa kappaleessa on muutakin. Siirrä merkki omaan kappaleeseensa."), text=_cut(text)
            )
        )
    else:
        faults.append(
            Message(
                N_("”{text}”: merkki on kesken tai väärin. Kirjoita se näin: {mark}."), text=_cut(text), mark=mark("31")
            )
        )
    return None


def own_text(paragraph: Element) -> str:
    """The text of a paragraph as its reader sees it, however Word has split it; not that of boxes anchored in it."""
    pieces = []
    for node in paragraph.iter(*(qn(f"w:{name}") for name in _TEXTS)):
        if _nearest(node, "p") is paragraph and _nearest(node, "moveFrom") is None and _nearest(node, "tabs") is None:
            pieces.append(_TEXTS[node.tag.rpartition("}")[2]] or node.text or "")
    return "".join(pieces).translate(_INVISIBLE).replace("\u00a0", " ").strip()


def _nearest(node: Element, name: str) -> Element | None:
    return next(node.iterancestors(qn(f"w:{name}")), None)


def _brings_more(paragraph: Element) -> bool:
    return next(paragraph.iter(*(qn(f"w:{name}") for name in _BRINGS_MORE)), None) is not None


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style.get(qn("w:val")) if style is not None else ""


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _outside(key: str, node: Element) -> Message:
    where = next(
        (said for name, said in _OUTSIDE if _nearest(node, name) is not None), N_("muualla kuin leipätekstissä")
    )
    return _cannot(mark(key), where)


def _cannot(told: str, where: str) -> Message:
    said = N_("{mark}: merkki on {where}, johon osaa ei voi panna. Siirrä se leipätekstiin omaan kappaleeseensa.")
    return Message(said, mark=told, where=Message(where))


def _in_other_parts(document: Document) -> Iterator[Message]:
    for relation in document.part.rels.values():
        where = _OTHER_PARTS.get(relation.reltype.rpartition("/")[2])
        if where and not relation.is_external:
            for paragraph in parse_xml(relation.target_part.blob).iter(qn("w:p")):
                text = own_text(paragraph)
                if _LIKE_A_MARK.search(text):
                    yield _cannot(_cut(text), where)


def _twice(found: list[Place]) -> Iterator[Message]:
    keys = [place.key for place in found]
    for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
        yield Message(N_("{mark}: paikkoja on {count}. Jätä niistä yksi."), mark=mark(key), count=keys.count(key))


_CONTENTS = -1


def heading_levels(document: Document) -> dict[str, int]:
    """Levels of the document's heading styles by their ids, those based on headings included; −1 in contents."""
    styles = {style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))}
    levels = {identity: _level(identity, styles) for identity in styles}
    return {identity: level for identity, level in levels.items() if level}


def _contents_styles(levels: dict[str, int]) -> set[str]:
    return {identity for identity, level in levels.items() if level == _CONTENTS}


def _level(identity: str, styles: dict[str, Element]) -> int:
    seen = set()
    while identity in styles and identity not in seen:
        seen.add(identity)
        style = styles[identity]
        name = style.find(qn("w:name"))
        word, _, number = (name.get(qn("w:val")).lower() if name is not None else "").partition(" ")
        if word in ("heading", "toc") and number.isdigit():
            return int(number) if word == "heading" else _CONTENTS
        based = style.find(qn("w:basedOn"))
        identity = based.get(qn("w:val")) if based is not None else ""
    return 0


def level_below_heading_above(place: Place, document: Document) -> int:
    """One more than that of the last heading that people wrote above the place; 1 where there is none."""
    levels, found = heading_levels(document), 0
    for node in document.element.body.iter(qn("w:p"), place.element.tag):
        if node is place.element:
            break
        if node.tag == qn("w:p") and not is_ours(node):
            found = max(levels.get(_style(node), 0), 0) or found
    return found + 1


def container(place: Place, title: str) -> Element:
    """The place's container, empty; the paragraph of a mark gives way to one, and leaves what belongs to others."""
    if place.is_container:
        # Word marks a container that was emptied by hand, and would take what comes into it for a prompt.
        for prompt in list(place.element.iter(qn("w:showingPlcHdr"))):
            prompt.getparent().remove(prompt)
        return place.element
    content = element("w:sdtContent")
    properties = element(
        "w:sdtPr",
        None,
        element("w:alias", {"w:val": title[:64]}),
        element("w:tag", {"w:val": place.tag}),
    )
    made = element("w:sdt", None, properties, content)
    paragraph = place.element
    paragraph.addprevious(made)
    for node in [node for node in paragraph if node.tag in _RANGES]:
        beside = made.addnext if node.tag.endswith("End") else made.addprevious
        beside(node)
    _leave_section_break(paragraph, made)
    paragraph.getparent().remove(paragraph)
    return made


def _leave_section_break(paragraph: Element, made: Element) -> None:
    properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if properties is not None:
        made.addnext(element("w:p", None, element("w:pPr", None, properties)))
