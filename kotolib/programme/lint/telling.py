"""What the linter found, as lines of text and for other programs; knows words, no rules."""

from collections.abc import Iterator

from kotolib.errors import N_
from kotolib.language import Texts
from kotolib.programme.lint import law, length
from kotolib.programme.lint.linting import Linted
from kotolib.programme.lint.remarks import MAY, MUST, SHOULD, Place, Remark, short

STRENGTHS = {MUST: N_("korjattava"), SHOULD: N_("suositus"), MAY: N_("harkittava")}
_CITATION = 20
"""A passage of law with fewer words is a citation, and is not listed."""
_LANGUAGES = {"fi": N_("suomeksi"), "sv": N_("ruotsiksi")}


def lines(found: Linted, _: Texts) -> Iterator[str]:
    """A few facts of the draft, each remark, and how many there are."""
    yield from _facts(found, _)
    for number, one in enumerate(found.remarks, start=1):
        yield ""
        yield from _of_remark(number, one, _)
    yield ""
    yield summary(found, _)


def summary(found: Linted, _: Texts) -> str:
    """*Huomautuksia 7: korjattava 2, suositus 4, harkittava 1.*"""
    if not found.remarks:
        return _(N_("Ei huomautettavaa."))
    counts = ", ".join(f"{_(STRENGTHS[strength])} {count}" for strength, count in found.counts.items() if count)
    return _(N_("Huomautuksia {count}: {counts}."), count=len(found.remarks), counts=counts)


def _facts(found: Linted, _: Texts) -> Iterator[str]:
    draft = found.draft
    yield _.plural(
        "{file}: {words} sanaa eli noin {pages} sivu, {language}.",
        "{file}: {words} sanaa eli noin {pages} sivua, {language}.",
        length.pages(draft),
        file=draft.name,
        words=_.number(length.of_draft(draft)),
        pages=length.pages(draft),
        language=_(_LANGUAGES[found.language]),
    )
    if longest := length.longest(draft):
        told = ", ".join(f"{short(title, 50)} {_.number(words)}" for title, words in longest)
        yield _(N_("Pisimmät osat sanoina: {sections}."), sections=told)
    if passages := [one for one in law.longest(draft) if one.words >= _CITATION]:
        told = ", ".join(f"{_where(one.place, _)} ({_.number(one.words)})" for one in passages)
        yield _(N_("Eniten lakia selostetaan (sanoja): {places}."), places=told)
    if not draft.is_part:
        have = [one.element.id for one in found.elements if one.present]
        yield _(N_("Kymmenestä osasta löytyi {count}: {elements}."), count=len(have), elements=", ".join(have) or "–")


def _of_remark(number: int, one: Remark, _: Texts) -> Iterator[str]:
    tags = ", ".join(filter(None, (_(STRENGTHS[one.strength]), one.item)))
    more = ""
    if one.place.more:
        more = _.plural(" ja {count} muu kohta", " ja {count} muuta kohtaa", one.place.more, count=one.place.more)
    yield f"{number}. {_where(one.place, _)}{more} ({tags})"
    indent = " " * (len(str(number)) + 2)
    why = one.why.tell(_.plain)
    if one.place.quote and one.place.quote != one.place.heading and short(one.place.quote, 60) not in why:
        yield f"{indent}”{one.place.quote}”"
    yield f"{indent}{why}"
    yield f"{indent}→ {one.remedy.tell(_.plain)}"


def _where(place: Place, _: Texts) -> str:
    """*Tavoitteet, taulukko 2, rivi 3*."""
    if place.order < 0:
        return _(N_("Koko asiakirja"))
    parts = [short(place.heading, 60) or _(N_("Ennen ensimmäistä otsikkoa"))]
    if place.table:
        parts.append(_(N_("taulukko {table}, rivi {row}"), table=place.table, row=place.row))
    elif place.paragraph:
        parts.append(_(N_("kappale {number}"), number=place.paragraph))
    return ", ".join(parts)


def as_json(found: Linted, _: Texts) -> dict:
    """All of it for other programs."""
    draft = found.draft
    return {
        "file": draft.name,
        "language": found.language,
        "words": length.of_draft(draft),
        "pages": length.pages(draft),
        "longest_sections": [{"heading": title, "words": words} for title, words in length.longest(draft)],
        "longest_legal": [{"place": one.place.as_json(), "words": one.words} for one in law.longest(draft)],
        "elements": {one.element.id: one.present for one in found.elements},
        "counts": found.counts,
        "passes": found.passes,
        "remarks": [one.as_json(_.plain) for one in found.remarks],
    }
