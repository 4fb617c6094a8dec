"""``jupyter nbconvert --to koto-html``, ``koto-pdf`` and ``koto-docx``: an executed notebook of ours as a document.

Knows nbconvert; not how a page or a paper is written. The residents' page has a frame of its own in every language.
"""

from dataclasses import replace

from nbconvert.exporters import Exporter

from kotolib.documents import blocks
from kotolib.documents.blocks import Document
from kotolib.documents.formats import WRITERS
from kotolib.documents.html import Link
from kotolib.documents.imprint import Imprint
from kotolib.documents.residents.around import Around, is_residents
from kotolib.documents.residents.writers import writer
from kotolib.errors import N_, WrongWords


class _OfOurs(Exporter):
    """One format of :data:`kotolib.documents.formats.WRITERS`.

    ``resources`` may carry ``edition``, ``as_of`` and ``programme``, which then win over the notebook's parameters,
    and ``parts``: a sequence of (title, address) of the programme's parts, the page's own among them.
    """

    ending = ""

    def _file_extension_default(self) -> str:
        return f".{self.ending}"

    def from_notebook_node(self, nb, resources=None, **kw) -> tuple[str | bytes, dict]:
        """The document and the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        name = resources.get("metadata", {}).get("name", "")
        document = blocks.read(nb, name)
        if is_residents(document):
            return self._of_residents(document), resources
        told = {key: str(resources[key]) for key in ("edition", "as_of", "programme") if resources.get(key)}
        imprint = replace(Imprint.of(document), **told)
        links = tuple(Link(t, address, address == f"{name}.html") for t, address in resources.get("parts") or ())
        return WRITERS[self.ending].section(document, imprint, links), resources

    def _of_residents(self, document: Document) -> bytes:
        written = writer(self.ending, document.language)
        if written is None:
            raise WrongWords(
                N_("{notebook}: tällä kielellä ({language}) asukkaiden sivu tehdään verkkosivuksi ja PDF-tiedostoksi."),
                notebook=document.name,
                language=document.language,
            )
        return written(document, Around())


class KotoHTMLExporter(_OfOurs):
    """A page."""

    ending = "html"
    export_from_notebook = "Kotoutumisohjelman osa (HTML)"
    output_mimetype = "text/html"

    def from_notebook_node(self, nb, resources=None, **kw) -> tuple[str, dict]:
        """The page, as text, and the resources."""
        page, resources = super().from_notebook_node(nb, resources, **kw)
        return page.decode("utf-8"), resources


class KotoPDFExporter(_OfOurs):
    """A tagged PDF."""

    ending = "pdf"
    export_from_notebook = "Kotoutumisohjelman osa (PDF)"
    output_mimetype = "application/pdf"


class KotoDocxExporter(_OfOurs):
    """A Word document."""

    ending = "docx"
    export_from_notebook = "Kotoutumisohjelman osa (Word)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
