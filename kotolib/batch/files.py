"""How a run's files reach their folder: one run at a time, written beside, moved into place; knows no content."""

import contextlib
import errno
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kotolib.errors import N_, InTheWay, SectionFailed, why

HOLDER = "holder.json"


class CannotWrite(SectionFailed):
    """A file or folder could not be written; what was there before is as it was."""


@dataclass(frozen=True)
class Staging:
    """A folder beside the target, where files are finished before they get their final names.

    Attributes
    ----------
    folder
        Where files are written.
    target
        Where they go.
    """

    folder: Path
    target: Path

    def move_into_place(self, names: list[str]) -> None:
        """Give the files their final names, one by one in this order, each whole on the disk before it moves."""
        for name in names:
            _sync(self.folder / name)
            # Noticed before the first file moves, not between two of them.
            _refuse_folder(self.target / name)
        for name in names:
            _replace(self.folder / name, self.target / name)
        _sync_folder(self.target)


@contextlib.contextmanager
def staging(target: Path) -> Iterator[Staging]:
    """Hold the output folder ``target`` for one run; the folder for unfinished files is gone afterwards.

    Raises
    ------
    InTheWay
        Another run holds the folder: the message says whose and since when.
    CannotWrite
        The folder cannot be made or written.
    """
    from filelock import FileLock, Timeout

    with writing(target):
        target.mkdir(parents=True, exist_ok=True)
        lock = FileLock(target.parent / f".{target.name}.lock")
    with writing(target):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise _held(target) from None
    try:
        _clear(target)
        with writing(target):
            # A new name every time: a child of a killed run may still be writing into the old one.
            beside = Path(tempfile.mkdtemp(prefix=_unfinished(target), dir=target.parent))
            (beside / HOLDER).write_text(json.dumps(holder()), encoding="utf-8")
        yield Staging(beside, target)
    finally:
        _clear(target)
        lock.release()


def _unfinished(target: Path) -> str:
    return f".{target.name}.unfinished-"


def _clear(target: Path) -> None:
    """Take away what this run or a killed one has not finished; the lock is ours, so nobody else's is there."""
    for left in target.parent.glob(_unfinished(target) + "*"):
        shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell a fault of the file system as one sentence.

    Raises
    ------
    InTheWay
        On Windows: the file is open in another program.
    CannotWrite
        Anything else that the system refuses.
    """
    try:
        yield
    except OSError as fault:
        if os.name == "nt" and isinstance(fault, PermissionError):
            raise InTheWay(
                N_("Tiedosto {path} on auki toisessa ohjelmassa (Word tai Excel?). Sulje se ja aja uudelleen."),
                path=fault.filename or path,
            ) from None
        raise CannotWrite(
            N_("Kansioon ei voitu kirjoittaa: {path} ({reason}). Aiemmat tulokset ovat ennallaan."),
            path=path,
            reason=why(fault),
        ) from None


def write(path: Path, content: bytes) -> None:
    """Write a new file whole and wait until it is on the disk."""
    with writing(path), path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _refuse_folder(path: Path) -> None:
    with writing(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def _sync(path: Path) -> None:
    with writing(path), path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    with writing(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _replace(source: Path, target: Path) -> None:
    with writing(target):
        os.replace(source, target)


def holder() -> dict[str, object]:
    """Who holds a folder: this process, for a message to others."""
    return {"who": _user(), "host": socket.gethostname(), "process": os.getpid(), "since": f"{datetime.now():%H.%M}"}


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def _held(target: Path) -> InTheWay:
    holder = {"who": "?", "host": "?", "process": "?", "since": "?"}
    for beside in target.parent.glob(_unfinished(target) + "*"):
        with contextlib.suppress(OSError, ValueError):
            holder = json.loads((beside / HOLDER).read_text(encoding="utf-8"))
    return InTheWay(
        N_(
            "Toinen ajo kirjoittaa juuri kansioon {path}: {who} koneella {host} kello {since} alkaen "
            "(prosessi {process}). Odota, että se valmistuu, ja aja uudelleen."
        ),
        path=target,
        **holder,
    )
