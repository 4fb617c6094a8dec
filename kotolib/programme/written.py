"""The workbook of an area as pages need it: read once in a process, and nothing raised; knows no words of pages."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kotolib.areas.area import Area
from kotolib.errors import KotoError, StoreDamaged
from kotolib.programme import keeping, reading
from kotolib.programme.faults import FAULT
from kotolib.programme.reading import Reading
from kotolib.programme.records import Programme


@dataclass(frozen=True)
class Written:
    """What an area has written of its programme.

    Attributes
    ----------
    reading
        The workbook; None where there is none, or where it cannot be read.
    refusal
        Why a workbook that is there cannot be read, or is the worked example's and not the area's own; None otherwise.
    """

    reading: Reading | None = None
    refusal: KotoError | None = None

    @property
    def programme(self) -> Programme:
        """The records; empty ones where there is no workbook."""
        return self.reading.programme if self.reading else Programme()

    @property
    def withheld(self) -> frozenset[str]:
        """Ids of the sheets whose texts are not published."""
        return self.reading.withheld if self.reading else frozenset()

    def unread(self, sheet_id: str) -> int:
        """How many cells of a sheet could not be read."""
        if self.reading is None:
            return 0
        titles = {place[0] for (one, _column), place in self.reading.headers.items() if one == sheet_id}
        return sum(fault.sheet in titles and fault.weight == FAULT for fault in self.reading.faults)


def written(area: Area) -> Written:
    """What an area has written; read again only when the file has changed.

    Parameters
    ----------
    area
        One municipality or several.

    Examples
    --------
    >>> from kotolib import areas
    >>> written(areas.get("766")).programme.goals
    ()
    """
    path = keeping.place(area)
    try:
        about = path.stat()
    except OSError:
        return Written()
    found = _read(path, about.st_mtime_ns, about.st_size)
    if found.reading and found.reading.is_example and not area.example:
        return Written(refusal=StoreDamaged(reading.EXAMPLE_ELSEWHERE, path=path))
    return found


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, _size: int) -> Written:
    try:
        return Written(reading.read(path))
    except KotoError as refusal:
        return Written(refusal=refusal)
