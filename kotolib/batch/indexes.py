"""The index pages of an output folder, written from the records that lie in it; knows files, not how a page looks.

Called in a child. A page that would be the same is left alone.
"""

import contextlib
import json
import os
from itertools import groupby
from pathlib import Path

from kotolib import areas
from kotolib.batch.files import write, writing
from kotolib.batch.job import LAST
from kotolib.documents import index
from kotolib.documents.index import Made

RECORD = LAST[-1]


def write_all(output: str, entries: list[dict], language: str) -> None:
    """Write the page of each area and the one over all of them.

    Parameters
    ----------
    output
        Folder of the areas' folders.
    entries
        `area`, `folder`, `language` and `fault` of each area in each language.
    language
        Of the page over all areas: `fi`, `sv` or `en`.

    Raises
    ------
    CannotWrite
        The folder cannot be written.
    """
    made = _write_areas(Path(output), entries)
    _put(Path(output) / index.PAGE, index.batch_page(made, language))


def write_areas(output: str, entries: list[dict]) -> None:
    """Write the page of each area.

    Raises
    ------
    CannotWrite
        The folder cannot be written.
    """
    _write_areas(Path(output), entries)


def _write_areas(output: Path, entries: list[dict]) -> list[list[Made]]:
    ordered = sorted(entries, key=lambda entry: entry["folder"])
    return [_write_area(output, list(of_area)) for _, of_area in groupby(ordered, lambda one: one["folder"])]


def _write_area(output: Path, entries: list[dict]) -> list[Made]:
    made = _in_order(_made(output, entries))
    folder = output / entries[0]["folder"]
    # Where a file stands in the folder's place, the job has told of it.
    if folder.is_dir() or not folder.exists():
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        _put(folder / index.PAGE, index.area_page(made))
    return made


def _made(output: Path, entries: list[dict]) -> list[Made]:
    """What the entries tell, and what lies in the folder from other runs."""
    area, folder = entries[0]["area"], entries[0]["folder"]
    faults = {entry["language"]: entry["fault"] for entry in entries}
    records = {language: _record(output / folder / language) for language in index.IN_ITSELF}
    return [
        Made(area, language, folder, record, faults.get(language, ""))
        for language, record in records.items()
        if language in faults or record
    ]


def _in_order(made: list[Made]) -> list[Made]:
    own = areas.get(made[0].area).language_status.split("_")
    return sorted(made, key=lambda one: own.index(one.language) if one.language in own else len(own))


def _record(folder: Path) -> dict:
    with contextlib.suppress(OSError, ValueError):
        return json.loads((folder / RECORD).read_text(encoding="utf-8"))
    return {}


def _put(path: Path, page: str) -> None:
    content = page.encode("utf-8")
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return
    beside = path.with_name(f".{path.name}.new")
    write(beside, content)
    with writing(path):
        os.replace(beside, path)
