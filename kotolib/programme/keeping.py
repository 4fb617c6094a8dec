"""Where a workbook is kept and how it is written: never over another, after a dated backup; knows no sheets."""

import contextlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from kotolib import house, office_files
from kotolib.areas.area import Area
from kotolib.errors import N_, InTheWay, cannot_write
from kotolib.language import Texts

WORKBOOK = "programme.xlsx"


def folder(area: Area) -> Path:
    """What a municipality, or several together, bring and write."""
    return house.own_of(area.folder, area.example)


def place(area: Area) -> Path:
    """The workbook of an area: ``data_sources/own/<code-slug>/programme.xlsx``."""
    return folder(area) / WORKBOOK


def open_elsewhere(path: Path) -> bool:
    """Whether Excel or LibreOffice has the workbook open: they leave a lock file beside it."""
    return any((path.parent / name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#"))


def refuse_open(path: Path) -> None:
    """Refuse to write a workbook that another program has open.

    Raises
    ------
    InTheWay
        It is open: close it.
    """
    if open_elsewhere(path):
        raise InTheWay(N_("Työkirja {path} on auki. Sulje se ja aja uudelleen."), path=path)


def write_new(content: bytes, path: Path) -> Path:
    """Write a workbook where there is none.

    Raises
    ------
    InTheWay
        There is one already; it is left as it is.
    """
    with _telling(path), _alone(path):
        if path.exists():
            raise InTheWay(
                N_("Työkirja {path} on jo olemassa, eikä sitä korvata. Siirrä se muualle, jos haluat uuden."), path=path
            )
        office_files.move_into_place(content, path)
    return path


def write_over(content: bytes, path: Path, day: date) -> Path:
    """Write a workbook again, after a dated copy of what was there.

    Returns
    -------
    Path
        The copy.

    Raises
    ------
    InTheWay
        The workbook is open in another program: close it.
    """
    with _telling(path), _alone(path):
        refuse_open(path)
        copy = free_name(path, f"{day:%Y-%m-%d}")
        shutil.copy2(path, copy)
        office_files.move_into_place(content, path)
    return copy


def free_name(path: Path, mark: str) -> Path:
    """``programme.2026-11-24.xlsx`` beside a workbook; with a number where that is taken."""
    name, number = path.with_name(f"{path.stem}.{mark}{path.suffix}"), 1
    while name.exists():
        number += 1
        name = path.with_name(f"{path.stem}.{mark}-{number}{path.suffix}")
    return name


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    """A folder that cannot be written is told in a sentence; what was there is as it was."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as fault:
        raise cannot_write(path.parent, fault) from None


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    lock = FileLock(path.parent / f".{path.name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise InTheWay(
            N_("Toinen ajo kirjoittaa juuri työkirjaan {path}. Odota ja aja uudelleen."), path=path
        ) from None
    try:
        yield
    finally:
        lock.release()


def refuse_loss(path: Path, lost: tuple[str, ...], _: Texts) -> None:
    """Refuse to write over a workbook with something in it that would be lost.

    Raises
    ------
    InTheWay
        Names what would be lost.
    """
    if lost:
        raise InTheWay(
            N_("Työkirjasta {path} katoaisi osia ({what}), joten siihen ei kirjoitettu. Poista ne ja aja uudelleen."),
            path=path.name,
            what=_.listing([_(what) for what in lost]),
        )
