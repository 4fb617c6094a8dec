"""Which notebooks there are and what each asks, read from the notebooks themselves; runs none of them."""

import re

from kotolib.display.outputs import Cell, Table
from kotolib.documents import notebooks
from kotolib.situation import Situation

_QUESTION = re.compile(r"^## +(.+[?]) *$", re.MULTILINE)


def contents(here: Situation) -> Table:
    """The notebooks in their order: file, title and questions.

    Parameters
    ----------
    here
        Decides the language.

    Returns
    -------
    Table
        A row for each notebook.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.notebooks(koto.begin("211", as_of="2026-11-24")).rows[0][1].text
    'Tilastojen selaaminen'
    """
    _ = here.texts
    rows = tuple(
        (Cell(section.stem), Cell(notebooks.title_in(section, _)), Cell(" ".join(_questions(section, here))))
        for section in notebooks.sections()
    )
    columns = (_("Muistikirja"), _("Aihe"), _("Kysymykset"))
    return Table("notebooks", _("Muistikirjat ja niiden kysymykset"), columns, rows, here.language)


def _questions(section: notebooks.Section, here: Situation) -> list[str]:
    """Its headings that ask something; the programme document's only name its parts."""
    prose = [source for kind, source in notebooks.cells(section, here.texts) if kind == "markdown"]
    return [question for source in prose for question in _QUESTION.findall(source)]
