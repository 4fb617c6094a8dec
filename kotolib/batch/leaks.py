"""The leak test: everything made once more with other numbers in the place of the hidden ones must be the same bytes.

Knows files and their bytes; not what is in them. A hidden number that stands in a text, an alt text, a drawing, a
notebook's JSON, a sheet, a calendar, a log, a PDF or a Word file, or decides anything that does, makes that file
differ. Hidden are small numbers of the workbooks, of deliveries and of surveys, those that would tell them by
subtraction, what stands behind a figure that too few stand behind, and open answers that nobody has marked as quotes.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kotolib import deliveries, house, situation
from kotolib.areas.area import Area
from kotolib.batch import section
from kotolib.deliveries.otherwise import other_rows, put_in_place
from kotolib.deliveries.surveys.otherwise import put_in_place as other_surveys
from kotolib.display.delivered import rule_of
from kotolib.documents import index
from kotolib.documents.index import Made
from kotolib.indicators import otherwise, stored
from kotolib.programme import keeping
from kotolib.programme.hidden import hidden, other_workbooks
from kotolib.situation import Situation

EXAMPLE, OWN = "KOTO_EXAMPLE", "KOTO_OWN"
RECORD, LOG = "run.json", "run.log"
_LOG = ".log"


def leaking(plan: dict, faults: dict[str, str], folder: Path) -> list[str]:
    """Names of the files of a run that give a hidden number away.

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
        Empty where nothing leaks. ``run.log`` stands for the logs that it is made of, ``run.json`` for what went wrong.
    """
    parameters = plan["parameters"]
    here = situation.begin(parameters["area"], parameters["language"], parameters["edition"], parameters["as_of"])
    with tempfile.TemporaryDirectory(prefix="koto-") as beside:
        made = Path(beside) / "made"
        made.mkdir()
        with _otherwise(here, Path(beside)):
            told = {one["stem"]: section.make(one, plan, str(made), "koto") for one in plan["sections"]}
            # A section whose process was lost has no words of its own.
            again = faults | {stem: fault for stem, fault in told.items() if fault}
            section.assemble(plan, again, str(made))
            listed = _index(plan, made)
        differs = {
            LOG: bool(_logged(made) - _logged(folder)),
            RECORD: again != faults,
            index.PAGE: listed != _index(plan, folder),
        }
        differs |= {file.name: _differs(file, folder / file.name) for file in _pages(made)}
        return sorted(name for name, does in differs.items() if does)


def _index(plan: dict, folder: Path) -> str:
    """The area's index page as it is made of these files."""
    given = plan["parameters"]
    files = sorted(file.name for file in _pages(folder))
    record = {**given, "sections": plan["sections"], "files": files}
    return index.area_page([Made(given["area"], given["language"], plan["folder"], record)])


def _pages(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.suffix != _LOG]


def _differs(file: Path, other: Path) -> bool:
    return not other.is_file() or file.read_bytes() != other.read_bytes()


def _logged(folder: Path) -> set[bytes]:
    """The lines of all logs: a process tells some things only once, so it is not asked which log they stand in."""
    lines = [line for file in folder.glob(f"*{_LOG}") for line in file.read_bytes().splitlines()]
    return {line.replace(str(folder).encode(), b"") for line in lines}


@contextlib.contextmanager
def _otherwise(here: Situation, beside: Path) -> Iterator[None]:
    """What municipalities bring and write, and the values, are read from copies with other numbers hidden in them."""
    workbooks = list(other_workbooks(hidden(here)))
    delivered = deliveries.all_newest(here.area, here.edition, here.as_of)
    rows = [other_rows(one, rule_of(here)) for one in delivered]
    otherwise.save_other(here.edition, beside / "values.parquet")
    with _own_copied(here.area, beside), stored.read_from(beside / "values.parquet"):
        for area, content in workbooks:
            keeping.place(area).write_bytes(content)
        for one, others in zip(delivered, rows, strict=True):
            put_in_place(one, others, here.area)
        other_surveys(here.area, rule_of(here), here.edition, here.as_of)
        yield


@contextlib.contextmanager
def _own_copied(area: Area, beside: Path) -> Iterator[None]:
    """What an area brings and writes is read from a copy; so are the workbooks of those with whom it plans."""
    copied = [(EXAMPLE, house.example())] if area.example else [(OWN, house.own())]
    ((variable, folder),) = copied
    copy = beside / folder.name
    if folder.is_dir():
        shutil.copytree(folder, copy)
    before = os.environ.get(variable)
    os.environ[variable] = str(copy)
    try:
        yield
    finally:
        os.environ.pop(variable)
        if before is not None:
            os.environ[variable] = before
