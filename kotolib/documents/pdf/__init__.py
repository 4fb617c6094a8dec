"""The tagged PDF, for readers, archives and screen readers at once: ``writer`` writes it; here is nbconvert's way in.

Knows nbconvert; not how a paper is written.
"""

from dataclasses import replace

from nbconvert.exporters import Exporter

from kotolib.documents import blocks
from kotolib.documents.imprint import Imprint


class KotoPDFExporter(Exporter):
    """``jupyter nbconvert --to koto-pdf``: an executed notebook of ours as a PDF.

    ``resources`` may carry ``edition``, ``as_of`` and ``programme``, which then win over the notebook's parameters.
    """

    export_from_notebook = "Kotoutumisohjelman osa (PDF)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(self, nb, resources=None, **kw) -> tuple[bytes, dict]:
        """The PDF and the resources."""
        from kotolib.documents.pdf.writer import section_pdf

        nb, resources = super().from_notebook_node(nb, resources, **kw)
        document = blocks.read(nb, resources.get("metadata", {}).get("name", ""))
        told = {key: str(resources[key]) for key in ("edition", "as_of", "programme") if resources.get(key)}
        return section_pdf(document, replace(Imprint.of(document), **told)), resources
