"""Markdown as HTML that a page can trust: raw HTML becomes text, a small list of elements is let through.

Knows Markdown, anchors and the order of headings; not what the text says or what else stands on the page.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

import mistune
import nh3

_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "blockquote"),
    *("a", "strong", "em", "code", "pre"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "p": {"class"},
    "ol": {"start"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
# What mistune puts in place of an address that would run a script.
_REFUSED = "#harmful-link"
SCHEMES = {"http", "https", "mailto"}
"""What a link may begin with."""


def slug(text: str) -> str:
    """What a heading is called in an address: `Mistä syistä?` → `mista-syista`."""
    ascii_text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")


class Anchors:
    """The ids of one page, each given once.

    Examples
    --------
    >>> anchors = Anchors()
    >>> anchors.claim("ika"), anchors.claim("ika")
    ('ika', 'ika-2')
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def claim(self, wanted: str) -> str:
        """``wanted`` if it is free, else the first free ``wanted-2``, ``wanted-3``…"""
        wanted = re.sub(r"[^\w.-]+", "-", wanted).strip("-") or "osa"
        found, turn = wanted, 1
        while found in self._taken:
            turn += 1
            found = f"{wanted}-{turn}"
        self._taken.add(found)
        return found


@dataclass(frozen=True)
class Heading:
    """A heading as a table of contents needs it: its level on the page, its anchor and its plain text."""

    level: int
    anchor: str
    text: str


class Levels:
    """The levels of a document's headings: the first is its title, no other is one, and no level is jumped over.

    Parameters
    ----------
    shift
        How many levels lower the headings stand than in the source: 0 in a document of its own, 1 under a programme.

    Examples
    --------
    >>> levels = Levels()
    >>> [levels.of(level) for level in (1, 1, 4, 2)]
    [1, 2, 3, 2]
    """

    def __init__(self, shift: int = 0) -> None:
        self._shift = shift
        self._last = 0

    def of(self, level: int) -> int:
        """The level of the next heading, which the source has at ``level``."""
        first = 1 + self._shift
        self._last = min(max(level, 2) + self._shift, self._last + 1, 6) if self._last else first
        return self._last


class Prose:
    """The Markdown of one document, rendered piece by piece.

    Its first ``#`` is the document's title; there is no second one, and no level is jumped over, whatever the
    source has. The paragraph right after the title is the lead.

    Parameters
    ----------
    anchors
        The ids of the page.
    shift
        How many levels lower the headings stand than in the source: 0 on a page of its own, 1 under a programme.
    prefix
        The title's anchor and what the other anchors begin with, so that documents on one page stay apart.
    """

    def __init__(self, anchors: Anchors, shift: int = 0, prefix: str = "") -> None:
        self.headings: list[Heading] = []
        self._anchors = anchors
        self._shift = shift
        self._prefix = prefix
        self._levels = Levels(shift)
        self._lead_is_next = False
        self._markdown = mistune.create_markdown(renderer=_Renderer(self._heading))

    def render(self, text: str) -> str:
        """The text as HTML, cleaned."""
        html = self._with_lead(str(self._markdown(text)).strip())
        return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)

    def interrupt(self) -> None:
        """Something else than prose stands here: what follows is no lead."""
        self._lead_is_next = False

    def _with_lead(self, html: str) -> str:
        title = f"h{1 + self._shift}"
        before, end, after = html.rpartition(f"</{title}>")
        if end or self._lead_is_next:
            self._lead_is_next = not after.strip()
            after = re.sub(r"\A(\s*)<p>", r'\1<p class="lead">', after)
        return before + end + after

    def _heading(self, html: str, level: int) -> str:
        text = unescape(re.sub(r"<[^>]*>", "", html)).strip()
        level = self._levels.of(level)
        anchor = self._anchors.claim(self._wanted(text))
        self.headings.append(Heading(level, anchor, text))
        return f'<h{level} id="{anchor}">{html}</h{level}>\n'

    def _wanted(self, text: str) -> str:
        if self._prefix and not self.headings:
            return self._prefix
        return "-".join(filter(None, (self._prefix, slug(text))))


class _Renderer(mistune.HTMLRenderer):
    def __init__(self, heading) -> None:
        super().__init__(escape=True)
        self._write_heading = heading

    def heading(self, text: str, level: int, **attributes) -> str:
        return self._write_heading(text, level)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address = self.safe_url(url)
        return text if address == _REFUSED else f'<a href="{address}">{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        # A page makes no request of its own: a picture from elsewhere leaves its words.
        return text
