"""The parts of a Word file beside its text that we write into: made when missing, left as they are otherwise."""

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml

from kotolib.documents.docx.look import WORD
from kotolib.documents.docx.xml import Element

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"


def xml_part(document: Document, name: str, root: str) -> Element:
    """The root of the part `footnotes` or `numbering`, which can be changed in place.

    Parameters
    ----------
    document
        The document whose part it is.
    name
        The part's name without ending.
    root
        What an empty one holds inside its root element.
    """
    kind = _KIND.format(name=name)
    for relation in document.part.rels.values():
        if relation.reltype == kind:
            return _opened(document, relation)
    body = f'<w:{name} xmlns:w="{WORD}">{root}</w:{name}>'
    part = XmlPart(PackURI(f"/word/{name}.xml"), _CONTENT.format(name=name), parse_xml(body), document.part.package)
    document.part.relate_to(part, kind)
    return part.element


def _opened(document: Document, relation) -> Element:
    part = relation.target_part
    if not isinstance(part, XmlPart):
        # Unknown to the library, so it came as bytes: put an opened one in its place, with its own relationships.
        opened = XmlPart(part.partname, part.content_type, parse_xml(part.blob), document.part.package)
        opened.rels.update(part.rels)
        relation._target = part = opened
    return part.element


def picture(document: Document, name: str, content: bytes) -> str:
    """The relationship of a PNG, which stands once in the file however many times it is shown."""
    place = PackURI(f"/word/media/{name}.png")
    for identity, relation in document.part.rels.items():
        if not relation.is_external and relation.target_part.partname == place:
            return identity
    part = Part(place, "image/png", content, document.part.package)
    return document.part.relate_to(part, _KIND.format(name="image"))


def link(document: Document, address: str) -> str:
    """The relationship of an address outside the file."""
    return document.part.relate_to(address, _KIND.format(name="hyperlink"), is_external=True)


def take_away(document: Document, content: Element) -> None:
    """Take away the relationships that only this content, already cut from the document, has used."""
    relations = document.part.rels
    for identity in _used(content) - _used(document.element):
        relations.pop(identity, None)


def _used(content: Element) -> set[str]:
    attributes = (item for node in content.iter() for item in node.attrib.items())
    return {value for name, value in attributes if name.startswith(_RELATIONS)}
