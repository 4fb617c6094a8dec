"""Themes, their goals, how each is measured, and who does what: a tree from left to right; knows its data dict only.

Data (JSON-ready); a text is ``[words, look]`` with the look `strong`, `plain`, `muted` or `missing`::

    language  "fi"
    heads     ["Teema", "Tavoite", "Mittari ja tavoitetaso", "Toimenpiteet ja vastuutahot"]
    themes    [{"label": "työllisyys",
                "goals": [{"goal": [text, …], "indicator": [text, …], "measures": [[text, …], …]}, …]}, …]

The narrow drawing is the same tree from above downwards, indented.
"""

from dataclasses import dataclass

from kotolib.display.figures.canvas import Canvas
from kotolib.display.figures.lettering import fitted
from kotolib.display.figures.tokens import (
    AXIS,
    HAIR,
    INK,
    ITALIC,
    MUTED,
    OWN,
    RULE,
    SEMIBOLD,
    WIDTHS,
    Lettering,
    Stroke,
)

_COLUMNS = ((0.0, 70.0), (84.0, 136.0), (234.0, 94.0), (342.0, 111.0))
"""Left edge and width of the wide drawing's columns."""
_INDENTS = {"goal": 12.0, "below": 24.0}
_LOOKS = {
    "strong": Lettering(OWN, 9, SEMIBOLD),
    "plain": Lettering(INK, 9),
    "muted": Lettering(MUTED, 8.5),
    "missing": Lettering(MUTED, 8.5, ITALIC),
}
_THEME = Lettering(INK, 9.5, SEMIBOLD)
_TOP, _BETWEEN, _AIR, _JOINT = 16.0, 9.0, 4.0, 7.0
_BRANCH = Stroke(RULE, 0.8)
_ROW = Stroke(HAIR, 0.7)


@dataclass(frozen=True)
class _Block:
    """Lines of text with their looks, and their height."""

    lines: list[tuple[str, Lettering]]

    @property
    def height(self) -> float:
        return sum(lettering.leading for _, lettering in self.lines)


def compose(data: dict, width: str, letters: str) -> Canvas:
    """The drawing on its canvas."""
    return _wide(data, letters) if width == "wide" else _narrow(data, letters)


def pages(data: dict, tallest: float) -> list[dict]:
    """The data of wide drawings no higher than ``tallest``, cut between goals; a goal alone may be higher."""
    found: list[list[dict]] = [[]]
    for theme in data["themes"]:
        for goal in theme["goals"]:
            longer = _with(found[-1], theme, goal)
            if found[-1] and _wide({**data, "themes": longer}, "text").height > tallest:
                found.append(_with([], theme, goal))
            else:
                found[-1] = longer
    return [{**data, "themes": themes} for themes in found]


def _with(themes: list[dict], theme: dict, goal: dict) -> list[dict]:
    if themes and themes[-1]["label"] == theme["label"]:
        return [*themes[:-1], {**theme, "goals": [*themes[-1]["goals"], goal]}]
    return [*themes, {**theme, "goals": [goal]}]


def _block(texts: list, room: float) -> _Block:
    return _Block([(line, _LOOKS[look]) for words, look in texts for line in fitted(words, _LOOKS[look], room)])


def _write(canvas: Canvas, block: _Block, left: float, top: float) -> None:
    for line, lettering in block.lines:
        canvas.text(line, (left, top + lettering.size * 0.92), lettering)
        top += lettering.leading


# --- from left to right


@dataclass(frozen=True)
class _Goal:
    """A goal's three cells of the wide drawing."""

    goal: _Block
    indicator: _Block
    measures: list[_Block]

    @property
    def height(self) -> float:
        measures = sum(block.height for block in self.measures) + _AIR * (len(self.measures) - 1)
        return max(self.goal.height, self.indicator.height, measures)


def _wide(data: dict, letters: str) -> Canvas:
    themes = [(_named(theme), [_goal(goal) for goal in theme["goals"]]) for theme in data["themes"]]
    heights = [_height(name, goals) for name, goals in themes]
    canvas = Canvas(WIDTHS["wide"], _TOP + sum(heights) + _BETWEEN * len(themes), letters)
    for head, (left, room) in zip(data["heads"], _COLUMNS, strict=True):
        canvas.text(fitted(head, AXIS, room + 10)[0], (left, 9), AXIS)
    top = _TOP + 2
    for (name, goals), height in zip(themes, heights, strict=True):
        canvas.line([(0, top - 4), (canvas.width, top - 4)], _ROW)
        _write(canvas, name, 0, top)
        _draw_goals(canvas, goals, top)
        top += height + _BETWEEN
    return canvas


def _named(theme: dict) -> _Block:
    return _Block([(line, _THEME) for line in fitted(theme["label"], _THEME, _COLUMNS[0][1])])


def _goal(goal: dict) -> _Goal:
    rooms = [room for _left, room in _COLUMNS]
    measures = [_block(texts, rooms[3]) for texts in goal["measures"]]
    return _Goal(_block(goal["goal"], rooms[1]), _block(goal["indicator"], rooms[2]), measures)


def _height(name: _Block, goals: list[_Goal]) -> float:
    return max(name.height, sum(goal.height for goal in goals) + _BETWEEN * (len(goals) - 1))


def _draw_goals(canvas: Canvas, goals: list[_Goal], top: float) -> None:
    lefts = [left for left, _room in _COLUMNS]
    joints = []
    for goal in goals:
        joints.append(top + _AIR + 1)
        _write(canvas, goal.goal, lefts[1], top)
        _write(canvas, goal.indicator, lefts[2], top)
        canvas.line([(lefts[2] - 12, joints[-1]), (lefts[2] - 3, joints[-1])], _BRANCH)
        below = top
        ends = []
        for block in goal.measures:
            ends.append(below + _AIR + 1)
            _write(canvas, block, lefts[3], below)
            below += block.height + _AIR
        _branch(canvas, lefts[3], ends)
        top += goal.height + _BETWEEN
    _branch(canvas, lefts[1], joints)


def _branch(canvas: Canvas, left: float, ends: list[float]) -> None:
    """From one trunk to each of what stands right of it."""
    trunk = left - _JOINT - 2
    canvas.lines([[(trunk, y), (left - 3, y)] for y in ends], _BRANCH)
    if len(ends) > 1:
        canvas.line([(trunk, ends[0]), (trunk, ends[-1])], _BRANCH)
    if ends:
        canvas.line([(trunk - 5, ends[0]), (trunk, ends[0])], _BRANCH)


# --- from above downwards


def _narrow(data: dict, letters: str) -> Canvas:
    placed, height = [], 2.0
    for theme in data["themes"]:
        for block, indent, after in _stacked(theme):
            placed.append((block, indent, height))
            height += block.height + after
        height += _BETWEEN
    canvas = Canvas(WIDTHS["narrow"], height, letters)
    for block, indent, top in placed:
        _write(canvas, block, indent, top)
    _draw_guides(canvas, placed)
    return canvas


def _stacked(theme: dict) -> list[tuple[_Block, float, float]]:
    """Blocks with their indents and the room after them."""
    full = WIDTHS["narrow"] - 2
    found = [(_Block([(line, _THEME) for line in fitted(theme["label"], _THEME, full)]), 0.0, _AIR)]
    for goal in theme["goals"]:
        found.append((_block(goal["goal"], full - _INDENTS["goal"]), _INDENTS["goal"], _AIR - 1))
        below = [goal["indicator"], *goal["measures"]]
        found += [(_block(texts, full - _INDENTS["below"]), _INDENTS["below"], _AIR - 1) for texts in below]
        found[-1] = (*found[-1][:2], _BETWEEN)
    return found


def _draw_guides(canvas: Canvas, placed: list[tuple[_Block, float, float]]) -> None:
    """An elbow to each block from the last one that is indented less."""
    trunks: dict[float, float] = {}
    for block, indent, top in placed:
        middle = top + _AIR + 1
        if indent:
            trunk = indent - 8
            canvas.line([(trunk, trunks[indent]), (trunk, middle), (indent - 2, middle)], _BRANCH)
            trunks[indent] = middle
        deeper = {0.0: _INDENTS["goal"], _INDENTS["goal"]: _INDENTS["below"]}.get(indent)
        if deeper:
            trunks[deeper] = top + block.height + 1
