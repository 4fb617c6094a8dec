"""How long the Word documents of a municipality take to write (seconds, warm), how large they are, and slotting."""

import json
import time
from collections.abc import Callable

from kotolib.batch import section as making
from kotolib.documents import blocks, notebooks
from kotolib.documents.docx import into, programme_docx, section_docx
from kotolib.documents.docx.places import mark
from kotolib.language import texts
from tests.town_template import template

AREA, AS_OF = "211", "2026-11-24"
_TIMES = 3


def main() -> dict:
    """Seconds and bytes of each section, of the programme, and of the sections in a municipality's template."""
    documents = executed()
    town = template(*map(mark, documents), marks=())
    filled = into(town, documents)
    rows = {
        document.name: measured(lambda document=document: section_docx(document)) for document in documents.values()
    }
    rows["programme"] = measured(lambda: programme_docx(list(documents.values())))
    rows["into a template"] = measured(lambda: into(town, documents))
    rows["into it again"] = measured(lambda: into(filled, documents))
    return {"area": AREA, "figures": figures(documents), **rows}


def executed(area: str = AREA) -> dict[str, blocks.Document]:
    """The documents of all notebooks by key, executed for an area."""
    parameters = {"area": area, "language": "fi", "edition": "latest", "as_of": AS_OF}
    found = {}
    for one in notebooks.sections():
        notebook = notebooks.translate(notebooks.read(one.path), texts("fi"), joint=False, name=one.stem)
        found[one.key] = blocks.read(making.execute(notebook, parameters, "koto"), one.stem)
    return found


def figures(documents: dict[str, blocks.Document]) -> int:
    """How many figures there are in all."""
    return sum(isinstance(block, blocks.Figure) for document in documents.values() for block in document.blocks)


def measured(work: Callable[[], bytes]) -> dict:
    """Seconds of one call, the best of several when warm, and the bytes that it gives."""
    seconds, content = [], work()
    for _ in range(_TIMES):
        before = time.perf_counter()
        content = work()
        seconds.append(time.perf_counter() - before)
    return {"seconds": round(min(seconds), 3), "bytes": len(content)}


if __name__ == "__main__":
    print(json.dumps(main(), indent=2, ensure_ascii=False))
