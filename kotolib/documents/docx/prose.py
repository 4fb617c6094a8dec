"""Markdown as paragraphs of Word: headings that never jump a level, lists, quotes and links; raw HTML stays text.

Reads the same Markdown as pages do, by the same rules; knows nothing of figures and tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import mistune
from docx.oxml.ns import qn

from kotolib.documents.docx import lists
from kotolib.documents.docx.paper import Paper
from kotolib.documents.docx.xml import Element, element, readable
from kotolib.documents.markdown import SCHEMES, Levels

DEEPEST = 6
_INDENT = 340

_parse = mistune.create_markdown(renderer=None, plugins=["footnotes"])


@dataclass(frozen=True)
class Heading:
    """A heading that was written: level, plain text and bookmark."""

    level: int
    text: str
    bookmark: str


def title_of(name: str) -> str:
    """The bookmark of the title of the section with that name."""
    return _bookmark(name, 1)


def _bookmark(name: str, number: int) -> str:
    return f"_Toc_{name}_{number}"


class Prose:
    """The Markdown of one section, written piece by piece.

    Its first `#` is the section's title; there is no second one, and no level is jumped over. The paragraph right
    after the title is the lead.

    Parameters
    ----------
    paper
        Where it is written.
    name
        Begins the bookmarks of the headings; empty for no bookmarks.
    top
        Level of the title.
    own_page
        Whether the title begins a page.
    """

    def __init__(self, paper: Paper, name: str = "", top: int = 1, *, own_page: bool = False) -> None:
        self.headings: list[Heading] = []
        self._paper = paper
        self._name = name
        self._levels = Levels(min(top, DEEPEST) - 1)
        self._notes: dict[str, list[dict]] = {}
        self._own_page = own_page
        self._in_note = False
        self._lead_is_next = False

    def write(self, text: str) -> list[Element]:
        """The paragraphs of a text."""
        tokens = _parse(readable(text))
        notes = [item for token in tokens if token["type"] == "footnotes" for item in token["children"]]
        self._notes = {item["attrs"]["key"]: item["children"] for item in notes}
        return list(self._blocks(tokens, "body"))

    def interrupt(self) -> None:
        """Something else than prose stands here: what follows is no lead."""
        self._lead_is_next = False

    def _blocks(self, tokens: list[dict], role: str, depth: int = 0) -> Iterator[Element]:
        for token in tokens:
            kind = token["type"]
            if kind in ("blank_line", "footnotes"):
                continue
            if kind == "heading":
                yield self._heading(token)
            elif kind == "list":
                self._lead_is_next = False
                yield from self._list(token, depth)
            elif kind == "block_quote":
                self._lead_is_next = False
                yield from self._quote(token["children"], depth)
            elif kind in ("paragraph", "block_text"):
                yield self._paragraph(token, role)
            elif "raw" in token:
                self._lead_is_next = False
                yield self._paper.plain("code" if kind == "block_code" else role, token["raw"].rstrip("\n"))

    def _quote(self, tokens: list[dict], depth: int) -> Iterator[Element]:
        """The paragraphs of a quotation; the first one tells whose it is, and stays with the next."""
        first, *rest = [token for token in tokens if token["type"] != "blank_line"] or [{"type": "blank_line"}]
        if rest and first["type"] == "paragraph":
            yield self._paper.paragraph("quote", self._inline(first["children"]), keepNext=True)
            tokens = rest
        yield from self._blocks(tokens, "quote", depth)

    def _paragraph(self, token: dict, role: str) -> Element:
        if self._lead_is_next and role == "body":
            role = "lead"
        self._lead_is_next = False
        return self._paper.paragraph(role, self._inline(token["children"]))

    def title(self, text: str) -> Element:
        """The section's title, from words that are no Markdown."""
        return self._headed([self._paper.run(text)], 1)

    def _heading(self, token: dict) -> Element:
        self._lead_is_next = not self.headings
        return self._headed(self._inline(token["children"]), token["attrs"]["level"])

    def _headed(self, runs: list[Element], wanted: int) -> Element:
        level = self._levels.of(wanted)
        text = "".join(node.text or "" for part in runs for node in part.iter(qn("w:t"))).strip()
        bookmark = _bookmark(self._name, len(self.headings) + 1) if self._name else ""
        breaks = {"pageBreakBefore": True} if self._own_page and not self.headings else {}
        self.headings.append(Heading(level, text, bookmark))
        return self._paper.paragraph(
            f"heading {level}", self._paper.bookmarked(bookmark, runs) if bookmark else runs, **breaks
        )

    def _list(self, token: dict, depth: int) -> Iterator[Element]:
        kind = lists.ORDERED if token["attrs"]["ordered"] else lists.BULLET
        number = self._paper.new_list(kind, token["attrs"].get("start", 1), depth)
        for item in token["children"]:
            yield from self._item(item, kind, number, depth)

    def _item(self, item: dict, kind: str, number: int, depth: int) -> Iterator[Element]:
        """The first paragraph bears the mark of the list; what follows stands below it."""
        marked = False
        for child in item["children"]:
            if child["type"] in ("paragraph", "block_text"):
                indent = element("w:ind", {"w:left": _INDENT * (depth + 1)})
                told = {"ind": indent} if marked else {"numPr": lists.place(number, depth)}
                yield self._paper.paragraph(kind, self._inline(child["children"]), **told)
                marked = True
            else:
                yield from self._blocks([child], "body", depth + 1)

    def _inline(self, tokens: list[dict], **look: object) -> list[Element]:
        return [made for token in tokens for made in self._pieces(token, look)]

    def _pieces(self, token: dict, look: dict) -> list[Element]:
        kind = token["type"]
        if kind in ("strong", "emphasis"):
            return self._inline(token["children"], **{**look, "b" if kind == "strong" else "i": True})
        if kind == "link":
            return self._link(token, look)
        if kind == "linebreak":
            return [self._paper.run("\n", **look)]
        if kind == "softbreak":
            return [self._paper.run(" ", **look)]
        if kind == "footnote_ref":
            return [self._footnote(token)]
        if "children" in token:
            # A picture from elsewhere leaves its words.
            return self._inline(token["children"], **look)
        return [self._paper.run(token.get("raw", ""), **look)]

    def _footnote(self, token: dict) -> Element:
        blocks = self._notes.pop(token["raw"], None)
        if blocks is None:
            # Told for the second time, or in a note itself: it stays the mark that was written.
            return self._paper.run(f"[^{token['raw']}]")
        self._in_note = True
        runs = [made for block in blocks for made in self._inline(block.get("children", []))]
        self._in_note = False
        return self._paper.footnote(runs)

    def _link(self, token: dict, look: dict) -> list[Element]:
        address = token["attrs"]["url"]
        # Notes are another part of the file, which has no links of its own.
        if self._in_note or address.partition(":")[0].lower() not in SCHEMES:
            return self._inline(token["children"], **look)
        runs = self._inline(token["children"], **{**look, "rStyle": self._paper.style("link")})
        return [element("w:hyperlink", {"r:id": self._paper.link(address), "w:history": 1}, *runs)]
