"""The leak test: everything made once more with other counts in the place of the hidden ones must be the same bytes.

Knows files and their bytes; not what is in them. A hidden count that stands in a text, an alt text, a drawing, a
notebook's JSON, a sheet, a PDF or a Word file, or decides anything that does, makes that file differ.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kotolib import house, situation
from kotolib.areas.area import Area
from kotolib.batch import section, whole
from kotolib.programme import keeping
from kotolib.programme.hidden import hidden, other_counts
from kotolib.programme.written import written

EXAMPLE, OWN = "KOTO_EXAMPLE", "KOTO_OWN"
_LOG = ".log"


def leaking(plan: dict, faults: dict[str, str], folder: Path) -> list[str]:
    """Names of the files of a run that give a hidden count away.

    Parameters
    ----------
    plan
        What :func:`kotolib.batch.section.plan` gave, with its formats.
    faults
        By section's stem: what went wrong.
    folder
        Where the run's files are.

    Returns
    -------
    list
        Empty where nothing leaks, and where the workbook has no count that is too small to be told.
    """
    parameters = plan["parameters"]
    here = situation.begin(parameters["area"], parameters["language"], parameters["edition"], parameters["as_of"])
    reading = written(here.area).reading
    counts = hidden(here, reading) if reading else ()
    if not counts:
        return []
    with tempfile.TemporaryDirectory(prefix="koto-") as beside:
        made = Path(beside) / "made"
        made.mkdir()
        with _with_workbook(here.area, other_counts(reading, counts), Path(beside)):
            for one in plan["sections"]:
                if one["stem"] not in faults:
                    section.make(one, plan, str(made), "koto")
            whole.write_all(plan, faults, made)
        files = [file for file in made.iterdir() if file.suffix != _LOG]
        return sorted(file.name for file in files if _differs(file, folder / file.name))


def _differs(file: Path, other: Path) -> bool:
    return not other.is_file() or file.read_bytes() != other.read_bytes()


@contextlib.contextmanager
def _with_workbook(area: Area, content: bytes, beside: Path) -> Iterator[None]:
    """What municipalities bring and write is read from a copy in which an area has another workbook."""
    moved = {EXAMPLE: beside / "example"} if area.example else {OWN: beside / "own"}
    ((variable, copy),) = moved.items()
    shutil.copytree(house.example() if area.example else house.own(), copy)
    before = os.environ.get(variable)
    os.environ[variable] = str(copy)
    try:
        keeping.place(area).write_bytes(content)
        yield
    finally:
        os.environ.pop(variable)
        if before is not None:
            os.environ[variable] = before
