"""The card of a table: where it comes from, what it holds and what it must be; knows no figures.

A card is stable JSON (sorted keys, two spaces, a newline at the end), so that its own bytes can be verified.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields

KEYS = ("area", "time", "content", "age", "sex", "language", "citizenship", "birth_country", "origin_country")
KEYS += ("background", "stay", "activity")
"""Columns that tell rows apart, in the order of sorting; those after the third only where the source has them."""

EDITION_FILE = "edition.json"
"""Names every table of the edition, with the checksum of its figures and of its card."""


@dataclass(frozen=True)
class Card:
    """What is known of one table.

    Attributes
    ----------
    id
        The store's own name: `11re`, `11rm_kangasala`.
    table
        The provider's table id, empty where the provider has none.
    provider
        Where it is read from: `statfin`, `key_figures`, `thl_sotkanet`.
    publisher, statistic, title
        Names by language: `fi`, `sv`, `en`.
    licence
        `CC BY 4.0`.
    updated
        The publisher's own stamp, empty where the copy carries none.
    copied
        When the copy was made, as exactly as it is known: `2026-11`.
    state
        One Finnish sentence on the state of the copy.
    classification
        Year of the municipal division whose codes the table has.
    times
        First and last time: `("1972", "2023")`, `("2024M01", "2025M01")`.
    dimensions
        The columns that tell rows apart, in order.
    contents
        Code of each content and its `label` (the provider's own) and `unit`.
    rows, areas, statuses
        How many rows and areas (the country too) there are, and rows by status.
    notes
        Finnish sentences: traps met, rules applied, what was left out.
    sources
        `file` and `sha256` of each file that was read.
    checksum
        Of the figures: :func:`kotolib.store.writing.checksum`. Does not depend on the library that wrote them.
    file_sha256
        Of the parquet file as shipped.
    """

    id: str
    table: str
    provider: str
    publisher: dict[str, str]
    statistic: dict[str, str]
    title: dict[str, str]
    licence: str
    updated: str
    copied: str
    state: str
    classification: str
    times: tuple[str, str]
    dimensions: tuple[str, ...]
    contents: dict[str, dict[str, str]]
    rows: int
    areas: int
    statuses: dict[str, int]
    notes: tuple[str, ...]
    sources: tuple[dict[str, str], ...]
    checksum: str
    file_sha256: str


def to_text(entry: Card | dict) -> str:
    """The JSON of a card, or of any other record, in the one stable form."""
    record = asdict(entry) if isinstance(entry, Card) else entry
    return json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def from_text(text: str | bytes) -> Card:
    """The card in a JSON text.

    Raises
    ------
    ValueError
        The text is not JSON, a key is missing or unknown.
    """
    record = json.loads(text)
    known = {field.name for field in fields(Card)}
    if not isinstance(record, dict) or set(record) != known:
        raise ValueError(f"a card has the keys {sorted(known)}")
    lists = {name: tuple(record[name]) for name in ("times", "dimensions", "notes", "sources")}
    return Card(**{**record, **lists})


def edition_checksum(name: str, tables: dict[str, str]) -> str:
    """sha256 over the edition's name and the checksums of its tables' figures."""
    return hashlib.sha256(json.dumps([name, sorted(tables.items())]).encode("utf-8")).hexdigest()
