"""Import delivered files of figures into the shipped snapshot, or check that they would give the same figures.

    python data_sources/build_snapshot.py FOLDER          writes data_sources/snapshot/
    python data_sources/build_snapshot.py --check FOLDER  writes nothing, compares checksums of figures

Knows the order of work; which file holds what is said in ``importers/tables.yaml``. Parquet bytes may differ from one
version of the library to the next, so that figures are compared by the checksum of their canonical text.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from importers.codes import Codes
from importers.delivery import Delivery, Fault
from importers.tables import declared, read

from kotolib import house
from kotolib.store.cards import EDITION_FILE
from kotolib.store.writing import write, write_edition

EDITION = "2026-11"


def build(delivery: Delivery, into: Path, edition: str) -> str:
    """Write every table, its card and the edition, once all are read; gives the checksum of the edition."""
    codes = Codes.of(delivery)
    tables = [read(table, delivery, codes) for table in declared("tables.yaml")]
    into.mkdir(parents=True, exist_ok=True)
    names = {card.id for _, card in tables}
    for old in [*into.glob("*.json"), *into.glob("*.parquet")]:
        if old.stem not in names and old.name != EDITION_FILE:
            old.unlink()
    for frame, card in tables:
        write(frame, card, into)
    return write_edition(edition, into)


def differing(delivery: Delivery, against: Path) -> list[str]:
    """Ids of the tables whose figures would not be those of the snapshot."""
    codes = Codes.of(delivery)
    with open(against / EDITION_FILE, encoding="utf-8") as source:
        shipped = json.load(source)["tables"]
    found = {table: read(table, delivery, codes)[1].checksum for table in declared("tables.yaml")}
    return sorted(table for table in shipped | found if shipped.get(table) != found.get(table))


def main(words: list[str] | None = None) -> int:
    """Run the command line; 0 all is well, 1 figures differ, 3 a delivered file cannot be trusted."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="folder of the delivered files")
    parser.add_argument("--check", action="store_true", help="write nothing, compare with the snapshot")
    parser.add_argument("--into", type=Path, default=None, help="folder to write, by default the shipped snapshot")
    parser.add_argument("--edition", default=EDITION, help=f"name of the edition, by default {EDITION}")
    given = parser.parse_args(words)
    delivery, folder = Delivery(given.folder), given.into or house.snapshot()
    try:
        if not given.check:
            print(build(delivery, folder, given.edition))
            return 0
        others = differing(delivery, folder)
    except (Fault, OSError) as fault:
        print(fault, file=sys.stderr)
        return 3
    print("differing: " + ", ".join(others) if others else "the same figures")
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main())
