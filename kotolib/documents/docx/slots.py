"""Sections at named places of a municipality's own template: put there, or put anew in place of what an earlier run
put; knows places and sections, and leaves everything else as people wrote it."""

import io
from collections.abc import Iterable, Iterator, Mapping

from docx.document import Document as Word
from docx.oxml.ns import qn

from kotolib import office_files
from kotolib.documents.blocks import Document
from kotolib.documents.docx import captions, fields, footnotes, lists, parts
from kotolib.documents.docx.opening import column, opened
from kotolib.documents.docx.paper import Paper
from kotolib.documents.docx.places import Place, container, is_ours, level_below_heading_above, mark, places
from kotolib.documents.docx.prose import Prose
from kotolib.documents.docx.writer import example, figures_data, section
from kotolib.documents.docx.xml import Element
from kotolib.documents.imprint import Imprint
from kotolib.errors import N_, Message, Messages, StoreDamaged
from kotolib.language import texts

NUMBERS = "luvut"
"""The key of a place that a template may have: there go the numbers behind all the figures."""


class TemplateFaults(StoreDamaged):
    """The template's marks are not such that the sections could be put there; nothing was written."""


def places_for(template: bytes, known: Iterable[str], name: str = "") -> tuple[str, ...]:
    """The keys of the sections that a template has places for, in their order.

    Parameters
    ----------
    template
        As in :func:`into`.
    known
        The keys that there are: a place for any other is a fault.
    name
        What messages call the template.

    Raises
    ------
    TemplateFaults
        As in :func:`into`; a template without a single place is a fault, one without a place for some section is not.
    StoreDamaged
        It is no Word file of today.
    """
    found, faults = places(opened(template, name))
    keys = tuple(dict.fromkeys(place.key for place in found if place.key != NUMBERS))
    known = list(known)
    if not keys and not faults:
        faults.append(Message(N_("Mallissa ei ole yhtään merkkiä. Osan {key} merkki on {mark}."), **_example(known)))
    _refuse([*faults, *_unknown(found, known)], name)
    return keys


def _example(known: list[str]) -> dict[str, str]:
    key = next(iter(known), "31")
    return {"key": key, "mark": mark(key)}


def _refuse(faults: list[Message], name: str) -> None:
    if faults:
        told = N_("{file}: mallia ei voi täyttää, eikä mitään kirjoitettu.\n{faults}")
        raise TemplateFaults(told, file=name or "docx", faults=Messages(faults))


def into(template: bytes, sections: Mapping[str, Document], name: str = "") -> bytes:
    """The template with the sections at its places.

    Parameters
    ----------
    template
        A Word file of the municipality's own, with a mark for each section in a paragraph of its own: `{{koto:31}}`;
        or what this function gave earlier: then what it put there is replaced, and nothing else is touched.
    sections
        Documents by their keys.
    name
        What messages call the template.

    Returns
    -------
    bytes
        Headings and text are in the template's own styles: the title one level below the heading above the mark, or
        of the mark's own level where the mark is a heading; paragraphs in the style of the mark. Styles that the
        template lacks are added. The same template and sections give the same bytes, and so does the result again.

    Raises
    ------
    TemplateFaults
        A mark is broken, missing, unknown, given twice or where no section can stand: all are named.
    StoreDamaged
        It is no Word file of today.

    Examples
    --------
    >>> into(template, {"31": residents, "32": arrivals})  # doctest: +SKIP
    """
    word = opened(template, name)
    found, faults = places(word)
    _refuse([*faults, *_unknown(found, sections), *_missing(found, sections)], name)
    _take_away([place.element for place in found if place.is_container], word)
    blocks = _marked(sections, with_data=any(place.key == NUMBERS for place in found))
    for place in found:
        _write(word, place, sections, blocks)
    fields.count_anew(word.element.body, is_ours)
    made = io.BytesIO()
    word.save(made)
    return office_files.without_clock(made.getvalue(), None)


def _unknown(found: list[Place], keys: Iterable[str]) -> Iterator[Message]:
    known = [*keys, NUMBERS]
    for key in sorted({place.key for place in found} - set(known)):
        yield Message(N_("{mark}: tällaista osaa ei ole. Osat: {known}."), mark=mark(key), known=", ".join(known))


def _missing(found: list[Place], keys: Iterable[str]) -> Iterator[Message]:
    there = {place.key for place in found}
    for key in (key for key in keys if key not in there):
        yield Message(
            N_("{mark}: merkki puuttuu. Lisää se omaksi kappaleekseen paikkaan, johon osa tulee."), mark=mark(key)
        )


def _take_away(containers: list[Element], word: Word) -> None:
    """Empty the containers of an earlier run, with the notes, counts and pictures that only they used."""
    emptied = []
    for sdt in containers:
        content = sdt.find(qn("w:sdtContent"))
        sdt.remove(content)
        emptied.append(content)
        sdt.append(content.makeelement(content.tag))
    for content in emptied:
        footnotes.take_away(word, content)
        lists.take_away(word, content)
        parts.take_away(word, content)


def _marked(sections: Mapping[str, Document], *, with_data: bool) -> dict[str, list[captions.Marked]]:
    found = {}
    for key, document in sections.items():
        (found[key],) = captions.marked([document], texts(document.language), f"koto_{key}", data=with_data)
    return found


def _write(word: Word, place: Place, sections: Mapping[str, Document], blocks: Mapping) -> None:
    document = sections.get(place.key) or next(iter(sections.values()))
    words = texts(document.language)
    title = words(N_("Luvut")) if place.key == NUMBERS else document.title
    level = place.level or level_below_heading_above(place, word)
    width = column(_section_of(place.element))
    sdt = container(place, title)
    paper = Paper(word, words, width, place.body, ours=False)
    prose = Prose(paper, top=level)
    if place.key == NUMBERS:
        content = [prose.title(title)]
        content += [made for each in blocks.values() for made in figures_data(paper, each)]
    else:
        content = section(paper, blocks[place.key], prose)
    imprint = Imprint.of(document)
    content[:0] = example(paper, imprint)
    content.append(paper.plain("source", f"{imprint.figures} {imprint.licence}"))
    sdt.find(qn("w:sdtContent")).extend(content)


def _section_of(place: Element) -> Element | None:
    """The properties of the section of paper that a child of the body stands in: they are told at its end."""
    for node in (place, *place.itersiblings()):
        found = node if node.tag == qn("w:sectPr") else node.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if found is not None:
            return found
    return None
