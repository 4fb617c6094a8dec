"""Tables as Typst: headers, numbers in columns, reasons in their own look; knows no indicator and no page."""

from collections.abc import Mapping

from kotolib.display.tables import ADDRESS, NOWHERE, led, number_columns, refuse_hidden_numbers, spans
from kotolib.documents.column_widths import columns
from kotolib.documents.pdf.typst_text import NOTHING, array, call, head, hyphenated, joined, string, yes_or_no
from kotolib.frame import SHOWN
from kotolib.language import Texts

NARROW = 48
"""A table of at most this many characters side by side takes half of a page's width."""

_WIDE = 9071
"""Of the text on a page, in twentieths of a point."""

MANY_ROWS = 60
"""The appendix has no more rows of a table that has its own row marked: nobody looks up 300 municipalities on paper."""

_MUCH_TOLD = 600
"""Longer notes fill half a page's width to its foot."""

KEPT_WHOLE, KEPT_LETTERS = 10, 700
"""Tables of at most so many rows and letters stay on one page; larger ones would leave too much of a page empty."""

_BREAK = "\u200b"
_LONGEST = 30
_LONGEST_WORD = 12
_SHORTEST = 5
_BETWEEN = 2
_PAGE = 1500
"""So many letters may take more than a page, and may then be broken."""


def data(table: dict, *, tight: bool = False, name: str = "", places: Mapping[str, str] = NOWHERE) -> str:
    """The table as an expression.

    Parameters
    ----------
    table
        The JSON of :class:`kotolib.display.outputs.Table`.
    tight
        Whether it stands in the appendix: small letters, notes and source above the numbers.
    name
        By which others on the paper refer to it; none for one that nobody refers to.
    places
        Part of the document → its label, for the cells whose words lead there.

    Raises
    ------
    ValueError
        A cell that must not be shown carries its number.
    """
    refuse_hidden_numbers(table)
    table = led(table, places)
    return call(
        "data",
        caption=hyphenated(table["caption"]),
        columns=array(_columns(table)),
        numbers=array(map(yes_or_no, number_columns(table))),
        head=array(map(head, table["columns"])),
        rows=array(_row(row, number in table["own_rows"]) for number, row in enumerate(table["rows"])),
        notes=array(map(hyphenated, table["notes"])),
        source=hyphenated(table["source"]),
        tight=yes_or_no(tight),
        whole=yes_or_no(_stays_whole(table)),
        whole_rows=yes_or_no(all(len(cell["text"]) <= _PAGE for row in table["rows"] for cell in row)),
        name=call("label", string(name)) if name else NOTHING,
    )


def _row(row: list[dict], ours: bool) -> str:
    first, *rest = row
    return array(
        [call("cell", _text(first, first["text"]), ours=yes_or_no(ours)), *(_cell(cell, ours) for cell in rest)]
    )


def _cell(cell: dict, ours: bool) -> str:
    text = cell["text"]
    marks = {"star": text.endswith("*"), "reason": cell["status"] not in SHOWN, "ours": ours}
    told = {mark: "true" for mark, holds in marks.items() if holds}
    if state := cell.get("state"):
        told["state"] = string(state)
    return call("cell", _text(cell, text.removesuffix("*")), **told)


def _text(cell: dict, text: str) -> str:
    """The text, in its own language where that is not the paper's."""
    language = cell.get("language")
    if cell.get("links"):
        return joined(
            call("link", call("label", string(place)), hyphenated(words)) if place else hyphenated(words)
            for words, place in spans(cell)
        )
    said = hyphenated(with_breaks(text))
    return call("text", said, lang=string(language)) if language else said


def with_breaks(text: str) -> str:
    """The text with places where an address may go on to the next line, at its borders."""
    return ADDRESS.sub(lambda found: found[0].replace("@", f"@{_BREAK}").replace(".", f"{_BREAK}."), text)


def key_numbers(table: dict) -> str:
    """The few numbers of a page's top, large, each with what it is."""
    refuse_hidden_numbers(table)
    return call("key-numbers", array(array([string(n["text"]), hyphenated(what["text"])]) for n, what in table["rows"]))


def is_narrow(table: dict) -> bool:
    """Whether two such tables stand side by side."""
    widths = _widths(table)
    told = sum(map(len, (*table["notes"], table["source"])))
    return sum(widths) + _BETWEEN * (len(widths) - 1) <= NARROW and told <= _MUCH_TOLD


def shortened(table: dict, words: Texts) -> dict:
    """The table as the appendix has it: of very many rows only the own ones, and a note on where the rest is."""
    rows = [table["rows"][number] for number in table["own_rows"]]
    if len(table["rows"]) <= MANY_ROWS or not rows:
        return table
    told = words(
        "Tässä on vain oma rivi; kaikki {rows} riviä ovat komennon run tekemässä työkirjassa numbers.xlsx.",
        rows=words.number(len(table["rows"])),
    )
    return {**table, "rows": rows, "own_rows": list(range(len(rows))), "notes": [*table["notes"], told]}


def _stays_whole(table: dict) -> bool:
    cells = [cell["text"] for row in table["rows"] for cell in row]
    letters = sum(map(len, (*cells, *table["notes"], table["source"])))
    return len(table["rows"]) <= KEPT_WHOLE and letters <= KEPT_LETTERS


def _columns(table: dict) -> list[str]:
    """Shares of the page's width, or of half of it where two tables stand side by side."""
    rows = [table["columns"], *([cell["text"] for cell in row] for row in table["rows"])]
    return [f"{share}fr" for share in columns(rows, _WIDE // 2 if is_narrow(table) else _WIDE)]


def _widths(table: dict) -> list[int]:
    """How many characters wide each column is: its longest value, or its header's longest word as hyphenated."""
    columns = zip(*table["rows"], strict=True) if table["rows"] else [()] * len(table["columns"])
    return [
        max(
            _SHORTEST,
            *(min(len(cell["text"]), _LONGEST) for cell in cells),
            *(min(len(word), _LONGEST_WORD) for word in head.split()),
        )
        for head, cells in zip(table["columns"], columns, strict=True)
    ]
