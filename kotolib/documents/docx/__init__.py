"""Documents as Word: a section, the programme, the nbconvert exporter, and sections inside a municipality's template.

Knows which names are public; not how anything is written.
"""

from dataclasses import replace

from nbconvert.exporters import Exporter

from kotolib.documents import blocks
from kotolib.documents.docx.documents import programme_docx, section_docx
from kotolib.documents.docx.slots import into
from kotolib.documents.imprint import Imprint

__all__ = ["KotoDocxExporter", "into", "programme_docx", "section_docx"]


class KotoDocxExporter(Exporter):
    """``jupyter nbconvert --to koto-docx``: an executed notebook of ours as a Word document.

    ``resources`` may carry ``edition``, ``as_of`` and ``programme``, which then win over the notebook's parameters.
    """

    export_from_notebook = "Kotoutumisohjelman osa (Word)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def _file_extension_default(self) -> str:
        return ".docx"

    def from_notebook_node(self, nb, resources=None, **kw) -> tuple[bytes, dict]:
        """The document and the resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        document = blocks.read(nb, resources.get("metadata", {}).get("name", ""))
        told = {key: str(resources[key]) for key in ("edition", "as_of", "programme") if resources.get(key)}
        return section_docx(document, replace(Imprint.of(document), **told)), resources
