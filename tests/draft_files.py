"""Drafts of the fixtures as Word files, and small Word files put together from raw XML."""

import copy
import io
import zipfile
from pathlib import Path

import docx

from kotolib.documents.drafts import markdown
from kotolib.programme.lint.draft import HEADER, HEADING, ITEM, ROW, Passage

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def as_word(text: str, times: int = 1) -> bytes:
    """A Markdown draft as a Word file with the styles of Word, its text as many times as is told."""
    word = docx.Document()
    _write(word, list(markdown.read(text, "luonnos.md").passages))
    whole = list(word.element.body)[:-1]  # the last child is the paper
    for _ in range(times - 1):
        for one in whole:
            word.element.body.insert(len(word.element.body) - 1, copy.deepcopy(one))
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _write(word: docx.document.Document, passages: list[Passage]) -> None:
    table = None
    for one in passages:
        if one.kind == HEADING:
            word.add_heading(one.text, one.level - 1)
        elif one.kind == HEADER:
            table = word.add_table(rows=1, cols=len(one.header))
            _fill(table.rows[0], one.header)
        elif one.kind == ROW:
            _fill(table.add_row(), one.cells)
        else:
            word.add_paragraph(one.text, style="List Bullet" if one.kind == ITEM else None)


def _fill(row: docx.table._Row, texts: tuple[str, ...]) -> None:
    for cell, text in zip(row.cells, texts, strict=False):
        cell.text = text


def raw_word(body: str, **parts: str) -> bytes:
    """A Word file whose body is the XML given, with other parts by their names without ending."""
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": _TYPES, "word/document.xml": document} | _named(parts))


def _named(parts: dict[str, str]) -> dict[str, str]:
    return {f"word/{name}.xml": f'<w:{name} xmlns:w="{W}">{content}</w:{name}>' for name, content in parts.items()}


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of some parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def kept(folder: Path, name: str, content: bytes | str) -> Path:
    """A file of some content in a folder."""
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
