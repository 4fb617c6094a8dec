"""Where an area's surveys are kept, and the newest results of each; knows no export and no rule of disclosure.

``data_sources/own/<area>/surveys/<survey>/results-<moment>.json``, one file for each time that it was brought; nothing
is overwritten. The open answers stand beside in a file of their own.
"""

import re
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from kotolib import house, office_files
from kotolib.areas.area import Area
from kotolib.deliveries.held import is_known
from kotolib.deliveries.surveys.declared import Results
from kotolib.deliveries.surveys.open_answers import OpenAnswers
from kotolib.errors import N_, StoreDamaged, cannot_write

FOLDER = "surveys"
_RESULTS = re.compile(r"results-(\d{4}-\d{2}-\d{2}T\d{6})\.json")


def folder(area: Area, survey: str = "") -> Path:
    """Where an area's surveys, or one of them, are kept."""
    whole = house.own_of(area.folder, area.example) / FOLDER
    return whole / survey if survey else whole


def open_answers(area: Area, survey: str) -> OpenAnswers:
    """The open answers of a survey."""
    return OpenAnswers(folder(area, survey))


def newest(area: Area, survey: str = "", edition: str = "latest", until: date | None = None) -> Results | None:
    """The newest results of a survey; without its id, of the survey that was made last. None where there are none."""
    found = [one for one in all_newest(area, edition, until) if survey in ("", one.survey.id)]
    return found[-1] if found else None


def all_newest(area: Area, edition: str = "latest", until: date | None = None) -> list[Results]:
    """The newest results of every survey, the survey that was made last at the end.

    Parameters
    ----------
    area
        Whose surveys.
    edition
        An earlier edition of the store leaves out what came after it.
    until
        The day that the page is seen from: what was brought later is not known yet.

    Raises
    ------
    StoreDamaged
        A file is not what was kept; the message says how to bring the survey again.
    """
    where = folder(area)
    if not where.is_dir():
        return []
    folders = [each for each in sorted(where.iterdir()) if each.is_dir()]
    found = [results for each in folders if (results := _newest_in(each, edition, until))]
    return sorted(found, key=lambda one: (one.survey.last, one.survey.id))


def _newest_in(where: Path, edition: str, until: date | None) -> Results | None:
    path = newest_file(where, edition, until)
    return _read(path) if path else None


def newest_file(where: Path, edition: str = "latest", until: date | None = None) -> Path | None:
    """The file of the newest results in the folder of one survey."""
    files = [
        path for path in sorted(where.iterdir())
        if (named := _RESULTS.fullmatch(path.name)) and is_known(named[1], edition, until)
    ]  # fmt: skip
    return files[-1] if files else None


def _read(path: Path) -> Results:
    try:
        return Results.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise StoreDamaged(
            N_("Kyselyn tulokset {path} eivät ole ne, jotka tallennettiin. Poista tiedosto ja tuo kysely uudelleen."),
            path=path,
        ) from None


def keep(results: Results, area: Area, edition: str) -> Path:
    """Write results beside the earlier ones.

    Raises
    ------
    InTheWay
        The folder cannot be written.
    """
    where = folder(area, results.survey.id)
    path = where / f"results-{edition}.json"
    try:
        where.mkdir(parents=True, exist_ok=True)
        office_files.move_into_place(results.model_dump_json(indent=1).encode("utf-8") + b"\n", path)
    except OSError as fault:
        raise cannot_write(where, fault) from None
    return path
