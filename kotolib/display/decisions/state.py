"""What the programme is and in which state, whether it is made alone or together, and what of it could not be read."""

from collections.abc import Iterator

from kotolib import areas
from kotolib.areas.area import MUNICIPALITY
from kotolib.display import wording
from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.prose import Paragraph, Sentence
from kotolib.display.wording import span_of
from kotolib.errors import N_
from kotolib.programme import joint
from kotolib.programme.records import Basics
from kotolib.programme.written import written
from kotolib.situation import Situation

_NO_WORKBOOK = N_("Ohjelman työkirjaa ei ole vielä tehty.")
_WHAT_FOR = N_(
    "Vastuut, yhteistyö, kuulemiset, palvelut ja tavoitteet kirjataan siihen yhdessä. Työkirjan tekee komento:"
)
_IN_JOINT = N_("Kunnalla ei ole omaa ohjelman työkirjaa, mutta se on mukana yhteisessä ohjelmassa.")
_JOINT_PAGES = N_("Yhteisen ohjelman sivut tekee komento:")
_NO_TERM = N_("Ohjelmakautta ei ole vielä kirjattu.")
_TERM = {False: N_("Ohjelmakausi on {years}."), True: N_("Ohjelmakausi oli {years}.")}
_NAMED_TERM = {False: N_("{name}: ohjelmakausi on {years}."), True: N_("{name}: ohjelmakausi oli {years}.")}
_STATES = {
    "draft": N_("Ohjelma on luonnos, ja siihen voi tulla muutoksia."),
    "comments": N_("Ohjelma on lausunnoilla, ja siihen voi tulla muutoksia."),
    "approved": N_("Ohjelma on hyväksytty."),
}
_APPROVED_BY = N_("Ohjelman on hyväksynyt {body}.")


def programme_state(here: Situation, *sheet_ids: str) -> Paragraph | Missing:
    """The programme's name, term and state, and which of the given sheets have something that could not be read.

    Parameters
    ----------
    here
        The situation.
    sheet_ids
        Ids of the sheets that the page is made of.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.programme_state(koto.begin("766", as_of="2026-11-24")).what
    'Ohjelman työkirjaa ei ole vielä tehty.'
    """
    _, found = here.texts, written(here.area)
    if found.refusal:
        return Missing(
            _("Ohjelman työkirjaa ei voitu lukea."), "", _("Syyn kertoo komento:"), (words.command(here, "check"),)
        )
    if found.reading is None:
        if programmes := joint.programmes_of(here.area):
            commands = tuple(f"python3 koto.py run {one.area.word}" for one in programmes)
            return Missing(_(_IN_JOINT), "", _(_JOINT_PAGES), commands)
        return Missing(_(_NO_WORKBOOK), "", _(_WHAT_FOR), (words.command(here, "new"),))
    told = [*_named(here, found.programme.basics), *_unread(here, sheet_ids)]
    return Paragraph(tuple(map(Sentence, told)))


def _named(here: Situation, basics: Basics) -> Iterator[str]:
    _ = here.texts
    years = (basics.first_year, basics.last_year)
    is_past = all(years) and basics.last_year < here.as_of.year
    # A sentence is in one language: what is written in another is left out of it.
    foreign = words.other_language(here)
    name = "" if foreign else words.tidy(basics.name)
    if not name:
        yield _(_TERM[is_past], years=span_of(*years)) if all(years) else _(_NO_TERM)
    elif all(years) and all(str(year) in name for year in years):
        yield f"{name}."
    elif all(years):
        yield _(_NAMED_TERM[is_past], name=name, years=span_of(*years))
    else:
        yield _("{name}: ohjelmakautta ei ole vielä kirjattu.", name=name)
    body = "" if foreign else words.tidy(basics.approving_body)
    if basics.state == "approved" and body:
        yield _(_APPROVED_BY, body=body)
    elif basics.state in _STATES:
        yield _(_STATES[basics.state])


def _unread(here: Situation, sheet_ids: tuple[str, ...]) -> Iterator[str]:
    """What of the sheets is not on the page, and what to do."""
    _, found = here.texts, written(here.area)
    for one in ("basics", *sheet_ids):
        if one in found.withheld:
            yield _(words.WITHHELD, sheet=words.sheet(here, one))
    faulty = [words.sheet(here, one) for one in sheet_ids if one not in found.withheld and found.unread(one)]
    if faulty:
        yield _.plural(
            "Taulukossa {sheets} on kohtia, joita ei voitu lukea; ne puuttuvat sivulta. Komento check luettelee ne.",
            "Taulukoissa {sheets} on kohtia, joita ei voitu lukea; ne puuttuvat sivulta. Komento check luettelee ne.",
            len(faulty), sheets=_.listing(faulty),
        )  # fmt: skip


def together(here: Situation) -> Paragraph | Missing:
    """Whether the programme is made alone or with other municipalities (checklist 1.5)."""
    _, found, programmes = here.texts, written(here.area), joint.programmes_of(here.area)
    if found.reading is None and not programmes:
        return words.unwritten(here, _("Ei ole vielä kirjattu, tehdäänkö ohjelma yksin vai yhdessä."), "basics")
    named = [words.tidy(one) for one in found.programme.basics.municipalities]
    whole = here.area if here.area.kind != MUNICIPALITY else programmes[0].area if programmes else None
    if len(named) < 2 and whole:
        named = [areas.get(code).name_in(here.language) for code in whole.members]
    if len(named) > 1:
        return Paragraph((Sentence(_("Ohjelma tehdään yhdessä: {names}.", names=_.listing(named))),))
    return Paragraph((Sentence(_("{area} tekee ohjelman itsenäisesti.", area=wording.named(here, here.area))),))
