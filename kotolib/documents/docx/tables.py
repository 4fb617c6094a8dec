"""Tables of Word: header row repeated, row headers, columns as wide as their words need; knows no indicator."""

from collections.abc import Iterator, Sequence

from kotolib.display.tables import KEY_NUMBERS, led, number_columns, refuse_hidden_numbers, spans
from kotolib.documents.column_widths import columns, wide
from kotolib.documents.docx import fields
from kotolib.documents.docx.look import STYLES
from kotolib.documents.docx.paper import LOCALES, Paper
from kotolib.documents.docx.xml import Element, element
from kotolib.frame import SHOWN

KEPT_WHOLE, KEPT_LETTERS = 10, 700
"""Tables of at most so many rows and letters stay on one page; larger ones would leave too much of a page empty."""

_WIDEST_NUMBER = 0.6
_OTHER_FACES, _OURS_REPLACED = 1.35, 1.35
_STAR = 78


def table(paper: Paper, content: dict, *, dense: bool = False) -> Element:
    """The table as its mime type carries it (:meth:`kotolib.display.outputs.Table.as_json`); dense in an appendix.

    Raises
    ------
    ValueError
        A hidden cell carries its number.
    """
    refuse_hidden_numbers(content)
    content = led(content, paper.places)
    if content["style"] == KEY_NUMBERS:
        return _key_numbers(paper, content)
    numbers = number_columns(content)
    widths = columns([content["columns"], *(texts(row) for row in content["rows"])], paper.width, _room(paper))
    role = "dense table text" if dense else "table text"
    rows = [_row(paper, _heads(paper, content["columns"], numbers), widths, head=True)]
    rows += [_row(paper, cells, widths) for cells in _bodies(paper, content, numbers, role)]
    return _table(paper, content["caption"], widths, rows, header_row=True)


def _table(paper: Paper, caption: str, widths: Sequence[int], rows: Sequence[Element], *, header_row: bool) -> Element:
    look = {"w:firstRow": int(header_row), "w:lastRow": 0, "w:firstColumn": 1, "w:lastColumn": 0}
    properties = element(
        "w:tblPr",
        None,
        element("w:tblStyle", {"w:val": paper.style("table")}),
        element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", {"w:val": "06A0" if header_row else "0680", **look, "w:noHBand": 1, "w:noVBand": 1}),
        element("w:tblCaption", {"w:val": caption}),
    )
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": size}) for size in widths))
    return element("w:tbl", None, properties, grid, *rows)


def _row(
    paper: Paper, cells: Sequence[Element], widths: Sequence[int], *, head: bool = False, align: str = ""
) -> Element:
    told = [element("w:cantSplit"), *([element("w:tblHeader")] if head else [])]
    row = element("w:tr", None, element("w:trPr", None, *told))
    for paragraph, size in zip(cells, widths, strict=True):
        properties = element("w:tcPr", None, element("w:tcW", {"w:w": size, "w:type": "dxa"}))
        if align:
            properties.append(element("w:vAlign", {"w:val": align}))
        row.append(element("w:tc", None, properties, paragraph))
    return row


def _heads(paper: Paper, names: Sequence[str], numbers: Sequence[bool]) -> list[Element]:
    return [
        paper.paragraph("table text", [paper.run(name, b=True)], keepNext=True, **_aligned(is_number))
        for name, is_number in zip(names, numbers, strict=True)
    ]


def _bodies(paper: Paper, content: dict, numbers: Sequence[bool], role: str) -> Iterator[list[Element]]:
    rows = content["rows"]
    whole = len(rows) <= KEPT_WHOLE and sum(len(text) for row in rows for text in texts(row)) <= KEPT_LETTERS
    for index, row in enumerate(rows):
        # The first rows stay with the header, the last one with what stands below the table.
        kept = whole or index in (0, len(rows) - 1)
        keep = {"keepNext": True} if kept else {}
        own = index in content["own_rows"]
        yield [
            paper.paragraph(role, _said(paper, cell, own), **keep, **_aligned(is_number, cell["text"].endswith("*")))
            for cell, is_number in zip(row, numbers, strict=True)
        ]


def _said(paper: Paper, cell: dict, own: bool) -> list[Element]:
    role = "own" if own else "reason" if cell["status"] not in SHOWN else ""
    look = {"rStyle": paper.style(role)} if role else {}
    if language := cell.get("language"):
        look["lang"] = LOCALES[language]
    linked = {"rStyle": paper.style("link")} if cell.get("links") else {}
    return [
        fields.linked(place, [paper.run(words, **look | linked)]) if place else paper.run(words, **look)
        for words, place in spans(cell)
    ]


def _aligned(is_number: bool, star: bool = False) -> dict:
    """Numbers end at the right; the star of a preliminary figure hangs outside the column of digits."""
    if not is_number:
        return {}
    return {"jc": "right", **({"ind": {"right": -_STAR}} if star else {})}


def _key_numbers(paper: Paper, content: dict) -> Element:
    """Rows of a number set large and what it tells; without a row of headers, for they would say nothing."""
    size = STYLES["key number"].size / STYLES["table text"].size
    longest = max((wide(row[0]["text"], _room(paper)) for row in content["rows"]), default=0)
    first = round(min(longest * size, paper.width * _WIDEST_NUMBER))
    widths = [first, paper.width - first]
    rows = []
    for number, what in content["rows"]:
        large = paper.plain("key number", number["text"], keepNext=True)
        rows.append(
            _row(paper, [large, paper.plain("table text", what["text"], keepNext=True)], widths, align="center")
        )
    return _table(paper, content["caption"], widths, rows, header_row=False)


def texts(row: Sequence[dict]) -> list[str]:
    """What the cells of a row say."""
    return [cell["text"] for cell in row]


def _room(paper: Paper) -> float:
    """Another face may be wider than ours, in which the words are measured, and few computers have ours."""
    return _OURS_REPLACED if paper.ours else _OTHER_FACES
