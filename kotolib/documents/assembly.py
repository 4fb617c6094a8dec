"""All sections in one page, and the plain page of a section that failed; knows sections, not how one is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kotolib.documents.blocks import Document
from kotolib.documents.front import front
from kotolib.documents.html import Body, Link, body, page
from kotolib.documents.imprint import Imprint
from kotolib.documents.markdown import Anchors, Heading, slug


@dataclass(frozen=True)
class Failed:
    """A section that could not be made.

    Attributes
    ----------
    title
        What it would have been called.
    message
        What went wrong and what to do, one sentence in the language of the page.
    """

    title: str
    message: str


@dataclass(frozen=True)
class _Part:
    heading: Heading
    body: Body | None
    message: str = ""

    @property
    def subheadings(self) -> tuple[Heading, ...]:
        found = self.body.headings if self.body else ()
        return tuple(h for h in found if h.level == self.heading.level + 1)


def programme_page(sections: Sequence[Document | Failed], imprint: Imprint | None = None) -> str:
    """All sections in one page with a table of contents.

    Parameters
    ----------
    sections
        Documents in the programme's order; a section that failed is told in its place.
    imprint
        Needed where no section was made; else the first document's.

    Returns
    -------
    str
        The page: its only first-level heading is the programme's name, sections are one level lower, and no id
        stands twice.
    """
    imprint = imprint or Imprint.of(next(s for s in sections if isinstance(s, Document)))
    anchors = Anchors(("content", "parts-side", "parts-end", "contents"))
    places = {one.name: f"#{slug(one.title)}" for one in sections if isinstance(one, Document)}
    parts = [_part(section, anchors, places) for section in sections]
    links = tuple(Link(part.heading.text, f"#{part.heading.anchor}") for part in parts)
    return page("programme.html.j2", imprint, links, title=imprint.name, front=front(imprint), sections=parts)


def _part(section: Document | Failed, anchors: Anchors, places: Mapping[str, str]) -> _Part:
    if isinstance(section, Failed):
        heading = Heading(2, anchors.claim(slug(section.title)), section.title)
        return _Part(heading, None, section.message)
    content = body(section, anchors, shift=1, prefix=slug(section.title), places=places)
    return _Part(content.headings[0], content)


def failed_page(title: str, message: str, imprint: Imprint, parts: Sequence[Link] = ()) -> str:
    """The plain page of a section that failed: its title and, in one sentence, what went wrong and what to do."""
    return page("failed.html.j2", imprint, parts, title=title, message=message)
