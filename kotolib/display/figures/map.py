"""Values by municipality in four or five shades, the own one outlined; knows its data dict only.

Data (JSON-ready; keys without "optional" are required)::

    language      "fi"
    decimals      1
    outlines      {"211": [[x, y, dx, dy, …], …], …}     (of kotolib.display.outlines; y runs south)
    areas         [{"code": "211", "name": "Kangasala", "value": 3.9, "status": "ok"}, …]
    own           ["211"]                                (several in a joint area)
    limits        [2, 3, 4, 5, 10, 12.5]                 (of kotolib.display.classes; [] when no value is shown)
    key_title     "Osuus, %"
    hidden_text   optional "peitetty tietosuojan vuoksi" (in the key; required when a value is hidden)
    missing_text  optional "ei tietoa"                   (beneath names and in the key; required when one is missing)
    labelled      optional [codes]                       (only these are named; the own ones always are)

A value belongs to the class in which it lies as written. Hidden ones are hatched, without a value; missing ones are
blank. The picture always goes with its table: what finds no room is read there.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from kotolib.display.figures import naming, signs
from kotolib.display.figures.canvas import Box, Canvas
from kotolib.display.figures.map_key import Key
from kotolib.display.figures.tokens import CLASSES, INK, MUTED, PAPER, RANGE_EDGE, WIDTHS, Stroke
from kotolib.language.numbers import as_written

TALLEST = {"wide": {"region": 300.0, "country": 430.0}, "narrow": {"region": 250.0, "country": 380.0}}
"""Height of the map alone, in points."""
_LONG = 1.6
_MARGIN = 5.0
_TRIES = ((1.0, 0.0), (1.0, 20.0), (0.94, 34.0))
"""How much smaller the map becomes and how much paper is added above and below it while labels find no room."""
_BORDER, _THIN_BORDER = Stroke(MUTED, 0.5, cap="round"), Stroke(MUTED, 0.3, cap="round")
_MANY = 60
_HATCH = Stroke(RANGE_EDGE, 0.7)
_APART = 3.6
_OWN_GROUND, _OWN_EDGE = Stroke(PAPER, 3.6, cap="round"), Stroke(INK, 2.0, cap="round")
_SEEN = 9.0
_RING = 7.0
_SHADES = {1: (2,), 2: (1, 3), 3: (0, 2, 3), 4: (0, 1, 2, 3), 5: (0, 1, 2, 3, 4)}
"""Which of the five shades so many classes take."""


@dataclass
class Shape:
    """One municipality as it will be drawn; ``value`` is ``None`` unless it may be seen."""

    code: str
    name: str
    value: float | None
    hidden: bool
    own: bool
    shade: str
    rings: list = field(default_factory=list)


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas: as large as leaves room for every label that should be there."""
    canvases = []
    for smaller in _TRIES:
        canvas, unnamed = _composed(data, width, letters, smaller)
        if not unnamed:
            return canvas
        canvases.append((unnamed, len(canvases), canvas))
    return min(canvases)[2]


def _composed(data: dict, width: str, letters: str, smaller: tuple) -> tuple[Canvas, int]:
    """The drawing at one size, and how many labels found no room."""
    shades = shades_of(len(data["limits"]) - 1)
    shapes = [_shape(area, data, shades) for area in data["areas"]]
    key = Key.of(data, shapes, shades, width)
    canvas, place = _laid_out(data, shapes, key, (width, letters, smaller))
    _draw_fills(canvas, shapes)
    key.draw(canvas, place)
    rings = _draw_own(canvas, [shape for shape in shapes if shape.own])
    wanted = set(data.get("labelled") or [area["code"] for area in data["areas"]]) | set(data["own"])
    named = [shape for shape in shapes if shape.code in wanted]
    return canvas, naming.draw_names(canvas, shapes, named, (data, width, rings))


def shades_of(classes: int) -> tuple[str, ...]:
    """The grounds of so many classes, from little to much."""
    return tuple(CLASSES[shade] for shade in _SHADES.get(classes, ()))


def _shape(area: dict, data: dict, shades: tuple[str, ...]) -> Shape:
    shown = signs.may_show(area["value"], area["status"])
    value = area["value"] if shown else None
    shade = shades[class_of(value, data["limits"], data["decimals"])] if shown else PAPER
    hidden = area["status"] in signs.HIDDEN
    return Shape(area["code"], area["name"], value, hidden, area["code"] in data["own"], shade)


def class_of(value: float, limits: list[float], decimals: int) -> int:
    """Number of the class in which a value lies as it is written; the last class holds its upper limit too."""
    written = as_written(value, decimals)
    return min(max(sum(written >= limit - 1e-9 for limit in limits) - 1, 0), len(limits) - 2)


def _laid_out(data: dict, shapes: list[Shape], key: Key, how: tuple) -> tuple[Canvas, tuple[float, float]]:
    """A canvas of the right height with every shape in its place on it, and the place of the key."""
    width, letters, (shrink, air) = how
    outlines = {shape.code: [_points(ring) for ring in data["outlines"][shape.code]] for shape in shapes}
    whole = _around(point for rings in outlines.values() for ring in rings for point in ring)
    across, down = max(whole.right - whole.left, 1), max(whole.bottom - whole.top, 1)
    tallest = TALLEST[width]["country" if down > _LONG * across and len(shapes) > _MANY else "region"]
    sheet = WIDTHS[width]
    scale = min((sheet - 2 * _MARGIN) / across, (tallest - 2 * _MARGIN) / down) * shrink
    height = down * scale + 2 * _MARGIN + 2 * air
    left = max(_MARGIN, min((sheet - across * scale) / 2 + key.width / 4, sheet - _MARGIN - across * scale))
    _put(shapes, outlines, lambda x, y: (left + (x - whole.left) * scale, _MARGIN + air + (y - whole.top) * scale))
    place, lower = key.fitted(shapes, (sheet, height))
    _put(shapes, {shape.code: shape.rings for shape in shapes}, lambda x, y: (x, y + lower))
    return Canvas(sheet, round(height + lower, 1), letters), place


def _put(shapes: list[Shape], outlines: dict, place: Callable[[float, float], tuple[float, float]]) -> None:
    for shape in shapes:
        shape.rings = [[place(x, y) for x, y in ring] for ring in outlines[shape.code]]


def _around(points: Iterable[tuple[float, float]]) -> Box:
    """The edges of what lies between points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _points(steps: list[int]) -> list[tuple[int, int]]:
    """A ring's points from its first point and the steps that follow."""
    return list(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))


def _draw_fills(canvas: Canvas, shapes: list[Shape]) -> None:
    """Every shade in one element, blank ones for what is not shown, and the hatching of what is hidden."""
    border = _THIN_BORDER if len(shapes) > _MANY else _BORDER
    for shade in (PAPER, *CLASSES):
        rings = [ring for shape in shapes if shape.shade == shade for ring in shape.rings]
        canvas.areas(rings, shade, border)
    canvas.lines([line for shape in shapes if shape.hidden for line in hatching(shape.rings)], _HATCH)


def hatching(rings: list, apart: float = _APART) -> list:
    """Slanted lines that fill an area: on each line x + y = c the stretches between its crossings with the edge."""
    sums = [x + y for ring in rings for x, y in ring]
    lines = []
    for step in range(int(min(sums) / apart) + 1, int(max(sums) / apart) + 1):
        at = step * apart
        crossings = sorted(
            _crossing(a, b, at) for ring in rings for a, b in pairwise([*ring, ring[0]]) if _cuts(a, b, at)
        )
        lines += [[(x, at - x), (x1, at - x1)] for x, x1 in zip(crossings[::2], crossings[1::2], strict=False)]
    return lines


def _cuts(a: tuple[float, float], b: tuple[float, float], at: float) -> bool:
    return (sum(a) < at) != (sum(b) < at)


def _crossing(a: tuple[float, float], b: tuple[float, float], at: float) -> float:
    return a[0] + (b[0] - a[0]) * (at - sum(a)) / (sum(b) - sum(a))


def _draw_own(canvas: Canvas, own: list[Shape]) -> list[Box]:
    """The edge of the own area, ink on white; a ring round what is too small for one. Gives the boxes of such rings."""
    lines = outer_edges([ring for shape in own for ring in shape.rings])
    for stroke in (_OWN_GROUND, _OWN_EDGE):
        canvas.lines(lines, stroke)
    if not own:
        return []
    whole = _around(point for shape in own for ring in shape.rings for point in ring)
    if max(whole.right - whole.left, whole.bottom - whole.top) >= _SEEN:
        return []
    x, y = (whole.left + whole.right) / 2, (whole.top + whole.bottom) / 2
    circle = Box(x - _RING, y - _RING, x + _RING, y + _RING)
    for stroke in (_OWN_GROUND, Stroke(INK, 1.6)):
        canvas.dots([(x, y)], _RING, "none", stroke)
    return [circle]


def outer_edges(rings: list) -> list:
    """The lines round several areas together: an edge that two of them share is inside and falls away."""
    edges = [(a, b) for ring in rings for a, b in pairwise([*ring, ring[0]])]
    times = Counter(frozenset(edge) for edge in edges)
    lines: list[list] = []
    for a, b in edges:
        if times[frozenset((a, b))] > 1:
            continue
        if lines and lines[-1][-1] == a:
            lines[-1].append(b)
        else:
            lines.append([a, b])
    return lines
