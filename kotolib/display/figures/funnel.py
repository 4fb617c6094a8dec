"""Shares of all municipalities by how many people they are of, with the limits of chance; knows its data dict only.

Data (JSON-ready; keys without "optional" are required)::

    language       "fi"
    decimals       1
    own            {"n": 25125, "value": 56.9, "status": "ok", "label": "Kangasala 56,9 %"}
    others         [[n, value, outside], …]     (all others that may be shown; outside: beyond the 99.8 % limits)
    named          optional [{"n": …, "value": …, "label": "Helsinki"}, …]   (at most two of the others)
    own_outside    optional true
    centre         {"value": 55.1, "label": "Koko maa 55,1 %"}
    limits         [[n, low95, high95, low998, high998], …]     (computed elsewhere, by growing n)
    limit_labels   {"95": "95 %:n raja", "998": "99,8 %:n raja"}
    outside_label  "99,8 %:n rajan ulkopuolella"
    axis_label     "Äänioikeutettuja (logaritminen asteikko)"
    hidden_text    optional "Sottunga: peitetty tietosuojan vuoksi"   (instead of an own value that is hidden)

Limits are drawn as far as the paper goes. What lies outside them is an open diamond, neither good nor bad.
"""

import math
from itertools import pairwise

from kotolib.display.figures import axes, labels, signs
from kotolib.display.figures.axes import Frame, Scale
from kotolib.display.figures.canvas import Canvas
from kotolib.display.figures.labels import EndLabel, Note
from kotolib.display.figures.tokens import (
    AXIS,
    AXIS_LINE,
    BOLD,
    INCH,
    INK,
    LEADER,
    MUTED,
    NOTE,
    OWN,
    PAPER,
    RANGE_EDGE,
    REASON,
    RULE,
    WIDEST_LABEL,
    WIDTHS,
    Lettering,
    Stroke,
)
from kotolib.language.numbers import number

HEIGHTS = {"wide": 3.2 * INCH, "narrow": 3.0 * INCH}
MOST_NAMED = 2
_TOP, _BOTTOM = 22.0, 32.0
_DOT, _DIAMOND, _OWN = 1.9, 3.2, 4.6
_RING, _DIAMOND_LINE = Stroke(PAPER, 0.5), Stroke(INK, 1.1)
_INNER, _OUTER, _CENTRE = Stroke(RULE, 1.0, (4, 2.5)), Stroke(RULE, 1.1), Stroke(MUTED, 1.3)
_OWN_LABEL = Lettering(OWN, 9.5, BOLD)
_LIMIT_LABEL, _CENTRE_LABEL, _NAME = Lettering(MUTED, 8.5), Lettering(MUTED), Lettering(MUTED)
_ROOM_BETWEEN = 52.0
_CORNERS = ((-_DIAMOND, 0), (_DIAMOND, 0), (0, -_DIAMOND), (0, _DIAMOND))


class _LogScale(Scale):
    """A scale of numbers above zero on which equal ratios are equally far apart."""

    def __call__(self, value: float) -> float:
        """Place of ``value`` in points."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    if len(data.get("named") or ()) > MOST_NAMED:
        raise ValueError(f"at most {MOST_NAMED} municipalities are named besides the own, got: {len(data['named'])}")
    canvas = Canvas(WIDTHS[width], HEIGHTS[width], letters)
    own = data["own"] if signs.may_show(data["own"]["value"], data["own"]["status"]) else None
    ticks, frame = _frame(canvas, data, own, WIDEST_LABEL[width])
    axes.draw_values(canvas, frame, ticks, data["language"])
    _draw_sizes(canvas, frame, data)
    edges = _draw_limits(canvas, frame, data)
    _draw_places(canvas, frame, data, own)
    _draw_end_labels(canvas, frame, data, edges)
    _draw_names(canvas, frame, data, own)
    return canvas


def _frame(canvas: Canvas, data: dict, own: dict | None, widest: float) -> tuple[list[float], Frame]:
    """Scales that hold every place; the limits are cut where they leave the paper."""
    places = [(n, value) for n, value, _ in data["others"]]
    places += [(own["n"], own["value"])] if own else []
    values = [value for _, value in places] + [data["centre"]["value"]]
    low, high, ticks = axes.value_range(values, False)
    named = [
        (data["centre"]["label"], _CENTRE_LABEL),
        *((text, _LIMIT_LABEL) for text in data["limit_labels"].values()),
    ]
    left = axes.room_for(axes.tick_texts(ticks, data["language"]))
    right = canvas.width - labels.room_for(named, widest) + labels.OFFSET - 7
    sizes = [n for n, _ in places] or [row[0] for row in data["limits"]]
    x = _LogScale(min(sizes) / 1.15, max(sizes) * 1.15, left, right)
    return ticks, Frame(x, Scale(low, high, canvas.height - _BOTTOM, _TOP))


def _draw_sizes(canvas: Canvas, frame: Frame, data: dict) -> None:
    """Powers of ten, and twos and fives between them where there is room, with what is counted beneath."""
    canvas.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], AXIS_LINE)
    powers = range(math.floor(math.log10(frame.x.low)), math.ceil(math.log10(frame.x.high)) + 1)
    wanted = [times * 10**power for times in (1, 2, 5) for power in powers if power >= 0]
    inside = [n for n in wanted if frame.x.low <= n <= frame.x.high]
    kept: list[int] = []
    for n in inside:
        if all(abs(frame.x(n) - frame.x(other)) >= _ROOM_BETWEEN for other in kept):
            kept.append(n)
    canvas.lines([[(frame.x(n), frame.bottom), (frame.x(n), frame.bottom + 3)] for n in kept], AXIS_LINE)
    for n in kept:
        canvas.text(number(n, 0, data["language"]), (frame.x(n), frame.bottom + 13), AXIS.to("middle"))
    half = canvas.box_of(data["axis_label"], (0, 0), AXIS).right / 2
    middle = min(max((frame.left + frame.right) / 2, half), canvas.width - half)
    canvas.text(data["axis_label"], (middle, frame.bottom + 26), AXIS.to("middle"))


def _draw_limits(canvas: Canvas, frame: Frame, data: dict) -> dict[int, float | None]:
    """The four limits and the centre; gives the height at which each limit ends at the right, if it does."""
    edges: dict[int, float | None] = {}
    for column, stroke in ((1, _INNER), (2, _INNER), (3, _OUTER), (4, _OUTER)):
        line = [(frame.x(row[0]), frame.y(row[column])) for row in data["limits"]]
        pieces = clipped(line, (frame.left, frame.top, frame.right, frame.bottom))
        canvas.lines(pieces, stroke)
        last = pieces[-1][-1] if pieces else None
        edges[column] = last[1] if last and last[0] > frame.right - 1 else None
    y = frame.y(data["centre"]["value"])
    canvas.line([(frame.left, y), (frame.right, y)], _CENTRE)
    return edges


def clipped(line: list, window: tuple[float, float, float, float]) -> list[list]:
    """The pieces of a line inside a window (left, top, right, bottom), cut at its edges."""
    pieces: list[list] = []
    for a, b in pairwise(line):
        found = _part(a, b, window)
        if not found:
            continue
        if pieces and pieces[-1][-1] == found[0]:
            pieces[-1].append(found[1])
        else:
            pieces.append(list(found))
    return pieces


def _part(a: tuple[float, float], b: tuple[float, float], window: tuple) -> tuple | None:
    """The part of a stretch inside a window (Liang and Barsky 1984)."""
    start, end = 0.0, 1.0
    for axis, low, high in ((0, window[0], window[2]), (1, window[1], window[3])):
        step = b[axis] - a[axis]
        for way, room in ((-step, a[axis] - low), (step, high - a[axis])):
            if way == 0:
                if room < 0:
                    return None
            elif way < 0:
                start = max(start, room / way)
            else:
                end = min(end, room / way)
    if start >= end:
        return None
    at = [tuple(a[axis] + (b[axis] - a[axis]) * share for axis in (0, 1)) for share in (start, end)]
    return (a if start == 0 else at[0]), (b if end == 1 else at[1])


def _draw_places(canvas: Canvas, frame: Frame, data: dict, own: dict | None) -> None:
    """Unnamed dots, diamonds outside the limits, the own place on top of all."""
    others = [(frame.x(n), frame.y(value), outside) for n, value, outside in data["others"]]
    canvas.dots([(x, y) for x, y, outside in others if not outside], _DOT, RANGE_EDGE, _RING)
    canvas.diamonds([(x, y) for x, y, outside in others if outside], _DIAMOND, PAPER, _DIAMOND_LINE)
    own_outside = own and data.get("own_outside")
    if own_outside or any(outside for *_, outside in others):
        x, y = frame.left + _DIAMOND + 1, 7.0
        canvas.diamonds([(x, y)], _DIAMOND, PAPER, _DIAMOND_LINE)
        canvas.text(data["outside_label"], (x + 7, y + 3), REASON)
    if own:
        centre = [(frame.x(own["n"]), frame.y(own["value"]))]
        if own_outside:
            canvas.diamonds(centre, _OWN + 1.4, OWN, Stroke(PAPER, 1.2))
        else:
            canvas.dots(centre, _OWN, OWN, Stroke(PAPER, 1.2))


def _draw_end_labels(canvas: Canvas, frame: Frame, data: dict, edges: dict) -> None:
    """What the lines are, at their right ends."""
    names = {1: "95", 2: "95", 3: "998", 4: "998"}
    ends = [
        EndLabel(data["limit_labels"][names[column]], (frame.right - labels.OFFSET + 7, y), _LIMIT_LABEL)
        for column, y in edges.items()
        if y is not None
    ]
    centre = (frame.right - labels.OFFSET + 7, frame.y(data["centre"]["value"]))
    ends.append(EndLabel(data["centre"]["label"], centre, _CENTRE_LABEL))
    labels.draw_ends(canvas, ends, frame.right - labels.OFFSET + 7, (0, frame.bottom + 6))


def _draw_names(canvas: Canvas, frame: Frame, data: dict, own: dict | None) -> None:
    """The own place and those the reader expects, each beside its sign where it hides least."""
    marks = [mark for n, value, outside in data["others"] for mark in _around(frame.x(n), frame.y(value), outside)]
    if own:
        place = frame.x(own["n"]), frame.y(own["value"])
        _name(canvas, (own["label"], _OWN_LABEL, _OWN + 2), place, marks)
        marks = [*marks, place]
    elif data.get("hidden_text"):
        note = Note([data["hidden_text"]], NOTE.to("end").on_marks())
        labels.draw_note(canvas, note, [(frame.right, frame.top + 8 + 11 * step) for step in range(12)], marks)
    for one in data.get("named") or ():
        _name(canvas, (one["label"], _NAME, _DIAMOND + 2), (frame.x(one["n"]), frame.y(one["value"])), marks)


def _around(x: float, y: float, outside: bool) -> list[tuple[float, float]]:
    """The points that a text should not cover: of a diamond its corners too."""
    return [(x, y), *((x + dx, y + dy) for dx, dy in _CORNERS)] if outside else [(x, y)]


def _name(canvas: Canvas, words: tuple[str, Lettering, float], place: tuple[float, float], marks: list) -> None:
    """Write a name right, left, above or beneath its sign; further off, with a line, where that hides less."""
    text, look, away = words
    x, y = place
    near = [("start", x + away, y + d) for d in (0, -9, 9)] + [("end", x - away, y + d) for d in (0, -9, 9)]
    near += [("middle", x + shift, y + up) for up in (-away - 6, away + 6) for shift in (0, 25, -25)]
    far = [("middle", x + shift, y + up) for up in (-22, 22, -34, 34, -48) for shift in (0, 34, -34)]
    notes = [(Note([text], look.to(side).on_marks()), (at, up)) for side, at, up in (*near, *far)]
    costs = [_hides(canvas, note, at, marks) + (2 if step >= len(near) else 0) for step, (note, at) in enumerate(notes)]
    best = costs.index(min(costs))
    note, at = notes[best]
    if best >= len(near):
        edge = at[1] + (7 if at[1] < y else -7)
        canvas.line([(x, y), (at[0] + (x - at[0]) * 0.3, edge)], Stroke(look.colour, LEADER))
    labels.draw_note(canvas, note, [at])


def _hides(canvas: Canvas, note: Note, place: tuple[float, float], marks: list) -> int:
    return labels.hidden_by(canvas, labels.note_box(note.lines, note.lettering, place), marks)
