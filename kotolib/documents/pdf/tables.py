"""Tables as Typst: headers, numbers in columns, reasons in their own look; knows no indicator and no page."""

from kotolib.display.tables import number_columns, refuse_hidden_numbers
from kotolib.documents.pdf.typst_text import NOTHING, array, call, hyphenated, string, yes_or_no
from kotolib.frame import SHOWN

NARROW = 48
"""A table of at most this many characters side by side takes half of a page's width."""

_LONGEST = 30
_LONGEST_WORD = 12
_SHORTEST = 5
_BETWEEN = 2


def data(table: dict, *, tight: bool = False, name: str = "") -> str:
    """The table as an expression.

    Parameters
    ----------
    table
        The JSON of :class:`kotolib.display.outputs.Table`.
    tight
        Whether it stands in the appendix: small letters, notes and source above the numbers.
    name
        By which others on the paper refer to it; none for one that nobody refers to.

    Raises
    ------
    ValueError
        A cell that must not be shown carries its number.
    """
    refuse_hidden_numbers(table)
    return call(
        "data",
        caption=hyphenated(table["caption"]),
        columns=array(f"{wide}fr" for wide in _widths(table)),
        numbers=array(map(yes_or_no, number_columns(table))),
        head=array(map(string, table["columns"])),
        rows=array(_row(row, number in table["own_rows"]) for number, row in enumerate(table["rows"])),
        notes=array(map(hyphenated, table["notes"])),
        source=hyphenated(table["source"]),
        tight=yes_or_no(tight),
        name=call("label", string(name)) if name else NOTHING,
    )


def _row(row: list[dict], ours: bool) -> str:
    first, *rest = row
    return array([call("cell", string(first["text"]), ours=yes_or_no(ours)), *(_cell(cell, ours) for cell in rest)])


def _cell(cell: dict, ours: bool) -> str:
    text = cell["text"]
    marks = {"star": text.endswith("*"), "reason": cell["status"] not in SHOWN, "ours": ours}
    told = {mark: "true" for mark, holds in marks.items() if holds}
    return call("cell", string(text.removesuffix("*")), **told)


def key_numbers(table: dict) -> str:
    """The few numbers of a page's top, large, each with what it is."""
    refuse_hidden_numbers(table)
    return call("key-numbers", array(array([string(n["text"]), hyphenated(what["text"])]) for n, what in table["rows"]))


def is_narrow(table: dict) -> bool:
    """Whether two such tables stand side by side."""
    widths = _widths(table)
    return sum(widths) + _BETWEEN * (len(widths) - 1) <= NARROW


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
