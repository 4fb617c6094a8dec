"""The two structured outputs, figure and table: their keys and how a notebook shows them; knows no indicator.

Each gives Jupyter two forms of itself: ``text/html``, the only one that a not-trusted notebook shows, and our own
mime type, which every writer of documents reads.
"""

from dataclasses import dataclass, field

from kotolib.display import tables
from kotolib.display.tables import DATA

FIGURE_MIME = "application/vnd.koto.figure+json"
TABLE_MIME = "application/vnd.koto.table+json"


@dataclass(frozen=True)
class Cell:
    """One cell: what is read (`text`), the number behind it (`None` where there is none) and why not (`status`).

    A cell that tells a goal's `state` begins with the sign of that (:data:`kotolib.display.tables.SIGNS`). One whose
    text is not in the language of the table says its own `language`. Words of the text that lead elsewhere in the same
    document are its `links`, in their order: the words and the name of the part that they lead to.
    """

    text: str
    value: float | None = None
    status: str = "ok"
    state: str = ""
    language: str = ""
    links: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict:
        """What the mime type carries; state, language and links only where there are any."""
        told = {"text": self.text, "value": self.value, "status": self.status}
        marks = {"state": self.state, "language": self.language, "links": [list(link) for link in self.links]}
        return told | {name: mark for name, mark in marks.items() if mark}


@dataclass(frozen=True)
class Table:
    """An accessible table; the first cell of a row is its header.

    Attributes
    ----------
    key
        Stable id, unique in a notebook; also the anchor in pages and the sheet in `numbers.xlsx`.
    caption
        What, where, unit, years, population.
    columns
        Headers; the first stands over the row headers.
    rows
        Cells, as many in each row as there are columns.
    own_rows
        Indices of the rows that are the own municipality's.
    style
        `data`, or `key_numbers`: rows of (number, what it is) set large at the top of a page.
    """

    key: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: str
    notes: tuple[str, ...] = ()
    source: str = ""
    own_rows: tuple[int, ...] = ()
    style: str = DATA

    def as_json(self) -> dict:
        """What the mime type carries."""
        rows = tuple(tuple(cell.as_json() for cell in row) for row in self.rows)
        return {"version": 1, **{name: getattr(self, name) for name in self.__dataclass_fields__}, "rows": rows}

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/html": tables.as_html(self.as_json()), TABLE_MIME: self.as_json()}


@dataclass(frozen=True)
class Figure:
    """A figure is data and the name of a drawing; writers draw it in the width and letters they need.

    Attributes
    ----------
    key
        Stable id, unique in a notebook.
    drawing
        Name of the drawing in :mod:`kotolib.display.figures`.
    data
        JSON-ready, all that the drawing needs, texts already in the language.
    title
        The finding in one sentence (≤ 130 characters).
    subtitle
        What, where, unit, years, population.
    alt
        Kind of figure, the finding, what is uncertain, hidden or missing (≤ 300 characters).
    source
        Producer, statistic, table, licence, method.
    table
        The numbers behind the figure.
    """

    key: str
    drawing: str
    data: dict
    title: str
    subtitle: str
    alt: str
    source: str
    table: Table
    language: str
    notes: tuple[str, ...] = field(default=())

    def as_json(self) -> dict:
        """What the mime type carries, the wide drawing with letters as paths included."""
        from kotolib.display import figures

        bare = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "table"}
        svg = figures.draw(self.drawing, self.data, width="wide", letters="path")
        return {"version": 1, **bare, "svg": svg, "table": self.table.as_json()}

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        from kotolib.display import figures

        structured = self.as_json()
        return {"text/html": figures.as_html(structured), FIGURE_MIME: structured}


class Several(tuple):
    """Outputs that one cell shows one after another, where only the data know how many there are."""

    __slots__ = ()

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for output in self:
            display(output)
