"""What is computed once from the store and kept beside it: made under a lock, whole or not at all, named by its inputs.

Knows files and checksums, not what is computed. Everything here can be deleted at will.
"""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

from filelock import FileLock

from kotolib import house
from kotolib.store import snapshot

ROWS_IN_A_GROUP = 20_000
"""One area's slice of a table sorted by area then touches one or two row groups (6 ms)."""


def once(name: str, code: tuple[ModuleType, ...], declared: str, make: Callable[[], object]) -> Path:
    """The path of a kept frame, made now if it is not there.

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
    """
    path = house.store() / f"{name}-{_checksum(code, declared)}.parquet"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.parent / f"{name}.lock"):
            if not path.is_file():
                _write(path, make())
    return path


def _checksum(code: tuple[ModuleType, ...], declared: str) -> str:
    said = f"{snapshot.checksum()}\n{declared}"
    sources = b"".join(_source(package) for package in code)
    division = b"".join(file.read_bytes() for file in sorted(house.area_data().glob("*.csv")))
    return hashlib.sha256(said.encode() + sources + division).hexdigest()[:16]


@cache
def _source(package: ModuleType) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(Path(package.__file__).parent.glob("*.py")))


def _write(path: Path, frame: object) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    beside = path.with_suffix(f".{os.getpid()}.part")
    try:
        table = pa.Table.from_pandas(frame, preserve_index=False)
        pq.write_table(table, beside, row_group_size=ROWS_IN_A_GROUP, compression="zstd")
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    kind = path.name.rpartition("-")[0]
    for older in path.parent.glob(f"{kind}-*.parquet"):
        if older != path and older.name.rpartition("-")[0] == kind:
            older.unlink(missing_ok=True)
