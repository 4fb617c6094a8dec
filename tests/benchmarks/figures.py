"""How many bytes and how much CPU each drawing takes; `main` prints a line for every drawing, width and letters."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kotolib.display import figures
from tests.test_figures import ALL

_TIMES = 30
_PAGE = ("trend", "trend", "trend", "bars", "bars", "ages", "outlook")
"""Drawings of a page with seven figures."""


def main(argv: Sequence[str] = ()) -> int:
    """Print bytes (SVG, address) and CPU milliseconds (warm, the first case of each drawing).

    Parameters
    ----------
    argv
        ``--json FILE`` also writes the rows.
    """
    rows = [measured(drawing, *how) for drawing in ALL for how in _ways()]
    print(f"{'drawing':10}{'width':8}{'letters':8}{'SVG B':>8}{'address B':>11}{'CPU ms':>8}")
    for row in rows:
        print("{drawing:10}{width:8}{letters:8}{svg:8}{address:11}{cpu_ms:8.2f}".format(**row))
    page = sum(row["address"] for name in _PAGE for row in rows if row["drawing"] == name and row["letters"] == "path")
    print(f"a page with seven figures, wide and narrow: {page} B of addresses")
    if "--json" in argv:
        Path(argv[argv.index("--json") + 1]).write_text(json.dumps({"rows": rows, "page": page}), encoding="utf-8")
    return 0


def measured(drawing: str, width: str, letters: str) -> dict:
    """One row: the first case of the drawing in one width and one kind of letters."""
    data = next(iter(ALL[drawing].values()))
    svg = figures.draw(drawing, data, width=width, letters=letters)
    cpu = cpu_ms(lambda: figures.draw(drawing, data, width=width, letters=letters))
    address = len(figures.data_uri(svg))
    return {"drawing": drawing, "width": width, "letters": letters, "svg": len(svg), "address": address, "cpu_ms": cpu}


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU milliseconds of one call, over many calls when warm."""
    work()
    before = time.process_time()
    for _ in range(_TIMES):
        work()
    return (time.process_time() - before) * 1000 / _TIMES


def _ways() -> list[tuple[str, str]]:
    return [(width, letters) for letters in (figures.PATH, figures.TEXT) for width in (figures.WIDE, figures.NARROW)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
