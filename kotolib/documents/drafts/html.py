"""HTML of other people for the linter: what a reader sees, in its order; knows elements, no rule.

What is not shown is left out: scripts, styles, hidden elements, navigation, and the tables of numbers behind figures.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from kotolib.programme.lint.draft import ITEM, PARAGRAPH, Building, Draft, Reaching

_VOID = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta param source track wbr"))
_UNSHOWN = frozenset(
    re.findall(r"\w+", "script style template nav svg math head noscript object iframe select textarea button del")
)
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|dialog|div|fieldset|fig(?:caption|ure)|footer|form"
    "|h[1-6r]|header|html|li|main|ol|p|pre|section|summary|table|t(?:body|d|foot|h|head|r)|ul"
)
_CLOSES = {
    **dict.fromkeys(("td", "th"), ("td", "th")),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd")),
    "li": ("li",),
    "tr": ("td", "th", "tr"),
}
"""Which open elements end where one begins, whether their end tags are written or not."""
_MOST_COLUMNS = 64
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read(text: str, name: str, guessed_encoding: bool = False) -> Draft:
    """The draft.

    Examples
    --------
    >>> [one.text for one in read("<h1>Ohjelma</h1><p>Kunta <b>toimii</b>.<script>x()</script>", "a.html").passages]
    ['Ohjelma', 'Kunta toimii.']
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end()
    return Draft(name, tuple(reader.building.passages), is_part=reader.is_part, guessed_encoding=guessed_encoding)


@dataclass
class _Cell:
    """One cell of a table, and over how many columns and rows it reaches."""

    columns: int = 1
    rows: int = 1
    text: str = ""


class _Reader(HTMLParser):
    """Follows which elements are open, and gathers the text of one block at a time."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.building = Building()
        self.is_part = False
        self._open: list[str] = []
        self._inside: Counter[str] = Counter()  # how many of each element are open
        self._unshown = 0
        self._text: list[str] = []
        self._rows: list[list[_Cell]] = []
        self._tables = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        # One of several sections of a programme, as this project writes them.
        self.is_part |= told.get("aria-current") == "page" and self._inside["nav"] > 0
        if self._unshown:
            if tag not in _VOID:
                self._push(tag)
            return
        if tag == "br":
            self._text.append(" ")
        if _BLOCKS.fullmatch(tag):
            self._begin(tag, told)
        if tag in _VOID:
            return
        self._push(tag)
        if self._is_unshown(tag, told):
            self._unshown = len(self._open)

    def _push(self, tag: str) -> None:
        self._open.append(tag)
        self._inside[tag] += 1

    def _pop(self) -> str:
        tag = self._open.pop()
        self._inside[tag] -= 1
        return tag

    def _is_unshown(self, tag: str, told: dict) -> bool:
        hidden = "hidden" in told or told.get("aria-hidden") == "true" or _HIDDEN_STYLE.search(told.get("style") or "")
        behind = tag == "details" and self._inside["figure"] > 0
        return tag in _UNSHOWN or bool(hidden) or behind

    def _begin(self, tag: str, told: dict[str, str | None]) -> None:
        """A new block ends the text before it, and the elements whose end tags people leave out."""
        if not self._tables or tag in ("table", "tr", "td", "th"):
            self._flush()
        closes = ("p", *_CLOSES.get(tag, ()))
        while self._open and self._open[-1] in closes:
            self._pop()
        if tag == "table":
            self._tables += 1
        elif self._tables == 1 and tag == "tr":
            self._rows.append([])
        elif self._tables == 1 and tag in ("td", "th"):
            self._rows = self._rows or [[]]
            self._rows[-1].append(_Cell(min(_span(told, "colspan"), _MOST_COLUMNS), _span(told, "rowspan")))
        elif self._tables:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if not self._inside[tag]:
            return
        if not self._unshown and _BLOCKS.fullmatch(tag):
            self._flush()
        while self._open:
            last = self._pop()
            if len(self._open) < self._unshown:
                self._unshown = 0
            if last == "table" and not self._unshown:
                self._end_table()
            if last == tag:
                break

    def _end_table(self) -> None:
        self._tables = max(self._tables - 1, 0)
        if not self._tables:
            self.building.table(_laid_out(self._rows))
            self._rows = []

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self._text.append(data)

    def end(self) -> None:
        """What is still open when the file ends."""
        self._flush()
        while self._tables:
            self._end_table()

    def _flush(self) -> None:
        text, self._text = "".join(self._text), []
        if not text.strip():
            return
        if self._inside["caption"] or self._inside["figure"]:
            self.building.caption(text)
        elif self._tables:
            if self._rows and self._rows[-1]:
                self._rows[-1][-1].text += f" {text}"
        elif level := next((level for level in range(1, 7) if self._inside[f"h{level}"]), 0):
            self.building.heading(text, level)
        else:
            self.building.prose(text, ITEM if self._inside["li"] or self._inside["dd"] else PARAGRAPH)


def _span(told: dict[str, str | None], name: str) -> int:
    """Over how many columns or rows a cell reaches."""
    span = told.get(name) or ""
    return max(int(span), 1) if re.fullmatch(r"[0-9]{1,5}", span) else 1


def _laid_out(rows: list[list[_Cell]]) -> Iterator[list[str]]:
    """The texts by column: empty in the further columns of a cell, and reaching down in its further rows."""
    reaching: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []
        below: dict[int, tuple[int, str]] = {}
        cells = iter(row)
        while True:
            column = len(line)
            if column in reaching:
                rows_left, text = reaching[column]
                line.append(Reaching(text))
                below[column] = (rows_left - 1, text)
            elif cell := next(cells, None):
                texts = [cell.text, *[""] * (cell.columns - 1)]
                line += texts
                below |= {column + number: (cell.rows - 1, text) for number, text in enumerate(texts)}
            else:
                break
        reaching = {number: told for number, told in below.items() if told[0]}
        yield line
