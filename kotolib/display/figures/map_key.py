"""The key of a map: its shades with their limits, what hatching and blank mean; knows no place on the map itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotolib.display.figures.axes import tick_texts
from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.lettering import width as width_of
from kotolib.display.figures.lettering import wrapped
from kotolib.display.figures.placing import filled, windows
from kotolib.display.figures.tokens import AXIS, HEADING, ITALIC, MUTED, PAPER, REASON, WIDTHS, Lettering, Stroke

_SWATCH = {"wide": 26.0, "narrow": 21.0}
_HIGH = 11.0
_EDGE = Stroke(MUTED, 0.6)
_MISSING = Lettering(MUTED, 8.5, ITALIC)
_BENEATH = 10.0
_AIR = 4


@dataclass(frozen=True)
class Key:
    """A title, a row of swatches with their limits beneath, and a line for each kind of value that is not shown."""

    title: str
    limits: list[str]
    shades: Sequence[str]
    lines: list[tuple[str, bool]]
    swatch: float
    widest: float

    @classmethod
    def of(cls, data: dict, shapes: Sequence, shades: Sequence[str], width: str) -> "Key":
        """The key of a map's data; a kind of value that does not occur has no line."""
        limits = tick_texts(data["limits"], data["language"])
        widest = max((width_of(text, AXIS) for text in limits), default=0.0)
        kinds = (
            (data.get("hidden_text"), True, any(shape.hidden for shape in shapes)),
            (data.get("missing_text"), False, any(shape.value is None and not shape.hidden for shape in shapes)),
        )
        lines = [(text, hatched) for text, hatched, occurs in kinds if occurs and text]
        return cls(data["key_title"], limits, shades, lines, max(_SWATCH[width], widest + 5), WIDTHS[width] - 4)

    @property
    def indent(self) -> float:
        """From the left edge to the first swatch: half of the first limit stands left of it."""
        return width_of(self.limits[0], AXIS) / 2 if self.limits else 0.0

    @property
    def width(self) -> float:
        """Width in points."""
        last = width_of(self.limits[-1], AXIS) / 2 if self.limits else 0.0
        row = self.indent + len(self.shades) * self.swatch + last
        beside = self.indent + self.swatch + 6
        texts = [beside + width_of(line, REASON) for text, _ in self.lines for line in self._wrapped(text)]
        return max([row, width_of(self.title, HEADING), *texts])

    @property
    def height(self) -> float:
        """Height in points."""
        return self._first_line + sum(self._line_height(text) for text, _ in self.lines) + 2

    @property
    def _first_line(self) -> float:
        return 15 + (_HIGH + 14 if self.shades else 0) + (5 if self.lines else 0)

    def _wrapped(self, text: str) -> list[str]:
        row = self.indent + max(len(self.shades), 3) * self.swatch
        return wrapped(text, REASON, min(max(row, 110.0), self.widest) - self.swatch - 6)

    def _line_height(self, text: str) -> float:
        return max(_HIGH + 4, len(self._wrapped(text)) * REASON.leading + 3)

    def fitted(self, shapes: Sequence, sheet: tuple[float, float]) -> tuple[tuple[float, float], float]:
        """Where the key stands, and how far the map must move down for it: not at all where a side has room."""
        rings = [ring for shape in shapes for ring in shape.rings]
        land = filled(rings, (int(sheet[1]), int(sheet[0])))
        size = int(self.height) + _AIR, int(self.width) + _AIR
        if land.shape[0] > size[0] and land.shape[1] > size[1]:
            free = windows(land, size) == 0
            right, bottom = free.shape[1] - 1, free.shape[0] - 1
            for row, column in ((0, 0), (bottom, 0), (0, right), (bottom, right)):
                if free[row, column]:
                    return (float(column), float(row)), 0.0
        return (0.0, 0.0), self.height + 6

    def draw(self, canvas: Canvas, place: tuple[float, float]) -> None:
        """Draw it with its upper left corner at ``place``."""
        x, y = place[0] + self.indent, place[1]
        canvas.text(self.title, (x, y + 9), HEADING)
        for number, shade in enumerate(self.shades):
            left = x + number * self.swatch
            canvas.boxes([Box(left, y + 15, left + self.swatch, y + 15 + _HIGH)], shade, _EDGE)
        for number, text in enumerate(self.limits if self.shades else ()):
            canvas.text(text, (x + number * self.swatch, y + 15 + _HIGH + _BENEATH), AXIS.to("middle"))
        y += self._first_line
        for text, hatched in self.lines:
            self._draw_line(canvas, (x, y), text, hatched)
            y += self._line_height(text)

    def _draw_line(self, canvas: Canvas, place: tuple[float, float], text: str, hatched: bool) -> None:
        """A swatch and what it means."""
        x, y = place
        box = Box(x, y, x + self.swatch, y + _HIGH)
        if hatched:
            canvas.hatched(box)
        else:
            canvas.boxes([box], PAPER, _EDGE)
        for number, line in enumerate(self._wrapped(text)):
            canvas.text(line, (box.right + 6, y + 8.5 + number * REASON.leading), REASON if hatched else _MISSING)
