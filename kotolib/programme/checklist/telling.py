"""The checklist as lines of text: each item with its state, its evidence and the next act; knows words, no rules."""

from collections.abc import Iterator

from kotolib.errors import N_
from kotolib.language import Texts
from kotolib.programme.checklist.case import DONE, MISSING, NOT_APPLICABLE, PARTLY
from kotolib.programme.checklist.computing import Checklist, State
from kotolib.programme.checklist.declaration import MAY, MUST, SHOULD, in_language, steps

STATES = {
    DONE: N_("valmis"),
    PARTLY: N_("kesken"),
    MISSING: N_("puuttuu"),
    NOT_APPLICABLE: N_("ei tarvita"),
}
STRENGTHS = {MUST: N_("välttämätön"), SHOULD: N_("suositeltava"), MAY: N_("vapaaehtoinen")}


def lines(found: Checklist, _: Texts) -> list[str]:
    """The whole checklist, step by step.

    Parameters
    ----------
    found
        The checklist, in the language of the texts.
    """
    told = [summary(found, _)]
    for step, name in steps().items():
        told += ["", f"{step} {in_language(name, found.language)}"]
        told += [line for one in found.of_step(step) for line in _of_item(one, found, _)]
    return [*told, "", *_musts(found, _)]


def summary(found: Checklist, _: Texts) -> str:
    """*Tarkistuslista: valmis 11, kesken 9, puuttuu 27, ei tarvita 2.*"""
    counts = ", ".join(f"{_(STATES[state])} {count}" for state, count in found.counts.items())
    return _(N_("Tarkistuslistan kohdat: {counts}."), counts=counts)


def _of_item(one: State, found: Checklist, _: Texts) -> Iterator[str]:
    wording, strength = one.item.asked(found.language, found.aland), _(STRENGTHS[one.strength])
    width = max(len(_(state)) for state in STATES.values()) + 1
    yield f"  {one.item.id:<5}{_(STATES[one.state]):<{width}}{wording} ({strength})"
    indent = " " * (width + 7)
    if one.reason or one.act:
        yield f"{indent}→ {one.reason or one.act}"
    if one.evidence:
        yield indent + _(N_("todiste: {places}"), places=places(one, _))


def places(one: State, _: Texts) -> str:
    """*38_coverage.html#coverage; Vastuut C7, C8 ja 4 muuta*"""
    pages = [each.address for each in one.evidence if each.page]
    sheets: dict[str, list[str]] = {}
    for each in one.evidence:
        if each.cell:
            sheets.setdefault(each.sheet, []).append(each.cell)
    told = "; ".join([*pages, *(f"{sheet} {', '.join(cells)}" for sheet, cells in sheets.items())])
    more = one.places - len(one.evidence)
    return _(N_("{places} ja {count} muuta"), places=told, count=more) if more else told


def _musts(found: Checklist, _: Texts) -> Iterator[str]:
    if found.missing_musts:
        items = ", ".join(one.item.id for one in found.missing_musts)
        yield _(N_("Välttämättömistä kohdista puuttuu: {items}."), items=items)
    else:
        yield _(N_("Välttämättömistä kohdista ei puutu yhtään."))
