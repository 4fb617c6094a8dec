"""Which of the ten elements of the document a draft has (5.1–5.10), by its headings and content; knows no words."""

from collections.abc import Iterator
from dataclasses import dataclass

from kotolib.errors import N_, Message
from kotolib.programme.lint import element_words
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import CAPTION, HEADING, Draft, Passage
from kotolib.programme.lint.element_words import COUNTY, STATE, Aspect, Element
from kotolib.programme.lint.remarks import SHOULD, WHOLE, Listing, Place, Remark

WHOLE_DOCUMENT = 7
"""A file with fewer of the ten is taken for a part of the programme, and the missing ones are told in one remark."""


@dataclass(frozen=True)
class Found:
    """One element as it stands in a draft.

    Attributes
    ----------
    element
        Which one.
    places
        Passages that tell of it, its heading first.
    empty
        Whether its heading has nothing below it.
    lacking
        What it should tell of and does not.
    """

    element: Element
    places: tuple[Passage, ...]
    empty: bool = False
    lacking: tuple[Aspect, ...] = ()

    @property
    def present(self) -> bool:
        """Whether it is there at all."""
        return bool(self.places) and not self.empty


def found(draft: Draft, context: Context) -> tuple[Found, ...]:
    """Each of the ten elements, in the order of the checklist."""
    return tuple(_found(draft, element, context) for element in element_words.elements())


def _found(draft: Draft, element: Element, context: Context) -> Found:
    headings = [one for one in draft.passages if one.kind == HEADING and element.heading.search(one.text)]
    content = [one for one in draft.passages if one.kind not in (HEADING, CAPTION) and element.content.search(one.text)]
    told = [one for one in headings if _has_text(draft, one)]
    if not told and len(content) < element.enough:
        return Found(element, tuple(headings[:1]), empty=bool(headings))
    lacking = tuple(one for one in _asked(element, context) if not one.pattern.search(draft.text))
    return Found(element, (*told, *content), lacking=lacking)


def _asked(element: Element, context: Context) -> Iterator[Aspect]:
    for one in element.aspects:
        if (context.has_county or one.id != COUNTY) and (context.mainland or one.id != STATE):
            yield one


def _has_text(draft: Draft, heading: Passage) -> bool:
    section = draft.section_of(heading)
    return any(one.kind != HEADING for below in draft.below(section) for one in below.passages)


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """Elements that are missing or lack something; of a part of a programme nothing, of a fragment one remark."""
    elements = found(draft, context)
    missing = [one for one in elements if not one.present]
    if draft.is_part:
        return
    if len(elements) - len(missing) < WHOLE_DOCUMENT:
        yield _fragment(missing, context)
        return
    yield from (_missing(one, context) for one in missing)
    yield from (_lacking(one) for one in elements if one.lacking)


def _strength(one: Found, context: Context) -> str:
    # The checklist brings figures with it: where nothing is missing, the linter starts without them.
    from kotolib.programme.checklist.declaration import items

    return items()[one.element.id].strength[context.checklist]


def _missing(one: Found, context: Context) -> Remark:
    why = N_("Otsikon alla ei ole tekstiä: {name}.") if one.empty else N_("Asiakirjasta ei löydy osaa: {name}.")
    place = one.places[0].place() if one.empty else WHOLE
    remedy = Message(N_("Kirjoita osa, tai kerro asiakirjassa, miksi sitä ei tarvita."))
    return _remark(one, _strength(one, context), place, Message(why, name=one.element.name), remedy)


def _lacking(one: Found) -> Remark:
    why = Message(
        N_("Osasta ”{name}” puuttuu: {lacking}."),
        name=one.element.name,
        lacking=Listing(aspect.name for aspect in one.lacking),
    )
    remedy = Message(N_("Lisää puuttuva asia, tai kerro, miksi se ei kuulu ohjelmaan."))
    return _remark(one, SHOULD, one.places[0].place(), why, remedy)


def _remark(one: Found, strength: str, place: Place, why: Message, remedy: Message) -> Remark:
    return Remark("elements", one.element.id, strength, place, why, remedy)


def _fragment(missing: list[Found], context: Context) -> Remark:
    strengths = [_strength(one, context) for one in missing]
    return Remark(
        "elements",
        "5",
        "must" if "must" in strengths else SHOULD,
        WHOLE,
        Message(
            N_("Kymmenestä osasta löytyy vain {count}. Puuttuvat: {missing}."),
            count=len(element_words.NAMES) - len(missing),
            missing=Listing(one.element.name for one in missing),
        ),
        Message(N_("Jos tiedosto on ohjelman osa, tarkista koko ohjelma. Muuten kirjoita puuttuvat osat.")),
    )
