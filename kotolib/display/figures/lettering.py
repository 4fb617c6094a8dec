"""How wide a text is and which outlines write it; knows the shipped fonts, not what is drawn.

Text is shaped by matplotlib (kerning, and DejaVu Sans for what Source Sans 3 lacks). All lengths here are in
thousandths of the letter size, y downwards.
"""

import os
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import pairwise

from kotolib.display.figures.tokens import Lettering
from kotolib.language.numbers import WORD_JOINER

EM = 1000
_BREAK_AFTER = " -–"
_MOVE, _LINE, _CURVE, _CLOSE = 1, 2, 3, 79

_raw: dict = {}


@cache
def _shaper():
    from matplotlib.textpath import TextToPath

    return TextToPath()


@cache
def _font(face: str):
    from matplotlib import get_data_path
    from matplotlib.font_manager import get_font

    with as_file(files("kotolib.display") / "fonts" / f"SourceSans3-{face}.ttf") as path:
        font = get_font([str(path), f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf"])
    font.set_size(EM, 72)
    return font


if hasattr(os, "register_at_fork"):
    # An open font reads its file glyph by glyph, and forked processes would move each other's place in it.
    os.register_at_fork(after_in_child=_font.cache_clear)


@lru_cache(maxsize=8192)
def shaped(text: str, face: str) -> tuple[tuple[tuple[str, int], ...], float]:
    """Glyphs of ``text`` as (glyph, x), and the width of the whole."""
    # The closing space tells where the last letter ends.
    placed, _, _ = _shaper().get_glyphs_with_font(_font(face), plain(text) + "\u00a0", glyph_map=_raw)
    glyphs = tuple((glyph, round(x)) for glyph, x, _, _ in placed[:-1] if outline(glyph))
    return glyphs, placed[-1][1]


def plain(text: str) -> str:
    """``text`` without the joiners that only line breaking needs."""
    return text.replace(WORD_JOINER, "")


def width(text: str, lettering: Lettering) -> float:
    """Width of ``text`` in points."""
    return shaped(text, lettering.face)[1] * lettering.size / EM


@cache
def outline(glyph: str) -> str:
    """Path data of a glyph that has been shaped before; empty for a space."""
    vertices, codes = _raw[glyph]
    points = [(_half(x), _half(-y)) for x, y in vertices]
    return "".join(_commands(points, list(codes)))


def _half(value: float) -> float:
    """Rounded to halves: exact for Source Sans 3, whose implied points lie midway between whole units."""
    return round(2 * float(value)) / 2


def _commands(points: list, codes: list):
    """Relative path commands; smooth curves where the implied point of a TrueType outline allows them."""
    here, start, control, step = (0.0, 0.0), (0.0, 0.0), None, 0
    while step < len(codes):
        code, bend = codes[step], points[step]
        end = points[step + 1] if code == _CURVE else bend
        if code == _CLOSE:
            yield "z"
            end = start
        elif code == _CURVE:
            yield _curve(here, control, bend, end)
        elif code == _MOVE:
            yield numbers("m", _from(here, end))
            start = end
        elif codes[step + 1] != _CLOSE:
            yield _straight(here, end)
        control = bend if code == _CURVE else None
        here, step = end, step + (2 if code == _CURVE else 1)


def _from(origin: tuple, point: tuple) -> tuple:
    return point[0] - origin[0], point[1] - origin[1]


def _straight(here: tuple, end: tuple) -> str:
    across, down = _from(here, end)
    if not down:
        return numbers("h", (across,))
    return numbers("v", (down,)) if not across else numbers("l", (across, down))


def _curve(here: tuple, before: tuple | None, control: tuple, end: tuple) -> str:
    if before is not None and _from(before, here) == _from(here, control):
        return numbers("t", _from(here, end))
    return numbers("q", (*_from(here, control), *_from(here, end)))


def numbers(command: str, values) -> str:
    """A path command with its numbers, written as shortly as SVG allows; commas, since a space costs three bytes."""
    text = command
    for place, value in enumerate(values):
        word = short(value)
        text += word if place == 0 or word[0] == "-" else "," + word
    return text


def short(value: float, decimals: int = 1) -> str:
    """A coordinate without needless zeros: ``.5``, ``-3``, ``12.4``."""
    value = round(value, decimals)
    whole = int(value)
    if value == whole:
        return str(whole)
    text = f"{value:.{decimals}f}".rstrip("0")
    return text.replace("0.", ".", 1) if abs(value) < 1 else text


def wrapped(text: str, lettering: Lettering, room: float) -> list[str]:
    """Lines of ``text`` no wider than ``room`` points, broken at spaces and after dashes, never inside a number.

    A single word that is wider than the room stays whole.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width((line + piece).rstrip(" "), lettering) > room:
            lines.append(line.rstrip(" "))
            line = ""
        line += piece
    return [*lines, line.rstrip(" ")]


def fitted(text: str, lettering: Lettering, room: float) -> list[str]:
    """As :func:`wrapped`, but a word that is wider than the room is divided, with a hyphen where it is cut.

    For what people wrote: nobody knows how long their words are.
    """
    words = [part for word in text.split(" ") for part in _divided(word, lettering, room)]
    return wrapped(" ".join(words), lettering, room) or [""]


def _divided(word: str, lettering: Lettering, room: float) -> list[str]:
    parts = []
    while width(word, lettering) > room and len(word) > 2:
        fits = next((n for n in range(len(word) - 1, 1, -1) if width(word[:n] + "-", lettering) <= room), 1)
        parts.append(word[:fits] + "-")
        word = word[fits:]
    return [*parts, word]


def _pieces(text: str) -> list[str]:
    """Words with what stands after them; a dash between numbers or before a joiner does not end one."""
    cuts = [place for place, (left, right) in enumerate(pairwise(text), 1) if _may_break(left, right)]
    return [text[a:b] for a, b in pairwise([0, *cuts, len(text)])]


def _may_break(left: str, right: str) -> bool:
    return left in _BREAK_AFTER and right not in (WORD_JOINER, " ") and not (left == "–" and right.isdigit())
