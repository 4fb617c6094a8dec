"""How our Word documents look: paper, styles, faces and sizes, and the empty document that has them; knows no content.

A municipality may bring a document of its own instead, or slot sections into one: then only the styles that it lacks
are added, without our face and colours.
"""

import io
import zipfile
from dataclasses import dataclass

from docx.oxml.ns import qn

from kotolib.display.figures.tokens import HAIR, INK, MUTED, OWN, RULE
from kotolib.documents.docx.xml import Element, element

FACE = "Source Sans 3"
BEHIND = "Segoe UI"
MONOSPACE = "Consolas"

TWIPS = 20
PAGE = (11906, 16838)
MARGIN = 1417
"""A4 and 25 mm, in twentieths of a point."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class Style:
    """A style: its name in the file (Word shows built-in ones in the reader's language), and how it looks.

    Attributes
    ----------
    name
        `heading 1`, `caption`; styles of our own begin with `Koto`.
    kind
        `paragraph`, `character` or `table`.
    based
        Name of the style it is based on.
    size
        Points; None as the base has it.
    colour
        Ours only: left out in other people's documents.
    before, after
        Space in points.
    paragraph
        More paragraph properties, by their names in the file.
    level
        Outline level of a heading, from 1.
    """

    name: str
    kind: str = "paragraph"
    based: str = "Normal"
    size: float | None = None
    bold: bool = False
    italic: bool = False
    colour: str = ""
    face: str = ""
    before: float | None = None
    after: float | None = None
    paragraph: tuple[str, ...] = ()
    level: int = 0

    @property
    def identity(self) -> str:
        """The id that a new style gets."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.split())


KEEP = ("keepNext", "keepLines")
HEADING = (*KEEP, "suppressAutoHyphens", "single")

STYLES = {
    "title": Style("Title", size=26, bold=True, before=24, after=6, paragraph=HEADING),
    "subtitle": Style("Subtitle", size=12, colour=MUTED, after=24, paragraph=("keepLines",)),
    "heading 1": Style("heading 1", size=18, bold=True, before=30, after=9, paragraph=HEADING, level=1),
    "heading 2": Style("heading 2", size=15, bold=True, before=24, after=6, paragraph=HEADING, level=2),
    "heading 3": Style("heading 3", size=12, bold=True, before=16, after=4, paragraph=HEADING, level=3),
    "heading 4": Style("heading 4", size=10.5, bold=True, before=12, after=3, paragraph=HEADING, level=4),
    "heading 5": Style("heading 5", size=10.5, bold=True, before=12, after=3, paragraph=HEADING, level=5),
    "heading 6": Style("heading 6", size=10.5, italic=True, before=12, after=3, paragraph=HEADING, level=6),
    "lead": Style("Koto Lead", size=12, after=12),
    "quote": Style("Koto Own Text", before=6, after=10, paragraph=("keepLines", "box")),
    "code": Style("Koto Code", size=9, face=MONOSPACE),
    "bullet": Style("List Bullet", after=3),
    "ordered": Style("List Number", after=3),
    "caption": Style("caption", size=12, bold=True, before=16, after=2, paragraph=HEADING),
    "table caption": Style("Koto Table Caption", based="caption", size=10.5, before=14, after=4, paragraph=HEADING),
    "what": Style("Koto Figure Subtitle", size=9.5, colour=MUTED, after=4, paragraph=KEEP),
    "figure": Style("Koto Figure", after=2, paragraph=KEEP),
    "note": Style("Koto Note", size=8.5, colour=MUTED, before=3, after=0, paragraph=("keepLines",)),
    "source": Style("Koto Source", size=8.5, colour=MUTED, before=3, after=14, paragraph=("keepLines",)),
    "table text": Style("Koto Table Text", size=9.5, before=2.5, after=2.5, paragraph=("single",)),
    "dense table text": Style("Koto Dense Table Text", based="Koto Table Text", size=9, before=0.5, after=0.5),
    "key number": Style("Koto Key Number", based="Koto Table Text", size=20, bold=True, colour=OWN, before=0),
    "contents heading": Style("TOC Heading", size=15, bold=True, before=12, after=6, paragraph=HEADING),
    "contents 1": Style("toc 1", bold=True, before=2, after=0, paragraph=("single",)),
    "contents 2": Style("toc 2", after=0, paragraph=("indented", "single")),
    "header": Style("header", size=8.5, colour=MUTED, after=0),
    "footer": Style("footer", size=8.5, colour=MUTED, after=0),
    "footnote": Style("footnote text", size=8.5, after=2),
    "footnote mark": Style("footnote reference", "character", based="", paragraph=("superscript",)),
    "link": Style("Hyperlink", "character", based="", colour=OWN, paragraph=("underline",)),
    "own": Style("Koto Own", "character", based="", bold=True, colour=OWN),
    "reason": Style("Koto Reason", "character", based="", italic=True, colour=MUTED),
    "table": Style("Koto Table", "table", based=""),
}
"""Every style by what it is for."""

_EXTRA = {
    "keepNext": lambda: element("w:keepNext"),
    "keepLines": lambda: element("w:keepLines"),
    "suppressAutoHyphens": lambda: element("w:suppressAutoHyphens"),
    "box": lambda: _borders("w:pBdr", ("top", "left", "bottom", "right"), 4, RULE, 8),
    "indented": lambda: element("w:ind", {"w:left": 340}),
}
_EXTRA_ORDER = ("keepNext", "keepLines", "box", "suppressAutoHyphens")


def style_element(style: Style, identities: dict[str, str], *, ours: bool) -> Element:
    """The style as its document holds it; ``identities``: ids by lower-case name; ``ours``: with colours."""
    made = element("w:style", {"w:type": style.kind, "w:styleId": style.identity})
    if style.name.startswith("Koto"):
        made.set(qn("w:customStyle"), "1")
    made.append(element("w:name", {"w:val": style.name}))
    base = identities.get(style.based.lower()) or identities.get("normal")
    if style.based and base:
        made.append(element("w:basedOn", {"w:val": base}))
    made.append(element("w:qFormat"))
    if style.kind == "paragraph":
        made.append(_paragraph_properties(style))
    if style.kind == "table":
        made.extend(_table_properties())
    else:
        made.append(_run_properties(style, ours))
    return made


def _paragraph_properties(style: Style) -> Element:
    made = element("w:pPr", None, *(_EXTRA[extra]() for extra in _EXTRA_ORDER if extra in style.paragraph))
    space = {f"w:{side}": round(value * TWIPS) for side, value in _space(style) if value is not None}
    if "single" in style.paragraph:
        space |= {"w:line": 240, "w:lineRule": "auto"}
    if space:
        made.append(element("w:spacing", space))
    if "indented" in style.paragraph:
        made.append(_EXTRA["indented"]())
    if style.level:
        made.append(element("w:outlineLvl", {"w:val": style.level - 1}))
    return made


def _space(style: Style) -> tuple[tuple[str, float | None], ...]:
    return ("before", style.before), ("after", style.after)


def _run_properties(style: Style, ours: bool) -> Element:
    made = element("w:rPr")
    if style.face:
        made.append(element("w:rFonts", {f"w:{script}": style.face for script in ("ascii", "hAnsi", "cs")}))
    made.extend(element(f"w:{name}") for name, holds in (("b", style.bold), ("i", style.italic)) if holds)
    if style.colour and ours:
        made.append(element("w:color", {"w:val": style.colour[1:]}))
    if style.size:
        made.extend(element(f"w:{name}", {"w:val": round(style.size * 2)}) for name in ("sz", "szCs"))
    if "underline" in style.paragraph:
        made.append(element("w:u", {"w:val": "single"}))
    if "superscript" in style.paragraph:
        made.append(element("w:vertAlign", {"w:val": "superscript"}))
    return made


def _borders(name: str, sides: tuple[str, ...], eighths: int, colour: str, space: int = 0) -> Element:
    told = {"w:val": "single", "w:sz": eighths, "w:space": space, "w:color": colour[1:]}
    return element(name, None, *(element(f"w:{side}", told) for side in sides))


def _table_properties() -> list[Element]:
    """Rules between rows, a heavier one under the header row; no vertical rules."""
    margins = [element(f"w:{side}", {"w:w": 90, "w:type": "dxa"}) for side in ("left", "right")]
    whole = element("w:tblPr", None, _borders("w:tblBorders", ("bottom", "insideH"), 6, HAIR))
    whole.append(element("w:tblCellMar", None, *margins))
    head = element("w:tblStylePr", {"w:type": "firstRow"}, element("w:rPr", None, element("w:b")))
    under = element("w:tcPr", None, _borders("w:tcBorders", ("bottom",), 12, INK))
    under.append(element("w:vAlign", {"w:val": "bottom"}))
    head.append(under)
    return [whole, head]


def empty(locale: str) -> bytes:
    """A document of our look without any content, set in a language (`fi-FI`)."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml", "core": "docProps/core.xml"}),
        "docProps/core.xml": _CORE,
        "word/_rels/document.xml.rels": _relations({n: f"{n}.xml" for n in ("styles", "settings", "fontTable")}),
        "word/document.xml": _document(),
        "word/styles.xml": _styles(locale),
        "word/settings.xml": _settings(locale),
        "word/fontTable.xml": _fonts(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(
                zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content
            )
    return made.getvalue()


_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)


def _content_types() -> str:
    kinds = {f"word/{name}.xml": f"{_MAIN}.{name}+xml" for name in ("styles", "settings", "fontTable")}
    kinds["word/document.xml"] = f"{_MAIN}.document.main+xml"
    kinds["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    parts = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{parts}</Types>'


def _relations(targets: dict[str, str]) -> str:
    kinds = {"core": f"{_PACKAGE}/relationships/metadata/core-properties"}
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kinds.get(kind, f"{_RELATIONS}/{kind}")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _document() -> str:
    margins = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:document xmlns:w="{WORD}" xmlns:r="{_RELATIONS}"><w:body><w:sectPr>'
        f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/>'
        f'<w:pgMar {margins} w:header="700" w:footer="700" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _styles(locale: str) -> str:
    faces = " ".join(f'w:{script}="{FACE}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f'<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {faces}/>'
        f'<w:color w:val="{INK[1:]}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" '
        'w:type="dxa"/></w:tblPr></w:style></w:styles>'
    )


def _settings(locale: str) -> str:
    return (
        f'<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:autoHyphenation/>'
        '<w:hyphenationZone w:val="425"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{locale}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _fonts() -> str:
    return (
        f'<w:fonts xmlns:w="{WORD}"><w:font w:name="{FACE}"><w:altName w:val="{BEHIND}"/>'
        '<w:panose1 w:val="020B0503030403020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
