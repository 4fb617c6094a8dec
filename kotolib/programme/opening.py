"""Opens a workbook file and gives its cells' values, formulas by what they last came to; knows files, no sheets."""

import contextlib
import warnings
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from kotolib.errors import N_, InTheWay, StoreDamaged
from kotolib.programme import faults
from kotolib.programme.cells import Unreadable

LARGEST = 100_000_000
"""No honest workbook of this kind has more bytes than this in it when it is unpacked."""

_OLD_FORMAT = b"\xd0\xcf\x11\xe0"


class Opened:
    """An open workbook: its formulas, and beside them what they last came to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load(path)

    @cached_property
    def _computed(self) -> Workbook:
        return load(self.path, data_only=True)

    def value(self, cell: Cell, percent: bool = False) -> object:
        """What a cell shows.

        Parameters
        ----------
        cell
            Of ``book``.
        percent
            A share that Excel keeps as 0,6 and shows as 60 % is wanted as 60.

        Raises
        ------
        Unreadable
            The cell is a formula without a value, or one that came to an error.
        """
        value, kind = cell.value, cell.data_type
        if kind == "f":
            computed = self._computed[cell.parent.title][cell.coordinate]
            value, kind = computed.value, computed.data_type
            if value is None:
                raise Unreadable(faults.NO_VALUE)
        if kind == "e":
            raise Unreadable(faults.BROKEN_FORMULA, value=str(value))
        if percent and "%" in (cell.number_format or "") and isinstance(value, int | float):
            return round(value * 100, 10)
        return value


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """A workbook for reading."""
    workbook = Opened(path)
    try:
        yield workbook
    finally:
        workbook.book.close()


def load(path: Path, data_only: bool = False) -> Workbook:
    """The workbook of a file.

    Raises
    ------
    StoreDamaged
        There is no such file, or it is not an unlocked ``.xlsx``; the message says what to do.
    InTheWay
        The system does not let the file be read.
    """
    try:
        _refuse_other_files(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out is told by name: see carrying
            return load_workbook(path, data_only=data_only)
    except FileNotFoundError:
        raise StoreDamaged(N_("Työkirjaa {path} ei ole. Tee se komennolla new."), path=path) from None
    except PermissionError:
        raise InTheWay(
            N_("Tiedostoa {path} ei voi lukea. Sulje se Excelissä tai tarkista sen oikeudet, ja aja uudelleen."),
            path=path,
        ) from None
    except StoreDamaged:
        raise
    except Exception as fault:
        # openpyxl raises what its parsers raise: anything at all.
        raise _damaged(path) from fault


def _refuse_other_files(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(4)
    if start == _OLD_FORMAT:
        raise StoreDamaged(
            N_("{path} on suojattu salasanalla tai vanhaa .xls-muotoa. Tallenna se muodossa .xlsx ilman salasanaa."),
            path=path.name,
        )
    with zipfile.ZipFile(path) as parts:
        names = set(parts.namelist())
        if "content.xml" in names and "mimetype" in names:
            raise StoreDamaged(
                N_("{path} on LibreOfficen .ods-muotoa. Tallenna se muodossa .xlsx (Tallenna nimellä)."), path=path.name
            )
        if sum(part.file_size for part in parts.infolist()) > LARGEST:
            raise _damaged(path)


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(
        N_("{path} ei ole ehjä Excel-työkirja (.xlsx). Palauta se varmuuskopiosta tai tallenna se uudelleen."),
        path=path.name,
    )
