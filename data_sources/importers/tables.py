"""The tables of the snapshot: reads one from a delivery, checks that it is tidy and fills its card.

Knows ``tables.yaml``; not how a form is read (``forms``, ``special``) or written (``kotolib.store.writing``).
"""

from functools import cache
from pathlib import Path

import pandas as pd
import yaml

from importers import cells
from importers.codes import Codes
from importers.delivery import Delivery, Fault
from importers.forms import Words
from importers.special import FORMS
from kotolib.store.cards import Card
from kotolib.store.writing import KEYS, VALUES, checksum

HERE = Path(__file__).parent


@cache
def declared(name: str) -> dict:
    """A YAML file beside this module, every scalar as text."""
    with open(HERE / name, encoding="utf-8") as source:
        # The base loader keeps 005 and "no" as they are written, but knows no merge keys: those are opened here.
        return {key: _merged(entry) for key, entry in yaml.load(source, Loader=yaml.BaseLoader).items()}


def _merged(entry: dict) -> dict:
    return {**entry.get("<<", {}), **{key: value for key, value in entry.items() if key != "<<"}}


def read(table: str, delivery: Delivery, codes: Codes) -> tuple[pd.DataFrame, Card]:
    """Frame and card of a table; the card has no sum of the file yet.

    Raises
    ------
    Fault
        Something in the delivered files must not be guessed at.
    """
    entry = declared("tables.yaml")[table]
    delivery.begin_table()
    words = Words(delivery, codes, {label: code for code, (label, _) in entry["contents"].items()})
    try:
        frame = FORMS[entry["read"]["form"]](words, entry["read"])
        if entry.get("preliminary") == "yes":
            frame = cells.preliminary(frame, pd.Series(True, index=frame.index))
        frame = tidy(frame, set(entry["contents"]))
    except KeyError as missing:
        raise Fault(f"{table}: no column or key {missing} in the delivered file") from missing
    except Fault as fault:
        raise Fault(f"{table}: {fault}") from fault
    return frame, _card(table, entry, frame, delivery.sources())


def tidy(frame: pd.DataFrame, contents: set[str]) -> pd.DataFrame:
    """The frame's rows in order, the columns too; no two rows for one key, no content that the card lacks.

    Raises
    ------
    Fault
        A key stands twice, or contents and card differ.
    """
    keys = [name for name in KEYS if name in frame]
    if set(frame["content"]) != contents:
        raise Fault(f"contents that differ from the card: {sorted(set(frame['content']) ^ contents)}")
    twice = frame[frame.duplicated(keys)]
    if len(twice):
        raise Fault(f"{len(twice)} rows stand twice, the first: {twice.iloc[0][keys].to_dict()}")
    ordered = frame[[*keys, *VALUES]].sort_values(keys, ignore_index=True)
    return ordered.astype({name: "str" for name in ordered if name != "value"})


def _card(table: str, entry: dict, frame: pd.DataFrame, sources: tuple[dict[str, str], ...]) -> Card:
    statistic = declared("publishers.yaml")[entry["statistic"]]
    return Card(
        id=table,
        table=entry["table"],
        provider=entry["provider"],
        title=entry["title"],
        updated=entry.get("updated", ""),
        copied=entry["copied"],
        state=entry["state"],
        classification=entry["classification"],
        notes=tuple(entry["notes"]),
        contents={code: {"label": label, "unit": unit} for code, (label, unit) in entry["contents"].items()},
        times=(frame["time"].min(), frame["time"].max()),
        dimensions=tuple(name for name in KEYS if name in frame),
        rows=len(frame),
        areas=int(frame["area"].nunique()),
        statuses={status: int(count) for status, count in frame["status"].value_counts().items()},
        sources=sources,
        checksum=checksum(frame),
        file_sha256="",
        **statistic,
    )
