"""Keeping a table as an edition: by one at a time, beside first, then into its place whole; nothing is overwritten.

Knows files and locks; not where figures come from, and not the clock: the moment is told to it.
"""

import contextlib
import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from kotolib import house
from kotolib.errors import N_, InTheWay, cannot_write
from kotolib.store import editions, writing
from kotolib.store.cards import Card, to_text
from kotolib.store.editions import SUMS, Kept

_HOLDER = "fetch.holder.json"


@contextlib.contextmanager
def alone(since: str) -> Iterator[None]:
    """Nobody else keeps editions now.

    Parameters
    ----------
    since
        The moment as it is told to others who come meanwhile.

    Raises
    ------
    InTheWay
        Somebody else does, and the message tells who and since when; or the folder cannot be written.
    """
    lock = FileLock(house.store() / "fetch.lock", timeout=0)
    try:
        house.store().mkdir(parents=True, exist_ok=True)
        lock.acquire()
        writing.place(house.store() / _HOLDER, to_text({"process": os.getpid(), "since": since}).encode("utf-8"))
    except Timeout:
        raise _held() from None
    except OSError as fault:
        lock.release()
        raise cannot_write(house.store(), fault) from None
    try:
        clear()
        yield
    finally:
        (house.store() / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _held() -> InTheWay:
    try:
        holder = json.loads((house.store() / _HOLDER).read_bytes())
        process, since = str(holder["process"]), str(holder["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return InTheWay(N_("Toinen haku on juuri käynnissä. Odota, että se päättyy, ja yritä uudelleen."))
    message = N_("Toinen haku on käynnissä: prosessi {process}, alkanut {since}. Odota, että se päättyy.")
    return InTheWay(message, process=process, since=since)


def clear(where: Path | None = None) -> None:
    """Remove what a stopped process left half-written in the store, whose lock is ours, or in another folder."""
    where = where or editions.folder()
    for left in where.glob(".*.part") if where.is_dir() else ():
        shutil.rmtree(left, ignore_errors=True)


def keep(frame: pd.DataFrame, card: Card, raw: Mapping[str, bytes], edition: str, where: Path | None = None) -> Kept:
    """Keep a table as an edition: figures, card, and what came as it came (packed).

    Parameters
    ----------
    frame
        Rows in the tidy form, sorted by their keys.
    card
        Its card, but for the sums of figures and files.
    raw
        Name → bytes of each answer or delivered file, and of the questions.
    edition
        Name of the edition, its moment.
    where
        The folder of the editions; the store's own unless told.

    Returns
    -------
    Kept
        What was kept; its card has every sum.

    Raises
    ------
    InTheWay
        That edition has the table already.
    OSError
        The folder cannot be written; nothing is left half-written.
    """
    target = (where or editions.folder()) / f"{edition}_{card.id}"
    beside = target.with_name(f".{target.name}.part")
    if target.exists():
        raise InTheWay(N_("Taulu {table} on jo versiossa {edition}."), table=card.id, edition=edition)
    shutil.rmtree(beside, ignore_errors=True)
    (beside / "raw").mkdir(parents=True)
    try:
        _fill(beside, frame, card, raw)
        _sync(beside / "raw")
        _sync(beside)
        beside.rename(target)
        _sync(target.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    editions.forget_listing()
    return Kept(card.id, edition, target)


def _fill(beside: Path, frame: pd.DataFrame, card: Card, raw: Mapping[str, bytes]) -> None:
    sources = []
    for name, content in raw.items():
        writing.place(beside / "raw" / f"{name}.gz", gzip.compress(content, 6, mtime=0))
        sources.append({"file": name, "sha256": hashlib.sha256(content).hexdigest()})
    card = replace(card, sources=tuple(sources), checksum=writing.checksum(frame))
    writing.write(frame, card, beside)
    names = (f"{card.id}.parquet", f"{card.id}.json")
    sums = {name: hashlib.sha256((beside / name).read_bytes()).hexdigest() for name in names}
    writing.place(beside / SUMS, to_text(sums).encode("utf-8"))


def _sync(folder: Path) -> None:
    """What a folder holds is on the disk; Windows has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def raw_of(kept: Kept) -> dict[str, bytes]:
    """What came, by name, as it came."""
    return {path.stem: gzip.decompress(path.read_bytes()) for path in sorted(kept.raw.glob("*.gz"))}
