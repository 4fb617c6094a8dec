"""The Word document that is being written: its styles, width and language, and the ids it has given; knows no block."""

import hashlib
from collections.abc import Iterable

from docx.document import Document
from docx.oxml.ns import qn

from kotolib.documents.docx import footnotes, lists, parts
from kotolib.documents.docx.fields import bookmarked
from kotolib.documents.docx.look import STYLES, style_element
from kotolib.documents.docx.xml import Element, paragraph, run
from kotolib.language import Texts

LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


class Paper:
    """Where blocks are written.

    Parameters
    ----------
    document
        The open document.
    texts
        Messages in the language of what is written.
    width
        Of the column of text, in twentieths of a point.
    body
        Id of the style of plain paragraphs; empty for the document's default.
    ours
        Whether the document has our look: else the styles that it lacks are added without face and colours.
    """

    def __init__(self, document: Document, texts: Texts, width: int, body: str = "", *, ours: bool = True) -> None:
        self.document = document
        self.texts = texts
        self.width = width
        self.body = body
        self.ours = ours
        self.places: dict[str, str] = {}
        self._identities = _identities(document)
        self._drawings = _largest(document.element.body, qn("wp:docPr"), "id")
        self._bookmarks = _largest(document.element.body, qn("w:bookmarkStart"), qn("w:id"))
        self._language = LOCALES[texts.language] if LOCALES[texts.language] != _locale(document) else ""

    def style(self, role: str) -> str:
        """Id of the style for a role (:data:`~kotolib.documents.docx.look.STYLES`); added where it is missing."""
        style = STYLES[role]
        found = self._identities.get(style.name.lower())
        if found:
            return found
        based = style.based.lower()
        role_of_base = next((role for role, other in STYLES.items() if other.name.lower() == based), "")
        if role_of_base:
            self.style(role_of_base)
        made = style_element(style, self._identities, ours=self.ours)
        self.document.styles.element.append(made)
        self._identities[style.name.lower()] = style.identity
        return style.identity

    def run(self, text: str, **properties: object) -> Element:
        """A run of text, in the language of what is written where the document is in another."""
        return run(text, {**({"lang": self._language} if self._language else {}), **properties})

    def paragraph(self, role: str, content: Iterable[Element], **properties: object) -> Element:
        """A paragraph in the style of its role; `body` is the style of plain paragraphs."""
        plain = role == "body" or (role == "lead" and not self._has(role))
        return paragraph(self.body if plain else self.style(role), content, properties)

    def _has(self, role: str) -> bool:
        return self.ours or STYLES[role].name.lower() in self._identities

    def plain(self, role: str, text: str, **properties: object) -> Element:
        """A paragraph of one run."""
        return self.paragraph(role, [self.run(text)], **properties)

    def footnote(self, content: Iterable[Element]) -> Element:
        """A footnote; gives the run that refers to it."""
        styles = self.style("footnote"), self.style("footnote mark")
        return footnotes.add(self.document, *styles, content)

    def new_list(self, kind: str, start: int = 1, depth: int = 0) -> int:
        """The id of a new list's count."""
        return lists.count(self.document, kind, start, depth)

    def picture(self, content: bytes) -> str:
        """The relationship of a PNG."""
        return parts.picture(self.document, "koto-" + hashlib.sha256(content).hexdigest()[:12], content)

    def link(self, address: str) -> str:
        """The relationship of an address."""
        return parts.link(self.document, address)

    def bookmarked(self, name: str, content: Iterable[Element]) -> list[Element]:
        """The content inside a bookmark."""
        self._bookmarks += 1
        return bookmarked(name, self._bookmarks, content)

    def drawing(self) -> int:
        """An id for one more drawing."""
        self._drawings += 1
        return self._drawings


def _identities(document: Document) -> dict[str, str]:
    """Ids of the document's styles by their lower-case names."""
    styles = document.styles.element.findall(qn("w:style"))
    named = [(style.find(qn("w:name")), style.get(qn("w:styleId"))) for style in styles]
    return {name.get(qn("w:val")).lower(): identity for name, identity in named if name is not None}


def _largest(body: Element, tag: str, attribute: str) -> int:
    return max([0, *(int(node.get(attribute)) for node in body.iter(tag))])


def _locale(document: Document) -> str:
    found = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rPrDefault')}//{qn('w:lang')}")
    return found.get(qn("w:val")) or "" if found is not None else ""
