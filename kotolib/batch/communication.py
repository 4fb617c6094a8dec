"""The files by which a programme is told of: its calendar and the texts that are ready to be sent; knows no content."""

from pathlib import Path

from kotolib import situation
from kotolib.batch.files import write
from kotolib.display.communication import texts
from kotolib.documents import calendar

FILES = (calendar.NAME, *(f"{name}.txt" for name in texts.NAMES))
"""Their names in the area's folder."""


def write_all(parameters: dict[str, str], folder: Path) -> None:
    """Write the calendar and the texts.

    Parameters
    ----------
    parameters
        `area`, `language`, `edition` and `as_of` of the run.
    folder
        Where they go.
    """
    here = situation.begin(**parameters)
    write(folder / calendar.NAME, calendar.calendar(here))
    for name, text in texts.texts(here).items():
        write(folder / f"{name}.txt", (text + "\n").encode("utf-8"))
