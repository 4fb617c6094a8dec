"""How long (milliseconds) a tagged PDF of some 25 pages takes in a warm process, and how large it and its parts are."""

import io
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf

from kotolib.batch.run import run_areas
from kotolib.documents import blocks
from kotolib.documents.blocks import Document, Figure
from kotolib.documents.pdf.writer import programme_pdf, section_pdf

AS_OF = "2026-11-24"
WARMING = "766"
ALONE = "545"
TOGETHER = ("211", "562", "020", "604")
"""Areas whose sections follow one another in the measured programme. Each paper is made once, since Typst remembers
what it has set before."""
FIGURES = 22
"""With their numbers they fill some 25 pages."""


def main() -> dict:
    """The programme's pages, kilobytes and times, and the same of each section of one area."""
    with tempfile.TemporaryDirectory() as folder:
        run_areas([WARMING, ALONE, *TOGETHER], as_of=AS_OF, output=Path(folder), tell=lambda line: None)
        documents = {code: _read(next(Path(folder).glob(f"{code}-*"))) for code in (WARMING, ALONE, *TOGETHER)}
    programme_pdf(documents[WARMING])
    sections = [each for code in TOGETHER for each in documents[code]]
    return {
        "sections": {each.name: measured(lambda each=each: section_pdf(each)) for each in documents[ALONE]},
        "programme": measured(lambda: programme_pdf(_with_figures(sections))),
    }


def measured(make: Callable[[], bytes]) -> dict:
    """Pages, kilobytes and times of one paper."""
    began, cpu = time.perf_counter(), time.process_time()
    pdf = make()
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    pages = len(pikepdf.open(io.BytesIO(pdf)).pages)
    return {"pages": pages, "kB": round(len(pdf) / 1000), "wall_ms": round(wall * 1000), "cpu_ms": round(cpu * 1000)}


def _with_figures(sections: list[Document]) -> list[Document]:
    """As many of the sections as hold enough figures."""
    chosen: list[Document] = []
    while len(chosen) < len(sections) and sum(map(_figures, chosen)) < FIGURES:
        chosen.append(sections[len(chosen)])
    return chosen


def _figures(document: Document) -> int:
    return sum(isinstance(block, Figure) for block in document.blocks)


def _read(folder: Path) -> list[Document]:
    notebooks = sorted(folder.glob("*/*.ipynb"))
    return [blocks.read(json.loads(path.read_text(encoding="utf-8")), path.stem) for path in notebooks]


if __name__ == "__main__":
    print(json.dumps(main(), indent=2))
