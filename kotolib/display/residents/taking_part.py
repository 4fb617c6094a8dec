"""How a resident takes part: hearings to come, an initiative, where to write; knows days and addresses."""

import re
from dataclasses import dataclass

from kotolib.display import wording
from kotolib.display.outputs import Several
from kotolib.display.prose import Paragraph, Points, Sentence, escaped
from kotolib.errors import N_
from kotolib.language import dates, tongues
from kotolib.programme.records import Hearing, Responsibility
from kotolib.programme.written import written
from kotolib.situation import Situation

_KINDS = {
    "hearing": N_("keskustelutilaisuus"),
    "survey": N_("kysely"),
    "workshop": N_("työpaja"),
    "interview": N_("haastattelu"),
    "other": N_("tilaisuus"),
}
_WAYS = {
    "in_person": N_("paikan päällä"),
    "remote": N_("verkossa"),
    "mixed": N_("paikan päällä ja verkossa"),
    "written": N_("kirjallisesti"),
}
_ISOLATED = "\u2068{text}\u2069"
"""A name or an address keeps its own direction inside a text of the other."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def hearings_to_come(here: Situation) -> tuple[Hearing, ...]:
    """Hearings from the page's day on, the first one first."""
    found = [one for one in written(here.area).programme.hearings if one.date and one.date >= here.as_of]
    return tuple(sorted(found, key=lambda one: (one.date, one.id)))


def take_part(here: Situation) -> Several:
    """The hearings to come, or that none is known; and what everybody may do at any time.

    Examples
    --------
    >>> import kotolib as koto
    >>> take_part(koto.begin("211", as_of="2026-11-24"))[0].text
    'Nyt ei ole tiedossa uusia tilaisuuksia.'
    """
    _, coming = here.texts, hearings_to_come(here)
    points = tuple((Sentence(_event(here, one)),) for one in coming)
    told = _("Tule kertomaan mielipiteesi.") if coming else _("Nyt ei ole tiedossa uusia tilaisuuksia.")
    initiative = (_("Voit tehdä kunnalle aloitteen."), _("Aloite tarkoittaa, että ehdotat kunnalle jotakin uutta."))
    events = Points((Sentence(told), *(sentence for (sentence,) in points)), points)
    return Several((events, Paragraph(tuple(map(Sentence, initiative)))))


def _event(here: Situation, one: Hearing) -> str:
    _, fields = here.texts, {"day": wording.capital(dates.weekday(one.date, here.language))}
    fields["what"] = _(_KINDS.get(one.kind or "other", _KINDS["other"]))
    if one.way in _WAYS:
        return _("{day}: {what}, {way}.", way=_(_WAYS[one.way]), **fields)
    return _("{day}: {what}.", **fields)


@dataclass(frozen=True)
class Address(Paragraph):
    """Sentences in which an e-mail address is a link."""

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        linked = _ADDRESS.sub(lambda found: f"[{found[0]}](mailto:{found[0]})", escaped(self.text))
        return {"text/markdown": linked, "text/plain": self.text}


def where_to_write(here: Situation) -> Address:
    """Who answers and where to write; the municipality's own advice service where nothing is written."""
    _, one = here.texts, contact(here)
    if one is None:
        return Address((Sentence(_("Kysy lisää oman kuntasi neuvonnasta.")),))
    told = []
    if one.body:
        told.append(_("Sinulle vastaa {body}.", body=_isolated(here, one.body)))
    told.append(_("Kirjoita tähän osoitteeseen: {contact}", contact=_isolated(here, one.contact)))
    return Address(tuple(map(Sentence, told)))


def contact(here: Situation) -> Responsibility | None:
    """The row whose contact is told: the coordinator's, else the first that has one."""
    found = [one for one in written(here.area).programme.responsibilities if one.contact]
    return next(iter(sorted(found, key=lambda one: one.role != "coordinator")), None)


def _isolated(here: Situation, text: str) -> str:
    told = " ".join(text.split())
    return _ISOLATED.format(text=told) if tongues.direction(here.language) == "rtl" else told
