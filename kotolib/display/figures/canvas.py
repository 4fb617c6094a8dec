"""A sheet of paper: lines, areas, bars, dots and texts become one small SVG; knows no data and no axes.

Lengths are points, x rightwards and y downwards from the upper left corner. The same calls give the same bytes: no
date, no random name. Letters are outlines (`path`: the page's fonts do not reach a picture) or live text (`text`,
for writers that set it in their own font).
"""

from dataclasses import dataclass, field
from html import escape

from kotolib.display.figures.lettering import EM, numbers, outline, plain, shaped, short, width
from kotolib.display.figures.tokens import BOLD, ITALIC, PAPER, RANGE_EDGE, SEMIBOLD, Lettering, Stroke

FAMILY = "'Source Sans 3','DejaVu Sans',Arial,sans-serif"
HALO = 2.6
_STYLES = {ITALIC: ' font-style="italic"', SEMIBOLD: ' font-weight="600"', BOLD: ' font-weight="700"'}
_ASCENT, _DESCENT = 0.74, 0.22
_ID_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Box:
    """A rectangle by its edges, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box", slack: float = 0.0) -> bool:
        """True when the two share more than ``slack`` points both ways."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.bottom, other.bottom) - max(self.top, other.top) > slack
        )

    def inside(self, other: "Box", slack: float = 0.0) -> bool:
        """True when no edge lies outside ``other`` by more than ``slack`` points."""
        return (
            self.left >= other.left - slack
            and self.right <= other.right + slack
            and self.top >= other.top - slack
            and self.bottom <= other.bottom + slack
        )


@dataclass
class Canvas:
    """What has been drawn so far; ``texts`` remembers every text with its box."""

    width: float
    height: float
    letters: str = "path"
    marks: list[str] = field(default_factory=list)
    texts: list[tuple[str, Box, Lettering]] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)
    _words: list[str] = field(default_factory=list)

    @property
    def sheet(self) -> Box:
        """The whole paper."""
        return Box(0, 0, self.width, self.height)

    def line(self, points, stroke: Stroke) -> None:
        """A line through ``points``; nothing for fewer than two."""
        if len(points) > 1:
            self.marks.append(f'<path d="{path(points)}" fill="none"{_stroked(stroke)}/>')

    def lines(self, many, stroke: Stroke) -> None:
        """Several separate lines that look the same, in one element."""
        data = "".join(path(points) for points in many if len(points) > 1)
        if data:
            self.marks.append(f'<path d="{data}" fill="none"{_stroked(stroke)}/>')

    def area(self, points, fill: str, stroke: Stroke | None = None) -> None:
        """A closed area."""
        edge = _stroked(stroke) if stroke else ""
        self.marks.append(f'<path d="{path(points)}z" fill="{_colour(fill)}"{edge}/>')

    def areas(self, rings, fill: str, stroke: Stroke | None = None) -> None:
        """Closed areas that look the same, in one element; a ring inside another is a hole."""
        data = "".join(path(points) + "z" for points in rings)
        if data:
            edge = _stroked(stroke) if stroke else ""
            self.marks.append(f'<path d="{data}" fill="{_colour(fill)}" fill-rule="evenodd"{edge}/>')

    def diamonds(self, centres, radius: float, fill: str, stroke: Stroke) -> None:
        """Squares on their points that look the same, in one element."""
        turns = numbers("l", (radius, radius, -radius, radius, -radius, -radius))
        data = "".join(numbers("M", (x, y - radius)) + turns + "z" for x, y in centres)
        if data:
            self.marks.append(f'<path d="{data}" fill="{_colour(fill)}"{_stroked(stroke)}/>')

    def boxes(self, many: list[Box], fill: str, stroke: Stroke | None = None) -> None:
        """Bars that look the same, in one element."""
        data = "".join(_rectangle(box) for box in many)
        if data:
            edge = _stroked(stroke) if stroke else ""
            self.marks.append(f'<path d="{data}" fill="{_colour(fill)}"{edge}/>')

    def dots(self, centres, radius: float, fill: str, stroke: Stroke | None = None) -> None:
        """Discs that look the same, in one element."""
        # An arc whose diameter is rounded otherwise than its radius is no circle.
        radius = round(radius, 1)
        turn = numbers("a", (radius, radius, 0, 1, 0))
        data = "".join(
            numbers("M", (x - radius, y)) + f"{turn},{short(2 * radius)},0{turn},{short(-2 * radius)},0z"
            for x, y in centres
        )
        if data:
            edge = _stroked(stroke) if stroke else ""
            self.marks.append(f'<path d="{data}" fill="{_colour(fill)}"{edge}/>')

    def hatched(self, box: Box) -> None:
        """A bordered, hatched rectangle: something is here that is not shown."""
        self.boxes([box], PAPER, Stroke(RANGE_EDGE, 0.8))
        self.lines(_hatch(box), Stroke(RANGE_EDGE, 0.6))

    def box_of(self, text: str, place: tuple[float, float], lettering: Lettering) -> Box:
        """Where a text would stand, its baseline at ``place``."""
        x, y = place
        wide = width(text, lettering)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[lettering.anchor]
        return Box(left, y - _ASCENT * lettering.size, left + wide, y + _DESCENT * lettering.size)

    def text(self, text: str, place: tuple[float, float], lettering: Lettering) -> Box:
        """Write one line with its baseline at ``place``; gives the box it takes."""
        box = self.box_of(text, place, lettering)
        self.texts.append((plain(text), box, lettering))
        write = self._outlined if self.letters == "path" else self._live
        self.marks.append(write(text, (box.left, place[1]), place[0], lettering))
        return box

    def _outlined(self, text: str, start: tuple[float, float], _anchor_x: float, lettering: Lettering) -> str:
        uses = "".join(self._use(glyph, x) for glyph, x in shaped(text, lettering.face)[0])
        place = f'transform="{numbers("translate(", start)})scale({short(lettering.size / EM, 4)})"'
        if not lettering.halo:
            return f'<g fill="{_colour(lettering.colour)}" {place}>{uses}</g>'
        # The ground of a letter would cover the letter before it: all grounds first, then all letters.
        word = self._word(uses)
        ground = f'stroke="{_colour(lettering.ground)}" stroke-width="{short(HALO * EM / lettering.size, 0)}"'
        return (
            f'<g fill="{_colour(lettering.colour)}" {place}><use href="#{word}" {ground} stroke-linejoin="round"/>'
            f'<use href="#{word}"/></g>'
        )

    def _live(self, text: str, _start: tuple[float, float], x: float, lettering: Lettering) -> str:
        anchor = "" if lettering.anchor == "start" else f' text-anchor="{lettering.anchor}"'
        ground = (
            f'paint-order="stroke" stroke="{_colour(lettering.ground)}" stroke-width="{HALO}" stroke-linejoin="round"'
        )
        return (
            f'<text x="{short(x)}" y="{short(_start[1])}" font-size="{short(lettering.size)}"'
            f'{_STYLES.get(lettering.face, "")}{anchor} fill="{_colour(lettering.colour)}"'
            f"{' ' + ground if lettering.halo else ''}>{escape(plain(text), quote=False)}</text>"
        )

    def _use(self, glyph: str, x: int) -> str:
        name = self._ids.setdefault(glyph, _name(len(self._ids)))
        return f'<use href="#{name}" x="{x}"/>' if x else f'<use href="#{name}"/>'

    def _word(self, uses: str) -> str:
        self._words.append(uses)
        return f"_{len(self._words)}"

    def _definitions(self) -> str:
        glyphs = "".join(f'<path id="{name}" d="{outline(glyph)}"/>' for glyph, name in self._ids.items())
        words = "".join(f'<g id="_{place}">{uses}</g>' for place, uses in enumerate(self._words, 1))
        return f"<defs>{glyphs}{words}</defs>" if glyphs else ""

    def svg(self) -> str:
        """The picture on an opaque white ground, without header, comments or metadata."""
        wide, high = short(self.width), short(self.height)
        family = "" if self.letters == "path" else f' font-family="{FAMILY}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt" '
            f'viewBox="0,0,{wide},{high}"{family}>{self._definitions()}'
            f'<path fill="{_colour(PAPER)}" d="M0,0h{wide}v{high}h-{wide}z"/>{"".join(self.marks)}</svg>'
        )


def path(points) -> str:
    """Path data through ``points``, rounded to a tenth of a point and relative."""
    rounded = [(round(x, 1), round(y, 1)) for x, y in points]
    data = numbers("M", rounded[0])
    here, command = rounded[0], "l"
    for point in rounded[1:]:
        data += _step(command, (point[0] - here[0], point[1] - here[1]))
        here, command = point, ""
    return data


def _step(command: str, change: tuple[float, float]) -> str:
    """A further pair of a relative line; the command letter stands only before the first."""
    text = numbers("", change)
    return command + text if command or text[0] == "-" else "," + text


def _rectangle(box: Box) -> str:
    left, top, right, bottom = (round(edge, 1) for edge in (box.left, box.top, box.right, box.bottom))
    across, down = short(right - left), short(bottom - top)
    return f"{numbers('M', (left, top))}h{across}v{down}h{short(left - right)}z"


def _hatch(box: Box, apart: float = 4.0) -> list:
    """Slanted lines that fill a box, from its lower left to its upper right."""
    across, down = box.right - box.left, box.bottom - box.top
    lines, shift = [], apart
    while shift < across + down:
        from_left = max(0.0, shift - down)
        to_right = min(across, shift)
        lines.append(
            [
                (box.left + from_left, box.top + (shift - from_left)),
                (box.left + to_right, box.top + (shift - to_right)),
            ]
        )
        shift += apart
    return lines


def _stroked(stroke: Stroke) -> str:
    dashes = f' stroke-dasharray="{",".join(short(dash) for dash in stroke.dashes)}"' if stroke.dashes else ""
    cap = f' stroke-linecap="{stroke.cap}"' if stroke.cap != "butt" else ""
    join = ' stroke-linejoin="round"' if stroke.cap == "round" else ""
    return f' stroke="{_colour(stroke.colour)}" stroke-width="{short(stroke.width)}"{dashes}{cap}{join}'


def _colour(value: str) -> str:
    """A colour as shortly as it can be written."""
    pairs = value[1:3], value[3:5], value[5:7]
    return "#" + "".join(pair[0] for pair in pairs) if all(a == b for a, b in pairs) else value


def _name(number: int) -> str:
    """Short ids in order of use: a … Z, aa …"""
    base = len(_ID_LETTERS)
    return (_name(number // base - 1) if number >= base else "") + _ID_LETTERS[number % base]
