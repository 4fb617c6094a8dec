"""Who the similar municipalities are, as a table with distances, and how they are chosen; knows no indicator's values.

The nearest stands first, which orders likeness to the own area and nothing else.
"""

from collections.abc import Iterable

from kotolib import comparison, store
from kotolib.comparison import Neighbour, Similar
from kotolib.comparison.likeness import likeness
from kotolib.display import alike, wording
from kotolib.display.outputs import Cell, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.errors import N_
from kotolib.situation import Situation

_TABLES = ("11re", "11lj", "key_figures")
"""What likeness is measured by."""
_DECIMALS = 1
_ALIKE = 0.05
"""A difference that would be printed as 0,0 is none."""

_DIFFERENCES = {
    ("size", True): N_("väkiluku: suurempi"),
    ("size", False): N_("väkiluku: pienempi"),
    ("urbanity", True): N_("taajama-aste: suurempi"),
    ("urbanity", False): N_("taajama-aste: pienempi"),
    ("growth", True): N_("väestönkasvu: nopeampi"),
    ("growth", False): N_("väestönkasvu: hitaampi"),
    ("ages", True): N_("ikärakenne"),
    ("language", True): N_("kielisuhteet"),
}
"""Thing, and whether the neighbour has more of it."""


def peers(here: Situation, chosen: Iterable[str] = ()) -> Table | Paragraph:
    """The similar municipalities, how many people they have, how far each is from the own area and what
    it differs most in.

    Parameters
    ----------
    here
        The situation.
    chosen
        Codes or names of municipalities that take the place of the nearest ones.

    Returns
    -------
    Table or Paragraph
        A sentence where no municipality is left to be similar.

    Raises
    ------
    WrongWords
        Of `chosen`: an unknown municipality, a member of the area, or fewer than three.

    Examples
    --------
    >>> import kotolib as koto
    >>> [cell.text for cell in koto.peers(koto.begin("211", as_of="2026-11-24")).rows[0]][2:]
    ['0,1', 'taajama-aste: suurempi']
    """
    found = comparison.similar(here.area, chosen=chosen, edition=here.edition)
    if not found.neighbours:
        return Paragraph(
            (Sentence(here.texts("Samankaltaisia kuntia ei ole, koska alueeseen kuuluvat kaikki kunnat.")),)
        )
    _ = here.texts
    nearest = sorted(found.neighbours, key=lambda one: one.distance)
    return Table(
        key="peers",
        caption=_caption(here, found),
        columns=(_("Kunta"), _("Väkiluku {year}", year=dict(found.years)["size"]), _("Etäisyys"), _("Eroaa eniten")),
        rows=tuple(_row(here, one) for one in nearest),
        language=here.language,
        notes=(*alike.cautions(here, found), *_method(here, found)),
        source=_source(here),
    )


def _caption(here: Situation, found: Similar) -> str:
    words = {"name": wording.named(here, here.area)}
    if found.by_user:
        return here.texts("Itse valitut vertailukunnat, {name}, etäisyys ja suurin ero.", **words)
    return here.texts("Samankaltaiset kunnat, {name}, etäisyys ja suurin ero.", **words)


def _row(here: Situation, one: Neighbour) -> tuple[Cell, ...]:
    distance = wording.as_written(one.distance, _DECIMALS)
    people = float(likeness(here.edition).figures.loc[one.area.code, "people"])
    return (
        Cell(one.area.name_in(here.language)),
        Cell(here.texts.number(people), people),
        Cell(here.texts.number(distance, _DECIMALS), distance),
        Cell(_most(here, one)),
    )


def _most(here: Situation, one: Neighbour) -> str:
    """What the neighbour differs most in."""
    thing, amount = max(one.apart, key=lambda each: abs(each[1]))
    if abs(amount) < _ALIKE:
        return here.texts("ei eroa")
    return here.texts(_DIFFERENCES[thing, amount > 0 or thing in ("ages", "language")])


def _method(here: Situation, found: Similar) -> tuple[str, ...]:
    """How the set is chosen, what a distance of 1 is, and that people may choose another."""
    _ = here.texts
    years = dict(found.years)
    return (
        _(
            "Samankaltaisuus lasketaan viidestä asiasta, joilla on sama paino: väkiluku ({size}), taajama-aste "
            "({urbanity}), ikärakenne ({ages}), väestönkasvu ({growth}) ja kielisuhteet.",
            size=years["size"], urbanity=years["urbanity"], ages=years["ages"],
            growth=wording.span_of(years["growth_from"], years["size"]),
        ),
        _(
            "Etäisyys 0 tarkoittaisi samanlaista kuntaa; kahden sattumalta valitun kunnan etäisyys on tavallisesti "
            "{typical}.",
            typical=_.number(likeness(here.edition).typical, _DECIMALS),
        ),
        _("Kunta voi valita vertailukunnat myös itse. Mittaria ei verrata, jos joukko on valittu sen perusteella."),
    )  # fmt: skip


def _source(here: Situation) -> str:
    cards = [store.card(table, here.edition) for table in _TABLES]
    cited = {f"{one.publisher[here.language]}, {one.statistic[here.language]}": one.table for one in cards}
    _ = here.texts
    told = [said + (", " + _("taulu {table}", table=table) if table else "") for said, table in cited.items()]
    licences = dict.fromkeys(one.licence for one in cards)
    return _("Lähde: {sources}. {licences}.", sources="; ".join(told), licences=", ".join(licences))
