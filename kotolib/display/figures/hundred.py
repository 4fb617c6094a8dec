"""A hundred dots of which some are filled, from the side that reading begins on; knows its data dict only.

Data (JSON-ready)::

    filled     4
    direction  "ltr" or "rtl"

The wide drawing has five rows of twenty, the narrow one ten rows of ten; there are no letters.
"""

from kotolib.display.figures.canvas import Canvas
from kotolib.display.figures.tokens import OWN, PAPER, RULE, WIDTHS, Stroke

_ACROSS = {"wide": 20, "narrow": 10}
_RADIUS = 0.36
_EDGE = Stroke(RULE, 1.0)


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    across = _ACROSS[width]
    step = WIDTHS[width] / across
    canvas = Canvas(WIDTHS[width], step * 100 / across, letters)
    places = [_place(number, across, step, data["direction"]) for number in range(100)]
    canvas.dots(places[: data["filled"]], step * _RADIUS, OWN, Stroke(OWN, 1.0))
    canvas.dots(places[data["filled"] :], step * _RADIUS, PAPER, _EDGE)
    return canvas


def _place(number: int, across: int, step: float, direction: str) -> tuple[float, float]:
    row, column = divmod(number, across)
    column = across - 1 - column if direction == "rtl" else column
    return ((column + 0.5) * step, (row + 0.5) * step)
