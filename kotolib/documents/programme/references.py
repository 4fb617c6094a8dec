"""Where the document's figures come from, and where the whole picture stands: two short parts of its appendix."""

from collections.abc import Iterable

from kotolib.display.outputs import Cell, Table
from kotolib.display.prose import escaped
from kotolib.documents.assembly import Failed
from kotolib.documents.blocks import Document, Figure, Markdown
from kotolib.documents.blocks import Table as TableBlock
from kotolib.language.numbers import WORD_JOINER
from kotolib.situation import Situation
from kotolib.store import snapshot
from kotolib.store.cards import Card


def sources(here: Situation, documents: Iterable[Document]) -> Table | None:
    """The tables of statistics that the document's figures cite, with their editions and licences; None where none."""
    _ = here.texts
    cited = {line for document in documents for line in _sources_of(document)}
    cards = [card for card in map(snapshot.card, snapshot.tables()) if _is_cited(here, card, cited)]
    if not cards:
        return None
    return Table(
        key="sources",
        caption=_("Tilastot, joihin ohjelman luvut perustuvat. Aineiston versio {edition}.", edition=here.edition),
        columns=(_("Tilasto"), _("Taulu"), _("Vuodet"), _("Julkaisijan päiväys"), _("Lisenssi")),
        # One table may have been copied in parts: to a reader it is one.
        rows=tuple(dict.fromkeys(_row(here, card) for card in cards)),
        language=here.language,
    )


def _sources_of(document: Document) -> Iterable[str]:
    for block in document.blocks:
        if isinstance(block, Figure | TableBlock):
            yield block.json["source"]


def _is_cited(here: Situation, card: Card, cited: set[str]) -> bool:
    said = f"{card.publisher[here.language]}, {card.statistic[here.language]}"
    return any(said in line and card.table in line for line in cited)


def _row(here: Situation, card: Card) -> tuple[Cell, ...]:
    first, last = (time[:4] for time in card.times)
    return (
        Cell(f"{card.publisher[here.language]}, {card.statistic[here.language]}"),
        Cell(card.table or here.texts("ei tunnusta")),
        Cell(first if first == last else f"{first}–{WORD_JOINER}{last}"),
        Cell(card.updated[:10] or here.texts("kopioitu {month}", month=card.copied)),
        Cell(card.licence),
    )


def elsewhere(here: Situation, sections: Iterable[tuple[str, Document | Failed]]) -> Markdown:
    """The sections that are not printed in the document, by name and file; a link where the format has links.

    Parameters
    ----------
    here
        The situation.
    sections
        (file without ending, section) in their order.
    """
    _ = here.texts
    opening = _(
        "Ohjelmassa on tilannekuvasta vain se, mihin tavoitteet viittaavat. Kaikki kuviot ja taulukot ovat näissä:"
    )
    failed = _("tätä osaa ei saatu tehtyä")
    lines = [
        f"- {escaped(section.title)} ({failed})"
        if isinstance(section, Failed)
        else f"- [{escaped(section.title)}]({stem}.html) ({escaped(stem)})"
        for stem, section in sections
    ]
    return Markdown("\n".join([escaped(opening), "", *lines]))
