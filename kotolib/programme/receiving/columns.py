"""Where the columns of a form stand in a delivered file: by hidden ids or headers of any language; reads no line."""

from collections.abc import Mapping
from dataclasses import dataclass

from kotolib.areas.area import Area
from kotolib.deliveries.forms import Form
from kotolib.errors import N_, Message
from kotolib.language import LANGUAGES, texts
from kotolib.language.folding import fold
from kotolib.programme import cells
from kotolib.programme.receiving.grid import Grid

AREA, MUNICIPALITY, YEAR, REMARK = "area", "municipality", "year", "remark"
HEADERS = {
    AREA: N_("Kuntanumero"),
    MUNICIPALITY: N_("Kunta"),
    YEAR: N_("Vuosi"),
    REMARK: N_("Huomautus"),
}
MARKS = {"koto-request": 4, "koto-form": 6}
"""First word of the hidden mark → the row of the first line."""
_HEADER_WITHIN = 15


@dataclass(frozen=True)
class Found:
    """The sheet of the figures: column by id, and the first row below the headers."""

    grid: Grid
    columns: Mapping[str, int]
    header: int
    first: int


def named(form: Form) -> dict[str, tuple[str, ...]]:
    """Every column of a form with its visible headers in all languages."""
    fixed = {name: tuple(texts(language)(told) for language in LANGUAGES) for name, told in HEADERS.items()}
    classes = {name: each.name for name, each in form.classes.items()}
    figures = {name: each.name for name, each in form.figures.items()}
    fixed_last = {REMARK: fixed.pop(REMARK)}
    return fixed | classes | figures | fixed_last


def find(form: Form, area: Area, grids: tuple[Grid, ...], faults: list[Message]) -> Found | None:
    """The columns; None, and a fault more, where the file is of another form or area, or has no such header."""
    for grid in grids:
        word = cells.text_of(grid.at(1, 1).value or "")
        if word.partition(":")[0] in MARKS:
            return _marked(form, area, grid, word) if _fits(form, area, grid, word, faults) else None
    best = max((_by_headers(form, grid) for grid in grids), key=lambda one: len(one.columns), default=None)
    lacking = [name for name in _needed(form, area) if best is None or name not in best.columns]
    if lacking:
        faults.append(_no_header(form, grids, lacking))
        return None
    return best


def _needed(form: Form, area: Area) -> list[str]:
    return [*([AREA] if len(area.members) > 1 else []), YEAR, *form.classes, *form.figures]


def _fits(form: Form, area: Area, grid: Grid, word: str, faults: list[Message]) -> bool:
    _, theirs, _, _, whose = [*word.split(":", 4), "", "", "", ""][:5]
    if theirs != form.id:
        what = Message(N_("pohja on lomakkeen {theirs}, ei lomakkeen {form}"), theirs=theirs, form=form.id)
        faults.append(grid.fault(1, 1, what))
    if whose and whose != area.word:
        what = Message(N_("pohja on tehty alueelle {theirs}, ei alueelle {area}"), theirs=whose, area=area.word)
        faults.append(grid.fault(1, 1, what))
    return theirs == form.id and whose in ("", area.word)


def _marked(form: Form, area: Area, grid: Grid, word: str) -> Found | None:
    ids = {cells.text_of(written.value): column for column, written in grid.cells[1].items() if column > 1}
    first = MARKS[word.partition(":")[0]]
    columns = {AREA: 1} | {name: column for name, column in ids.items() if name in named(form)}
    return Found(grid, columns, 3, first)


def _by_headers(form: Form, grid: Grid) -> Found:
    known = {fold(header): name for name, headers in named(form).items() for header in (name, *headers)}
    best = Found(grid, {}, 1, 2)
    for row in list(grid.rows())[:_HEADER_WITHIN]:
        columns: dict[str, int] = {}
        for column, written in sorted(grid.cells[row].items()):
            name = known.get(fold(cells.text_of(written.value or "")))
            if name:
                columns.setdefault(name, column)
        if len(columns) > len(best.columns):
            best = Found(grid, columns, row, row + 1)
    return best


def _no_header(form: Form, grids: tuple[Grid, ...], lacking: list[str]) -> Message:
    headers = named(form)
    return Message(
        N_(
            "Sarakkeita ei löydy: {columns}. Luetut taulukot: {sheets}. Käytä lomakkeen pohjaa: "
            "python3 koto.py form {form}"
        ),
        columns=", ".join(headers[name][0] for name in lacking),
        sheets=", ".join(grid.name for grid in grids) or "–",
        form=form.id,
    )
