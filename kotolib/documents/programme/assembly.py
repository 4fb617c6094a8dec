"""Puts the programme document together: chapters in an order, elements, definitions, sources, where the rest is."""

from collections.abc import Sequence

from kotolib import situation
from kotolib.display.outputs import Table
from kotolib.documents.assembly import Failed
from kotolib.documents.blocks import Block, Document, Markdown
from kotolib.documents.blocks import Table as TableBlock
from kotolib.documents.imprint import Imprint
from kotolib.documents.programme.chapters import chapters, numbered
from kotolib.documents.programme.coverage import coverage
from kotolib.documents.programme.orders import ORDERS, declared, order
from kotolib.documents.programme.references import elsewhere, sources
from kotolib.programme.written import written
from kotolib.situation import Situation


def assembled(
    notebook: Document | Failed,
    sections: Sequence[tuple[str, Document | Failed]],
    imprint: Imprint,
    chosen: str = ORDERS[0],
) -> tuple[Document | Failed, ...]:
    """The parts of the programme document, chapters first and then the appendix, each a document of its own.

    Parameters
    ----------
    notebook
        The executed `50_programme`, or that it failed.
    sections
        (file without ending, section) of everything else: not printed, named at the end.
    imprint
        Whose document it is.
    chosen
        The order of its chapters: `goals` or `elements`.

    Raises
    ------
    WrongWords
        There is no such order.
    """
    wanted = order(chosen)
    here = situation.begin(imprint.area, imprint.language, imprint.edition, imprint.as_of)
    rest = [_page(here, imprint, here.texts("Ohjelman muut osat"), elsewhere(here, sections))]
    if isinstance(notebook, Failed):
        return (notebook, *rest)
    found = chapters(notebook)
    names = wanted if written(here.area).reading else declared().unwritten
    kept = [name for name in names if name in found]
    parts = {name: numbered(found[name], number) for number, name in enumerate(kept, start=1)}
    titles = {name: part.title for name, part in parts.items()}
    elements = _page(here, imprint, here.texts("Ohjelman kymmenen osaa"), _block(coverage(here, titles)))
    last = [found[name] for name in declared().appendix if name in found]
    cited = sources(here, parts.values())
    if cited:
        last.append(_page(here, imprint, here.texts("Lähteet"), _block(cited)))
    return (*parts.values(), elements, *last, *rest)


def _block(table: Table) -> TableBlock:
    return TableBlock(table.as_json())


def _page(here: Situation, imprint: Imprint, title: str, *blocks: Block) -> Document:
    told = {
        "area": imprint.area,
        "language": imprint.language,
        "edition": here.edition,
        "as_of": here.as_of.isoformat(),
    }
    return Document(name=title, title=title, parameters=told, blocks=(Markdown(f"# {title}"), *blocks))
