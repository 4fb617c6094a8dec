"""The files of a run that are about all its sections: pages of those that failed, the whole document, the numbers.

Knows which files there are; not what stands in them. The document is made of the notebook that is the programme, and
where there is none, of all chapters one after another; the numbers are those of all chapters.
"""

import json
import logging
from pathlib import Path

from kotolib.batch import communication, filling
from kotolib.batch.files import write
from kotolib.documents import accessibility, blocks, formats, html, numbers_workbook
from kotolib.documents.assembly import Failed
from kotolib.documents.blocks import Document
from kotolib.documents.html import Link
from kotolib.documents.imprint import Imprint
from kotolib.language import LANGUAGES

NUMBERS = "numbers.xlsx"
ACCESSIBILITY = f"{accessibility.STEM}.html"


def files(plan: dict) -> list[str]:
    """The names of the files about all sections; none where the residents' page alone is made."""
    if plan["alone"]:
        return []
    filled = [plan["into"]["name"]] if plan["into"] else []
    return [*(f"programme.{name}" for name in plan["formats"]), NUMBERS, ACCESSIBILITY, *communication.FILES, *filled]


def write_all(plan: dict, faults: dict[str, str], folder: Path) -> None:
    """Write the pages of the failed sections, the programme in every format, ``numbers.xlsx`` and the filled template.

    Parameters
    ----------
    plan
        What :func:`kotolib.batch.section.plan` gave.
    faults
        By section's stem: what went wrong.
    folder
        Where the sections' executed notebooks are, and where these go.
    """
    imprint = _imprint(plan)
    parts = [_part(section, faults, folder) for section in plan["sections"]]
    if imprint.language in LANGUAGES:
        _write_failed(plan, parts, imprint, folder)
    if not plan["alone"]:
        _write_whole(plan, parts, imprint, folder)


def _write_failed(plan: dict, parts: list[Document | Failed], imprint: Imprint, folder: Path) -> None:
    """A page for each section that failed, in the formats that have one; the programme tells of its own failure."""
    writers = {name: formats.WRITERS[name].failed for name in plan["formats"]}
    for section, part in zip(plan["sections"], parts, strict=True):
        if not isinstance(part, Failed) or section["programme"]:
            continue
        for name, failed in writers.items():
            if failed:
                content = failed(part, imprint, links(plan, section["stem"]))
                write(folder / f"{section['stem']}.{name}", content)


def _write_whole(plan: dict, parts: list[Document | Failed], imprint: Imprint, folder: Path) -> None:
    whole = _programme(plan, parts, imprint)
    for name in plan["formats"]:
        write(folder / f"programme.{name}", formats.WRITERS[name].programme(whole, imprint))
    made = [part for _section, part in _chapters(plan, parts) if isinstance(part, Document)]
    write(folder / NUMBERS, numbers_workbook.workbook(made, imprint))
    communication.write_all(plan["parameters"], folder)
    if "html" in plan["formats"]:
        page = html.section_page(accessibility.statement(imprint), imprint, links(plan, accessibility.STEM))
        write(folder / ACCESSIBILITY, page.encode("utf-8"))
    if plan["into"]:
        _fill(plan, parts, folder)


def programme(plan: dict, faults: dict[str, str], folder: Path, name: str) -> bytes:
    """The programme document in a format, whether the run makes that format or not; parameters as above."""
    imprint = _imprint(plan)
    parts = [_part(section, faults, folder) for section in plan["sections"]]
    return formats.WRITERS[name].programme(_programme(plan, parts, imprint), imprint)


def _imprint(plan: dict) -> Imprint:
    return Imprint(**plan["parameters"], final=plan.get("final", False))


def _chapters(plan: dict, parts: list[Document | Failed]) -> list[tuple[dict, Document | Failed]]:
    keyed = zip(plan["sections"], parts, strict=True)
    return [(section, part) for section, part in keyed if section["chapter"] and not section["programme"]]


def _programme(plan: dict, parts: list[Document | Failed], imprint: Imprint) -> tuple[Document | Failed, ...]:
    """The parts of the document."""
    from kotolib.documents.programme.assembly import assembled
    from kotolib.documents.programme.orders import ORDERS

    chapters = _chapters(plan, parts)
    keyed = zip(plan["sections"], parts, strict=True)
    notebook = next((part for section, part in keyed if section["programme"]), None)
    if notebook is None:
        return tuple(part for _section, part in chapters)
    sections = [(section["stem"], part) for section, part in chapters]
    return assembled(notebook, sections, imprint, plan.get("order", ORDERS[0]))


def _fill(plan: dict, parts: list[Document | Failed], folder: Path) -> None:
    keyed = zip(plan["sections"], parts, strict=True)
    documents = {section["key"]: part for section, part in keyed if isinstance(part, Document)}
    if not filling.fill(plan["into"], documents, folder):
        logging.getLogger("kotolib").warning("%s: a section failed, so it was not filled", plan["into"]["name"])


def links(plan: dict, current: str) -> tuple[Link, ...]:
    """The programme's parts for the navigation of the page ``current``; a working page is seen from itself only."""
    return tuple(
        Link(section["title"], _address(section), section["stem"] == current)
        for section in plan["sections"]
        if not section["working"] or section["stem"] == current
    )


def _address(section: dict) -> str:
    return "programme.html" if section["programme"] else f"{section['stem']}.html"


def _part(section: dict, faults: dict[str, str], folder: Path) -> Document | Failed:
    if section["stem"] in faults:
        return Failed(section["title"], faults[section["stem"]])
    notebook = json.loads((folder / f"{section['stem']}.ipynb").read_text(encoding="utf-8"))
    return blocks.read(notebook, section["stem"])
