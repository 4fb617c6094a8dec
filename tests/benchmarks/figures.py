"""How many bytes and how much CPU (milliseconds, warm) each drawing takes, in every width and kind of letters."""

import json
import time
from collections.abc import Callable

from kotolib.display import figures
from tests.test_figures import ALL
from tests.test_figures_more import MORE

_CASES = {**MORE, **ALL, "country map": {"country": MORE["map"]["country"]}}

_TIMES = 30
_PAGE = ("trend", "trend", "trend", "bars", "bars", "ages", "outlook")
"""Drawings of a page with seven figures."""


def main() -> dict:
    """A row for every drawing, width and kind of letters, and the bytes of a page's addresses."""
    rows = [measured(drawing, *how) for drawing in _CASES for how in _ways()]
    page = sum(row["address"] for name in _PAGE for row in rows if row["drawing"] == name and row["letters"] == "path")
    return {"rows": rows, "a page with seven figures, wide and narrow: bytes of addresses": page}


def measured(drawing: str, width: str, letters: str) -> dict:
    """One row: the first case of the drawing in one width and one kind of letters."""
    data = next(iter(_CASES[drawing].values()))
    name = drawing.split()[-1]
    svg = figures.draw(name, data, width=width, letters=letters)
    cpu = cpu_ms(lambda: figures.draw(name, data, width=width, letters=letters))
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
    print(json.dumps(main(), indent=2))
