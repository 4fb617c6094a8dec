"""The editions kept beside the snapshot: which there are, which of them a day or a name means, whether each is whole.

Knows folders, names of editions and checksums; not what a table holds. An edition's name is its moment,
``2026-11-24T101530`` (UTC); one table of one edition is one folder, ``2026-11-24T101530_11rm``, put in its place whole.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kotolib import house
from kotolib.errors import N_, StoreDamaged
from kotolib.store.cards import Card, from_text

SUMS = "sums.json"
"""sha256 of the figures' file and of the card by their names; written last. The raw answers' are in the card."""
NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}")
_BOUND = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{6})?)?)?")


@dataclass(frozen=True)
class Kept:
    """One table of one edition, as it is kept."""

    table: str
    edition: str
    folder: Path

    @property
    def figures(self) -> Path:
        """The parquet file."""
        return self.folder / f"{self.table}.parquet"

    @property
    def raw(self) -> Path:
        """The folder of what was answered or delivered, as it came."""
        return self.folder / "raw"


def folder() -> Path:
    """Where editions are kept."""
    return house.store() / "editions"


def all_kept(where: Path | None = None) -> tuple[Kept, ...]:
    """Every kept table of every edition, the oldest edition first; of the store unless another folder is told."""
    where = where or folder()
    try:
        stamp = where.stat().st_mtime_ns
    except OSError:
        return ()
    return _listed(where, stamp)


@lru_cache(maxsize=8)
def _listed(where: Path, stamp: int) -> tuple[Kept, ...]:
    found = []
    for path in sorted(where.iterdir()):
        edition, _, table = path.name.partition("_")
        if NAME.fullmatch(edition) and table and path.is_dir():
            found.append(Kept(table, edition, path))
    return tuple(found)


def forget_listing() -> None:
    """List anew: something was kept by this process within the file system's tick."""
    _listed.cache_clear()


def is_covered(edition: str, bound: str) -> bool:
    """Whether an edition is not later than a bound: a day means all of the day, a month all of the month.

    Examples
    --------
    >>> is_covered("2026-11-24T101530", "2026-11-24"), is_covered("2026-11-24T101530", "2026-11-23")
    (True, False)
    """
    return edition[: len(bound)] <= bound


def is_bound(name: str) -> bool:
    """Whether a word is a day, a month, a year or a moment of an edition."""
    return bool(_BOUND.fullmatch(name))


def newest(not_later_than: str) -> dict[str, Kept]:
    """Of each kept table the newest edition that is not later than the edition of that name."""
    return {one.table: one for one in all_kept() if one.edition <= not_later_than}


def card_of(kept: Kept) -> Card:
    """The card of a kept table, once every file of it is what was written.

    Raises
    ------
    StoreDamaged
        A file is missing, unreadable or something else than was written; the message names the folder to remove.
    """
    return _whole(kept, _stamp(kept))


@lru_cache(maxsize=512)
def _whole(kept: Kept, stamp: tuple) -> Card:
    try:
        sums = json.loads((kept.folder / SUMS).read_bytes())
        contents = {name: (kept.folder / name).read_bytes() for name in sums}
        card = from_text(contents[f"{kept.table}.json"])
        whole = f"{kept.table}.parquet" in sums and card.id == kept.table
        whole &= all(hashlib.sha256(content).hexdigest() == sums[name] for name, content in contents.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise _damaged(kept)
    return card


def _damaged(kept: Kept) -> StoreDamaged:
    return StoreDamaged(
        N_(
            "Haetun taulun {table} tiedostot eivät ole ne, jotka tallennettiin. Niiden lukuja ei käytetä. "
            "Poista kansio {folder} ja hae taulu uudelleen: python3 koto.py fetch {table}"
        ),
        table=kept.table,
        folder=kept.folder,
    )


def _stamp(kept: Kept) -> tuple:
    paths = (kept.figures, kept.folder / f"{kept.table}.json", kept.folder / SUMS)
    try:
        return tuple((status.st_mtime_ns, status.st_size) for status in (path.stat() for path in paths))
    except OSError:
        return ()
