"""How a table is read: caption, headers, aligned numbers, notes and source as HTML; knows no indicator and no page.

One markup serves the notebook and the pages. A page brings its own style sheet; in a notebook, where JupyterLab
keeps nothing but inline styles of not-trusted output, the few styles that a table cannot do without go along.
Everything is escaped here, where the text enters the markup.
"""

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from kotolib.frame import SHOWN
from kotolib.language import hyphens

NOWHERE: Mapping[str, str] = MappingProxyType({})
DATA, KEY_NUMBERS = "data", "key_numbers"
"""The styles of a table: rows of figures, or (number, what it is) set large at the top of a page."""

SIGNS = {
    "off_track": ("■", '<path d="M1 1h14v14H1z"/>'),
    "uncertain": ("◆", '<path d="M8 0l8 8-8 8-8-8z"/>'),
    "on_track": ("▶", '<path d="M2 1l13 7-13 7z"/>'),
    "achieved": (
        "✓",
        # The tick is cut out: a painted one would vanish in forced colours.
        '<path fill-rule="evenodd" d="M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0zM7 12 3.3 8.3l1.5-1.5L7 9l4.2-4.2 1.5 1.5z"/>',
    ),
    "cannot_be_assessed": (
        "○",
        '<circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" stroke-width="2.2" stroke-dasharray="3 2.3"/>',
    ),
}
"""State of a goal → its sign in plain text and its shape on a page, 16 units square. The word is always there too."""

FEW_COLUMNS = 3
"""A table of at most this many columns stays a table on a phone; wider ones turn each row into a block."""

FITS_PHONE, FITS_COLUMN, GAP = 27, 60, 2.5
"""How many letters the longest words of all columns may have together on a phone, and in the narrowest text column of
a screen that is wider, there with so many for the gap beside each column. A letter of a header is 9.5 pixels wide."""

_WHOLE = re.compile(f"[ {hyphens.SOFT}]")
"""Between what stays whole on a line."""

ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")

LONG_WORD, LONG_AMONG_MANY = 13, 11
"""Where the words do not fit beside each other, those longer than this may be divided: the second in the cells of a
table that is wider than :data:`FEW_COLUMNS`."""

_START = "text-align:left"
_END = "text-align:right"
_LAB = {
    "box": "max-width:44em;margin:16px 0",
    "caption": "caption-side:top;text-align:left;font-weight:600;padding:0 0 6px",
    "small": "font-size:13px;margin:6px 0 0",
    "numbers": "display:flex;flex-wrap:wrap;gap:24px;list-style-type:none;margin:16px 0;padding:0",
    "item": "min-width:140px;max-width:180px",
    "number": "display:block;font-size:24px;line-height:1.2",
    "state": "font-weight:600",
}


def as_html(table: dict, *, inline_styles: bool = True, places: Mapping[str, str] = NOWHERE) -> str:
    """The table as accessible HTML.

    Parameters
    ----------
    table
        The JSON of :class:`kotolib.display.outputs.Table`.
    inline_styles
        Whether the styles that JupyterLab needs go along; pages leave them out.
    places
        Part of the document → its address on the page, for the cells whose words lead there.

    Raises
    ------
    ValueError
        A cell that must not be shown carries its number: the builder of the table has to leave it out.

    Examples
    --------
    >>> from kotolib.display.outputs import Cell, Table
    >>> table = Table("t", "Asukkaat", ("Vuosi", "Määrä"), ((Cell("2025"), Cell("<5", status="suppressed")),), "fi")
    >>> "&lt;5" in as_html(table.as_json())
    True
    """
    refuse_hidden_numbers(table)
    table = led(table, places)
    style = _styles if inline_styles else _no_styles
    body = _key_numbers(table, style) if table["style"] == KEY_NUMBERS else _data(table, style)
    language = f' lang="{escape(table["language"])}"' if inline_styles else ""
    return f'<div class="koto-{_kind(table)}"{language}{style("box")}>{body}{_below(table, style)}</div>'


def refuse_hidden_numbers(table: dict) -> None:
    """``ValueError`` if a hidden cell carries its number: what travels along can be read from the file."""
    for row in table["rows"]:
        for cell in row:
            if cell["status"] not in SHOWN and cell["value"] is not None:
                raise ValueError(f"table {table['key']}: a cell with status {cell['status']} carries a number")


def led(table: dict, places: Mapping[str, str]) -> dict:
    """The table whose links lead to where their parts stand; a part that has no place leaves its words.

    Parameters
    ----------
    table
        The JSON of :class:`kotolib.display.outputs.Table`.
    places
        Part of the document → where it stands, as the format tells it.
    """
    rows = [[_led(cell, places) if "links" in cell else cell for cell in row] for row in table["rows"]]
    return {**table, "rows": rows}


def _led(cell: dict, places: Mapping[str, str]) -> dict:
    return {**cell, "links": [[words, places[part]] for words, part in cell["links"] if part in places]}


def spans(cell: dict) -> list[tuple[str, str]]:
    """The text of a cell in pieces: words and where they lead, or nothing.

    Examples
    --------
    >>> spans({"text": "3 Tavoitteet; 4 Seuranta", "links": [["4 Seuranta", "#s4"]]})
    [('3 Tavoitteet; ', ''), ('4 Seuranta', '#s4')]
    """
    found, left = [], cell["text"]
    for words, place in cell.get("links", ()):
        before, _, left = left.partition(words)
        found += [(before, ""), (words, place)]
    return [(words, place) for words, place in (*found, (left, "")) if words]


def number_columns(table: dict) -> tuple[bool, ...]:
    """For each column, whether it holds numbers (or the reasons why there are none)."""
    columns = list(zip(*table["rows"], strict=True)) or [()] * len(table["columns"])
    return tuple(index > 0 and _is_number_column(cells) for index, cells in enumerate(columns))


def _is_number_column(cells: tuple[dict, ...]) -> bool:
    return any(c["value"] is not None for c in cells) or all(c["status"] not in SHOWN for c in cells)


def _kind(table: dict) -> str:
    return "key-numbers" if table["style"] == KEY_NUMBERS else "table"


def _styles(name: str) -> str:
    return f' style="{_LAB.get(name, name)}"'


def _no_styles(name: str) -> str:
    return ""


def _data(table: dict, style) -> str:
    numbers = number_columns(table)
    kind = _layout(table)
    shown = table if style is not _no_styles else _softened(table)
    heads = "".join(_head(text, is_number, style) for text, is_number in zip(shown["columns"], numbers, strict=True))
    rows = "".join(_row(table, shown["rows"][index], index, numbers, style) for index in range(len(table["rows"])))
    return (
        # Roles are written out: a style sheet that turns rows into blocks takes the table's meaning away otherwise.
        f'<table role="table" class="{kind}"><caption{style("caption")}>{escape(table["caption"])}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _softened(table: dict) -> dict:
    """The table with soft hyphens where its long words do not fit beside each other."""
    limit, language = _divided_from(table), table["language"]
    if limit == float("inf"):
        return table
    heads = [hyphens.divided(text, language, limit) for text in table["columns"]]
    return {
        **table,
        "columns": heads,
        "rows": [[_soft(cell, language, limit) for cell in row] for row in table["rows"]],
    }


def _soft(cell: dict, language: str, limit: float) -> dict:
    if cell["value"] is not None or cell.get("state"):
        return cell
    language = cell.get("language") or language
    links = [[hyphens.divided(words, language, limit), place] for words, place in cell.get("links", ())]
    return {**cell, "text": hyphens.divided(cell["text"], language, limit), "links": links}


def _layout(table: dict) -> str:
    """Classes of the table: `few` stays a table on a phone, `many` does not; in a `wordy` one long words may break."""
    words = sum(max(map(_longest_word, texts)) for texts in _texts(table))
    columns = len(table["columns"])
    few = columns < FEW_COLUMNS or (columns == FEW_COLUMNS and words <= FITS_PHONE)
    wordy = words > FITS_PHONE if few else words + GAP * columns > FITS_COLUMN
    return ("few" if few else "many") + (" wordy" if wordy else "")


def _texts(table: dict) -> list[list[str]]:
    """The texts of each column, its header first."""
    return [[head, *(row[place]["text"] for row in table["rows"])] for place, head in enumerate(table["columns"])]


def _longest_word(text: str) -> int:
    return max(map(len, _WHOLE.split(text)))


def _divided_from(table: dict) -> float:
    """How long a word of a cell must be that it may be divided; where all fit beside each other, none is."""
    if not _layout(table).endswith("wordy"):
        return float("inf")
    return LONG_AMONG_MANY if len(table["columns"]) > FEW_COLUMNS else LONG_WORD


def _head(text: str, is_number: bool, style) -> str:
    kind = _classes({"number": is_number, "long": _longest_word(text) > LONG_WORD})
    return f'<th role="columnheader" scope="col"{kind}{style(_END if is_number else _START)}>{escape(text)}</th>'


def _row(table: dict, cells: list[dict], index: int, numbers: tuple[bool, ...], style) -> str:
    (first, *rest), limit = cells, _divided_from(table)
    own = index in table["own_rows"]
    others = "".join(
        _cell(cell, label, _kinds(cell, is_number, limit), style, own)
        for cell, label, is_number in zip(rest, table["columns"][1:], numbers[1:], strict=True)
    )
    long = _classes({"long": _longest_word(first["text"]) > limit})
    header = f'<th role="rowheader" scope="row"{long}{style(_START)}>{_said(first, style)}</th>'
    kind = ' class="own"' if own else ""
    return f'<tr role="row"{kind}>{header}{others}</tr>'


def _kinds(cell: dict, is_number: bool, limit: float) -> dict[str, bool]:
    # A number is never divided.
    hidden, long = cell["status"] not in SHOWN, cell["value"] is None and _longest_word(cell["text"]) > limit
    return {"number": is_number, "reason": hidden, "long": long}


def _classes(kinds: dict[str, bool]) -> str:
    held = " ".join(name for name, holds in kinds.items() if holds)
    return f' class="{held}"' if held else ""


def _cell(cell: dict, label: str, kinds: dict[str, bool], style, own: bool) -> str:
    look = (_END if kinds["number"] else _START) + (";font-weight:700" if own else "")
    # Repeated beside the value on a phone, where the header row is out of sight.
    attributes = f'data-label="{escape(label)}"{_classes(kinds)}{style(look)}'
    return f'<td role="cell" {attributes}>{_said(cell, style)}</td>'


def _said(cell: dict, style) -> str:
    """The text; of a state the sign is a shape on a page, and stays the character that it is in a notebook."""
    state, language = cell.get("state"), cell.get("language")
    if language:
        # In an element of its own: the name of the column, which a phone shows beside it, is in the table's language.
        return f'<span lang="{escape(language)}">{_aligned(cell["text"])}</span>'
    if cell.get("links"):
        return "".join(
            f'<a href="{escape(place)}">{escape(words)}</a>' if place else escape(words) for words, place in spans(cell)
        )
    if not state:
        return _aligned(cell["text"])
    sign, shape = SIGNS[state]
    if style is not _no_styles:
        return f"<span{style('state')}>{escape(cell['text'])}</span>"
    drawn = f'<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">{shape}</svg>'
    return f'<span class="state {state}">{drawn}{escape(cell["text"].removeprefix(sign).strip())}</span>'


def _aligned(text: str) -> str:
    """The text; a star that marks preliminary figures hangs outside the column of digits, and an address may go on to
    the next line at its borders."""
    if text.endswith("*"):
        return f'{escape(text[:-1])}<span class="hang">*</span>'
    return ADDRESS.sub(lambda found: found[0].replace("@", "@<wbr>").replace(".", "<wbr>."), escape(text))


def _key_numbers(table: dict, style) -> str:
    items = "".join(
        f"<li{style('item')}><strong{style('number')}>{escape(number['text'])}</strong> "
        f"<span>{_said(what, style)}</span></li>"
        for number, what in table["rows"]
    )
    # The role is written out: Safari forgets that a list without bullets is a list.
    return f'<ul role="list" aria-label="{escape(table["caption"])}"{style("numbers")}>{items}</ul>'


def _below(table: dict, style) -> str:
    notes = "".join(f'<p class="note"{style("small")}>{escape(note)}</p>' for note in table["notes"])
    source = table["source"]
    return notes + (f'<p class="source"{style("small")}>{escape(source)}</p>' if source else "")
