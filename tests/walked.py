"""What notebooks show of an area, cell by cell and without a kernel; and how their numbers are read back."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import nbformat
import pandas as pd

from kotolib import areas, frame, house, indicators, situation
from kotolib.display.absence import Missing
from kotolib.display.outputs import Figure, Several, Table
from kotolib.display.prose import Paragraph
from kotolib.indicators import Values
from tests import shared_run
from tests.conftest import AS_OF
from tests.odd_municipalities import ODD

NOTEBOOKS = ("31_residents", "32_arrivals_and_outlook")
JOINT = "211+562+635"
MANY = "020+108+143+211+250+418+508+536+562+581+604+619"
ODD_ELSEWHERE = ("491", "072", "946", "604", "005")
"""Odd in the list of areas or in Swedish; their Finnish pages are as those of others."""
# The odd ones, and a few that are each odd in another way.
QUICK = (
    *(area for area in ODD if area not in ODD_ELSEWHERE),
    "211",  # exact counts, ages by sex
    "736",  # Saltvik: single years of a rate are too small
    "318",  # Kökar: an outlook would stand on fewer than twenty
    "092",  # Vantaa: the largest share
    "MK06",
    "MK21",  # the region of which the country's note is half true
    frame.COUNTRY,
    JOINT,
    MANY,  # a name too long for any title
    "työllisyysalue:Lahti",
)


_NOT_WALKED = frozenset({"parameters", "skip-execution"})
"""Tags of cells that are given anew, or are for hands only."""


@dataclass(frozen=True)
class Shown:
    """One output: of which notebook, by which call, and what it is."""

    notebook: str
    call: str
    output: Figure | Table | Paragraph | Missing


def everyone() -> list[str]:
    """All municipalities, all regions and a few joint areas."""
    listed = [*areas.municipalities(), *areas.regions()]
    return [area.id for area in listed] + [frame.COUNTRY, JOINT, MANY, "työllisyysalue:Lahti", "766+771"]


def walked(area: str, notebooks: tuple[str, ...] = NOTEBOOKS, as_of: str = AS_OF) -> tuple[Shown, ...]:
    """The outputs of some notebooks in order; each is walked once in a run."""
    return tuple(shown for notebook in notebooks for shown in _walked_once(area, notebook, as_of))


@cache
def _walked_once(area: str, notebook: str, as_of: str) -> tuple[Shown, ...]:
    name = f"{area} {notebook} {as_of}"
    return shared_run.once(name, lambda: tuple(walk(area, (notebook,), as_of)))


def forget() -> None:
    """Forget the outputs that are kept, for a test of very many areas."""
    _walked_once.cache_clear()


def walk(area: str, notebooks: tuple[str, ...], as_of: str = AS_OF, without: str = "") -> Iterator[Shown]:
    """The outputs of some notebooks in order, walked anew; ``without`` the cells of a call that has its own test."""
    for path in (house.notebooks() / f"{name}.ipynb" for name in notebooks):
        names = {"area": area, "language": "fi", "edition": "latest", "as_of": as_of}
        for cell in nbformat.read(path, as_version=4).cells:
            if without and without in cell.source:
                continue
            if is_walked(cell):
                output = _run(cell.source, names)
                if output is not None:
                    yield Shown(path.stem, cell.source.splitlines()[-1], output)


def is_walked(cell: nbformat.NotebookNode) -> bool:
    """Whether a cell is code of the pages: not the parameters, and no form for hands."""
    return cell.cell_type == "code" and _NOT_WALKED.isdisjoint(cell.metadata.get("tags", ()))


def _run(source: str, names: dict) -> object:
    *before, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        before, last = [*before, last], None
    exec(compile(ast.Module(before, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


def texts(output: Figure | Table | Paragraph | Missing | Several) -> Iterator[tuple[str, str]]:
    """Every text of an output with its role."""
    if isinstance(output, Several):
        yield from (text for one in output for text in texts(one))
        return
    if isinstance(output, Paragraph | Missing):
        yield "sentence", output.text
        return
    if isinstance(output, Figure):
        for role in ("title", "subtitle", "alt", "source"):
            yield role, getattr(output, role)
        yield from (("note", note) for note in output.notes)
        yield from texts(output.table)
        return
    yield "caption", output.caption
    yield from (("column", column) for column in output.columns)
    yield from (("cell", cell.text) for row in output.rows for cell in row)
    yield from (("note", note) for note in output.notes)
    if output.source:
        yield "source", output.source


# Numbers that name something and count nothing.
_NAMES = re.compile(
    r"\d+[a-z]+\d*\b|\b31\.12\.|\b\d{2} prosentin väli\w*|\b\d{2}\u00a0%:n|\b65 vuotta|\b(?:\d\d–)?\d\d-vuotia\w*"
    r"|\b\d+ kunnan alue|\(tieto \d+ kunnasta\)|\balle 20\b|CC BY 4\.0|\b(?:19|20)\d\d\b(?!\u00a0)"
)
_NUMBER = re.compile(r"\u2212?\d{1,3}(?:\u00a0\d{3})+(?:,\d+)?|\u2212?\d+(?:,\d+)?")


def numbers(text: str) -> list[float]:
    """The numbers of a text as they are printed, formatting undone; years and names of tables are left out."""
    return [read(one) for one in _NUMBER.findall(_NAMES.sub(" ", text))]


def read(number: str) -> float:
    """``−1 340,5`` → -1340.5"""
    return float(number.replace("\u2212", "-").replace("\u00a0", "").replace(",", "."))


def begin(area: str = "211", as_of: str = AS_OF) -> situation.Situation:
    """A situation of the tests' day."""
    return situation.begin(area, "fi", "latest", as_of)


def imagined(indicator: str, rows: list[tuple], area: str = "211", origin: str = "", **declared) -> Values:
    """Values of an indicator that were never seen: rows of (area, year, value, status and other columns as a dict)."""
    here = begin(area)
    real = indicators.values(here, indicator, against=("country",))
    told = [_row(here.area.id, *row) for row in rows]
    return replace(
        real,
        frame=frame.check(pd.DataFrame(told, columns=list(frame.COLUMNS))),
        indicator=real.indicator.model_copy(update=declared),
        origin=pd.Series([origin or real.origin.iloc[0]] * len(told)),
    )


def _row(own: str, area: str, year: int, value: float | None, status: str = frame.OK, **others) -> list:
    known = {"area": area or own, "year": year, "group": "", "value": value, "status": status} | others
    return [known.get(name, float("nan")) if known.get(name) is not None else float("nan") for name in frame.COLUMNS]
