"""Every figure as a picture, by the name of its drawing; knows data dicts and texts, not indicators or pages."""

from html import escape
from importlib import import_module
from urllib.parse import quote

from kotolib.display.figures.canvas import Canvas

DRAWINGS = (
    *("trend", "bars", "ages", "outlook", "compare", "funnel", "map", "multiples"),
    *("timetable", "tree", "path", "checklist", "hundred"),
)
"""Each has a module of its name; its docstring says what its data are."""

WIDE, NARROW = "wide", "narrow"
PATH, TEXT = "path", "text"

TALLEST = 560.0
"""How high a drawing may be on paper, in points: what an A4 page leaves beside its title, notes and source."""

_PLAIN_IN_ADDRESS = "!$()*+,-./:;=?@_~'"


def draw(drawing: str, data: dict, *, width: str = WIDE, letters: str = PATH) -> str:
    """A picture as SVG; it holds the plot only, the title, subtitle and source are the page's.

    Parameters
    ----------
    drawing
        One of :data:`DRAWINGS`.
    data
        What the drawing's module docstring asks for.
    width
        ``wide`` (6.3 in) or ``narrow`` (3.1 in: a phone, half a page).
    letters
        ``path``: outlines, for a picture inside a web page · ``text``: live text, for writers with their own fonts.

    Returns
    -------
    str
        The same bytes for the same data, always.

    Raises
    ------
    ValueError
        No such drawing, width or letters: the message names those that exist.

    Examples
    --------
    >>> points = [[2024, 3.6, "ok"], [2025, 3.9, "ok"]]
    >>> series = [{"role": "own", "label": "Kangasala 3,9 %", "points": points}]
    >>> draw("trend", {"language": "fi", "unit": "%", "decimals": 1, "series": series})[:4]
    '<svg'
    """
    return compose(drawing, data, width=width, letters=letters).svg()


def compose(drawing: str, data: dict, *, width: str = WIDE, letters: str = PATH) -> Canvas:
    """The canvas behind :func:`draw`, which also knows every text and its box."""
    _one_of("drawing", drawing, DRAWINGS)
    _one_of("width", width, (WIDE, NARROW))
    _one_of("letters", letters, (PATH, TEXT))
    return import_module(f"{__name__}.{drawing}").compose(data, width, letters)


def pages(drawing: str, data: dict) -> list[dict]:
    """The data of the wide drawings that together are this one on paper, each no higher than a page.

    Most drawings are one. The narrow ones are for screens, which have no page.
    """
    _one_of("drawing", drawing, DRAWINGS)
    divide = getattr(import_module(f"{__name__}.{drawing}"), "pages", None)
    return divide(data, TALLEST) if divide else [data]


def _one_of(what: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        raise ValueError(f"no {what} {word!r}; there are: {', '.join(known)}")


def data_uri(svg: str) -> str:
    """An address that holds the picture itself, for ``src`` and ``srcset``: percent-encoded, so without spaces.

    Quotes become apostrophes first, because those stay as they are.
    """
    return "data:image/svg+xml," + quote(svg.replace('"', "'"), safe=_PLAIN_IN_ADDRESS)


def as_html(figure: dict) -> str:
    """The figure as a notebook shows it, also one that it does not trust: picture, alt, texts.

    Parameters
    ----------
    figure
        What :meth:`kotolib.display.outputs.Figure.as_json` gives.
    """
    words = {name: escape(figure.get(name) or "") for name in ("key", "title", "subtitle", "alt", "source", "language")}
    notes = "".join(f"<p>{escape(note)}</p>" for note in figure.get("notes") or ())
    return (
        f'<figure class="koto-figure" id="{words["key"]}" lang="{words["language"]}">'
        f"<figcaption><strong>{words['title']}</strong><br>{words['subtitle']}</figcaption>"
        f'<img alt="{words["alt"]}" src="{data_uri(figure["svg"])}">'
        f"{notes}<p><small>{words['source']}</small></p></figure>"
    )
