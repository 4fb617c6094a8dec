"""Fields that Word counts and updates by itself: numbers of captions, references, pages, contents; knows no text."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from docx.oxml.ns import qn

from kotolib.documents.docx.xml import Element, element, run, text_element

SEQUENCE = "SEQ"


def simple(instruction: str, shown: str, properties: dict | None = None) -> Element:
    """A field and what it shows until Word counts anew."""
    return element("w:fldSimple", {"w:instr": f" {instruction} "}, run(shown, properties))


def sequence(identifier: str, number: int, properties: dict | None = None) -> Element:
    """The number of a caption: `SEQ Kuvio`."""
    return simple(f"{SEQUENCE} {identifier} \\* ARABIC", str(number), properties)


def reference(bookmark: str, shown: str) -> Element:
    """Words that lead to a bookmark and follow its text."""
    return simple(f"REF {bookmark} \\h", shown)


def bookmarked(name: str, number: int, content: Iterable[Element]) -> list[Element]:
    """The content between the two ends of a bookmark."""
    start = element("w:bookmarkStart", {"w:id": number, "w:name": name})
    return [start, *content, element("w:bookmarkEnd", {"w:id": number})]


def linked(bookmark: str, content: Iterable[Element]) -> Element:
    """A link inside the document."""
    return element("w:hyperlink", {"w:anchor": bookmark, "w:history": 1}, *content)


def contents(entries: Sequence[Element], levels: int) -> list[Element]:
    """The field of contents, filled with paragraphs whose content links to the headings.

    Page numbers come when Word updates the field (F9): only Word knows where its pages end.
    """
    first, last = entries[0], entries[-1]
    instruction = element("w:r", None, text_element("w:instrText", f' TOC \\o "1-{levels}" \\h \\z \\u '))
    for place, part in enumerate((_mark("begin"), instruction, _mark("separate"))):
        first.insert(place + (first.find(qn("w:pPr")) is not None), part)
    last.append(_mark("end"))
    return list(entries)


def _mark(kind: str) -> Element:
    return element("w:r", None, element("w:fldChar", {"w:fldCharType": kind}))


def count_anew(body: Element, is_ours: Callable[[Element], bool]) -> None:
    """Give the captions that are ours their numbers among all captions of the document, and references theirs."""
    counts: Counter[str] = Counter()
    numbers: dict[str, int] = {}
    for node in body.iter(qn("w:fldSimple"), qn("w:instrText")):
        kind, identifier, *switches = [*_instruction(node).split(), "", ""]
        if kind != SEQUENCE:
            continue
        counts[identifier] += "\\c" not in switches  # which repeats the number before
        if node.tag == qn("w:fldSimple") and is_ours(node):
            _show(node, counts[identifier])
            numbers[_bookmark(node)] = counts[identifier]
    for node in body.iter(qn("w:fldSimple")):
        kind, bookmark, *_switches = [*_instruction(node).split(), "", ""]
        if kind == "REF" and bookmark in numbers and is_ours(node):
            _show(node, numbers[bookmark])


def _instruction(node: Element) -> str:
    return node.get(qn("w:instr")) or node.text or ""


def _show(field: Element, number: int) -> None:
    next(field.iter(qn("w:t"))).text = str(number)


def _bookmark(field: Element) -> str:
    before = field.getprevious()
    return before.get(qn("w:name")) or "" if before is not None else ""
