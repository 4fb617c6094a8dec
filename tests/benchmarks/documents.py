"""How long (milliseconds, warm) the worked example's programme document takes in each format, and how large it is."""

import io
import json
import tempfile
import time
from pathlib import Path

import pikepdf

from kotolib import house
from kotolib.batch.run import run_areas
from kotolib.documents import blocks, formats
from kotolib.documents.imprint import Imprint
from kotolib.documents.programme.assembly import assembled
from kotolib.documents.programme.orders import ORDERS

AS_OF = "2026-11-24"
NOTEBOOK = "50_programme"
TIMES = 3


def main() -> dict:
    """By format: kilobytes, milliseconds of the first and of the quickest making; and the pages of the PDF."""
    with tempfile.TemporaryDirectory() as folder:
        run_areas([house.EXAMPLE], languages=["fi"], as_of=AS_OF, output=Path(folder), tell=lambda line: None)
        (path,) = Path(folder).glob(f"*/fi/{NOTEBOOK}.ipynb")
        notebook = blocks.read(json.loads(path.read_text(encoding="utf-8")), NOTEBOOK)
    imprint = Imprint.of(notebook)
    parts = assembled(notebook, (), imprint, ORDERS[0])
    return {name: measured(writer, parts, imprint) for name, writer in formats.WRITERS.items()}


def measured(writer: formats.Writer, parts: tuple, imprint: Imprint) -> dict:
    """One format."""
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        made = writer.programme(parts, imprint)
        spent.append(round((time.perf_counter() - began) * 1000))
    told = {"kB": round(len(made) / 1000), "first_ms": spent[0], "quickest_ms": min(spent)}
    if made.startswith(b"%PDF"):
        told["pages"] = len(pikepdf.open(io.BytesIO(made)).pages)
    return told


if __name__ == "__main__":
    print(json.dumps(main(), indent=2))
