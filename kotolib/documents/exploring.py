"""Exploring in a notebook: makes the form, and takes what is on its screen out as files; knows no control."""

import re
from pathlib import Path

from kotolib import house, office_files
from kotolib.display import exploring, figures
from kotolib.display.exploring import Choice
from kotolib.display.outputs import Figure, Table
from kotolib.display.widgets.explorer import Explorer
from kotolib.documents import blocks, numbers_workbook, pictures
from kotolib.documents.blocks import Document
from kotolib.errors import cannot_write
from kotolib.situation import Situation

FOLDER = "explored"
"""Beside the languages of an area's pages."""


def explore(
    here: Situation, indicator: str = "foreign_language.share", others: tuple[str, ...] = (),
    against: tuple[str, ...] = ("region", "country"), population: str = "",
) -> Explorer:  # fmt: skip
    """A form in which one chooses an area, indicators and a comparison, and sees figures, table and sentence at once.

    Parameters
    ----------
    here
        The situation; its area is seen first.
    indicator
        Seen first; its trend, map, funnel, table and origin are shown.
    others
        Indicators that are told and compared beside it.
    against
        Any of `region`, `country` and `similar`.
    population
        Id of a population, as `foreign_language`: only its indicators are offered; all of them unless told.

    Returns
    -------
    Explorer
        The form. Its buttons take what is on the screen out into ``outputs/<area>/explored``. No page depends on it.

    Raises
    ------
    WrongWords
        An indicator or a comparison that does not exist.

    Examples
    --------
    >>> import kotolib as koto
    >>> form = koto.explore(koto.begin("211", as_of="2026-11-24"))
    >>> form.area.value = "Vanda"
    >>> form.outputs["sentence"].sentences[0].text.replace(chr(160), " ")
    'Vieraskielisten osuus väestöstä oli Vantaalla 27,4 % vuonna 2025.'
    """
    choice = Choice(here.area.word, indicator, tuple(others), tuple(against))
    next(iter(exploring.views(here, choice)))  # tells of wrong words before there is a form
    form = Explorer(here, choice, {here.texts("Vie tiedostoiksi"): take_out})
    form.offer(population)
    return form


def take_out(here: Situation, choice: Choice, outputs: dict[str, object]) -> str:
    """Write what is on the screen: each figure as SVG and PNG, the tables as xlsx, the sentences as text.

    Parameters
    ----------
    here
        Of the chosen area.
    choice
        Names the files.
    outputs
        By view, as the form shows them.

    Returns
    -------
    str
        Where the files are.

    Raises
    ------
    InTheWay
        The folder cannot be written, or a file is open elsewhere.
    """
    folder = house.outputs() / here.area.folder / here.language / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in _files(here, choice, outputs):
            office_files.move_into_place(content, folder / name)
    except OSError as fault:
        raise cannot_write(folder, fault) from None
    return here.texts("Kuvat, taulukot ja virkkeet ovat kansiossa {path}.", path=_from_home(folder))


def _files(here: Situation, choice: Choice, outputs: dict[str, object]):
    stem = re.sub(r"[^a-z0-9]+", "-", choice.indicator)
    for view, output in outputs.items():
        if isinstance(output, Figure):
            drawn = [figures.draw(output.drawing, output.data, letters=letters) for letters in ("path", "text")]
            yield f"{stem}-{view}.svg", drawn[0].encode()
            yield f"{stem}-{view}.png", pictures.png(drawn[1])
    yield f"{stem}.xlsx", numbers_workbook.workbook([_document(here, outputs)])
    yield f"{stem}.txt", f"{exploring.kept(here, outputs)}\n".encode()


def _document(here: Situation, outputs: dict[str, object]) -> Document:
    """The screen as the writers of documents read one."""
    said = {"area": here.area.word, "language": here.language, "edition": here.edition,
            "as_of": here.as_of.isoformat()}  # fmt: skip
    shown = [blocks.Figure(one.as_json()) for one in outputs.values() if isinstance(one, Figure)]
    shown += [blocks.Table(one.as_json()) for one in outputs.values() if isinstance(one, Table)]
    return Document("00_explore", here.texts("Tilastojen selaaminen"), said, tuple(shown))


def _from_home(folder: Path) -> Path:
    return folder.relative_to(house.home()) if folder.is_relative_to(house.home()) else folder
