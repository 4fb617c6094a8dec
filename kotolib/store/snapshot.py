"""Reading the store: the shipped snapshot, its first edition, and what was kept after it; every file is verified first.

Of each table an edition has the newest that is not later than it. Knows files, checksums and the tidy form; nothing of
indicators. pandas and pyarrow are imported by the first table.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kotolib import house
from kotolib.errors import N_, StoreDamaged, WrongWords, why
from kotolib.store import editions
from kotolib.store.cards import EDITION_FILE, Card, edition_checksum, from_text, to_text

if TYPE_CHECKING:
    import pandas as pd

LATEST = "latest"

_verified: dict[str, "_Snapshot"] = {}
"""Folders that were found whole in this process; a forked child inherits them."""


@dataclass(frozen=True)
class _Snapshot:
    """A folder whose files were all found to be what their cards say."""

    folder: Path
    edition: str
    checksum: str
    cards: dict[str, bytes]
    stamps: dict[str, tuple[int, int]]


def edition(name: str = LATEST) -> str:
    """Name of an edition of the store: ``2026-11`` the shipped snapshot's, ``2026-11-24T101530`` a later one's.

    Parameters
    ----------
    name
        ``latest``, the name of an edition, or a day (``2026-11-24``): the newest edition that is not later.

    Raises
    ------
    WrongWords
        There is no such edition; the message names those that exist.
    StoreDamaged
        A file is not what its card says.

    Examples
    --------
    >>> edition("latest") == edition()
    True
    """
    known = names()
    if name == LATEST:
        return known[-1]
    if name in known:
        return name
    covered = [one for one in known if editions.is_covered(one, name)] if editions.is_bound(name) else []
    if not covered:
        raise WrongWords(
            N_("Tietoaineiston versiota ”{name}” ei ole. Saatavilla: {known}."),
            name=name,
            known=", ".join((LATEST, *known)),
        )
    return covered[-1]


def names() -> list[str]:
    """Names of all editions, the oldest first; the shipped snapshot is one of them."""
    return sorted({_whole().edition, *(kept.edition for kept in editions.all_kept())})


def tables(edition: str = LATEST) -> list[str]:
    """Ids of the tables that an edition has, sorted.

    Examples
    --------
    >>> "11re" in tables()
    True
    """
    name = _name(edition)
    return sorted({*_shipped(name), *_kept(name)})


def card(table: str, edition: str = LATEST) -> Card:
    """The card of a table: publisher, statistic, licence, contents, notes.

    Raises
    ------
    WrongWords
        There is no such table.
    StoreDamaged
        A file is not what its card says.

    Examples
    --------
    >>> card("11re").publisher["fi"]
    'Tilastokeskus'
    """
    name = _name(edition)
    if kept := _kept(name).get(table):
        return editions.card_of(kept)
    cards = _shipped(name)
    if table not in cards:
        known = ", ".join(tables(name))
        raise WrongWords(N_("Taulua ”{table}” ei ole. Taulut: {known}."), table=table, known=known)
    return from_text(cards[table])


def edition_of(table: str, edition: str = LATEST) -> str:
    """Which edition's table it is that an edition has: the name of the edition that brought it."""
    kept = _kept(_name(edition)).get(table)
    return kept.edition if kept else _whole().edition


def table(
    table: str, areas: Iterable[str] | None = None, contents: Iterable[str] | None = None, edition: str = LATEST
) -> "pd.DataFrame":
    """Figures of a table in the tidy form, sorted by area, time and content.

    Parameters
    ----------
    table
        Id of the table.
    areas
        Codes to read (``211``, ``SSS``), as they were in the table's own year; all by default. An area that the table
        does not have gives no rows.
    contents
        Codes of contents to read; all by default.
    edition
        Name of the store's edition.

    Returns
    -------
    DataFrame
        ``area``, ``time`` (``2023``, ``2024M01``), ``content``, then the table's other dimensions
        (:data:`kotolib.store.writing.KEYS`), ``value`` (float, NaN where there is none; unit in the card) and
        ``status`` (:mod:`kotolib.frame`).

    Raises
    ------
    WrongWords
        There is no such table or content.
    StoreDamaged
        A file is not what its card says, or cannot be read.

    Examples
    --------
    >>> float(table("11re", areas=["091"], edition="2026-11").query("time == '2023'")["value"].iloc[0])
    674500.0
    """
    described = card(table, edition)
    chosen = {}
    if areas is not None:
        chosen["area"] = _listed(areas)
    if contents is not None:
        chosen["content"] = _known_contents(described, contents)
    if kept := _kept(_name(edition)).get(table):
        return _read(kept.figures, chosen)
    return _read(_whole(table).folder / f"{table}.parquet", chosen)


def rows_of(kept: editions.Kept) -> "pd.DataFrame":
    """All rows of one kept table, in the order in which they were kept."""
    return _read(kept.figures, {})


def checksum(edition: str = LATEST) -> str:
    """Checksum of an edition's figures: names whatever is computed from them."""
    name = _name(edition)
    kept = _kept(name)
    return _sum(name, _whole().checksum, tuple(kept.values())) if kept else _whole().checksum


@lru_cache(maxsize=16)
def _sum(name: str, shipped: str, kept: tuple[editions.Kept, ...]) -> str:
    sums = {one: from_text(text).checksum for one, text in _shipped(name).items()}
    return edition_checksum(name, sums | {one.table: editions.card_of(one).checksum for one in kept})


def _name(edition: str) -> str:
    return names()[-1] if edition == LATEST else edition


def _shipped(name: str) -> dict[str, bytes]:
    """The snapshot's cards by table, if the edition is not older than the snapshot."""
    whole = _whole()
    return whole.cards if whole.edition <= name else {}


def _kept(name: str) -> dict[str, editions.Kept]:
    """The kept tables of an edition; one that is older than the shipped snapshot gives way to the snapshot's."""
    found = editions.newest(name)
    if not found:
        return found
    shipped, first = _shipped(name), _whole().edition
    return {one: kept for one, kept in found.items() if one not in shipped or kept.edition > first}


def verify(ids: Iterable[str] | None = None) -> None:
    """Hash every file of the snapshot, or those of some tables, against its card and every card against the edition.

    Raises
    ------
    StoreDamaged
        A file is missing, unreadable or something else than its card says; the message names it and the remedy.
    """
    folder = house.snapshot()
    record = _edition_record(folder)
    for name in sorted(record["tables"]) if ids is None else ids:
        _verify_table(folder, name, record)


def _whole(table: str | None = None) -> _Snapshot:
    """The snapshot, verified once a process; again when the table's file has changed since."""
    folder = house.snapshot()
    found = _verified.get(str(folder))
    if found is None or (table is not None and _stamp(folder / f"{table}.parquet") != found.stamps[table]):
        _verified.pop(str(folder), None)
        found = _verified[str(folder)] = _opened(folder)
    return found


def _opened(folder: Path) -> _Snapshot:
    record = _edition_record(folder)
    # Stamps are taken before the bytes are hashed: a file that changes in between is hashed again at its first reading.
    stamps = {name: _stamp(folder / f"{name}.parquet") for name in record["tables"]}
    cards = {name: _verify_table(folder, name, record) for name in sorted(record["tables"])}
    return _Snapshot(folder, record["edition"], record["checksum"], cards, stamps)


def _verify_table(folder: Path, name: str, record: dict) -> bytes:
    """The bytes of the card, when card and parquet file are what they must be."""
    card_path = folder / f"{name}.json"
    text = _bytes(card_path)
    if _sha256(text) != record["cards"].get(name):
        raise _damaged(card_path)
    try:
        described = from_text(text)
    except ValueError:
        raise _damaged(card_path) from None
    if described.id != name or described.checksum != record["tables"][name]:
        raise _damaged(card_path)
    path = folder / f"{name}.parquet"
    if _sha256(_bytes(path)) != described.file_sha256:
        raise _damaged(path)
    return text


def _edition_record(folder: Path) -> dict:
    path = folder / EDITION_FILE
    text = _bytes(path)
    try:
        record = json.loads(text)
        total = edition_checksum(record["edition"], record["tables"])
        whole = total == record["checksum"] and set(record["cards"]) == set(record["tables"])
        whole = whole and to_text(record).encode("utf-8") == text
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(path) from None
    if not whole:
        raise _damaged(path)
    return record


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise StoreDamaged(
            N_(
                "Tietoaineistosta puuttuu tiedosto {file}. "
                "Palauta se versionhallinnasta (git checkout -- {file}) tai lataa työkalu uudelleen."
            ),
            file=_shown(path),
        ) from None
    except OSError as error:
        raise StoreDamaged(
            N_("Tietoaineiston tiedostoa {file} ei voi lukea ({reason}). Tarkista tiedoston oikeudet."),
            file=_shown(path),
            reason=why(error),
        ) from None


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(
        N_(
            "Tietoaineiston tiedosto {file} ei ole se, joka työkalun mukana toimitettiin. Sen lukuja ei käytetä. "
            "Palauta tiedosto versionhallinnasta (git checkout -- {file}) tai lataa työkalu uudelleen."
        ),
        file=_shown(path),
    )


def _shown(path: Path) -> str:
    """The path as it is seen from the project's folder, with slashes everywhere."""
    home = house.home()
    return path.relative_to(home).as_posix() if path.is_relative_to(home) else path.as_posix()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _listed(words: Iterable[str]) -> list[str]:
    """The words sorted; one word alone is itself, not its letters."""
    return [words] if isinstance(words, str) else sorted(words)


def _known_contents(described: Card, contents: Iterable[str]) -> list[str]:
    wanted = _listed(contents)
    for content in wanted:
        if content not in described.contents:
            raise WrongWords(
                N_("Taulussa {table} ei ole tietoa ”{content}”. Taulun tiedot: {known}."),
                table=described.id,
                content=content,
                known=", ".join(sorted(described.contents)),
            )
    return wanted


def _read(path: Path, chosen: dict[str, list[str]]) -> "pd.DataFrame":
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    try:
        # By this thread alone: a process that has others must not be forked.
        with pq.ParquetFile(path, memory_map=False, pre_buffer=False) as file:
            found = file.read(use_threads=False)
    except (OSError, pa.ArrowException):
        raise _damaged(path) from None
    for name, words in chosen.items():
        # Typed arrays: an empty list alone would have no type that text can be compared with.
        found = found.filter(pc.is_in(found[name], value_set=pa.array(words, pa.string())))
    frame = found.to_pandas(use_threads=False)
    return frame.astype({name: "str" for name in frame.columns if name != "value"})
