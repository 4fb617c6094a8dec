"""Which format of the residents' page is written by whom; knows their names, not how the page looks."""

from collections.abc import Callable

from kotolib.documents.blocks import Document
from kotolib.documents.residents.around import Around
from kotolib.language import LANGUAGES


def writer(name: str, language: str) -> Callable[[Document, Around], bytes] | None:
    """What writes the page in a format; None where the format is not made in the language.

    Parameters
    ----------
    name
        Of :data:`kotolib.documents.formats.WRITERS`.
    language
        Of the page.
    """
    if name == "html":
        from kotolib.documents.residents.page import page

        return page
    if name == "pdf":
        from kotolib.documents.residents.paper import paper

        return paper
    if language not in LANGUAGES:
        return None
    return lambda document, around: _by_formats(name, document)


def _by_formats(name: str, document: Document) -> bytes:
    from kotolib.documents.formats import WRITERS
    from kotolib.documents.imprint import Imprint

    return WRITERS[name].section(document, Imprint.of(document), ())
