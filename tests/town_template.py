"""A municipality's own template as tests need it: header, footer, comment, tracked changes, footnote, own styles,
a landscape part and marks that Word has split into runs; knows no assertion."""

import io

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor

TITLE = "Esimerkkilän kotouttamissuunnitelma"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_AUTHOR = 'w:author="Maija" w:date="2026-11-01T10:00:00Z"'


def template(*extra: str, marks: tuple[str, ...] = ("31", "32")) -> bytes:
    """The template with a mark for each key; ``extra`` are paragraphs at its end."""
    word = docx.Document()
    _styles(word)
    word.sections[0].header.paragraphs[0].text = "Esimerkkilän kaupunki"
    word.sections[0].footer.paragraphs[0].text = "Kaupunginhallitus"
    word.add_paragraph(TITLE, style="Title")
    word.add_heading("Johdanto", 1)
    commented = word.add_paragraph("Tämän kappaleen on kirjoittanut kaupunki")
    word.add_comment(commented.runs, text="Tarkista luvut.", author="Maija", initials="M")
    _tracked(commented._p)
    _footnote(word, commented._p)
    word.add_heading("Tilannekuva", 1)
    word.add_paragraph("Ennen lukuja.", style="Leipis")
    for key in marks:
        _mark(word, key)
        word.add_paragraph(f"Kaupungin oma teksti osan {key} jälkeen.", style="Leipis")
    word.add_paragraph("Oma numeroitu kohta", style="List Number")
    _landscape(word)
    for text in extra:
        word.add_paragraph(text)
    return saved(word)


def saved(word: Document) -> bytes:
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def _styles(word: Document) -> None:
    word.styles["Heading 2"].font.name = "Georgia"
    word.styles["Heading 2"].font.color.rgb = RGBColor(0x70, 0x00, 0x50)
    body = word.styles.add_style("Leipis", WD_STYLE_TYPE.PARAGRAPH)
    body.base_style = word.styles["Normal"]
    body.font.name, body.font.size = "Georgia", Pt(11)


def _mark(word: Document, key: str) -> None:
    """As Word saves what somebody has typed and mended: several runs, a bookmark of the last edit, a spelling mark."""
    paragraph = word.add_paragraph(style="Leipis")
    for piece in ("{{ko", "to:", key[:1], key[1:] + "}}"):
        paragraph.add_run(piece)
    paragraph.runs[1].bold = True
    start = f'<w:bookmarkStart {nsdecls("w")} w:id="9{key}" w:name="oma_{key}"/>'
    paragraph._p.insert(1, parse_xml(start))
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="9{key}"/>'))
    paragraph._p.append(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellEnd"/>'))


def _tracked(paragraph) -> None:
    inserted = (
        f'<w:ins {nsdecls("w")} w:id="801" {_AUTHOR}><w:r><w:t xml:space="preserve"> uudelleen</w:t></w:r></w:ins>'
    )
    deleted = f'<w:del {nsdecls("w")} w:id="802" {_AUTHOR}><w:r><w:delText>{{{{koto:31}}}}</w:delText></w:r></w:del>'
    paragraph.append(parse_xml(inserted))
    paragraph.append(parse_xml(deleted))


def _footnote(word: Document, paragraph) -> None:
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
        '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
        '</w:p></w:footnote><w:footnote w:id="7"><w:p><w:r><w:t>Kaupungin oma alaviite.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, notes.encode("utf-8"), word.part.package)
    word.part.relate_to(part, _NOTES)
    paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="7"/></w:r>'))


def _landscape(word: Document) -> None:
    section = word.add_section()
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    word.add_heading("Liite", 1)
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Oma", "taulukko"
    word.add_paragraph("Loppu.")
