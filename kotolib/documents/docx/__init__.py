"""Documents as Word: a section, the programme, and sections inside a municipality's template.

Knows which names are public; not how anything is written.
"""

from kotolib.documents.docx.documents import programme_docx, section_docx
from kotolib.documents.docx.slots import into

__all__ = ["into", "programme_docx", "section_docx"]
