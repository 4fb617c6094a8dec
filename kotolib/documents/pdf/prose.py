"""Markdown as Typst: headings, paragraphs, lists, quotations, links and footnotes; raw HTML stays the text that it is.

Knows Markdown and Typst's elements; not what the text says or how it looks.
"""

from collections.abc import Callable, Iterable, Iterator

import mistune

from kotolib.documents.markdown import SCHEMES, Levels
from kotolib.documents.pdf.typst_text import call, hyphenated, joined, string, yes_or_no

_parse = mistune.create_markdown(renderer=None, plugins=["footnotes"])

_PAGE = 2000
"""A quotation of fewer letters stays on one page."""

_AROUND = {"emphasis": "emph", "strong": "strong"}
_BREAKS = {"softbreak": '" "', "linebreak": "linebreak()"}


class Prose:
    """The Markdown of one document, piece by piece; the paragraph right after its title is the lead.

    Parameters
    ----------
    shift
        How many levels lower the headings stand than in the source: 0 alone, 1 under a programme.
    name
        Label of the title, by which others on the paper refer to it; none for one that nobody refers to.
    """

    def __init__(self, shift: int = 0, name: str = "") -> None:
        self._name = name
        self._levels = Levels(shift)
        self._title = 1 + shift
        self._lead_is_next = False
        self._quoting = False
        self._notes: dict[str, str] = {}
        # What is not here, blank lines, rules and the notes themselves, leaves nothing in its place.
        self._writers = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "block_text": self._inline,
            "block_quote": self._quotation,
            "block_code": self._code,
            "block_html": self._html,
            "list": self._list,
        }

    def render(self, text: str) -> list[str]:
        """The text as expressions, one a block."""
        tokens = _parse(text)
        self._notes = dict(self._noted(tokens))
        return list(self._blocks(tokens, top=True))

    def interrupt(self) -> None:
        """Something else than prose stands here: what follows is no lead."""
        self._lead_is_next = False

    def _noted(self, tokens: list[dict]) -> Iterator[tuple[str, str]]:
        for token in tokens:
            for item in token["children"] if token["type"] == "footnotes" else ():
                yield item["attrs"]["key"], joined(_with_breaks(self._blocks(item["children"])))

    def _blocks(self, tokens: Iterable[dict], top: bool = False) -> Iterator[str]:
        for token in tokens:
            write = self._writers.get(token["type"])
            if write is None:
                continue
            lead, self._lead_is_next = self._lead_is_next and top, False
            yield call("lead", self._inline(token)) if lead and write == self._paragraph else write(token)

    def _heading(self, token: dict) -> str:
        level = self._levels.of(token["attrs"]["level"])
        self._lead_is_next = level == self._title
        written = call("heading", self._inline(token, string), level=str(level))
        name, self._name = self._name, ""
        return call("named", written, call("label", string(name))) if name else written

    def _paragraph(self, token: dict) -> str:
        return call("par", self._inline(token))

    def _quotation(self, token: dict) -> str:
        outermost, self._quoting = not self._quoting, True
        words = joined(self._blocks(token["children"]))
        self._quoting = not outermost
        # A quotation inside one has no frame of its own.
        return call("notice", words, whole=yes_or_no(len(words) < _PAGE)) if outermost else words

    def _code(self, token: dict) -> str:
        return call("raw", string(token["raw"].rstrip("\n")), block="true")

    def _html(self, token: dict) -> str:
        return call("par", string(token["raw"].strip()))

    def _list(self, token: dict) -> str:
        items = [joined(self._blocks(item["children"])) for item in token["children"]]
        tight = yes_or_no(token["tight"])
        if token["attrs"]["ordered"]:
            return call("enum", *items, start=str(token["attrs"].get("start", 1)), tight=tight)
        return call("list", *items, tight=tight)

    def _inline(self, token: dict, write: Callable[[str], str] = hyphenated) -> str:
        return joined(self._span(child, write) for child in token["children"]) if token["children"] else '""'

    def _span(self, token: dict, write: Callable[[str], str]) -> str:
        kind = token["type"]
        if kind in _AROUND:
            return call(_AROUND[kind], self._inline(token, write))
        if kind in _BREAKS:
            return _BREAKS[kind]
        if kind == "link":
            return self._link(token, write)
        if kind == "footnote_ref":
            note = self._notes.get(token["raw"])
            # A note inside a note stays the mark that was written.
            return call("footnote", note) if note else write(f"[^{token['raw']}]")
        if kind == "codespan":
            return call("raw", string(token["raw"]))
        # A picture from elsewhere leaves its words.
        return self._inline(token, write) if kind == "image" else write(token["raw"])

    def _link(self, token: dict, write: Callable[[str], str]) -> str:
        address = token["attrs"]["url"]
        words = self._inline(token, write)
        return call("link", string(address), words) if address.partition(":")[0].lower() in SCHEMES else words


def _with_breaks(blocks: Iterable[str]) -> Iterator[str]:
    for number, block in enumerate(blocks):
        if number:
            yield "parbreak()"
        yield block
