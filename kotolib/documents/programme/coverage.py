"""The ten elements of the document: in which chapter each stands, how far it is, what is lacking; decides no state."""

from collections.abc import Mapping, Sequence

from kotolib import frame
from kotolib.display.outputs import Cell, Table
from kotolib.documents.programme.orders import ELEMENTS, declared
from kotolib.programme import checklist, sheets
from kotolib.programme.checklist import telling
from kotolib.programme.checklist.computing import Checklist
from kotolib.situation import Situation


def coverage(here: Situation, titles: Mapping[str, str]) -> Table:
    """The table of elements.

    Parameters
    ----------
    here
        The situation.
    titles
        Chapter → its title with its number, of the chapters that are in the document.
    """
    _, found = here.texts, checklist.of_area(here)
    names = sheets.choices("element", here.language)
    rows = tuple(
        (
            Cell(f"{element} {names[element]}"),
            _where(here, [(titles[name], name) for name in _holding(element) if name in titles]),
            Cell(_(telling.STATES[found[element].state])),
            Cell(_lacking(here, found, element)),
        )
        for element in ELEMENTS
    )
    return Table(
        key="elements",
        caption=_("Missä ohjelman kymmenen osaa ovat"),
        columns=(_("Ohjelman osa"), _("Missä"), _("Tila"), _("Mitä vielä tehdään")),
        rows=rows,
        language=here.language,
        source=_("Lähde: kunnan työkirja ja tilannekuva."),
    )


def _holding(element: str) -> Sequence[str]:
    """The chapters that hold an element: those that are about it alone first."""
    found = [name for name, elements in declared().chapters.items() if element in elements]
    return sorted(found, key=lambda name: len(declared().chapters[name]))


def _where(here: Situation, chapters: Sequence[tuple[str, str]]) -> Cell:
    """The titles of chapters, each leading to its chapter."""
    if not chapters:
        return Cell(here.texts("ei vielä missään"), None, frame.MISSING)
    return Cell("; ".join(title for title, _name in chapters), links=tuple(chapters))


def _lacking(here: Situation, found: Checklist, element: str) -> str:
    return found[element].act or found[element].reason or here.texts("ei mitään")
