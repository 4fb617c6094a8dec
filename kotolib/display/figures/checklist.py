"""The checklist as boxes: a box for each item of each step, and the elements of the document; knows its data dict only.

Data (JSON-ready)::

    language  "fi"
    key       [["done", "valmis"], ["partly", "kesken"], ["missing", "puuttuu"], ["not_applicable", "ei tarvita"]]
    headings  {"steps": "Seitsemän vaihetta", "step": "Vaihe", "items": "Kohdat", "count": "Valmiina",
               "elements": "Asiakirjan kymmenen osaa", "element": "Osa", "state": "Tila"}
    steps     [{"name": "1 Vastuut", "note": "seuraavaksi 1.1 Koordinoija", "boxes": ["done", …], "count": "4/5"}, …]
    elements  [{"name": "5.1 Yhteys strategiaan", "state": "done", "word": "valmis"}, …]

Filled is done, half filled is begun, empty is missing, a short dash is not needed: the same in greyscale. In the narrow
drawing the elements stand below the steps.
"""

from dataclasses import dataclass

from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.lettering import width as width_of
from kotolib.display.figures.lettering import wrapped
from kotolib.display.figures.tokens import HAIR, HEADING, INK, MUTED, OWN, PAPER, SEMIBOLD, WIDTHS, Lettering, Stroke

_IN_A_ROW = 5
_WIDE, _HIGH, _GAP = 10.0, 7.0, 2.0
_PAD, _BETWEEN, _KEY_ROOM, _HEADER = 5.0, 18.0, 20.0, 34.0
_NAME, _NOTE, _HEAD = Lettering(INK, 9), Lettering(MUTED, 8.5), Lettering(INK, 9, SEMIBOLD)
_EDGE, _RULE, _LINE = Stroke(OWN, 0.9), Stroke(INK, 1.4), Stroke(HAIR, 0.8)
_SHARE_OF_STEPS = 0.53


@dataclass(frozen=True)
class _Column:
    """Where one of the two tables stands: left and right edge, and where its header begins."""

    left: float
    right: float
    top: float


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    whole = WIDTHS[width]
    wide = width == "wide"
    steps = _Column(1.0, whole * _SHARE_OF_STEPS if wide else whole - 1, _KEY_ROOM)
    below = steps.top + _HEADER + sum(_step_height(one, steps) for one in data["steps"])
    elements = _Column(steps.right + _BETWEEN, whole - 1, _KEY_ROOM) if wide else _Column(1.0, whole - 1, below + 14)
    word = max((width_of(word, _NAME) for _, word in data["key"]), default=0.0)
    end = elements.top + _HEADER + sum(_element_height(one, elements, word) for one in data["elements"])
    canvas = Canvas(whole, max(below, end) + 2, letters)
    _draw_key(canvas, data["key"])
    _draw_steps(canvas, data, steps)
    _draw_elements(canvas, data, elements, word)
    return canvas


def _draw_key(canvas: Canvas, key: list) -> None:
    x = 1.0
    for state, word in key:
        _draw_box(canvas, (x, 4.0), state)
        box = canvas.text(word, (x + _WIDE + 4, 10.5), _NAME)
        x = box.right + (12 if canvas.width > WIDTHS["narrow"] else 6)


def _draw_box(canvas: Canvas, place: tuple[float, float], state: str) -> None:
    x, y = place
    box = Box(x, y, x + _WIDE, y + _HIGH)
    if state == "not_applicable":
        middle = y + _HIGH / 2
        canvas.line([(x + 2, middle), (x + _WIDE - 2, middle)], Stroke(OWN, 1.4))
        return
    canvas.boxes([box], OWN if state == "done" else PAPER, _EDGE)
    if state == "partly":
        canvas.area([(box.left, box.bottom), (box.left, box.top), (box.right, box.top)], OWN)


# --- the steps


def _name_room(column: _Column) -> float:
    return column.right - column.left - _IN_A_ROW * (_WIDE + _GAP) - 44


def _step_lines(step: dict, column: _Column) -> tuple[list[str], list[str]]:
    room = _name_room(column)
    return wrapped(step["name"], _NAME, room), wrapped(step["note"], _NOTE, room) if step["note"] else []


def _step_height(step: dict, column: _Column) -> float:
    names, notes = _step_lines(step, column)
    rows = -(-len(step["boxes"]) // _IN_A_ROW)
    text = len(names) * _NAME.leading + len(notes) * _NOTE.leading
    return max(text, rows * (_HIGH + _GAP)) + 2 * _PAD


def _draw_steps(canvas: Canvas, data: dict, column: _Column) -> None:
    heads, boxes = data["headings"], column.left + _name_room(column) + 6
    _draw_head(
        canvas, column, heads["steps"], [(heads["step"], column.left, "start"), (heads["items"], boxes, "start")]
    )
    canvas.text(heads["count"], (column.right, column.top + 28), _HEAD.to("end"))
    y = column.top + _HEADER
    for step in data["steps"]:
        height = _step_height(step, column)
        _draw_step(canvas, step, column, (boxes, y))
        canvas.line([(column.left, y + height), (column.right, y + height)], _LINE)
        y += height


def _draw_step(canvas: Canvas, step: dict, column: _Column, place: tuple[float, float]) -> None:
    boxes, top = place
    names, notes = _step_lines(step, column)
    baseline = top + _PAD + 8
    for lines, look in ((names, _NAME), (notes, _NOTE)):
        for line in lines:
            canvas.text(line, (column.left, baseline), look)
            baseline += look.leading
    for number, state in enumerate(step["boxes"]):
        row, turn = divmod(number, _IN_A_ROW)
        _draw_box(canvas, (boxes + turn * (_WIDE + _GAP), top + _PAD + 1.5 + row * (_HIGH + _GAP)), state)
    canvas.text(step["count"], (column.right, top + _PAD + 8), _NAME.to("end"))


def _draw_head(canvas: Canvas, column: _Column, title: str, heads: list[tuple[str, float, str]]) -> None:
    canvas.text(title, (column.left, column.top + 12), HEADING)
    for text, x, anchor in heads:
        canvas.text(text, (x, column.top + 28), _HEAD.to(anchor))
    canvas.line([(column.left, column.top + _HEADER), (column.right, column.top + _HEADER)], _RULE)


# --- the elements


def _element_lines(element: dict, column: _Column, word: float) -> list[str]:
    return wrapped(element["name"], _NAME, column.right - column.left - word - _WIDE - 12)


def _element_height(element: dict, column: _Column, word: float) -> float:
    return len(_element_lines(element, column, word)) * _NAME.leading + 2 * _PAD


def _draw_elements(canvas: Canvas, data: dict, column: _Column, word: float) -> None:
    heads, state = data["headings"], column.right - word - _WIDE - 5
    _draw_head(
        canvas, column, heads["elements"], [(heads["element"], column.left, "start"), (heads["state"], state, "start")]
    )
    y = column.top + _HEADER
    for element in data["elements"]:
        for number, line in enumerate(_element_lines(element, column, word)):
            canvas.text(line, (column.left, y + _PAD + 8 + number * _NAME.leading), _NAME)
        _draw_box(canvas, (state, y + _PAD + 1.5), element["state"])
        canvas.text(element["word"], (state + _WIDE + 5, y + _PAD + 8), _NAME)
        y += _element_height(element, column, word)
        canvas.line([(column.left, y), (column.right, y)], _LINE)
