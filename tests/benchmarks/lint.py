"""How many remarks a page the linter makes where there is nothing to mend, and how long a draft takes (CPU seconds)."""

import json
import tempfile
import time
from datetime import date
from pathlib import Path

from kotolib import house
from kotolib.documents import drafts
from kotolib.documents.docx import section_docx
from kotolib.documents.html import Link, section_page
from kotolib.programme.lint import length, linting
from kotolib.programme.lint.context import Context
from tests.benchmarks.docx import executed
from tests.draft_files import as_word

DRAFTS = Path(__file__).parents[1] / "fixtures" / "drafts"
DAY = Context(date(2026, 11, 24))
_TIMES = 3


def main() -> dict:
    """Pages, remarks and seconds of plain drafts, of the example's sections, and of Word drafts of many pages."""
    with tempfile.TemporaryDirectory() as folder:
        rows = {path.name: measured(path) for path in sorted(DRAFTS.glob("*.md"))}
        rows |= {path.name: measured(path) for path in example(Path(folder))}
        pages, remarks = (sum(row[what] for row in rows.values()) for what in ("pages", "remarks"))
        plain = (DRAFTS / "plain.md").read_text(encoding="utf-8")
        for times in (10, 40):
            path = Path(folder) / f"plain × {times}.docx"
            path.write_bytes(as_word(plain, times))
            rows[path.name] = measured(path)
    return {"remarks_a_page": round(remarks / pages, 3), **rows}


def example(folder: Path) -> list[Path]:
    """The sections of the worked example as pages and as Word files."""
    made = []
    documents = executed(house.EXAMPLE).values()
    for document in documents:
        links = [Link(one.title, f"{one.name}.html", one is document) for one in documents]
        page, word = folder / f"{document.name}.html", folder / f"{document.name}.docx"
        page.write_text(section_page(document, parts=links), encoding="utf-8")
        word.write_bytes(section_docx(document))
        made += [page, word]
    return made


def measured(path: Path) -> dict:
    """Pages, remarks and the CPU seconds of reading and linting, the best of several."""
    seconds = []
    for _ in range(_TIMES):
        before = time.process_time()
        found = linting.lint(drafts.read(path), DAY)
        seconds.append(time.process_time() - before)
    return {
        "pages": length.pages(found.draft),
        "remarks": len(found.remarks),
        "rules": sorted({one.rule for one in found.remarks}),
        "seconds": round(min(seconds), 3),
    }


if __name__ == "__main__":
    print(json.dumps(main(), indent=2, ensure_ascii=False))
