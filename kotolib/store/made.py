"""What is computed once from the store and kept beside it: made under a lock, whole or not at all, named by its inputs
and by its own bytes.

Knows files and checksums, not what is computed. Everything here can be deleted at will: what is missing or damaged is
made anew.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from filelock import FileLock

from kotolib import house
from kotolib.errors import N_, SetupFailed, why
from kotolib.store import snapshot

if TYPE_CHECKING:
    import pandas as pd

ROWS_IN_A_GROUP = 20_000
"""One area's slice of a table sorted by area then touches one or two row groups (6 ms)."""

_whole: dict[Path, tuple[Path, tuple[int, int]]] = {}
"""Name without the sum of the bytes → the file and its stamp, once its bytes have been found right; a forked child
inherits it."""


class CannotKeep(SetupFailed):
    """The store's folder cannot be written."""


def once(
    name: str, code: tuple[ModuleType, ...], declared: str, make: Callable[[], object], edition: str = snapshot.LATEST
) -> Path:
    """The path of a kept frame, made now if it is not there or is not what was written.

    Parameters
    ----------
    name
        What it is: `values`.
    code
        Packages whose source decides the result; changed source is another file.
    declared
        The text of the declarations that decide it.
    make
        Gives the frame.
    edition
        Edition of the store that it is computed from. The newest one's is swept when a newer is made; those of earlier
        editions stay, since their documents may be made again.

    Raises
    ------
    CannotKeep
        The folder or the file cannot be written; the message says why.
    """
    if edition not in (snapshot.LATEST, snapshot.edition()):
        name = f"{name}@{edition}"
    wanted = house.store() / f"{name}-{_checksum(code, declared, edition)}"
    if found := _found(wanted):
        return found
    with _alone(name):
        return _found(wanted) or _write(name, wanted, make())


def read(path: Path) -> "pd.DataFrame":
    """A kept frame, read by this thread alone: a process that has others must not be forked."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, memory_map=False, pre_buffer=False) as file:
        return file.read(use_threads=False).to_pandas(use_threads=False)


def _found(wanted: Path) -> Path | None:
    """The file of the name whose bytes are those that were written."""
    known, stamp = _whole.pop(wanted, (None, None))
    if known is not None and _stamp(known) == stamp:
        _whole[wanted] = (known, stamp)
        return known
    for path in sorted(wanted.parent.glob(f"{wanted.name}-*.parquet")):
        stamp = _stamp(path)
        if _sum_of(path) == path.stem.rpartition("-")[2]:
            _whole[wanted] = (path, stamp)
            return path
    return None


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _sum_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


@contextlib.contextmanager
def _alone(name: str) -> Iterator[None]:
    """Nobody else makes this now; others wait."""
    lock = FileLock(house.store() / f"{name}.lock")
    with _telling():
        house.store().mkdir(parents=True, exist_ok=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    """What the file system refuses, as one sentence."""
    try:
        yield
    except OSError as error:
        raise CannotKeep(
            N_(
                "Laskettuja lukuja ei voi tallentaa kansioon {folder} ({why}). "
                "Tarkista kansion kirjoitusoikeus ja levytila."
            ),
            folder=house.store(),
            why=why(error),
        ) from None


def _checksum(code: tuple[ModuleType, ...], declared: str, edition: str) -> str:
    division = tuple((file, _stamp(file)) for file in sorted(house.area_data().glob("*.csv")))
    return _checksum_of(f"{snapshot.checksum(edition)}\n{declared}", code, division)


@lru_cache(maxsize=16)
def _checksum_of(said: str, code: tuple[ModuleType, ...], division: tuple[tuple[Path, tuple[int, int]], ...]) -> str:
    """Over the bytes; asked many times on a page, so files of the same stamps are not read again."""
    sources = b"".join(_source(package) for package in code)
    areas = b"".join(file.read_bytes() for file, _ in division)
    return hashlib.sha256(said.encode() + sources + areas).hexdigest()[:16]


@cache
def _source(package: ModuleType) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(Path(package.__file__).parent.glob("*.py")))


def _write(name: str, wanted: Path, frame: object) -> Path:
    content = _bytes(frame)
    path = wanted.with_name(f"{wanted.name}-{hashlib.sha256(content).hexdigest()[:16]}.parquet")
    beside = path.with_suffix(".part")
    with _telling():
        try:
            with beside.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        _sweep(name, path)
    _whole[wanted] = (path, _stamp(path))
    return path


def _bytes(frame: object) -> memoryview:
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    table = pa.Table.from_pandas(frame, preserve_index=False, nthreads=1)
    pq.write_table(table, sink, row_group_size=ROWS_IN_A_GROUP, compression="zstd")
    return memoryview(sink.getvalue())


def _sweep(name: str, kept: Path) -> None:
    """Remove earlier files of the name, also those that a stopped process left unfinished (the lock is ours)."""
    earlier = re.compile(re.escape(name) + r"-[0-9a-f]{16}\b.*\.(parquet|part)")
    for path in kept.parent.iterdir():
        if path != kept and earlier.fullmatch(path.name):
            # One that another process holds open, on Windows, goes next time.
            with contextlib.suppress(OSError):
                path.unlink()
