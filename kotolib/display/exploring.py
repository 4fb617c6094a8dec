"""What is seen of an area and an indicator at once, one view after another; knows no control and no file.

The views are those of the notebooks, made of the same values: what is hidden there is hidden here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kotolib import areas, comparison, indicators
from kotolib.comparison.peers import SIMILAR
from kotolib.display import comparing, funnels, listing, maps, sentences, trends, wording
from kotolib.display.outputs import Cell, Table
from kotolib.display.prose import Paragraph
from kotolib.errors import N_
from kotolib.indicators import Values
from kotolib.language import dates
from kotolib.language.sorting import alphabetical
from kotolib.situation import Situation
from kotolib.store.cards import Card

VIEWS = ("sentence", "trend", "origin", "compare", "map", "funnel", "table")
"""In the order in which they are made: first what is looked at first, last what takes time."""

COMPARISONS = {"region": N_("maakunta"), "country": N_("koko maa"), SIMILAR: N_("samankaltaiset kunnat")}
"""What an area may be set against."""


@dataclass(frozen=True)
class Choice:
    """What a hand has chosen, or the arguments of a cell.

    Attributes
    ----------
    area
        Any word that :func:`kotolib.areas.get` knows: a code, a Finnish, Swedish or old name, members joined by ``+``.
    indicator
        Its trend, map, funnel, table and origin are shown.
    others
        Indicators that are told and compared beside it.
    against
        Any of ``region``, ``country`` and ``similar``.
    """

    area: str
    indicator: str
    others: tuple[str, ...] = ()
    against: tuple[str, ...] = ("region", "country")

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicator and the others, each once."""
        return tuple(dict.fromkeys((self.indicator, *self.others)))


def situation(here: Situation, choice: Choice) -> Situation:
    """The situation of the chosen area.

    Raises
    ------
    WrongWords
        There is no such area; the message says which are near.
    """
    return replace(here, area=areas.get(choice.area))


def views(here: Situation, choice: Choice) -> Iterator[tuple[str, object]]:
    """Each of :data:`VIEWS` with its figure, table or paragraph, or None where there is nothing to show.

    Parameters
    ----------
    here
        Gives the language, the edition and the day; the area is the choice's.

    Raises
    ------
    WrongWords
        An area, indicator or comparison that does not exist.

    Examples
    --------
    >>> import kotolib as koto
    >>> here = koto.begin("211", as_of="2026-11-24")
    >>> seen = views(here, Choice("Esbo", "foreign_language.share"))
    >>> next(seen)[1].sentences[0].text.replace(chr(160), " ")
    'Vieraskielisten osuus väestöstä oli Espoossa 25,9 % vuonna 2025.'
    """
    here = situation(here, choice)
    v, *others = (comparison.values(here, name, against=choice.against) for name in choice.indicators)
    yield "sentence", Paragraph(tuple(one for each in (v, *others) for one in sentences.say(here, each).sentences))
    yield "trend", trends.trend(here, v)
    yield "origin", origin(here, v, *others)
    beside = [comparison.values(here, name, against=(*choice.against, SIMILAR)) for name in choice.indicators]
    yield "compare", comparing.compare(here, *beside)
    yield "map", maps.region_map(here, v)
    yield "funnel", funnels.funnel(here, v) if v.indicator.funnel else None
    yield "table", listing.table(here, v)


def origin(here: Situation, *indicators: Values) -> Table:
    """Where each number is from: source and its card, whom it is about, definition, breaks and what to be careful of.

    Parameters
    ----------
    here
        The situation.
    indicators
        Values of an indicator each; a column is made of each.
    """
    _ = here.texts
    names = [wording.name(here, v) for v in indicators]
    facts = [_facts(here, v) for v in indicators]
    rows = [(what, [one[what] for one in facts]) for what in facts[0]]
    return Table(
        key=f"{indicators[0].indicator.id}-origin",
        caption=_("Mistä luku on: {name}", name=", ".join(names)),
        columns=(_("Tieto"), *(names if len(names) > 1 else [_("Mitä se on")])),
        rows=tuple((Cell(what), *map(Cell, told)) for what, told in rows if any(told)),
        language=here.language,
    )


def _facts(here: Situation, v: Values) -> dict[str, str]:
    _, one, language = here.texts, v.indicator, here.language
    breaks = [f"{part.years[0]}: {part.break_before.in_language(language)}" for part in one.parts if part.break_before]
    return {
        _("Lähde"): wording.source_line(here, v),
        _("Aineiston kortti"): " ".join(_card(here, card) for card in v.source),
        _("Väestö"): wording.population(here, v),
        _("Määritelmä"): one.how.in_language(language),
        _("Mihin lukua tarvitaan"): one.why.in_language(language),
        _("Katkokset sarjassa"): "; ".join(breaks) or _("Ei katkoksia."),
        _("Huomaa"): one.caution.in_language(language) if one.caution else "",
    }


def _card(here: Situation, card: Card) -> str:
    words = {"table": card.table or card.id, "first": card.times[0], "last": card.times[-1]}
    told = here.texts("Taulu {table}, tiedot {first}–{last}.", **words)
    return f"{told} {_copied(here, card)}" if card.copied else told


def _copied(here: Situation, card: Card) -> str:
    year, _dash, month = card.copied.partition("-")
    return here.texts("Kopioitu {when}.", when=f"{int(month[:2])}/{year}" if month else year)


def listed(here: Situation, population: str = "") -> list[tuple[str, str]]:
    """(name, id) of the indicators of a population, of all of them unless told, in alphabetical order."""
    found = indicators.indicators().values()
    chosen = [one for one in found if not population or one.population == population]
    named = [(one.name.in_language(here.language), one.id) for one in chosen]
    return sorted(named, key=lambda pair: (alphabetical(pair[0]), pair[1]))


def kept(here: Situation, outputs: dict[str, object]) -> str:
    """The sentences on the screen with their sources and the day: what is pinned or taken out as text."""
    _what, *sources = outputs["origin"].rows[0]
    told = " ".join(dict.fromkeys(cell.text for cell in sources))
    day = here.texts("Luvut katsottu {day}.", day=dates.day(here.as_of, here.language))
    return f"{outputs['sentence'].text}\n\n{told} {day}"
